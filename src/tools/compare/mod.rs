//! The comparison of what a device sends with what it should send, and the search for its mistake.

mod text;

use diagnosis::{Diagnosis, Field, Known, Sent, diagnose, take_apart};
use foreign_text::visible;
use yew::prelude::*;

use self::text::{finding, is_nothing_given, verdicts};
use crate::form::TypedSecret;
use crate::i18n::{CompareText, Label, Language, fill};
use crate::page::action::{Action, Dispatch};
use crate::page::effect::Effect;
use crate::page::state::PageState;
use crate::page::tool_action::{CompareAction, ToolAction};
use crate::ui::element::{Element, element, paragraph};
use crate::ui::icon::Picture;
use crate::ui::icon::icon;

/// What was pasted, and what came of it.
#[derive(Debug, Default)]
pub(crate) struct Compare {
    client_id: String,
    username: String,
    password: TypedSecret,
    /// The last text that was pasted held several values.
    is_taken_apart: bool,
    /// What came of it. It is put into words when it is drawn.
    answer: Option<Diagnosis>,
}

impl Compare {
    pub(crate) fn holds_something(&self) -> bool {
        self.password.length() > 0
    }

    pub(crate) fn act(&mut self, action: CompareAction, page: &PageState) -> Vec<Effect> {
        match action {
            CompareAction::ClientId(text) => self.take(Field::ClientId, &text),
            CompareAction::UserName(text) => self.take(Field::UserName, &text),
            CompareAction::Password(text) => self.take(Field::Password, &text),
            CompareAction::Ask => {
                self.take_typed();
                self.answer = self.ask(page);
                return Effect::focus(Some("compared-title"));
            }
        }
        // An answer to another question would mislead.
        self.answer = None;
        Vec::new()
    }

    /// A whole log line or CONNECT that comes at once is taken apart, so that no password stays in a field where it can be read.
    ///
    /// What is typed comes a character at a time. Its first half may look whole, so it is left alone until somebody asks.
    fn take(&mut self, field: Field, text: &TypedSecret) {
        self.is_taken_apart = false;
        let came_at_once = inserted(self.text(field), text.expose()) > 3;
        if !(came_at_once && self.split(field, text)) {
            self.put(field, text);
        }
    }

    /// Takes apart what was typed into one field, when it holds several of the values.
    fn take_typed(&mut self) {
        for field in [Field::ClientId, Field::UserName, Field::Password] {
            let text = TypedSecret::new(self.text(field).to_owned());
            if self.split(field, &text) {
                return;
            }
        }
    }

    /// Puts several values that stand in the text of one field into their own; whether it held several. A value that is not
    /// among them stays as it is.
    fn split(&mut self, from: Field, text: &TypedSecret) -> bool {
        let Some(parts) = take_apart(text.expose()) else { return false };
        self.is_taken_apart = true;
        self.put(from, &TypedSecret::default());
        if let Some(client_id) = parts.client_id {
            self.client_id = client_id;
        }
        if let Some(username) = parts.username {
            self.username = username;
        }
        if let Some(password) = parts.password {
            self.password = TypedSecret::new((*password).clone());
        }
        true
    }

    fn text(&self, field: Field) -> &str {
        match field {
            Field::ClientId => &self.client_id,
            Field::UserName => &self.username,
            Field::Password => self.password.expose(),
        }
    }

    fn put(&mut self, field: Field, text: &TypedSecret) {
        match field {
            Field::ClientId => text.expose().clone_into(&mut self.client_id),
            Field::UserName => text.expose().clone_into(&mut self.username),
            Field::Password => self.password = TypedSecret::new(text.expose().to_owned()),
        }
    }

    pub(crate) fn draw(&self, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
        let heading = element("h3", "").attr("id", "compare-title").text(language.say(CompareText::Title));
        let card = element("section", "card stack").attr("aria-labelledby", "compare-title").child(heading);
        let card = card.child(paragraph("hint", language.say(CompareText::Help)));
        let Some(identity) = page.form.draft.identity() else {
            return card.child(paragraph("", language.say(CompareText::Incomplete))).build();
        };
        let note = match self.password.length() {
            0 => String::new(),
            length => fill(language.say(Label::Characters), &[&length.to_string()]),
        };
        // A form, because browsers want every password field to stand in one.
        let ask = Action::Tool(ToolAction::Compare(CompareAction::Ask));
        let form = element("form", "stack").attr("autocomplete", "off").on_submit(dispatch, ask);
        let form = form
            .child(field(
                "compare-client-id",
                language.say(CompareText::ClientId),
                "",
                plain(&self.client_id),
                dispatch,
                |text| ToolAction::Compare(CompareAction::ClientId(TypedSecret::new(text))),
            ))
            .child(field(
                "compare-user-name",
                language.say(CompareText::UserName),
                "",
                plain(&self.username),
                dispatch,
                |text| ToolAction::Compare(CompareAction::UserName(TypedSecret::new(text))),
            ))
            .child(field("compare-password", language.say(CompareText::Password), &note, secret(), dispatch, |text| {
                ToolAction::Compare(CompareAction::Password(TypedSecret::new(text)))
            }));
        let go = element("button", "button button-tonal").attr("type", "submit").text(language.say(CompareText::Ask));
        let about = fill(language.say(CompareText::For), &[&visible(identity.device_key.as_str())]);
        let mut live = element("div", "live").attr("role", "status");
        if self.is_taken_apart {
            live = live.child(element("p", "hint").text(language.say(CompareText::TakenApart)));
        }
        card.child(form.child(live).child(go))
            .child(paragraph("hint", &about))
            .child(self.answer.as_ref().map(|answer| draw_answer(answer, language)).unwrap_or_default())
            .build()
    }

    fn ask(&self, page: &PageState) -> Option<Diagnosis> {
        let draft = &page.form.draft;
        let identity = draft.identity()?;
        let typed = |secret: &TypedSecret| secret.parse().ok();
        let received = page.session.secret_of(&identity).cloned();
        let (device_secret, product_secret) =
            (received.or_else(|| typed(&draft.device_secret)), typed(&draft.product_secret));
        let known = Known {
            identity: &identity,
            secure_mode: draft.mode,
            device_secret: device_secret.as_ref(),
            product_secret: product_secret.as_ref(),
            timestamp: page.form.timestamp(),
        };
        let sent = Sent { client_id: &self.client_id, username: &self.username, password: self.password.expose() };
        Some(diagnose(&sent, &known))
    }
}

/// How many bytes of a text are new: what it has in common with the old one at both ends was there before.
fn inserted(old: &str, new: &str) -> usize {
    let front = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    let longest = old.len().min(new.len()) - front;
    let back = old.bytes().rev().zip(new.bytes().rev()).take(longest).take_while(|(old, new)| old == new).count();
    new.len() - front - back
}

fn draw_answer(answer: &Diagnosis, language: Language) -> Html {
    let title = element("h4", "").attr("id", "compared-title").attr("tabindex", "-1");
    let mut list = element("div", "stack").child(title.text(language.say(CompareText::Found)));
    if is_nothing_given(&answer.comparison) {
        list = list.child(paragraph("", language.say(CompareText::NothingGiven)));
    }
    for (name, is_right, sentences) in verdicts(&answer.comparison, language) {
        let (class, picture, words) = match is_right {
            Some(true) => ("mark-good", Picture::Check, CompareText::Right),
            Some(false) => ("mark-bad", Picture::Cross, CompareText::Wrong),
            None => ("mark-odd", Picture::Warning, CompareText::Open),
        };
        let mark = element("span", class).child(icon(picture));
        let head = element("strong", "").text(name).text(" ").text(language.say(words));
        let mut row = element("div", "compared").child(mark).child(head);
        for sentence in &sentences {
            row = row.child(paragraph("", sentence));
        }
        list = list.child(row);
    }
    if let Some((headline, mistakes)) = finding(answer, language) {
        let mut found = element("ul", "");
        for mistake in &mistakes {
            found = found.child(element("li", "").text(mistake));
        }
        list = list.child(
            element("div", "notice").child(element("p", "").child(element("strong", "").text(&headline))).child(found),
        );
    }
    list.build()
}

fn plain(value: &str) -> Element {
    element("textarea", "area").attr("rows", "2").value(value)
}

/// What is pasted here is never drawn again: the browser alone keeps it.
fn secret() -> Element {
    element("input", "area").attr("type", "password")
}

fn field(
    id: &'static str,
    label: &'static str,
    note: &str,
    input: Element,
    dispatch: &Dispatch,
    action: fn(String) -> ToolAction,
) -> Element {
    let label = element("label", "").attr("for", id).text(label);
    let head = element("div", "field-head").child(label).child(element("span", "field-note").text(note));
    let input = input.attr("id", id).attr("autocomplete", "off").attr("spellcheck", "false");
    let input = input.attr("autocapitalize", "none").on_type(dispatch, action);
    element("div", "field").child(head).child(input)
}
