//! The card of a failure, as a technician reads it.

use std::time::Duration;

use serde_json::Value;

use crate::page::Page;
use crate::trouble::Result;
use crate::wait::look_until;

/// The words of the card; the buttons beside the fixes are left out.
const READ: &str = r#"
    const card = document.querySelector("[role=alert]");
    if (!card) return null;
    const words = (item) => [...item.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.data).join("").trim();
    return [document.documentElement.lang, card.querySelector("h2").innerText.trim(), ...[...card.querySelectorAll("ol > li")].map(words)];"#;

/// What a failure's card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong.
    pub title: String,
    /// What may be done, most likely first.
    pub fixes: Vec<String>,
}

impl Page<'_> {
    /// The failure on show, once there is one and the page speaks the language with this tag.
    ///
    /// # Errors
    /// When there is none within the limit.
    pub async fn failure(self, language: &str, limit: Duration) -> Result<Failure> {
        let what = format!("failure in the language `{language}`");
        let look = async || Ok(read(&self.evaluate(READ).await?, language));
        look_until(limit, &what, look, async || self.text().await).await
    }
}

fn read(answer: &Value, language: &str) -> Option<Failure> {
    let mut words = answer.as_array()?.iter().map(|word| word.as_str().unwrap_or_default().to_owned());
    words.next().filter(|spoken| spoken == language)?;
    Some(Failure { title: words.next()?, fixes: words.collect() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn takes_only_words_of_the_language_that_was_asked_for() {
        let answer = json!(["en", "Login not authorized", "Register it.", "Wait."]);
        let failure = Failure {
            title: "Login not authorized".to_owned(),
            fixes: vec!["Register it.".to_owned(), "Wait.".to_owned()],
        };
        assert_eq!(read(&answer, "en"), Some(failure));
        assert_eq!(read(&answer, "zh-CN"), None);
        assert_eq!(read(&Value::Null, "en"), None);
    }
}
