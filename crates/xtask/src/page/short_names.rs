//! Short names for what the page's program and its script call each other by.
//!
//! wasm-bindgen names each function of the browser after itself and a digest of sixteen characters, which no compression makes
//! smaller, and both files hold every name. Nobody else calls these functions: the parts that are loaded later reach them through
//! the program's table.

use std::collections::BTreeMap;

/// What wasm-bindgen calls its own script, as the program imports it.
const SCRIPT: &str = "./enos-provisioner_bg.js";
/// The same in short.
const SHORT_SCRIPT: &str = "a";
/// The beginnings of the exports that only wasm-bindgen's script uses.
const OF_BINDGEN: [&str; 3] = ["wasm_bindgen__", "__wbindgen_", "__externref_"];

const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// The kind of an import or export that is a function.
const FUNCTION: u8 = 0;

/// The program and its script with short names; `None` for a program that is not as wasm-bindgen leaves it.
pub(super) fn shorten(program: &[u8], script: &str) -> Option<(Vec<u8>, String)> {
    let (header, mut rest) = program.split_at_checked(8)?;
    let mut sections = Vec::new();
    while let Some((&id, behind)) = rest.split_first() {
        let (contents, behind) = take_sized(behind)?;
        sections.push((id, contents));
        rest = behind;
    }
    let contents_of = |id| sections.iter().find(|(found, _)| *found == id).map(|(_, contents)| *contents);
    let imports = Import::all_in(contents_of(IMPORTS)?)?;
    let exports = Export::all_in(contents_of(EXPORTS)?)?;
    let imported = imports.iter().filter(|import| import.module == SCRIPT).map(|import| import.name);
    let exported = exports.iter().filter(|export| export.is_of_bindgen()).map(|export| export.name);
    let names = short_names(imported.chain(exported))?;

    let mut short = header.to_vec();
    for (id, contents) in sections {
        let contents = match id {
            IMPORTS => write_all(&imports, |import, to| import.write(&names, to)),
            EXPORTS => write_all(&exports, |export, to| export.write(&names, to)),
            _ => contents.to_vec(),
        };
        short.push(id);
        put_sized(&mut short, &contents);
    }
    let key = format!("\"{SCRIPT}\":");
    if names.is_empty() || !script.contains(&key) {
        return None;
    }
    let script = with_names(script, &names).replace(&key, &format!("\"{SHORT_SCRIPT}\":"));
    Some((short, script))
}

/// A function that the program imports.
#[derive(Debug)]
struct Import<'a> {
    module: &'a str,
    name: &'a str,
    function: u32,
}

impl<'a> Import<'a> {
    /// Of a whole section. Everything that wasm-bindgen's programs import is a function.
    fn all_in(section: &'a [u8]) -> Option<Vec<Self>> {
        let (count, mut rest) = take_number(section)?;
        let mut all = Vec::new();
        for _ in 0..count {
            let (module, behind) = take_text(rest)?;
            let (name, behind) = take_text(behind)?;
            let (function, behind) = take_number(behind.strip_prefix(&[FUNCTION])?)?;
            all.push(Self { module, name, function });
            rest = behind;
        }
        Some(all)
    }

    fn write(&self, names: &BTreeMap<&str, String>, to: &mut Vec<u8>) {
        let is_ours = self.module == SCRIPT;
        put_sized(to, if is_ours { SHORT_SCRIPT } else { self.module }.as_bytes());
        put_sized(to, names.get(self.name).filter(|_| is_ours).map_or(self.name, String::as_str).as_bytes());
        to.push(FUNCTION);
        put_number(to, self.function);
    }
}

/// What the program exports.
#[derive(Debug)]
struct Export<'a> {
    name: &'a str,
    kind: u8,
    index: u32,
}

impl<'a> Export<'a> {
    /// Of a whole section.
    fn all_in(section: &'a [u8]) -> Option<Vec<Self>> {
        let (count, mut rest) = take_number(section)?;
        let mut all = Vec::new();
        for _ in 0..count {
            let (name, behind) = take_text(rest)?;
            let (&kind, behind) = behind.split_first()?;
            let (index, behind) = take_number(behind)?;
            all.push(Self { name, kind, index });
            rest = behind;
        }
        Some(all)
    }

    fn is_of_bindgen(&self) -> bool {
        OF_BINDGEN.iter().any(|start| self.name.starts_with(start))
    }

    fn write(&self, names: &BTreeMap<&str, String>, to: &mut Vec<u8>) {
        put_sized(
            to,
            names.get(self.name).filter(|_| self.is_of_bindgen()).map_or(self.name, String::as_str).as_bytes(),
        );
        to.extend([self.kind]);
        put_number(to, self.index);
    }
}

/// Two letters for each name; `None` for more names than there are pairs.
fn short_names<'a>(names: impl Iterator<Item = &'a str>) -> Option<BTreeMap<&'a str, String>> {
    let mut short: BTreeMap<&str, String> = names.map(|name| (name, String::new())).collect();
    let mut pairs = ('a'..='z').flat_map(|first| ('a'..='z').map(move |second| [first, second]));
    for pair in short.values_mut() {
        *pair = pairs.next()?.into_iter().collect();
    }
    Some(short)
}

/// The script with each word replaced that is one of the names.
fn with_names(script: &str, names: &BTreeMap<&str, String>) -> String {
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

fn write_all<T>(all: &[T], write: impl Fn(&T, &mut Vec<u8>)) -> Vec<u8> {
    let mut section = Vec::new();
    put_number(&mut section, u32::try_from(all.len()).unwrap_or(u32::MAX));
    for one in all {
        write(one, &mut section);
    }
    section
}

/// A number in LEB128, and what follows.
fn take_number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0;
    for (place, &byte) in bytes.iter().enumerate().take(5) {
        number |= u32::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(place + 1..)?));
        }
    }
    None
}

/// Bytes with their length in front, and what follows.
fn take_sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = take_number(bytes)?;
    rest.split_at_checked(usize::try_from(length).ok()?)
}

fn take_text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (text, rest) = take_sized(bytes)?;
    Some((str::from_utf8(text).ok()?, rest))
}

fn put_number(to: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        to.extend((number | 0x80).to_le_bytes().first());
        number >>= 7;
    }
    to.extend(number.to_le_bytes().first());
}

fn put_sized(to: &mut Vec<u8>, bytes: &[u8]) {
    put_number(to, u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    to.extend(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_sized(&mut bytes, text.as_bytes());
        bytes
    }

    fn program(script: &str, names: [&str; 4]) -> Vec<u8> {
        let [head, loader, closure, memory] = names;
        let imports = [&[2][..], &text(script), &text(head), &[0, 3], &text("./x.js"), &text(loader), &[0, 0x85, 1]];
        let exports = [&[2][..], &text(closure), &[0, 9], &text(memory), &[2, 0]];
        let mut program = b"\0asm\x01\0\0\0\x01\x01\0".to_vec();
        for (id, contents) in [(2, imports.concat()), (7, exports.concat())] {
            program.push(id);
            put_sized(&mut program, &contents);
        }
        program
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

    #[test]
    fn numbers_come_back_as_they_were() {
        for number in [0, 1, 0x7f, 0x80, 0x3fff, 0x4000, u32::MAX] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            assert_eq!(take_number(&bytes), Some((number, &[][..])));
        }
    }
}
