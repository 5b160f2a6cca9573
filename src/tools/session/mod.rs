//! The session: its table, and the file of it.

pub mod export;
mod table;

use enos::Timestamp;
use foreign_text::ForeignText;
use yew::prelude::*;

use self::export::{Ended, Export, Format, Row, Secrets};
use crate::attempt::Endpoint;
use crate::attempt::view::failure::place_words;
use crate::attempt::view::failure_words::title;
use crate::i18n::{HandOver, Language};
use crate::page::action::{Action, Dispatch};
use crate::page::effect::{Effect, File};
use crate::page::session::{Ending, Record};
use crate::page::tool_action::{ExportAction, ToolAction};
use crate::ui::element::{button, element};

/// Whether the next file is to hold the secrets: never, unless somebody says so for that file.
#[derive(Debug, Default)]
pub(crate) struct SessionFile {
    secrets: Secrets,
}

impl SessionFile {
    pub(crate) fn act(
        &mut self,
        action: ExportAction,
        records: &[Record],
        now: Timestamp,
        language: Language,
    ) -> Vec<Effect> {
        let format = match action {
            ExportAction::Secrets => {
                self.secrets = match self.secrets {
                    Secrets::LeftOut => Secrets::Included,
                    Secrets::Included => Secrets::LeftOut,
                };
                return Vec::new();
            }
            ExportAction::Csv => Format::Csv,
            ExportAction::Json => Format::Json,
        };
        let secrets = std::mem::take(&mut self.secrets);
        let Export { name, media_type, text } = export(records, format, secrets, now, language);
        let included = records.iter().filter(|_| secrets == Secrets::Included);
        let hands_over = included.map(Record::id).collect();
        vec![Effect::Save(File { name, media_type, text, hands_over })]
    }

    pub(crate) fn draw(&self, records: &[Record], dispatch: &Dispatch, language: Language) -> Html {
        let table = table::session(records, dispatch, language);
        let stack = element("div", "stack").child(table);
        if records.is_empty() {
            return stack.build();
        }
        let act = |action: ExportAction| Action::Tool(ToolAction::Export(action));
        let tick = element("input", "").attr("type", "checkbox").attr("aria-describedby", "export-help");
        let tick = tick.checked(self.secrets == Secrets::Included).on_choose(dispatch, act(ExportAction::Secrets));
        let choice =
            element("label", "choice").child(tick).child(element("span", "").text(language.say(HandOver::WithSecrets)));
        let help = element("p", "hint").attr("id", "export-help").text(language.say(HandOver::WithSecretsHelp));
        let buttons = element("div", "buttons")
            .child(button("button", language.say(HandOver::SaveCsv), dispatch, act(ExportAction::Csv)))
            .child(button("button", language.say(HandOver::SaveJson), dispatch, act(ExportAction::Json)));
        let heading = element("h3", "").attr("id", "export-title").text(language.say(HandOver::SaveSession));
        let card = element("section", "card stack").attr("aria-labelledby", "export-title").child(heading);
        stack.child(card.child(element("div", "").child(choice).child(help)).child(buttons)).build()
    }
}

/// The file, the oldest attempt first.
fn export(records: &[Record], format: Format, secrets: Secrets, now: Timestamp, language: Language) -> Export {
    let rows: Vec<_> = records.iter().map(|record| row(record, language)).collect();
    Export::of(&rows, format, secrets, now)
}

fn row(record: &Record, language: Language) -> Row<'_> {
    let (identity, activated, took) = (record.identity(), record.secret(), record.took());
    let ended = match &record.ending {
        Ending::Running => Ended::Unfinished,
        Ending::Succeeded(_) | Ending::Failed(_) if record.replaced_at.is_some() => Ended::Replaced,
        Ending::Failed(failure) => Ended::Failed(language.say(title(failure))),
        Ending::Succeeded(_) if record.is_login() => Ended::LoggedIn,
        Ending::Succeeded(_) if record.is_verified => Ended::Verified,
        Ending::Succeeded(_) => Ended::Activated,
    };
    Row {
        at: record.at,
        product_key: identity.product_key.as_str(),
        device_key: identity.device_key.as_str(),
        client_id: identity.client_id.as_str(),
        mode: record.mode(),
        ended,
        took_ms: took.as_secs() * 1_000 + u64::from(took.subsec_millis()),
        fingerprint: activated.map(|activated| activated.fingerprint),
        asset_id: activated.and_then(|activated| activated.asset_id.named()).map(ForeignText::as_received),
        gateway: match &record.attempt.place {
            Endpoint::Gateway(_) => place_words(&record.attempt.place, language),
            Endpoint::Demo => "",
        },
        secret: activated.map(|activated| &activated.device_secret),
    }
}
