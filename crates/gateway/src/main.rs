//! The program: reads the command line, serves until it is told to stop.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use gateway::cli::{Cli, Command, Serve};
use gateway::config::{Config, ConfigError, Warning};
use gateway::{Server, log_warnings, raise_file_limit, start_log};
use stop_signal::stop_signal;

/// The exit code for a wrong command line or configuration; clap uses the same.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let Command::Serve(options) = Cli::parse().command;
    start_log(options.log, options.log_level);
    raise_file_limit();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error, 1),
    };
    let code = runtime.block_on(serve(*options)).unwrap_or_else(|error| fail(&error, USAGE));
    // A name server that does not answer would hold up the end.
    runtime.shutdown_background();
    code
}

async fn serve(options: Serve) -> Result<ExitCode, ConfigError> {
    let only_check = options.check;
    let config = options.config()?;
    let warnings = config.warnings();
    if only_check {
        return check(config, &warnings);
    }
    let mut first_stop = Some(stop_signal());
    let server = Server::start(config).await?;
    log_warnings(&warnings);
    if let Some(fingerprint) = server.fingerprint() {
        say(&format!("certificate fingerprint (SHA-256) {fingerprint}"));
    }
    say(&format!("listening on {}", server.url()));
    server.run(|| first_stop.take().unwrap_or_else(stop_signal)).await;
    Ok(ExitCode::SUCCESS)
}

/// Says what is wrong with a configuration, and what an operator should know of it.
fn check(config: Config, warnings: &[Warning]) -> Result<ExitCode, ConfigError> {
    Server::check(config)?;
    let (faults, remarks): (Vec<_>, Vec<_>) = warnings.iter().partition(|warning| warning.is_fault);
    for remark in remarks {
        let _ = writeln!(std::io::stderr(), "warning: {remark}");
    }
    for fault in &faults {
        let _ = writeln!(std::io::stderr(), "gateway: {fault}");
    }
    if !faults.is_empty() {
        return Ok(ExitCode::from(USAGE));
    }
    say("the configuration is good");
    Ok(ExitCode::SUCCESS)
}

/// Whoever started the program may have stopped listening to it; that is no reason not to serve.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

fn fail(error: &dyn std::error::Error, code: u8) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "gateway: {error}");
    ExitCode::from(code)
}
