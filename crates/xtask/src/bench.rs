//! The benchmarks.

use anyhow::Result;
use clap::Subcommand;
use xshell::cmd;

use crate::page::build_page;
use crate::program::cargo;
use crate::project::Project;
use crate::serve::build_programs;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// The benchmarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub(crate) enum Bench {
    /// Our MQTT codec beside four others, on the same bytes
    Codec,
    /// All that is measured in Chromium: the next three, one after the other
    Page,
    /// Our MQTT codec beside npm's mqtt-packet, both in Chromium
    PageCodec,
    /// From the click to the secret, beside MQTT.js and Paho
    Road,
    /// From the address to the page's button, beside an empty page with MQTT.js
    Start,
    /// Our gateway beside websockify, then a fleet of 10,000 devices
    Gateway,
}

/// Runs a benchmark, which prints its table.
pub(crate) fn bench(project: &Project, bench: Bench) -> Result<()> {
    match bench {
        Bench::Codec => codec(project),
        // One after the other: they measure time.
        Bench::Page => {
            page_codec(project)?;
            in_chromium(project, &["road", "start"])
        }
        Bench::PageCodec => page_codec(project),
        Bench::Road => in_chromium(project, &["road"]),
        Bench::Start => in_chromium(project, &["start"]),
        Bench::Gateway => gateway(project),
    }
}

/// A workspace of its own, so that the codecs to compare with are nobody's dependencies.
fn codec(project: &Project) -> Result<()> {
    Ok(cargo(cmd!(project.shell(), "cargo bench --manifest-path benches/codec/Cargo.toml")).run()?)
}

/// The codec is built as the page is; the peer comes from npm.
fn page_codec(project: &Project) -> Result<()> {
    need_wasm_target(project.shell())?;
    let tools = [Tool::WasmBindgen, Tool::WasmOpt, Tool::Chromium, Tool::ChromeDriver];
    Toolbox::new(project).need_all(&tools)?;
    Ok(cmd!(project.shell(), "node benches/page/run.mjs").run()?)
}

/// Against the built page, with programs as `cargo xtask test` has them: the browser and the links take most of the time.
fn in_chromium(project: &Project, races: &[&str]) -> Result<()> {
    let (shell, mut toolbox) = (project.shell(), Toolbox::new(project));
    toolbox.need(Tool::Node)?;
    toolbox.need(Tool::Chromium)?;
    let driver = toolbox.need(Tool::ChromeDriver)?;
    build_page(project, &mut toolbox)?;
    let programs = build_programs(project, false)?;
    let dist = project.dist();
    // A workspace of its own, as the other benchmarks have.
    let manifest = ["--quiet", "--locked", "--manifest-path", "benches/road/Cargo.toml"];
    cargo(cmd!(shell, "cargo build {manifest...}")).run()?;
    for race in races {
        println!();
        let options = cmd!(shell, "cargo run {manifest...} -- {race} --programs {programs} --dist {dist}");
        cargo(options.env("CHROMEDRIVER", &driver)).run()?;
    }
    Ok(())
}

/// Every device of the fleet is activated through the gateway and proves its secret; that none is lost is what counts, and not
/// the pace, so the programs are those of `cargo xtask test`, which are built already.
fn gateway(project: &Project) -> Result<()> {
    let (shell, peer) = (project.shell(), Toolbox::new(project).need(Tool::Websockify)?);
    cargo(cmd!(shell, "cargo bench --package gateway -- --websockify {peer}")).run()?;
    let programs = build_programs(project, false)?;
    let fleet = cmd!(shell, "cargo run --quiet --manifest-path benches/fleet/Cargo.toml -- --programs {programs}");
    Ok(cargo(fleet).run()?)
}
