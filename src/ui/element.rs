//! Elements, put together by calls.
//!
//! The macro `html!` writes the building of every element out at its place, which costs some 120 bytes for each element of the first
//! load; `docs/architecture.md` has the figures.

use std::rc::Rc;

use yew::html::{onblur, onchange, onclick, oninput, onsubmit};
use yew::prelude::*;
use yew::virtual_dom::{Listener, VTag, VText};

use crate::form::Field;
use crate::i18n::next_place;
use crate::page::action::{Action, Dispatch, on_choose, on_click, on_edit, on_leave, on_submit, on_type};
use crate::page::tool_action::ToolAction;

/// An element that is being put together. Boxed, because each call hands it on.
#[derive(Debug)]
pub struct Element(Box<VTag>);

/// An element of this name and class; an empty class is none.
#[must_use]
#[inline(never)]
pub fn element(name: &'static str, class: &'static str) -> Element {
    let mut tag = VTag::new(name);
    if !class.is_empty() {
        tag.add_attribute("class", class);
    }
    Element(Box::new(tag))
}

/// Several things side by side.
#[inline(never)]
pub fn group(parts: Vec<Html>) -> Html {
    parts.into_iter().collect()
}

/// A button that sends an action.
#[inline(never)]
pub fn button(class: &'static str, words: &'static str, dispatch: &Dispatch, action: Action) -> Html {
    element("button", class).attr("type", "button").on_click(dispatch, action).text(words).build()
}

/// A paragraph.
#[inline(never)]
pub fn paragraph(class: &'static str, words: &str) -> Html {
    element("p", class).text(words).build()
}

impl Element {
    /// With an attribute of fixed text.
    #[must_use]
    #[inline(never)]
    pub fn attr(mut self, name: &'static str, value: &'static str) -> Self {
        self.0.add_attribute(name, value);
        self
    }

    /// With an attribute of any text.
    #[must_use]
    #[inline(never)]
    pub fn attr_text(mut self, name: &'static str, value: &str) -> Self {
        self.0.add_attribute(name, value.to_owned());
        self
    }

    /// With an attribute that is there or not.
    #[must_use]
    #[inline(never)]
    pub fn flag(mut self, name: &'static str, is_there: bool) -> Self {
        if is_there {
            self.0.add_attribute(name, "");
        }
        self
    }

    /// With this text behind what it holds.
    #[must_use]
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Self {
        self.0.add_child(VText::new(text.to_owned()).into());
        self
    }

    /// With a text of somebody else's behind what it holds, in an element of its own, so that its direction of writing changes
    /// nothing around it. The text has been made [visible](foreign_text::visible).
    #[must_use]
    #[inline(never)]
    pub fn foreign_text(self, visible: &str) -> Self {
        self.child(element("bdi", "").text(visible))
    }

    /// With a sentence behind what it holds, and these values of somebody else's in its places; see [`Element::foreign_text`].
    #[must_use]
    #[inline(never)]
    pub fn filled_text(mut self, sentence: &str, values: &[&str]) -> Self {
        let mut rest = sentence;
        while let Some((before, place, behind)) = next_place(rest) {
            self = self.text(before).foreign_text(values.get(place).copied().unwrap_or_default());
            rest = behind;
        }
        self.text(rest)
    }

    /// With this behind what it holds: another element, or what is already put together.
    #[must_use]
    pub fn child(self, child: impl Into<Html>) -> Self {
        self.with_child(child.into())
    }

    #[inline(never)]
    fn with_child(mut self, child: Html) -> Self {
        self.0.add_child(child);
        self
    }

    /// An element that is never taken for its neighbour.
    #[must_use]
    #[inline(never)]
    pub fn key(mut self, key: &'static str) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// With contents of an input.
    #[must_use]
    #[inline(never)]
    pub fn value(mut self, value: &str) -> Self {
        self.0.set_value(AttrValue::from(value.to_owned()));
        self
    }

    /// With the state of a radio button.
    #[must_use]
    #[inline(never)]
    pub fn checked(mut self, is_checked: bool) -> Self {
        self.0.set_checked(is_checked);
        self
    }

    /// With a way to find it in the document.
    #[must_use]
    #[inline(never)]
    pub fn found_by(mut self, reference: &NodeRef) -> Self {
        self.0.node_ref = reference.clone();
        self
    }

    /// Sends the action when clicked.
    #[must_use]
    #[inline(never)]
    pub fn on_click(self, dispatch: &Dispatch, action: Action) -> Self {
        self.listen(Rc::new(onclick::Wrapper::new(on_click(dispatch, action))))
    }

    /// Sends the action when it is chosen.
    #[must_use]
    #[inline(never)]
    pub fn on_choose(self, dispatch: &Dispatch, action: Action) -> Self {
        self.listen(Rc::new(onchange::Wrapper::new(on_choose(dispatch, action))))
    }

    /// An input that sends an action at every change, and when it is left.
    #[must_use]
    #[inline(never)]
    pub fn on_edit(self, dispatch: &Dispatch, field: Field) -> Self {
        self.listen(Rc::new(oninput::Wrapper::new(on_edit(dispatch, field))))
            .listen(Rc::new(onblur::Wrapper::new(on_leave(dispatch, field))))
    }

    /// An input of a tool that sends an action at every change.
    #[must_use]
    #[inline(never)]
    pub fn on_type(self, dispatch: &Dispatch, action: fn(String) -> ToolAction) -> Self {
        self.listen(Rc::new(oninput::Wrapper::new(on_type(dispatch, action))))
    }

    /// A form that sends the action when it is submitted.
    #[must_use]
    #[inline(never)]
    pub fn on_submit(self, dispatch: &Dispatch, action: Action) -> Self {
        self.listen(Rc::new(onsubmit::Wrapper::new(on_submit(dispatch, action))))
    }

    /// With any other listener.
    #[must_use]
    #[inline(never)]
    pub fn listen(mut self, listener: Rc<dyn Listener>) -> Self {
        self.0.add_listener(listener);
        self
    }

    /// The element.
    #[inline(never)]
    pub fn build(self) -> Html {
        (*self.0).into()
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Self {
        element.build()
    }
}
