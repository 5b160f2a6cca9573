//! The benchmarks, by name.

mod browser;

use std::process::ExitCode;

use crate::error::Error;
use crate::program::Program;
use crate::project::Project;
use crate::tools::{Tool, Toolbox};

/// One benchmark.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn(&Project) -> Result<(), Error>,
}

/// All benchmarks. To add one, write a function that runs it and prints its table, and a line here.
const BENCHES: &[Bench] = &[
    Bench { name: "codec", about: "our MQTT codec beside four others, on the same bytes", run: codec },
    Bench {
        name: "page",
        about: "all that is measured in Chromium: the next three, one after the other",
        run: browser::all,
    },
    Bench {
        name: "page-codec",
        about: "our MQTT codec beside npm's mqtt-packet, both in Chromium",
        run: browser::codec,
    },
    Bench { name: "road", about: "from the click to the secret, beside MQTT.js and Paho", run: browser::road },
    Bench {
        name: "start",
        about: "from the address to the page's button, beside an empty page with MQTT.js",
        run: browser::start,
    },
    Bench { name: "gateway", about: "our gateway beside websockify, then a fleet of 10,000 devices", run: gateway },
];

/// Runs the benchmark of that name, or lists all.
pub(crate) fn bench(project: &Project, name: Option<&str>) -> Result<ExitCode, Error> {
    let Some(name) = name else {
        for Bench { name, about, .. } in BENCHES {
            println!("{name:10} {about}");
        }
        return Ok(ExitCode::SUCCESS);
    };
    let bench = named(name)?;
    (bench.run)(project)?;
    Ok(ExitCode::SUCCESS)
}

fn named(name: &str) -> Result<&'static Bench, Error> {
    BENCHES.iter().find(|bench| bench.name == name).ok_or_else(|| {
        let known: Vec<&str> = BENCHES.iter().map(|bench| bench.name).collect();
        Error::UnknownBench { name: name.to_owned(), known: known.join(", ") }
    })
}

/// A workspace of its own, so that the codecs to compare with are nobody's dependencies.
fn codec(project: &Project) -> Result<(), Error> {
    let cargo = Program::cargo().folder(project.root());
    cargo.args(["bench", "--manifest-path", "benches/codec/Cargo.toml"]).run()
}

fn gateway(project: &Project) -> Result<(), Error> {
    let peer = Toolbox::new(project).need(Tool::Websockify)?;
    let cargo = Program::cargo().folder(project.root());
    cargo.args(["bench", "--package", "gateway", "--", "--websockify"]).args([peer]).run()?;
    fleet(project)
}

/// Every device is activated through the gateway and proves its secret; that none is lost is what counts, and not the pace, so
/// the programs are those of `cargo xtask test`, which are built already.
fn fleet(project: &Project) -> Result<(), Error> {
    let cargo = || Program::cargo().folder(project.root());
    cargo().args(["build", "--quiet", "--package", "gateway", "--package", "simulator-server"]).run()?;
    let run = cargo().args(["run", "--quiet", "--manifest-path", "benches/fleet/Cargo.toml", "--", "--programs"]);
    run.args([project.target().join("debug")]).run()
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
