//! The page as a whole: the one component, to which everything is told and from which everything is drawn.
//!
//! It is a struct with messages rather than a tree of function components with hooks, because each component and each hook costs
//! the program some kilobytes.

mod attempt_update;
mod copy;
mod document;
mod environment;
mod idle;
mod incoming;
mod load;
mod location;
mod next_device;
mod shortcuts;
mod subscriptions;
mod update;

use std::cell::RefCell;
use std::rc::Rc;

use activation::SecretId;
use enos::Timestamp;
use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use self::attempt_update::AttemptMessage;
pub use self::attempt_update::{AttemptPart, attempt_part};
use self::idle::LastUse;
use crate::attempt::Drive;
use crate::attempt::preflight::Watch;
use crate::browser;
use crate::browser::{call_after, monotonic, now};
use crate::form::{PageOrigin, ParsedForm, TypedSecret};
use crate::i18n::{Language, PageText};
use crate::page::action::{Action, AttemptAction, Dispatch, Question};
use crate::page::lazy::{LazyParts, Loading, Tools};
use crate::page::route::{Screen, is_link};
use crate::page::session::AttemptId;
use crate::page::settings::Loaded;
use crate::page::state::{Clipboard, PageState};
use crate::page::tool_action::{ProfilesAction, ToolAction, ToolId};
use crate::page::view::device_screen::device_screen;
use crate::page::view::top_bar::top_bar;
use crate::page::view::top_bar::{SETTINGS, Theme};
use crate::ui::element::{button, group, node};
use crate::ui::focus::close_popover;
use crate::ui::focus::focus;

/// What the browser says about itself before anything is drawn.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    /// The language to begin with.
    pub language: Language,
    /// The colours to begin with.
    pub theme: Theme,
    /// Where the page came from.
    pub origin: PageOrigin,
    /// When the page was opened.
    pub opened_at: Timestamp,
    /// The profile's link by which the page was opened.
    pub link: Link,
    /// How the parts behind the first screen are loaded.
    pub loader: PartLoader,
}

/// How each part is loaded, and where the loaded part is handed to; `None` or `false` where it could not be loaded.
#[derive(Clone, Copy, Debug)]
pub struct PartLoader {
    /// Loads the road.
    pub attempt_part: fn(OnLoaded<Option<AttemptPart>>),
    /// Loads the tools.
    pub tools: fn(OnLoaded<Option<Box<dyn Tools>>>),
    /// Loads the Chinese words, and learns them.
    pub chinese: fn(OnLoaded<bool>),
}

/// There is one loader only.
impl PartialEq for PartLoader {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Takes what was loaded.
pub type OnLoaded<Part> = Box<dyn FnOnce(Part)>;

/// A link that is taken once, because it may hold a secret that somebody has passed on by mistake.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link(Rc<RefCell<Option<TypedSecret>>>);

/// The page.
#[derive(Debug)]
pub struct App {
    language: Language,
    theme: Theme,
    screen: Screen,
    /// There once the settings are known, or known to be missing.
    page: Option<PageState>,
    notice: Option<PageText>,
    is_update_ready: bool,
    parts: LazyParts,
    /// What the page does once the road is there.
    attempt_part: Option<AttemptPart>,
    /// What somebody wants to be done once it is.
    early: Option<AttemptAction>,
    /// There once the road is.
    driver: Option<Rc<dyn Drive>>,
    /// A drawer and what its tool is to be told, once both the tools and the device are there.
    waiting: Option<(ToolId, ToolAction)>,
    /// An attempt that is to begin in a moment, if nobody stops it before.
    due: Option<Due>,
    dispatch: Dispatch,
    /// What has to be done once the page is drawn.
    pending: Pending,
    ticker: Option<(u32, Interval)>,
    guard: Option<EventListener>,
    listeners: Vec<EventListener>,
    /// They wait for the first sign of use.
    first_interaction: Vec<EventListener>,
    /// The checks that run, and of which address.
    watch: Option<(Option<String>, Watch)>,
    /// When somebody last did something.
    used_at: LastUse,
    /// Whether single keys do something.
    has_shortcuts: bool,
    idle: Option<Interval>,
}

/// What an attempt waits for before it begins. Dropped, it never begins.
#[derive(Debug)]
enum Due {
    /// The part that drives attempts is still being loaded. What was submitted is kept: the form may change meanwhile.
    Part(ParsedForm),
    /// EnOS takes one connection request of a device in a second.
    Time(AttemptId, #[expect(dead_code, reason = "its drop is what counts")] Timeout),
}
/// How long the main buttons do nothing once an attempt has ended, in milliseconds: what was meant for the button that stood
/// there before must not put away a result that nobody has seen.
const AFTER_AN_ATTEMPT: u64 = 1_000;
/// The same once a button has given way to another one because it was pressed.
const AFTER_A_PRESS: u64 = 600;

/// How often it is looked whether nobody uses the page any more, in milliseconds.
const LOOK_FOR_IDLENESS: u32 = 15_000;

/// What has been done in the document, or is still to be done.
#[derive(Debug, Default)]
struct Pending {
    focus: Option<&'static str>,
    synced: Option<(Language, Theme, Screen)>,
    filled: u32,
    acknowledged: Option<SecretId>,
    attempt_part: Loading,
    tools: Loading,
    /// The gateway address that was looked at last.
    asked: Option<String>,
    /// A drawing is under way already.
    redraw: bool,
    /// The browser keeps profiles, whose product keys help to tell swapped keys.
    keeps_profiles: bool,
}

/// What the page is told.
#[derive(Debug)]
pub enum Message {
    /// A person did something.
    Act(Action),
    /// What came of asking for the deployment's settings.
    Settings(Loaded),
    /// It is to be asked who answers at this gateway address.
    Identify(String),
    /// Whether a simulated EnOS answers at this gateway address.
    Identity((String, bool)),
    /// The network came or went.
    Connection,
    /// Something has come of what is under way.
    AttemptMessage(AttemptMessage),
    /// What is on the screen is no longer what is known.
    Redraw,
    /// Another tab has kept something.
    OtherTab,
    /// The address names this screen.
    Screen(Screen),
    /// Somebody begins to use the page.
    FirstInteraction,
    /// The road has been loaded, or not.
    AttemptPart(Option<AttemptPart>),
    /// The tools have been loaded, or not.
    Tools(Option<Box<dyn Tools>>),
    /// This language can be spoken, or its words could not be loaded.
    Speak(Option<Language>),
    /// A new build of the page waits.
    Update,
    /// The link to a profile was opened.
    Link(TypedSecret),
    /// Something was pasted where nobody types, or a whole label into a field.
    Paste(TypedSecret, bool),
    /// It may be that nobody has used the page for long.
    Idle,
    /// Nobody looks at the page any more.
    Hide,
    /// The page is being left.
    Leave,
    /// One of the keys was pressed that do something.
    Press(&'static str),
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        let link = context.link();
        let (passed, secret) = match props.link.take() {
            Some(passed) if !is_link(passed.expose()) => (None, Some(PageText::SecretInAddress)),
            passed => (passed, None),
        };
        Self {
            language: props.language,
            theme: props.theme,
            screen: Screen::default(),
            page: None,
            notice: secret,
            is_update_ready: false,
            parts: LazyParts::default(),
            attempt_part: None,
            early: None,
            driver: None,
            waiting: passed.map(|link| (ToolId::Profiles, ToolAction::Profiles(ProfilesAction::Link(link)))),
            due: None,
            dispatch: link.callback(Message::Act),
            pending: Pending::default(),
            ticker: None,
            guard: None,
            listeners: Vec::new(),
            first_interaction: Vec::new(),
            watch: None,
            used_at: LastUse::default(),
            has_shortcuts: true,
            idle: None,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Self::Message) -> bool {
        match message {
            Message::Act(action) => self.act(context, action),
            Message::Settings(loaded) => self.take_settings(context, loaded),
            Message::Identify(address) => {
                self.identify(context, address);
                return false;
            }
            Message::Identity((address, is_simulated)) => self.take_identity(address, is_simulated),
            Message::Connection => self.notice_connection(context),
            Message::AttemptMessage(message) => {
                if let Some(attempt_part) = self.attempt_part {
                    return (attempt_part.take)(self, context, message);
                }
            }
            Message::Redraw => self.pending.redraw = false,
            Message::OtherTab => self.count_requests(),
            Message::Screen(screen) => {
                close_popover(SETTINGS);
                self.screen = screen;
                self.pending.tools.try_again();
            }
            Message::FirstInteraction => self.first_interaction.clear(),
            Message::AttemptPart(attempt_views) => self.take_attempt_part(context, attempt_views),
            Message::Tools(Some(tools)) => {
                self.parts.tools = Some(tools);
                self.run_waiting_tool_action();
            }
            Message::Link(link) => self.follow(link),
            Message::Paste(text, false) => self.paste(text),
            Message::Paste(label, true) => self.take_label(label),
            Message::Speak(Some(language)) => self.language = language,
            Message::Tools(None) => {
                self.pending.tools = Loading::Failed;
                browser::part_is_missing();
                // A failure on show asks for them without anybody knowing.
                self.notice = self.opens_a_tool().then_some(PageText::NotLoaded).or(self.notice);
            }
            Message::Speak(None) => {
                browser::part_is_missing();
                self.notice = Some(PageText::NotLoaded);
            }
            Message::Update => self.is_update_ready = true,
            Message::Idle => return self.wipe_if_idle(context),
            Message::Hide => {
                self.early = None;
                if let Some(page) = &mut self.page {
                    page.revealed.hide_all();
                }
            }
            // The browser may keep the page, and show it once more as it was.
            Message::Leave => self.wipe(context),
            Message::Press(key) => self.press(context, key),
        }
        self.look_at_gateway(context);
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let language = self.language;
        let work = self
            .page
            .as_ref()
            .map(|page| device_screen(page, &self.parts, &self.dispatch, language))
            .unwrap_or_default();
        let page = self.page.as_ref();
        let asks_to_wipe = page.filter(|page| page.question == Some(Question::Wipe));
        let unseen = asks_to_wipe.map(|page| page.session.unseen_secrets());
        let mut parts = vec![top_bar(self.theme, unseen, &self.dispatch, language)];
        if self.is_update_ready {
            let strip = node("div", "strip").with("role", "status");
            let strip = strip.put(node("span", "").say(language.say(PageText::UpdateReady)));
            parts.push(
                strip
                    .hold(button("link", language.say(PageText::TakeUpdate), &self.dispatch, Action::TakeUpdate))
                    .end(),
            );
        }
        // The device's screen stays where it is: a run goes on while somebody reads.
        parts.push(node("main", "").keyed("device").flag("hidden", self.screen != Screen::Device).hold(work).end());
        if self.screen == Screen::About {
            let about = self.parts.tools.as_ref().map_or_else(
                || LazyParts::waiting(language),
                |tools| tools.about(self.has_shortcuts, &self.dispatch, language),
            );
            parts.push(node("main", "").keyed("about").hold(about).end());
        }
        let notice = self.notice.map_or("", |notice| language.say(notice));
        let toasts = node("div", "toasts").keyed("notice");
        let toasts = toasts.put(node("p", "toast").with("role", "status").say(notice));
        let clipboard = page.filter(|page| page.clipboard != Clipboard::Clear);
        let clipboard = clipboard
            .zip(self.attempt_part)
            .map(|(page, attempt_part)| (attempt_part.clipboard)(page, &self.dispatch, language));
        parts.push(toasts.hold(clipboard.unwrap_or_default()).end());
        group(parts)
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        if is_first {
            self.listen(context);
        }
        let looks = (self.language, self.theme, self.screen);
        if self.pending.synced.replace(looks) != Some(looks) {
            document::sync_document(self.language, self.theme, self.screen);
        }
        if let Some(page) = self.page.as_ref().filter(|page| self.pending.filled != page.form.filled) {
            self.pending.filled = page.form.filled;
            if let Some(input) = page.secret_input.cast::<HtmlInputElement>() {
                input.set_value(page.form.draft.secret().expose());
            }
        }
        self.load(context);
        if let Some(attempt_part) = self.attempt_part {
            (attempt_part.check)(self, context);
        }
        if let Some(id) = self.pending.focus.take() {
            focus(id);
        }
        if let Some(attempt_part) = self.attempt_part {
            (attempt_part.acknowledge)(self);
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.drive(Drive::stop);
    }
}

impl App {
    fn count_requests(&mut self) {
        if let (Some(attempt_views), Some(page)) = (self.parts.attempt_views, &mut self.page) {
            (attempt_views.count_requests)(page);
        }
    }
}

/// A second tap is meant for the button that was there at the first one.
fn pause_buttons(page: &mut PageState, context: &Context<App>, millis: u64) {
    page.read_clocks(monotonic(), now().as_millis());
    page.pause_buttons(millis);
    let tick = context.link().callback(|()| Message::AttemptMessage(AttemptMessage::Tick));
    call_after(millis, move || tick.emit(()));
}
