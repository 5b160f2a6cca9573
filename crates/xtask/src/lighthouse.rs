//! What Lighthouse says of the page, with its own settings: a slow phone in a mobile network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::error::Error;
use crate::page::build_page;
use crate::program::Program;
use crate::project::Project;
use crate::serve::Server;
use crate::tools::{Tool, Toolbox};

/// What each category has to score at least, of 100.
const BAR: u32 = 95;
/// The load of the machine moves the performance; the median of some runs moves less.
const RUNS: usize = 3;
const CATEGORIES: &str = "--only-categories=performance,accessibility,best-practices";
const START_LIMIT: Duration = Duration::from_mins(1);

/// Reads the reports named on the command line and prints `score`, the median and the category; then, of the report with the
/// median performance, `wanting` and what cost points or might be better. Tabs stand in between.
///
/// Node is there for npm anyway, and saves this program a library.
const DIGEST: &str = "\
const reports = process.argv.slice(1).map(file => JSON.parse(require('fs').readFileSync(file)));
const failed = reports.find(({ runtimeError }) => runtimeError);
if (failed) throw new Error(failed.runtimeError.message);
const score = name => ({ categories }) => Math.round(categories[name].score * 100);
const middle = name => reports.map(score(name)).sort((one, other) => one - other)[reports.length >> 1];
const names = Object.keys(reports[0].categories);
for (const name of names) console.log(['score', middle(name), reports[0].categories[name].title].join('\\t'));
const { audits, categories } = reports.find(report => score(names[0])(report) === middle(names[0]));
const seen = new Set();
for (const { auditRefs, title } of Object.values(categories)) {
  for (const { id, weight } of auditRefs) {
    const audit = audits[id];
    if (audit.score === null || audit.score >= 1 || seen.has(id)) continue;
    seen.add(id);
    const part = weight > 0 ? `${Math.round(audit.score * 100)} of 100` : 'no points, but a hint';
    const items = (audit.details?.items ?? []).slice(0, 3).map(({ node, url }) => node?.selector ?? url).filter(Boolean);
    const value = [audit.displayValue, ...items].filter(Boolean).join('; ');
    console.log(['wanting', `${title}: ${audit.title} (${part})${value && `: ${value}`}`].join('\\t'));
  }
}";

/// Builds the page, has it looked at, prints the figures and what was found wanting, and fails below the bar.
pub(crate) fn lighthouse(project: &Project) -> Result<ExitCode, Error> {
    let mut toolbox = Toolbox::new(project);
    toolbox.need_all(&[Tool::Chromium, Tool::Node])?;
    let program = toolbox.need(Tool::Lighthouse)?;
    build_page(project, &mut toolbox)?;
    let gateway = start_gateway(project)?;
    let folder = project.target().join("lighthouse");
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let mut reports = Vec::new();
    for run in 1..=RUNS {
        reports.push(look(&program, &mut toolbox, gateway.address(), &folder.join(format!("run-{run}")))?);
    }
    // What it says at its end is not to stand behind the figures.
    drop(gateway);
    let digest = Program::new(toolbox.need(Tool::Node)?).args(["-e", DIGEST]).args(&reports).printed()?;
    let findings = findings_in(&String::from_utf8_lossy(&digest));
    print(&findings, &folder);
    judge(&findings)
}

/// As it is shipped, since it compresses the page less well otherwise. Nobody connects to what is behind it.
fn start_gateway(project: &Project) -> Result<Server, Error> {
    let cargo = Program::cargo().folder(project.root());
    cargo.args(["build", "--quiet", "--release", "--package", "gateway"]).run()?;
    let program = Program::new(project.target().join("release").join("gateway"));
    let options = ["serve", "--listen", "127.0.0.1:0", "--upstream", "tcp://127.0.0.1:11883", "--dist"];
    let program = program.args(options).args([project.dist()]);
    Server::start("the gateway", program, START_LIMIT, &AtomicBool::new(false))
}

/// Writes a report for people and one for programs; returns the latter.
fn look(program: &Path, toolbox: &mut Toolbox<'_>, address: &str, report: &Path) -> Result<PathBuf, Error> {
    Program::new(program)
        .args([address, "--quiet", CATEGORIES, "--chrome-flags=--headless --no-sandbox"])
        .args(["--output=json", "--output=html", "--output-path"])
        .args([report])
        .env("CHROME_PATH", toolbox.need(Tool::Chromium)?)
        .env("PATH", toolbox.path())
        .run()?;
    Ok(report.with_extension("report.json"))
}

/// What the reports come to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Findings {
    /// Each category with its score of 100.
    scores: Vec<(String, u32)>,
    /// What cost points, or might be better.
    wanting: Vec<String>,
}

fn findings_in(digest: &str) -> Findings {
    let mut findings = Findings::default();
    for line in digest.lines() {
        let mut parts = line.splitn(3, '\t');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("score"), Some(score), Some(category)) => {
                findings.scores.extend(score.parse().map(|score| (category.to_owned(), score)));
            }
            (Some("wanting"), Some(text), None) => findings.wanting.push(text.to_owned()),
            _ => {}
        }
    }
    findings
}

fn print(findings: &Findings, folder: &Path) {
    println!("\nLighthouse, as on a phone; median of {RUNS} runs, of 100, at least {BAR} wanted");
    for (category, score) in &findings.scores {
        println!("{category:16} {score:>3}");
    }
    println!("{}", if findings.wanting.is_empty() { "nothing was found wanting" } else { "found wanting:" });
    for text in &findings.wanting {
        println!("- {text}");
    }
    println!("the whole reports are in {}", folder.display());
}

/// The worst of the three categories decides.
fn judge(findings: &Findings) -> Result<ExitCode, Error> {
    let worst = findings.scores.iter().min_by_key(|(_, score)| *score);
    match worst {
        Some((category, score)) if *score < BAR => {
            Err(Error::BelowBar { category: category.clone(), score: *score, bar: BAR })
        }
        Some(_) if findings.scores.len() == 3 => Ok(ExitCode::SUCCESS),
        Some(_) | None => Err(Error::NoScores),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str =
        "score\t97\tPerformance\nscore\t100\tAccessibility\nscore\t96\tBest Practices\nwanting\ta: b\n";

    #[test]
    fn reads_scores_and_what_is_wanting() {
        let findings = findings_in(DIGEST);
        let scores = [("Performance", 97), ("Accessibility", 100), ("Best Practices", 96)];
        assert_eq!(findings.scores, scores.map(|(category, score)| (category.to_owned(), score)));
        assert_eq!(findings.wanting, ["a: b"]);
        assert!(judge(&findings).is_ok());
    }

    #[test]
    fn the_worst_category_decides() {
        let error = judge(&findings_in(&DIGEST.replace("96", "94"))).unwrap_err();
        assert_eq!(error.to_string(), "Lighthouse gives Best Practices 94 of 100; at least 95 are wanted");
    }

    #[test]
    fn a_report_without_scores_is_no_success() {
        for digest in ["", "score\t100\tPerformance\n"] {
            let error = judge(&findings_in(digest)).unwrap_err();
            assert_eq!(error.to_string(), "Lighthouse's reports do not hold the three scores that were asked for");
        }
    }
}
