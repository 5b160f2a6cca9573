//! What is put on the clipboard.

use yew::prelude::*;

use super::{App, Message};
use crate::browser;
use crate::components::Copied;
use crate::form::TypedSecret;
use crate::i18n::{Language, Page};
use crate::screens::device::sign;
use crate::screens::device::state::Device;
use crate::screens::parts::Parts;

impl App {
    pub(super) fn copy(&mut self, context: &Context<Self>, copied: Copied) {
        let Some(device) = &self.device else { return };
        let record = device.shown().secret();
        let secret_of =
            record.map(|record| record.id).filter(|_| matches!(copied, Copied::Secret(_) | Copied::Template));
        let Some(text) = text_of(device, &self.parts, copied, self.language) else { return };
        let good = match copied {
            Copied::Password | Copied::Secret(_) | Copied::Template => Page::Copied,
            Copied::ClientId | Copied::Username | Copied::Report | Copied::Packets => Page::CopiedPlain,
        };
        let told = context.link().callback(|(notice, id)| Message::Copied(notice, id));
        browser::write_to_clipboard(text.expose(), move |done| {
            told.emit(if done { (good, secret_of) } else { (Page::CopyFailed, None) });
        });
    }
}

/// What is to be copied, written only now, so that no copy of a secret waits in the page.
fn text_of(device: &Device, parts: &Parts, copied: Copied, language: Language) -> Option<TypedSecret> {
    let desk = &device.desk;
    let credentials = || {
        let entry = desk.draft.parse(desk.place, &device.origin).ok()?;
        Some(sign(&entry, desk.timestamp()))
    };
    let text = match copied {
        Copied::ClientId => credentials()?.client_id,
        Copied::Username => credentials()?.username,
        Copied::Password => credentials()?.password.expose().to_owned(),
        Copied::Secret(format) => {
            return (parts.road?.write)(device.shown().secret()?, format);
        }
        Copied::Template | Copied::Packets => return parts.tools.as_ref()?.write(copied, device, language),
        Copied::Report => {
            let report = (parts.road?.report)(device, language)?;
            let packets = parts.tools.as_ref().and_then(|tools| tools.write(Copied::Packets, device, language));
            [report.as_str(), "\n", packets.as_ref().map_or("", TypedSecret::expose)].concat()
        }
    };
    Some(TypedSecret::new(text))
}
