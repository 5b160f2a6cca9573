//! The frame of the page: the bar, the banner that names the environment, and the screen of one device.

pub mod device_screen;
pub mod environment_banner;
pub mod top_bar;
