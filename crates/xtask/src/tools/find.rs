//! Is a tool there already, in the right version?

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::catalogue::Wanted;

/// The tool's program in the first of the folders that holds it in the wanted version.
pub(super) fn find_in(wanted: &Wanted, folders: &[PathBuf]) -> Option<PathBuf> {
    let candidates = wanted.programs.iter().flat_map(|program| {
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        folders.iter().map(move |folder| folder.join(&file))
    });
    candidates.filter(|path| path.is_file()).find(|path| match &wanted.version {
        Some(version) => printed_version(path).is_some_and(|printed| names_version(&printed, version)),
        None => true,
    })
}

/// What the program prints when it is asked for its version.
fn printed_version(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a word of `printed` is the version: `wasm-opt version 132 (version_132)` names 132, and not 13.
fn names_version(printed: &str, version: &str) -> bool {
    printed.split_whitespace().any(|word| word == version)
}

/// The number before the first point of the version that a browser or its driver prints.
///
/// `ChromeDriver 156.0.8078.79 (a21c…)` gives 156.
pub(super) fn major_version(program: &Path) -> Option<u32> {
    major_in(&printed_version(program)?)
}

fn major_in(printed: &str) -> Option<u32> {
    printed.split_whitespace().find_map(|word| {
        let (major, _) = word.split_once('.')?;
        major.parse().ok()
    })
}

/// Whether a program is started by snap: it lies in snap's folder, or is a script that goes there, as Ubuntu's `firefox` is.
pub(super) fn is_a_snap(program: &Path) -> bool {
    let mut start = Vec::new();
    // A program that cannot be read says so when it is run.
    let read = File::open(program).and_then(|file| file.take(4096).read_to_end(&mut start));
    program.starts_with("/snap") || read.is_ok() && String::from_utf8_lossy(&start).contains("/snap/bin/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(names_version("trunk 0.21.14\n", "0.21.14"));
        assert!(names_version("wasm-opt version 132 (version_132)", "132"));
        assert!(!names_version("wasm-opt version 132 (version_132)", "13"));
        assert!(!names_version("trunk 0.21.140", "0.21.14"));
    }

    #[test]
    fn reads_the_major_version_of_browser_and_driver() {
        assert_eq!(major_in("Chromium 156.0.8078.79 built on Debian"), Some(156));
        assert_eq!(major_in("ChromeDriver 156.0.8078.79 (a21ce95c)"), Some(156));
        assert_eq!(major_in("no version at all"), None);
    }
}
