//! The simulated EnOS Cloud on the network: the broker of the `simulator` crate behind sockets.
//!
//! - [`arguments`]: the command line
//! - [`hub`]: the cloud, shared by every connection
//! - [`door`]: what listens for devices
//! - [`certificates`]: what TLS needs
//! - [`registry`], [`state`]: products and devices from a file, and what became of them
//! - [`admin`]: the device log and the devices' states, as JSON
//! - [`settings`], [`welcome`]: what the program prints

mod admin;
mod arguments;
mod certificates;
mod clock;
mod door;
mod error;
mod files;
mod hub;
mod registry;
mod settings;
mod state;
mod stop;
mod welcome;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use crate::admin::Admin;
use crate::arguments::Arguments;
use crate::door::{Door, Kind};
use crate::error::Error;
use crate::hub::Hub;
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
        welcome::print(&settings::json());
        return Ok(());
    }
    files::raise_limit();
    let hub = Arc::new(Hub::new(arguments.cloud()?));
    let state = match &arguments.state {
        Some(path) => Some(StateFile::open(path.clone(), Arc::clone(&hub))?),
        None => None,
    };
    let doors = doors(arguments).await?;
    let admin = match arguments.admin {
        Some(address) => Some(Admin::open(address).await?),
        None => None,
    };
    for door in &doors {
        welcome::print(&format!("listening on {}\n", door.url()));
    }
    for door in doors {
        tokio::spawn(door.serve(Arc::clone(&hub)));
    }
    if let Some(admin) = admin {
        welcome::print(&format!("admin on http://{}\n", admin.address()));
        tokio::spawn(admin.serve(Arc::clone(&hub)));
    }
    if let Some(state) = &state {
        tokio::spawn(Arc::clone(state).keep());
    }
    if arguments.has_demo() {
        welcome::print(&welcome::devices());
    }
    welcome::print("\nReady.\n");
    stop::asked_for().await;
    match state {
        Some(state) => Ok(state.save()?),
        None => Ok(()),
    }
}

/// The doors that are asked for, that for plain TCP first.
async fn doors(arguments: &Arguments) -> Result<Vec<Door>, Error> {
    let mut doors = vec![Door::open(arguments.listen, Kind::Plain).await?];
    if let (Some(address), Some(folder)) = (arguments.tls, &arguments.certificates) {
        let acceptor = certificates::acceptor(folder, address.ip())?;
        doors.push(Door::open(address, Kind::Tls(acceptor)).await?);
    }
    if let Some(address) = arguments.websocket {
        doors.push(Door::open(address, Kind::WebSocket).await?);
    }
    Ok(doors)
}
