//! What the page hears of.

use std::rc::Rc;

use activation::{AttemptId, SecretId};

use super::action::Action;
use super::effect::Copied;
use super::lazy::{AttemptPart, Tools};
use super::route::Screen;
use super::settings::Loaded;
use crate::attempt::Phase;
use crate::attempt::preflight::CheckEvent;
use crate::form::TypedSecret;
use crate::i18n::Language;

/// Something has happened: a person did something, an effect was answered, or the browser says so. `Debug` shows no secret.
#[derive(Debug)]
pub enum Event {
    /// A person did something.
    Act(Action),
    /// A key was pressed that does something.
    Press(&'static str),
    /// What came of asking for the deployment's settings; and the gateway of those that were loaded last.
    Settings(Loaded, Option<String>),
    /// Whether the page's own policy bars it from this gateway address.
    Barred(String, bool),
    /// It is time to ask who answers at this gateway address.
    Identify(String),
    /// Whether a simulated EnOS answers at this gateway address.
    Identity(String, bool),
    /// The network came (`true`) or went.
    Network(bool),
    /// Something has come of an attempt, or of what is done with one.
    Attempt(AttemptEvent),
    /// What the browser keeps of the connection requests that were made, by this tab and by others; and random digits for the marks of
    /// the next ones, where it keeps none.
    Requests(Option<String>, String),
    /// What the browser keeps of profiles.
    Profiles(Option<String>),
    /// The address names this screen.
    Screen(Screen),
    /// Somebody begins to use the page.
    FirstInteraction,
    /// The attempt part has been loaded, or could not be; and what the browser keeps of connection requests.
    AttemptPart(Option<AttemptPart>, Option<String>),
    /// The tools have been loaded, or could not be; and the profiles that the browser keeps.
    Tools(Option<Box<dyn Tools>>, Option<String>),
    /// The sentences of this language are there, or could not be loaded.
    Language(Option<Language>),
    /// A new build of the page waits.
    UpdateReady,
    /// The link to a profile was opened, or an address that names a secret.
    Link(TypedSecret),
    /// Something was pasted where nobody types or, with `true`, a whole label into a field.
    Paste(TypedSecret, bool),
    /// The browser has copied something; nothing where it refused to.
    Copied(Option<Copied>),
    /// The clipboard was overwritten, or the browser refused.
    ClipboardCleared(bool),
    /// A file was given to the browser, or not; and the attempts whose secrets it hands over.
    Saved(bool, Vec<AttemptId>),
    /// It may be that nobody has used the page for long.
    Idle,
    /// Nobody looks at the page any more.
    Hidden,
    /// The page is being left.
    Left,
}

/// What has come of an attempt, or of what is done with one. The code for it comes with the attempt part.
#[derive(Debug)]
pub enum AttemptEvent {
    /// An attempt has come so far.
    Phase(Rc<Phase>),
    /// A secret that has arrived is kept.
    Committed(SecretId),
    /// The request could not be written as MQTT.
    RequestFailed,
    /// The verification of this number can be made now.
    Verify(u32),
    /// A check has found something.
    Check(CheckEvent),
    /// The clock is to be read.
    Tick,
}
