//! Which tools there are.

use crate::error::Error;
use crate::lockfile::locked_version;
use crate::project::Project;

/// A program that a chore needs and that is not part of Rust.
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
    /// Runs the browser tests.
    WasmPack,
    /// Looks over licences, bans, sources and advisories of the dependencies.
    CargoDeny,
    /// A browser.
    Chromium,
    /// Drives Chromium.
    ChromeDriver,
    /// The other browser.
    Firefox,
    /// Drives Firefox.
    GeckoDriver,
    /// Compresses files to weigh them; npm comes with it.
    Node,
    /// The bridge that ours is measured beside.
    Websockify,
    /// Google's check of pages.
    Lighthouse,
    /// A script that finds what is wrong with a page's accessibility.
    Axe,
}

/// One tool in the version that we want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The name that it goes by in messages and folders.
    pub(crate) name: &'static str,
    /// Names under which its program may be found, best first.
    pub(crate) programs: &'static [&'static str],
    /// What has to appear in what `--version` prints; any version will do when there is none.
    pub(crate) version: Option<String>,
    /// How it is installed.
    pub(crate) recipe: Recipe,
}

/// How a tool is installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recipe {
    /// A crate of that name with programs in it.
    Crate {
        /// Minutes that compiling it takes on two cores.
        minutes: u32,
    },
    /// A package of npm.
    Npm {
        /// The package with its exact version.
        package: &'static str,
    },
    /// A package of npm that brings no program, but files.
    NpmFiles {
        /// The package with its exact version.
        package: &'static str,
        /// The folder of the files.
        folder: &'static str,
    },
    /// A package of `PyPI`, in a virtual environment of its own.
    Python {
        /// The package with its exact version.
        package: &'static str,
    },
    /// Packages of Debian and Ubuntu.
    Debian {
        /// The packages' names.
        packages: &'static [&'static str],
    },
}

const CHROMIUM: Recipe = Recipe::Debian { packages: &["chromium", "chromium-driver"] };

impl Tool {
    /// The tool in the version that this clone wants.
    ///
    /// Trunk 0.22 needs a newer rustc than ours, hence 0.21; binaryen's version stands in `Trunk.toml` as well.
    /// Lighthouse 13 needs Node 22, hence 12.
    pub(crate) fn wanted(self, project: &Project) -> Result<Wanted, Error> {
        let (name, programs, version, recipe): (_, &'static [_], _, _) = match self {
            Self::Trunk => ("trunk", &["trunk"], Some("0.21.14"), Recipe::Crate { minutes: 10 }),
            Self::WasmBindgen => {
                let version = locked_version(project, "wasm-bindgen")?;
                return Ok(Wanted {
                    name: "wasm-bindgen-cli",
                    programs: &["wasm-bindgen"],
                    version: Some(version),
                    recipe: Recipe::Crate { minutes: 4 },
                });
            }
            Self::WasmOpt => {
                let package = "binaryen@132.0.0";
                ("wasm-opt", &["wasm-opt"], Some("132"), Recipe::Npm { package })
            }
            Self::Esbuild => ("esbuild", &["esbuild"], Some("0.28.2"), Recipe::Npm { package: "esbuild@0.28.2" }),
            Self::WasmPack => ("wasm-pack", &["wasm-pack"], Some("0.15.1"), Recipe::Crate { minutes: 4 }),
            Self::CargoDeny => ("cargo-deny", &["cargo-deny"], Some("0.20.2"), Recipe::Crate { minutes: 8 }),
            Self::Chromium => {
                ("chromium", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"], None, CHROMIUM)
            }
            Self::ChromeDriver => ("chromedriver", &["chromedriver"], None, CHROMIUM),
            Self::Firefox => {
                let packages = &["firefox-esr"];
                ("firefox", &["firefox-esr", "firefox"], None, Recipe::Debian { packages })
            }
            Self::GeckoDriver => ("geckodriver", &["geckodriver"], Some("0.37.1"), Recipe::Crate { minutes: 4 }),
            Self::Node => {
                let packages = &["nodejs", "npm"];
                ("node", &["node", "nodejs"], None, Recipe::Debian { packages })
            }
            Self::Websockify => {
                let package = "websockify==0.13.0";
                ("websockify", &["websockify"], None, Recipe::Python { package })
            }
            Self::Lighthouse => {
                let package = "lighthouse@12.8.2";
                ("lighthouse", &["lighthouse"], Some("12.8.2"), Recipe::Npm { package })
            }
            Self::Axe => {
                let recipe = Recipe::NpmFiles { package: "axe-core@4.14.1", folder: "axe-core" };
                ("axe-core", &["axe.min.js"], None, recipe)
            }
        };
        Ok(Wanted { name, programs, version: version.map(str::to_owned), recipe })
    }
}

impl Wanted {
    /// Name and version, as a person would say it.
    pub(crate) fn title(&self) -> String {
        match &self.version {
            Some(version) => format!("{} {version}", self.name),
            None => self.name.to_owned(),
        }
    }

    /// The name of its folder within the cache.
    pub(crate) fn folder(&self) -> String {
        match (&self.recipe, &self.version) {
            (Recipe::Npm { package } | Recipe::NpmFiles { package, .. }, _) => package.replace('@', "-"),
            (Recipe::Python { package }, _) => package.replace("==", "-"),
            (_, Some(version)) => format!("{}-{version}", self.name),
            (_, None) => self.name.to_owned(),
        }
    }

    /// What a person types to install it where every program finds it.
    pub(crate) fn command(&self) -> String {
        match (&self.recipe, &self.version) {
            (Recipe::Crate { .. }, Some(version)) => {
                format!("cargo install --locked {}@{version}", self.name)
            }
            (Recipe::Crate { .. }, None) => format!("cargo install --locked {}", self.name),
            (Recipe::Npm { package } | Recipe::NpmFiles { package, .. }, _) => {
                format!("npm install --global {package}")
            }
            (Recipe::Python { package }, _) => format!("pip install {package}"),
            (Recipe::Debian { packages }, _) => {
                format!("sudo apt-get install {}", packages.join(" "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(tool: Tool) -> Wanted {
        tool.wanted(&Project::of_this_clone()).unwrap()
    }

    #[test]
    fn every_tool_has_a_folder_and_a_command_of_its_own_version() {
        let trunk = wanted(Tool::Trunk);
        assert_eq!(trunk.folder(), "trunk-0.21.14");
        assert_eq!(trunk.command(), "cargo install --locked trunk@0.21.14");
        let wasm_opt = wanted(Tool::WasmOpt);
        assert_eq!(wasm_opt.title(), "wasm-opt 132");
        assert_eq!(wasm_opt.folder(), "binaryen-132.0.0");
        assert_eq!(wasm_opt.command(), "npm install --global binaryen@132.0.0");
        let axe = wanted(Tool::Axe);
        assert_eq!((axe.folder().as_str(), axe.title().as_str()), ("axe-core-4.14.1", "axe-core"));
        assert_eq!(axe.command(), "npm install --global axe-core@4.14.1");
        let driver = wanted(Tool::ChromeDriver);
        assert_eq!(driver.command(), "sudo apt-get install chromium chromium-driver");
        assert_eq!(wanted(Tool::Firefox).command(), "sudo apt-get install firefox-esr");
        assert_eq!(wanted(Tool::GeckoDriver).folder(), "geckodriver-0.37.1");
    }

    #[test]
    fn trunk_s_own_list_of_tools_agrees_with_ours() {
        let path = Project::of_this_clone().root().join("Trunk.toml");
        let text = std::fs::read_to_string(path).unwrap();
        let trunk = wanted(Tool::Trunk).version.unwrap();
        assert!(text.contains(&format!("trunk-version = \"={trunk}\"")));
        let wasm_opt = wanted(Tool::WasmOpt).version.unwrap();
        assert!(text.contains(&format!("wasm_opt = \"version_{wasm_opt}\"")));
        let wasm_bindgen = wanted(Tool::WasmBindgen).version.unwrap();
        assert!(text.contains(&format!("wasm_bindgen = \"{wasm_bindgen}\"")));
    }
}
