//! The benchmarks, by name.

use std::process::ExitCode;

use crate::error::Error;
use crate::project::Project;

/// One benchmark.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn(&Project) -> Result<(), Error>,
}

/// All benchmarks. To add one, write a function that runs it and prints its table, and a line here.
const BENCHES: &[Bench] = &[];

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
