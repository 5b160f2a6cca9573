//! Weighs the page's first load: `index.html` and every file that it loads.

use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Result, ensure};
use brotli::CompressorReader;
use flate2::Compression;
use flate2::write::GzEncoder;
use xshell::Shell;

use crate::page::assets::{self, Asset};
use crate::page::build_page;
use crate::project::Project;
use crate::tools::Toolbox;

/// What the first load may weigh in all, in bytes, each file compressed with brotli at its best.
const BUDGET: u64 = 105_000;

/// Builds the page, prints its weight and fails when it is over budget.
pub(crate) fn size(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<()> {
    build_page(project, toolbox)?;
    let (shell, dist) = (project.shell(), project.dist());
    let assets = assets::read(shell, &dist)?;
    let total = print_table("first load, bytes", shell, &dist, assets.iter().filter(|asset| asset.is_first()))?;
    println!("budget of the first load, brotli: {BUDGET}\n");
    print_table("on first use, bytes", shell, &dist, assets.iter().filter(|asset| asset.is_later()))?;
    ensure!(total.brotli <= BUDGET, "the first load weighs {} bytes, {BUDGET} are allowed", total.brotli);
    Ok(())
}

/// A file's size in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Weight {
    /// Each compressed at its best.
    fn of(content: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(content)?;
        let mut brotli = Vec::new();
        CompressorReader::new(content, 1 << 16, 11, 22).read_to_end(&mut brotli)?;
        Ok(Self {
            raw: u64::try_from(content.len())?,
            gzip: u64::try_from(gzip.finish()?.len())?,
            brotli: u64::try_from(brotli.len())?,
        })
    }
}

/// Prints what each file weighs, and what all of them weigh, which is returned.
fn print_table<'a>(title: &str, shell: &Shell, dist: &Path, assets: impl Iterator<Item = &'a Asset>) -> Result<Weight> {
    let mut rows = Vec::new();
    let mut total = Weight::default();
    for Asset { file, .. } in assets {
        let weight = Weight::of(&shell.read_binary_file(dist.join(file))?)?;
        total.raw += weight.raw;
        total.gzip += weight.gzip;
        total.brotli += weight.brotli;
        rows.push((file.as_str(), weight));
    }
    rows.push(("total", total));
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default().max(title.len());
    println!("{title:width$} {:>9} {:>9} {:>9}", "raw", "gzip", "brotli");
    for (name, Weight { raw, gzip, brotli }) in rows {
        println!("{name:width$} {raw:>9} {gzip:>9} {brotli:>9}");
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighs_content_as_it_is_and_compressed() {
        let Weight { raw, gzip, brotli } = Weight::of(&b"device ".repeat(1000)).unwrap();
        assert_eq!(raw, 7000);
        assert!(gzip < 100 && brotli < gzip, "{gzip} {brotli}");
    }
}
