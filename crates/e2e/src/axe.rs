//! What axe-core finds wrong with the accessibility of what is on show, in every language, theme and size.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::time::Duration;

use serde_json::Value;
use tokio::time::sleep;

use crate::browser::{Browser, Look, Theme};
use crate::trouble::{Result, Trouble};

/// Names the script; `cargo xtask test` installs it.
const VARIABLE: &str = "AXE_CORE";
/// The languages, each with the button that leads away from it.
const LANGUAGES: [(&str, &str); 2] = [("en", "中文"), ("zh-CN", "English")];
/// As the page's own settings call them.
const THEMES: [&str; 3] = ["light", "dark", "sunlight"];
const SIZES: [(u32, u32); 2] = [(1280, 800), (390, 844)];
const SETTLE: Duration = Duration::from_millis(30);

/// Rules depend on colours only where they say so: all of them are asked once, that of the contrast in every theme.
const RUN: &str = "
    document.documentElement.dataset.theme = THEME;
    // Colours that are still on their way are not what is meant.
    document.getAnimations().filter((moving) => moving instanceof CSSTransition).forEach((moving) => moving.finish());
    const rules = THEME === 'light' ? {} : { runOnly: ['color-contrast'] };
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...rules });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) =>
        `${id} at ${target.join(' ')} (${html.slice(0, 120)}): ${failureSummary.replaceAll(/\\s+/g, ' ').slice(0, 300)}`));";

/// Looks at one state of the page after the other.
#[derive(Debug)]
pub struct Axe<'b> {
    browser: &'b Browser,
    script: String,
    found: BTreeMap<String, String>,
    runs: usize,
}

const LEAVE: &str = "
    scrollTo(0, 0);
    [...document.querySelectorAll('header button')].find((button) => button.innerText === NAME).click();";

impl<'b> Axe<'b> {
    /// Takes the script from where the variable `AXE_CORE` says.
    ///
    /// # Errors
    /// When it is not there.
    pub fn in_browser(browser: &'b Browser) -> Result<Self> {
        let path = env::var_os(VARIABLE).ok_or_else(|| Trouble::NotBuilt { file: format!("${VARIABLE}") })?;
        Ok(Self { browser, script: fs::read_to_string(path)?, found: BTreeMap::new(), runs: 0 })
    }

    /// Looks at what is on show. The page speaks English before and behind.
    ///
    /// # Errors
    /// When the browser refuses, or axe-core does not run.
    pub async fn look(&mut self, state: &str) -> Result<()> {
        if self.browser.evaluate("return typeof axe;").await? == "undefined" {
            self.browser.client().execute(&self.script, Vec::new()).await?;
        }
        for (language, away) in LANGUAGES {
            self.wait_for_language(language).await?;
            for (width, height) in SIZES {
                self.browser.look_like(Look { width, height, theme: Theme::Light }).await?;
                for theme in THEMES {
                    self.run(&format!("{state}, {language}, {width} px, {theme}"), theme).await?;
                }
            }
            self.browser.look_like(Look { width: 1280, height: 800, theme: Theme::Light }).await?;
            // By the page's own button, wherever that is scrolled to or covered.
            self.browser.evaluate(&LEAVE.replace("NAME", &format!("'{away}'"))).await?;
        }
        self.wait_for_language("en").await
    }

    async fn wait_for_language(&self, language: &str) -> Result<()> {
        for _ in 0..200 {
            if self.browser.evaluate("return document.documentElement.lang;").await? == language {
                return Ok(());
            }
            sleep(SETTLE).await;
        }
        Err(Trouble::NotShown { what: format!("page in the language `{language}`"), instead: String::new() })
    }

    async fn run(&mut self, state: &str, theme: &str) -> Result<()> {
        let answer = self.browser.evaluate(&RUN.replace("THEME", &format!("'{theme}'"))).await?;
        let Some(violations) = answer.as_array() else {
            return Err(Trouble::NotShown {
                what: format!("answer of axe-core ({state})"),
                instead: answer.to_string(),
            });
        };
        self.runs += 1;
        for violation in violations.iter().filter_map(Value::as_str) {
            // Each once, with the state in which it was seen first.
            self.found.entry(violation.to_owned()).or_insert_with(|| state.to_owned());
        }
        Ok(())
    }

    /// How often axe-core has looked.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.runs
    }

    /// What it found: rule, target and reason, and the first state that showed it.
    #[must_use]
    pub fn found(&self) -> Vec<String> {
        self.found.iter().map(|(violation, state)| format!("{state}: {violation}")).collect()
    }
}
