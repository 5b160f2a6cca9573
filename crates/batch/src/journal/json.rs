//! JSON that grows without leaving copies of itself behind.

use enos::quote;
use zeroize::Zeroizing;

/// A growing text. When it moves to a larger buffer, the smaller one is wiped.
pub(super) struct JsonText {
    text: Zeroizing<String>,
    needs_comma: bool,
}

impl JsonText {
    pub(super) fn new(capacity: usize) -> Self {
        Self { text: Zeroizing::new(String::with_capacity(capacity)), needs_comma: false }
    }

    pub(super) fn finish(self) -> Zeroizing<String> {
        self.text
    }

    /// An object or an array: what `content` writes, between these marks.
    pub(super) fn nested(&mut self, [open, close]: [&str; 2], content: impl FnOnce(&mut Self)) {
        self.separate();
        self.push(open);
        self.needs_comma = false;
        content(self);
        self.push(close);
        self.needs_comma = true;
    }

    pub(super) fn object(&mut self, content: impl FnOnce(&mut Self)) {
        self.nested(["{", "}"], content);
    }

    pub(super) fn array(&mut self, content: impl FnOnce(&mut Self)) {
        self.nested(["[", "]"], content);
    }

    /// The name of a member, whose value is written next.
    pub(super) fn name(&mut self, name: &str) {
        self.separate();
        self.push("\"");
        self.push(name);
        self.push("\":");
        self.needs_comma = false;
    }

    pub(super) fn text(&mut self, text: &str) {
        self.separate();
        self.push(&Zeroizing::new(quote(text)));
        self.needs_comma = true;
    }

    pub(super) fn number(&mut self, number: u64) {
        self.separate();
        self.push(&number.to_string());
        self.needs_comma = true;
    }

    pub(super) fn null(&mut self) {
        self.separate();
        self.push("null");
        self.needs_comma = true;
    }

    pub(super) fn text_member(&mut self, name: &str, text: &str) {
        self.name(name);
        self.text(text);
    }

    pub(super) fn number_member(&mut self, name: &str, number: u64) {
        self.name(name);
        self.number(number);
    }

    fn separate(&mut self) {
        if self.needs_comma {
            self.push(",");
        }
    }

    fn push(&mut self, text: &str) {
        let length = self.text.len() + text.len();
        if length > self.text.capacity() {
            let mut larger = Zeroizing::new(String::with_capacity(length * 2));
            larger.push_str(&self.text);
            self.text = larger;
        }
        self.text.push_str(text);
    }
}
