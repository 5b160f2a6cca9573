//! What stands around every drawer.

use crate::form::Field;
use crate::form::view::submit::SUBMIT;
use crate::i18n::{Language, ToolWord};
use crate::page::action::{Action, Dispatch};
use crate::page::state::PageState;
use crate::page::tool_action::ToolId;
use crate::ui::element::{Node, button, node};

/// An open drawer with its name and a button that closes it.
pub(crate) fn frame(drawer: ToolId, title: &'static str, dispatch: &Dispatch, language: Language) -> Node {
    let heading = node("h3", "").with("id", ToolId::TITLE).with("tabindex", "-1").say(title);
    let close = button("link", language.say(ToolWord::Close), dispatch, Action::ToggleTool(drawer));
    let head = node("div", "drawer-head").put(heading).hold(close);
    node("section", "card stack drawer").with("aria-labelledby", ToolId::TITLE).put(head)
}

/// Where the work goes on in a form that a tool has filled in: at the first field that is not right, or at the button.
pub(crate) fn go_on(page: &PageState) -> &'static str {
    let form = &page.form;
    let refusals = form.draft.parse(form.place, &page.origin).err().unwrap_or_default();
    refusals.first().map_or(SUBMIT, Field::id)
}

/// An input that belongs to no form, so that the Enter key in it submits none.
pub(crate) fn formless(input: Node) -> Node {
    let input = input.with("form", "").with("autocomplete", "off").with("spellcheck", "false");
    input.with("autocapitalize", "none").with("autocorrect", "off")
}
