//! Parts of screens: functions from data to what is drawn. They remember nothing, open no socket and read no clock.
//!
//! None of them is a component, because each component costs some kilobytes of the page's program; the only one is the page.

mod action;
mod checks;
mod clipboard;
mod credentials_list;
mod error_summary;
mod failure_card;
mod field_frame;
mod focus;
mod icon;
mod markup;
mod mode_choice;
mod result_card;
mod session_table;
mod signature;
mod strip;
mod tabs;
mod text_field;
mod timeline;
mod tool_deed;
mod top_bar;
mod unread_message;

pub use action::{Action, Copied, Format, Question, Send, Veil};
pub use checks::{CheckView, Checks, Finding, checks};
pub use clipboard::clipboard_notice;
pub use credentials_list::credentials_list;
pub use error_summary::error_summary;
pub use failure_card::{FailureView, FixAction, FixView, failure_card};
pub use field_frame::{FieldFrame, Verdict, field_frame};
pub use focus::{close_popover, focus};
pub use icon::{Picture, icon};
pub use markup::{Node, button, group, node, paragraph};
pub use mode_choice::mode_choice;
pub use result_card::{ProofView, ResultCard, result_card};
pub use session_table::{SessionRow, session_table};
pub use signature::{Chip, signature};
pub use strip::{Setting, strip};
pub use tabs::{Tabs, tabs};
pub use text_field::{SecretInput, secret_field, text_field};
pub use timeline::{Mark, StepView, timeline};
pub use tool_deed::{CompareDeed, Drawer, ExportDeed, HandOverDeed, PasteDeed, ProfilesDeed, TimeDeed, ToolDeed};
pub use top_bar::{SETTINGS, Theme, top_bar};
pub use unread_message::unread_message;
