//! Small pictures, drawn in the colour of the text around them.

use yew::prelude::*;

use super::element::element;

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Done, right.
    Check,
    /// Failed, wrong.
    Cross,
    /// Not begun.
    Circle,
    /// Under way.
    Wheel,
    /// Worth a second look.
    Warning,
    /// Settings.
    Sliders,
}

/// A picture of 20 pixels. It stands beside words that say the same, so assistive technology skips it.
pub fn icon(picture: Picture) -> Html {
    let class = picture.class();
    let path = element("path", "").attr("d", picture.path());
    element("svg", class)
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(path)
        .build()
}

impl Picture {
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "M5 12.5 10 17.5 19.5 7",
            Self::Cross => "M6 6 18 18M18 6 6 18",
            Self::Circle => "M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15",
            Self::Wheel => "M12 4a8 8 0 1 1-7.4 5",
            Self::Warning => "M12 4 21 20H3ZM12 10v4M12 17v.01",
            Self::Sliders => "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Wheel => "icon icon-wheel",
            Self::Check | Self::Cross | Self::Circle | Self::Warning | Self::Sliders => "icon",
        }
    }
}
