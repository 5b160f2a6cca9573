//! The world around a batch: a clock, a journal on a disk, connections, and EnOS.

use std::collections::HashMap;

use activation::{Activated, AttemptId, Cause, Failure, Goal, Outcome, SecretId, SignOff, Step as Stage, Subscription};
use batch::columns::{Form, Mapping};
use batch::journal::{Durability, HandOver, Record};
use batch::list::{HeadChoice, List};
use batch::plan::{Plan, RowId};
use batch::{AttemptEvent, Batch, Command, Effect, Event, KeepId, Moment, Settings, StateKind};
use enos::{AssetId, AuthMode, Fingerprint, Identity, ProductKey, Secret, SecureMode, Timestamp};
use mqtt::ConnackCode;
use mqtt::session::CloseInfo;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use simulator::{Throttle, ThrottleRule, Time};

use crate::disk::{ledger, newest_secrets};
use crate::step::{Answer, Step, Wish};

type Checked = Result<(), TestCaseError>;

pub(crate) struct World {
    batch: Batch,
    plan: Plan,
    settings: Settings,
    /// The true time, in milliseconds since 1970.
    now: u64,
    /// When the page was loaded.
    loaded: u64,
    /// How far this machine's clock is off.
    skew: i64,
    wake: Option<u64>,
    is_offline: bool,
    /// The texts of the records that are on the disk.
    disk: Vec<String>,
    writing: Vec<(KeepId, Record)>,
    /// What the browser keeps of the requests.
    storage: String,
    attempts: Vec<Attempt>,
    begun: Option<u64>,
    throttles: Vec<Throttle>,
    /// How often each device may be activated: once, and once more each time somebody says so.
    permits: Vec<u32>,
    /// The secrets that have come since the page was loaded.
    arrived: HashMap<(AttemptId, u64), String>,
    secrets: u64,
    /// Whether another tab has made requests, of which only the browser's storage knows.
    has_other_tab: bool,
    pub(crate) sent: usize,
}

/// A connection.
struct Attempt {
    id: AttemptId,
    row: usize,
    is_activation: bool,
    begun: u64,
    is_sent: bool,
    has_secret: bool,
}

const START: u64 = 1_790_000_000_000;
/// The time limit for opening a connection: what was not sent by then never is.
const OPEN: u64 = 10_000;

impl World {
    pub(crate) fn new(devices: usize, settings: Settings) -> Self {
        let rows: Vec<_> = (0..devices).map(|row| format!("dk{row:04}\n")).collect();
        let list = List::read(&["DeviceKey\n", &rows.concat()].concat(), None, HeadChoice::Find).unwrap();
        let mut form = Form::new(SecureMode::Dynamic);
        let product = ProductKey::parse("pk1").unwrap();
        form.product_key = Some(product.clone());
        form.product_secrets = vec![(product, Secret::parse("product secret").unwrap())];
        let plan = Plan::check(&list, &Mapping::of(&list), &form);
        let moment = Moment { unix: Timestamp::from_millis(START), monotonic: 0 };
        let mut world = Self {
            batch: Batch::new(plan.clone(), settings, ledger("", START), moment),
            plan,
            settings,
            now: START,
            loaded: START,
            skew: 0,
            wake: None,
            is_offline: false,
            disk: Vec::new(),
            writing: Vec::new(),
            storage: String::new(),
            attempts: Vec::new(),
            begun: None,
            throttles: vec![Throttle::new(); devices],
            permits: vec![1; devices],
            arrived: HashMap::new(),
            secrets: 0,
            has_other_tab: false,
            sent: 0,
        };
        world.update(Event::Command(Command::Start)).unwrap();
        world
    }

    pub(crate) fn step(&mut self, step: &Step) -> Checked {
        match step {
            Step::Pass { millis } => self.pass(*millis),
            Step::AnswerKeeps { is_kept } => {
                for _ in 0..self.writing.len() {
                    self.answer_keep(0, *is_kept)?;
                }
                Ok(())
            }
            Step::AnswerKeep { which } => self.answer_keep(*which, true),
            Step::Attempt { which, answer } => self.attempt(*which, *answer),
            Step::Person { row, wish } => self.person(row % self.permits.len(), *wish),
            Step::Network { is_there } => {
                self.is_offline = !is_there;
                self.update(Event::Network { is_there: *is_there })
            }
            Step::Visibility { is_hidden } => self.update(Event::Visibility { is_hidden: *is_hidden }),
            Step::OtherTab { row } => self.other_tab(row % self.permits.len()),
            Step::SetClock { skew } => {
                self.skew = *skew;
                Ok(())
            }
            Step::Crash { on_disk, loses_storage, away } => {
                if *loses_storage && !self.has_other_tab {
                    self.storage.clear();
                }
                self.crash(*on_disk, *away)
            }
        }
    }

    /// Once the disk works again, every secret that has come since the page was loaded is on it.
    pub(crate) fn finish(&mut self) -> Checked {
        self.update(Event::Command(Command::Resume))?;
        while !self.writing.is_empty() {
            self.answer_keep(0, true)?;
        }
        prop_assert_eq!(self.batch.progress().not_kept, 0);
        for secret in self.arrived.values() {
            prop_assert!(self.is_on_disk(secret), "{secret} got lost");
        }
        self.crash(0, 0)
    }

    pub(crate) fn activated(&self) -> usize {
        self.batch.counts().of(StateKind::Activated)
    }

    fn moment(&self) -> Moment {
        let unix = self.now.saturating_add_signed(self.skew);
        Moment { unix: Timestamp::from_millis(unix), monotonic: self.now - self.loaded }
    }

    fn update(&mut self, event: Event) -> Checked {
        let effects = self.batch.update(event, self.moment());
        for effect in effects {
            match effect {
                Effect::Keep(id, record) => self.writing.push((id, record)),
                Effect::Begin(id, request) => self.begin(id, &request.identity, &request.mode)?,
                Effect::Acknowledge(attempt, secret) => self.check_acknowledgement(attempt, secret)?,
                Effect::StoreRequests => self.storage = self.batch.requests(),
                Effect::WakeAfter(millis) => self.wake = Some(self.now + millis),
            }
        }
        Ok(())
    }

    fn begin(&mut self, id: AttemptId, identity: &Identity, mode: &AuthMode) -> Checked {
        prop_assert!(!self.is_offline, "it began without a network");
        let interval = u64::try_from(self.batch.settings().pacing.interval.as_millis()).unwrap();
        prop_assert!(self.begun.is_none_or(|begun| self.now - begun >= interval), "the pace was not kept");
        prop_assert!(!self.attempts.iter().any(|attempt| attempt.id == id), "a number came twice");
        let row = identity.device_key.as_str().strip_prefix("dk").unwrap().parse().unwrap();
        prop_assert!(!self.attempts.iter().any(|attempt| attempt.row == row), "two connections of one device");
        let is_activation = matches!(mode, AuthMode::Dynamic { .. });
        let attempt = Attempt { id, row, is_activation, begun: self.now, is_sent: false, has_secret: false };
        self.attempts.push(attempt);
        let most = usize::from(self.batch.settings().pacing.in_flight.get());
        prop_assert!(self.attempts.len() <= most, "too many at once");
        self.begun = Some(self.now);
        Ok(())
    }

    /// EnOS is asked.
    fn reach_enos(&mut self, which: usize) -> Checked {
        let attempt = &mut self.attempts[which];
        attempt.is_sent = true;
        let answer = self.throttles[attempt.row].admit(Time::from_millis(self.now), &ThrottleRule::ENOS);
        prop_assert_eq!(answer, Ok(()), "row {} at {}", attempt.row, self.now - START);
        if attempt.is_activation {
            let permit = &mut self.permits[attempt.row];
            prop_assert!(*permit > 0, "row {} was activated again by itself", attempt.row);
            *permit -= 1;
        }
        self.sent += 1;
        Ok(())
    }

    fn attempt(&mut self, which: usize, answer: Answer) -> Checked {
        if self.attempts.is_empty() {
            return Ok(());
        }
        let which = which % self.attempts.len();
        let Attempt { id, is_sent, has_secret, is_activation, .. } = self.attempts[which];
        match answer {
            Answer::Send if !is_sent => {
                self.reach_enos(which)?;
                self.update(Event::Attempt(id, AttemptEvent::Sent))
            }
            Answer::SendAndCrash if !is_sent => {
                self.reach_enos(which)?;
                self.crash(0, 0)
            }
            Answer::Secret if is_sent && is_activation => self.secret(which),
            Answer::EndWell if has_secret => self.end(which, Outcome::Activated(SignOff::Acknowledged)),
            Answer::EndWell if is_sent && !is_activation => self.end(which, Outcome::LoggedIn),
            Answer::Refuse if is_sent && !has_secret => {
                self.fail(which, Stage::Connect, Cause::Refused(ConnackCode::NotAuthorized))
            }
            Answer::TimeOut if !has_secret => {
                self.fail(which, if is_sent { Stage::Secret } else { Stage::Open }, Cause::TimedOut)
            }
            Answer::Cut | Answer::Stop if has_secret => {
                self.end(which, Outcome::Activated(SignOff::Cut(Cause::Closed(CloseInfo::default()))))
            }
            Answer::Cut if is_sent => {
                self.fail(which, Stage::Secret, Cause::Closed(CloseInfo { code: 1006, ..CloseInfo::default() }))
            }
            Answer::Stop => self.fail(which, if is_sent { Stage::Secret } else { Stage::Open }, Cause::Stopped),
            Answer::NotOpened if !is_sent => self.fail(which, Stage::Open, Cause::NotOpened(CloseInfo::default())),
            Answer::NotWritable if !is_sent => {
                self.attempts.remove(which);
                self.update(Event::Attempt(id, AttemptEvent::NotWritable))
            }
            Answer::Send
            | Answer::SendAndCrash
            | Answer::Secret
            | Answer::EndWell
            | Answer::Refuse
            | Answer::TimeOut
            | Answer::Cut
            | Answer::NotOpened
            | Answer::NotWritable => Ok(()),
        }
    }

    fn secret(&mut self, which: usize) -> Checked {
        let attempt = &mut self.attempts[which];
        attempt.has_secret = true;
        let (id, row) = (attempt.id, attempt.row);
        self.secrets += 1;
        let text = format!("secret {} of row {row}", self.secrets);
        let device_secret = Secret::parse(&text).unwrap();
        let device_key = enos::DeviceKey::parse(&format!("dk{row:04}")).unwrap();
        self.arrived.insert((id, self.secrets), text);
        let activated = Activated {
            id: SecretId::first(AttemptId::new(self.secrets)),
            message_id: None,
            asset_id: AssetId::Absent,
            fingerprint: Fingerprint::of(&device_key, &device_secret),
            device_secret,
            remarks: Vec::new(),
        };
        self.update(Event::Attempt(id, AttemptEvent::Secret(Box::new(activated))))
    }

    fn check_acknowledgement(&self, attempt: AttemptId, secret: SecretId) -> Checked {
        let is_it = |number: u64| SecretId::first(AttemptId::new(number)) == secret;
        let (_, text) =
            self.arrived.iter().find(|((id, number), _)| *id == attempt && is_it(*number)).expect("it has arrived");
        prop_assert!(self.is_on_disk(text), "{text} was acknowledged and is not in the journal");
        Ok(())
    }

    fn is_on_disk(&self, secret: &str) -> bool {
        let quoted = format!("\"{secret}\"");
        self.disk.iter().any(|record| record.contains(&quoted))
    }

    fn end(&mut self, which: usize, outcome: Outcome) -> Checked {
        let attempt = self.attempts.remove(which);
        self.update(Event::Attempt(attempt.id, AttemptEvent::Ended(outcome)))
    }

    fn fail(&mut self, which: usize, step: Stage, cause: Cause) -> Checked {
        let goal = if self.attempts[which].is_activation { Goal::Activate } else { Goal::Login };
        let failure = Failure { goal, step, cause, subscription: Subscription::Unanswered };
        self.end(which, Outcome::Failed(Box::new(failure)))
    }

    fn answer_keep(&mut self, which: usize, is_kept: bool) -> Checked {
        if self.writing.is_empty() {
            return Ok(());
        }
        let (id, record) = self.writing.remove(which % self.writing.len());
        if !is_kept {
            return self.update(Event::NotKept(id));
        }
        let is_secret = matches!(record, Record::Secret(_));
        prop_assert_eq!(is_secret, record.durability() == Durability::Strict);
        self.disk.push(record.to_text().to_string());
        self.update(Event::Kept(id))
    }

    fn person(&mut self, row: usize, wish: Wish) -> Checked {
        let id = RowId(u32::try_from(row).unwrap());
        let kind = self.batch.rows()[row].kind();
        let command = match wish {
            Wish::Pause => Command::Pause,
            Wish::Resume => Command::Resume,
            Wish::Retry => {
                self.permit(row, kind == StateKind::Failed);
                Command::Retry(id)
            }
            Wish::RetryFailed => {
                for row in 0..self.permits.len() {
                    let kind = self.batch.rows()[row].kind();
                    self.permit(row, kind == StateKind::Failed);
                }
                Command::RetryFailed
            }
            Wish::ActivateAgain => {
                self.permit(row, kind == StateKind::Uncertain);
                Command::ActivateAgain(id)
            }
            Wish::Verify => Command::Verify(vec![id]),
            Wish::HandOver => Command::HandedOver(vec![id], HandOver::Shown),
            Wish::LeaveOut => Command::LeaveOut(id),
            Wish::TakeIn => Command::TakeIn(id),
            Wish::ToTheFront => Command::Order(vec![id]),
            Wish::ContinueProduct => Command::ContinueProduct(ProductKey::parse("pk1").unwrap()),
            Wish::Pace => Command::SetPacing(self.settings.pacing),
        };
        self.update(Event::Command(command))
    }

    fn permit(&mut self, row: usize, is_said: bool) {
        if is_said {
            self.permits[row] = 1;
        }
    }

    /// A login in another tab that EnOS lets in, while the batch has no connection of the same device.
    fn other_tab(&mut self, row: usize) -> Checked {
        if self.attempts.iter().any(|attempt| attempt.row == row) {
            return Ok(());
        }
        let mut throttle = self.throttles[row];
        if throttle.admit(Time::from_millis(self.now), &ThrottleRule::ENOS).is_err() {
            return Ok(());
        }
        self.throttles[row] = throttle;
        self.has_other_tab = true;
        let identity = self.plan.rows[row].verdict.job().unwrap().identity.clone();
        let mut other = ledger(&self.storage, self.now);
        other.note(&identity, self.now);
        self.storage = other.to_text();
        self.update(Event::Requests(self.storage.clone()))
    }

    fn pass(&mut self, millis: u64) -> Checked {
        let until = self.now + millis;
        loop {
            let limit = |attempt: &Attempt| (!attempt.is_sent).then_some(attempt.begun + OPEN);
            let limits = self.attempts.iter().filter_map(limit).min();
            let next = self.wake.into_iter().chain(limits).min().filter(|next| *next <= until);
            let Some(next) = next else { break };
            self.now = self.now.max(next);
            if self.wake.is_some_and(|wake| wake <= self.now) {
                self.wake = None;
                self.update(Event::Wake)?;
            }
            let now = self.now;
            let is_over = |attempt: &Attempt| !attempt.is_sent && attempt.begun + OPEN <= now;
            while let Some(which) = self.attempts.iter().position(is_over) {
                self.fail(which, Stage::Open, Cause::TimedOut)?;
            }
        }
        self.now = until;
        Ok(())
    }

    /// The browser is killed, and comes back. Connections are gone; what was being written down is on the disk, or not.
    fn crash(&mut self, on_disk: u8, away: u64) -> Checked {
        for (place, (_, record)) in std::mem::take(&mut self.writing).into_iter().enumerate() {
            if on_disk >> (place % 8) & 1 == 1 {
                self.disk.push(record.to_text().to_string());
            }
        }
        self.attempts.clear();
        self.arrived.clear();
        (self.wake, self.begun, self.is_offline, self.skew) = (None, None, false, 0);
        self.now += away;
        self.loaded = self.now;
        let records: Vec<Record> = self.disk.iter().map(|text| Record::parse(text).unwrap()).collect();
        let newest = newest_secrets(&records);
        let ledger = ledger(&self.storage, self.now);
        self.batch = Batch::recover(self.plan.clone(), self.settings, ledger, records, self.moment());
        for (row, (_, secret)) in newest {
            let held = self.batch.row(row).unwrap().held.as_ref().expect("a secret of the journal is held");
            prop_assert_eq!(held.device_secret.expose(), secret.as_str());
        }
        self.update(Event::Wake)?;
        prop_assert!(self.attempts.is_empty() && self.writing.is_empty(), "something began by itself");
        Ok(())
    }
}
