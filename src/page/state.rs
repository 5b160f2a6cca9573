//! What the device screen knows.

use std::rc::Rc;

use activation::{AttemptId, Goal};
use enos::{RequestLog, SecureMode, Timestamp};
use mqtt::session::Instant;
use yew::NodeRef;

use super::action::Question;
use super::clipboard::Clipboard;
use super::conditions::Conditions;
use super::current::Shown;
use super::panel::Panel;
use super::revealed::Revealed;
use super::session::{Record, Session};
use super::settings::Settings;
use super::tool_action::ToolId;
use crate::attempt::preflight::{CheckEvent, Clock, Probe};
use crate::form::{
    AddressError, Draft, EndpointKind, Field, FieldError, FormState, PageOrigin, ParsedForm, PerField, TypedSecret,
};
use crate::i18n::{Language, PageText};

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
    /// An attempt whose secret is on show: brought back, or being verified.
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
    pub requests: RequestLog,
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
            requests: RequestLog::default(),
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

    /// What is shown in the place of the result.
    #[must_use]
    pub fn shown(&self) -> Shown<'_> {
        let attempt = self.current.and_then(|id| self.session.record(id));
        let secret = self.selected.and_then(|id| self.session.record(id));
        match (secret, attempt) {
            (Some(secret), Some(login)) if login.attempt.goal == Goal::Login => Shown::Verification { secret, login },
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
}
