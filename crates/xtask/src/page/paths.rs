//! Keeps the folders of the machine that builds the page out of what is shipped.
//!
//! The compiler writes the path of a source file beside each possible panic. Paths of the registry hold the builder's home, those
//! of the project the place of the clone: nobody else's business, and different on every machine.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use toml::Value;
use xshell::Shell;

use super::assets::files_below;
use crate::project::Project;

/// What `.cargo/config.toml` includes where it is there.
const SETTINGS: &str = "builder-paths.toml";

/// The folders of this machine that may stand in a path of a source file, the most special ones first.
#[derive(Debug)]
pub(crate) struct BuilderPaths {
    folders: Vec<(PathBuf, &'static str)>,
}

impl BuilderPaths {
    /// The clone, Cargo's folder and rustup's.
    pub(crate) fn of_this_machine(project: &Project) -> Self {
        let home = env::home_dir();
        let or_in_home = |variable: &str, name: &str| {
            env::var_os(variable).map(PathBuf::from).or_else(|| home.as_ref().map(|home| home.join(name)))
        };
        let mut folders = vec![(project.root().to_owned(), "/project")];
        folders.extend(or_in_home("CARGO_HOME", ".cargo").map(|folder| (folder, "/cargo")));
        folders.extend(or_in_home("RUSTUP_HOME", ".rustup").map(|folder| (folder, "/rustup")));
        Self { folders }
    }

    /// Has Cargo's settings of the clone include flags by which the compiler writes other names for these folders.
    pub(crate) fn tell_cargo(&self, project: &Project) -> Result<()> {
        let file = project.root().join(".cargo").join(SETTINGS);
        Ok(project.shell().write_file(file, self.settings())?)
    }

    fn settings(&self) -> String {
        let flag = |(folder, name): &(PathBuf, &str)| format!("--remap-path-prefix={}={name}", folder.display());
        let flags: Value = self.folders.iter().map(flag).collect::<Vec<_>>().into();
        format!("[target.wasm32-unknown-unknown]\nrustflags = {flags}\n")
    }

    /// Makes sure that no file of the finished page names one of the folders.
    pub(crate) fn check(&self, shell: &Shell, dist: &Path) -> Result<()> {
        for file in files_below(shell, dist)? {
            let bytes = shell.read_binary_file(&file)?;
            if let Some((folder, _)) = self.folders.iter().find(|(folder, _)| names(&bytes, folder)) {
                let (file, folder) = (file.display(), folder.display());
                bail!("{file} names the folder `{folder}` of the machine that built it");
            }
        }
        Ok(())
    }
}

/// Whether the path of something in `folder` stands in the bytes.
fn names(bytes: &[u8], folder: &Path) -> bool {
    let prefix = format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
    bytes.windows(prefix.len()).any(|window| window == prefix.as_bytes())
}

#[cfg(test)]
mod tests {
    use toml::Table;

    use super::*;

    fn paths() -> BuilderPaths {
        let folders = vec![("/home/ada/page".into(), "/project"), ("/home/ada/my cargo".into(), "/cargo")];
        BuilderPaths { folders }
    }

    #[test]
    fn each_folder_gets_another_name_by_settings_that_cargo_includes() {
        let settings: Table = paths().settings().parse().unwrap();
        let flags = settings["target"]["wasm32-unknown-unknown"]["rustflags"].as_array().unwrap();
        let flags: Vec<&str> = flags.iter().filter_map(Value::as_str).collect();
        let expected = ["--remap-path-prefix=/home/ada/page=/project", "--remap-path-prefix=/home/ada/my cargo=/cargo"];
        assert_eq!(flags, expected);
        let config = Project::of_this_clone().unwrap().root().join(".cargo/config.toml");
        let config: Table = std::fs::read_to_string(config).unwrap().parse().unwrap();
        assert_eq!(config["include"][0]["path"].as_str(), Some(SETTINGS));
    }

    #[test]
    fn a_file_that_names_a_folder_of_the_builder_is_found() {
        let shell = Shell::new().unwrap();
        let dist = shell.create_temp_dir().unwrap();
        shell.write_file(dist.path().join("a.wasm"), b"\0src/main.rs\0/home/ada/pages\0").unwrap();
        assert!(paths().check(&shell, dist.path()).is_ok());
        shell.write_file(dist.path().join("parts/b.wasm"), b"\0/home/ada/page/src/main.rs\0").unwrap();
        let error = paths().check(&shell, dist.path()).unwrap_err().to_string();
        assert!(error.ends_with("b.wasm names the folder `/home/ada/page` of the machine that built it"), "{error}");
    }
}
