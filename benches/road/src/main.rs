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
//! - [`site`], [`programs`]: the folder that is served with the peers, the gateway and the simulated EnOS
//! - [`link`]: a TCP link that takes its time
//! - [`tab`]: a tab of the browser
//! - [`road`], [`start`]: the races
//! - [`median`], [`table`], [`load`]: what is printed

mod link;
mod load;
mod median;
mod programs;
mod road;
mod site;
mod start;
mod tab;
mod table;

use std::error::Error;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use programs::Programs;
use site::Site;

/// Anything that keeps a race from being run or judged.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Races of the built page in Chromium.
#[derive(Parser)]
struct Options {
    /// Which race.
    race: Race,
    /// The folder with the gateway and the simulated EnOS.
    #[arg(long, default_value = "target/debug")]
    programs: PathBuf,
    /// The built page.
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// How often everybody has a turn that counts, if not as often as the race wants.
    #[arg(long)]
    rounds: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Race {
    /// From the click to the secret.
    Road,
    /// From the address to the button.
    Start,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

async fn run(options: &Options) -> Result<()> {
    let load_before = load::now();
    let site = Site::fill(options)?;
    let programs = Programs::start(options, &site)?;
    let rounds = |usual| options.rounds.map_or(usual, NonZeroUsize::get);
    match options.race {
        Race::Road => road::race(&programs, rounds(road::ROUNDS)).await?,
        Race::Start => start::race(&programs, rounds(start::ROUNDS)).await?,
    }
    load::print(load_before);
    Ok(())
}
