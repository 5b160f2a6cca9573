//! Brings a fleet into service: ten thousand devices without a page are activated through the gateway, against the simulated
//! EnOS and under its limit on requests; then each logs in with the secret that it got. None may be lost and none wrong.
//!
//! ```text
//! cargo build -p gateway -p simulator-server
//! cargo run --manifest-path benches/fleet/Cargo.toml -- --programs target/debug
//! ```
//! `--devices N` sets how many there are (10000), `--at-once N` how many are under way at any time (200). The exit code is 1
//! when anything was lost or wrong, and 2 when the run could not begin.

mod device;
mod phase;
mod programs;
mod report;
mod verdict;

use std::error::Error;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use device::Unit;
use phase::in_lanes;
use programs::Programs;
use verdict::Verdict;

/// Anything that keeps a run from beginning, or from being judged.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Brings a fleet into service, and judges whether any device was lost.
#[derive(Parser)]
struct Options {
    /// The folder with the gateway and the simulated EnOS.
    #[arg(long, default_value = "target/debug")]
    programs: PathBuf,
    /// How many devices the fleet has.
    #[arg(long, default_value = "10000")]
    devices: NonZeroUsize,
    /// How many of them are under way at any time.
    #[arg(long, default_value = "200")]
    at_once: NonZeroUsize,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(Verdict::Complete) => ExitCode::SUCCESS,
        Ok(Verdict::Incomplete) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<Verdict> {
    let options = Options::parse();
    let (devices, at_once) = (options.devices.get(), options.at_once.get());
    let programs = Programs::start(&options.programs, devices)?;
    let gateway = programs.gateway();
    let units: Vec<_> = programs.devices()?.into_iter().map(|device| device.unit).collect::<Result<_>>()?;
    println!("{devices} devices, {at_once} at once, through the gateway, programs in {}", options.programs.display());

    let activations = in_lanes(at_once, units, move |unit| device::activate(gateway, unit)).await?;
    report::phase("activations", &activations);
    // EnOS takes one connection a second from a device.
    tokio::time::sleep(device::THROTTLE).await;
    let activated: Vec<(Unit, _)> = activations.successes().cloned().collect();
    let logins = in_lanes(at_once, activated.clone(), move |(unit, secret)| device::log_in(gateway, unit, secret));
    let logins = logins.await?;
    report::phase("logins with these secrets", &logins);

    let known = programs.devices()?;
    let judged = verdict::judge(devices, &activated, logins.successes().count(), &known);
    report::judged(&judged);
    Ok(judged.verdict())
}
