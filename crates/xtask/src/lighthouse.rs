//! What Lighthouse says of the page, with its own settings: a slow phone in a mobile network.

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use xshell::cmd;

use crate::page::build_page;
use crate::program::cargo;
use crate::project::Project;
use crate::serve::Server;
use crate::tools::{Tool, Toolbox};

/// What each category has to score at least, of 100.
const BAR: u32 = 95;
/// The load of the machine moves the performance; the median of some runs moves less.
const RUNS: usize = 3;
/// The first one decides which of the reports is looked into.
const CATEGORIES: [&str; 3] = ["performance", "accessibility", "best-practices"];

/// Builds the page, has it looked at, prints the figures and what was found wanting, and fails below the bar.
pub(crate) fn lighthouse(project: &Project) -> Result<()> {
    let (shell, mut toolbox) = (project.shell(), Toolbox::new(project));
    let chromium = toolbox.need(Tool::Chromium)?;
    let program = toolbox.need(Tool::Lighthouse)?;
    build_page(project, &mut toolbox)?;
    let gateway = start_gateway(project)?;
    let folder = shell.create_dir(project.target().join("lighthouse"))?;
    let (address, categories) = (gateway.address(), CATEGORIES.join(","));
    let mut reports = Vec::new();
    for run in 1..=RUNS {
        let path = folder.join(format!("run-{run}"));
        let look = cmd!(
            shell,
            "{program} {address} --quiet --only-categories={categories} --output=json --output=html --output-path {path}"
        );
        look.arg("--chrome-flags=--headless --no-sandbox").env("CHROME_PATH", &chromium).run()?;
        reports.push(serde_json::from_str(&shell.read_file(path.with_extension("report.json"))?)?);
    }
    // What it says at its end is not to stand behind the figures.
    drop(gateway);
    let findings = Findings::of(&reports)?;
    findings.print(&folder);
    findings.judge()
}

/// As it is shipped, since it compresses the page less well otherwise. Nobody connects to what is behind it.
fn start_gateway(project: &Project) -> Result<Server> {
    let (shell, dist) = (project.shell(), project.dist());
    cargo(cmd!(shell, "cargo build --quiet --release --package gateway")).run()?;
    let program = project.target().join("release/gateway");
    let upstream = "tcp://127.0.0.1:11883";
    let gateway = cmd!(shell, "{program} serve --listen 127.0.0.1:0 --upstream {upstream} --dist {dist}");
    Server::start("the gateway", gateway, &AtomicBool::new(false))
}

/// What the reports come to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Findings {
    /// Each category with its score of 100.
    scores: Vec<(String, u32)>,
    /// What cost points, or might be better, in the report with the median performance.
    wanting: Vec<String>,
}

impl Findings {
    /// The median scores.
    fn of(reports: &[Value]) -> Result<Self> {
        let mut findings = Self::default();
        for category in CATEGORIES {
            let (median, report) = median(reports, category)?;
            findings.scores.push((text(report, &format!("/categories/{category}/title")).to_owned(), median));
            if findings.scores.len() == 1 {
                findings.wanting = wanting_in(report);
            }
        }
        Ok(findings)
    }

    fn print(&self, folder: &Path) {
        println!("\nLighthouse, as on a phone; median of {RUNS} runs, of 100, at least {BAR} wanted");
        for (category, score) in &self.scores {
            println!("{category:16} {score:>3}");
        }
        println!("{}", if self.wanting.is_empty() { "nothing was found wanting" } else { "found wanting:" });
        for text in &self.wanting {
            println!("- {text}");
        }
        println!("the whole reports are in {}", folder.display());
    }

    /// The worst of the categories decides.
    fn judge(&self) -> Result<()> {
        if let Some((category, score)) = self.scores.iter().min_by_key(|(_, score)| *score) {
            ensure!(*score >= BAR, "Lighthouse gives {category} {score} of 100; at least {BAR} are wanted");
        }
        Ok(())
    }
}

/// The middle one of the scores in a category, and a report with it.
fn median<'r>(reports: &'r [Value], category: &str) -> Result<(u32, &'r Value)> {
    let mut scored = Vec::new();
    for report in reports {
        if let Some(error) = report.pointer("/runtimeError/message") {
            bail!("Lighthouse could not look at the page: {error}");
        }
        let score = percent(report.pointer(&format!("/categories/{category}/score")));
        scored.push((score.with_context(|| format!("Lighthouse's report holds no score for {category}"))?, report));
    }
    scored.sort_by_key(|(score, _)| *score);
    scored.get(scored.len() / 2).copied().context("Lighthouse made no report")
}

/// Every audit that cost points or holds a hint, with the first things that it found.
fn wanting_in(report: &Value) -> Vec<String> {
    let (mut wanting, mut seen) = (Vec::new(), HashSet::new());
    for category in CATEGORIES.iter().filter_map(|category| report.get("categories")?.get(category)) {
        for reference in list(category, "/auditRefs") {
            let id = text(reference, "/id");
            let Some(audit) = report.get("audits").and_then(|audits| audits.get(id)) else { continue };
            let Some(score) = percent(audit.get("score")).filter(|score| *score < 100 && seen.insert(id)) else {
                continue;
            };
            let part = match reference.get("weight").and_then(Value::as_f64) {
                Some(weight) if weight > 0.0 => format!("{score} of 100"),
                Some(_) | None => "no points, but a hint".to_owned(),
            };
            let items = list(audit, "/details/items").iter().take(3);
            let items = items.filter_map(|item| {
                [text(item, "/node/selector"), text(item, "/url")].into_iter().find(|text| !text.is_empty())
            });
            let details: Vec<&str> =
                [text(audit, "/displayValue")].into_iter().chain(items).filter(|text| !text.is_empty()).collect();
            let separator = if details.is_empty() { "" } else { ": " };
            let (title, what) = (text(category, "/title"), text(audit, "/title"));
            wanting.push(format!("{title}: {what} ({part}){separator}{}", details.join("; ")));
        }
    }
    wanting
}

/// A score as Lighthouse writes it, from 0 to 1, of 100.
fn percent(score: Option<&Value>) -> Option<u32> {
    format!("{:.0}", score?.as_f64()? * 100.0).parse().ok()
}

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

fn list<'v>(value: &'v Value, path: &str) -> &'v [Value] {
    value.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report(performance: f64) -> Value {
        let category = |title: &str, score: f64, audit: &str| {
            let audits = json!([{ "id": audit, "weight": 1 }, { "id": "hint", "weight": 0 }]);
            json!({ "title": title, "score": score, "auditRefs": audits })
        };
        json!({
            "categories": {
                "performance": category("Performance", performance, "slow"),
                "accessibility": category("Accessibility", 1.0, "fine"),
                "best-practices": category("Best Practices", 0.96, "fine"),
            },
            "audits": {
                "slow": { "title": "Slow", "score": performance, "displayValue": "3 s", "details": { "items": [
                    { "url": "a.js" }, { "node": { "selector": "p" } }, {}
                ] } },
                "fine": { "title": "Fine", "score": 1 },
                "hint": { "title": "Hint", "score": 0 },
            },
        })
    }

    #[test]
    fn takes_the_median_and_what_is_wanting_in_its_report() {
        let findings = Findings::of(&[report(0.99), report(0.9), report(0.97)]).unwrap();
        let scores = [("Performance", 97), ("Accessibility", 100), ("Best Practices", 96)];
        assert_eq!(findings.scores, scores.map(|(category, score)| (category.to_owned(), score)));
        let wanting = ["Performance: Slow (97 of 100): 3 s; a.js; p", "Performance: Hint (no points, but a hint)"];
        assert_eq!(findings.wanting, wanting);
        assert!(findings.judge().is_ok());
    }

    #[test]
    fn the_worst_category_decides() {
        let error = Findings::of(&[report(0.94)]).unwrap().judge().unwrap_err();
        assert_eq!(error.to_string(), "Lighthouse gives Performance 94 of 100; at least 95 are wanted");
    }

    #[test]
    fn a_report_without_scores_is_no_success() {
        let failed = json!({ "runtimeError": { "message": "no page" } });
        let error = |reports: &[Value]| Findings::of(reports).unwrap_err().to_string();
        assert_eq!(error(&[]), "Lighthouse made no report");
        assert_eq!(error(&[json!({})]), "Lighthouse's report holds no score for performance");
        assert_eq!(error(&[failed]), "Lighthouse could not look at the page: \"no page\"");
    }
}
