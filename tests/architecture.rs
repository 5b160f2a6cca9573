//! The rules of the house inside `src/`, which Cargo cannot see: who may use whom, and what may never be written.

#![cfg(test)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules of ours a module may use. `app`, `split`, `main` and `lib` join everything and are not listed. The views of a folder
/// are a module of their own, since they may use what the page knows, and the rest of the folder may not.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("browser", &[]),
    ("memory", &[]),
    ("i18n", &[]),
    ("ui", &["form", "i18n", "page"]),
    ("form", &["i18n"]),
    ("attempt", &["attempt/preflight", "attempt/view", "browser", "form", "form/view", "i18n", "page", "page/view"]),
    ("attempt/preflight", &["browser"]),
    (
        "page",
        &["attempt", "attempt/preflight", "attempt/view", "browser", "form", "form/view", "i18n", "page/view", "ui"],
    ),
    ("page/view", &["attempt", "form", "form/view", "i18n", "page", "ui"]),
    ("form/view", &["form", "i18n", "page", "ui"]),
    ("attempt/view", &["attempt", "attempt/preflight", "browser", "form", "form/view", "i18n", "page", "ui"]),
    ("tools", &["attempt", "attempt/preflight", "attempt/view", "browser", "form", "form/view", "i18n", "page", "ui"]),
];

#[test]
fn modules_use_only_what_lies_below_them() {
    let rules = BTreeMap::from(MAY_USE);
    for (path, text) in sources() {
        let module = module_of(&path);
        let Some(allowed) = rules.get(module.as_str()) else { continue };
        for used in uses_of_ours(&path, &text) {
            let fine = used == module || allowed.contains(&used.as_str());
            assert!(fine, "{} uses {used}", path.display());
        }
    }
}

#[test]
fn every_module_has_its_rule() {
    let joining = ["app", "split", "main", "lib", "js_api", "demo"];
    for (path, _) in sources() {
        let module = module_of(&path);
        let known = joining.contains(&module.as_str()) || MAY_USE.iter().any(|(name, _)| *name == module);
        assert!(known, "{} belongs to a module without a rule: {module}", path.display());
    }
}

#[test]
fn forms_sentences_and_the_page_s_decisions_name_nothing_of_the_browser() {
    for (path, text) in sources() {
        let is_a_decision = path.starts_with("src/page")
            && !["action.rs", "settings.rs"].iter().any(|name| path.ends_with(name))
            && !path.starts_with("src/page/view");
        let is_pure = ["i18n", "form"].contains(&module_of(&path).as_str())
            || [
                "src/tools/packets/inspect",
                "src/tools/paste/read",
                "src/tools/profiles/model",
                "src/tools/session/export",
            ]
            .iter()
            .any(|folder| path.starts_with(folder));
        if is_a_decision || is_pure {
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
        "src/app/effects.rs",
        "src/app/mod.rs",
        "src/attempt/copy.rs",
        "src/attempt/driver.rs",
        "src/attempt/view/credentials.rs",
        "src/attempt/view/result_card.rs",
        "src/attempt/view/secret_format.rs",
        "src/attempt/view/unread_words.rs",
        "src/form/draft.rs",
        "src/form/parse.rs",
        "src/form/state.rs",
        "src/form/typed_secret.rs",
        "src/form/view/text_field.rs",
        "src/js_api.rs",
        "src/page/incoming.rs",
        "src/tools/compare/mod.rs",
        "src/tools/handover/phonetic.rs",
        "src/tools/handover/qr_content.rs",
        "src/tools/handover/qr_view.rs",
        "src/tools/handover/template.rs",
        "src/tools/handover/template_view.rs",
        "src/tools/packets/inspect/redact.rs",
        "src/tools/paste/mod.rs",
        "src/tools/profiles/mod.rs",
        "src/tools/session/export/csv.rs",
        "src/tools/session/export/row.rs",
    ];
    for (path, text) in sources() {
        let name = path.to_string_lossy().replace('\\', "/");
        let reads = text.contains(".expose()") && !name.ends_with("_tests.rs");
        assert!(!reads || known.contains(&name.as_str()), "{name} reads a secret");
    }
}

#[test]
fn the_files_that_the_documents_name_are_there() {
    for document in ["README.md", "docs/architecture.md"] {
        let text = fs::read_to_string(document).unwrap();
        let named: Vec<_> = text.split('`').skip(1).step_by(2).filter(|name| name.starts_with("src/")).collect();
        assert!(named.len() > 3, "{document} names files");
        for name in named {
            assert!(Path::new(name).exists(), "{document} names {name}");
        }
    }
}

/// Only the program names the entries of the parts that are loaded later: whatever else named one would bring it along.
#[test]
fn only_the_program_names_the_entries_of_the_later_parts() {
    for (path, text) in sources() {
        for entry in ["attempt_part()", "tools::all(", "i18n::chinese()"] {
            let is_named =
                text.contains(entry) && !text.contains(&format!("fn {}", entry.trim_start_matches("tools::")));
            assert!(!is_named || path == Path::new("src/split.rs"), "{} names {entry}", path.display());
        }
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

/// `src/form/parse.rs` belongs to `form`, `src/form/view/submit.rs` to `form/view`.
fn module_of(path: &Path) -> String {
    let parts: Vec<_> = path.strip_prefix("src").unwrap().iter().map(|part| part.to_string_lossy()).collect();
    match parts.as_slice() {
        [file] => file.trim_end_matches(".rs").to_owned(),
        [folder, inner, ..] => module_named(folder, Some(inner)),
        [] => unreachable!("a file has a name"),
    }
}

/// Some folders hold a folder with rules of its own.
fn module_named(first: &str, second: Option<&str>) -> String {
    let inner = second.map(|second| format!("{first}/{second}"));
    inner.filter(|inner| MAY_USE.iter().any(|(name, _)| name == inner)).unwrap_or_else(|| first.to_owned())
}

/// The modules that a file names, by paths from the root, and by paths that climb out of its own folder.
fn uses_of_ours(path: &Path, text: &str) -> Vec<String> {
    let own: Vec<String> =
        path.with_extension("").iter().skip(1).map(|part| part.to_string_lossy().into_owned()).collect();
    let is_map = own.last().is_some_and(|name| name == "mod");
    let parent = own.len() - usize::from(is_map);
    let mut used = Vec::new();
    for root in ["crate::", "super::"] {
        for (position, _) in text.match_indices(root) {
            let preceded = text[..position].chars().next_back();
            if preceded.is_some_and(|character| character.is_alphanumeric() || "_:".contains(character)) {
                continue;
            }
            let names = path_at(&text[position..]);
            let climbs = names.iter().take_while(|name| *name == "super").count();
            let mut whole: Vec<String> =
                if climbs == 0 { Vec::new() } else { own[..parent.saturating_sub(climbs)].to_vec() };
            whole.extend(names.into_iter().skip(climbs.max(1)));
            if let Some(first) = whole.first() {
                used.push(module_named(first, whole.get(1).map(String::as_str)));
            }
        }
    }
    used.retain(|name| MAY_USE.iter().any(|(known, _)| known == name) || name == "app");
    used
}

/// The names of a path such as `crate::form::Field`.
fn path_at(text: &str) -> Vec<String> {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    let mut names = Vec::new();
    let mut rest = text;
    loop {
        let length = rest.find(|character| !is_part(character)).unwrap_or(rest.len());
        if length == 0 {
            return names;
        }
        names.push(rest[..length].to_owned());
        let Some(behind) = rest[length..].strip_prefix("::") else { return names };
        rest = behind;
    }
}
