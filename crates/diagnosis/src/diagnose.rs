//! The whole of it: the form of the three texts first, then what they say, then the password.

use alloc::vec::Vec;

use crate::base::Base;
use crate::compare::{client_id, password, username};
use crate::form::{Cleaned, is_hex};
use crate::place::arrange;
use crate::search::{Finding, search};
use crate::{Comparison, Difference, Field, Known, Note, Part, Sent, Verdict};

/// What is right and wrong about the three texts, without contradictions: the password is accepted if and only if it is found
/// right, and nothing is said of the secret while anything about the form of the texts is odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// A verdict for each of the three.
    pub comparison: Comparison,
    /// What became of the password.
    pub finding: Finding,
}

/// Compares what the device sends with what is expected, and looks for the mistake behind its password.
#[must_use]
pub fn diagnose(sent: &Sent<'_>, known: &Known<'_>) -> Diagnosis {
    let (arranged, origins) = arrange(sent);
    let [from_client_id, from_username, from_password] = origins;
    let is_client_id = |text: &str| client_id::difference(text, known, &mut Vec::new()).is_none();
    let is_username = |text: &str| username::difference(text, known.identity).is_none();
    let client = named(cleaned(arranged.client_id, Field::ClientId, is_client_id), from_client_id);
    let user = named(cleaned(arranged.username, Field::UserName, is_username), from_username);
    let plain = Sent { client_id: &client.text, username: &user.text, password: arranged.password };
    let base = Base::of(&plain, known);

    let client_verdict = verdict(&client, |text, notes| client_id::difference(text, known, notes));
    let user_verdict = verdict(&user, |text, _| username::difference(text, known.identity));
    let Some(base) = base else {
        let password = if arranged.password.trim().is_empty() { Verdict::NotGiven } else { Verdict::NoSecret };
        let comparison = Comparison { client_id: client_verdict, username: user_verdict, password };
        return Diagnosis { comparison, finding: Finding::NothingToCheck };
    };
    let (text, finding) = password_and_finding(arranged.password, &base);
    let text = named(text, from_password);
    let is_password = is_hex(&text.text) && text.text.len() == password::LENGTH;
    let is_time_known = base.timestamp.is_some();
    let may_blame_secret = is_password
        && is_time_known
        && is_in_form(&client_verdict)
        && is_in_form(&user_verdict)
        && text.notes.is_empty()
        && client.text.ends_with('|')
        && matches!(part(&client_verdict), None | Some(Part::ClientId))
        && matches!(part(&user_verdict), None | Some(Part::DeviceKey | Part::ProductKey));
    let finding = if let (Finding::Unexplained { tried }, false) = (&finding, may_blame_secret) {
        Finding::Unclear { tried: *tried }
    } else {
        finding
    };
    let password = match (&finding, is_password && !is_time_known) {
        (Finding::Unclear { .. }, true) => Verdict::NoTime,
        _ => verdict(&text, |text, notes| password::difference(text, &base, notes)),
    };
    let comparison = Comparison { client_id: client_verdict, username: user_verdict, password };
    Diagnosis { comparison, finding }
}

/// The verdicts of [`diagnose`] alone.
#[must_use]
pub fn compare(sent: &Sent<'_>, known: &Known<'_>) -> Comparison {
    diagnose(sent, known).comparison
}

/// The finding of [`diagnose`] alone.
#[must_use]
pub fn find_mistake(sent: &Sent<'_>, known: &Known<'_>) -> Finding {
    diagnose(sent, known).finding
}

/// A text that is right as it stands is left as it is, whatever marks are in it.
fn cleaned(pasted: &str, field: Field, is_right: impl FnOnce(&str) -> bool) -> Cleaned {
    let trimmed = Cleaned::trimmed(pasted);
    if is_right(&trimmed.text) { trimmed } else { Cleaned::of(pasted, field) }
}

/// A password is read as it stands first: base64 and secrets that were not hashed may hold any mark.
fn password_and_finding(pasted: &str, base: &Base<'_>) -> (Cleaned, Finding) {
    let trimmed = Cleaned::trimmed(pasted);
    let finding = search(&trimmed.text, base);
    match finding {
        Finding::Right | Finding::Explained { .. } | Finding::NothingToCheck => return (trimmed, finding),
        Finding::Unexplained { .. } | Finding::Unclear { .. } | Finding::NotAPassword { .. } => {}
    }
    let cleaned = Cleaned::of(pasted, Field::Password);
    if cleaned.text == trimmed.text || cleaned.text.is_empty() {
        return (trimmed, finding);
    }
    let finding = search(&cleaned.text, base);
    (cleaned, finding)
}

fn named(mut text: Cleaned, origin: Option<Field>) -> Cleaned {
    if let Some(field) = origin {
        text.notes.insert(0, Note::WrongField(field));
    }
    text
}

fn verdict(text: &Cleaned, difference: impl FnOnce(&str, &mut Vec<Note>) -> Option<Difference>) -> Verdict {
    if text.text.is_empty() {
        return Verdict::NotGiven;
    }
    let mut notes = text.notes.clone();
    match difference(&text.text, &mut notes) {
        None => Verdict::Accepted { notes },
        Some(first) => Verdict::Differs { first, notes },
    }
}

/// Whether nothing about the form of the text was odd.
fn is_in_form(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::NotGiven | Verdict::NoSecret | Verdict::NoTime => true,
        Verdict::Accepted { notes } | Verdict::Differs { notes, .. } => !notes.iter().any(|note| note.is_of_form()),
    }
}

fn part(verdict: &Verdict) -> Option<Part> {
    match verdict {
        Verdict::Differs { first, .. } => Some(first.part),
        Verdict::NotGiven | Verdict::NoSecret | Verdict::NoTime | Verdict::Accepted { .. } => None,
    }
}
