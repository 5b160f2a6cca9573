//! A text that grows without leaving copies of itself behind.

use zeroize::Zeroizing;

use crate::form::TypedSecret;

/// A growing text. When it moves to a larger buffer, the smaller one is wiped.
pub(crate) struct Text(Zeroizing<String>);

impl Text {
    pub(crate) fn new() -> Self {
        Self(Zeroizing::new(String::with_capacity(4096)))
    }

    pub(crate) fn push(&mut self, text: &str) {
        let length = self.0.len() + text.len();
        if length > self.0.capacity() {
            let mut larger = Zeroizing::new(String::with_capacity(length * 2));
            larger.push_str(&self.0);
            self.0 = larger;
        }
        self.0.push_str(text);
    }

    pub(crate) fn finish(mut self) -> TypedSecret {
        TypedSecret::new(std::mem::take(&mut *self.0))
    }
}
