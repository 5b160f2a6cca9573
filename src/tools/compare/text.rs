//! What a comparison found, in words.

use diagnosis::{
    Case, Comparison, Diagnosis, Difference, Field, Finding, Function, Glyph, Joints, Mistake, Note, Part, Plain,
    SecretKind, SecretSlip, Spelling, Value, Verdict,
};
use enos::PartName;
use foreign_text::{Odd, code_point, odd};

use crate::i18n::{CompareText, DifferenceText, Language, MistakeText, fill};

/// The verdicts on client id, user name and password, in this order: for each what it is called, whether it is right (`None`
/// when that cannot be said), and sentences. Nothing for what was not pasted.
#[must_use]
pub(super) fn verdicts(comparison: &Comparison, language: Language) -> Vec<(&'static str, Option<bool>, Vec<String>)> {
    [
        (CompareText::ClientId, &comparison.client_id),
        (CompareText::UserName, &comparison.username),
        (CompareText::Password, &comparison.password),
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
    let headline = |words: CompareText| language.say(words).to_owned();
    let tried_words = |words: CompareText, tried: u32| (fill(language.say(words), &[&tried.to_string()]), Vec::new());
    Some(match finding {
        Finding::NothingToCheck => return None,
        Finding::Right => (headline(right_words(comparison)), Vec::new()),
        Finding::Explained { mistakes } => {
            let words = if mistakes.len() == 1 { CompareText::FoundMistake } else { CompareText::FoundMistakes };
            (headline(words), mistakes.iter().map(|mistake| mistake_words(*mistake, language)).collect())
        }
        Finding::NotAPassword { length: 64 } => (headline(CompareText::NotHex), Vec::new()),
        Finding::NotAPassword { length } => {
            (fill(language.say(CompareText::NotAPassword), &[&length.to_string()]), Vec::new())
        }
        Finding::Unclear { tried } if comparison.password == Verdict::NoTime => {
            tried_words(CompareText::FoundNoTime, *tried)
        }
        Finding::Unclear { tried } => tried_words(CompareText::FoundUnclear, *tried),
        Finding::Unexplained { tried } => tried_words(CompareText::FoundNothing, *tried),
    })
}

/// A right password, beside what has to be corrected elsewhere.
fn right_words(comparison: &Comparison) -> CompareText {
    let others = [&comparison.client_id, &comparison.username];
    if others.iter().any(|verdict| matches!(verdict, Verdict::Differs { .. })) {
        return CompareText::FoundRightBut;
    }
    let is_marked = |verdict: &Verdict| match verdict {
        Verdict::Accepted { notes } => notes.iter().any(|note| note.is_of_form()),
        Verdict::NotGiven | Verdict::NoSecret | Verdict::NoTime | Verdict::Differs { .. } => false,
    };
    let all = [&comparison.client_id, &comparison.username, &comparison.password];
    if all.into_iter().any(is_marked) { CompareText::FoundRightMarked } else { CompareText::FoundRight }
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
        Verdict::NoSecret => (None, vec![language.say(CompareText::NoSecret).to_owned()]),
        Verdict::NoTime => (None, vec![language.say(CompareText::NoTime).to_owned()]),
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
                Field::ClientId => CompareText::ClientId,
                Field::UserName => CompareText::UserName,
                Field::Password => CompareText::Password,
            };
            return fill(language.say(CompareText::NoteWrongField), &[language.say(field)]);
        }
        Note::Mark(mark) => {
            return fill(language.say(CompareText::NoteMark), &[&glyph_words(Glyph::Character(mark), language)]);
        }
        Note::Invisible(mark) => return fill(language.say(CompareText::NoteInvisible), &[&code_point(mark)]),
        Note::Separators(mark) if mark.is_whitespace() => CompareText::NoteSpaces,
        Note::Separators(mark) => {
            return fill(language.say(CompareText::NoteSeparators), &[&glyph_words(Glyph::Character(mark), language)]);
        }
        Note::Label => CompareText::NoteLabel,
        Note::StringPrefix => CompareText::NoteStringPrefix,
        Note::Quotes => CompareText::NoteQuotes,
        Note::Brackets => CompareText::NoteBrackets,
        Note::Backslashes => CompareText::NoteBackslashes,
        Note::LineBreak => CompareText::NoteLineBreak,
        Note::PercentEncoded => CompareText::NotePercent,
        Note::HtmlEncoded => CompareText::NoteHtml,
        Note::MailEncoded => CompareText::NoteMail,
        Note::FullWidth => CompareText::NoteFullWidth,
        Note::HexPrefix => CompareText::NoteHexPrefix,
        Note::OuterSpace => CompareText::NoteOuterSpace,
        Note::LowerCase => CompareText::NoteLowerCase,
        Note::MixedCase => CompareText::NoteMixedCase,
        Note::Hmacsha256 => CompareText::NoteHmacsha256,
        Note::Seconds => CompareText::NoteSeconds,
        Note::Fraction => CompareText::NoteFraction,
    };
    language.say(words).to_owned()
}

fn difference_words(difference: &Difference, language: Language) -> String {
    let part = part_words(difference.part, language);
    let position = difference.position.to_string();
    match (difference.found, difference.expected) {
        (Glyph::Hidden, _) | (_, Glyph::Hidden) => {
            let words = if matches!(difference.part, Part::PasswordLength { .. }) {
                CompareText::Alone
            } else if difference.part == Part::NotHex {
                CompareText::AtPlace
            } else {
                CompareText::AtHidden
            };
            fill(language.say(words), &[&part, &position])
        }
        (found, expected) => {
            let (found, expected) = (glyph_words(found, language), glyph_words(expected, language));
            fill(language.say(CompareText::At), &[&part, &position, &found, &expected])
        }
    }
}

fn glyph_words(glyph: Glyph, language: Language) -> String {
    match glyph {
        Glyph::Character(' ') => language.say(CompareText::Space).to_owned(),
        Glyph::Character('\n' | '\r') => language.say(CompareText::LineBreak).to_owned(),
        Glyph::Character(character) => match odd(character) {
            None => character.to_string(),
            Some(Odd::Hidden(_) | Odd::Blank) => fill(language.say(CompareText::Unseen), &[&code_point(character)]),
            Some(_) => [character.encode_utf8(&mut [0; 4]), " (", &code_point(character), ")"].concat(),
        },
        Glyph::Digit => language.say(CompareText::Digit).to_owned(),
        Glyph::End | Glyph::Hidden => language.say(CompareText::End).to_owned(),
    }
}

fn part_words(part: Part, language: Language) -> String {
    let words = match part {
        Part::ClientId => DifferenceText::ClientId,
        Part::OldPrefix => DifferenceText::OldPrefix,
        Part::OpeningBar => DifferenceText::OpeningBar,
        Part::SpaceAfterComma => DifferenceText::SpaceAfterComma,
        Part::ParameterName { expected } => return fill(language.say(DifferenceText::ParameterName), &[expected]),
        Part::Sighmethod => DifferenceText::Sighmethod,
        Part::SecureMode => DifferenceText::SecureMode,
        Part::SignMethod => DifferenceText::SignMethod,
        Part::OldSignMethod => DifferenceText::OldSignMethod,
        Part::Timestamp => DifferenceText::Timestamp,
        Part::ExtraParameter => DifferenceText::ExtraParameter,
        Part::ClosingBar => DifferenceText::ClosingBar,
        Part::AfterClosingBar => DifferenceText::AfterClosingBar,
        Part::DeviceKey => DifferenceText::DeviceKey,
        Part::Ampersand => DifferenceText::Ampersand,
        Part::ProductKey => DifferenceText::ProductKey,
        Part::KeysSwapped => DifferenceText::KeysSwapped,
        Part::PasswordLength { length } => {
            let function = match length {
                32 => "MD5",
                40 => "SHA-1",
                56 => "SHA-224",
                96 => "SHA-384",
                128 => "SHA-512",
                _ => return fill(language.say(DifferenceText::PasswordLength), &[&length.to_string()]),
            };
            return fill(language.say(DifferenceText::LengthOf), &[&length.to_string(), function]);
        }
        Part::NotHex => DifferenceText::NotHex,
        Part::Password => DifferenceText::Password,
    };
    language.say(words).to_owned()
}

fn mistake_words(mistake: Mistake, language: Language) -> String {
    let with = |words: MistakeText, values: &[&str]| fill(language.say(words), values);
    match mistake {
        Mistake::Base64 => with(MistakeText::Base64, &[]),
        Mistake::LeadingZerosLost => with(MistakeText::LeadingZerosLost, &[]),
        Mistake::PaddingLost => with(MistakeText::PaddingLost, &[]),
        Mistake::SignExtended => with(MistakeText::SignExtended, &[]),
        Mistake::CutOff { digits } => with(MistakeText::CutOff, &[&digits.to_string()]),
        Mistake::StartMissing { digits } => with(MistakeText::StartMissing, &[&digits.to_string()]),
        Mistake::TooLong { more } => with(MistakeText::TooLong, &[&more.to_string()]),
        Mistake::NotHashed(Plain::Secret) => with(MistakeText::PlainSecret, &[]),
        Mistake::NotHashed(Plain::Content) => with(MistakeText::PlainContent, &[]),
        Mistake::NotHashed(Plain::ContentAndSecret) => with(MistakeText::PlainContentAndSecret, &[]),
        Mistake::Function(function) => with(function_words(function), &[]),
        Mistake::OtherSecret { used: SecretKind::Device } => with(MistakeText::DeviceSecretUsed, &[]),
        Mistake::OtherSecret { used: SecretKind::Product } => with(MistakeText::ProductSecretUsed, &[]),
        Mistake::SecretSlip(slip) => slip_words(slip, language),
        Mistake::SecretInFront => with(MistakeText::SecretInFront, &[]),
        Mistake::Joined(joints) => joint_words(joints, language),
        Mistake::NamesLeftOut => with(MistakeText::NamesLeftOut, &[]),
        Mistake::NamesSpelled(spelling) => with(MistakeText::NamesSpelled, &[spelled(spelling)]),
        Mistake::Order(order) => with(MistakeText::Order, &[&order.map(PartName::as_str).join(", ")]),
        Mistake::PartLeftOut(part) => with(MistakeText::PartLeftOut, &[part.as_str()]),
        Mistake::ParametersSigned => with(MistakeText::ParametersSigned, &[]),
        Mistake::KeysSwapped => with(MistakeText::KeysSwapped, &[]),
        Mistake::CaseChanged { of, case: Case::Lower } => with(MistakeText::LowerCase, &[value_words(of, language)]),
        Mistake::CaseChanged { of, case: Case::Upper } => with(MistakeText::UpperCase, &[value_words(of, language)]),
        Mistake::MacForm { of, separator, case } => {
            with(MistakeText::MacForm, &[value_words(of, language), mac_example(separator, case)])
        }
        Mistake::WholeClientId => with(MistakeText::WholeClientId, &[]),
        Mistake::OldPrefix => with(MistakeText::OldPrefix, &[]),
        Mistake::Mistaken { place, holds } => with(MistakeText::Mistaken, &[place.as_str(), holds.as_str()]),
        Mistake::NotTheOneSent(part) => with(MistakeText::NotTheOneSent, &[part.as_str()]),
        Mistake::SecondsSigned => with(MistakeText::SecondsSigned, &[]),
        Mistake::MillisecondsSigned { signed } => with(MistakeText::MillisecondsSigned, &[&signed.to_string()]),
        Mistake::FractionDropped => with(MistakeText::FractionDropped, &[]),
        Mistake::OtherTimestamp { signed, .. } => with(MistakeText::OtherTimestamp, &[&signed.to_string()]),
        Mistake::ConstantTimestamp => with(MistakeText::ConstantTimestamp, &[]),
        Mistake::ZeroTimestamp => with(MistakeText::ZeroTimestamp, &[]),
    }
}

const fn function_words(function: Function) -> MistakeText {
    match function {
        Function::HmacSha256 => MistakeText::HmacSha256,
        Function::HmacSha256WithSecretInside => MistakeText::HmacInside,
        Function::HmacSha256Reversed => MistakeText::HmacReversed,
        Function::Sha256Twice(_) => MistakeText::Twice,
        Function::Sha1 => MistakeText::Sha1,
        Function::HmacSha1 => MistakeText::HmacSha1,
        Function::Md5 => MistakeText::Md5,
        Function::HmacMd5 => MistakeText::HmacMd5,
    }
}

fn slip_words(slip: SecretSlip, language: Language) -> String {
    let ending = |what: &str| fill(language.say(MistakeText::SecretEnding), &[what]);
    let words = match slip {
        SecretSlip::Newline | SecretSlip::CarriageReturnNewline => return ending(language.say(CompareText::LineBreak)),
        SecretSlip::Nul => return ending(language.say(MistakeText::ZeroByte)),
        SecretSlip::SpaceBehind => return ending(language.say(CompareText::Space)),
        SecretSlip::SpaceInFront => MistakeText::SecretSpaceInFront,
        SecretSlip::Trimmed => MistakeText::SecretTrimmed,
        SecretSlip::Case(Case::Lower) => MistakeText::SecretLower,
        SecretSlip::Case(Case::Upper) => MistakeText::SecretUpper,
        SecretSlip::Quoted => MistakeText::SecretQuoted,
        SecretSlip::Named(_) => MistakeText::SecretNamed,
        SecretSlip::LeftOut => MistakeText::SecretLeftOut,
    };
    language.say(words).to_owned()
}

fn joint_words(joints: Joints, language: Language) -> String {
    let shown = |text: &str| match text {
        "\n" => language.say(CompareText::LineBreak).to_owned(),
        " " => language.say(CompareText::Space).to_owned(),
        text => text.to_owned(),
    };
    let between: Vec<String> =
        [joints.within, joints.between].into_iter().filter(|text| !text.is_empty()).map(shown).collect();
    if between.is_empty() {
        return fill(language.say(MistakeText::SecretJoined), &[&shown(joints.before_secret)]);
    }
    fill(language.say(MistakeText::Joined), &[&between.join(" ")])
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
        Value::WholeString => language.say(MistakeText::WholeString),
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
