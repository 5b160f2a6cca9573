//! Just enough of HTML, JavaScript and CSS to see what a file that we built ourselves refers to.

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name in lower case.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of the attribute of that name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// All opening tags in `html`.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    // A comment may hold tags, which load nothing.
    let text = without_comments(html);
    let mut tags = Vec::new();
    let mut rest = text.as_str();
    while let Some((_, behind)) = rest.split_once('<') {
        rest = behind;
        if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (tag, end) = tag(rest);
            tags.push(tag);
            rest = end;
        }
    }
    tags
}

/// What a script imports by a name that stands in it.
pub(super) fn imports_of_script(script: &str) -> Vec<String> {
    let statements = script.split([';', '\n']).map(str::trim_start);
    let imports = statements.filter(|statement| {
        let import = statement.strip_prefix("import");
        let import = import.or_else(|| statement.strip_prefix("export"));
        import.is_some_and(|rest| rest.starts_with([' ', '{', '*', '"', '\'']))
    });
    imports.filter_map(|statement| last_quoted(statement, "from")).collect()
}

/// What a style sheet loads with `url(…)`.
pub(super) fn urls_of_style(style: &str) -> Vec<String> {
    let urls = style.split("url(").skip(1);
    let urls = urls.filter_map(|rest| rest.split_once(')'));
    urls.map(|(url, _)| url.trim().trim_matches(['"', '\'']).to_owned()).collect()
}

fn without_comments(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    text
}

/// Reads the tag whose `<` has been passed; hands back what follows it.
fn tag(text: &str) -> (Tag, &str) {
    let name_end = |c: char| c.is_whitespace() || c == '>' || c == '/';
    let (name, mut rest) = split_at(text, name_end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            break;
        }
        let (key, behind) = split_at(rest, |c| name_end(c) || c == '=');
        let (value, behind) = match behind.trim_start().strip_prefix('=') {
            Some(value) => attribute_value(value.trim_start()),
            None => ("", behind),
        };
        attributes.push((key.to_ascii_lowercase(), value.to_owned()));
        // A stray `=` without a name has to be passed too.
        rest = if behind.len() == rest.len() { behind.get(1..).unwrap_or("") } else { behind };
    }
    let name = name.to_ascii_lowercase();
    (Tag { name, attributes }, rest)
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    split_at(text, |c| c.is_whitespace() || c == '>')
}

fn split_at(text: &str, end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(end).unwrap_or(text.len()))
}

/// The quoted name behind `from`, or behind `import` when there is no `from`; none when the statement has neither.
fn last_quoted(statement: &str, keyword: &str) -> Option<String> {
    let name = match statement.rsplit_once(keyword) {
        Some((_, name)) => name,
        None => statement.strip_prefix("import")?,
    };
    let name = name.trim();
    let quoted = ['"', '\''].iter().find_map(|quote| {
        let inner = name.strip_prefix(*quote)?.strip_suffix(*quote)?;
        Some(inner)
    });
    quoted.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags_with_every_kind_of_attribute() {
        let html = "<!-- <img src=no> --><LINK rel=preload href='/a b.wasm' crossorigin/><p>1 < 2</p>";
        let tags = tags(html);
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["link", "p"]);
        assert_eq!(tags[0].attribute("rel"), Some("preload"));
        assert_eq!(tags[0].attribute("href"), Some("/a b.wasm"));
        assert_eq!(tags[0].attribute("crossorigin"), Some(""));
        assert_eq!(tags[0].attribute("integrity"), None);
    }

    #[test]
    fn ends_on_markup_that_is_cut_off() {
        assert_eq!(tags("<link rel=\"icon").len(), 1);
        assert_eq!(tags("<link = =").len(), 1);
        assert_eq!(tags("<!-- <link>").len(), 0);
    }

    #[test]
    fn finds_imports_and_nothing_that_looks_like_one() {
        let script = "import init from './a.js';import*as b from\"./b.js\";\nimport './c.js';\n\
            export { d } from './d.js';const from = './no.js';important('./no.js');await import('./later.js')";
        assert_eq!(imports_of_script(script), ["./a.js", "./b.js", "./c.js", "./d.js"]);
    }

    #[test]
    fn finds_what_a_style_sheet_loads() {
        let style = "@import url('a.css'); p { background: url( b.svg ) } q { color: red }";
        assert_eq!(urls_of_style(style), ["a.css", "b.svg"]);
    }
}
