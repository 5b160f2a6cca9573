//! Tabs, by the pattern of the WAI-ARIA practices: one stop for the Tab key, arrows between them.

use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::action::{Action, Send, on_click};
use super::focus;

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
pub fn tabs(props: &Tabs, send: &Send, panel: Html) -> Html {
    let ids: Vec<_> = props.tabs.iter().map(|(id, _)| *id).collect();
    let onkeydown = {
        let (open, send) = (props.open, send.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(id) = neighbour(&ids, open, &event.key()) {
                event.prevent_default();
                send.emit(Action::Turn(id));
                focus(id);
            }
        })
    };
    let tabs = props.tabs.iter().map(|(id, words)| {
        let id = *id;
        let is_open = id == props.open;
        let onclick = on_click(send, Action::Turn(id));
        html! {
            <button {id} type="button" role="tab" class="tab" aria-selected={is_open.to_string()}
                aria-controls={is_open.then(|| panel_id(id))} tabindex={if is_open { "0" } else { "-1" }} {onclick}>
                { *words }
            </button>
        }
    });
    html! {
        <>
            <div class="tabs" role="tablist" aria-label={props.name} {onkeydown}>{ for tabs }</div>
            <div class="panel" id={panel_id(props.open)} role="tabpanel" aria-labelledby={props.open} tabindex="0">
                { panel }
            </div>
        </>
    }
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
