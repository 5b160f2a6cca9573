//! Parts of screens: props in, callbacks out. None of them opens a socket, stores anything or reads a clock.

mod copy_button;
mod credentials_list;
mod error_summary;
mod field_frame;
mod icon;
mod mode_choice;
mod secret_field;
mod signature;
mod tabs;
mod text_field;
mod top_bar;

pub use copy_button::{Copier, CopyButton, CopyText};
pub use credentials_list::{CredentialsList, CredentialsListProps, Signed};
pub use error_summary::{ErrorSummary, ErrorSummaryProps, focus};
pub use field_frame::{FieldFrame, FieldFrameProps, Verdict};
pub use icon::{Icon, IconProps, Picture};
pub use mode_choice::{ModeChoice, ModeChoiceProps};
pub use secret_field::{SecretField, SecretFieldProps};
pub use signature::{Chip, Signature, SignatureProps};
pub use tabs::{Tabs, TabsProps};
pub use text_field::{TextField, TextFieldProps};
pub use top_bar::{Theme, TopBar, TopBarProps};
