//! The names of the test programs that need a browser.

use std::path::Path;

use anyhow::Result;

use crate::project::Project;

/// Those that run in a browser: `tests/web_*.rs` and `tests/web_*/main.rs`.
pub(crate) fn browser_tests(project: &Project) -> Result<Vec<String>> {
    let mut tests = programs_in(project, "tests")?;
    tests.retain(|name| name.starts_with("web_"));
    Ok(tests)
}

/// Tests of other crates that run inside a browser, too, from the same sources as natively: folder and name.
pub(crate) const CRATE_TESTS: [(&str, &str); 6] = [
    ("crates/enos", "known_answers"),
    ("crates/enos", "activation_message"),
    ("crates/mqtt", "codec"),
    ("crates/mqtt", "session"),
    ("crates/mqtt", "properties"),
    ("crates/activation", "flow"),
];

/// Those that drive a browser: `crates/e2e/tests/*.rs`.
pub(crate) fn end_to_end_tests(project: &Project) -> Result<Vec<String>> {
    programs_in(project, "crates/e2e/tests")
}

fn programs_in(project: &Project, folder: &str) -> Result<Vec<String>> {
    let shell = project.shell();
    let files = shell.read_dir(folder)?.into_iter();
    let is_source = |path: &Path| path.extension().is_some_and(|extension| extension == "rs");
    let programs = files.filter(|path| is_source(path) || shell.path_exists(path.join("main.rs")));
    Ok(programs.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_programs_of_both_kinds() {
        let project = Project::of_this_clone().unwrap();
        let (in_it, with_it) = (browser_tests(&project).unwrap(), end_to_end_tests(&project).unwrap());
        assert!(in_it.iter().any(|name| name == "web_js_api") && in_it.iter().all(|name| name.starts_with("web_")));
        assert!(in_it.iter().any(|name| name == "web_app"), "a program in a folder of its own: {in_it:?}");
        assert!(with_it.iter().any(|name| name == "road"), "{with_it:?}");
    }
}
