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

pub(crate) use first_load::{files_of_first_load, files_on_first_use};

/// What the first load may weigh in all, in bytes, each file compressed with brotli at its best.
const BUDGET: u64 = 105_000;

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
    let dist = project.dist();
    let total = print_table("first load, bytes", &node, &dist, &files_of_first_load(&dist)?)?;
    println!("budget of the first load, brotli: {BUDGET}\n");
    print_table("on first use, bytes", &node, &dist, &files_on_first_use(&dist)?)?;
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

/// Prints what each file weighs, and what all of them weigh, which is returned.
fn print_table(title: &str, node: &Path, dist: &Path, files: &[String]) -> Result<Weight, Error> {
    let weights = weigh(node, dist, files)?;
    let total = weights.iter().fold(Weight::default(), |sum, weight| Weight {
        raw: sum.raw + weight.raw,
        gzip: sum.gzip + weight.gzip,
        brotli: sum.brotli + weight.brotli,
    });
    let width = files.iter().map(String::len).max().unwrap_or_default().max(title.len());
    println!("{title:width$} {:>9} {:>9} {:>9}", "raw", "gzip", "brotli");
    let names = files.iter().map(String::as_str).chain(["total"]);
    for (name, Weight { raw, gzip, brotli }) in names.zip(weights.iter().chain([&total])) {
        println!("{name:width$} {raw:>9} {gzip:>9} {brotli:>9}");
    }
    Ok(total)
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
