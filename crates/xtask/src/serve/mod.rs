//! Shows the page, with the gateway and the simulated EnOS behind it.

mod server;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use xshell::cmd;

use crate::page::build_page;
use crate::program::{cargo, say};
use crate::project::Project;
use crate::tools::Toolbox;

pub(crate) use server::Server;

/// The port of EnOS Cloud, which devices on this machine can be pointed at as well.
const ENOS_PORT: u16 = 11883;
const PAGE_PORT: u16 = 8080;

/// Builds everything, starts both programs, prints the page's address once the gateway listens, and keeps them
/// running until it is interrupted.
pub(crate) fn serve(project: &Project, release: bool) -> Result<()> {
    build_page(project, &mut Toolbox::new(project))?;
    let folder = build_programs(project, release)?;
    let stop = stop_on_signals().context("signals cannot be handled")?;
    let enos = start_enos(project, &folder)?;
    let gateway = start_gateway(project, &folder, enos.address())?;
    say("the page is ready; Ctrl-C stops it and the simulated EnOS");
    println!("{}", gateway.address());
    keep_running([enos, gateway], &stop)
}

/// Compiles the gateway and the simulated EnOS, and returns the folder that holds them.
pub(crate) fn build_programs(project: &Project, release: bool) -> Result<PathBuf> {
    say("building the gateway and the simulated EnOS: this may take some minutes the first time");
    let (profile, folder) = if release { (Some("--release"), "release") } else { (None, "debug") };
    let build = cmd!(project.shell(), "cargo build --package gateway --package simulator-server {profile...}");
    cargo(build).run()?;
    Ok(project.target().join(folder))
}

fn start_enos(project: &Project, folder: &Path) -> Result<Server> {
    let port = preferred_or_free(ENOS_PORT);
    if port != ENOS_PORT {
        say(&format!("port {ENOS_PORT} is taken, so the simulated EnOS listens on another one"));
    }
    let program = folder.join("simulator-server");
    let listen = format!("127.0.0.1:{port}");
    Server::start("the simulated EnOS", cmd!(project.shell(), "{program} --listen {listen}"))
}

fn start_gateway(project: &Project, folder: &Path, enos: &str) -> Result<Server> {
    let (shell, program, dist) = (project.shell(), folder.join("gateway"), project.dist());
    let settings = write_settings(project, folder)?;
    let port = preferred_or_free(PAGE_PORT);
    if port != PAGE_PORT {
        say(&format!("port {PAGE_PORT} is taken, so the page is served on another one"));
    }
    let listen = format!("127.0.0.1:{port}");
    let gateway = cmd!(shell, "{program} serve --upstream {enos} --simulated --listen {listen}");
    Server::start("the gateway", gateway.arg("--dist").arg(dist).arg("--settings").arg(settings))
}

/// The simulated EnOS knows its own demo devices; the page gets them by way of the gateway's settings.
fn write_settings(project: &Project, folder: &Path) -> Result<PathBuf> {
    let (shell, program) = (project.shell(), folder.join("simulator-server"));
    let path = project.target().join("serve-settings.json");
    shell.write_file(&path, cmd!(shell, "{program} --print-settings").read()?)?;
    Ok(path)
}

/// The port itself when it is free, else 0, with which the system chooses a free one.
fn preferred_or_free(port: u16) -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_or(0, |_| port)
}

/// Waits for Ctrl-C, or for one of the two to end by itself, and then ends what is left.
fn keep_running(mut servers: [Server; 2], stop: &AtomicBool) -> Result<()> {
    while !stop.load(Ordering::Relaxed) {
        servers.iter_mut().try_for_each(Server::check)?;
        thread::sleep(Duration::from_millis(100));
    }
    say("\nstopping");
    // The gateway first, so that it never finds its upstream gone.
    let [enos, gateway] = servers;
    drop(gateway);
    drop(enos);
    Ok(())
}

/// A flag that Ctrl-C, or a polite `kill`, raises. The second one ends this program at once.
fn stop_on_signals() -> io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop))?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_left_alone() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        assert_eq!(preferred_or_free(taken.local_addr().unwrap().port()), 0);
    }

    #[test]
    fn a_free_port_is_used() {
        // Another program, or a child of this one that has not closed its files yet, may hold the port meanwhile.
        let used = (0..100).any(|_| {
            let was_taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            let port = was_taken.local_addr().unwrap().port();
            drop(was_taken);
            thread::sleep(Duration::from_millis(10));
            preferred_or_free(port) == port
        });
        assert!(used);
    }
}
