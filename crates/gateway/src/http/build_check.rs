//! Whether every file of a page is there, and of the same build.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::page_file::PageFile;

/// What the build of a page writes: the list of its files, each with its digest.
const ASSETS: &str = "assets.json";

/// A file of the page. The list says more of it, which is not for us.
#[derive(Debug, Deserialize)]
struct Asset {
    file: String,
    integrity: String,
}

impl Asset {
    fn is(&self, body: &[u8]) -> bool {
        self.integrity == format!("sha256-{}", STANDARD.encode(Sha256::digest(body)))
    }
}

/// Whether a page says what belongs to it. One that was written by hand need not.
pub(super) fn has_list(files: &HashMap<String, PageFile>) -> bool {
    files.contains_key(ASSETS)
}

/// The first file that the page's list names and that is missing or of another build; none for a page without a list.
pub(super) fn missing_part(files: &HashMap<String, PageFile>) -> Option<String> {
    let Ok(assets) = serde_json::from_slice::<Vec<Asset>>(files.get(ASSETS)?.body()) else {
        return Some(ASSETS.to_owned());
    };
    let mut assets = assets.into_iter();
    assets.find(|asset| !files.get(&asset.file).is_some_and(|file| asset.is(file.body()))).map(|asset| asset.file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(files: &[(&str, &str)]) -> HashMap<String, PageFile> {
        let new = |(name, body): &(&str, &str)| ((*name).to_owned(), PageFile::new(body.as_bytes().to_vec().into()));
        files.iter().map(new).collect()
    }

    /// A list with a file whose content is `a`.
    const LIST: &str = r#"[
      { "file": "later-1.wasm", "integrity": "sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=", "load": "tools" }
    ]"#;

    #[test]
    fn a_page_without_a_list_is_complete() {
        for files in [page(&[("index.html", "<script src=/a.js></script>")]), page(&[])] {
            assert_eq!(missing_part(&files), None);
            assert!(!has_list(&files));
        }
    }

    #[test]
    fn every_file_of_the_list_must_be_there() {
        assert_eq!(missing_part(&page(&[(ASSETS, LIST), ("later-1.wasm", "a")])), None);
        assert_eq!(missing_part(&page(&[(ASSETS, LIST)])).as_deref(), Some("later-1.wasm"));
        assert_eq!(missing_part(&page(&[(ASSETS, "[]")])), None);
        assert!(has_list(&page(&[(ASSETS, "[]")])));
    }

    #[test]
    fn a_file_of_another_build_is_not_the_one_of_the_list() {
        let other = page(&[(ASSETS, LIST), ("later-1.wasm", "b")]);
        assert_eq!(missing_part(&other).as_deref(), Some("later-1.wasm"));
    }

    #[test]
    fn a_list_that_is_not_whole_is_missing_itself() {
        for list in ["", &LIST[..40], "{}", r#"[{ "file": "later-1.wasm" }]"#] {
            assert_eq!(
                missing_part(&page(&[(ASSETS, list), ("later-1.wasm", "a")])).as_deref(),
                Some(ASSETS),
                "{list}"
            );
        }
    }
}
