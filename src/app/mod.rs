//! The one component: it hands what happens to the [`Page`], does the effects that follow, and draws.
//!
//! It is a struct with messages rather than a tree of function components with hooks, because each component and each hook costs
//! the program some kilobytes. It decides nothing: all decisions are in [`Page`].

mod document;
mod effects;
mod location;
mod mount;
mod subscriptions;
mod view;

use std::fmt;
use std::rc::Rc;

use activation::SecretId;
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use self::document::moment;
pub use self::mount::{Mounted, mount};
use crate::attempt::Drive;
use crate::attempt::preflight::Watch;
use crate::browser;
use crate::i18n::Language;
use crate::page::PROFILES;
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::page::core::{Page, Surroundings};
use crate::page::effect::Effect;
use crate::page::event::{AttemptEvent, Event};
use crate::page::lazy::{AttemptPart, Tools};
use crate::page::requests::REQUESTS;
use crate::page::route::Screen;
use crate::page::session::Record;
use crate::page::settings::Loaded;
use crate::page::view::top_bar::Theme;
use crate::ui::focus::focus;

/// What the page is opened with.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    /// What the browser says about itself.
    pub surroundings: Surroundings,
    /// The deployment's settings, as far as they have come.
    pub settings: Loaded,
    /// The gateway of the settings that were loaded last.
    pub kept_gateway: Option<String>,
    /// How the parts behind the first screen are loaded.
    pub loader: PartLoader,
}

/// How each part is loaded, and where the loaded part is handed to; `None` or `false` where it could not be loaded.
#[derive(Clone, Copy)]
pub struct PartLoader {
    /// Loads the attempt part.
    pub attempt: fn(OnLoaded<Option<AttemptPart>>),
    /// Loads the tools.
    pub tools: fn(OnLoaded<Option<Box<dyn Tools>>>),
    /// Loads the Chinese sentences, and learns them.
    pub chinese: fn(OnLoaded<bool>),
}

impl fmt::Debug for PartLoader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PartLoader").finish_non_exhaustive()
    }
}

/// Properties are compared when they change, and the loader never does.
impl PartialEq for PartLoader {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Takes what was loaded.
pub type OnLoaded<Part> = Box<dyn FnOnce(Part)>;

/// The component.
#[derive(Debug)]
pub struct App {
    page: Page,
    dispatch: Dispatch,
    /// There once the attempt part is.
    driver: Option<Rc<dyn Drive>>,
    pending: Pending,
    ticker: Option<(u32, Interval)>,
    guard: Option<EventListener>,
    /// The checks that run.
    watch: Option<Watch>,
    listeners: Vec<EventListener>,
    /// They wait for the first interaction.
    first_interaction: Vec<EventListener>,
    idle: Option<Interval>,
}

/// What is to be done once the page is drawn, and what the document shows already.
#[derive(Debug, Default)]
struct Pending {
    /// The first effects, which wait until the page is there.
    first: Vec<Effect>,
    focus: Option<&'static str>,
    acknowledge: Vec<SecretId>,
    synced: Option<(Language, Theme, Screen)>,
    filled: u32,
    /// A drawing is under way already.
    redraw: bool,
}

/// What the component hears of.
#[derive(Debug)]
pub enum Message {
    /// Something for the page.
    Event(Event),
    /// The attempt part has been loaded, or could not be.
    AttemptPart(Option<AttemptPart>),
    /// What is on the screen is no longer what is known.
    Redraw,
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let AppProps { surroundings, settings, kept_gateway, .. } = context.props().clone();
        let (page, first) = Page::new(surroundings, settings, kept_gateway, moment());
        Self {
            page,
            dispatch: callback(context, Event::Act),
            driver: None,
            pending: Pending { first, ..Pending::default() },
            ticker: None,
            guard: None,
            watch: None,
            listeners: Vec::new(),
            first_interaction: Vec::new(),
            idle: None,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Event(event) => self.handle(context, event),
            Message::AttemptPart(part) => {
                if let Some(part) = part {
                    let observe = callback(context, |phase| Event::Attempt(AttemptEvent::Phase(phase)));
                    self.driver = Some((part.views.driver)(observe));
                }
                self.handle(context, Event::AttemptPart(part, browser::load(REQUESTS)))
            }
            Message::Redraw => {
                self.pending.redraw = false;
                true
            }
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        view::page(&self.page, &self.dispatch)
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        if is_first {
            self.listen(context);
            let first = std::mem::take(&mut self.pending.first);
            self.run(context, first);
        }
        let looks = (self.page.language, self.page.theme, self.page.screen);
        if self.pending.synced.replace(looks) != Some(looks) {
            document::sync_document(looks);
        }
        let form = &self.page.state.form;
        if self.pending.filled != form.filled {
            self.pending.filled = form.filled;
            if let Some(input) = self.page.state.secret_input.cast::<HtmlInputElement>() {
                input.set_value(form.draft.secret().expose());
            }
        }
        if let Some(id) = self.pending.focus.take() {
            focus(id);
        }
        // A secret is acknowledged to EnOS only once it stands in the document.
        let shown = self.page.state.shown().secret().and_then(Record::secret).map(|secret| secret.id);
        if let Some(id) = shown.filter(|id| self.pending.acknowledge.contains(id)) {
            self.pending.acknowledge.clear();
            self.drive(|driver| driver.secret_is_shown(id));
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.drive(Drive::stop);
    }
}

impl App {
    /// Hands it to the page, does what follows, and returns whether the page is to be drawn anew at once.
    fn handle(&mut self, context: &Context<Self>, event: Event) -> bool {
        let kept = if makes_requests(&event) {
            Some(requests())
        } else if matches!(event, Event::Link(_) | Event::Paste(..)) {
            Some(Event::Profiles(browser::load(PROFILES)))
        } else {
            None
        };
        if let Some(kept) = kept {
            let effects = self.page.handle(kept, moment());
            self.run(context, effects);
        }
        let effects = self.page.handle(event, moment());
        let draws = self.run(context, effects);
        if self.page.is_used {
            self.first_interaction.clear();
        }
        self.subscribe(context);
        draws
    }

    fn drive(&self, act: impl FnOnce(&(dyn Drive + 'static))) {
        if let Some(driver) = &self.driver {
            act(&**driver);
        }
    }
}

/// A callback from which the page hears of an event.
fn callback<T: 'static>(context: &Context<App>, event: impl Fn(T) -> Event + 'static) -> Callback<T> {
    context.link().callback(move |value| Message::Event(event(value)))
}

/// What the browser keeps of connection requests.
fn requests() -> Event {
    Event::Requests(browser::load(REQUESTS), browser::random_hex())
}

/// Whether it makes or counts a connection request: other tabs may have made some meanwhile.
const fn makes_requests(event: &Event) -> bool {
    matches!(
        event,
        Event::Act(
            Action::Submit
                | Action::SubmitAnyway
                | Action::SubmitReplacing
                | Action::Attempt(AttemptAction::VerifySecret)
        ) | Event::Attempt(AttemptEvent::Phase(_))
    )
}
