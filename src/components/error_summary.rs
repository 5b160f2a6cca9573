//! All mistakes of the form in one place, each with a link to its field.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::i18n::{Label, Language, fill};

/// Stands above the form after a submission with mistakes: the id of each field with its mistake. Says the same words as the
/// fields do.
pub fn error_summary(mistakes: &[(&'static str, String)], language: Language) -> Html {
    if mistakes.is_empty() {
        return Html::default();
    }
    let title = fill(language.say(Label::SummaryTitle), &[&mistakes.len().to_string()]);
    let items = mistakes.iter().map(|(id, words)| {
        let id = *id;
        // A plain link would change the hash, which names the screen.
        let onclick = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            focus(id);
        });
        html! { <li><a href={["#", id].concat()} {onclick}>{ words }</a></li> }
    });
    html! {
        <div class="notice notice-bad" role="group" aria-labelledby="summary-title">
            <h3 id="summary-title">{ title }</h3>
            <ul>{ for items }</ul>
        </div>
    }
}

/// Puts the focus on an element, if it is there.
pub fn focus(id: &str) {
    let element = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(element).ok()) {
        let _ = element.focus();
    }
}
