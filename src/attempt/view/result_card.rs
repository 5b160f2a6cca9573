//! The secret that arrived, and what can be done with it.

use activation::Activated;
use foreign_text::visible;
use yew::prelude::*;

use crate::form::FieldWarning;
use crate::i18n::{Ask, Language, Outcome, fill};
use crate::page::action::{Action, AttemptAction, Copied, Dispatch, Fold, Format, Reveal};
use crate::page::tool_action::ToolId;
use crate::ui::element::{Node, button, group, node, paragraph};
use crate::ui::icon::Picture;
use crate::ui::icon::icon;

/// Whether the secret is known to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerificationView {
    /// Not known, and now is not the time to find out.
    Busy,
    /// Not known.
    Open,
    /// A login with it was accepted.
    Done,
}

/// A secret as it is to be drawn.
#[derive(Clone, Debug)]
pub struct ResultCard<'a> {
    /// The secret.
    pub activated: &'a Activated,
    /// Whether it came from the demo inside the page.
    pub is_demo: bool,
    /// The device, and how long it took.
    pub meta: Html,
    /// For how many seconds it will be seen; `None` while it is hidden.
    pub left: Option<u64>,
    /// What is open below the buttons: the ways to copy it, other ways to hand it on, or what verifying it would do.
    pub fold: Option<Fold>,
    /// Which of those other ways is open.
    pub tool: Option<ToolId>,
    /// Whether it is known to work.
    pub verification: VerificationView,
    /// For how many seconds a login has to wait, lest EnOS lock the device out.
    pub wait: Option<u64>,
    /// That a newer secret has taken its place, in words.
    pub replaced: Option<String>,
    /// That way, drawn by the tools.
    pub below: Html,
    /// How the message differed from the specification; and what came behind it and was not understood.
    pub remarks: Html,
}

/// The card. Hidden, the secret is nowhere in the document.
pub fn result_card(card: &ResultCard<'_>, dispatch: &Dispatch, language: Language) -> Html {
    let title = match (card.verification, card.is_demo) {
        (VerificationView::Done, false) => Outcome::SecretVerified,
        (VerificationView::Done, true) => Outcome::DemoSecretVerified,
        (VerificationView::Busy | VerificationView::Open, false) => Outcome::SecretReceived,
        (VerificationView::Busy | VerificationView::Open, true) => Outcome::DemoSecretReceived,
    };
    let toggle = if card.left.is_some() { Outcome::HideSecret } else { Outcome::ShowSecret };
    let fingerprint = fill(language.say(Outcome::Fingerprint), &[&card.activated.fingerprint.to_string()]);
    let button = |words: Outcome, action: Action| button("button", language.say(words), dispatch, action);
    let fold = |words: Outcome, which: Fold| {
        let action = Action::Attempt(AttemptAction::ToggleFold(which));
        unfolding("button", language.say(words), card.fold == Some(which)).on_click(dispatch, action).end()
    };
    let mut buttons = vec![
        button(toggle, Action::Attempt(AttemptAction::Toggle(Reveal::Secret))),
        button(Outcome::CopySecret, Action::Attempt(AttemptAction::Copy(Copied::Secret(Format::Raw)))),
        fold(Outcome::CopyAs, Fold::Formats),
    ];
    if card.verification == VerificationView::Open {
        buttons.push(fold(Outcome::VerifySecret, Fold::Verify));
    }
    buttons.push(fold(Outcome::More, Fold::More));
    let drawer = match (card.fold, card.verification) {
        (Some(Fold::Formats), _) => formats(dispatch, language),
        (Some(Fold::More), _) => more(card, dispatch, language),
        (Some(Fold::Verify), VerificationView::Open) => verification(card.wait, dispatch, language),
        _ => Html::default(),
    };
    let heading = node("h2", "").with("id", "result-title").with("tabindex", "-1");
    let section = node("section", "card verdict verdict-good").with("aria-label", language.say(Outcome::Region));
    section
        .put(heading.hold(icon(Picture::Check)).say(language.say(title)))
        .hold(card.meta.clone())
        .hold(card.replaced.as_deref().map(|words| paragraph("known", words)).unwrap_or_default())
        .put(node("p", "secret").put(secret(card)))
        .hold(oddity(card, language))
        .hold(paragraph("meta", &[&state(card, language), " · ", &fingerprint].concat()))
        .hold(card.remarks.clone())
        .put(node("div", "buttons").hold(group(buttons)))
        .hold(drawer)
        .end()
}

impl Format {
    /// All of them, the secret alone first.
    pub const ALL: [Self; 5] = [Self::Raw, Self::Json, Self::C, Self::Env, Self::At];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> Outcome {
        match self {
            Self::Raw => Outcome::Raw,
            Self::Json => Outcome::AsJson,
            Self::C => Outcome::AsC,
            Self::Env => Outcome::AsEnv,
            Self::At => Outcome::AsAt,
        }
    }
}

fn secret(card: &ResultCard<'_>) -> Node {
    if card.left.is_some() {
        // What cannot be seen is spelled; *Copy* copies the secret as it is.
        node("output", "").say(&visible(card.activated.device_secret.expose()))
    } else {
        node("span", "bullets").with("aria-hidden", "true").say("•••• •••• •••• ••••")
    }
}

/// What a reader of the secret must know: which character in it is not what it looks like.
fn oddity(card: &ResultCard<'_>, language: Language) -> Html {
    let remark = FieldWarning::for_secret(card.activated.device_secret.expose());
    remark.map_or_else(Html::default, |remark| {
        let words = fill(language.say(Outcome::OddSecret), &[&remark.words(language)]);
        paragraph("hint hint-odd", &words)
    })
}

fn state(card: &ResultCard<'_>, language: Language) -> String {
    match card.left {
        Some(left) => fill(language.say(Outcome::HidesIn), &[&left.to_string()]),
        None => fill(language.say(Outcome::Hidden), &[&card.activated.device_secret.length().to_string()]),
    }
}

fn formats(dispatch: &Dispatch, language: Language) -> Html {
    let mut buttons = node("div", "buttons");
    for format in Format::ALL.into_iter().skip(1) {
        let words = language.say(format.name());
        let name = [language.say(Outcome::CopyAs), " ", words].concat();
        let copy = node("button", "button").with("type", "button").with_text("aria-label", &name);
        buttons = buttons
            .put(copy.on_click(dispatch, Action::Attempt(AttemptAction::Copy(Copied::Secret(format)))).say(words));
    }
    buttons.end()
}

/// Ways that are a tool each, and the one that is open.
fn more(card: &ResultCard<'_>, dispatch: &Dispatch, language: Language) -> Html {
    let ways = [
        (Outcome::ShowLarge, ToolId::Large),
        (Outcome::ShowCode, ToolId::Code),
        (Outcome::OwnTemplate, ToolId::Template),
        (Outcome::SaveAsFile, ToolId::File),
    ];
    let mut buttons = node("div", "buttons");
    for (words, drawer) in ways {
        let way = unfolding("button", language.say(words), card.tool == Some(drawer)).with("id", drawer.opener());
        buttons = buttons.put(way.on_click(dispatch, Action::ToggleTool(drawer)));
    }
    group(vec![buttons.end(), card.below.clone()])
}

/// A button that says whether what it opens is open.
fn unfolding(class: &'static str, words: &str, is_open: bool) -> Node {
    let is_open = if is_open { "true" } else { "false" };
    node("button", class).with("type", "button").with("aria-expanded", is_open).say(words)
}

/// Verifying has side effects, so they are said before the button that does it can be pressed.
fn verification(wait: Option<u64>, dispatch: &Dispatch, language: Language) -> Html {
    let words = node("p", "").say(language.say(Outcome::VerifyHelp)).say(" ").say(language.say(Outcome::VerifyCost));
    let Some(seconds) = wait else {
        let verify = button(
            "button button-tonal",
            language.say(Outcome::VerifyNow),
            dispatch,
            Action::Attempt(AttemptAction::VerifySecret),
        );
        return node("div", "verification").put(words).hold(verify).end();
    };
    let wait = fill(language.say(Ask::Wait), &[&seconds.to_string()]);
    let wait = node("button", "button button-tonal").with("type", "button").flag("disabled", true).say(&wait);
    let anyway = button("link", language.say(Ask::SendAnyway), dispatch, Action::Attempt(AttemptAction::VerifySecret));
    let known = paragraph("known", &fill(language.say(Ask::SpentNow), &[&seconds.to_string()]));
    node("div", "verification").put(words).hold(known).put(wait).hold(anyway).end()
}
