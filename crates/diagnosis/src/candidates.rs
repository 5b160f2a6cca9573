//! Which mistakes are tried, and what each does to the recipe.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use enos::{PartName, SecureMode};

use crate::base::{Base, OLD_PREFIX};
use crate::recipe::{Names, Pair, Place, Recipe};
use crate::{Case, Function, Inner, Joints, Mistake, SecretKind, SecretSlip, Spelling, Value};

/// The constant of the vendor's C SDK.
const CONSTANT: &str = "2524608000000";
const CASES: [Case; 2] = [Case::Lower, Case::Upper];
const PARTS: [PartName; 4] = [PartName::ClientId, PartName::DeviceKey, PartName::ProductKey, PartName::Timestamp];

/// Mistakes in the way the password is built, each of which may come with one other.
const STRUCTURAL: [Mistake; 16] = [
    Mistake::Function(Function::HmacSha256),
    Mistake::Function(Function::HmacSha256WithSecretInside),
    Mistake::Function(Function::Sha1),
    Mistake::Function(Function::HmacSha1),
    Mistake::Function(Function::Md5),
    Mistake::Function(Function::HmacMd5),
    Mistake::Function(Function::HmacSha256Reversed),
    Mistake::Function(Function::Sha256Twice(Inner::UpperHex)),
    Mistake::Function(Function::Sha256Twice(Inner::LowerHex)),
    Mistake::Function(Function::Sha256Twice(Inner::Bytes)),
    Mistake::SecretInFront,
    Mistake::NamesLeftOut,
    Mistake::KeysSwapped,
    Mistake::SecondsSigned,
    Mistake::FractionDropped,
    Mistake::Joined(Joints { within: "=", between: "&", before_secret: "" }),
];

/// Those others that need no loop to list.
const SINGLE: [Mistake; 33] = [
    Mistake::SecretSlip(SecretSlip::Newline),
    Mistake::SecretSlip(SecretSlip::CarriageReturnNewline),
    Mistake::SecretSlip(SecretSlip::Nul),
    Mistake::SecretSlip(SecretSlip::SpaceBehind),
    Mistake::SecretSlip(SecretSlip::SpaceInFront),
    Mistake::SecretSlip(SecretSlip::Trimmed),
    Mistake::SecretSlip(SecretSlip::Quoted),
    Mistake::SecretSlip(SecretSlip::LeftOut),
    Mistake::SecretSlip(SecretSlip::Named(SecretKind::Device)),
    Mistake::SecretSlip(SecretSlip::Named(SecretKind::Product)),
    Mistake::SecretSlip(SecretSlip::Case(Case::Lower)),
    Mistake::SecretSlip(SecretSlip::Case(Case::Upper)),
    Mistake::WholeClientId,
    Mistake::OldPrefix,
    Mistake::ParametersSigned,
    Mistake::ConstantTimestamp,
    Mistake::ZeroTimestamp,
    Mistake::Mistaken { place: PartName::ClientId, holds: PartName::DeviceKey },
    Mistake::Mistaken { place: PartName::DeviceKey, holds: PartName::ClientId },
    Mistake::NotTheOneSent(PartName::ClientId),
    Mistake::NotTheOneSent(PartName::DeviceKey),
    Mistake::NotTheOneSent(PartName::ProductKey),
    Mistake::NotTheOneSent(PartName::Timestamp),
    Mistake::PartLeftOut(PartName::ClientId),
    Mistake::PartLeftOut(PartName::DeviceKey),
    Mistake::PartLeftOut(PartName::ProductKey),
    Mistake::PartLeftOut(PartName::Timestamp),
    Mistake::NamesSpelled(Spelling::Lower),
    Mistake::NamesSpelled(Spelling::UpperId),
    Mistake::NamesSpelled(Spelling::TimeStamp),
    Mistake::NamesSpelled(Spelling::DeviceName),
    Mistake::NamesSpelled(Spelling::Capitalised),
    Mistake::NamesSpelled(Spelling::Underscored),
];

/// The mistakes in the way the password is built, the likeliest first.
pub(crate) fn structural(base: &Base<'_>) -> Vec<Mistake> {
    let mut list = Vec::with_capacity(STRUCTURAL.len() + 1);
    list.extend(other_secret(base));
    list.extend_from_slice(&STRUCTURAL);
    list
}

/// All others, the likeliest first. Plain loops: chained iterators would weigh several times as much in the page.
pub(crate) fn single() -> Vec<Mistake> {
    let mut list = Vec::with_capacity(160);
    list.extend_from_slice(&SINGLE);
    let values = [
        Value::ClientId,
        Value::DeviceKey,
        Value::ProductKey,
        Value::ClientIdAndDeviceKey,
        Value::AllNames,
        Value::WholeString,
    ];
    for case in CASES {
        for of in values {
            list.push(Mistake::CaseChanged { of, case });
        }
        for separator in [None, Some(':'), Some('-')] {
            for of in [Value::ClientId, Value::DeviceKey, Value::ClientIdAndDeviceKey] {
                list.push(Mistake::MacForm { of, separator, case });
            }
        }
    }
    for between in ["", "&", ",", ";", "\n", " ", "|"] {
        for within in ["", "=", ":"] {
            for before_secret in ["", between] {
                list.push(Mistake::Joined(Joints { within, between, before_secret }));
            }
        }
        list.push(Mistake::Joined(Joints { within: "", between: "", before_secret: between }));
    }
    for first in PARTS {
        for second in PARTS {
            for third in PARTS {
                for fourth in PARTS {
                    let order = [first, second, third, fourth];
                    if PARTS.iter().all(|part| order.contains(part)) {
                        list.push(Mistake::Order(order));
                    }
                }
            }
        }
    }
    list
}

/// Applies the mistake. Says whether it changed anything: a mistake that does not apply here, or that another has made
/// already, explains nothing.
pub(crate) fn apply<'a>(mistake: &Mistake, recipe: &mut Recipe<'a>, base: &Base<'a>) -> bool {
    match *mistake {
        Mistake::Function(function) => replace(&mut recipe.function, None, Some(function)),
        Mistake::OtherSecret { .. } => match base.known.other_secret() {
            Some(other) if other.expose() != recipe.secret => {
                recipe.secret = other.expose();
                true
            }
            Some(_) | None => false,
        },
        Mistake::SecretSlip(SecretSlip::Trimmed) if recipe.secret.trim().len() == recipe.secret.len() => false,
        Mistake::SecretSlip(slip) => replace(&mut recipe.slip, None, Some(slip)),
        Mistake::SecretInFront => replace(&mut recipe.place, Place::Behind, Place::InFront),
        Mistake::Joined(joints) => {
            let none = Joints { within: "", between: "", before_secret: "" };
            replace(&mut recipe.joints, none, joints)
        }
        Mistake::NamesLeftOut => replace(&mut recipe.names, Names::Right, Names::LeftOut),
        Mistake::NamesSpelled(spelling) => replace(&mut recipe.names, Names::Right, Names::Spelled(spelling)),
        Mistake::Order(order) => reorder(recipe, order),
        Mistake::PartLeftOut(part) => {
            let before = recipe.pairs.len();
            recipe.pairs.retain(|pair| pair.name != part.as_str());
            recipe.pairs.len() < before
        }
        Mistake::ParametersSigned => sign_parameters(recipe, base),
        Mistake::KeysSwapped => {
            set(recipe, PartName::DeviceKey, base.product_key.into())
                | set(recipe, PartName::ProductKey, base.device_key.into())
        }
        Mistake::CaseChanged { of: Value::WholeString, case } => replace(&mut recipe.case, None, Some(case)),
        Mistake::CaseChanged { of, case } => change(recipe, of, |text| Some(in_case(text, case))),
        Mistake::MacForm { of, separator, case } => change(recipe, of, |text| in_mac_form(text, separator, case)),
        Mistake::WholeClientId => {
            base.whole_client_id.is_some_and(|whole| set(recipe, PartName::ClientId, whole.into()))
        }
        Mistake::OldPrefix => set(recipe, PartName::ClientId, [OLD_PREFIX, base.client_id].concat().into()),
        Mistake::Mistaken { place, holds } => {
            let value = recipe.value(holds).map(|value| value.clone());
            value.is_some_and(|value| set(recipe, place, value))
        }
        Mistake::NotTheOneSent(part) => set(recipe, part, base.expected(part)),
        Mistake::SecondsSigned => {
            let time = base.time();
            let seconds = time.len().checked_sub(3).filter(|_| time.len() == 13).and_then(|end| time.get(..end));
            seconds.is_some_and(|seconds| set(recipe, PartName::Timestamp, seconds.to_string().into()))
        }
        Mistake::FractionDropped => {
            let time = base.time();
            let whole = time.split_once('.').map(|(whole, _)| whole.to_string());
            whole.is_some_and(|whole| set(recipe, PartName::Timestamp, whole.into()))
        }
        Mistake::ConstantTimestamp => set(recipe, PartName::Timestamp, CONSTANT.into()),
        Mistake::ZeroTimestamp => set(recipe, PartName::Timestamp, "0".into()),
        // These are not found by trying recipes.
        Mistake::Base64
        | Mistake::LeadingZerosLost
        | Mistake::PaddingLost
        | Mistake::SignExtended
        | Mistake::CutOff { .. }
        | Mistake::StartMissing { .. }
        | Mistake::TooLong { .. }
        | Mistake::NotHashed(_)
        | Mistake::MillisecondsSigned { .. }
        | Mistake::OtherTimestamp { .. } => false,
    }
}

/// The secret that must not sign, where it is known.
pub(crate) fn other_secret(base: &Base<'_>) -> Option<Mistake> {
    let used = match right_kind(base) {
        SecretKind::Device => SecretKind::Product,
        SecretKind::Product => SecretKind::Device,
    };
    base.known.other_secret().map(|_| Mistake::OtherSecret { used })
}

fn right_kind(base: &Base<'_>) -> SecretKind {
    match base.known.secure_mode {
        SecureMode::Static => SecretKind::Device,
        SecureMode::Dynamic => SecretKind::Product,
    }
}

fn reorder(recipe: &mut Recipe<'_>, order: [PartName; 4]) -> bool {
    // Four names at most: the library's sorting would weigh more than all the rest of this file.
    let mut sorted = Vec::with_capacity(recipe.pairs.len());
    for part in order {
        sorted.extend(recipe.pairs.iter().find(|pair| pair.name == part.as_str()).cloned());
    }
    let changes = sorted.len() == recipe.pairs.len() && sorted != recipe.pairs;
    if changes {
        recipe.pairs = sorted;
    }
    changes
}

/// In the alphabetical order, in which they stand in front of `timestamp`.
fn sign_parameters<'a>(recipe: &mut Recipe<'a>, base: &Base<'a>) -> bool {
    let before = recipe.pairs.iter().position(|pair| pair.name == PartName::Timestamp.as_str());
    let Some(before) = before.filter(|before| recipe.pairs.len() == 4 && *before == 3) else { return false };
    recipe.pairs.insert(before, Pair { name: "signmethod", value: base.sign_method.into() });
    recipe.pairs.insert(before, Pair { name: "securemode", value: base.mode().into() });
    true
}

/// Puts the wrong in place of the right.
fn replace<T: Copy + PartialEq>(place: &mut T, right: T, wrong: T) -> bool {
    let changes = *place == right && wrong != right;
    if changes {
        *place = wrong;
    }
    changes
}

fn set<'a>(recipe: &mut Recipe<'a>, part: PartName, value: Cow<'a, str>) -> bool {
    match recipe.value(part) {
        Some(place) if *place != value => {
            *place = value;
            true
        }
        Some(_) | None => false,
    }
}

fn change(recipe: &mut Recipe<'_>, of: Value, change: impl Fn(&str) -> Option<String>) -> bool {
    of.parts().iter().fold(false, |changed, part| {
        let value = recipe.value(*part).and_then(|value| change(value));
        value.is_some_and(|value| set(recipe, *part, value.into())) | changed
    })
}

/// ASCII letters only, as the C functions do.
fn in_case(text: &str, case: Case) -> String {
    match case {
        Case::Lower => text.to_ascii_lowercase(),
        Case::Upper => text.to_ascii_uppercase(),
    }
}

/// None for a text that is no MAC address.
fn in_mac_form(text: &str, separator: Option<char>, case: Case) -> Option<String> {
    let digits: String = text.chars().filter(|character| !matches!(character, ':' | '-' | '.')).collect();
    if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut form = String::with_capacity(17);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 2 == 0 {
            form.extend(separator);
        }
        form.push(digit);
    }
    Some(in_case(&form, case))
}
