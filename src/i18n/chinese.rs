//! The Chinese words, which the page loads only for those who read them. Until then, it speaks English.

use std::cell::Cell;

/// All Chinese sentences, each part a text of its own.
#[derive(Debug)]
pub struct Words {
    pub(super) check: &'static str,
    pub(super) checked: &'static str,
    pub(super) reach: &'static str,
    pub(super) compared: &'static str,
    pub(super) differing: &'static str,
    pub(super) slip: &'static str,
    pub(super) progress: &'static str,
    pub(super) outcome: &'static str,
    pub(super) trouble: &'static str,
    pub(super) why: &'static str,
    pub(super) fix: &'static str,
    pub(super) failure: &'static str,
    pub(super) unread: &'static str,
    pub(super) message: &'static str,
    pub(super) label: &'static str,
    pub(super) reason: &'static str,
    pub(super) page: &'static str,
    pub(super) about: &'static str,
    pub(super) session: &'static str,
    pub(super) packets: &'static str,
    pub(super) packet_field: &'static str,
    pub(super) paste: &'static str,
    pub(super) paste_note: &'static str,
    pub(super) paste_unread: &'static str,
    pub(super) swap: &'static str,
    pub(super) hand_over: &'static str,
    pub(super) spoken: &'static str,
    pub(super) letter: &'static str,
    pub(super) numeral: &'static str,
    pub(super) sign: &'static str,
    pub(super) template: &'static str,
    pub(super) time: &'static str,
    pub(super) profile: &'static str,
    pub(super) ask: &'static str,
    pub(super) notice: &'static str,
    pub(super) tool: &'static str,
}

static WORDS: Words = Words {
    check: crate::i18n::Check::CHINESE,
    checked: crate::i18n::CheckText::CHINESE,
    reach: crate::i18n::SuspectText::CHINESE,
    compared: crate::i18n::CompareText::CHINESE,
    differing: crate::i18n::DifferenceText::CHINESE,
    slip: crate::i18n::MistakeText::CHINESE,
    progress: crate::i18n::Progress::CHINESE,
    outcome: crate::i18n::Outcome::CHINESE,
    trouble: crate::i18n::FailureTitle::CHINESE,
    why: crate::i18n::FailureReason::CHINESE,
    fix: crate::i18n::RemedyText::CHINESE,
    failure: crate::i18n::FailureWord::CHINESE,
    unread: crate::i18n::Unread::CHINESE,
    message: crate::i18n::MessageWord::CHINESE,
    label: crate::i18n::Label::CHINESE,
    reason: crate::i18n::Reason::CHINESE,
    page: crate::i18n::PageText::CHINESE,
    about: crate::i18n::AboutWord::CHINESE,
    session: crate::i18n::SessionWord::CHINESE,
    packets: crate::i18n::Packets::CHINESE,
    packet_field: crate::i18n::PacketField::CHINESE,
    paste: crate::i18n::Paste::CHINESE,
    paste_note: crate::i18n::PasteNote::CHINESE,
    paste_unread: crate::i18n::PasteUnread::CHINESE,
    swap: crate::i18n::SwapWord::CHINESE,
    hand_over: crate::i18n::HandOver::CHINESE,
    spoken: crate::i18n::PhoneticText::CHINESE,
    letter: crate::i18n::Letter::CHINESE,
    numeral: crate::i18n::Numeral::CHINESE,
    sign: crate::i18n::Sign::CHINESE,
    template: crate::i18n::Template::CHINESE,
    time: crate::i18n::TimeWord::CHINESE,
    profile: crate::i18n::ProfileWord::CHINESE,
    ask: crate::i18n::Ask::CHINESE,
    notice: crate::i18n::Notice::CHINESE,
    tool: crate::i18n::ToolWord::CHINESE,
};

thread_local! {
    static LEARNED: Cell<Option<&'static Words>> = const { Cell::new(None) };
}

/// The words. Whatever calls this brings them along, so the page does it only in a part that is loaded later.
#[must_use]
pub fn chinese() -> &'static Words {
    &WORDS
}

/// From now on, sentences can be said in Chinese.
pub fn learn(words: &'static Words) {
    LEARNED.set(Some(words));
}

/// The words, where they were learned. Natively they are always there.
pub(crate) fn learned() -> Option<&'static Words> {
    if cfg!(target_arch = "wasm32") { LEARNED.get() } else { Some(&WORDS) }
}
