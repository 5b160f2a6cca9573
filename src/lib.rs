//! The page that brings devices onto EnOS Cloud.
//!
//! A folder is a part of what a technician sees, and what is loaded together:
//!
//! | folder | what it holds | loaded |
//! |---|---|---|
//! | [`app`] | the one component: runs effects, listens to the browser, loads the other parts | first |
//! | [`page`] | what the page knows, and its frame | first |
//! | [`form`] | what is typed, and its way to a typed request | first |
//! | [`ui`], [`i18n`], [`browser`] | elements, sentences in two languages, thin adapters to the browser | first |
//! | [`attempt`] | one attempt: driver, connection, checks, and the view of its result | at the first interaction |
//! | [`tools`] | one folder for each tool: paste, compare, packets, profiles, session, hand-over | when one is opened |

pub mod app;
pub mod attempt;
pub mod browser;
pub mod form;
pub mod i18n;
mod memory;
pub mod page;
pub mod tools;
pub mod ui;
