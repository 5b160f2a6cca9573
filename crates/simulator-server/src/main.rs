//! The simulated EnOS Cloud on the network: the broker of the `simulator` crate behind sockets.
//!
//! - [`arguments`]: the command line
//! - [`listener`], [`connection`], [`stream`]: devices over TCP, TLS and WebSocket
//! - [`http`]: says over HTTP that this is a simulated EnOS, and takes WebSocket connections
//! - [`cloud`]: the cloud, shared by every connection
//! - [`certificates`]: what TLS needs
//! - [`registry`], [`state`]: products and devices from a file, and what became of them
//! - [`admin`]: the device log and the devices' states, as JSON
//! - [`settings`], [`banner`]: what the program prints

mod admin;
mod arguments;
mod banner;
mod certificates;
mod cloud;
mod connection;
mod error;
mod http;
mod listener;
mod registry;
mod settings;
mod state;
mod stream;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use stop_signal::stop_signal;
use tokio::sync::Semaphore;

use crate::admin::Admin;
use crate::arguments::Arguments;
use crate::cloud::SharedCloud;
use crate::error::Error;
use crate::listener::{Kind, Listener};
use crate::state::StateFile;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), Error> {
    if arguments.print_settings {
        banner::print(&settings::json());
        return Ok(());
    }
    let stop = stop_signal();
    listener::raise_open_files_limit();
    let cloud = Arc::new(SharedCloud::new(arguments.cloud()?));
    let state = match &arguments.state {
        Some(path) => Some(StateFile::open(path.clone(), Arc::clone(&cloud))?),
        None => None,
    };
    let listeners = listeners(arguments).await?;
    let admin = match arguments.admin {
        Some(address) => Some(Admin::open(address).await?),
        None => None,
    };
    for listener in &listeners {
        banner::print(&format!("listening on {}\n", listener.url()));
    }
    let permits = Arc::new(Semaphore::new(listener::most_connections(arguments.max_connections)));
    for listener in listeners {
        tokio::spawn(listener.serve(Arc::clone(&cloud), Arc::clone(&permits)));
    }
    if let Some(admin) = admin {
        banner::print(&format!("admin on http://{}\n", admin.address()));
        tokio::spawn(admin.serve(Arc::clone(&cloud)));
    }
    if let Some(state) = &state {
        tokio::spawn(Arc::clone(state).keep());
    }
    if arguments.has_demo() {
        banner::print(&banner::devices());
    }
    banner::print("\nReady.\n");
    stop.await;
    match state {
        Some(state) => Ok(state.save()?),
        None => Ok(()),
    }
}

/// The listeners that are asked for, the one for plain TCP first.
async fn listeners(arguments: &Arguments) -> Result<Vec<Listener>, Error> {
    let mut listeners = vec![Listener::open(arguments.listen, Kind::Plain).await?];
    if let (Some(address), Some(folder)) = (arguments.tls, &arguments.certificates) {
        let acceptor = certificates::acceptor(folder, address.ip())?;
        listeners.push(Listener::open(address, Kind::Tls(acceptor)).await?);
    }
    if let Some(address) = arguments.websocket {
        listeners.push(Listener::open(address, Kind::WebSocket).await?);
    }
    Ok(listeners)
}
