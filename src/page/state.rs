//! What the device screen knows.

use std::borrow::Cow;
use std::rc::Rc;

use activation::{AttemptId, Goal};
use enos::{SecureMode, Timestamp};
use mqtt::session::Instant;
use yew::NodeRef;

use super::action::{Fold, Question};
use super::current::Shown;
use super::panel::Panel;
use super::requests::Requests;
use super::session::{Record, Session};
use super::settings::{Settings, SettingsFault};
use super::tool_action::ToolId;
use super::view::environment_banner::Environment;
use crate::attempt::preflight::{CheckEvent, Clock, Probe, Standing, standing};
use crate::attempt::view::steps::whole_seconds;
use crate::form::{
    AddressError, DemoDevice, Draft, EndpointKind, Field, FieldError, FormAction, FormState, GatewayAddress,
    PageOrigin, ParsedForm, PerField, TypedSecret,
};
use crate::i18n::{Check, Language, PageText, fill};

/// All of it: whatever is drawn is drawn from here.
#[derive(Clone, Debug)]
pub struct PageState {
    /// The deployment's settings.
    pub settings: Settings,
    /// Where the page came from.
    pub origin: PageOrigin,
    /// The form.
    pub form: FormState,
    /// The devices done so far.
    pub session: Session,
    /// The attempt that is under way, or the last one while it is on show.
    pub current: Option<AttemptId>,
    /// An attempt whose secret is on show: brought back, or being proven.
    pub selected: Option<AttemptId>,
    /// Whether an attempt is under way.
    pub is_running: bool,
    /// Whether the last request could not be written as MQTT.
    pub request_failed: bool,
    /// The panel that is open.
    pub panel: Panel,
    /// Whether the form is to be seen on a phone although there is a result.
    pub form_expanded: bool,
    /// What the user has revealed or opened.
    pub revealed: Revealed,
    /// The clock that never goes back, in milliseconds.
    pub now: u64,
    /// This machine's clock at the same reading, in milliseconds since 1970.
    pub wall: u64,
    /// When connection requests were made.
    pub requests: Requests,
    /// Before this time on the clock that never goes back, the main buttons do nothing: a second tap was meant for the button
    /// that was there before.
    pub buttons_enabled_at: u64,
    /// What has to be answered before anything else is done.
    pub question: Option<Question>,
    /// Whether the clipboard holds a secret that this page put there.
    pub clipboard: Clipboard,
    /// What is known of this machine's clock.
    pub clock: Clock,
    /// What has to be added to its time to have the server's, in milliseconds, where the two differ.
    pub clock_offset: Option<i64>,
    /// What is known of the way to the gateway.
    pub gateway_probe: Option<Rc<Probe>>,
    /// What is known of where the page stands, and of who answers.
    pub conditions: Conditions,
    /// Keys of products for which there are profiles.
    pub known_products: Vec<String>,
    /// What is said to the person.
    pub notice: Option<PageText>,
    /// Random digits, for marks of devices that lead back to none.
    pub salt: String,
    /// The page's own address, to which a link to a profile leads.
    pub page_address: String,
    /// The input of the secret, to which only the page itself writes.
    pub secret_input: NodeRef,
}

/// Where the page stands, and who answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// The gateway address at which a simulated EnOS has identified itself.
    pub simulated_at: Option<String>,
    /// The gateway address to which the page's own policy lets it not connect.
    pub barred: Option<String>,
    /// Why the deployment's settings could not be loaded, where they could not.
    pub settings_fault: Option<SettingsFault>,
    /// The browser says that it is offline.
    pub is_offline: bool,
    /// Why no secret may be typed here, where none may.
    pub closed: Option<Closed>,
}

impl Conditions {
    /// Whether there is something to say of it.
    #[must_use]
    pub const fn has_trouble(&self) -> bool {
        self.is_offline || self.settings_fault.is_some() || self.closed.is_some()
    }
}

/// Why no secret may be typed into this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Another site shows it in a frame, and the page's server has not said that it may.
    Framed,
    /// No policy holds it: the browser enforces none.
    NoPolicy,
}

/// What the user has revealed or opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Revealed {
    /// The secret in the form.
    pub typed: bool,
    /// The computed password.
    pub password: bool,
    /// The secret that arrived, since this reading of the clock.
    pub secret: Option<u64>,
    /// The QR code with the secret in it, since this reading of the clock.
    pub code: Option<u64>,
    /// The message that was not understood, since this reading of the clock.
    pub unread: Option<u64>,
    /// What is open below the result's buttons.
    pub fold: Option<Fold>,
    /// Which drawer of the tools is open.
    pub tool: Option<ToolId>,
}

/// What this page has put on the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// No secret, or one that it has overwritten.
    #[default]
    Clear,
    /// A secret, which is to be overwritten at this reading of the clock.
    Secret(u64),
    /// A secret, which the browser did not let the page overwrite.
    Stuck,
}

/// How long a secret stays in sight, in milliseconds.
const SHOWN: u64 = 30_000;
/// How long a secret stays on the clipboard, in milliseconds.
const ON_CLIPBOARD: u64 = 60_000;

impl PageState {
    /// A form, in the demo with its first device. At a gateway the devices to practise with come once a simulated EnOS has identified
    /// itself.
    #[must_use]
    pub fn new(
        settings: Settings,
        place: EndpointKind,
        origin: PageOrigin,
        opened_at: Timestamp,
        language: Language,
    ) -> Self {
        let draft = Draft::new(&settings.gateway);
        let mut page = Self {
            settings,
            origin,
            form: FormState { filled: 1, ..FormState::new(draft, place, opened_at) },
            session: Session::default(),
            current: None,
            selected: None,
            is_running: false,
            request_failed: false,
            panel: Panel::Signature,
            form_expanded: false,
            revealed: Revealed::default(),
            now: 0,
            wall: 0,
            requests: Requests::default(),
            buttons_enabled_at: 0,
            question: None,
            clipboard: Clipboard::default(),
            clock: Clock::default(),
            clock_offset: None,
            gateway_probe: None,
            conditions: Conditions::default(),
            known_products: Vec::new(),
            notice: None,
            salt: String::new(),
            page_address: String::new(),
            secret_input: NodeRef::default(),
        };
        page.fill_in_practice(language);
        page
    }

    /// What stands where the verdict is.
    #[must_use]
    pub fn shown(&self) -> Shown<'_> {
        let attempt = self.current.and_then(|id| self.session.record(id));
        let secret = self.selected.and_then(|id| self.session.record(id));
        match (secret, attempt) {
            (Some(secret), Some(login)) if login.attempt.goal == Goal::Login => Shown::Proof { secret, login },
            (Some(secret), _) => Shown::Ended(secret),
            (None, None) => Shown::Form,
            (None, Some(attempt)) if self.is_running => Shown::Running(attempt),
            (None, Some(attempt)) => Shown::Ended(attempt),
        }
    }

    /// Whether the result on show is that of another device than the one in the form.
    #[must_use]
    pub fn is_other(&self) -> bool {
        let (shown, draft) = (self.shown(), &self.form.draft);
        shown.secret().or(shown.attempt()).is_none_or(|record| {
            let identity = record.identity();
            draft.device_key != identity.device_key.as_str()
                || draft.product_key != identity.product_key.as_str()
                || draft.mode != record.mode()
        })
    }

    /// Takes in what the clocks show.
    pub fn read_clocks(&mut self, monotonic: u64, unix: u64) {
        (self.now, self.wall) = (monotonic, unix);
    }

    /// This machine's clock at the last reading.
    #[must_use]
    pub const fn unix_now(&self) -> Timestamp {
        Timestamp::from_millis(self.wall)
    }

    /// Has the main buttons do nothing for so many milliseconds.
    pub fn pause_buttons(&mut self, millis: u64) {
        self.buttons_enabled_at = self.now + millis;
    }

    /// Whether the main buttons do something.
    #[must_use]
    pub const fn buttons_are_enabled(&self) -> bool {
        self.now >= self.buttons_enabled_at
    }

    /// A secret was copied.
    pub fn note_copy(&mut self) {
        self.clipboard = Clipboard::Secret(self.now + ON_CLIPBOARD);
    }

    /// For how many seconds more a secret stays on the clipboard; zero when its time is over.
    #[must_use]
    pub fn seconds_on_clipboard(&self) -> Option<u64> {
        match self.clipboard {
            Clipboard::Secret(until) => Some(until.saturating_sub(self.now).div_ceil(1_000)),
            Clipboard::Clear | Clipboard::Stuck => None,
        }
    }

    /// The attempt whose secret another activation would make invalid.
    #[must_use]
    pub fn would_replace(&self) -> Option<&Record> {
        let draft = &self.form.draft;
        let holder =
            || self.session.holder(&draft.product_key, &draft.device_key, self.form.place == EndpointKind::Demo);
        if draft.mode == SecureMode::Dynamic { holder() } else { None }
    }

    /// Whether there is anything to wipe: the secrets of the devices to practise with are none, every other one is.
    #[must_use]
    pub fn holds_something(&self) -> bool {
        let draft = &self.form.draft;
        let devices = self.demo_devices(Language::English);
        let is_for_practice = |secret: &TypedSecret| {
            devices
                .iter()
                .any(|device| device.product_secret == *secret || device.device_secret.as_ref() == Some(secret))
        };
        let mut secrets = [&draft.product_secret, &draft.device_secret].into_iter();
        !self.session.records().is_empty() || secrets.any(|secret| secret.length() > 0 && !is_for_practice(secret))
    }

    /// Takes in what came of asking for the settings, while the form may be in use already.
    pub fn take_settings(&mut self, settings: Settings) {
        if self.form.draft.gateway == self.settings.gateway {
            self.form.draft.gateway.clone_from(&settings.gateway);
        }
        self.settings = settings;
    }

    /// Takes in whether a simulated EnOS answers at this address. The first device to practise with then comes into a form that
    /// nobody has touched.
    pub fn take_identity(&mut self, address: String, is_simulated: bool, language: Language) {
        self.conditions.simulated_at = is_simulated.then_some(address);
        if self.is_untouched() && !self.is_running {
            self.fill_in_practice(language);
            self.form.filled = self.form.filled.wrapping_add(1);
        }
    }

    /// Whether nothing stands in the form but the gateway's address.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        let draft = &self.form.draft;
        [&draft.product_key, &draft.device_key, &draft.client_id].into_iter().all(String::is_empty)
            && [&draft.product_secret, &draft.device_secret].into_iter().all(|secret| secret.length() == 0)
    }

    /// The form's contents, understood, or what is wrong with each field: also that the page may not connect to its gateway.
    ///
    /// # Errors
    /// When a field is wrong.
    pub fn entry(&self) -> Result<ParsedForm, PerField<Option<FieldError>>> {
        let parsed = self.form.draft.parse(self.form.place, &self.origin);
        let Some(host) = self.barred_host() else { return parsed };
        let mut refusals = parsed.err().unwrap_or_default();
        refusals.set(Field::Gateway, Some(FieldError::Address(AddressError::Barred { host })));
        Err(refusals)
    }

    /// The gateway's host, if the page's own policy lets it not connect there.
    #[must_use]
    pub fn barred_host(&self) -> Option<String> {
        let address = self.gateway()?;
        (self.conditions.barred.as_deref() == Some(address.as_str())).then(|| address.host().to_owned())
    }

    /// The gateway's host, if it is not the page's own.
    #[must_use]
    pub fn foreign_host(&self) -> Option<String> {
        let address = self.gateway()?;
        (!address.host().eq_ignore_ascii_case(&self.origin.host)).then(|| address.host().to_owned())
    }

    fn gateway(&self) -> Option<GatewayAddress> {
        let address = GatewayAddress::parse(&self.form.draft.gateway, &self.origin).ok()?;
        (self.form.place == EndpointKind::Gateway).then_some(address)
    }

    /// Whether a drawer is open, as `aria-expanded` has it.
    #[must_use]
    pub fn is_tool_open(&self, drawer: ToolId) -> &'static str {
        if self.revealed.tool == Some(drawer) { "true" } else { "false" }
    }

    /// Takes in what a check has found.
    pub fn find(&mut self, found: CheckEvent) {
        match found {
            CheckEvent::Clock(clock) => {
                self.clock = clock;
                self.clock_offset = clock.offset_ms();
            }
            CheckEvent::Gateway(gateway_probe) => self.gateway_probe = Some(gateway_probe),
        }
    }

    /// The address that is to be checked; none in the demo, or while it cannot be read.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        self.gateway().map(|address| address.as_str().to_owned())
    }

    /// Whether the gateway in the form is the page's own, and nothing is encrypted between it and EnOS.
    #[must_use]
    pub fn is_plain_behind_gateway(&self) -> bool {
        let gateway = self.gateway();
        let rest = gateway.as_ref().map_or("", |gateway| gateway.behind_scheme());
        let path = rest.find('/').map_or("", |start| rest.get(start..).unwrap_or_default());
        let host = rest.strip_suffix(path).unwrap_or(rest);
        let is_own = host.eq_ignore_ascii_case(&self.origin.host);
        is_own && self.settings.plain.iter().any(|plain| !plain.is_empty() && path.ends_with(plain))
    }

    /// For how many seconds more the secret is to be seen.
    #[must_use]
    pub fn seconds_shown(&self) -> Option<u64> {
        self.seconds_left(self.revealed.secret?)
    }

    /// For how many seconds more the QR code is to hold the secret.
    #[must_use]
    pub fn seconds_coded(&self) -> Option<u64> {
        self.seconds_left(self.revealed.code?)
    }

    /// For how many seconds more the message that was not understood is to be seen.
    #[must_use]
    pub fn seconds_unread(&self) -> Option<u64> {
        self.seconds_left(self.revealed.unread?)
    }

    /// Hides what has been in sight long enough.
    pub fn hide_what_is_due(&mut self) {
        if self.revealed.secret.is_some() && self.seconds_shown().is_none() {
            self.revealed.hide_secret();
        }
        if self.seconds_coded().is_none() {
            self.revealed.code = None;
        }
        if self.seconds_unread().is_none() {
            self.revealed.unread = None;
        }
    }

    fn seconds_left(&self, since: u64) -> Option<u64> {
        let left = SHOWN.saturating_sub(self.now.saturating_sub(since));
        (left > 0).then(|| left.div_ceil(1_000))
    }

    /// The moment of the last reading of the clock.
    #[must_use]
    pub const fn moment(&self) -> Instant {
        Instant::from_millis(self.now)
    }

    /// How often the clock has to be read, in milliseconds; `None` when nothing counts down.
    #[must_use]
    pub fn period(&self) -> Option<u32> {
        if self.is_running
            || self.revealed.secret.is_some()
            || self.revealed.code.is_some()
            || self.revealed.unread.is_some()
        {
            return Some(500);
        }
        let counts = !self.session.records().is_empty() || !self.requests.is_empty();
        (counts || matches!(self.clipboard, Clipboard::Secret(_))).then_some(1_000)
    }

    /// Puts the first device to practise with into the form, where there is one.
    pub fn fill_in_practice(&mut self, language: Language) {
        let first = self.demo_devices(language).first().map(|first| self.form.draft.with_device(first));
        if let Some(draft) = first {
            self.form.draft = draft;
        }
    }

    /// The devices to practise with, where there are any.
    #[must_use]
    pub fn demo_devices(&self, language: Language) -> Cow<'_, [DemoDevice]> {
        match self.form.place {
            EndpointKind::Gateway if self.environment() == Environment::Practice => Cow::Borrowed(&self.settings.demo),
            EndpointKind::Gateway => Cow::Owned(Vec::new()),
            EndpointKind::Demo => Cow::Owned(DemoDevice::built_in(language)),
        }
    }

    /// Who answers, as far as a technician must know: a simulated EnOS only where one has identified itself at the very address in the form.
    #[must_use]
    pub fn environment(&self) -> Environment {
        let simulated_at = self.conditions.simulated_at.as_ref();
        match self.form.place {
            EndpointKind::Demo => Environment::Demo,
            EndpointKind::Gateway if simulated_at.is_some() && simulated_at == self.address().as_ref() => {
                Environment::Practice
            }
            EndpointKind::Gateway => Environment::Production,
        }
    }

    /// Which of the devices to practise with stands in the form, and what it is for.
    #[must_use]
    pub fn note(&self, language: Language) -> String {
        let devices = self.demo_devices(language);
        let Some((place, device)) = (1_usize..).zip(devices.iter()).find(|(_, device)| self.is_in_form(device)) else {
            // Said rather than left out, so that the lines below stay where they are.
            return if devices.is_empty() { String::new() } else { language.say(PageText::NoDemoDevice).to_owned() };
        };
        let count = fill(language.say(PageText::DemoDevice), &[&place.to_string(), &devices.len().to_string()]);
        let note = device.note(language);
        if note.is_empty() { count } else { [&count, ": ", note.as_str()].concat() }
    }

    /// The device after this one: the next to practise with, or an empty form for the same product.
    #[must_use]
    pub fn next(&self, now: Timestamp, language: Language) -> FormAction {
        let devices = self.demo_devices(language);
        let place = devices.iter().position(|device| self.is_in_form(device));
        let draft = match place.and_then(|place| devices.get(place + 1).or_else(|| devices.first())) {
            Some(device) => self.form.draft.with_device(device),
            None => self.form.draft.for_next_device(),
        };
        FormAction::Replace(draft, self.form.place, now)
    }

    /// What EnOS will say to the next request of the device in the form; nothing before its first one.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        let draft = &self.form.draft;
        self.standing_of(&draft.product_key, &draft.device_key, self.form.place == EndpointKind::Demo)
    }

    /// What EnOS will say to the next request of a device; nothing before its first one.
    #[must_use]
    pub fn standing_of(&self, product_key: &str, device_key: &str, is_demo: bool) -> Option<Standing> {
        let requests = self.requests.times(product_key, device_key, is_demo);
        (!requests.is_empty()).then(|| standing(requests.into_iter(), self.wall))
    }

    /// How many requests EnOS has left for the device in the form, in words.
    #[must_use]
    pub fn requests_left(&self, language: Language) -> String {
        let Some(standing) = self.standing() else { return String::new() };
        let (words, value) = match standing {
            Standing::Free { left: 1 } => (Check::RequestsOne, 1),
            Standing::Free { left } => (Check::RequestsFree, u64::from(left)),
            Standing::TooSoon { wait, .. } => (Check::RequestsSoon, whole_seconds(wait)),
            Standing::Spent { wait } => (Check::RequestsSpent, whole_seconds(wait)),
            Standing::ClosedOut { wait } => (Check::RequestsClosed, whole_seconds(wait)),
        };
        fill(language.say(words), &[&value.to_string()])
    }

    fn is_in_form(&self, device: &DemoDevice) -> bool {
        device.device_key == self.form.draft.device_key && device.product_key == self.form.draft.product_key
    }
}

impl Revealed {
    /// Hides the secret that arrived, also where it stands in large letters.
    pub fn hide_secret(&mut self) {
        self.secret = None;
        self.tool = self.tool.filter(|drawer| *drawer != ToolId::Large);
    }

    /// Hides every secret, as when nobody looks at the page any more.
    pub fn hide_all(&mut self) {
        self.hide_secret();
        (self.typed, self.password, self.code, self.unread) = (false, false, None, None);
    }

    /// Closes the drawer of the tools, and hides what it showed.
    pub fn close_tool(&mut self) {
        if self.tool == Some(ToolId::Large) {
            self.hide_secret();
        }
        (self.tool, self.code) = (None, None);
    }
}
