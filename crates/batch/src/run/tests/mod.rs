//! Scenes with one list, one clock, and answers that the test gives.

mod bench;
mod network;
mod recover;
mod secrets;
mod steps;
