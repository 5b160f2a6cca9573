//! The page inside the program, where it was built with one (feature `embed`).

// What `build.rs` found: `const PAGE: &[(&str, &[u8])]`, each file with its path; empty without the feature.
include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// All files of the page inside the program.
pub(super) fn files() -> &'static [(&'static str, &'static [u8])] {
    PAGE
}

/// Whether the program was built with a page.
pub(crate) fn has_embedded_page() -> bool {
    !PAGE.is_empty()
}
