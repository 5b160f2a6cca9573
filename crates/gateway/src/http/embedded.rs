//! The page inside the program, where it was built with one (feature `embed`).

// What `build.rs` found: `const PAGE: &[(&str, u64, &[u8])]`, each file with its path and the second since 1970
// in which it was built; empty without the feature.
include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// All files of the page inside the program.
pub(super) fn files() -> &'static [(&'static str, u64, &'static [u8])] {
    PAGE
}

/// Whether the program was built with a page.
pub(crate) fn has_embedded_page() -> bool {
    !PAGE.is_empty()
}
