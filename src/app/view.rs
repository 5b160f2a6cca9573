//! The frame of the page.

use yew::prelude::*;

use crate::i18n::PageText;
use crate::page::action::{Action, Dispatch, Question};
use crate::page::clipboard::Clipboard;
use crate::page::core::Page;
use crate::page::lazy::LazyParts;
use crate::page::route::Screen;
use crate::page::view::device_screen::device_screen;
use crate::page::view::top_bar::top_bar;
use crate::ui::element::{button, element, group};

/// All of it.
pub(super) fn page(page: &Page, dispatch: &Dispatch) -> Html {
    let Page { state, parts, language, .. } = page;
    let language = *language;
    let unseen = (state.question == Some(Question::Wipe)).then(|| state.session.unseen_secrets());
    let mut frame = vec![top_bar(page.theme, unseen, dispatch, language)];
    if page.is_update_ready {
        let strip = element("div", "strip").attr("role", "status");
        let strip = strip.child(element("span", "").text(language.say(PageText::UpdateReady)));
        let update = button("link", language.say(PageText::TakeUpdate), dispatch, Action::TakeUpdate);
        frame.push(strip.child(update).build());
    }
    // The device's screen stays where it is: a run goes on while somebody reads.
    let work = device_screen(state, parts, dispatch, language);
    let is_hidden = page.screen != Screen::Device;
    frame.push(element("main", "").key("device").flag("hidden", is_hidden).child(work).build());
    if page.screen == Screen::About {
        let about = parts
            .tools
            .as_ref()
            .map_or_else(|| LazyParts::waiting(language), |tools| tools.about(page.has_shortcuts, dispatch, language));
        frame.push(element("main", "").key("about").child(about).build());
    }
    let notice = state.notice.map_or("", |notice| language.say(notice));
    let toasts = element("div", "toasts").key("notice");
    let toasts = toasts.child(element("p", "toast").attr("role", "status").text(notice));
    let views = parts.attempt_views.filter(|_| state.clipboard != Clipboard::Clear);
    let clipboard =
        views.map(|views| (views.clipboard)(state.seconds_on_clipboard(), dispatch, language)).unwrap_or_default();
    frame.push(toasts.child(clipboard).build());
    group(frame)
}
