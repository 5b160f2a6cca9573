//! The benchmarks, by name.

use anyhow::{Context, Result};
use xshell::cmd;

use crate::page::build_page;
use crate::program::cargo;
use crate::project::Project;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// One benchmark.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn(&Project) -> Result<()>,
}

/// All benchmarks. To add one, write a function that runs it and prints its table, and a line here.
const BENCHES: &[Bench] = &[
    Bench { name: "codec", about: "our MQTT codec beside four others, on the same bytes", run: codec },
    Bench { name: "page", about: "all that is measured in Chromium: the next three, one after the other", run: page },
    Bench { name: "page-codec", about: "our MQTT codec beside npm's mqtt-packet, both in Chromium", run: page_codec },
    Bench {
        name: "road",
        about: "from the click to the secret, beside MQTT.js and Paho",
        run: |project| in_chromium(project, &["road"]),
    },
    Bench {
        name: "start",
        about: "from the address to the page's button, beside an empty page with MQTT.js",
        run: |project| in_chromium(project, &["start"]),
    },
    Bench { name: "gateway", about: "our gateway beside websockify, then a fleet of 10,000 devices", run: gateway },
];

/// Runs the benchmark of that name, or lists all.
pub(crate) fn bench(project: &Project, name: Option<&str>) -> Result<()> {
    let Some(name) = name else {
        for Bench { name, about, .. } in BENCHES {
            println!("{name:10} {about}");
        }
        return Ok(());
    };
    (named(name)?.run)(project)
}

fn named(name: &str) -> Result<&'static Bench> {
    BENCHES.iter().find(|bench| bench.name == name).with_context(|| {
        let known: Vec<&str> = BENCHES.iter().map(|bench| bench.name).collect();
        format!("there is no benchmark `{name}`; there are: {}", known.join(", "))
    })
}

/// A workspace of its own, so that the codecs to compare with are nobody's dependencies.
fn codec(project: &Project) -> Result<()> {
    Ok(cargo(cmd!(project.shell(), "cargo bench --manifest-path benches/codec/Cargo.toml")).run()?)
}

/// One after the other: they measure time.
fn page(project: &Project) -> Result<()> {
    page_codec(project)?;
    println!();
    in_chromium(project, &["road", "start"])
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
    let programs = build_programs(project)?;
    let dist = project.dist();
    // A workspace of its own, as the other benchmarks have.
    let manifest = ["--quiet", "--locked", "--manifest-path", "benches/road/Cargo.toml"];
    cargo(cmd!(shell, "cargo build {manifest...}")).run()?;
    for (number, race) in races.iter().enumerate() {
        if number > 0 {
            println!();
        }
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
    let programs = build_programs(project)?;
    let fleet = cmd!(shell, "cargo run --quiet --manifest-path benches/fleet/Cargo.toml -- --programs {programs}");
    Ok(cargo(fleet).run()?)
}

/// Builds the gateway and the simulated EnOS; returns their folder.
fn build_programs(project: &Project) -> Result<std::path::PathBuf> {
    let build = cmd!(project.shell(), "cargo build --quiet --package gateway --package simulator-server");
    cargo(build).run()?;
    Ok(project.target().join("debug"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_benchmarks_that_there_are() {
        assert_eq!(
            named("speed").map(|bench| bench.name).unwrap_err().to_string(),
            "there is no benchmark `speed`; there are: codec, page, page-codec, road, start, gateway"
        );
        assert_eq!(named("codec").unwrap().about, "our MQTT codec beside four others, on the same bytes");
    }
}
