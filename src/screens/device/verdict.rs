//! What came of an attempt: the secret, the login, or the failure.

use std::rc::Rc;

use activation::Failure;
use yew::prelude::*;

use super::failure_view::{failure_view, report};
use super::formats::Format;
use super::session::{Ending, Record};
use super::steps::seconds;
use super::work::{Shown, Work};
use crate::components::{
    Copier, CopyChoice, FailureActions, FixAction, Held, Picture, ProofView, ResultCard, failure_card, icon,
};
use crate::i18n::{Language, Outcome, Trouble, fill};

/// What the cards call when one of their buttons is pressed.
#[derive(Clone, Debug)]
pub(super) struct Actions {
    /// A button beside a remedy.
    pub(super) on_fix: Callback<FixAction>,
    /// *Try again*.
    pub(super) on_again: Callback<()>,
    /// The way to the clipboard.
    pub(super) copier: Copier,
}

/// The cards, and the id of the heading that is to have the focus.
pub(super) fn verdict(shown: &Shown, work: &Work, actions: &Actions, language: Language) -> Html {
    match shown {
        Shown::Form => Html::default(),
        Shown::Running(record) => result(record, ProofView::Busy, work, actions, language),
        Shown::Ended(record) => html! {
            <>
                { failure(record, None, actions, language) }
                { result(record, proof(record, work), work, actions, language) }
                { login(record, language) }
            </>
        },
        Shown::Proof { secret, login } => {
            let proof = if work.is_running() { ProofView::Busy } else { proof(secret, work) };
            let retry = Actions { on_again: prove(secret, work), ..actions.clone() };
            html! {
                <>
                    { failure(login, Some(Trouble::ProofFailed), &retry, language) }
                    { result(secret, proof, work, actions, language) }
                </>
            }
        }
    }
}

/// The heading that is to have the focus once there is a verdict.
#[must_use]
pub(super) fn heading(shown: &Shown) -> Option<&'static str> {
    let record = match shown {
        Shown::Form | Shown::Running(_) => return None,
        Shown::Ended(record) => record,
        Shown::Proof { login, .. } => login,
    };
    match record.ending {
        Ending::Running => None,
        Ending::Failed(_) => Some("failure-title"),
        Ending::Good(_) => Some("result-title"),
    }
}

fn result(record: &Rc<Record>, proof: ProofView, work: &Work, actions: &Actions, language: Language) -> Html {
    let Some(activated) = record.secret() else { return Html::default() };
    let choices = Format::ALL.into_iter().map(|format| {
        let record = Rc::clone(record);
        let text = Callback::from(move |()| {
            record.secret().map(|secret| format.write(record.identity(), &secret.device_secret)).unwrap_or_default()
        });
        CopyChoice { name: language.say(format.name()), text }
    });
    let on_handed_over = {
        let (work, id) = (work.clone(), record.id);
        Callback::from(move |()| work.hand_over(id))
    };
    html! {
        <ResultCard key={record.id.as_millis().to_string()} held={Held(Rc::clone(activated))} meta={meta(record, language)}
            choices={choices.collect::<Vec<_>>()} {proof} {on_handed_over} copier={actions.copier.clone()} {language} />
    }
}

fn failure(record: &Rc<Record>, title: Option<Trouble>, actions: &Actions, language: Language) -> Html {
    let Ending::Failed(failure) = &record.ending else { return Html::default() };
    let mut view = failure_view(&record.attempt, failure, language);
    if let Some(title) = title {
        view.title = language.say(title);
    }
    let actions = FailureActions {
        report: writer(record, failure, language),
        on_fix: actions.on_fix.clone(),
        on_again: actions.on_again.clone(),
        copier: actions.copier.clone(),
    };
    failure_card(&view, &actions, language)
}

fn login(record: &Rc<Record>, language: Language) -> Html {
    if !record.is_login() {
        return Html::default();
    }
    html! {
        <section class="card verdict verdict-good" aria-label={language.say(Outcome::LoginRegion)}>
            <h2 id="result-title" tabindex="-1">{ icon(Picture::Check) }{ language.say(Outcome::LoginProven) }</h2>
            <p class="meta">{ meta(record, language) }</p>
            <p>{ language.say(Outcome::LoginProvenText) }</p>
        </section>
    }
}

fn proof(record: &Rc<Record>, work: &Work) -> ProofView {
    match &record.ending {
        Ending::Running => ProofView::Busy,
        Ending::Good(_) | Ending::Failed(_) if record.is_proven => ProofView::Proven,
        Ending::Good(_) | Ending::Failed(_) => ProofView::Open(prove(record, work)),
    }
}

fn prove(record: &Rc<Record>, work: &Work) -> Callback<()> {
    let (work, record) = (work.clone(), Rc::clone(record));
    Callback::from(move |()| work.prove(&record))
}

fn writer(record: &Rc<Record>, failure: &Rc<Failure>, language: Language) -> Callback<(), AttrValue> {
    let (record, failure) = (Rc::clone(record), Rc::clone(failure));
    Callback::from(move |()| AttrValue::from(report(&record.attempt, &failure, record.at, language)))
}

fn meta(record: &Record, language: Language) -> String {
    let asset = record.secret().map(|activated| match &activated.asset_id {
        Some(asset) => fill(language.say(Outcome::Asset), &[asset]),
        None => language.say(Outcome::NoAsset).to_owned(),
    });
    let took = seconds(record.took());
    let device = record.identity().device_key.as_str();
    match asset {
        Some(asset) => [device, " · ", &asset, " · ", &took].concat(),
        None => [device, " · ", &took].concat(),
    }
}
