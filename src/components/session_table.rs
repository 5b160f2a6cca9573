//! The devices done since the page was opened.

use yew::prelude::*;

use super::{Picture, icon};
use crate::i18n::{Language, Page, fill};

/// One attempt as a row.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRow {
    /// When, on this machine's clock.
    pub time: AttrValue,
    /// Which device.
    pub device_key: AttrValue,
    /// Whether it went well.
    pub is_good: bool,
    /// What came of it.
    pub result: AttrValue,
    /// How long it took.
    pub took: AttrValue,
    /// The secret's short mark; empty without a secret.
    pub fingerprint: AttrValue,
    /// Brings the result back on the screen, where there is a secret.
    pub on_open: Option<Callback<MouseEvent>>,
}

/// A table of attempts, the newest first. A device key with a secret behind it is a button that brings the result back.
pub fn session_table(rows: &[SessionRow], language: Language) -> Html {
    if rows.is_empty() {
        return html! { <p class="hint">{ language.say(Page::SessionEmpty) }</p> };
    }
    let head =
        [Page::SessionTime, Page::SessionDevice, Page::SessionResult, Page::SessionTook, Page::SessionFingerprint];
    let body = rows.iter().map(|row| {
        let (class, picture) = if row.is_good { ("good", Picture::Check) } else { ("bad", Picture::Cross) };
        let device = match &row.on_open {
            None => html! { <code>{ &row.device_key }</code> },
            Some(on_open) => {
                let name = fill(language.say(Page::SessionOpen), &[&row.device_key]);
                html! { <button type="button" class="link" aria-label={name} onclick={on_open}><code>{ &row.device_key }</code></button> }
            }
        };
        html! {
            <tr>
                <td>{ &row.time }</td>
                <th scope="row">{ device }</th>
                <td {class}>{ icon(picture) }{ " " }{ &row.result }</td>
                <td>{ &row.took }</td>
                <td><code>{ &row.fingerprint }</code></td>
            </tr>
        }
    });
    html! {
        <div class="table-frame" role="region" aria-label={language.say(Page::ThisSession)} tabindex="0">
            <table>
                <thead><tr>{ for head.iter().map(|word| html! { <th scope="col">{ language.say(*word) }</th> }) }</tr></thead>
                <tbody>{ for body }</tbody>
            </table>
        </div>
    }
}
