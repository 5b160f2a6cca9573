//! Parts of screens. None of them opens a socket, stores anything or reads a clock.
//!
//! What remembers something is a component; all else is a function from data to what is drawn, because each component
//! costs some kilobytes of the page's program.

mod checks;
mod copy_button;
mod credentials_list;
mod error_summary;
mod failure_card;
mod field_frame;
mod icon;
mod mode_choice;
mod result_card;
mod secret_field;
mod session_table;
mod signature;
mod strip;
mod tabs;
mod text_field;
mod timeline;
mod top_bar;

pub use checks::{CheckView, Checks, Finding, checks};
pub use copy_button::{Copier, CopyRequest, CopyText, copy_button};
pub use credentials_list::{CredentialsList, CredentialsListProps, Signed};
pub use error_summary::{error_summary, focus};
pub use failure_card::{FailureActions, FailureView, FixAction, FixView, failure_card};
pub use field_frame::{FieldFrame, Verdict, field_frame};
pub use icon::{Picture, icon};
pub use mode_choice::mode_choice;
pub use result_card::{CopyChoice, Held, ProofView, ResultCard, ResultCardProps};
pub use secret_field::{SecretField, SecretFieldProps};
pub use session_table::{SessionRow, session_table};
pub use signature::{Chip, signature};
pub use strip::{Setting, strip};
pub use tabs::{Tabs, tabs};
pub use text_field::text_field;
pub use timeline::{Mark, StepView, timeline};
pub use top_bar::{BarActions, Theme, top_bar};
