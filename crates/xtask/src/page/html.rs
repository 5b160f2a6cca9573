//! What `index.html` refers to, and changes of it. It is ours, as Trunk's minifier writes it: without comments, and no `>` stands
//! within a tag.

/// The value of an attribute of a tag.
pub(crate) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}="))?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split([' ', '>']).next(),
    }
}

/// The page in pieces, each of which ends with a tag.
pub(crate) fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split_inclusive('>')
}

/// The file that a tag names in an attribute, if it is one beside the page.
pub(crate) fn file(tag: &str, name: &str) -> Option<String> {
    let address = attribute(tag, name)?;
    let is_beside = !address.is_empty() && !address.contains(':') && !address.starts_with("//");
    is_beside.then(|| address.trim_start_matches("./").trim_start_matches('/').to_owned())
}

/// Whether a link is of one of these kinds.
pub(crate) fn is_link(tag: &str, kinds: &[&str]) -> bool {
    let rel = attribute(tag, "rel").unwrap_or_default();
    tag.starts_with("<link ") && rel.split(' ').any(|kind| kinds.contains(&kind))
}

/// Renames the digest of each preloaded fetch to `data-integrity`, where `boot.js` finds it.
///
/// Chromium does not check it on such a link and says so on the console at every start (crbug.com/981419); once it
/// does, this can go.
pub(super) fn with_quiet_preload(html: &str) -> String {
    let quiet = |tag: &str| match attribute(tag, "as") {
        Some("fetch") => tag.replace(" integrity=", " data-integrity="),
        Some(_) | None => tag.to_owned(),
    };
    tags(html).map(quiet).collect()
}

/// Has the manifest fetched with what the page's server asked for, as `index.html` says: a page may stand behind a password.
/// Trunk's minifier takes the value of `crossorigin` for one that means nothing.
pub(super) fn with_manifest_credentials(html: &str) -> String {
    let whole = |tag: &str| match attribute(tag, "crossorigin") {
        None if is_link(tag, &["manifest"]) => tag.replacen(" crossorigin", " crossorigin=use-credentials", 1),
        Some(_) | None => tag.to_owned(),
    };
    tags(html).map(whole).collect()
}

/// A page, with the tags taken out of it that concern us.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// All before the first style sheet.
    pub(super) before: String,
    /// The tags that preload something.
    pub(super) preloads: String,
    /// The files of the style sheets.
    pub(super) sheets: Vec<String>,
    /// All the rest.
    pub(super) behind: String,
}

impl Head {
    pub(super) fn of(html: &str) -> Self {
        let mut head = Self::default();
        for tag in tags(html) {
            if is_link(tag, &["stylesheet"]) {
                head.sheets.extend(file(tag, "href"));
            } else if is_link(tag, &["preload", "modulepreload"]) {
                head.preloads.push_str(tag);
            } else if head.sheets.is_empty() {
                head.before.push_str(tag);
            } else {
                head.behind.push_str(tag);
            }
        }
        head
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_attributes_with_and_without_quotation_marks() {
        let tag = "<link as=fetch crossorigin href=\"./a b.wasm\" integrity=sha384-a= data-integrity=b>";
        assert_eq!(attribute(tag, "as"), Some("fetch"));
        assert_eq!(attribute(tag, "href"), Some("./a b.wasm"));
        assert_eq!(attribute(tag, "integrity"), Some("sha384-a="));
        assert_eq!(attribute(tag, "data-integrity"), Some("b"));
        assert_eq!(attribute(tag, "rel"), None);
    }

    #[test]
    fn names_only_files_beside_the_page() {
        let file = |address: &str| file(&format!("<link href={address}>"), "href");
        assert_eq!(file("./app.js").as_deref(), Some("app.js"));
        assert_eq!(file("/app.js").as_deref(), Some("app.js"));
        assert_eq!(file("icons/x.svg").as_deref(), Some("icons/x.svg"));
        assert_eq!(["https://elsewhere.example/x", "//elsewhere.example/x", "data:,"].map(file), [const { None }; 3]);
    }

    #[test]
    fn only_the_preloaded_fetch_loses_its_integrity_attribute() {
        let html = "<link href=a.js integrity=sha384-a rel=modulepreload><link as=fetch integrity=sha384-b><p>x</p>";
        let quiet =
            "<link href=a.js integrity=sha384-a rel=modulepreload><link as=fetch data-integrity=sha384-b><p>x</p>";
        assert_eq!(with_quiet_preload(html), quiet);
        assert_eq!(with_quiet_preload(quiet), quiet);
    }

    #[test]
    fn the_manifest_is_fetched_with_credentials() {
        let html = "<link crossorigin href=a.webmanifest rel=manifest><link crossorigin href=a.js rel=modulepreload>";
        let whole = "<link crossorigin=use-credentials href=a.webmanifest rel=manifest><link crossorigin href=a.js rel=modulepreload>";
        assert_eq!(with_manifest_credentials(html), whole);
        assert_eq!(with_manifest_credentials(whole), whole);
    }

    #[test]
    fn takes_the_tags_apart_in_their_order() {
        let html = "<head><meta x><link href=/a.css rel=stylesheet><link href=./b.css rel=stylesheet>\
            <script src=/boot.js></script><link href=/a.wasm rel=preload></head><p>text</p>";
        let head = Head {
            before: "<head><meta x>".to_owned(),
            preloads: "<link href=/a.wasm rel=preload>".to_owned(),
            sheets: vec!["a.css".to_owned(), "b.css".to_owned()],
            behind: "<script src=/boot.js></script></head><p>text</p>".to_owned(),
        };
        assert_eq!(Head::of(html), head);
    }
}
