//! Weighs the page's first load: `index.html` and every file that it loads.

mod first_load;
mod markup;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::error::Error;
use crate::page::build_page;
use crate::program::Program;
use crate::project::Project;
use crate::tools::{Tool, Toolbox};

pub(crate) use first_load::files_of_first_load;

/// What the first load may weigh in all, in bytes, each file compressed with brotli at its best.
///
/// This is the limit of the whole technician's page, in two languages and with its session and its proof. The plain road alone
/// was to stay below 110,000 bytes: the Chinese sentences (3.4 kB), *About* (1.3 kB) and the session are what would have to be
/// loaded on first use to get there.
const BUDGET: u64 = 128_000;

/// Compresses each file named on the command line and prints `raw gzip brotli` for it.
///
/// Node is there for npm anyway, and its zlib holds both; so this program needs no library for them.
const COMPRESS: &str = "\
const zlib = require('zlib'), { readFileSync } = require('fs');
for (const file of process.argv.slice(1)) {
  const raw = readFileSync(file);
  const gzip = zlib.gzipSync(raw, { level: 9 });
  const brotli = zlib.brotliCompressSync(raw, { params: {
    [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: raw.length } });
  console.log(raw.length, gzip.length, brotli.length);
}";

/// Builds the page, prints its weight and fails when it is over budget.
pub(crate) fn size(project: &Project) -> Result<ExitCode, Error> {
    build_and_weigh(project, &mut Toolbox::new(project))?;
    Ok(ExitCode::SUCCESS)
}

/// The same, with tools that have been found already.
pub(crate) fn build_and_weigh(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<(), Error> {
    build_page(project, toolbox)?;
    let node = toolbox.need(Tool::Node)?;
    let files = files_of_first_load(&project.dist())?;
    let weights = weigh(&node, &project.dist(), &files)?;
    let total = weights.iter().fold(Weight::default(), |sum, weight| Weight {
        raw: sum.raw + weight.raw,
        gzip: sum.gzip + weight.gzip,
        brotli: sum.brotli + weight.brotli,
    });
    print_table(&files, &weights, total);
    if total.brotli > BUDGET {
        return Err(Error::OverBudget { bytes: total.brotli, budget: BUDGET });
    }
    Ok(())
}

/// A file's size in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

fn weigh(node: &Path, dist: &Path, files: &[String]) -> Result<Vec<Weight>, Error> {
    let paths: Vec<PathBuf> = files.iter().map(|file| dist.join(file)).collect();
    for path in &paths {
        fs::metadata(path).map_err(Error::file(path))?;
    }
    let program = Program::new(node).args(["-e", COMPRESS]).args(&paths);
    let output = program.output()?;
    let weights: Vec<Weight> = String::from_utf8_lossy(&output.stdout).lines().filter_map(weight_in).collect();
    if output.status.success() && weights.len() == files.len() {
        return Ok(weights);
    }
    Err(Error::Failed { command: "node".to_owned(), status: String::from_utf8_lossy(&output.stderr).into_owned() })
}

fn weight_in(line: &str) -> Option<Weight> {
    let mut numbers = line.split(' ').map(str::parse);
    Some(Weight { raw: numbers.next()?.ok()?, gzip: numbers.next()?.ok()?, brotli: numbers.next()?.ok()? })
}

fn print_table(files: &[String], weights: &[Weight], total: Weight) {
    let width = files.iter().map(String::len).max().unwrap_or_default();
    let row = |name: &str, weight: &Weight| {
        let Weight { raw, gzip, brotli } = weight;
        println!("{name:width$} {raw:>9} {gzip:>9} {brotli:>9}");
    };
    println!("{:width$} {:>9} {:>9} {:>9}", "first load, bytes", "raw", "gzip", "brotli");
    for (file, weight) in files.iter().zip(weights) {
        row(file, weight);
    }
    row("total", &total);
    println!("{:width$} {:>29}", "budget", BUDGET);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_three_sizes_of_a_line() {
        let weight = Weight { raw: 300, gzip: 20, brotli: 10 };
        assert_eq!(weight_in("300 20 10"), Some(weight));
        assert_eq!(weight_in("300 20"), None);
        assert_eq!(weight_in("Error: no"), None);
    }
}
