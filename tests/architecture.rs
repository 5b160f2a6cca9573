//! The rules of the house inside `src/`, which Cargo cannot see: who may use whom, and what may never be written.

#![cfg(test)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules of ours a module may use. `app`, `on_demand`, `main` and `lib` join everything and are not listed.
const MAY_USE: [(&str, &[&str]); 15] = [
    ("browser", &[]),
    ("i18n", &[]),
    ("memory", &[]),
    ("route", &["i18n"]),
    ("form", &["i18n"]),
    ("handover", &["form", "i18n"]),
    ("packets", &["i18n"]),
    ("profiles", &["i18n"]),
    ("session_export", &["form"]),
    ("settings", &["browser", "form"]),
    ("activation", &["browser"]),
    ("preflight", &["browser"]),
    ("hooks", &["browser", "form", "i18n", "preflight", "route", "settings"]),
    ("components", &["form", "i18n", "route"]),
    (
        "screens",
        &[
            "activation",
            "components",
            "form",
            "handover",
            "hooks",
            "i18n",
            "packets",
            "preflight",
            "profiles",
            "route",
            "session_export",
            "settings",
        ],
    ),
];

#[test]
fn modules_use_only_what_lies_below_them() {
    let rules = BTreeMap::from(MAY_USE);
    for (path, text) in sources() {
        let Some(allowed) = rules.get(module_of(&path).as_str()) else { continue };
        for used in uses_of_ours(&text) {
            let fine = used == module_of(&path) || allowed.contains(&used.as_str());
            assert!(fine, "{} uses crate::{used}", path.display());
        }
    }
}

#[test]
fn every_module_has_its_rule() {
    let joining = ["app", "on_demand", "main", "lib", "js_api", "demo"];
    for (path, _) in sources() {
        let module = module_of(&path);
        let known = joining.contains(&module.as_str()) || MAY_USE.iter().any(|(name, _)| *name == module);
        assert!(known, "{} belongs to a module without a rule: {module}", path.display());
    }
}

#[test]
fn the_flow_the_words_and_the_forms_name_nothing_of_the_browser() {
    for (path, text) in sources() {
        if ["i18n", "form", "handover", "packets", "route"].contains(&module_of(&path).as_str()) {
            for forbidden in ["web_sys", "js_sys", "gloo::", "wasm_bindgen"] {
                assert!(!text.contains(forbidden), "{} names {forbidden}", path.display());
            }
        }
    }
}

/// What would break the content security policy, or write where nobody should read.
#[test]
fn nothing_injects_markup_and_nothing_writes_to_the_console() {
    let forbidden = [
        "from_html_unchecked",
        "set_inner_html",
        "insert_adjacent_html",
        "document.write",
        "style=",
        "println!",
        "print!",
        "dbg!",
        "console::",
        "console_log",
        "console_error",
        "gloo::console",
    ];
    for (path, text) in sources() {
        for word in forbidden {
            assert!(!text.contains(word), "{} holds {word}", path.display());
        }
    }
}

/// A secret is read in few places. A new one belongs on this list, after a look at where its text goes.
#[test]
fn secrets_are_read_only_where_they_are_known_to_be_read() {
    let known = [
        "src/activation/driver.rs",
        "src/app.rs",
        "src/app/copying.rs",
        "src/app/deeds.rs",
        "src/app/waiting.rs",
        "src/components/credentials_list.rs",
        "src/components/result_card.rs",
        "src/components/text_field.rs",
        "src/form/entry.rs",
        "src/form/typed_secret.rs",
        "src/handover/qr_content.rs",
        "src/handover/spoken.rs",
        "src/handover/template.rs",
        "src/js_api.rs",
        "src/packets/hide.rs",
        "src/screens/device/formats.rs",
        "src/screens/device/unread_words.rs",
        "src/screens/tools/code.rs",
        "src/screens/tools/compare.rs",
        "src/screens/tools/export.rs",
        "src/screens/tools/file.rs",
        "src/screens/tools/paste/mod.rs",
        "src/screens/tools/profiles/mod.rs",
        "src/screens/tools/template.rs",
        "src/session_export/csv.rs",
        "src/session_export/row.rs",
    ];
    for (path, text) in sources() {
        let name = path.to_string_lossy().replace('\\', "/");
        let reads = text.contains(".expose()") && !name.ends_with("_tests.rs");
        assert!(!reads || known.contains(&name.as_str()), "{name} reads a secret");
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    collect(Path::new("src"), &mut found);
    assert!(found.len() > 20, "the sources of the page were found");
    found
}

fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

/// `src/form/entry.rs` belongs to `form`, `src/route.rs` to `route`.
fn module_of(path: &Path) -> String {
    let mut parts = path.strip_prefix("src").unwrap().components();
    let first = parts.next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn uses_of_ours(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (position, _) in text.match_indices("crate::") {
        let preceded = text[..position].chars().next_back();
        if preceded.is_some_and(|character| character.is_alphanumeric() || character == '_') {
            continue;
        }
        let rest = &text[position + "crate::".len()..];
        let name: String =
            rest.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect();
        if !name.is_empty() {
            used.push(name);
        }
    }
    used
}
