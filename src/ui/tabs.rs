//! Tabs, by the pattern of the WAI-ARIA practices: one stop for the Tab key, arrows between them.

use std::rc::Rc;

use web_sys::KeyboardEvent;
use yew::html::onkeydown;
use yew::prelude::*;

use super::element::{element, group};
use super::focus::focus;
use crate::page::action::{Action, Dispatch};

/// A list of tabs.
#[derive(Clone, Debug)]
pub struct Tabs {
    /// What the list is called.
    pub name: &'static str,
    /// The id and the words of each tab. The panel of a tab has the id `{id}-panel`.
    pub tabs: Vec<(&'static str, &'static str)>,
    /// The id of the one that is open.
    pub open: &'static str,
}

/// A list of tabs and the open panel.
pub fn tabs(props: &Tabs, dispatch: &Dispatch, panel: Html) -> Html {
    let ids: Vec<_> = props.tabs.iter().map(|(id, _)| *id).collect();
    let keys = {
        let (open, dispatch) = (props.open, dispatch.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(id) = neighbour(&ids, open, &event.key()) {
                event.prevent_default();
                dispatch.emit(Action::ShowPanel(id));
                focus(id);
            }
        })
    };
    let mut list = element("div", "tabs").attr("role", "tablist").attr("aria-label", props.name);
    for (id, words) in &props.tabs {
        let is_open = *id == props.open;
        let tab = element("button", "tab").attr("id", id).attr("type", "button").attr("role", "tab");
        let tab = tab.attr("aria-selected", if is_open { "true" } else { "false" });
        let tab = if is_open { tab.attr_text("aria-controls", &panel_id(id)) } else { tab };
        let tab = tab.attr("tabindex", if is_open { "0" } else { "-1" });
        list = list.child(tab.on_click(dispatch, Action::ShowPanel(id)).text(words));
    }
    let list = list.listen(Rc::new(onkeydown::Wrapper::new(keys)));
    let frame = element("div", "panel").attr_text("id", &panel_id(props.open)).attr("role", "tabpanel");
    let frame = frame.attr("aria-labelledby", props.open).attr("tabindex", "0").child(panel);
    group(vec![list.build(), frame.build()])
}

fn panel_id(id: &str) -> String {
    [id, "-panel"].concat()
}

/// The tab that a key leads to, round the ends.
fn neighbour(ids: &[&'static str], open: &str, key: &str) -> Option<&'static str> {
    let place = ids.iter().position(|id| *id == open)?;
    let last = ids.len().checked_sub(1)?;
    let next = match key {
        "ArrowRight" => {
            if place == last {
                0
            } else {
                place + 1
            }
        }
        "ArrowLeft" => place.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    ids.get(next).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_round_with_the_arrow_keys() {
        let ids = ["a", "b", "c"];
        assert_eq!(neighbour(&ids, "a", "ArrowRight"), Some("b"));
        assert_eq!(neighbour(&ids, "c", "ArrowRight"), Some("a"));
        assert_eq!(neighbour(&ids, "a", "ArrowLeft"), Some("c"));
        assert_eq!(neighbour(&ids, "b", "End"), Some("c"));
        assert_eq!(neighbour(&ids, "b", "Home"), Some("a"));
        assert_eq!(neighbour(&ids, "b", "Enter"), None);
    }
}
