//! Parts of screens: props in, callbacks out. None of them opens a socket, stores anything or reads a clock.

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

pub use copy_button::{Copier, CopyButton, CopyButtonProps, CopyRequest, CopyText};
pub use credentials_list::{CredentialsList, CredentialsListProps, Signed};
pub use error_summary::{ErrorSummary, ErrorSummaryProps, focus};
pub use failure_card::{FailureCard, FailureCardProps, FailureView, FixAction, FixView};
pub use field_frame::{FieldFrame, FieldFrameProps, Verdict};
pub use icon::{Icon, IconProps, Picture};
pub use mode_choice::{ModeChoice, ModeChoiceProps};
pub use result_card::{CopyChoice, Held, ProofView, ResultCard, ResultCardProps};
pub use secret_field::{SecretField, SecretFieldProps};
pub use session_table::{SessionRow, SessionTable, SessionTableProps};
pub use signature::{Chip, Signature, SignatureProps};
pub use strip::{Setting, Strip, StripProps};
pub use tabs::{Tabs, TabsProps};
pub use text_field::{TextField, TextFieldProps};
pub use timeline::{Mark, StepView, Timeline, TimelineProps};
pub use top_bar::{Theme, TopBar, TopBarProps};
