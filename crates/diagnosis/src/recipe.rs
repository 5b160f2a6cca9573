//! How a password may have been made: what is hashed, in which order and joined by what.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use enos::PartName;
use zeroize::Zeroizing;

use crate::base::Base;
use crate::function::plain;
use crate::hash::Kind;
use crate::{Case, Function, Joints, SecretSlip, Spelling};

/// The right recipe, until a mistake is applied to it.
#[derive(Clone)]
pub(crate) struct Recipe<'a> {
    pub(crate) pairs: Vec<Pair<'a>>,
    pub(crate) names: Names,
    pub(crate) joints: Joints,
    /// The secret's text.
    pub(crate) secret: &'a str,
    pub(crate) slip: Option<SecretSlip>,
    pub(crate) place: Place,
    /// Whether the whole string changes its case before it is hashed.
    pub(crate) case: Option<Case>,
    /// Other than SHA-256.
    pub(crate) function: Option<Function>,
}

/// A name with its value.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Pair<'a> {
    pub(crate) name: &'static str,
    pub(crate) value: Cow<'a, str>,
}

/// Whether the names are signed, and how they are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    Right,
    Spelled(Spelling),
    LeftOut,
}

/// Where the secret stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Behind,
    InFront,
}

impl<'a> Recipe<'a> {
    /// The right one.
    pub(crate) fn right(base: &Base<'a>) -> Self {
        let pair = |part: PartName, value| Pair { name: part.as_str(), value };
        let mut pairs = Vec::with_capacity(6);
        pairs.extend([
            pair(PartName::ClientId, base.client_id.into()),
            pair(PartName::DeviceKey, base.device_key.into()),
            pair(PartName::ProductKey, base.product_key.into()),
            pair(PartName::Timestamp, base.time()),
        ]);
        Self {
            pairs,
            names: Names::Right,
            joints: Joints { within: "", between: "", before_secret: "" },
            secret: base.secret.expose(),
            slip: None,
            place: Place::Behind,
            case: None,
            function: None,
        }
    }

    /// Whether it makes these bytes.
    pub(crate) fn makes(&self, target: &[u8]) -> bool {
        match self.function {
            None => target.len() == Kind::Sha256.length() && plain(Kind::Sha256, self, target),
            Some(function) => function.makes(self, target),
        }
    }

    /// The value of a part; none when that was left out.
    pub(crate) fn value(&mut self, part: PartName) -> Option<&mut Cow<'a, str>> {
        self.pairs.iter_mut().find(|pair| pair.name == part.as_str()).map(|pair| &mut pair.value)
    }

    /// Content and secret, each at its place.
    pub(crate) fn feed(&self, sink: &mut dyn FnMut(&[u8])) {
        match self.place {
            Place::Behind => {
                self.feed_content(sink);
                sink(self.joints.before_secret.as_bytes());
                self.feed_secret(sink);
            }
            Place::InFront => {
                self.feed_secret(sink);
                sink(self.joints.before_secret.as_bytes());
                self.feed_content(sink);
            }
        }
    }

    /// The pairs.
    pub(crate) fn feed_content(&self, sink: &mut dyn FnMut(&[u8])) {
        let mut between = "";
        for pair in &self.pairs {
            sink(between.as_bytes());
            let name = match self.names {
                Names::Right => pair.name,
                Names::Spelled(spelling) => spelling.of(pair.name),
                Names::LeftOut => "",
            };
            in_case(name, self.case, sink);
            sink(self.joints.within.as_bytes());
            in_case(&pair.value, self.case, sink);
            between = self.joints.between;
        }
    }

    /// The secret, with whatever slipped in. No copy of it is made.
    pub(crate) fn feed_secret(&self, sink: &mut dyn FnMut(&[u8])) {
        let Some(slip) = self.slip else { return in_case(self.secret, self.case, sink) };
        let (front, back) = slip.around();
        sink(front.as_bytes());
        match slip {
            SecretSlip::Trimmed => in_case(self.secret.trim(), self.case, sink),
            SecretSlip::Case(case) => in_case(self.secret, Some(case), sink),
            SecretSlip::LeftOut => {}
            SecretSlip::Newline
            | SecretSlip::CarriageReturnNewline
            | SecretSlip::Nul
            | SecretSlip::SpaceBehind
            | SecretSlip::SpaceInFront
            | SecretSlip::Quoted
            | SecretSlip::Named(_) => in_case(self.secret, self.case, sink),
        }
        sink(back.as_bytes());
    }

    /// The secret in one piece, where it serves as a key.
    pub(crate) fn secret_bytes(&self) -> Zeroizing<Vec<u8>> {
        // Room for all that may slip in, so that no copy stays behind in a buffer that was outgrown.
        let mut bytes = Zeroizing::new(Vec::with_capacity(self.secret.len() + 32));
        self.feed_secret(&mut |piece| bytes.extend_from_slice(piece));
        bytes
    }

    /// The content in one piece.
    pub(crate) fn content_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        self.feed_content(&mut |piece| bytes.extend_from_slice(piece));
        bytes
    }
}

/// Changes ASCII letters only, as the C functions do.
fn in_case(text: &str, case: Option<Case>, sink: &mut dyn FnMut(&[u8])) {
    match case {
        None => sink(text.as_bytes()),
        Some(Case::Lower) => text.bytes().for_each(|byte| sink(&[byte.to_ascii_lowercase()])),
        Some(Case::Upper) => text.bytes().for_each(|byte| sink(&[byte.to_ascii_uppercase()])),
    }
}
