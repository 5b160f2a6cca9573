//! What stands in the way of the work: no network, no settings, or a page into which no secret may be typed.

use yew::prelude::*;

use super::state::{Closed, Device};
use crate::components::{Action, Send, button, group, node};
use crate::i18n::{Language, Page, fill};
use crate::settings::SettingsFault;

/// One line for each of them, the worst first. Without a network the rest is explained.
pub(super) fn notices(device: &Device, send: &Send, language: Language) -> Html {
    let environment = &device.environment;
    let line =
        |class: &'static str, words: &str| node("div", class).with("role", "status").put(node("span", "").say(words));
    let mut lines = Vec::new();
    if let Some(closed) = environment.closed {
        lines.push(line("strip strip-bad", language.say(closed_words(closed))).end());
    }
    if environment.is_offline {
        lines.push(line("strip strip-odd", language.say(Page::Offline)).end());
    } else if let Some(fault) = &environment.settings_fault {
        let again = button("link", language.say(Page::Retry), send, Action::LoadSettings);
        lines.push(line("strip strip-odd", &fault_words(fault, language)).hold(again).end());
    }
    group(lines)
}

pub(super) const fn closed_words(closed: Closed) -> Page {
    match closed {
        Closed::Framed => Page::ClosedFramed,
        Closed::NoPolicy => Page::ClosedNoPolicy,
    }
}

fn fault_words(fault: &SettingsFault, language: Language) -> String {
    let words = match fault {
        SettingsFault::Offline => Page::OfflineAttempt,
        SettingsFault::Late => Page::SettingsLate,
        SettingsFault::NoAnswer => Page::SettingsNoAnswer,
        SettingsFault::SignIn => Page::SettingsSignIn,
        SettingsFault::Status(status) => return fill(language.say(Page::SettingsStatus), &[status]),
        SettingsFault::Unreadable => Page::SettingsUnreadable,
    };
    language.say(words).to_owned()
}
