//! Looks for the mistake that produces the password that is sent.

use alloc::vec::Vec;

use zeroize::Zeroizing;

use crate::base::Base;
use crate::candidates::{apply, other_secret, single, structural};
use crate::reading::{Reading, readings};
use crate::recipe::Recipe;
use crate::timestamps;
use crate::{Mistake, Plain};

/// What came of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// No password was pasted, or the secret that has to sign is not known.
    NothingToCheck,
    /// It is the password that EnOS computes from what is sent; in lower case it is as good.
    Right,
    /// These mistakes produce exactly this password: one or two, and perhaps one more in how it is written.
    Explained {
        /// The mistakes, none of which can be left out.
        mistakes: Vec<Mistake>,
    },
    /// It is no password: neither 64 hex digits nor a digest in another writing.
    NotAPassword {
        /// How many characters it has.
        length: usize,
    },
    /// None of the known mistakes does, and something about the form of the texts is odd, or a part of them is missing: that has
    /// to be put right first.
    Unclear {
        /// How many ways were tried.
        tried: u32,
    },
    /// None of the known mistakes does, although nothing about the form of the texts is odd. Most likely the secret is another one.
    Unexplained {
        /// How many ways were tried.
        tried: u32,
    },
}

/// Tries every known mistake, then every pair of one in the way of building and another one, then other times.
///
/// The simplest explanation wins. The work is bounded: some six thousand hashes, which take milliseconds.
pub(crate) fn search(text: &str, base: &Base<'_>) -> Finding {
    if let Some(mistakes) = not_hashed(text, base).or_else(|| badly_written(text, base)) {
        return Finding::Explained { mistakes };
    }
    let mut search = Search { base: *base, readings: readings(text), tried: 0 };
    if search.readings.is_empty() {
        return Finding::NotAPassword { length: text.chars().count() };
    }
    match search.run() {
        Some(mistakes) if mistakes.is_empty() => Finding::Right,
        Some(mistakes) => Finding::Explained { mistakes },
        None => Finding::Unexplained { tried: search.tried },
    }
}

struct Search<'a> {
    base: Base<'a>,
    readings: Vec<Reading>,
    tried: u32,
}

impl Search<'_> {
    fn run(&mut self) -> Option<Vec<Mistake>> {
        let right = Recipe::right(&self.base);
        if let Some(found) = self.attempt(&right, &[]) {
            return Some(found);
        }
        let (structural, single) = (structural(&self.base), single());
        for mistake in structural.iter().chain(&single) {
            let mut recipe = right.clone();
            if apply(mistake, &mut recipe, &self.base)
                && let Some(found) = self.attempt(&recipe, &[mistake])
            {
                return Some(found);
            }
        }
        self.other_times().or_else(|| self.pairs(&right, &structural, &single))
    }

    fn pairs(&mut self, right: &Recipe<'_>, structural: &[Mistake], single: &[Mistake]) -> Option<Vec<Mistake>> {
        let base = self.base;
        for (index, first) in structural.iter().enumerate() {
            let mut half = right.clone();
            if !apply(first, &mut half, &base) {
                continue;
            }
            let others = structural.get(index + 1..).unwrap_or_default();
            for second in others.iter().chain(single) {
                let mut recipe = half.clone();
                if apply(second, &mut recipe, &base)
                    && let Some(found) = self.attempt(&recipe, &[first, second])
                {
                    return Some(found);
                }
            }
        }
        None
    }

    fn other_times(&mut self) -> Option<Vec<Mistake>> {
        let Self { base, readings, tried } = self;
        readings.iter().find_map(|reading| {
            let found = timestamps::search(base, &reading.digest, tried)?;
            Some([found].into_iter().chain(reading.written).collect())
        })
    }

    /// The mistakes made, with the one in how it is written, if the recipe makes the password.
    fn attempt(&mut self, recipe: &Recipe<'_>, made: &[&Mistake]) -> Option<Vec<Mistake>> {
        self.tried = self.tried.saturating_add(1);
        let reading = self.readings.iter().find(|reading| recipe.makes(&reading.digest))?;
        Some(made.iter().copied().chain(&reading.written).copied().collect())
    }
}

/// Whether secret or content are sent as they are.
fn not_hashed(text: &str, base: &Base<'_>) -> Option<Vec<Mistake>> {
    if text == base.secret.expose().trim() {
        return Some([Mistake::NotHashed(Plain::Secret)].into());
    }
    if base.known.other_secret().is_some_and(|other| text == other.expose().trim()) {
        return Some(other_secret(base).into_iter().chain([Mistake::NotHashed(Plain::Secret)]).collect());
    }
    let recipe = Recipe::right(base);
    if consists_of(text, |sink| recipe.feed_content(sink)) {
        return Some([Mistake::NotHashed(Plain::Content)].into());
    }
    consists_of(text, |sink| recipe.feed(sink)).then(|| [Mistake::NotHashed(Plain::ContentAndSecret)].into())
}

/// Whether the pieces that are fed make up the text. No copy of them is made.
fn consists_of(text: &str, feed: impl FnOnce(&mut dyn FnMut(&[u8]))) -> bool {
    let mut rest = Some(text.as_bytes());
    feed(&mut |piece| rest = rest.and_then(|rest| rest.strip_prefix(piece)));
    rest.is_some_and(<[u8]>::is_empty)
}

/// Whether it is the right digest, written so that it cannot be read back.
fn badly_written(text: &str, base: &Base<'_>) -> Option<Vec<Mistake>> {
    const SHORTEST: usize = 16;
    let right = base.password();
    let cut = right.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text));
    if cut && (SHORTEST..right.len()).contains(&text.len()) {
        return Some([Mistake::CutOff { digits: text.len() }].into());
    }
    let end = right.len().checked_sub(text.len());
    if let Some((missing, end)) = end.and_then(|missing| right.split_at_checked(missing))
        && (SHORTEST..right.len()).contains(&text.len())
        && end.eq_ignore_ascii_case(text)
        && missing.contains(|digit| digit != '0')
    {
        return Some([Mistake::StartMissing { digits: missing.len() }].into());
    }
    if let Some((start, more)) = text.split_at_checked(right.len())
        && !more.is_empty()
        && more.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && start.eq_ignore_ascii_case(&right)
    {
        return Some([Mistake::TooLong { more: more.chars().count() }].into());
    }
    let mut unpadded = Zeroizing::new(Vec::with_capacity(right.len()));
    for pair in right.as_bytes().chunks(2) {
        unpadded.extend_from_slice(pair.strip_prefix(b"0").unwrap_or(pair));
    }
    let lost = unpadded.len() < right.len() && unpadded.eq_ignore_ascii_case(text.as_bytes());
    lost.then(|| [Mistake::PaddingLost].into())
}
