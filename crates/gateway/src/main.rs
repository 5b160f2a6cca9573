//! The program: reads the command line, serves until it is told to stop.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use gateway::Server;
use gateway::cli::{Cli, Command, Serve};

/// The exit code for a wrong command line or configuration, as clap's own.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let Command::Serve(options) = Cli::parse().command;
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error, 1),
    };
    runtime.block_on(serve(*options))
}

async fn serve(options: Serve) -> ExitCode {
    let config = match options.config() {
        Ok(config) => config,
        Err(error) => return fail(&error, USAGE),
    };
    let server = match Server::start(config).await {
        Ok(server) => server,
        Err(error) => return fail(&error, USAGE),
    };
    // Whoever started the program may have stopped listening to it; that is no reason not to serve.
    let _ = writeln!(std::io::stdout(), "listening on {}", server.url());
    server.run(stop_signal).await;
    ExitCode::SUCCESS
}

/// Ready when the program is asked to stop.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}

fn fail(error: &dyn std::error::Error, code: u8) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "gateway: {error}");
    ExitCode::from(code)
}
