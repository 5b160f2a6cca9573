//! Two races of the built page in a headless Chromium, beside the two MQTT libraries that a web page would use otherwise:
//!
//! - `road`: from the click on *Activate device* to the secret, over links of different length. The peers are MQTT.js and
//!   Paho, used as their users use them: connect, subscribe, wait for the message.
//! - `start`: from the address to the button that can be pressed, beside an empty page that only loads MQTT.js.
//!
//! ```text
//! cargo xtask bench road
//! cargo xtask bench start
//! ```
//!
//! - [`options`]: the command line
//! - [`npm`], [`site`], [`programs`]: the peers, the folder that is served, the gateway and the simulated EnOS
//! - [`link`]: a TCP link that takes its time
//! - [`chromium`], [`devtools`], [`tab`]: the browser
//! - [`road`], [`start`]: the races
//! - [`median`], [`table`], [`load`]: what is printed

mod chromium;
mod devtools;
mod link;
mod load;
mod median;
mod npm;
mod options;
mod programs;
mod road;
mod site;
mod start;
mod tab;
mod table;

use std::error::Error;
use std::process::ExitCode;

use options::{Options, Race};

/// Anything that keeps a race from being run or judged.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<()> {
    let options = Options::parse(std::env::args().skip(1))?;
    match options.race {
        Race::Road => road::race(&options).await,
        Race::Start => start::race(&options).await,
    }
}
