//! Everything in which a secret might be found that should not be there.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::browser::Browser;
use crate::trouble::{Result, Trouble};

/// Texts, each with the name of the place where it was found.
#[derive(Clone, Debug, Default)]
pub struct Traces(Vec<(String, String)>);

/// Of the password input, the document is searched but not what stands in it: that is where a secret is typed.
const COLLECT: &str = r#"
    const asText = (value) => JSON.stringify(value) ?? String(value);
    const promised = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const databases = [];
    for (const { name } of await indexedDB.databases()) {
        const database = await promised(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
            const objects = database.transaction(store).objectStore(store);
            databases.push(name, store, asText(await promised(objects.getAllKeys())), asText(await promised(objects.getAll())));
        }
        database.close();
    }
    const kept = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        kept.push(name);
        for (const request of await cache.keys()) {
            const answer = await cache.match(request);
            kept.push(request.url, asText([...request.headers, ...answer.headers]), await answer.text());
        }
    }
    const inputs = [...document.querySelectorAll("input:not([type=password]), textarea, select")];
    return {
        "document": document.documentElement.outerHTML,
        "inputs": asText(inputs.map((input) => input.value)),
        "address": location.href,
        "history": asText(history.state),
        "cookies": document.cookie,
        "window's name": window.name,
        "local storage": asText({ ...localStorage }),
        "session storage": asText({ ...sessionStorage }),
        "databases": databases.join("\n"),
        "caches": kept.join("\n"),
        "loaded addresses": asText(performance.getEntries().map((entry) => entry.name)),
    };"#;

impl Traces {
    pub(crate) async fn of_page(browser: &Browser) -> Result<Self> {
        let collected = browser.evaluate(COLLECT).await?;
        let Value::Object(places) = collected else {
            return Err(Trouble::NotShown { what: "traces".to_owned(), instead: collected.to_string() });
        };
        let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Ok(Self(places.into_iter().map(|(place, value)| (place, text(value))).collect()))
    }

    pub(crate) fn add(&mut self, place: &str, text: String) {
        self.0.push((place.to_owned(), text));
    }

    /// The text of one place.
    #[must_use]
    pub fn of(&self, place: &str) -> &str {
        self.0.iter().find(|(name, _)| name == place).map_or("", |(_, text)| text)
    }

    /// The places where a secret stands: as it is, backwards, in Base64 or in hexadecimal digits.
    #[must_use]
    pub fn places_with(&self, secret: &str) -> Vec<&str> {
        let hex = hex::encode(secret);
        let forms = [
            secret.to_owned(),
            secret.chars().rev().collect(),
            STANDARD.encode(secret).trim_end_matches('=').to_owned(),
            hex.to_uppercase(),
            hex,
        ];
        let holds = |text: &str| forms.iter().any(|form| text.contains(form));
        self.0.iter().filter(|(_, text)| holds(text)).map(|(place, _)| place.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_secret_in_every_form() {
        let mut traces = Traces::default();
        for (place, text) in [
            ("plain", "a=abcdefg&"),
            ("backwards", "gfedcba"),
            ("base64", "\"YWJjZGVmZw==\""),
            ("hex", "61626364656667"),
            ("another", "abcdef"),
        ] {
            traces.add(place, text.to_owned());
        }
        assert_eq!(traces.places_with("abcdefg"), ["plain", "backwards", "base64", "hex"]);
        assert_eq!(traces.of("another"), "abcdef");
    }
}
