//! The simulated EnOS Cloud on the network: a broker (rmqtt) with its hooks on the rules of the `simulator` crate.
//!
//! - [`arguments`]: the command line
//! - [`hub`]: the cloud, shared by every connection
//! - [`broker`]: rmqtt, and the hooks that ask the cloud
//! - [`door`]: what listens for devices, and stands between them and the broker
//! - [`settings`], [`welcome`]: what the program prints

mod arguments;
mod broker;
mod clock;
mod door;
mod error;
mod hub;
mod settings;
mod welcome;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use crate::arguments::Arguments;
use crate::broker::Broker;
use crate::door::Door;
use crate::error::Error;
use crate::hub::Hub;

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
    let cloud = arguments.cloud();
    let hub = Arc::new(Hub::new(cloud));
    let door = Door::open(arguments.listen).await?;
    let broker = Broker::start(&hub).await?;
    welcome::print(&format!("listening on tcp://{}\n", door.address()?));
    welcome::print(&welcome::devices());
    welcome::print("\nReady.\n");
    door.serve(hub, broker.address()).await;
    Ok(())
}
