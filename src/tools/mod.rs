//! The tools together: everything that not every visit needs, loaded on first use.
//!
//! Each tool is a struct of what it remembers, with functions that draw it and do its actions. They may change the [`PageState`], and
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
use self::timestamp::TimestampTool;
use crate::browser::build;
use crate::form::TypedSecret;
use crate::i18n::{Language, Outcome};
use crate::page::action::{Copied, Dispatch};
use crate::page::effect::Effect;
use crate::page::lazy::Tools;
use crate::page::panel::Panel;
use crate::page::state::PageState;
use crate::page::tool_action::{HandOverAction, ToolAction, ToolId};
use crate::ui::element::element;

pub use self::handover::template_view::KEPT_AS as TEMPLATE;

/// All tools, with nothing remembered yet but the template that the browser kept.
#[must_use]
pub fn all(template: Option<String>) -> Box<dyn Tools> {
    Box::new(ToolSet {
        compare: Compare::default(),
        packets: PacketList::default(),
        paste: PasteTool::default(),
        profiles: ProfilesTool::default(),
        template: OwnTemplate::new(template),
        session_file: SessionFile::default(),
        time: TimestampTool::default(),
    })
}

#[derive(Debug)]
struct ToolSet {
    compare: Compare,
    packets: PacketList,
    paste: PasteTool,
    profiles: ProfilesTool,
    template: OwnTemplate,
    session_file: SessionFile,
    time: TimestampTool,
}

impl Tools for ToolSet {
    fn about(&self, has_shortcuts: bool, dispatch: &Dispatch, language: Language) -> Html {
        about(&build(), has_shortcuts, dispatch, language)
    }

    fn panel(&self, panel: Panel, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
        match panel {
            Panel::Compare => self.compare.draw(page, dispatch, language),
            Panel::Packets => self.packets.draw(page, dispatch, language),
            Panel::Session => self.session_file.draw(page.session.records(), dispatch, language),
            // Others draw these.
            Panel::Timeline | Panel::Signature => Html::default(),
        }
    }

    fn drawer(&self, drawer: ToolId, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
        match drawer {
            ToolId::Paste => self.paste.draw(page, dispatch, language),
            ToolId::Time => self.time.draw(page, dispatch, language),
            ToolId::Profiles => self.profiles.draw(page, dispatch, language),
            ToolId::Large => large_text::draw(page.shown().secret(), page.seconds_shown(), dispatch, language),
            ToolId::Code => way(Outcome::ShowCode, qr_view::draw(page, dispatch, language), language),
            ToolId::Template => way(Outcome::OwnTemplate, self.template.draw(page, dispatch, language), language),
            ToolId::File => way(Outcome::SaveAsFile, download::draw(dispatch, language), language),
        }
    }

    fn write(&self, copied: Copied, page: &PageState, language: Language) -> Option<TypedSecret> {
        match copied {
            Copied::Packets => self.packets.report(page, language),
            Copied::Template => self.template.write(page),
            Copied::ClientId | Copied::Username | Copied::Password | Copied::Secret(_) | Copied::Report => None,
        }
    }

    fn hold_something(&self) -> bool {
        self.paste.holds_something() || self.compare.holds_something()
    }

    fn act(&mut self, action: ToolAction, page: &mut PageState, language: Language) -> Vec<Effect> {
        match action {
            ToolAction::Compare(action) => self.compare.act(action, page),
            ToolAction::Paste(action) => self.paste.act(action, page),
            ToolAction::Time(action) => self.time.act(action, page),
            ToolAction::Profiles(action) => self.profiles.act(action, page),
            ToolAction::Packet(row) => {
                self.packets.unfold(row, page);
                Vec::new()
            }
            ToolAction::HandOver(action) => self.hand_over(action, page),
            ToolAction::Export(action) => {
                self.session_file.act(action, page.session.records(), page.unix_now(), language)
            }
        }
    }
}

impl ToolSet {
    fn hand_over(&mut self, action: HandOverAction, page: &mut PageState) -> Vec<Effect> {
        match action {
            HandOverAction::AddSecret => qr_view::add_secret(page),
            HandOverAction::DropSecret => page.revealed.code = None,
            HandOverAction::Template(text) => self.template.change(text),
            HandOverAction::KeepTemplate => return self.template.keep(page),
            HandOverAction::Save(format) => return download::give(format, page.shown().secret()),
        }
        Vec::new()
    }
}

/// A way to hand a secret on, under its heading.
fn way(title: Outcome, contents: Html, language: Language) -> Html {
    let title = element("h3", "").attr("id", ToolId::TITLE).attr("tabindex", "-1").text(language.say(title));
    element("div", "way stack").child(title).child(contents).build()
}
