//! Every sentence of the page, in English and Chinese side by side.
//!
//! Sentences are enums, one for each part of the page; both languages stand on one line, so a missing one does
//! not compile. Places for values are written `{0}`, `{1}` and filled by [`fill`].

mod chinese;
mod language;
#[macro_use]
mod sentences;
mod check_words;
mod compare_words;
mod device_words;
mod failure_words;
mod form_words;
mod hand_over_words;
mod message_words;
mod notice_words;
mod packet_words;
mod page_words;
mod paste_words;
mod phonetic_words;
mod profile_words;
mod question_words;
mod template_words;
mod time_words;
mod tool_words;

pub use check_words::{Check, CheckText, SuspectText};
pub use chinese::{Words, chinese, learn};
pub use compare_words::{CompareText, DifferenceText, MistakeText};
pub use device_words::{Outcome, Progress};
pub use failure_words::{FailureReason, FailureTitle, FailureWord, RemedyText};
pub use form_words::{Label, Reason};
pub use hand_over_words::HandOver;
pub use language::Language;
pub use message_words::{MessageWord, Unread};
pub use notice_words::Notice;
pub use packet_words::{PacketField, Packets};
pub use page_words::PageText;
pub use paste_words::{Paste, PasteNote, PasteUnread, SwapWord};
pub use phonetic_words::{Letter, Numeral, PhoneticText, Sign};
pub use profile_words::ProfileWord;
pub use question_words::Ask;
pub use sentences::{Sentence, fill, next_place};
pub use template_words::Template;
pub use time_words::TimeWord;
pub use tool_words::{AboutWord, SessionWord, ToolWord};
