//! Short names for what the page's program and its script call each other by.
//!
//! wasm-bindgen names each function of the browser after itself and a digest of sixteen characters, which no compression makes
//! smaller, and both files hold every name. Nobody else calls these functions: the parts that are loaded later reach them through
//! the program's table.

use std::collections::BTreeMap;

use wasm_encoder::{EntityType, ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Export, Import, Parser, Payload, TypeRef};

/// What wasm-bindgen calls its own script, as the program imports it.
const SCRIPT: &str = "./enos-provisioner_bg.js";
/// The same in short.
const SHORT_SCRIPT: &str = "a";
/// The beginnings of the exports that only wasm-bindgen's script uses.
const OF_BINDGEN: [&str; 3] = ["wasm_bindgen__", "__wbindgen_", "__externref_"];

/// The program and its script with short names; `None` for a program that is not as wasm-bindgen leaves it.
pub(super) fn shorten(program: &[u8], script: &str) -> Option<(Vec<u8>, String)> {
    let sections: Vec<Payload> = Parser::new(0).parse_all(program).collect::<Result<_, _>>().ok()?;
    let (mut imports, mut exports): (Vec<Import>, Vec<Export>) = (Vec::new(), Vec::new());
    for section in &sections {
        if let Payload::ImportSection(section) = section {
            imports = section.clone().into_imports().collect::<Result<_, _>>().ok()?;
        } else if let Payload::ExportSection(section) = section {
            exports = section.clone().into_iter().collect::<Result<_, _>>().ok()?;
        }
    }
    if imports.is_empty() || exports.is_empty() {
        return None;
    }
    let imported = imports.iter().filter(|import| import.module == SCRIPT).map(|import| import.name);
    let exported = exports.iter().filter(|export| is_of_bindgen(export)).map(|export| export.name);
    let names = short_names(imported.chain(exported))?;

    let mut short = Module::new();
    for section in &sections {
        if let Payload::ImportSection(_) = section {
            short.section(&shorten_imports(&imports, &names)?);
        } else if let Payload::ExportSection(_) = section {
            short.section(&shorten_exports(&exports, &names));
        } else if let Some((id, range)) = section.as_section() {
            let range = usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?;
            short.section(&RawSection { id, data: program.get(range)? });
        }
    }
    let key = format!("\"{SCRIPT}\":");
    if names.is_empty() || !script.contains(&key) {
        return None;
    }
    let script = with_names(script, &names).replace(&key, &format!("\"{SHORT_SCRIPT}\":"));
    Some((short.finish(), script))
}

type Names<'a> = BTreeMap<&'a str, String>;

/// Everything that wasm-bindgen's programs import is a function.
fn shorten_imports(imports: &[Import<'_>], names: &Names<'_>) -> Option<ImportSection> {
    let mut short = ImportSection::new();
    for &Import { module, name, ty } in imports {
        let TypeRef::Func(function) = ty else { return None };
        let is_ours = module == SCRIPT;
        let short_name = names.get(name).filter(|_| is_ours).map_or(name, String::as_str);
        short.import(if is_ours { SHORT_SCRIPT } else { module }, short_name, EntityType::Function(function));
    }
    Some(short)
}

fn shorten_exports(exports: &[Export<'_>], names: &Names<'_>) -> ExportSection {
    let mut short = ExportSection::new();
    for export in exports {
        let name = names.get(export.name).filter(|_| is_of_bindgen(export)).map_or(export.name, String::as_str);
        short.export(name, export.kind.into(), export.index);
    }
    short
}

fn is_of_bindgen(export: &Export<'_>) -> bool {
    OF_BINDGEN.iter().any(|start| export.name.starts_with(start))
}

/// Two letters for each name; `None` for more names than there are pairs.
fn short_names<'a>(names: impl Iterator<Item = &'a str>) -> Option<Names<'a>> {
    let mut short: Names<'_> = names.map(|name| (name, String::new())).collect();
    let mut pairs = ('a'..='z').flat_map(|first| ('a'..='z').map(move |second| [first, second]));
    for pair in short.values_mut() {
        *pair = pairs.next()?.into_iter().collect();
    }
    Some(short)
}

/// The script with each word replaced that is one of the names.
fn with_names(script: &str, names: &Names<'_>) -> String {
    let is_of_word = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '$');
    let mut text = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_of_word) {
        let (between, word) = rest.split_at(start);
        let (word, behind) = word.split_at(word.find(|character| !is_of_word(character)).unwrap_or(word.len()));
        text.push_str(between);
        text.push_str(names.get(word).map_or(word, String::as_str));
        rest = behind;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ExportKind, TypeSection};

    use super::*;

    fn program(script: &str, names: [&str; 4]) -> Vec<u8> {
        let [head, loader, closure, memory] = names;
        let mut imports = ImportSection::new();
        imports.import(script, head, EntityType::Function(3)).import("./x.js", loader, EntityType::Function(133));
        let mut exports = ExportSection::new();
        exports.export(closure, ExportKind::Func, 9).export(memory, ExportKind::Memory, 0);
        let mut program = Module::new();
        program.section(&TypeSection::new()).section(&imports).section(&exports);
        program.finish()
    }

    #[test]
    fn both_files_get_the_same_short_names() {
        let before = program(SCRIPT, ["__wbg_a_01", "__wbg_b_02", "wasm_bindgen__x", "memory"]);
        let script =
            "return{\"./enos-provisioner_bg.js\":{__wbg_a_01:f},\"./x.js\":m},c.wasm_bindgen__x(c.memory,__wbg_a_012)";
        let (after, script) = shorten(&before, script).unwrap();
        assert_eq!(after, program("a", ["aa", "__wbg_b_02", "ab", "memory"]));
        assert_eq!(script, "return{\"a\":{aa:f},\"./x.js\":m},c.ab(c.memory,__wbg_a_012)");
    }

    #[test]
    fn refuses_what_is_no_program_or_is_cut_off() {
        let whole = program(SCRIPT, ["__wbg_a_01", "load", "wasm_bindgen__x", "memory"]);
        let script = "return{\"./enos-provisioner_bg.js\":{__wbg_a_01:f}}";
        assert!(shorten(&whole, script).is_some());
        assert!(shorten(&whole, "").is_none(), "the script of another program");
        for length in 0..whole.len() {
            assert!(shorten(&whole[..length], script).is_none(), "{length}");
        }
    }
}
