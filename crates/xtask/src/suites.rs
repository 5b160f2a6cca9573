//! The names of the test programs that need a browser.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::project::Project;

/// Those that run in a browser: `tests/web_*.rs`.
pub(crate) fn browser_tests(project: &Project) -> Result<Vec<String>, Error> {
    let mut tests = programs_in(&project.root().join("tests"))?;
    tests.retain(|name| name.starts_with("web_"));
    Ok(tests)
}

/// Those that drive a browser: `crates/e2e/tests/*.rs`.
pub(crate) fn end_to_end_tests(project: &Project) -> Result<Vec<String>, Error> {
    programs_in(&project.root().join("crates").join("e2e").join("tests"))
}

fn programs_in(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = fs::read_dir(folder).map_err(Error::file(folder))?;
    let mut programs: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    programs.sort();
    Ok(programs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_programs_of_both_kinds() {
        let project = Project::of_this_clone();
        let (in_it, with_it) = (browser_tests(&project).unwrap(), end_to_end_tests(&project).unwrap());
        assert!(in_it.iter().any(|name| name == "web_js_api") && in_it.iter().all(|name| name.starts_with("web_")));
        assert!(with_it.iter().any(|name| name == "road"), "{with_it:?}");
    }
}
