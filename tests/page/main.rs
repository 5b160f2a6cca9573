//! The page's decisions, in virtual time: what it hears of, what it wants to be done, and what follows.
#![cfg(test)]
#![cfg(not(target_arch = "wasm32"))]
// A test looks for some effects among many.
#![allow(clippy::wildcard_enum_match_arm)]

mod attempt;
mod commit;
mod idle;
mod parts;
mod settings;
mod tool_effects;
mod world;
