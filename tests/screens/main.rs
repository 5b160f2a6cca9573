//! What is drawn, natively: each state of the page as the document that the browser would get.
#![cfg(test)]
#![cfg(not(target_arch = "wasm32"))]

mod environment;
mod form;
mod hand_over;
mod main_buttons;
mod support;
mod tools;
mod verdict;
mod whole;
