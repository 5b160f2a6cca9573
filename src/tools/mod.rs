//! The tools together: everything that not every visit needs, loaded on first use.
//!
//! Each tool is a struct of what it remembers, with functions that draw it and do its deeds. They may change the [`Device`], and
//! keep nothing that would outlive *Wipe now*.

pub mod about;
pub mod compare;
mod drawer;
pub mod handover;
pub mod packets;
pub mod paste;
pub mod profiles;
pub mod session;
mod timestamp;

use yew::prelude::*;

use self::about::about;
use self::compare::Compare;
use self::handover::template_view::OwnTemplate;
use self::handover::{download, large_text, qr_view};
use self::packets::PacketList;
use self::paste::PasteTool;
use self::profiles::ProfilesTool;
use self::session::SessionFile;
use self::timestamp::TimeTool;
use crate::browser::build;
use crate::form::TypedSecret;
use crate::i18n::{Language, Outcome, Page};
use crate::page::action::{Copied, Send};
use crate::page::lazy::{Told, Tools};
use crate::page::panel::Panel;
use crate::page::state::Device;
use crate::page::tool_action::{Drawer, HandOverDeed, ToolDeed};
use crate::ui::element::node;

pub use self::handover::template_view::KEPT_AS as TEMPLATE;

/// All tools, with nothing remembered yet but the template that the browser kept.
#[must_use]
pub fn all(template: Option<String>) -> Box<dyn Tools> {
    Box::new(Bench {
        compare: Compare::default(),
        packets: PacketList::default(),
        paste: PasteTool::default(),
        profiles: ProfilesTool::default(),
        template: OwnTemplate::new(template),
        session_file: SessionFile::default(),
        time: TimeTool::default(),
    })
}

#[derive(Debug)]
struct Bench {
    compare: Compare,
    packets: PacketList,
    paste: PasteTool,
    profiles: ProfilesTool,
    template: OwnTemplate,
    session_file: SessionFile,
    time: TimeTool,
}

impl Tools for Bench {
    fn about(&self, has_shortcuts: bool, send: &Send, language: Language) -> Html {
        about(&build(), has_shortcuts, send, language)
    }

    fn panel(&self, panel: Panel, device: &Device, send: &Send, language: Language) -> Html {
        match panel {
            Panel::Compare => self.compare.draw(device, send, language),
            Panel::Packets => self.packets.draw(device, send, language),
            Panel::Session => self.session_file.draw(device, send, language),
            // Others draw these.
            Panel::Timeline | Panel::Signature => Html::default(),
        }
    }

    fn drawer(&self, drawer: Drawer, device: &Device, send: &Send, language: Language) -> Html {
        match drawer {
            Drawer::Paste => self.paste.draw(device, send, language),
            Drawer::Time => self.time.draw(device, send, language),
            Drawer::Profiles => self.profiles.draw(device, send, language),
            Drawer::Large => large_text::draw(device, send, language),
            Drawer::Code => way(Outcome::ShowCode, qr_view::draw(device, send, language), language),
            Drawer::Template => way(Outcome::OwnTemplate, self.template.draw(device, send, language), language),
            Drawer::File => way(Outcome::SaveAsFile, download::draw(send, language), language),
        }
    }

    fn write(&self, copied: Copied, device: &Device, language: Language) -> Option<TypedSecret> {
        match copied {
            Copied::Packets => self.packets.report(device, language),
            Copied::Template => self.template.write(device),
            Copied::ClientId | Copied::Username | Copied::Password | Copied::Secret(_) | Copied::Report => None,
        }
    }

    fn act(&mut self, deed: ToolDeed, device: &mut Device, send: &Send, language: Language) -> Told {
        match deed {
            ToolDeed::Compare(deed) => self.compare.act(deed, device),
            ToolDeed::Paste(deed) => self.paste.act(deed, device),
            ToolDeed::Time(deed) => self.time.act(deed, device),
            ToolDeed::Profiles(deed) => self.profiles.act(deed, device, send),
            ToolDeed::Packet(row) => {
                self.packets.unfold(row, device);
                Told::default()
            }
            ToolDeed::HandOver(deed) => self.hand_over(deed, device),
            ToolDeed::Export(deed) => self.session_file.act(deed, device, language),
        }
    }
}

impl Bench {
    fn hand_over(&mut self, deed: HandOverDeed, device: &mut Device) -> Told {
        match deed {
            HandOverDeed::AddSecret => qr_view::add_secret(device),
            HandOverDeed::DropSecret => device.open.code = None,
            HandOverDeed::Template(text) => self.template.change(text),
            HandOverDeed::KeepTemplate => self.template.keep(device),
            HandOverDeed::Save(format) => return download::give(format, device),
        }
        Told::default()
    }
}

/// A way to hand a secret on, under its heading.
fn way(title: Outcome, contents: Html, language: Language) -> Html {
    let title = node("h3", "").with("id", Drawer::TITLE).with("tabindex", "-1").say(language.say(title));
    node("div", "way stack").put(title).hold(contents).end()
}

/// Gives the browser a text as a file to save, and says how that went. To be called from within a tap or a key press.
#[must_use]
pub(crate) fn save(name: &str, media_type: &str, text: &str) -> Page {
    if crate::browser::save_file(name, media_type, text) { Page::Saved } else { Page::SaveFailed }
}
