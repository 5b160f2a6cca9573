//! What a person can do with the tools, which are loaded on first use. Each tool has deeds of its own.

/// One deed, and which tool it is for.
#[derive(Clone, Debug)]
pub enum ToolDeed {
    /// For the comparison with what a device sends.
    Compare(CompareDeed),
}

/// What can be done in the comparison.
#[derive(Clone, Debug)]
pub enum CompareDeed {
    /// Another client id was pasted.
    ClientId(String),
    /// Another user name was pasted.
    UserName(String),
    /// Another password was pasted.
    Password(String),
    /// It is to be looked at.
    Ask,
}

/// Something that is opened below the form or below a result, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawer {
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
}

impl Drawer {
    /// Whether it belongs to a result rather than to the form.
    #[must_use]
    pub const fn is_of_result(self) -> bool {
        match self {
            Self::Paste | Self::Time | Self::Profiles => false,
            Self::Large | Self::Code | Self::Template => true,
        }
    }
}
