//! The secret written by a technician's own template, which the browser keeps for the next visit.

use enos::Secret;
use yew::prelude::*;

use super::{BreaksLine, CopyTemplate, Placeholder};
use crate::form::TypedSecret;
use crate::i18n::{HandOver, Language, Template, fill};
use crate::page::action::{Action, AttemptAction, Copied, Dispatch};
use crate::page::effect::Effect;
use crate::page::session::Record;
use crate::page::state::PageState;
use crate::page::tool_action::{HandOverAction, ToolAction};
use crate::ui::element::{button, element, group, paragraph};

/// Where the browser keeps it.
pub const KEPT_AS: &str = "template";

const FIRST: &str = "{productKey},{deviceKey},{deviceSecret}\\n";
const HINT: &str = "template-hint";

/// The template as it was typed, right or wrong. Somebody may have typed a secret into it.
#[derive(Debug)]
pub(crate) struct OwnTemplate(TypedSecret);

impl OwnTemplate {
    /// With what was kept, or with the first one there is.
    pub(crate) fn new(kept: Option<String>) -> Self {
        let kept = kept.filter(|template| !template.is_empty());
        Self(TypedSecret::new(kept.unwrap_or_else(|| FIRST.to_owned())))
    }

    /// Takes what was typed.
    pub(crate) fn change(&mut self, text: TypedSecret) {
        self.0 = text;
    }

    /// Only a template that is used is kept, and only one without a secret in it: while somebody types, it may hold most of one.
    pub(crate) fn keep(&self, page: &PageState) -> Vec<Effect> {
        if self.holds_a_secret(page) {
            return Vec::new();
        }
        vec![Effect::Store(KEPT_AS, self.0.expose().to_owned())]
    }

    /// What is to be copied.
    pub(crate) fn write(&self, page: &PageState) -> Option<TypedSecret> {
        let record = page.shown().secret()?;
        written(&CopyTemplate::parse(self.0.expose()).ok()?, record, &record.secret()?.device_secret).ok()
    }

    pub(crate) fn draw(&self, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
        let Some(record) = page.shown().secret() else { return Html::default() };
        let parsed = CopyTemplate::parse(self.0.expose());
        let placeholders = Placeholder::ALL.map(|placeholder| ["{", placeholder.name(), "}"].concat()).join(" ");
        let help = fill(language.say(Template::Help), &[&placeholders, "{{", "{deviceSecret:json}"]);
        let secret = ["{", Placeholder::DeviceSecret.name(), "}"].concat();
        let refusal = match &parsed {
            Err(error) => error.words(language),
            Ok(_) if self.holds_a_secret(page) => fill(language.say(HandOver::TemplateHoldsSecret), &[&secret]),
            Ok(template) => {
                match record.secret().map(|activated| written(template, record, &activated.device_secret)) {
                    Some(Err(breaks)) => breaks.words(language),
                    Some(Ok(_)) | None => String::new(),
                }
            }
        };
        let is_writable = self.write(page).is_some();
        let input = element("textarea", "area").attr("id", "template").attr("rows", "3").value(self.0.expose());
        let input = input.attr("autocomplete", "off").attr("spellcheck", "false").attr("autocapitalize", "none");
        let input = if refusal.is_empty() { input } else { input.attr("aria-invalid", "true") };
        let input = input
            .attr("aria-describedby", HINT)
            .on_type(dispatch, |text| ToolAction::HandOver(HandOverAction::Template(TypedSecret::new(text))));
        let label = element("label", "").attr("for", "template").text(language.say(HandOver::Template));
        let hint = match refusal.as_str() {
            "" => element("p", "hint").text(&help),
            refusal => element("p", "hint hint-bad").text(refusal),
        };
        let head = element("div", "field-head").child(label);
        // Each part has its place whether it is there or not: parts that come and go would make Yew put a new input in place of
        // the one that somebody is typing in.
        let mut parts: [Html; 5] = Default::default();
        let [field, kept, without_asset, preview, copy] = &mut parts;
        *field = element("div", "field").child(head).child(input).child(hint.attr("id", HINT)).build();
        *kept = paragraph("hint", language.say(HandOver::TemplateKept));
        if let Ok(template) = &parsed {
            let has_asset = record.secret().is_some_and(|activated| activated.asset_id.named().is_some());
            if template.asks_for(Placeholder::AssetId) && !has_asset {
                let asset = ["{", Placeholder::AssetId.name(), "}"].concat();
                *without_asset = paragraph("hint", &fill(language.say(Template::NoAsset), &[&asset]));
            }
            let hidden = Secret::parse("••••••••").ok().and_then(|hidden| written(template, record, &hidden).ok());
            if let (Some(preview_text), false) = (hidden, self.holds_a_secret(page)) {
                let text = element("pre", "preview").text(preview_text.expose());
                *preview =
                    element("div", "").child(paragraph("hint", language.say(HandOver::Preview))).child(text).build();
            }
            if is_writable {
                *copy = button(
                    "button",
                    language.say(HandOver::CopyIt),
                    dispatch,
                    Action::Attempt(AttemptAction::Copy(Copied::Template)),
                );
            }
        }
        group(parts.into())
    }

    /// Whether it holds a secret that the page knows.
    fn holds_a_secret(&self, page: &PageState) -> bool {
        let draft = &page.form.draft;
        let typed = [draft.product_secret.expose(), draft.device_secret.expose()];
        let received = page.session.records().iter().filter_map(Record::secret);
        let mut known = typed.into_iter().chain(received.map(|activated| activated.device_secret.expose()));
        known.any(|secret| !secret.is_empty() && self.0.expose().contains(secret))
    }
}

fn written(template: &CopyTemplate, record: &Record, secret: &Secret) -> Result<TypedSecret, BreaksLine> {
    let asset = record.secret().and_then(|activated| activated.asset_id.named());
    template.write(record.identity(), asset, secret)
}
