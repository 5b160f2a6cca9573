//! What a person can do with the tools, which are loaded on first use. Each tool has actions of its own.

use enos::{SecureMode, Timestamp};

use super::action::Format;
use crate::form::TypedSecret;

/// An action, and which tool it is for.
#[derive(Clone, Debug)]
pub enum ToolAction {
    /// For the comparison with what a device sends.
    Compare(CompareAction),
    /// A row of the packets is to be opened or closed.
    Packet(usize),
    /// For what hands a secret on.
    HandOver(HandOverAction),
    /// For the file of the session.
    Export(ExportAction),
    /// For what reads pasted texts.
    Paste(PasteAction),
    /// For the time that is signed.
    Time(TimestampAction),
    /// For the sites that are kept.
    Profiles(ProfilesAction),
}

/// What can be done in the comparison.
#[derive(Clone, Debug)]
pub enum CompareAction {
    /// Another client id was pasted.
    ClientId(TypedSecret),
    /// Another user name was pasted.
    UserName(TypedSecret),
    /// Another password was pasted.
    Password(TypedSecret),
    /// It is to be looked at.
    Ask,
}

/// What can be done to hand a secret on.
#[derive(Clone, Debug)]
pub enum HandOverAction {
    /// The QR code is to hold the secret.
    AddSecret,
    /// It is not to hold it any more.
    DropSecret,
    /// Another template was typed. It may hold a secret by mistake.
    Template(TypedSecret),
    /// The template is used.
    KeepTemplate,
    /// The secret is to be saved as a file, written so.
    Save(Format),
}

/// What can be done for the file of the session.
#[derive(Clone, Copy, Debug)]
pub enum ExportAction {
    /// The secrets are to be in it, or no longer.
    Secrets,
    /// It is to be saved as CSV.
    Csv,
    /// It is to be saved as JSON.
    Json,
}

/// What can be done with a pasted text. It may hold a secret.
#[derive(Clone, Debug)]
pub enum PasteAction {
    /// Another text stands in the input.
    Text(TypedSecret),
    /// What stands in the input is to be read.
    Read,
    /// This text is to be read.
    Take(TypedSecret),
    /// Of several devices, this one is meant: its place among them.
    Choose(usize),
    /// The secret without a name belongs to the product (dynamic) or to the device (static).
    Owner(SecureMode),
    /// What was found goes into the form.
    Fill,
    /// Another text is to be pasted.
    Again,
}

impl PasteAction {
    /// The id of the input for the text. What is pasted into it never stands in it: it is read at once.
    pub const INPUT: &'static str = "paste-text";
}

/// What can be done about the time that is signed.
#[derive(Clone, Debug)]
pub enum TimestampAction {
    /// This machine's time, as it is.
    Now,
    /// This machine's time, corrected by what the server says.
    Corrected,
    /// The time that is typed.
    Fixed,
    /// Another time was typed.
    Type(String),
    /// This time, which was offered in place of the typed one.
    Take(Timestamp),
}

/// What can be done with profiles. A text that is no profile may hold a secret.
#[derive(Clone, Debug)]
pub enum ProfilesAction {
    /// What the browser keeps is to be read.
    Load(Option<String>),
    /// The page was opened by this link, of which here is what stands behind `#`.
    Link(TypedSecret),
    /// This file was opened; without its text where it cannot be read.
    File(Option<TypedSecret>),
    /// The profile that came by link or file is to be used.
    Accept,
    /// It is not to be used.
    Decline,
    /// It is to be kept.
    KeepOffered,
    /// Another name was typed for the form's profile.
    Name(String),
    /// The form is to be kept under that name.
    Keep,
    /// The kept profile of this name is to be used.
    Use(String),
    /// It is to be removed.
    Remove(String),
    /// A link to it is to be copied.
    CopyLink(String),
}

/// Something that is opened below the form or below a result, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolId {
    /// Below the form: a text with keys in it is pasted.
    Paste,
    /// Below the form: the time that is signed.
    Time,
    /// Below the form: sites whose gateway and product key are kept.
    Profiles,
    /// Below a result: the secret in large letters.
    Large,
    /// Below a result: a QR code.
    Code,
    /// Below a result: an own template.
    Template,
    /// Below a result: files with the secret.
    File,
}

impl ToolId {
    /// The id of what names an open drawer. It takes the focus when the drawer opens.
    pub const TITLE: &'static str = "drawer-title";

    /// The id of the button that opens it. It takes the focus back when the drawer closes.
    #[must_use]
    pub const fn opener(self) -> &'static str {
        match self {
            Self::Paste => "open-paste",
            Self::Time => "open-time",
            Self::Profiles => "open-profiles",
            Self::Large => "open-large",
            Self::Code => "open-code",
            Self::Template => "open-template",
            Self::File => "open-file",
        }
    }

    /// Whether it belongs to a result rather than to the form.
    #[must_use]
    pub const fn is_of_result(self) -> bool {
        match self {
            Self::Paste | Self::Time | Self::Profiles => false,
            Self::Large | Self::Code | Self::Template | Self::File => true,
        }
    }
}
