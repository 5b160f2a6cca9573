//! The devices done since the page was opened.

use yew::prelude::*;

use super::{Icon, Picture};
use crate::i18n::{Page, fill, use_language};

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
    pub on_open: Option<Callback<()>>,
}

/// Props of [`SessionTable`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SessionTableProps {
    /// All attempts, the newest first.
    pub rows: Vec<SessionRow>,
}

/// A table. A device key with a secret behind it is a button that brings the result back.
#[component]
pub fn SessionTable(props: &SessionTableProps) -> Html {
    let language = use_language();
    if props.rows.is_empty() {
        return html! { <p class="hint">{ language.say(Page::SessionEmpty) }</p> };
    }
    let head =
        [Page::SessionTime, Page::SessionDevice, Page::SessionResult, Page::SessionTook, Page::SessionFingerprint];
    let rows = props.rows.iter().map(|row| {
        let (class, picture) = if row.is_good { ("good", Picture::Check) } else { ("bad", Picture::Cross) };
        let device = match &row.on_open {
            None => html! { <code>{ &row.device_key }</code> },
            Some(on_open) => {
                let name = fill(language.say(Page::SessionOpen), &[&row.device_key]);
                let onclick = on_open.reform(|_: MouseEvent| ());
                html! { <button type="button" class="link" aria-label={name} {onclick}><code>{ &row.device_key }</code></button> }
            }
        };
        html! {
            <tr>
                <td>{ &row.time }</td>
                <th scope="row">{ device }</th>
                <td {class}><Icon {picture} />{ " " }{ &row.result }</td>
                <td>{ &row.took }</td>
                <td><code>{ &row.fingerprint }</code></td>
            </tr>
        }
    });
    html! {
        <div class="table-frame" role="region" aria-label={language.say(Page::ThisSession)} tabindex="0">
            <table>
                <thead><tr>{ for head.iter().map(|word| html! { <th scope="col">{ language.say(*word) }</th> }) }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
