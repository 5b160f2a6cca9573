//! The tools together: everything that not every visit needs, loaded on first use.
//!
//! Each tool is a struct of what it remembers, with functions that draw it and do its deeds. They may change the [`Device`], and
//! keep nothing that would outlive *Wipe now*.

mod compare;
mod frame;
mod paste;
mod profiles;
mod time;

use yew::prelude::*;

use self::compare::Compare;
use self::paste::PasteTool;
use self::profiles::ProfilesTool;
use self::time::TimeTool;
use super::about::about;
use super::device::Panel;
use super::device::panels;
use super::device::state::Device;
use super::parts::{Told, Tools};
use crate::components::{Drawer, Send, ToolDeed};
use crate::hooks::build;
use crate::i18n::Language;

/// All tools, with nothing remembered yet.
#[must_use]
pub fn all() -> Box<dyn Tools> {
    Box::new(Bench::default())
}

#[derive(Debug, Default)]
struct Bench {
    compare: Compare,
    paste: PasteTool,
    profiles: ProfilesTool,
    time: TimeTool,
}

impl Tools for Bench {
    fn about(&self, has_shortcuts: bool, send: &Send, language: Language) -> Html {
        about(&build(), has_shortcuts, send, language)
    }

    fn panel(&self, panel: Panel, device: &Device, send: &Send, language: Language) -> Html {
        match panel {
            Panel::Compare => self.compare.draw(device, send, language),
            Panel::Session => panels::session(device, send, language),
            // The road draws these.
            Panel::Timeline | Panel::Signature | Panel::Packets => Html::default(),
        }
    }

    fn drawer(&self, drawer: Drawer, device: &Device, send: &Send, language: Language) -> Html {
        match drawer {
            Drawer::Paste => self.paste.draw(device, send, language),
            Drawer::Time => self.time.draw(device, send, language),
            Drawer::Profiles => self.profiles.draw(device, send, language),
            Drawer::Large | Drawer::Code | Drawer::Template => Html::default(),
        }
    }

    fn act(&mut self, deed: ToolDeed, device: &mut Device, send: &Send, language: Language) -> Told {
        match deed {
            ToolDeed::Compare(deed) => self.compare.act(deed, device, language),
            ToolDeed::Paste(deed) => self.paste.act(deed, device),
            ToolDeed::Time(deed) => self.time.act(deed, device),
            ToolDeed::Profiles(deed) => self.profiles.act(deed, device, send),
        }
    }
}
