//! A value as it was meant: without what copying and typing put around it.

use foreign_text::half_width;

use super::names;
use super::record::add;
use super::{Note, PastedField, Wiped};

/// How a value is written, which decides what may be changed in it and what it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    /// In a format that this page itself writes, understood from its first character to its last.
    Own,
    /// A string of JSON, or a quoted string whose end is certain.
    Exact,
    /// A cell of a table.
    Cell,
    /// In a line of text.
    Line,
}

/// The value, and what was changed. Its buffer never grew.
pub(crate) fn clean(raw: &str, slot: PastedField, writing: Writing) -> (Wiped, Vec<Note>) {
    let mut notes = Vec::new();
    let is_kept = writing == Writing::Own || (writing == Writing::Exact && slot.is_secret());
    if is_kept {
        return (Wiped::new(raw.to_owned()), notes);
    }
    let mut value = trimmed(raw, &mut notes);
    if let Some(inside) = formula(value) {
        add(&mut notes, Note::Formula);
        value = inside;
    }
    if writing != Writing::Exact {
        value = unwrapped(value, &mut notes);
    }
    let entities = decoded_entities(value);
    if entities.is_some() {
        add(&mut notes, Note::Entities);
    }
    let value = entities.as_ref().map_or(value, |decoded| decoded.as_str());
    let properties = if writing == Writing::Line && slot.is_secret() { unescaped_properties(value) } else { None };
    if properties.is_some() {
        add(&mut notes, Note::Escapes);
    }
    let value = properties.as_ref().map_or(value, |plain| plain.as_str());
    let mut text = Wiped::new(String::with_capacity(value.len()));
    for character in value.chars() {
        let plain = if slot == PastedField::ClientId { character } else { half_width(character) };
        if is_invisible(character) {
            add(&mut notes, Note::Invisible);
        } else {
            if plain != character {
                add(&mut notes, Note::FullWidth);
            }
            text.push(plain);
        }
    }
    (text, notes)
}

/// Whether a character is not seen, or turns the direction of writing. Tabs and line breaks are white space here.
pub(crate) fn is_invisible(character: char) -> bool {
    foreign_text::hidden(character).is_some() && !character.is_whitespace()
}

/// Whether a text has a mark that stands between a name and its value.
pub(crate) fn holds_joint(text: &str) -> bool {
    text.contains(is_joint)
}

/// Whether a character stands between name and value.
pub(crate) const fn is_joint(character: char) -> bool {
    matches!(character, '=' | ':' | '：' | '＝' | '﹕' | '∶')
}

/// Whether a value only keeps the place of one: `{deviceKey}`, `<your key>`, `******`, `yourDeviceSecret`, `null`.
pub(crate) fn is_placeholder(value: &str) -> bool {
    let brackets = [
        ("{", "}"),
        ("${", "}"),
        ("$(", ")"),
        ("<", ">"),
        ("【", "】"),
        ("%", "%"),
        ("《", "》"),
        ("＜", "＞"),
        ("@", "@"),
    ];
    let is_channel = value.eq_ignore_ascii_case("%channel%") || value.eq_ignore_ascii_case("%virt_gateway%");
    let is_bracketed =
        brackets.iter().any(|(open, close)| value.len() > 1 && value.starts_with(open) && value.ends_with(close));
    let is_masked = value.chars().all(|character| {
        matches!(character, '*' | '•' | '·' | '.' | '…' | '●' | '-' | '_' | '#' | '?' | '？' | '—' | ' ')
    });
    let is_error = matches!(value, "#N/A" | "#NAME?" | "#REF!" | "#VALUE!" | "#DIV/0!" | "#NULL!" | "#NUM!");
    let plain = names::normalized(value);
    let is_crossed = plain.len() > 1 && plain.chars().all(|character| character == 'x');
    let is_none = matches!(
        plain.as_str(),
        "null"
            | "none"
            | "nil"
            | "undefined"
            | "nan"
            | "na"
            | "tbd"
            | "todo"
            | "fixme"
            | "changeme"
            | "placeholder"
            | "empty"
            | "无"
            | "空"
            | "暂无"
            | "待定"
            | "未填写"
    ) && !value.contains(char::is_numeric);
    // `Wm****xt`, as consoles and logs hide the middle of a secret.
    let is_hidden = ["***", "•••", "●●●", "...", "…"].iter().any(|marks| value.contains(marks));
    (is_bracketed && !is_channel)
        || is_masked
        || is_hidden
        || is_error
        || is_crossed
        || is_none
        || is_stand_in(value, &plain)
}

/// Whether a value stands for one by its very name: `<PRODUCT_KEY>`, `yourDeviceSecret`.
pub(crate) fn is_named_stand_in(value: &str) -> bool {
    let is_ours = names::holds_long_name(value) || names::normalized(value).starts_with("your");
    is_ours && is_placeholder(value)
}

/// `yourDeviceSecret`, `your_key`, `my-product-key`, `PRODUCT_KEY`, `args.product_key`, `请输入设备密钥`.
fn is_stand_in(value: &str, plain: &str) -> bool {
    let is_your = plain.strip_prefix("your").is_some_and(|rest| {
        let next = value.chars().nth(4);
        next.is_none_or(|next| next.is_uppercase() || !next.is_alphanumeric())
            || names::exact(rest).is_some()
            || rest.is_empty()
    });
    let is_asked = ["请输入", "请填", "请替换", "替换为", "替换成", "你的", "您的", "填写", "输入"]
        .iter()
        .any(|word| value.starts_with(word));
    let english = ["enter", "insert", "replace", "puthere", "fillin"];
    let is_order = english.iter().any(|word| plain.starts_with(word)) && names::holds_long_name(value);
    let is_named = is_reference(value, plain);
    let is_name = names::exact(plain).is_some() && plain.chars().count() > 3;
    let is_sample = plain.starts_with("example") || plain.starts_with("示例");
    is_your || is_asked || is_order || is_named || is_name || (is_sample && value.len() < 24) || is_call(value)
}

/// `args.product_key`, `MY_PRODUCT_KEY`, `myDeviceSecret`: another name, whose value stands elsewhere.
fn is_reference(value: &str, plain: &str) -> bool {
    const WORDS: [&str; 20] = [
        "", "my", "your", "the", "a", "an", "some", "g", "m", "s", "k", "enos", "config", "conf", "cfg", "self",
        "this", "args", "env", "default",
    ];
    let names = ["productkey", "devicekey", "clientid", "productsecret", "devicesecret"];
    let Some(front) = names.iter().find_map(|name| plain.strip_suffix(name)) else { return false };
    let is_path = value.contains('.') || value.contains("->") || value.contains("::");
    let is_constant =
        value.chars().all(|character| character.is_ascii_uppercase() || character == '_' || character.is_ascii_digit());
    WORDS.contains(&front) || is_path || is_constant
}

/// `os.getenv("X")`, `props.get(KEY)`: what a program computes.
fn is_call(value: &str) -> bool {
    let Some((front, rest)) = value.split_once('(') else { return false };
    let is_path = !front.is_empty()
        && front.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && front
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | ':' | '>' | '-'));
    is_path && rest.trim_end_matches([';', ',']).ends_with(')')
}

/// Whether a spreadsheet has rounded a number: `6.93217E+12`, or more than 15 digits of which the last are zeros.
pub(crate) fn is_rounded(value: &str, writing: Writing) -> bool {
    let value = value.strip_prefix(['+', '-']).unwrap_or(value);
    if let Some((mantissa, exponent)) = value.split_once(['E', 'e']) {
        let digits = exponent.strip_prefix(['+', '-']);
        let is_power =
            |digits: &str| (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let fraction = mantissa.split_once(['.', ',']);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_mantissa = match fraction {
            Some((whole, behind)) => whole.len() == 1 && is_number(whole) && is_number(behind),
            None => mantissa.len() == 1 && is_number(mantissa) && digits.is_some(),
        };
        return is_mantissa && is_power(digits.unwrap_or(exponent));
    }
    let is_long = value.len() > 15 && value.bytes().all(|byte| byte.is_ascii_digit());
    let lost = value.get(15..).unwrap_or_default();
    let is_certain = lost.len() > 1 || writing == Writing::Cell;
    is_long && is_certain && lost.bytes().all(|byte| byte == b'0')
}

/// Whether a value that is shown may stand in this field without doubt: it holds nothing that may belong to something else.
pub(crate) fn stands_alone(value: &str, slot: PastedField, writing: Writing) -> bool {
    if writing == Writing::Own {
        return true;
    }
    if has_foreign_name(value) {
        return false;
    }
    match slot {
        PastedField::ProductKey => value.chars().all(|character| is_key_character(character) || character == '%'),
        PastedField::DeviceKey => {
            value.chars().all(|character| is_key_character(character) || matches!(character, ':' | '%'))
        }
        PastedField::ClientId => {
            let is_plain = |character: char| {
                is_key_character(character)
                    || matches!(character, ':' | ' ' | '%' | '@' | '(' | ')' | '#' | '+' | '/' | '~' | '!' | '*' | '&')
            };
            match writing {
                Writing::Own => true,
                // Its end is certain, and marks within it are its own.
                Writing::Exact | Writing::Cell => value.chars().all(|character| {
                    is_plain(character) || matches!(character, '"' | '\'' | '”' | '″' | '’' | '′' | '.')
                }),
                Writing::Line => {
                    value.chars().all(|character| is_plain(character) && character != '&') && has_short_words(value)
                }
            }
        }
        PastedField::Gateway => is_bare_address(value),
        PastedField::ProductSecret | PastedField::DeviceSecret | PastedField::UnlabelledSecret => true,
    }
}

/// Letters and digits of every script, and the marks that keys have.
pub(crate) fn is_key_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '.')
}

/// Whether colons within a device key are its own: `00:1B:44:11:3A:B7`.
pub(crate) fn is_hardware_address(value: &str) -> bool {
    let mut groups = value.split(':');
    groups.clone().count() > 2
        && groups.all(|group| (1..=4).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a text speaks of a secret and goes on with a value, or holds two names that are run together.
fn has_foreign_name(value: &str) -> bool {
    let joints = [':', '=', ',', ';', '|', '"', '\'', ' ', '{', '}', '<', '>', '/', '\t'];
    let has_mark = value.contains(joints);
    if has_mark && names::speaks_of_secret(value) {
        return true;
    }
    // `dk1PS:…`: a name in front of a colon.
    let mut parts = value.split([':', '=', '：', '＝']);
    let _last = parts.next_back();
    let mut fronts = parts;
    fronts.any(|front| {
        let plain = names::normalized(front);
        ["ps", "ds", "pk", "secret"].iter().any(|name| plain.ends_with(name)) || names::holds_long_name(&plain)
    }) || names::holds_long_name(value)
}

/// In a line of text, what follows a space may be another thing: only short words are taken for a part of a client id.
fn has_short_words(value: &str) -> bool {
    value.split(' ').skip(1).all(|word| word.chars().count() < 6)
}

/// An address without a user, and without a query that may carry a secret.
fn is_bare_address(value: &str) -> bool {
    let (front, query) = value.split_once('?').map_or((value, None), |(front, query)| (front, Some(query)));
    let is_plain = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, ':' | '/' | '.' | '-' | '_' | '~' | '%' | '[' | ']')
    };
    let is_short = |pair: &str| {
        let (name, given) = pair.split_once('=').unwrap_or((pair, ""));
        name.len() < 6 && given.len() < 6 && names::meaning(name).is_none() && !names::speaks_of_secret(name)
    };
    front.chars().all(is_plain) && !value.contains('#') && query.is_none_or(|query| query.split('&').all(is_short))
}

/// Trims a text.
fn trimmed<'a>(raw: &'a str, notes: &mut Vec<Note>) -> &'a str {
    let is_outer = |character: char| character.is_whitespace() || is_invisible(character);
    let value = raw.trim_matches(is_outer);
    if value.len() < raw.len() {
        let has_invisible = raw.trim_matches(char::is_whitespace).len() != value.len();
        add(notes, if has_invisible { Note::Invisible } else { Note::OuterSpace });
    }
    value
}

/// `="00123"`, which keeps a spreadsheet from taking digits for a number.
fn formula(value: &str) -> Option<&str> {
    let inside = value.strip_prefix('=')?.trim_start().strip_prefix('"')?.strip_suffix('"')?;
    (!inside.contains('"')).then_some(inside)
}

/// Without a pair of quotation marks, brackets or marks of Markdown that stands around the whole value.
fn unwrapped<'a>(mut value: &'a str, notes: &mut Vec<Note>) -> &'a str {
    let quotes = [
        ("“", "”"),
        ("”", "”"),
        ("‘", "’"),
        ("’", "’"),
        ("「", "」"),
        ("『", "』"),
        ("«", "»"),
        ("»", "«"),
        ("‹", "›"),
        ("„", "“"),
        ("„", "”"),
        ("‚", "‘"),
        ("＂", "＂"),
        ("＇", "＇"),
        ("\"", "\""),
        ("'", "'"),
        ("`", "`"),
        ("``", "``"),
    ];
    let markdown = [("**", "**"), ("__", "__"), ("~~", "~~"), ("*", "*")];
    let brackets = [("[[", "]]"), ("[", "]"), ("(", ")"), ("（", "）"), ("［", "］")];
    let groups = [
        (quotes.as_slice(), Note::Quotes),
        (markdown.as_slice(), Note::Markdown),
        (brackets.as_slice(), Note::Brackets),
    ];
    // Marks may stand around each other.
    for _ in 0..3 {
        let inside = groups.iter().find_map(|(pairs, note)| {
            let inside = |(open, close): &(&str, &str)| {
                let inside = value.strip_prefix(open)?.strip_suffix(close)?;
                let is_whole = !inside.is_empty() && !inside.contains(close) && !inside.contains(open);
                is_whole.then_some(inside)
            };
            pairs.iter().find_map(inside).map(|inside| (inside, *note))
        });
        let Some((inside, note)) = inside else { break };
        // `******` keeps the place of a value.
        if note == Note::Markdown && inside.chars().all(|character| character == '*' || character == '_') {
            break;
        }
        add(notes, note);
        value = inside.trim();
    }
    value
}

/// `a\=b\:c` of a file of Java properties, which is written so by its library, without the backslashes.
fn unescaped_properties(text: &str) -> Option<Wiped> {
    let has_mark = ["\\=", "\\:"].iter().any(|mark| text.contains(mark));
    has_mark.then_some(())?;
    let mut plain = Wiped::new(String::with_capacity(text.len()));
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.push(characters.next().filter(|next| matches!(next, '=' | ':' | '#' | '!' | '\\' | ' '))?),
            // All that the library escapes is escaped.
            '=' | ':' | '#' | '!' => return None,
            character => plain.push(character),
        }
    }
    Some(plain)
}

/// With `&amp;` and the like decoded, where there are any.
pub(crate) fn decoded_entities(text: &str) -> Option<Wiped> {
    const KNOWN: [(&str, &str); 9] = [
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&#38;", "&"),
        ("&#39;", "'"),
        ("&#34;", "\""),
    ];
    let mut rest = text;
    let mut plain = Wiped::new(String::with_capacity(text.len()));
    let mut is_changed = false;
    while let Some(place) = rest.find('&') {
        let (front, here) = rest.split_at_checked(place).unwrap_or((rest, ""));
        plain.push_str(front);
        if let Some((entity, character)) = KNOWN.iter().find(|(entity, _)| here.starts_with(entity)) {
            plain.push_str(character);
            is_changed = true;
            rest = here.get(entity.len()..).unwrap_or_default();
        } else {
            plain.push('&');
            rest = here.get(1..).unwrap_or_default();
        }
    }
    plain.push_str(rest);
    is_changed.then_some(plain)
}
