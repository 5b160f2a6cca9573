//! `docs/conformance.md` says the truth: every statement is there, every test that it names exists, and every test that
//! names a statement is listed.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The 102 statements of MQTT 3.1.1 that bind a client, or whose breach by a server a client can see.
const STATEMENTS: [&str; 102] = [
    "1.5.3-1", "1.5.3-2", "1.5.3-3", "2.2.2-1", "2.2.2-2", "2.3.1-1", "2.3.1-2", "2.3.1-3", "2.3.1-5", "2.3.1-6",
    "2.3.1-7", "3.1.0-1", "3.1.2-1", "3.1.2-2", "3.1.2-3", "3.1.2-4", "3.1.2-6", "3.1.2-9", "3.1.2-11", "3.1.2-13",
    "3.1.2-14", "3.1.2-15", "3.1.2-18", "3.1.2-19", "3.1.2-20", "3.1.2-21", "3.1.2-22", "3.1.2-23", "3.1.3-1",
    "3.1.3-2", "3.1.3-3", "3.1.3-4", "3.1.3-7", "3.1.3-8", "3.1.3-9", "3.1.3-10", "3.1.3-11", "3.1.4-2", "3.2.0-1",
    "3.2.2-1", "3.2.2-2", "3.2.2-3", "3.2.2-4", "3.2.2-5", "3.3.1-1", "3.3.1-2", "3.3.1-3", "3.3.1-4", "3.3.2-1",
    "3.3.2-2", "3.3.2-3", "3.3.4-1", "3.6.1-1", "3.8.1-1", "3.8.3-1", "3.8.3-3", "3-8.3-4", "3.8.4-1", "3.8.4-2",
    "3.8.4-5", "3.8.4-6", "3.9.3-1", "3.9.3-2", "3.10.1-1", "3.10.3-1", "3.10.3-2", "3.10.4-3", "3.10.4-4", "3.10.4-5",
    "3.12.4-1", "3.14.1-1", "3.14.4-1", "3.14.4-2", "4.1.0-1", "4.1.0-2", "4.3.1-1", "4.3.2-1", "4.3.2-2", "4.3.3-1",
    "4.3.3-2", "4.4.0-1", "4.5.0-2", "4.6.0-1", "4.6.0-2", "4.6.0-3", "4.6.0-4", "4.7.1-1", "4.7.1-2", "4.7.1-3",
    "4.7.2-1", "4.7.3-1", "4.7.3-2", "4.7.3-3", "4.7.3-4", "4.8.0-1", "4.8.0-2", "6.0.0-1", "6.0.0-2", "6.0.0-3",
    "6.0.0-4", "7.0.0-2", "7.1.2-1",
];

/// What one row of the table says.
struct Row {
    place: String,
    tests: Vec<String>,
}

#[test]
fn the_table_has_every_statement_enforced_or_argued() {
    let table = table();
    for statement in STATEMENTS {
        let row = &table[statement];
        let argued = row.place.starts_with("not applicable: ") || row.place.starts_with("by construction: ");
        assert_ne!(argued, !row.tests.is_empty(), "MQTT-{statement} is neither enforced and tested nor argued");
        assert!(!row.place.is_empty() && !row.place.to_lowercase().contains("to do"));
    }
}

#[test]
fn every_test_in_the_table_exists_and_carries_the_number_of_its_statement() {
    let real = real_tests();
    for (statement, row) in table() {
        let prefix = format!("mqtt_{}_", statement.replace(['.', '-'], "_"));
        for test in row.tests {
            assert!(test.starts_with(&prefix), "{test} stands in the row of MQTT-{statement}");
            assert!(real.contains(&test), "there is no test {test}");
        }
    }
}

#[test]
fn every_test_with_the_number_of_a_statement_stands_in_the_table() {
    let listed: BTreeSet<String> = table().into_values().flat_map(|row| row.tests).collect();
    let missing: Vec<String> =
        real_tests().into_iter().filter(|test| test.starts_with("mqtt_") && !listed.contains(test)).collect();
    assert_eq!(missing, [""; 0], "not in docs/conformance.md");
}

/// Every module that the table names stands in the sources.
#[test]
fn every_place_in_the_table_exists() {
    for (statement, row) in table() {
        for name in row.place.split('`').skip(1).step_by(2) {
            let first = name.split("::").take(2).collect::<Vec<_>>();
            let in_sources = match first[..] {
                [module @ ("packet" | "session" | "wire"), item] => {
                    let folder = crate_root().join("src").join(module);
                    folder.join(format!("{item}.rs")).exists() || declares(&folder, item)
                }
                [item, ..] => declares(&crate_root().join("src"), item),
                [] => false,
            };
            assert!(in_sources, "MQTT-{statement} is enforced in `{name}`, which is not to be found");
        }
    }
}

fn table() -> BTreeMap<String, Row> {
    let text = fs::read_to_string(crate_root().join("../../docs/conformance.md")).unwrap();
    let mut rows = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| MQTT-")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [statement, _binds, _asks, place, tests] = cells[..] else { unreachable!("{line} has not five cells") };
        let tests = tests.split('`').skip(1).step_by(2).map(String::from).collect();
        let row = Row { place: place.to_string(), tests };
        assert!(rows.insert(statement.replace("MQTT-", ""), row).is_none(), "{statement} stands there twice");
    }
    rows
}

/// The names of all functions that follow a `#[test]`.
fn real_tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in sources(&crate_root().join("src")).into_iter().chain(sources(&crate_root().join("tests"))) {
        for behind in text.split("#[test]").skip(1) {
            let name = behind.split("fn ").nth(1).and_then(|name| name.split('(').next());
            names.extend(name.map(String::from));
        }
    }
    names
}

fn declares(folder: &Path, item: &str) -> bool {
    let declarations = ["struct", "enum", "const", "fn"].map(|keyword| format!("pub {keyword} {item}"));
    let internal = format!("pub(crate) struct {item}");
    sources(folder)
        .iter()
        .any(|text| text.contains(&internal) || declarations.iter().any(|declaration| text.contains(declaration)))
}

fn sources(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            texts.push(fs::read_to_string(path).unwrap());
        }
    }
    texts
}

fn crate_root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
