//! Whether product key and device key stand in each other's place, as far as the page can know.

use yew::prelude::*;

use crate::form::swapped_keys::{KnownKeys, Swapped};
use crate::i18n::{Language, SwapWord};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::page::session::Ending;
use crate::page::state::PageState;
use crate::ui::element::{button, element};
use crate::ui::icon::Picture;
use crate::ui::icon::icon;

/// What looks wrong about the keys, with a button that puts it right where one does.
pub(crate) fn swapped(page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let (swapped, draft) = (check(page, language), &page.form.draft);
    let Some(words) = swapped.words(&draft.product_key, &draft.device_key, language) else { return Html::default() };
    let mark = element("span", "mark-odd").child(icon(Picture::Warning));
    let notice = element("div", "notice notice-odd").child(element("p", "").child(mark).text(" ").text(&words));
    if swapped.is_mended_by_swapping() && !page.is_running {
        notice
            .child(button("button", language.say(SwapWord::SwapThem), dispatch, Action::Attempt(AttemptAction::Swap)))
            .build()
    } else {
        notice.build()
    }
}

/// Keys are known from the devices to practise with, from the profiles, and from those attempts that EnOS accepted.
fn check(page: &PageState, language: Language) -> Swapped {
    let demo_devices = page.demo_devices(language);
    let accepted = page.session.records().iter();
    let accepted = accepted.filter(|record| record.secret().is_some() || matches!(record.ending, Ending::Succeeded(_)));
    let mut product_keys: Vec<&str> = page.known_products.iter().map(String::as_str).collect();
    let mut device_keys = Vec::new();
    for known in demo_devices.iter() {
        product_keys.push(&known.product_key);
        device_keys.push(known.device_key.as_str());
    }
    for identity in accepted.map(crate::page::session::Record::identity) {
        product_keys.push(identity.product_key.as_str());
        device_keys.push(identity.device_key.as_str());
    }
    let known = KnownKeys { product_keys: &product_keys, device_keys: &device_keys };
    known.check(&page.form.draft.product_key, &page.form.draft.device_key)
}
