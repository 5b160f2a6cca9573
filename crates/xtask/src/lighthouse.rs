//! What Lighthouse says of the page, with its own settings: a slow phone in a mobile network.

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
const CATEGORIES: [&str; 3] = ["performance", "accessibility", "best-practices"];

/// Builds the page, has it looked at, prints the figures and where the reports lie, and fails below the bar.
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
    let scores = CATEGORIES.into_iter().map(|category| Ok((category, median(&reports, category)?)));
    let scores: Vec<(&str, u32)> = scores.collect::<Result<_>>()?;
    println!("\nLighthouse, as on a phone; median of {RUNS} runs, of 100, at least {BAR} wanted");
    for (category, score) in &scores {
        println!("{category:16} {score:>3}");
    }
    println!("what was found wanting stands in {}", folder.join("run-*.report.html").display());
    judge(&scores)
}

/// As it is shipped, since it compresses the page less well otherwise. Nobody connects to what is behind it.
fn start_gateway(project: &Project) -> Result<Server> {
    let (shell, dist) = (project.shell(), project.dist());
    cargo(cmd!(shell, "cargo build --quiet --release --package gateway")).run()?;
    let program = project.target().join("release/gateway");
    let upstream = "tcp://127.0.0.1:11883";
    let gateway = cmd!(shell, "{program} serve --listen 127.0.0.1:0 --upstream {upstream} --dist {dist}");
    Server::start("the gateway", gateway)
}

/// The worst of the categories decides.
fn judge(scores: &[(&str, u32)]) -> Result<()> {
    if let Some((category, score)) = scores.iter().min_by_key(|(_, score)| *score) {
        ensure!(*score >= BAR, "Lighthouse gives {category} {score} of 100; at least {BAR} are wanted");
    }
    Ok(())
}

/// The middle one of the scores in a category.
fn median(reports: &[Value], category: &str) -> Result<u32> {
    let mut scores = Vec::new();
    for report in reports {
        if let Some(error) = report.pointer("/runtimeError/message") {
            bail!("Lighthouse could not look at the page: {error}");
        }
        let score = report.pointer(&format!("/categories/{category}/score")).and_then(Value::as_f64);
        let score = score.with_context(|| format!("Lighthouse's report holds no score for {category}"))?;
        // It goes from 0 to 1.
        scores.push(format!("{:.0}", score * 100.0).parse()?);
    }
    scores.sort_unstable();
    scores.get(scores.len() / 2).copied().context("Lighthouse made no report")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report(performance: f64) -> Value {
        json!({ "categories": { "performance": { "score": performance }, "best-practices": { "score": 0.96 } } })
    }

    #[test]
    fn takes_the_median() {
        let reports = [report(0.99), report(0.9), report(0.97)];
        assert_eq!(median(&reports, "performance").unwrap(), 97);
        assert_eq!(median(&reports, "best-practices").unwrap(), 96);
    }

    #[test]
    fn the_worst_category_decides() {
        assert!(judge(&[("performance", 95), ("accessibility", 100)]).is_ok());
        let error = judge(&[("accessibility", 100), ("performance", 94)]).unwrap_err();
        assert_eq!(error.to_string(), "Lighthouse gives performance 94 of 100; at least 95 are wanted");
    }

    #[test]
    fn a_report_without_scores_is_no_success() {
        let failed = json!({ "runtimeError": { "message": "no page" } });
        let error = |reports: &[Value]| median(reports, "performance").unwrap_err().to_string();
        assert_eq!(error(&[]), "Lighthouse made no report");
        assert_eq!(error(&[json!({})]), "Lighthouse's report holds no score for performance");
        assert_eq!(error(&[failed]), "Lighthouse could not look at the page: \"no page\"");
    }
}
