//! The page itself, mounted in the document of `index.html` with its style sheets, over the simulated EnOS inside the page.
//!
//! Everything is the program's own but for what loads its parts (all of them are here already), `boot.js` (its functions are
//! defined by `support/browser.js`), the clipboard, and time, which passes only when a test waits. One file per subject.
#![cfg(test)]
#![cfg(target_arch = "wasm32")]

#[path = "../../src/demo.rs"]
#[expect(dead_code, reason = "its main belongs to the program")]
mod demo;
mod support;

mod activation;
mod appearance;
mod document;
mod earlier_build;
mod environment;
mod failures;
mod form;
mod form_tools;
mod hand_over;
mod keyboard;
mod login;
mod panels;
mod several_devices;
mod the_secret;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
