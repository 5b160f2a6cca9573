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

use self::attempt_update::News;
pub use self::attempt_update::{Later, with_road};
use self::idle::LastUse;
use crate::attempt::Drive;
use crate::attempt::preflight::Watch;
use crate::browser;
use crate::browser::{call_after, monotonic, now};
use crate::form::{Entry, PageOrigin, TypedSecret};
use crate::i18n::{Language, Page};
use crate::page::action::{Action, Question, Send};
use crate::page::lazy::{Loading, Parts, Tools};
use crate::page::route::{Screen, is_link};
use crate::page::session::AttemptId;
use crate::page::settings::Loaded;
use crate::page::state::{Clipboard, Device};
use crate::page::tool_action::{Drawer, ProfilesDeed, ToolDeed};
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
    pub loader: Loader,
}

/// How each part is loaded, and where the loaded part is handed to; `None` or `false` where it could not be loaded.
#[derive(Clone, Copy, Debug)]
pub struct Loader {
    /// Loads the road.
    pub road: fn(Taker<Option<Later>>),
    /// Loads the tools.
    pub tools: fn(Taker<Option<Box<dyn Tools>>>),
    /// Loads the Chinese words, and learns them.
    pub chinese: fn(Taker<bool>),
}

/// There is one loader only.
impl PartialEq for Loader {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Takes what was loaded.
pub type Taker<Part> = Box<dyn FnOnce(Part)>;

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
    device: Option<Device>,
    notice: Option<Page>,
    is_update_ready: bool,
    parts: Parts,
    /// What the page does once the road is there.
    later: Option<Later>,
    /// What somebody wants to be done once it is.
    early: Option<Action>,
    /// There once the road is.
    driver: Option<Rc<dyn Drive>>,
    /// A drawer and what its tool is to be told, once both the tools and the device are there.
    waiting: Option<(Drawer, ToolDeed)>,
    /// An attempt that is to begin in a moment, if nobody stops it before.
    due: Option<Due>,
    send: Send,
    /// What has to be done once the page is drawn.
    pending: Pending,
    ticker: Option<(u32, Interval)>,
    guard: Option<EventListener>,
    listeners: Vec<EventListener>,
    /// They wait for the first sign of use.
    stir: Vec<EventListener>,
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
    Part(Entry),
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
    dressed: Option<(Language, Theme, Screen)>,
    filled: u32,
    acknowledged: Option<SecretId>,
    road: Loading,
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
    News(News),
    /// What is on the screen is no longer what is known.
    Redraw,
    /// Another tab has kept something.
    OtherTab,
    /// The address names this screen.
    Screen(Screen),
    /// Somebody begins to use the page.
    Stir,
    /// The road has been loaded, or not.
    Road(Option<Later>),
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
            Some(passed) if !is_link(passed.expose()) => (None, Some(Page::SecretInAddress)),
            passed => (passed, None),
        };
        Self {
            language: props.language,
            theme: props.theme,
            screen: Screen::default(),
            device: None,
            notice: secret,
            is_update_ready: false,
            parts: Parts::default(),
            later: None,
            early: None,
            driver: None,
            waiting: passed.map(|link| (Drawer::Profiles, ToolDeed::Profiles(ProfilesDeed::Link(link)))),
            due: None,
            send: link.callback(Message::Act),
            pending: Pending::default(),
            ticker: None,
            guard: None,
            listeners: Vec::new(),
            stir: Vec::new(),
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
            Message::News(news) => {
                if let Some(later) = self.later {
                    return (later.take)(self, context, news);
                }
            }
            Message::Redraw => self.pending.redraw = false,
            Message::OtherTab => self.count_requests(),
            Message::Screen(screen) => {
                close_popover(SETTINGS);
                self.screen = screen;
                self.pending.tools.try_again();
            }
            Message::Stir => self.stir.clear(),
            Message::Road(road) => self.take_road(context, road),
            Message::Tools(Some(tools)) => {
                self.parts.tools = Some(tools);
                self.settle_tools();
            }
            Message::Link(link) => self.follow(link),
            Message::Paste(text, false) => self.paste(text),
            Message::Paste(label, true) => self.take_label(label),
            Message::Speak(Some(language)) => self.language = language,
            Message::Tools(None) => {
                self.pending.tools = Loading::Failed;
                browser::part_is_missing();
                // A failure on show asks for them without anybody knowing.
                self.notice = self.opens_a_tool().then_some(Page::NotLoaded).or(self.notice);
            }
            Message::Speak(None) => {
                browser::part_is_missing();
                self.notice = Some(Page::NotLoaded);
            }
            Message::Update => self.is_update_ready = true,
            Message::Idle => return self.wipe_if_idle(context),
            Message::Hide => {
                self.early = None;
                if let Some(device) = &mut self.device {
                    device.open.hide_all();
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
            .device
            .as_ref()
            .map(|device| device_screen(device, &self.parts, &self.send, language))
            .unwrap_or_default();
        let device = self.device.as_ref();
        let asks_to_wipe = device.filter(|device| device.question == Some(Question::Wipe));
        let unseen = asks_to_wipe.map(|device| device.session.unseen_secrets());
        let mut parts = vec![top_bar(self.theme, unseen, &self.send, language)];
        if self.is_update_ready {
            let strip = node("div", "strip").with("role", "status");
            let strip = strip.put(node("span", "").say(language.say(Page::UpdateReady)));
            parts
                .push(strip.hold(button("link", language.say(Page::TakeUpdate), &self.send, Action::TakeUpdate)).end());
        }
        // The device's screen stays where it is: a run goes on while somebody reads.
        parts.push(node("main", "").keyed("device").flag("hidden", self.screen != Screen::Device).hold(work).end());
        if self.screen == Screen::About {
            let about = self.parts.tools.as_ref().map_or_else(
                || Parts::waiting(language),
                |tools| tools.about(self.has_shortcuts, &self.send, language),
            );
            parts.push(node("main", "").keyed("about").hold(about).end());
        }
        let notice = self.notice.map_or("", |notice| language.say(notice));
        let toasts = node("div", "toasts").keyed("notice");
        let toasts = toasts.put(node("p", "toast").with("role", "status").say(notice));
        let clipboard = device.filter(|device| device.clipboard != Clipboard::Clear);
        let clipboard =
            clipboard.zip(self.later).map(|(device, later)| (later.clipboard)(device, &self.send, language));
        parts.push(toasts.hold(clipboard.unwrap_or_default()).end());
        group(parts)
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        if is_first {
            self.listen(context);
        }
        let looks = (self.language, self.theme, self.screen);
        if self.pending.dressed.replace(looks) != Some(looks) {
            document::dress(self.language, self.theme, self.screen);
        }
        if let Some(device) = self.device.as_ref().filter(|device| self.pending.filled != device.desk.filled) {
            self.pending.filled = device.desk.filled;
            if let Some(input) = device.secret_input.cast::<HtmlInputElement>() {
                input.set_value(device.desk.draft.secret().expose());
            }
        }
        self.load(context);
        if let Some(later) = self.later {
            (later.check)(self, context);
        }
        if let Some(id) = self.pending.focus.take() {
            focus(id);
        }
        if let Some(later) = self.later {
            (later.acknowledge)(self);
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.drive(Drive::stop);
    }
}

impl App {
    fn count_requests(&mut self) {
        if let (Some(road), Some(device)) = (self.parts.road, &mut self.device) {
            (road.count_requests)(device);
        }
    }
}

/// A second tap is meant for the button that was there at the first one.
fn pause_buttons(device: &mut Device, context: &Context<App>, millis: u64) {
    device.read_clocks(monotonic(), now().as_millis());
    device.pause_buttons(millis);
    let tick = context.link().callback(|()| Message::News(News::Tick));
    call_after(millis, move || tick.emit(()));
}
