//! What stands in the way of the work: no network, no settings, or a page into which no secret may be typed.

use yew::prelude::*;

use crate::i18n::{Language, Notice, fill};
use crate::page::action::{Action, Dispatch};
use crate::page::conditions::{Closed, Conditions};
use crate::page::settings::SettingsFault;
use crate::ui::element::{button, element, group};

/// One line for each of them, the worst first. Without a network the rest is explained.
pub(crate) fn notices(conditions: &Conditions, dispatch: &Dispatch, language: Language) -> Html {
    let line = |class: &'static str, words: &str| {
        element("div", class).attr("role", "status").child(element("span", "").text(words))
    };
    let mut lines = Vec::new();
    if let Some(closed) = conditions.closed {
        lines.push(line("strip strip-bad", language.say(closed_words(closed))).build());
    }
    if conditions.is_offline {
        lines.push(line("strip strip-odd", language.say(Notice::Offline)).build());
    } else if let Some(fault) = &conditions.settings_fault {
        let again = button("link", language.say(Notice::Retry), dispatch, Action::LoadSettings);
        lines.push(line("strip strip-odd", &fault_words(fault, language)).child(again).build());
    }
    group(lines)
}

/// Why the field of the secret is locked; nothing where it is not.
pub(crate) fn closed(conditions: &Conditions, language: Language) -> &'static str {
    conditions.closed.map_or("", |closed| language.say(closed_words(closed)))
}

const fn closed_words(closed: Closed) -> Notice {
    match closed {
        Closed::Framed => Notice::ClosedFramed,
        Closed::NoPolicy => Notice::ClosedNoPolicy,
    }
}

fn fault_words(fault: &SettingsFault, language: Language) -> String {
    let words = match fault {
        SettingsFault::Offline => Notice::OfflineAttempt,
        SettingsFault::Late => Notice::SettingsLate,
        SettingsFault::NoAnswer => Notice::SettingsNoAnswer,
        SettingsFault::SignIn => Notice::SettingsSignIn,
        SettingsFault::Status(status) => return fill(language.say(Notice::SettingsStatus), &[status]),
        SettingsFault::Unreadable => Notice::SettingsUnreadable,
    };
    language.say(words).to_owned()
}
