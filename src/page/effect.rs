//! What the page does to the world around it. Everything else is data.

use activation::{AttemptId, Request, SecretId};

use super::action::AttemptAction;
use super::route::Screen;
use crate::attempt::Endpoint;
use crate::form::TypedSecret;
use crate::i18n::PageText;

/// Something that only `app/effects.rs` can do. `Debug` shows no secret.
#[derive(Debug)]
pub enum Effect {
    /// Moves the keyboard focus to the element of this id, once the page is drawn.
    Focus(&'static str),
    /// Closes the popover of this id.
    ClosePopover(&'static str),
    /// Goes to a screen.
    GoTo(Screen),
    /// Puts a text on the clipboard. It is answered by [`Event::Copied`](super::event::Event::Copied).
    Copy(TypedSecret, Copied),
    /// Overwrites the clipboard. It is answered by [`Event::ClipboardCleared`](super::event::Event::ClipboardCleared).
    ClearClipboard,
    /// Gives the browser a file to save. It is answered by [`Event::Saved`](super::event::Event::Saved).
    Save(File),
    /// Stores a text under a name for the next visit, or removes what is stored if it is empty. Never a secret.
    Store(&'static str, String),
    /// Loads a part of the page.
    Load(Part),
    /// Says that a part could not be loaded, so that it is looked whether the server has another build.
    ReportMissingPart,
    /// Begins an attempt. One that cannot be written as MQTT is answered by
    /// [`AttemptEvent::RequestFailed`](super::event::AttemptEvent::RequestFailed).
    Start(Box<Request>, Endpoint),
    /// Stops the attempt that is under way.
    Stop,
    /// Ends what is under way, and forgets what was exchanged.
    PutAway,
    /// Keeps a secret that has arrived. It is answered by [`AttemptEvent::Committed`](super::event::AttemptEvent::Committed).
    Commit(SecretId),
    /// Acknowledges a secret to EnOS, once it stands in the document.
    Acknowledge(SecretId),
    /// Has the page hear, after so many milliseconds, that the buttons may do something again.
    TickAfter(u64),
    /// Has the page hear, after so many milliseconds, that the verification of this number is due.
    VerifyAfter(u64, u32),
    /// Asks for the deployment's settings anew.
    FetchSettings,
    /// Looks whether the page may connect to this gateway address and, if so, has the page hear of it again after so many
    /// milliseconds.
    LookAtGateway(String, u64),
    /// Asks who answers at this gateway address.
    Identify(String),
    /// Checks clock and gateway, of this address where there is one, until it is to check another one.
    Watch(Option<String>),
    /// Checks once more.
    CheckAgain,
    /// Loads the new build of the page.
    TakeUpdate,
    /// Overwrites what calls have left on the stack.
    ClearStack,
    /// Draws soon rather than now: what comes together with a passing step is not kept waiting for its picture.
    DrawSoon,
}

/// A part of the page that is loaded after the first screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An attempt and what is to be seen of it.
    Attempt,
    /// The tools.
    Tools,
    /// The Chinese sentences.
    Chinese,
}

/// What is copied, and what follows once it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What is said then.
    pub notice: PageText,
    /// Whether it is as good as a secret.
    pub is_secret: bool,
    /// Whose secret it is.
    pub secret_of: Option<AttemptId>,
    /// What is done then.
    pub then: Option<AttemptAction>,
}

/// A file to save. `Debug` shows no secret.
#[derive(Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its text.
    pub text: TypedSecret,
    /// The attempts whose secrets it hands over.
    pub hands_over: Vec<AttemptId>,
}

impl Effect {
    /// Moves the focus, or does nothing.
    #[must_use]
    pub fn focus(id: Option<&'static str>) -> Vec<Self> {
        id.map(Self::Focus).into_iter().collect()
    }
}
