//! The names under which people and programs write keys and secrets.

use enos::FieldName;
pub(crate) use enos::{normalize_name as normalized, speaks_of_secret};

use super::{PastedField, Unneeded};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// One field.
    PastedField(PastedField),
    /// MQTT's user name, which holds both keys.
    UserName,
    /// The device's serial number, which many take for the client id.
    SerialNumber,
    /// An address of something: of the gateway, of EnOS, or of a web page.
    Address,
    /// Nothing that is needed.
    Unneeded(Unneeded),
}

impl Meaning {
    /// Whether its value is a secret.
    pub(crate) const fn is_secret(self) -> bool {
        match self {
            Self::PastedField(slot) => slot.is_secret(),
            Self::UserName | Self::SerialNumber | Self::Address | Self::Unneeded(_) => false,
        }
    }
}

/// A name in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameHere {
    pub(super) meaning: Meaning,
    /// Where it ends, in bytes.
    pub(super) end: usize,
    /// Whether it is written in ASCII: the identifier itself, rather than a translation.
    pub(super) is_ascii: bool,
}

/// The longest known name that begins at this place of a text, however it is spelled.
pub(crate) fn name_at(text: &str, start: usize) -> Option<NameHere> {
    let before = text.get(..start)?;
    let here = text.get(start..)?;
    let mut plain = String::with_capacity(24);
    let mut found = None;
    let (mut gap, mut has_gap, mut word) = (0, false, 0);
    let first = here.chars().next()?;
    for (place, raw) in here.char_indices() {
        let character = foreign_text::half_width(raw).to_ascii_lowercase();
        if character.is_alphanumeric() {
            // No word of a name is one letter long.
            if gap > 0 && word == 1 && plain.is_ascii() {
                break;
            }
            word = if gap > 0 { 1 } else { word + 1 };
            has_gap |= gap > 0;
            gap = 0;
            plain.push(character);
            if plain.len() > NAME_LIMIT {
                break;
            }
            let end = place + raw.len_utf8();
            let is_short = plain.len() < 4;
            if let Some(meaning) = exact(&plain)
                && !(is_short && has_gap)
                && ends_here(raw, here.get(end..).unwrap_or_default())
                && begins_here(before, first, &plain)
            {
                found = Some(NameHere { meaning, end: start + end, is_ascii: plain.is_ascii() });
            }
        } else if is_inside_name(raw) && gap < 3 && !plain.is_empty() {
            gap += usize::from(!crate::tools::paste::read::value::is_invisible(raw));
        } else {
            break;
        }
    }
    found
}

/// The meaning of a text that is a name and nothing else: `productKey`, `PRODUCT_KEY`, `Product Key (PK)`, `产品密钥（ProductKey）`,
/// `ENOS_PRODUCT_KEY`. The exact identifier wins over a translation.
pub(crate) fn meaning(name: &str) -> Option<Meaning> {
    if name.len() > TEXT_LIMIT {
        return None;
    }
    let name = name.trim().trim_matches(['*', '`', '"', '\'', ' ']);
    if let Some(known) = exact(&normalized(name)) {
        return Some(known);
    }
    if let Some((outside, rest)) = name.split_once(['(', '（', '[', '【']) {
        let inside = rest.trim_end().strip_suffix([')', '）', ']', '】'])?;
        if inside.contains(['"', '\'', '`']) {
            return None;
        }
        let (outer, inner) = (exact(&normalized(outside)), exact(&normalized(inside)));
        return match (outer, inner) {
            (Some(_), Some(_)) if !outside.is_ascii() && inside.is_ascii() => inner,
            (Some(Meaning::PastedField(PastedField::UnlabelledSecret)), Some(inner)) if inner.is_secret() => {
                Some(inner)
            }
            (Some(_), _) if !crate::tools::paste::read::value::holds_joint(inside) => outer,
            (None, Some(_)) if normalized(outside).is_empty() => inner,
            // `Device ID (DeviceKey)`: words that say nothing of a secret.
            (None, Some(_)) if is_identifier(inside) && !speaks_of_secret(outside) && !is_another(outside) => inner,
            _ => None,
        };
    }
    // `ENOS_PRODUCT_KEY`, `enos.productKey`: an identifier with words in front.
    let is_identifier =
        name.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.'));
    let places = name.char_indices().map(|(place, _)| place);
    let ending = || places.filter_map(|place| name_at(name, place)).find(|found| found.end == name.len());
    if is_identifier { ending().map(|found| found.meaning) } else { None }
}

/// The meaning of a member of JSON: `key` within `device` is the device key, and `secret` its secret.
pub(crate) fn member_meaning(parent: &str, name: &str) -> Option<Meaning> {
    let is_short = name.len() <= TEXT_LIMIT && parent.len() <= TEXT_LIMIT;
    let plain = normalized(name);
    let is_relative = matches!(plain.as_str(), "key" | "secret");
    let whole = || exact(&[normalized(parent).as_str(), &plain].concat());
    if is_short && is_relative { whole().or_else(|| meaning(name)) } else { meaning(name) }
}

/// Whether a text only stands for a name, in the head of a table of names and values.
pub(crate) fn is_name_word(word: &str) -> bool {
    matches!(
        normalized(word).as_str(),
        "name"
            | "field"
            | "parameter"
            | "param"
            | "key"
            | "item"
            | "property"
            | "variable"
            | "identifier"
            | "label"
            | "attribute"
            | "名称"
            | "参数"
            | "参数名"
            | "参数名称"
            | "字段"
            | "项目"
            | "属性"
            | "变量"
            | "变量名"
    )
}

/// The same for a value.
pub(crate) fn is_value_word(word: &str) -> bool {
    matches!(
        normalized(word).as_str(),
        "value"
            | "val"
            | "content"
            | "currentvalue"
            | "initialvalue"
            | "default"
            | "defaultvalue"
            | "值"
            | "参数值"
            | "内容"
            | "取值"
    )
}

/// Whether a text holds the full name of a key or a secret of EnOS, at its end or anywhere.
pub(crate) fn holds_long_name(text: &str) -> bool {
    let plain = normalized(text);
    LONG_NAMES.iter().any(|name| plain.contains(name))
}

/// Whether a text is the full name of a key or a secret of EnOS, and nothing else.
pub(crate) fn is_identifier(text: &str) -> bool {
    LONG_NAMES.contains(&normalized(text).as_str())
}

/// In bytes. Longer texts are no names.
const NAME_LIMIT: usize = 40;
/// In bytes, with what may stand around a name.
const TEXT_LIMIT: usize = 120;

const LONG_NAMES: [&str; 5] = ["productkey", "devicekey", "clientid", "productsecret", "devicesecret"];

/// The meaning of a name that is normalized.
pub(crate) fn exact(name: &str) -> Option<Meaning> {
    Some(match FieldName::from_normalized(name)? {
        FieldName::ProductKey => Meaning::PastedField(PastedField::ProductKey),
        FieldName::DeviceKey => Meaning::PastedField(PastedField::DeviceKey),
        FieldName::ClientId => Meaning::PastedField(PastedField::ClientId),
        FieldName::ProductSecret => Meaning::PastedField(PastedField::ProductSecret),
        FieldName::DeviceSecret => Meaning::PastedField(PastedField::DeviceSecret),
        FieldName::Secret => Meaning::PastedField(PastedField::UnlabelledSecret),
        FieldName::Gateway => Meaning::PastedField(PastedField::Gateway),
        FieldName::UserName => Meaning::UserName,
        FieldName::SerialNumber => Meaning::SerialNumber,
        FieldName::Address => Meaning::Address,
        FieldName::AssetId => Meaning::Unneeded(Unneeded::AssetId),
        FieldName::Password => Meaning::Unneeded(Unneeded::Password),
        FieldName::Timestamp => Meaning::Unneeded(Unneeded::Timestamp),
        FieldName::Application => Meaning::Unneeded(Unneeded::Application),
        FieldName::DeviceName | FieldName::Mac | FieldName::TimeZone | FieldName::Other => {
            Meaning::Unneeded(Unneeded::Other)
        }
        // Too common a word for a name in a text that is no table.
        FieldName::Status => return None,
    })
}

/// What may stand between the words of a name.
fn is_inside_name(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{3000}' | '_' | '-' | '.' | '\\')
        || crate::tools::paste::read::value::is_invisible(character)
}

/// Whether a name ends behind this character.
fn ends_here(last: char, behind: &str) -> bool {
    let next = behind.chars().find(|character| !crate::tools::paste::read::value::is_invisible(*character));
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    next.is_none_or(|next| !is_word(next) || (is_ideograph(last) != is_ideograph(next)) || (is_ideograph(next)))
}

/// Whether a name may begin behind this text: at a word's edge, or within an identifier where another word of it ends.
fn begins_here(before: &str, first: char, plain: &str) -> bool {
    let word = |character: char| character.is_alphanumeric();
    let visible = before.trim_end_matches(crate::tools::paste::read::value::is_invisible);
    let Some(previous) = visible.chars().next_back() else { return true };
    if is_another(visible) {
        return false;
    }
    let is_long =
        LONG_NAMES.contains(&plain) || plain == "mqttusername" || plain.chars().count() > 3 && !plain.is_ascii();
    if !word(previous) && previous != '_' {
        // `-` and `.` join the words of an identifier.
        let is_joined = matches!(previous, '-' | '.') && {
            let front = visible.get(..visible.len() - previous.len_utf8()).unwrap_or_default();
            front.chars().next_back().is_some_and(word)
        };
        return !is_joined || is_long || matches!(plain, "username" | "usernamepwset");
    }
    if previous == '_' {
        return is_long || matches!(plain, "pk" | "dk" | "ps" | "ds" | "username");
    }
    let is_camel = !is_ideograph(previous) && previous.is_lowercase() && first.is_ascii_uppercase();
    let is_change = is_ideograph(previous) != is_ideograph(first);
    (is_camel && is_long) || is_change || (is_ideograph(previous) && (is_long || previous == '的'))
}

/// Whether the word in front makes another thing of a name.
pub(crate) fn is_another(before: &str) -> bool {
    let front = before.trim_end_matches([' ', '_', '-', '.']);
    let words = ["sub", "parent", "old", "other", "previous", "child", "子", "父", "旧", "原"];
    words.iter().any(|word| {
        let start = front.len().checked_sub(word.len());
        let tail = start.and_then(|start| front.get(start..));
        let is_edge = || {
            let head = start.and_then(|start| front.get(..start)).unwrap_or_default();
            !word.is_ascii() || !head.chars().next_back().is_some_and(char::is_alphanumeric)
        };
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word)) && is_edge()
    })
}

/// A letter of Chinese writing.
pub(crate) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
