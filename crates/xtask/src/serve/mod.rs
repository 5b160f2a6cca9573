//! Shows the page, with the gateway and the simulated EnOS behind it.

mod http;
mod port;
mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};

use crate::arguments::Programs;
use crate::error::Error;
use crate::page::build_page;
use crate::program::{Program, say};
use crate::project::Project;
use crate::tools::Toolbox;

use port::preferred_or_free;
pub(crate) use server::Server;

/// The port of EnOS Cloud, which devices on this machine can be pointed at as well.
const ENOS_PORT: u16 = 11883;
const PAGE_PORT: u16 = 8080;
/// Both programs start within a second; a machine under load gets a good deal more.
const START_LIMIT: Duration = Duration::from_mins(1);

/// Builds everything, starts both programs, prints the page's address once it can be opened, and keeps them
/// running until it is interrupted.
pub(crate) fn serve(project: &Project, programs: Programs) -> Result<ExitCode, Error> {
    build_page(project, &mut Toolbox::new(project))?;
    let folder = build_programs(project, programs)?;
    let stop = stop_on_signals()?;
    let enos = start_enos(&folder, &stop)?;
    let gateway = start_gateway(project, &folder, enos.address(), &stop)?;
    let page = gateway.address().to_owned();
    wait_for_page(&page, &stop)?;
    if !stop.load(Ordering::Relaxed) {
        say("the page is ready; Ctrl-C stops it and the simulated EnOS");
        println!("{page}");
    }
    keep_running([enos, gateway], &stop)
}

/// Compiles the two programs and returns the folder that holds them.
fn build_programs(project: &Project, programs: Programs) -> Result<PathBuf, Error> {
    say("building the gateway and the simulated EnOS: this may take some minutes the first time");
    let cargo = Program::cargo().folder(project.root());
    let build = cargo.args(["build", "--package", "gateway", "--package", "simulator-server"]);
    let (build, folder) = match programs {
        Programs::Debug => (build, "debug"),
        Programs::Release => (build.args(["--release"]), "release"),
    };
    build.run()?;
    Ok(project.target().join(folder))
}

fn start_enos(folder: &Path, stop: &AtomicBool) -> Result<Server, Error> {
    let port = preferred_or_free(ENOS_PORT);
    if port != ENOS_PORT {
        say(&format!("port {ENOS_PORT} is taken, so the simulated EnOS listens on another one"));
    }
    let program = Program::new(folder.join("simulator-server"));
    let listen = format!("127.0.0.1:{port}");
    let program = program.args(["--listen", &listen]);
    Server::start("the simulated EnOS", program, START_LIMIT, stop)
}

fn start_gateway(project: &Project, folder: &Path, enos: &str, stop: &AtomicBool) -> Result<Server, Error> {
    let settings = write_settings(project, folder)?;
    let port = preferred_or_free(PAGE_PORT);
    if port != PAGE_PORT {
        say(&format!("port {PAGE_PORT} is taken, so the page is served on another one"));
    }
    let listen = format!("127.0.0.1:{port}");
    let program = Program::new(folder.join("gateway"))
        .args(["serve", "--upstream", enos, "--simulated", "--listen", &listen, "--dist"])
        .args([project.dist(), PathBuf::from("--settings"), settings]);
    Server::start("the gateway", program, START_LIMIT, stop)
}

/// The simulated EnOS knows its own demo devices; the page gets them by way of the gateway's settings.
fn write_settings(project: &Project, folder: &Path) -> Result<PathBuf, Error> {
    let program = Program::new(folder.join("simulator-server")).args(["--print-settings"]);
    let printed = program.printed()?;
    let path = project.target().join("serve-settings.json");
    fs::write(&path, &printed).map_err(Error::file(&path))?;
    Ok(path)
}

/// Polls the page until it is answered.
fn wait_for_page(page: &str, stop: &AtomicBool) -> Result<(), Error> {
    let until = Instant::now() + START_LIMIT;
    while !stop.load(Ordering::Relaxed) {
        let seen = match http::status_of(page) {
            Ok(200) => return Ok(()),
            Ok(status) => format!("GET {page}/ answers {status}"),
            Err(error) => format!("GET {page}/: {error}"),
        };
        if Instant::now() > until {
            return Err(Error::NotServing { program: "the gateway", seen });
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Waits for Ctrl-C, or for one of the two to end by itself, and then ends what is left.
fn keep_running(servers: [Server; 2], stop: &AtomicBool) -> Result<ExitCode, Error> {
    let mut servers = servers;
    while !stop.load(Ordering::Relaxed) {
        for server in &mut servers {
            server.check()?;
        }
        thread::sleep(Duration::from_millis(100));
    }
    say("\nstopping");
    // The gateway first, so that it never finds its upstream gone.
    let [enos, gateway] = servers;
    drop(gateway);
    drop(enos);
    Ok(ExitCode::SUCCESS)
}

/// A flag that Ctrl-C, or a polite `kill`, raises. The second one ends this program at once.
fn stop_on_signals() -> Result<Arc<AtomicBool>, Error> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        let again = signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop));
        again.map_err(Error::Signals)?;
        signal_hook::flag::register(signal, Arc::clone(&stop)).map_err(Error::Signals)?;
    }
    Ok(stop)
}
