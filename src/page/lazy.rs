//! The parts of the page that come behind its first screen: what they offer, without the code behind it.
//!
//! The first screen is a form. Everything else is WebAssembly of its own, so that the form is there sooner: the *attempt part* comes
//! at the first interaction, or once something stands in the form; the *tools* when one of them is opened, the Chinese sentences for
//! those who read them. Whoever draws or acts names only these types; the functions behind them are reached through them. The page's
//! program brings what loads them.

use std::rc::Rc;

use mqtt::session::Instant;
use yew::prelude::*;

use super::action::{AttemptAction, Copied, Dispatch, Format, Question};
use super::conditions::Conditions;
use super::core::Page;
use super::current::Shown;
use super::effect::Effect;
use super::event::AttemptEvent;
use super::panel::Panel;
use super::session::Record;
use super::state::PageState;
use super::tool_action::{ToolAction, ToolId};
use super::update::Consent;
use crate::attempt::preflight::{CheckEvent, Clock, Probe, Watch};
use crate::attempt::{Drive, Phase};
use crate::form::view::form_pane::FormStatus;
use crate::form::{FieldError, ParsedForm, PerField, TypedSecret};
use crate::i18n::{Language, PageText};

/// What has come so far.
#[derive(Debug, Default)]
pub struct LazyParts {
    /// An attempt and what is to be seen of it.
    pub attempt_views: Option<AttemptViews>,
    /// Everything that not every visit needs.
    pub tools: Option<Box<dyn Tools>>,
}

/// What is said of the form and what it comes to, and an attempt with what is to be seen of it.
#[derive(Clone, Copy, Debug)]
pub struct AttemptViews {
    /// A driver that shows every change.
    pub driver: fn(Callback<Rc<Phase>>) -> Rc<dyn Drive>,
    /// What came of the attempt on show, with what is open below its secret.
    pub result: fn(&PageState, Html, &Dispatch, Language) -> Html,
    /// Its steps.
    pub timeline: fn(Shown<'_>, Instant, Language) -> Html,
    /// What is going on, for those who cannot see the steps.
    pub progress: fn(Shown<'_>, Language) -> String,
    /// Counts connection requests, those of this page and those that the browser has kept, and returns what it is to keep from now on
    /// where that is something else.
    pub count_requests: fn(&mut PageState, &str) -> Option<String>,
    /// The button below the form, or what is asked in its place.
    pub form_action: fn(&PageState, &Dispatch, Language) -> Html,
    /// What keeps the form from being submitted; and whether somebody wants to submit it although EnOS will lock the device out.
    pub objection: fn(&PageState, bool) -> Objection,
    /// Checks of clock and gateway, for as long as they are held: of a gateway's address, where there is one.
    pub watch: fn(Option<String>, Callback<CheckEvent>) -> Watch,
    /// Checks once more.
    pub watch_again: fn(&Watch),
    /// What the checks have found.
    pub checks: fn(Clock, Option<&Probe>, &Dispatch, Language) -> Html,
    /// What stands in the way of the work: no network, no settings, a page into which no secret may be typed.
    pub notices: fn(&Conditions, &Dispatch, Language) -> Html,
    /// What is to be said of the form, in whose fields this is wrong.
    pub form_status: fn(&PageState, &PerField<Option<FieldError>>, &Dispatch, Language) -> FormStatus,
    /// What a complete form comes to.
    pub credentials: fn(&PageState, &ParsedForm, &Dispatch, Language) -> Html,
    /// Its failure, to be sent to somebody who can help.
    pub report: fn(&PageState, Language) -> Option<String>,
    /// That a secret is on the clipboard, and for how many seconds more.
    pub clipboard: fn(Option<u64>, &Dispatch, Language) -> Html,
    /// Its secret as devices want it.
    pub write: fn(&Record, Format) -> Option<TypedSecret>,
}

/// The attempt part: an attempt, what is to be seen of it, and what the page does with it.
#[derive(Clone, Copy, Debug)]
pub struct AttemptPart {
    /// What is to be seen.
    pub views: AttemptViews,
    /// Begins with what has waited for it.
    pub start: fn(&mut Page, &mut Vec<Effect>),
    /// Does what a person wants; a question was open until then, or none.
    pub act: fn(&mut Page, AttemptAction, Option<Question>, &mut Vec<Effect>),
    /// Takes in what has come of an attempt.
    pub take: fn(&mut Page, AttemptEvent, &mut Vec<Effect>),
    /// Submits the form.
    pub submit: fn(&mut Page, Consent, &mut Vec<Effect>),
}

/// What keeps a form from being submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objection {
    /// Nothing.
    None,
    /// EnOS would lock the device out, or has done so.
    Wait,
    /// It would make a secret of this session invalid, which has to be confirmed.
    Replaces,
}

/// Everything that not every visit needs, with what it remembers.
pub trait Tools: std::fmt::Debug {
    /// What the page keeps, and how EnOS behaves; and whether single keys do something.
    fn about(&self, has_shortcuts: bool, dispatch: &Dispatch, language: Language) -> Html;
    /// A panel beside the form.
    fn panel(&self, panel: Panel, page: &PageState, dispatch: &Dispatch, language: Language) -> Html;
    /// What is open below the form or below a result.
    fn drawer(&self, drawer: ToolId, page: &PageState, dispatch: &Dispatch, language: Language) -> Html;
    /// What of the tools is to be copied; nothing where it is not theirs, or cannot be written.
    fn write(&self, copied: Copied, page: &PageState, language: Language) -> Option<TypedSecret>;
    /// Whether they hold a text that may hold a secret, which is to be wiped when nobody uses the page.
    fn hold_something(&self) -> bool;
    /// Does something.
    fn act(&mut self, action: ToolAction, page: &mut PageState, language: Language) -> Vec<Effect>;
}

/// How far the loading of a part has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loading {
    /// Nobody has asked for it.
    #[default]
    Idle,
    /// It has been asked for, and may have come.
    Requested,
    /// It did not come. Nothing is tried again by itself.
    Failed,
}

impl Loading {
    /// Whether it is to be asked for now, which is true once.
    pub fn begin(&mut self) -> bool {
        let is_idle = *self == Self::Idle;
        if is_idle {
            *self = Self::Requested;
        }
        is_idle
    }

    /// Somebody wants it again.
    pub fn try_again(&mut self) {
        if *self == Self::Failed {
            *self = Self::Idle;
        }
    }
}

impl LazyParts {
    /// What is open below the form, or below a result.
    pub fn drawer(&self, is_of_result: bool, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
        let Some(drawer) = page.revealed.tool.filter(|drawer| drawer.is_of_result() == is_of_result) else {
            return Html::default();
        };
        self.tools
            .as_ref()
            .map_or_else(|| Self::waiting(language), |tools| tools.drawer(drawer, page, dispatch, language))
    }

    /// What is drawn while a part is under way.
    pub fn waiting(language: Language) -> Html {
        crate::ui::element::paragraph("hint", language.say(PageText::Loading))
    }
}
