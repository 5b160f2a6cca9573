//! A failure as its card shows it, and the report that may be handed on.

use activation::{Cause, Failure, Remedy, Step, StepState};
use enos::Timestamp;
use foreign_text::{visible, visible_line};

use super::check_words::suspect_words;
use super::failure_card::{FailureView, FixAction, FixView};
use super::failure_words::{fix, is_barred, reason, step_name, title};
use super::steps::seconds;
use super::unread_words::why;
use crate::attempt::{Attempt, Endpoint};
use crate::form::Field;
use crate::i18n::{FailureReason, FailureTitle, FailureWord, Language, PageText, Progress, RemedyText};
use crate::page::session::{Ending, Record};
use crate::page::state::PageState;

/// The card of a failure.
#[must_use]
pub fn failure_view(attempt: &Attempt, failure: &Failure, language: Language) -> FailureView {
    let fixes =
        failure.remedies().iter().map(|remedy| FixView { words: language.say(fix(*remedy)), action: action(*remedy) });
    let mut fixes: Vec<_> = fixes.collect();
    if failure.cause == Cause::Stopped {
        // Nothing is the matter.
        fixes.clear();
    }
    if matches!(&failure.cause, Cause::NotOpened(info) if is_barred(info)) {
        // Nothing else is the matter.
        let edit = FixAction::Edit(Field::Gateway, FailureWord::EditAddress);
        fixes = vec![
            FixView { words: language.say(RemedyText::AdmitAddress), action: None },
            FixView { words: language.say(RemedyText::CheckGatewayAddress), action: Some(edit) },
        ];
    }
    let (mut title, mut reason) = (title(failure), reason(failure, language));
    if attempt.place == Endpoint::Demo && matches!(failure.cause, Cause::NotOpened(_)) {
        // There is no gateway: the demo's own module did not come.
        (title, reason) = (FailureTitle::NoDemo, language.say(FailureReason::NoDemo).to_owned());
        fixes = vec![FixView { words: language.say(RemedyText::CheckNetwork), action: None }];
    }
    FailureView {
        title: language.say(title),
        notice: String::new(),
        reason: words_of_place(&reason, &attempt.place, language),
        fixes,
        facts: facts(attempt, failure, language),
    }
}

/// A sentence on what EnOS did: in the demo it was the simulated one, and is called so.
pub(crate) fn words_of_place(words: &str, place: &Endpoint, language: Language) -> String {
    match (place, language) {
        (Endpoint::Gateway(_), _) => words.to_owned(),
        (Endpoint::Demo, Language::Chinese) => words.replace("EnOS", "模拟 EnOS"),
        (Endpoint::Demo, Language::English) => match words.strip_prefix("EnOS") {
            Some(rest) => ["The simulated EnOS", &rest.replace("EnOS", "the simulated EnOS")].concat(),
            None => words.replace("EnOS", "the simulated EnOS"),
        },
    }
}

/// Puts what the checks know for certain in front: a browser hides why a WebSocket did not open, but the checks have asked.
pub(crate) fn name_obstacle_first(
    view: &mut FailureView,
    page: &PageState,
    record: &Record,
    failure: &Failure,
    language: Language,
) {
    let is_of_this_gateway =
        matches!(&record.attempt.place, Endpoint::Gateway(address) if page.address().as_ref() == Some(address));
    let has_said_why = matches!(failure.cause, Cause::Gateway(..) | Cause::Stopped);
    let suspect = page.gateway_probe.as_ref().and_then(|way| way.certain_suspect());
    if let Some(suspect) = suspect.filter(|_| failure.step == Step::Open && is_of_this_gateway && !has_said_why) {
        view.fixes.insert(0, FixView { words: language.say(suspect_words(suspect)), action: None });
    }
}

/// The failure as plain text: no secret, no password.
#[must_use]
pub fn report(attempt: &Attempt, failure: &Failure, at: Timestamp, language: Language) -> String {
    report_view(&failure_view(attempt, failure, language), attempt, at, language)
}

fn report_view(view: &FailureView, attempt: &Attempt, at: Timestamp, language: Language) -> String {
    let identity = &attempt.identity;
    let mut lines =
        vec![[language.say(PageText::Title), " ", env!("CARGO_PKG_VERSION")].concat(), view.title.to_owned()];
    lines.push(view.reason.clone());
    let mut line = |name: &str, value: &str| lines.push([name, ": ", value].concat());
    line(language.say(FailureWord::Time), &[&at.to_string(), " ms"].concat());
    // Names and reasons may be somebody else's words: each stays in its own line, whatever is in it.
    line("productKey", &visible(identity.product_key.as_str()));
    line("deviceKey", &visible(identity.device_key.as_str()));
    line("clientId", &visible(identity.client_id.as_str()));
    for (name, value) in &view.facts {
        line(name, value);
    }
    for entry in attempt.timeline.entries() {
        let state = match &entry.state {
            StepState::Waiting => language.say(Progress::StateWaiting).to_owned(),
            StepState::Running { .. } => language.say(Progress::StateRunning).to_owned(),
            StepState::Done { took, .. } => [language.say(Progress::StateDone), " ", &seconds(*took)].concat(),
            StepState::Skipped => language.say(Progress::StateSkipped).to_owned(),
            StepState::Failed { took } => [language.say(Progress::StateFailed), " ", &seconds(*took)].concat(),
        };
        line(step_name(attempt.goal, entry.step), &state);
    }
    for (number, fix) in (1_u32..).zip(&view.fixes) {
        lines.push([&number.to_string(), ". ", fix.words].concat());
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The most characters that are shown of a gateway's address, and of the reason with which a connection was closed: RFC 6455
/// leaves 123 bytes for it.
const LONGEST_ADDRESS: usize = 512;
const LONGEST_REASON: usize = 123;

/// The failure on show, if there is one, in the same way.
pub(crate) fn report_of(page: &PageState, language: Language) -> Option<String> {
    let record = page.shown().attempt()?;
    match &record.ending {
        Ending::Failed(failure) => {
            let mut view = failure_view(&record.attempt, failure, language);
            name_obstacle_first(&mut view, page, record, failure, language);
            Some(report_view(&view, &record.attempt, record.at, language))
        }
        Ending::Running | Ending::Succeeded(_) => None,
    }
}

/// What answers an attempt, in words.
#[must_use]
pub fn place_words(place: &Endpoint, language: Language) -> &str {
    match place {
        Endpoint::Gateway(address) => address,
        Endpoint::Demo => language.say(PageText::DemoPlace),
    }
}

fn facts(attempt: &Attempt, failure: &Failure, language: Language) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let mut fact = |name: FailureWord, value: &str| {
        facts.push((language.say(name), value.to_owned()));
    };
    fact(FailureWord::Step, step_name(attempt.goal, failure.step));
    if let Some(StepState::Failed { took }) = attempt.timeline.state(failure.step) {
        fact(FailureWord::After, &seconds(*took));
    }
    fact(FailureWord::Gateway, &visible_line(place_words(&attempt.place, language), LONGEST_ADDRESS));
    match &failure.cause {
        Cause::NotOpened(info) | Cause::Gateway(_, info) | Cause::Closed(info) => {
            fact(FailureWord::CloseCode, &info.code.to_string());
            if !info.reason.is_empty() {
                let words = info.reason.visible_line(LONGEST_REASON);
                fact(FailureWord::CloseReason, &["“", &words, "”"].concat());
            }
        }
        Cause::Refused(code) => fact(FailureWord::Technical, &["CONNACK ", &code.code().to_string()].concat()),
        Cause::NonStandardRefusal(refusal) => fact(FailureWord::Technical, &refusal.to_string()),
        Cause::WrongMessage(error) => fact(FailureWord::Technical, &why(error, language)),
        Cause::Violation(violation) => fact(FailureWord::Technical, &violation.to_string()),
        Cause::OtherProtocol(_) | Cause::Stopped | Cause::TimedOut | Cause::SubprotocolRefused => {}
    }
    facts
}

/// The button beside a remedy, where the page itself can do something about it.
const fn action(remedy: Remedy) -> Option<FixAction> {
    Some(match remedy {
        Remedy::CheckGatewayAddress | Remedy::CheckGatewayPath | Remedy::CheckRegion => {
            FixAction::Edit(Field::Gateway, FailureWord::EditAddress)
        }
        Remedy::CheckClientId => FixAction::Edit(Field::ClientId, FailureWord::EditClientId),
        Remedy::RetypeProductSecret | Remedy::RetypeDeviceSecret => {
            FixAction::Edit(Field::Secret, FailureWord::TypeAgain)
        }
        Remedy::CheckKeys => FixAction::Edit(Field::ProductKey, FailureWord::EditKeys),
        Remedy::UseStaticLogin | Remedy::LookUpSecret => FixAction::UseStatic,
        Remedy::UseDynamicActivation => FixAction::UseDynamic,
        Remedy::CheckNetwork
        | Remedy::CheckGatewayCertificate
        | Remedy::CheckProxy
        | Remedy::AllowLocalNetwork
        | Remedy::CheckUpstream
        | Remedy::CheckUpstreamCertificate
        | Remedy::CheckGatewayMachine
        | Remedy::CheckGatewayClock
        | Remedy::CheckServerVersion
        | Remedy::CheckClock
        | Remedy::RegisterDevice
        | Remedy::EnableDevice
        | Remedy::TurnOnDynamicActivation
        | Remedy::CheckOtherLogin
        | Remedy::WaitForThrottle
        | Remedy::TryAgain
        | Remedy::SendReport => return None,
    })
}
