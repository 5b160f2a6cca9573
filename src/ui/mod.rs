//! Elements that every view uses.

pub mod element;
pub mod focus;
pub mod icon;
pub mod tabs;
