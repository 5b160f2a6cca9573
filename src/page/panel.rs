//! The panels beside the form.

use crate::i18n::PageText;

/// A panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The steps of the attempt on show.
    Timeline,
    /// What is signed and sent.
    Signature,
    /// The packets of the attempt on show.
    Packets,
    /// What the device itself sends.
    Compare,
    /// The devices done so far.
    Session,
}

impl Panel {
    /// The id of its tab.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Timeline => "tab-timeline",
            Self::Signature => "tab-signature",
            Self::Packets => "tab-packets",
            Self::Compare => "tab-compare",
            Self::Session => "tab-session",
        }
    }

    /// The words on its tab.
    #[must_use]
    pub const fn title(self) -> PageText {
        match self {
            Self::Timeline => PageText::TabTimeline,
            Self::Signature => PageText::TabSignature,
            Self::Packets => PageText::TabPackets,
            Self::Compare => PageText::TabCompare,
            Self::Session => PageText::TabSession,
        }
    }

    /// Whether a tool draws it.
    #[must_use]
    pub const fn is_tool(self) -> bool {
        match self {
            Self::Timeline | Self::Signature => false,
            Self::Packets | Self::Compare | Self::Session => true,
        }
    }

    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 5] = [Self::Timeline, Self::Signature, Self::Packets, Self::Compare, Self::Session];

    /// The panel of a tab.
    #[must_use]
    pub fn from_id(id: &str) -> Self {
        Self::ALL.into_iter().find(|panel| panel.id() == id).unwrap_or(Self::Timeline)
    }
}
