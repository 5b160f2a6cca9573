//! Which tools there are.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::digest;
use crate::project::Project;

/// The packages that come from npm, with their exact versions.
pub(super) const NPM_MANIFEST: &str = include_str!("../../npm/package.json");
/// The same with all that they need, and the digest of each.
pub(super) const NPM_LOCK: &str = include_str!("../../npm/package-lock.json");

/// A program that a command needs and that is not part of Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tool {
    /// Builds the page out of `index.html`, styles and WebAssembly.
    Trunk,
    /// Writes the JavaScript between the page and its WebAssembly; brings the runner of the browser tests too.
    WasmBindgen,
    /// Makes the WebAssembly smaller.
    WasmOpt,
    /// Makes the JavaScript smaller.
    Esbuild,
    WasmPack,
    CargoDeny,
    Chromium,
    ChromeDriver,
    Firefox,
    GeckoDriver,
    /// Runs what npm brings, and npm itself.
    Node,
    /// The bridge that ours is measured beside.
    Websockify,
    Lighthouse,
    /// A script that finds what is wrong with a page's accessibility.
    Axe,
}

/// One tool in the version that we want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The name that it goes by in messages and folders.
    pub(super) name: &'static str,
    /// Names under which its program may be found, best first.
    pub(super) programs: &'static [&'static str],
    /// What has to appear in what `--version` prints; any version will do when there is none.
    pub(super) version: Option<String>,
    pub(super) source: Source,
}

/// Where a tool comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A crate of that name, the minutes that compiling it takes on two cores, and further options.
    Crate { minutes: u32, options: &'static [&'static str] },
    /// A package in `npm/package.json`, and the folder of its programs or files.
    Npm { package: &'static str, folder: &'static str, group: NpmGroup },
    /// A package of `PyPI` with its exact version, in a virtual environment of its own.
    Python { package: &'static str },
    /// Packages of Debian and Ubuntu.
    Debian { packages: &'static [&'static str] },
}

/// Nobody who only wants to see the page waits for the two hundred packages of Lighthouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NpmGroup {
    /// The `dependencies`.
    Dependencies,
    /// The `devDependencies` too.
    All,
}

impl Tool {
    /// The tool in the version that this clone wants.
    ///
    /// Trunk 0.22 needs a newer rustc than ours, hence 0.21; binaryen's version stands in `Trunk.toml` as well.
    /// Lighthouse 13 needs Node 22, hence 12.
    pub(super) fn wanted(self, project: &Project) -> Result<Wanted> {
        Ok(match self {
            Self::Trunk => of_crate("trunk", &["trunk"], "0.21.14", 10, &[]),
            Self::WasmBindgen => {
                // It has to be of exactly the library's version.
                let version = locked_version(project, "wasm-bindgen")?;
                of_crate("wasm-bindgen-cli", &["wasm-bindgen"], &version, 4, WITHOUT_TLS)
            }
            Self::WasmPack => of_crate("wasm-pack", &["wasm-pack"], "0.15.1", 4, &[]),
            Self::CargoDeny => of_crate("cargo-deny", &["cargo-deny"], "0.20.2", 8, &[]),
            Self::GeckoDriver => of_crate("geckodriver", &["geckodriver"], "0.37.1", 4, &[]),
            Self::WasmOpt => {
                // It calls itself by the first number.
                let version = npm_version("binaryen")?.split('.').next().map(str::to_owned);
                Wanted { version, ..of_npm("wasm-opt", &["wasm-opt"], "binaryen", NpmGroup::Dependencies)? }
            }
            Self::Esbuild => of_npm("esbuild", &["esbuild"], "esbuild", NpmGroup::Dependencies)?,
            Self::Lighthouse => of_npm("lighthouse", &["lighthouse"], "lighthouse", NpmGroup::All)?,
            Self::Axe => {
                let (package, folder, group) = ("axe-core", "node_modules/axe-core", NpmGroup::Dependencies);
                of_system(package, &["axe.min.js"], Source::Npm { package, folder, group })
            }
            Self::Chromium => {
                let programs = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
                of_system("chromium", programs, Source::Debian { packages: CHROMIUM })
            }
            Self::ChromeDriver => of_system("chromedriver", &["chromedriver"], Source::Debian { packages: CHROMIUM }),
            Self::Firefox => {
                of_system("firefox", &["firefox-esr", "firefox"], Source::Debian { packages: &["firefox-esr"] })
            }
            Self::Node => of_system("node", &["node", "nodejs"], Source::Debian { packages: &["nodejs", "npm"] }),
            Self::Websockify => {
                of_system("websockify", &["websockify"], Source::Python { package: "websockify==0.13.0" })
            }
        })
    }
}

const CHROMIUM: &[&str] = &["chromium", "chromium-driver"];
/// For what talks to nobody but browsers' drivers on this machine: TLS takes a good part of the time to compile it.
const WITHOUT_TLS: &[&str] = &["--no-default-features"];

type Names = &'static [&'static str];

fn of_crate(name: &'static str, programs: Names, version: &str, minutes: u32, options: Names) -> Wanted {
    Wanted { name, programs, version: Some(version.to_owned()), source: Source::Crate { minutes, options } }
}

fn of_npm(name: &'static str, programs: Names, package: &'static str, group: NpmGroup) -> Result<Wanted> {
    let source = Source::Npm { package, folder: "node_modules/.bin", group };
    Ok(Wanted { name, programs, version: Some(npm_version(package)?), source })
}

/// In whatever version there is.
fn of_system(name: &'static str, programs: Names, source: Source) -> Wanted {
    Wanted { name, programs, version: None, source }
}

impl Wanted {
    /// Name and version, as a person would say it.
    pub(super) fn title(&self) -> String {
        match &self.version {
            Some(version) => format!("{} {version}", self.name),
            None => self.name.to_owned(),
        }
    }

    /// The name of its folder within the cache. Whoever changes a version of npm's gets a new one.
    pub(super) fn folder(&self) -> String {
        match (&self.source, &self.version) {
            (Source::Npm { group, .. }, _) => {
                let digest = digest::short(NPM_LOCK);
                match group {
                    NpmGroup::Dependencies => format!("npm-{digest}"),
                    NpmGroup::All => format!("npm-{digest}-all"),
                }
            }
            (Source::Python { package }, _) => package.replace("==", "-"),
            (_, Some(version)) => format!("{}-{version}", self.name),
            (_, None) => self.name.to_owned(),
        }
    }

    /// What a person types to install it where every program finds it.
    pub(super) fn command(&self) -> String {
        match &self.source {
            Source::Crate { .. } => format!("cargo install --locked {}", self.package()),
            Source::Npm { package, .. } => {
                let version = npm_version(package).unwrap_or_else(|_| "latest".to_owned());
                format!("npm install --global {package}@{version}")
            }
            Source::Python { package } => format!("pip install {package}"),
            Source::Debian { packages } => format!("sudo apt-get install {}", packages.join(" ")),
        }
    }

    /// The crate with its version, as Cargo takes it.
    pub(super) fn package(&self) -> String {
        self.title().replace(' ', "@")
    }
}

/// The version of a package in `npm/package.json`.
fn npm_version(package: &str) -> Result<String> {
    let manifest: Value = serde_json::from_str(NPM_MANIFEST)?;
    let groups = ["dependencies", "devDependencies"];
    let version = groups.iter().find_map(|group| manifest.get(group)?.get(package)?.as_str());
    Ok(version.with_context(|| format!("npm/package.json holds no package `{package}`"))?.to_owned())
}

/// The version of a package that the project is locked to; the first one when several are.
fn locked_version(project: &Project, package: &str) -> Result<String> {
    let lock: toml::Table = fs::read_to_string(project.root().join("Cargo.lock"))?.parse()?;
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let text = |entry: &'_ toml::Value, key| entry.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let mut found = packages.filter(|entry| text(entry, "name").as_deref() == Some(package));
    let version = found.next().and_then(|entry| text(entry, "version"));
    version.with_context(|| format!("Cargo.lock holds no package `{package}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(tool: Tool) -> Wanted {
        tool.wanted(&Project::of_this_clone().unwrap()).unwrap()
    }

    #[test]
    fn every_tool_has_a_folder_and_a_command_of_its_own_version() {
        let trunk = wanted(Tool::Trunk);
        assert_eq!(trunk.folder(), "trunk-0.21.14");
        assert_eq!(trunk.command(), "cargo install --locked trunk@0.21.14");
        let wasm_opt = wanted(Tool::WasmOpt);
        assert_eq!(wasm_opt.title(), "wasm-opt 132");
        assert_eq!(wasm_opt.command(), "npm install --global binaryen@132.0.0");
        let axe = wanted(Tool::Axe);
        assert_eq!(axe.title(), "axe-core");
        assert_eq!(axe.command(), "npm install --global axe-core@4.14.1");
        assert_eq!(wanted(Tool::ChromeDriver).command(), "sudo apt-get install chromium chromium-driver");
        assert_eq!(wanted(Tool::Firefox).command(), "sudo apt-get install firefox-esr");
        assert_eq!(wanted(Tool::GeckoDriver).folder(), "geckodriver-0.37.1");
    }

    #[test]
    fn all_of_npm_shares_a_folder_but_for_lighthouse() {
        let folder = wanted(Tool::Esbuild).folder();
        assert!(folder.len() == "npm-".len() + 16 && folder.starts_with("npm-"), "{folder}");
        assert_eq!([Tool::WasmOpt, Tool::Axe].map(|tool| wanted(tool).folder()), [&*folder, &*folder]);
        assert_eq!(wanted(Tool::Lighthouse).folder(), format!("{folder}-all"));
    }

    #[test]
    fn the_lock_file_of_npm_names_no_other_registry() {
        let addresses: Vec<&str> = NPM_LOCK.lines().filter(|line| line.contains("\"resolved\":")).collect();
        assert!(!addresses.is_empty());
        assert!(addresses.iter().all(|line| line.contains("\"https://registry.npmjs.org/")), "{addresses:?}");
    }

    #[test]
    fn trunk_s_own_list_of_tools_agrees_with_ours() {
        let path = Project::of_this_clone().unwrap().root().join("Trunk.toml");
        let trunk: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
        let version = |tool| wanted(tool).version.unwrap();
        assert_eq!(trunk["trunk-version"].as_str(), Some(&*format!("={}", version(Tool::Trunk))));
        assert_eq!(trunk["tools"]["wasm_opt"].as_str(), Some(&*format!("version_{}", version(Tool::WasmOpt))));
        assert_eq!(trunk["tools"]["wasm_bindgen"].as_str(), Some(&*version(Tool::WasmBindgen)));
    }

    #[test]
    fn names_a_package_that_is_not_locked() {
        let error = locked_version(&Project::of_this_clone().unwrap(), "no-such-package").unwrap_err();
        assert_eq!(error.to_string(), "Cargo.lock holds no package `no-such-package`");
    }
}
