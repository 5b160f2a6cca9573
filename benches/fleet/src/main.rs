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
mod options;
mod phase;
mod programs;
mod report;
mod verdict;

use std::error::Error;
use std::process::ExitCode;

use device::Unit;
use options::Options;
use phase::in_lanes;
use programs::Programs;
use verdict::Verdict;

/// Anything that keeps a run from beginning, or from being judged.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

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
    let options = Options::parse(std::env::args().skip(1))?;
    let programs = Programs::start(&options.programs, options.devices)?;
    let gateway = programs.gateway();
    let units: Vec<_> = programs.devices().await?.into_iter().map(|device| device.unit).collect::<Result<_>>()?;
    report::begins(&options);

    let activations = in_lanes(options.at_once, units, move |unit| device::activate(gateway, unit)).await?;
    report::phase("activations", &activations);
    // EnOS takes one connection a second from a device.
    tokio::time::sleep(device::THROTTLE).await;
    let activated: Vec<(Unit, _)> = activations.successes().cloned().collect();
    let logins =
        in_lanes(options.at_once, activated.clone(), move |(unit, secret)| device::log_in(gateway, unit, secret));
    let logins = logins.await?;
    report::phase("logins with these secrets", &logins);

    let devices = programs.devices().await?;
    let judged = verdict::judge(options.devices, &activated, logins.successes().count(), &devices);
    report::judged(&judged);
    Ok(judged.verdict())
}
