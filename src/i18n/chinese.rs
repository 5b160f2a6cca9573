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
    check: super::Check::CHINESE,
    checked: super::Checked::CHINESE,
    reach: super::Reach::CHINESE,
    compared: super::Compared::CHINESE,
    differing: super::Differing::CHINESE,
    slip: super::Slip::CHINESE,
    progress: super::Progress::CHINESE,
    outcome: super::Outcome::CHINESE,
    trouble: super::Trouble::CHINESE,
    why: super::Why::CHINESE,
    fix: super::Fix::CHINESE,
    failure: super::FailureWord::CHINESE,
    unread: super::Unread::CHINESE,
    message: super::MessageWord::CHINESE,
    label: super::Label::CHINESE,
    reason: super::Reason::CHINESE,
    page: super::Page::CHINESE,
    about: super::AboutWord::CHINESE,
    session: super::SessionWord::CHINESE,
    packets: super::Packets::CHINESE,
    packet_field: super::PacketField::CHINESE,
    paste: super::Paste::CHINESE,
    paste_note: super::PasteNote::CHINESE,
    paste_unread: super::PasteUnread::CHINESE,
    swap: super::SwapWord::CHINESE,
    hand_over: super::HandOver::CHINESE,
    spoken: super::Spoken::CHINESE,
    letter: super::Letter::CHINESE,
    numeral: super::Numeral::CHINESE,
    sign: super::Sign::CHINESE,
    template: super::Template::CHINESE,
    time: super::TimeWord::CHINESE,
    profile: super::ProfileWord::CHINESE,
    ask: super::Ask::CHINESE,
    notice: super::Notice::CHINESE,
    tool: super::ToolWord::CHINESE,
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
pub(super) fn learned() -> Option<&'static Words> {
    if cfg!(target_arch = "wasm32") { LEARNED.get() } else { Some(&WORDS) }
}
