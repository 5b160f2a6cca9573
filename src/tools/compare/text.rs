//! What a comparison found, in words.

use diagnosis::{
    Case, Comparison, Diagnosis, Difference, Field, Finding, Function, Glyph, Joints, Mistake, Note, Part, Plain,
    SecretKind, SecretSlip, Spelling, Value, Verdict,
};
use enos::PartName;
use foreign_text::{Odd, code_point, odd};

use crate::i18n::{Compared, Differing, Language, Slip, fill};

/// The verdicts on client id, user name and password, in this order: for each what it is called, whether it is right (`None`
/// when that cannot be said), and sentences. Nothing for what was not pasted.
#[must_use]
pub(super) fn verdicts(comparison: &Comparison, language: Language) -> Vec<(&'static str, Option<bool>, Vec<String>)> {
    [
        (Compared::ClientId, &comparison.client_id),
        (Compared::UserName, &comparison.username),
        (Compared::Password, &comparison.password),
    ]
    .into_iter()
    .filter_map(|(name, verdict)| {
        let (is_right, sentences) = verdict_words(verdict, language)?;
        Some((language.say(name), is_right, sentences))
    })
    .collect()
}

/// The finding: a headline, and a sentence for each mistake. `None` when there was nothing to look into.
#[must_use]
pub(super) fn finding(diagnosis: &Diagnosis, language: Language) -> Option<(String, Vec<String>)> {
    let Diagnosis { comparison, finding } = diagnosis;
    let headline = |words: Compared| language.say(words).to_owned();
    let tried_words = |words: Compared, tried: u32| (fill(language.say(words), &[&tried.to_string()]), Vec::new());
    Some(match finding {
        Finding::NothingToCheck => return None,
        Finding::Right => (headline(right_words(comparison)), Vec::new()),
        Finding::Explained { mistakes } => {
            let words = if mistakes.len() == 1 { Compared::FoundMistake } else { Compared::FoundMistakes };
            (headline(words), mistakes.iter().map(|mistake| mistake_words(*mistake, language)).collect())
        }
        Finding::NotAPassword { length: 64 } => (headline(Compared::NotHex), Vec::new()),
        Finding::NotAPassword { length } => {
            (fill(language.say(Compared::NotAPassword), &[&length.to_string()]), Vec::new())
        }
        Finding::Unclear { tried } if comparison.password == Verdict::NoTime => {
            tried_words(Compared::FoundNoTime, *tried)
        }
        Finding::Unclear { tried } => tried_words(Compared::FoundUnclear, *tried),
        Finding::Unexplained { tried } => tried_words(Compared::FoundNothing, *tried),
    })
}

/// A right password, beside what has to be corrected elsewhere.
fn right_words(comparison: &Comparison) -> Compared {
    let others = [&comparison.client_id, &comparison.username];
    if others.iter().any(|verdict| matches!(verdict, Verdict::Differs { .. })) {
        return Compared::FoundRightBut;
    }
    let is_marked = |verdict: &Verdict| match verdict {
        Verdict::Accepted { notes } => notes.iter().any(|note| note.is_of_form()),
        Verdict::NotGiven | Verdict::NoSecret | Verdict::NoTime | Verdict::Differs { .. } => false,
    };
    let all = [&comparison.client_id, &comparison.username, &comparison.password];
    if all.into_iter().any(is_marked) { Compared::FoundRightMarked } else { Compared::FoundRight }
}

/// Whether there is nothing to compare: none of the three was given.
#[must_use]
pub(super) fn is_nothing_given(comparison: &Comparison) -> bool {
    let all = [&comparison.client_id, &comparison.username, &comparison.password];
    all.into_iter().all(|verdict| *verdict == Verdict::NotGiven)
}

fn verdict_words(verdict: &Verdict, language: Language) -> Option<(Option<bool>, Vec<String>)> {
    let noted = |notes: &[Note]| notes.iter().map(|note| note_words(*note, language)).collect::<Vec<_>>();
    Some(match verdict {
        Verdict::NotGiven => return None,
        Verdict::NoSecret => (None, vec![language.say(Compared::NoSecret).to_owned()]),
        Verdict::NoTime => (None, vec![language.say(Compared::NoTime).to_owned()]),
        Verdict::Accepted { notes } => (Some(true), noted(notes)),
        Verdict::Differs { first, notes } => {
            let mut sentences = vec![difference_words(first, language)];
            sentences.extend(noted(notes));
            (Some(false), sentences)
        }
    })
}

fn note_words(note: Note, language: Language) -> String {
    let words = match note {
        Note::WrongField(field) => {
            let field = match field {
                Field::ClientId => Compared::ClientId,
                Field::UserName => Compared::UserName,
                Field::Password => Compared::Password,
            };
            return fill(language.say(Compared::NoteWrongField), &[language.say(field)]);
        }
        Note::Mark(mark) => {
            return fill(language.say(Compared::NoteMark), &[&glyph_words(Glyph::Character(mark), language)]);
        }
        Note::Invisible(mark) => return fill(language.say(Compared::NoteInvisible), &[&code_point(mark)]),
        Note::Separators(mark) if mark.is_whitespace() => Compared::NoteSpaces,
        Note::Separators(mark) => {
            return fill(language.say(Compared::NoteSeparators), &[&glyph_words(Glyph::Character(mark), language)]);
        }
        Note::Label => Compared::NoteLabel,
        Note::StringPrefix => Compared::NoteStringPrefix,
        Note::Quotes => Compared::NoteQuotes,
        Note::Brackets => Compared::NoteBrackets,
        Note::Backslashes => Compared::NoteBackslashes,
        Note::LineBreak => Compared::NoteLineBreak,
        Note::PercentEncoded => Compared::NotePercent,
        Note::HtmlEncoded => Compared::NoteHtml,
        Note::MailEncoded => Compared::NoteMail,
        Note::FullWidth => Compared::NoteFullWidth,
        Note::HexPrefix => Compared::NoteHexPrefix,
        Note::OuterSpace => Compared::NoteOuterSpace,
        Note::LowerCase => Compared::NoteLowerCase,
        Note::MixedCase => Compared::NoteMixedCase,
        Note::Hmacsha256 => Compared::NoteHmacsha256,
        Note::Seconds => Compared::NoteSeconds,
        Note::Fraction => Compared::NoteFraction,
    };
    language.say(words).to_owned()
}

fn difference_words(difference: &Difference, language: Language) -> String {
    let part = part_words(difference.part, language);
    let position = difference.position.to_string();
    match (difference.found, difference.expected) {
        (Glyph::Hidden, _) | (_, Glyph::Hidden) => {
            let words = if matches!(difference.part, Part::PasswordLength { .. }) {
                Compared::Alone
            } else if difference.part == Part::NotHex {
                Compared::AtPlace
            } else {
                Compared::AtHidden
            };
            fill(language.say(words), &[&part, &position])
        }
        (found, expected) => {
            let (found, expected) = (glyph_words(found, language), glyph_words(expected, language));
            fill(language.say(Compared::At), &[&part, &position, &found, &expected])
        }
    }
}

fn glyph_words(glyph: Glyph, language: Language) -> String {
    match glyph {
        Glyph::Character(' ') => language.say(Compared::Space).to_owned(),
        Glyph::Character('\n' | '\r') => language.say(Compared::LineBreak).to_owned(),
        Glyph::Character(character) => match odd(character) {
            None => character.to_string(),
            Some(Odd::Hidden(_) | Odd::Blank) => fill(language.say(Compared::Unseen), &[&code_point(character)]),
            Some(_) => [character.encode_utf8(&mut [0; 4]), " (", &code_point(character), ")"].concat(),
        },
        Glyph::Digit => language.say(Compared::Digit).to_owned(),
        Glyph::End | Glyph::Hidden => language.say(Compared::End).to_owned(),
    }
}

fn part_words(part: Part, language: Language) -> String {
    let words = match part {
        Part::ClientId => Differing::ClientId,
        Part::OldPrefix => Differing::OldPrefix,
        Part::OpeningBar => Differing::OpeningBar,
        Part::SpaceAfterComma => Differing::SpaceAfterComma,
        Part::ParameterName { expected } => return fill(language.say(Differing::ParameterName), &[expected]),
        Part::Sighmethod => Differing::Sighmethod,
        Part::SecureMode => Differing::SecureMode,
        Part::SignMethod => Differing::SignMethod,
        Part::OldSignMethod => Differing::OldSignMethod,
        Part::Timestamp => Differing::Timestamp,
        Part::ExtraParameter => Differing::ExtraParameter,
        Part::ClosingBar => Differing::ClosingBar,
        Part::AfterClosingBar => Differing::AfterClosingBar,
        Part::DeviceKey => Differing::DeviceKey,
        Part::Ampersand => Differing::Ampersand,
        Part::ProductKey => Differing::ProductKey,
        Part::KeysSwapped => Differing::KeysSwapped,
        Part::PasswordLength { length } => {
            let function = match length {
                32 => "MD5",
                40 => "SHA-1",
                56 => "SHA-224",
                96 => "SHA-384",
                128 => "SHA-512",
                _ => return fill(language.say(Differing::PasswordLength), &[&length.to_string()]),
            };
            return fill(language.say(Differing::LengthOf), &[&length.to_string(), function]);
        }
        Part::NotHex => Differing::NotHex,
        Part::Password => Differing::Password,
    };
    language.say(words).to_owned()
}

fn mistake_words(mistake: Mistake, language: Language) -> String {
    let with = |words: Slip, values: &[&str]| fill(language.say(words), values);
    match mistake {
        Mistake::Base64 => with(Slip::Base64, &[]),
        Mistake::LeadingZerosLost => with(Slip::LeadingZerosLost, &[]),
        Mistake::PaddingLost => with(Slip::PaddingLost, &[]),
        Mistake::SignExtended => with(Slip::SignExtended, &[]),
        Mistake::CutOff { digits } => with(Slip::CutOff, &[&digits.to_string()]),
        Mistake::StartMissing { digits } => with(Slip::StartMissing, &[&digits.to_string()]),
        Mistake::TooLong { more } => with(Slip::TooLong, &[&more.to_string()]),
        Mistake::NotHashed(Plain::Secret) => with(Slip::PlainSecret, &[]),
        Mistake::NotHashed(Plain::Content) => with(Slip::PlainContent, &[]),
        Mistake::NotHashed(Plain::ContentAndSecret) => with(Slip::PlainContentAndSecret, &[]),
        Mistake::Function(function) => with(function_words(function), &[]),
        Mistake::OtherSecret { used: SecretKind::Device } => with(Slip::DeviceSecretUsed, &[]),
        Mistake::OtherSecret { used: SecretKind::Product } => with(Slip::ProductSecretUsed, &[]),
        Mistake::SecretSlip(slip) => slip_words(slip, language),
        Mistake::SecretInFront => with(Slip::SecretInFront, &[]),
        Mistake::Joined(joints) => joint_words(joints, language),
        Mistake::NamesLeftOut => with(Slip::NamesLeftOut, &[]),
        Mistake::NamesSpelled(spelling) => with(Slip::NamesSpelled, &[spelled(spelling)]),
        Mistake::Order(order) => with(Slip::Order, &[&order.map(PartName::as_str).join(", ")]),
        Mistake::PartLeftOut(part) => with(Slip::PartLeftOut, &[part.as_str()]),
        Mistake::ParametersSigned => with(Slip::ParametersSigned, &[]),
        Mistake::KeysSwapped => with(Slip::KeysSwapped, &[]),
        Mistake::CaseChanged { of, case: Case::Lower } => with(Slip::LowerCase, &[value_words(of, language)]),
        Mistake::CaseChanged { of, case: Case::Upper } => with(Slip::UpperCase, &[value_words(of, language)]),
        Mistake::MacForm { of, separator, case } => {
            with(Slip::MacForm, &[value_words(of, language), mac_example(separator, case)])
        }
        Mistake::WholeClientId => with(Slip::WholeClientId, &[]),
        Mistake::OldPrefix => with(Slip::OldPrefix, &[]),
        Mistake::Mistaken { place, holds } => with(Slip::Mistaken, &[place.as_str(), holds.as_str()]),
        Mistake::NotTheOneSent(part) => with(Slip::NotTheOneSent, &[part.as_str()]),
        Mistake::SecondsSigned => with(Slip::SecondsSigned, &[]),
        Mistake::MillisecondsSigned { signed } => with(Slip::MillisecondsSigned, &[&signed.to_string()]),
        Mistake::FractionDropped => with(Slip::FractionDropped, &[]),
        Mistake::OtherTimestamp { signed, .. } => with(Slip::OtherTimestamp, &[&signed.to_string()]),
        Mistake::ConstantTimestamp => with(Slip::ConstantTimestamp, &[]),
        Mistake::ZeroTimestamp => with(Slip::ZeroTimestamp, &[]),
    }
}

const fn function_words(function: Function) -> Slip {
    match function {
        Function::HmacSha256 => Slip::HmacSha256,
        Function::HmacSha256WithSecretInside => Slip::HmacInside,
        Function::HmacSha256Reversed => Slip::HmacReversed,
        Function::Sha256Twice(_) => Slip::Twice,
        Function::Sha1 => Slip::Sha1,
        Function::HmacSha1 => Slip::HmacSha1,
        Function::Md5 => Slip::Md5,
        Function::HmacMd5 => Slip::HmacMd5,
    }
}

fn slip_words(slip: SecretSlip, language: Language) -> String {
    let ending = |what: &str| fill(language.say(Slip::SecretEnding), &[what]);
    let words = match slip {
        SecretSlip::Newline | SecretSlip::CarriageReturnNewline => return ending(language.say(Compared::LineBreak)),
        SecretSlip::Nul => return ending(language.say(Slip::ZeroByte)),
        SecretSlip::SpaceBehind => return ending(language.say(Compared::Space)),
        SecretSlip::SpaceInFront => Slip::SecretSpaceInFront,
        SecretSlip::Trimmed => Slip::SecretTrimmed,
        SecretSlip::Case(Case::Lower) => Slip::SecretLower,
        SecretSlip::Case(Case::Upper) => Slip::SecretUpper,
        SecretSlip::Quoted => Slip::SecretQuoted,
        SecretSlip::Named(_) => Slip::SecretNamed,
        SecretSlip::LeftOut => Slip::SecretLeftOut,
    };
    language.say(words).to_owned()
}

fn joint_words(joints: Joints, language: Language) -> String {
    let shown = |text: &str| match text {
        "\n" => language.say(Compared::LineBreak).to_owned(),
        " " => language.say(Compared::Space).to_owned(),
        text => text.to_owned(),
    };
    let between: Vec<String> =
        [joints.within, joints.between].into_iter().filter(|text| !text.is_empty()).map(shown).collect();
    if between.is_empty() {
        return fill(language.say(Slip::SecretJoined), &[&shown(joints.before_secret)]);
    }
    fill(language.say(Slip::Joined), &[&between.join(" ")])
}

const fn spelled(spelling: Spelling) -> &'static str {
    match spelling {
        Spelling::Lower => "clientid, devicekey, productkey",
        Spelling::Capitalised => "ClientId, DeviceKey, ProductKey, Timestamp",
        Spelling::Underscored => "client_id, device_key, product_key",
        Spelling::UpperId => "clientID",
        Spelling::TimeStamp => "timeStamp",
        Spelling::DeviceName => "deviceName",
    }
}

/// The names are those that are signed, the same in every language.
fn value_words(value: Value, language: Language) -> &'static str {
    match value {
        Value::ClientId => "clientId",
        Value::DeviceKey => "deviceKey",
        Value::ClientIdAndDeviceKey => "clientId, deviceKey",
        Value::ProductKey => "productKey",
        Value::AllNames => "clientId, deviceKey, productKey",
        Value::WholeString => language.say(Slip::WholeString),
    }
}

const fn mac_example(separator: Option<char>, case: Case) -> &'static str {
    match (separator, case) {
        (None, Case::Lower) => "001b44113ab7",
        (None, Case::Upper) => "001B44113AB7",
        (Some('-'), Case::Lower) => "00-1b-44-11-3a-b7",
        (Some('-'), Case::Upper) => "00-1B-44-11-3A-B7",
        (Some(_), Case::Lower) => "00:1b:44:11:3a:b7",
        (Some(_), Case::Upper) => "00:1B:44:11:3A:B7",
    }
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
