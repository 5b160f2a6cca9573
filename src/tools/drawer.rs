//! What stands around every drawer.

use crate::form::Field;
use crate::form::view::submit::SUBMIT;
use crate::i18n::{Language, ToolWord};
use crate::page::action::{Action, Dispatch};
use crate::page::state::PageState;
use crate::page::tool_action::ToolId;
use crate::ui::element::{Element, button, element};

/// An open drawer with its name and a button that closes it.
pub(crate) fn frame(drawer: ToolId, title: &'static str, dispatch: &Dispatch, language: Language) -> Element {
    let heading = element("h3", "").attr("id", ToolId::TITLE).attr("tabindex", "-1").text(title);
    let close = button("link", language.say(ToolWord::Close), dispatch, Action::ToggleTool(drawer));
    let head = element("div", "drawer-head").child(heading).child(close);
    element("section", "card stack drawer").attr("aria-labelledby", ToolId::TITLE).child(head)
}

/// Where the work goes on in a form that a tool has filled in: at the first field that is not right, or at the button.
pub(crate) fn go_on(page: &PageState) -> &'static str {
    let form = &page.form;
    let refusals = form.draft.parse(form.place, &page.origin).err().unwrap_or_default();
    refusals.first().map_or(SUBMIT, Field::id)
}

/// An input that belongs to no form, so that the Enter key in it submits none.
pub(crate) fn formless(input: Element) -> Element {
    let input = input.attr("form", "").attr("autocomplete", "off").attr("spellcheck", "false");
    input.attr("autocapitalize", "none").attr("autocorrect", "off")
}
