//! A batch on a bench: a clock to turn, a journal that answers, and connections to play.

use std::num::NonZeroU8;
use std::time::Duration;

use activation::{Activated, AttemptId, Cause, Failure, Goal, Outcome, SecretId, SignOff, Step, Subscription};
use enos::{AssetId, Fingerprint, ProductKey, Secret, SecureMode, Timestamp};
use mqtt::ConnackCode;
use mqtt::session::CloseInfo;

use crate::columns::{Form, Mapping};
use crate::journal::Record;
use crate::list::{HeadChoice, List};
use crate::plan::{Plan, RowId};
use crate::run::{AttemptEvent, Batch, Command, Effect, Event, KeepId, Row, Settings, StateKind};
use crate::{Ledger, Moment, Pacing};

pub(super) const START: u64 = 1_790_000_000_000;

pub(super) struct Bench {
    pub(super) batch: Batch,
    pub(super) now: u64,
    /// Attempts that have begun and not ended, with the row of each.
    pub(super) open: Vec<(AttemptId, RowId)>,
    /// Every begin, with its time.
    pub(super) begun: Vec<(AttemptId, RowId, u64)>,
    pub(super) records: Vec<Record>,
    pub(super) acknowledged: Vec<(AttemptId, SecretId)>,
    pub(super) wake_after: Option<u64>,
    pub(super) stored: String,
    /// Whether records are answered at once, and how.
    pub(super) keeps: Option<bool>,
    pub(super) unanswered: Vec<(KeepId, Record)>,
}

pub(super) fn plan(text: &str, mode: SecureMode) -> Plan {
    let list = List::read(text, None, HeadChoice::Find).unwrap();
    let mut form = Form::new(mode);
    let key = |text: &str| ProductKey::parse(text).unwrap();
    form.product_key = Some(key("pk1"));
    form.product_secrets = ["pk1", "pk2"].map(|product| (key(product), Secret::parse("planted").unwrap())).to_vec();
    Plan::check(&list, &Mapping::of(&list), &form)
}

/// So many devices of one product.
pub(super) fn devices(count: usize) -> String {
    let rows = (0..count).map(|row| format!("dk{row:04}\n")).collect::<Vec<_>>().concat();
    ["DeviceKey\n", &rows].concat()
}

pub(super) fn ledger(kept: &str, now: u64) -> Ledger {
    Ledger::new(kept, "0123456789abcdef".to_owned(), false, now)
}

pub(super) const fn moment(now: u64) -> Moment {
    Moment { unix: Timestamp::from_millis(now), monotonic: now - START }
}

impl Bench {
    pub(super) fn of(text: &str, settings: Settings) -> Self {
        Self::with(plan(text, SecureMode::Dynamic), settings)
    }

    pub(super) fn with(plan: Plan, settings: Settings) -> Self {
        Self::running(Batch::new(plan, settings, ledger("", START), moment(START)))
    }

    pub(super) fn running(batch: Batch) -> Self {
        Self {
            batch,
            now: START,
            open: Vec::new(),
            begun: Vec::new(),
            records: Vec::new(),
            acknowledged: Vec::new(),
            wake_after: None,
            stored: String::new(),
            keeps: Some(true),
            unanswered: Vec::new(),
        }
    }

    /// A batch of so many devices that has been started.
    pub(super) fn started(count: usize) -> Self {
        let mut bench = Self::of(&devices(count), Settings::default());
        bench.command(Command::Start);
        bench
    }

    pub(super) fn command(&mut self, command: Command) {
        self.update(Event::Command(command));
    }

    pub(super) fn update(&mut self, event: Event) {
        let effects = self.batch.update(event, moment(self.now));
        for effect in effects {
            match effect {
                Effect::Keep(id, record) => match self.keeps {
                    Some(true) => {
                        self.records.push(record);
                        self.update(Event::Kept(id));
                    }
                    Some(false) => self.update(Event::NotKept(id)),
                    None => self.unanswered.push((id, record)),
                },
                Effect::Begin(id, request) => {
                    let key = request.identity.device_key.as_str();
                    let is_it = |row: &Row| row.job.as_ref().is_some_and(|job| job.identity.device_key.as_str() == key);
                    let place = self.batch.rows().iter().position(is_it).unwrap();
                    let row = RowId(u32::try_from(place).unwrap());
                    self.open.push((id, row));
                    self.begun.push((id, row, self.now));
                }
                Effect::Acknowledge(attempt, secret) => self.acknowledged.push((attempt, secret)),
                Effect::StoreRequests => self.stored = self.batch.requests(),
                Effect::WakeAfter(millis) => self.wake_after = Some(millis),
            }
        }
    }

    /// Lets time pass, with all the wakes that are asked for.
    pub(super) fn pass(&mut self, time: Duration) {
        let until = self.now + u64::try_from(time.as_millis()).unwrap();
        while let Some(wake) = self.wake_after.filter(|wake| self.now + wake <= until) {
            self.now += wake;
            self.wake_after = None;
            self.update(Event::Wake);
        }
        if let Some(wake) = &mut self.wake_after {
            *wake -= until - self.now;
        }
        self.now = until;
    }

    pub(super) fn attempt(&mut self, id: AttemptId, event: AttemptEvent) {
        self.update(Event::Attempt(id, event));
    }

    pub(super) fn sent(&mut self, id: AttemptId) {
        self.attempt(id, AttemptEvent::Sent);
    }

    pub(super) fn secret(&mut self, id: AttemptId, text: &str) {
        let row = self.begun.iter().find(|(attempt, ..)| *attempt == id).unwrap().1;
        let identity = self.batch.identity(row).unwrap();
        let device_secret = Secret::parse(text).unwrap();
        let activated = Activated {
            id: SecretId::first(id),
            message_id: None,
            asset_id: AssetId::parse("asset 1"),
            fingerprint: Fingerprint::of(&identity.device_key, &device_secret),
            device_secret,
            remarks: Vec::new(),
        };
        self.attempt(id, AttemptEvent::Secret(Box::new(activated)));
    }

    pub(super) fn end(&mut self, id: AttemptId, outcome: Outcome) {
        self.open.retain(|(open, _)| *open != id);
        self.attempt(id, AttemptEvent::Ended(outcome));
    }

    pub(super) fn fail(&mut self, id: AttemptId, step: Step, cause: Cause) {
        let subscription = Subscription::Unanswered;
        let failure = Failure { goal: Goal::Activate, step, cause, subscription };
        self.end(id, Outcome::Failed(Box::new(failure)));
    }

    pub(super) fn refuse(&mut self, id: AttemptId) {
        self.sent(id);
        self.fail(id, Step::Connect, Cause::Refused(ConnackCode::BadUserNameOrPassword));
    }

    pub(super) fn cut(&mut self, id: AttemptId) {
        self.sent(id);
        self.fail(id, Step::Secret, Cause::Closed(CloseInfo { code: 1006, ..CloseInfo::default() }));
    }

    pub(super) fn succeed(&mut self, id: AttemptId) {
        self.sent(id);
        self.secret(id, &format!("secret of {}", id.number()));
        self.end(id, Outcome::Activated(SignOff::Acknowledged));
    }

    /// The attempt that is open the longest.
    pub(super) fn first_open(&self) -> AttemptId {
        self.open.first().expect("an attempt is open").0
    }

    pub(super) fn kinds(&self) -> Vec<StateKind> {
        self.batch.rows().iter().map(Row::kind).collect()
    }

    pub(super) fn count(&self, kind: StateKind) -> usize {
        self.batch.counts().of(kind)
    }
}

pub(super) fn at_once(in_flight: u8) -> NonZeroU8 {
    NonZeroU8::new(in_flight).unwrap()
}

/// As many at once as that, without a pace.
pub(super) fn unpaced(in_flight: u8) -> Settings {
    Settings { pacing: Pacing::per_second(0, at_once(in_flight)), ..Settings::default() }
}

pub(super) const SECOND: Duration = Duration::from_secs(1);
