//! HTML and XML: tables, elements with a name of their own, and lines between tags.

use super::collect::{Collector, Raw};
use super::names;
use super::value;
use super::value::Writing;
use super::{Note, Origin, Source, Wiped, lines, table};

/// Takes what stands in tables and in elements that are named like a key. Gives back the text without its tags, line by line; None
/// where there are no tags.
pub(crate) fn read(text: &str, collector: &mut Collector) -> Option<Wiped> {
    let is_tag = |place: usize| {
        let behind = text.get(place + 1..).unwrap_or_default();
        let name = behind.strip_prefix('/').unwrap_or(behind);
        name.starts_with(|first: char| first.is_alphabetic() || matches!(first, '!' | '?'))
    };
    let closes = |place: usize| text.get(place + 1..).is_some_and(|behind| behind.starts_with('/'));
    let is_single = || text.contains("/>");
    if !text.match_indices('<').any(|(place, _)| is_tag(place) && (closes(place) || is_single())) {
        return None;
    }
    let mut rest = text;
    let mut plain = Wiped::new(String::with_capacity(text.len() * 2));
    let mut rows: Vec<Vec<Wiped>> = Vec::new();
    let (mut table_line, mut table_at) = (0, 0);
    let mut number = 1;
    while let Some(place) =
        rest.match_indices('<').map(|(place, _)| place).find(|place| is_tag(text.len() - rest.len() + place))
    {
        let (front, here) = rest.split_at_checked(place)?;
        push_text(&mut plain, front);
        number += front.matches('\n').count();
        let Some((tag, behind)) = here.get(1..)?.split_once('>') else {
            push_text(&mut plain, here);
            return Some(plain);
        };
        let name = tag_name(tag);
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "table" => (rows, table_line, table_at) = (Vec::new(), number, plain.len()),
            "/table" => {
                if table::read_rows(&rows, table_line, collector) {
                    plain.truncate(table_at);
                    plain.push(lines::CONSUMED);
                }
                rows.clear();
            }
            "tr" => rows.push(Vec::new()),
            _ => {}
        }
        let closing = ["</", name, ">"].concat();
        let content = behind.split_once(closing.as_str()).map(|(content, _)| content);
        let cell = content.filter(|_| matches!(lower.as_str(), "td" | "th") && !rows.is_empty());
        if let (Some(content), Some(row)) = (cell, rows.last_mut()) {
            row.push(without_tags(content));
        }
        let element = content.filter(|content| !content.contains('<'));
        if let (Some(meaning), Some(content)) = (names::meaning(name).filter(|_| !tag.starts_with('/')), element)
            && !content.trim().is_empty()
        {
            let decoded = value::decoded_entities(content);
            let notes = if decoded.is_some() { vec![Note::Entities] } else { Vec::new() };
            let origin = Origin { source: Source::Name, line: Some(number) };
            let value = decoded.as_ref().map_or(content, |decoded| decoded.as_str()).trim();
            collector.take(meaning, &Raw { value, writing: Writing::Exact, origin, notes });
            plain.push(lines::CONSUMED);
            plain.extend(content.chars().filter(|character| *character == '\n'));
            rest = behind.get(content.len() + closing.len()..)?;
            continue;
        }
        // `<string name="product_key">` is the name of what it encloses; `<add key="…" value="…"/>` is all there is.
        push_attributes(&mut plain, tag, name);
        number += tag.matches('\n').count();
        rest = behind;
    }
    push_text(&mut plain, rest);
    Some(plain)
}

/// Text between tags, on a line of its own where the tags were on one line.
fn push_text(plain: &mut Wiped, text: &str) {
    if text.trim().is_empty() {
        plain.extend(text.chars().filter(|character| *character == '\n'));
        return;
    }
    if !plain.is_empty() && !plain.ends_with('\n') {
        plain.push('\n');
    }
    plain.push_str(text);
}

fn push_attributes(plain: &mut Wiped, tag: &str, name: &str) {
    let attributes = tag.get(name.len()..).unwrap_or_default().trim_end_matches('/');
    // At the beginning of an attribute: `productKey=` is another one than `Key=`.
    let name_at = ["name=", "key=", "Name=", "Key="]
        .iter()
        .flat_map(|word| attributes.match_indices(word))
        .map(|(place, _)| place)
        .filter(|place| attributes.get(..*place).is_none_or(|front| front.ends_with(char::is_whitespace)))
        .min();
    let is_named =
        |front: &str| front.split_whitespace().next_back().is_some_and(|name| names::meaning(name).is_some());
    let has_known = || attributes.match_indices('=').any(|(place, _)| attributes.get(..place).is_some_and(is_named));
    if name_at.is_none() && !has_known() {
        return;
    }
    if !plain.is_empty() && !plain.ends_with('\n') {
        plain.push('\n');
    }
    let Some(start) = name_at else {
        plain.push_str(attributes.trim());
        plain.push('\n');
        return;
    };
    let has_value = attributes.contains("value=") || attributes.contains("Value=");
    let named = ["name=\"", "key=\""]
        .iter()
        .find_map(|word| attributes.split_once(word))
        .and_then(|(_, rest)| rest.split('"').next());
    match named {
        Some(named) if !has_value => plain.push_str(named),
        Some(_) | None => {
            // Other attributes may stand in front, an id or a type.
            plain.push_str(attributes.get(start..).unwrap_or_default());
        }
    }
    plain.push('\n');
}

fn tag_name(tag: &str) -> &str {
    let length = tag.char_indices().find(|(place, character)| {
        *place > 0 && !(character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | ':'))
    });
    tag.get(..length.map_or(tag.len(), |(place, _)| place)).unwrap_or(tag)
}

fn without_tags(content: &str) -> Wiped {
    let mut plain = Wiped::new(String::with_capacity(content.len()));
    let mut is_tag = false;
    for character in content.chars() {
        match character {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            _ if !is_tag => plain.push(character),
            _ => {}
        }
    }
    value::decoded_entities(plain.trim()).unwrap_or_else(|| Wiped::new(plain.trim().to_owned()))
}
