//! The secret that arrived, and what can be done with it.

use activation::Activated;
use foreign_text::visible;
use yew::prelude::*;

use crate::form::FieldWarning;
use crate::i18n::{Ask, Language, Outcome, fill};
use crate::page::action::{Action, AttemptAction, Copied, Dispatch, Fold, Format, Reveal};
use crate::page::tool_action::ToolId;
use crate::ui::element::{Element, button, element, group, paragraph};
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
        unfolding("button", language.say(words), card.fold == Some(which)).on_click(dispatch, action).build()
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
    let heading = element("h2", "").attr("id", "result-title").attr("tabindex", "-1");
    let section = element("section", "card verdict verdict-good").attr("aria-label", language.say(Outcome::Region));
    section
        .child(heading.child(icon(Picture::Check)).text(language.say(title)))
        .child(card.meta.clone())
        .child(card.replaced.as_deref().map(|words| paragraph("known", words)).unwrap_or_default())
        .child(element("p", "secret").child(secret(card)))
        .child(oddity(card, language))
        .child(paragraph("meta", &[&state(card, language), " · ", &fingerprint].concat()))
        .child(card.remarks.clone())
        .child(element("div", "buttons").child(group(buttons)))
        .child(drawer)
        .build()
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

fn secret(card: &ResultCard<'_>) -> Element {
    if card.left.is_some() {
        // What cannot be seen is spelled; *Copy* copies the secret as it is.
        element("output", "").text(&visible(card.activated.device_secret.expose()))
    } else {
        element("span", "bullets").attr("aria-hidden", "true").text("•••• •••• •••• ••••")
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
    let mut buttons = element("div", "buttons");
    for format in Format::ALL.into_iter().skip(1) {
        let words = language.say(format.name());
        let name = [language.say(Outcome::CopyAs), " ", words].concat();
        let copy = element("button", "button").attr("type", "button").attr_text("aria-label", &name);
        buttons = buttons
            .child(copy.on_click(dispatch, Action::Attempt(AttemptAction::Copy(Copied::Secret(format)))).text(words));
    }
    buttons.build()
}

/// Ways that are a tool each, and the one that is open.
fn more(card: &ResultCard<'_>, dispatch: &Dispatch, language: Language) -> Html {
    let ways = [
        (Outcome::ShowLarge, ToolId::Large),
        (Outcome::ShowCode, ToolId::Code),
        (Outcome::OwnTemplate, ToolId::Template),
        (Outcome::SaveAsFile, ToolId::File),
    ];
    let mut buttons = element("div", "buttons");
    for (words, drawer) in ways {
        let way = unfolding("button", language.say(words), card.tool == Some(drawer)).attr("id", drawer.opener());
        buttons = buttons.child(way.on_click(dispatch, Action::ToggleTool(drawer)));
    }
    group(vec![buttons.build(), card.below.clone()])
}

/// A button that says whether what it opens is open.
fn unfolding(class: &'static str, words: &str, is_open: bool) -> Element {
    let is_open = if is_open { "true" } else { "false" };
    element("button", class).attr("type", "button").attr("aria-expanded", is_open).text(words)
}

/// Verifying has side effects, so they are said before the button that does it can be pressed.
fn verification(wait: Option<u64>, dispatch: &Dispatch, language: Language) -> Html {
    let words =
        element("p", "").text(language.say(Outcome::VerifyHelp)).text(" ").text(language.say(Outcome::VerifyCost));
    let Some(seconds) = wait else {
        let verify = button(
            "button button-tonal",
            language.say(Outcome::VerifyNow),
            dispatch,
            Action::Attempt(AttemptAction::VerifySecret),
        );
        return element("div", "verification").child(words).child(verify).build();
    };
    let wait = fill(language.say(Ask::Wait), &[&seconds.to_string()]);
    let wait = element("button", "button button-tonal").attr("type", "button").flag("disabled", true).text(&wait);
    let anyway = button("link", language.say(Ask::SendAnyway), dispatch, Action::Attempt(AttemptAction::VerifySecret));
    let known = paragraph("known", &fill(language.say(Ask::SpentNow), &[&seconds.to_string()]));
    element("div", "verification").child(words).child(known).child(wait).child(anyway).build()
}
