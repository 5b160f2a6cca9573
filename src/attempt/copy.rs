//! What is put on the clipboard. It is written only when it is copied, so that no copy of a secret waits in the page.

use super::view::credentials::sign;
use crate::form::TypedSecret;
use crate::i18n::PageText;
use crate::page::action::{AttemptAction, Copied};
use crate::page::core::Page;
use crate::page::effect::{self, Effect};
use crate::page::session::Record;

impl Page {
    /// Has it copied; and then something else done, if the browser lets the page.
    pub(super) fn copy(&mut self, what: Copied, then: Option<AttemptAction>, effects: &mut Vec<Effect>) {
        let secret_of = self.state.shown().secret().map(Record::id);
        let secret_of = secret_of.filter(|_| matches!(what, Copied::Secret(_) | Copied::Template));
        let Some(text) = self.text_of(what) else { return };
        let (notice, is_secret) = match what {
            Copied::Password | Copied::Secret(_) | Copied::Template => (PageText::Copied, true),
            Copied::ClientId | Copied::Username | Copied::Report | Copied::Packets => (PageText::CopiedPlain, false),
        };
        effects.push(Effect::Copy(text, effect::Copied { notice, is_secret, secret_of, then }));
    }

    fn text_of(&self, what: Copied) -> Option<TypedSecret> {
        let (state, language) = (&self.state, self.language);
        let credentials = || {
            let form = state.form.draft.parse(state.form.place, &state.origin).ok()?;
            Some(sign(&form, state.form.timestamp()))
        };
        let text = match what {
            Copied::ClientId => credentials()?.client_id,
            Copied::Username => credentials()?.username,
            Copied::Password => credentials()?.password.expose().to_owned(),
            Copied::Secret(format) => return (self.parts.attempt_views?.write)(state.shown().secret()?, format),
            Copied::Template | Copied::Packets => return self.parts.tools.as_ref()?.write(what, state, language),
            Copied::Report => {
                let report = (self.parts.attempt_views?.report)(state, language)?;
                let tools = self.parts.tools.as_ref();
                let packets = tools.and_then(|tools| tools.write(Copied::Packets, state, language));
                [report.as_str(), "\n", packets.as_ref().map_or("", TypedSecret::expose)].concat()
            }
        };
        Some(TypedSecret::new(text))
    }
}
