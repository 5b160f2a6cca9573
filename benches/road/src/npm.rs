//! The peers, from npm, kept in the cache folder of the project's tools.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Result;

/// Names and versions.
pub(crate) const MQTT_JS: (&str, &str) = ("mqtt", "5.16.0");
pub(crate) const PAHO: (&str, &str) = ("paho-mqtt", "1.1.0");

/// The folder that npm's packages are in, installed if need be.
pub(crate) fn packages() -> Result<PathBuf> {
    let folder = cache()?.join("npm-road");
    let modules = folder.join("node_modules");
    let wanted = [MQTT_JS, PAHO];
    if wanted.iter().all(|(name, version)| installed(&modules.join(name)).as_deref() == Some(version)) {
        return Ok(modules);
    }
    fs::create_dir_all(&folder)?;
    // Without a package.json of its own, npm would look for one in the folders above.
    fs::write(folder.join("package.json"), "{\"private\": true}\n")?;
    eprintln!("installing the peers with npm: this may take a minute, once; they are kept in {}", folder.display());
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund", "--save-exact", "--prefix"]).arg(&folder);
    npm.args(wanted.map(|(name, version)| format!("{name}@{version}")));
    let status = npm.stdin(Stdio::null()).status().map_err(|error| format!("npm could not be started: {error}"))?;
    if !status.success() {
        return Err(format!("npm could not install the peers: {status}").into());
    }
    Ok(modules)
}

fn installed(package: &Path) -> Option<String> {
    let manifest: Value = serde_json::from_slice(&fs::read(package.join("package.json")).ok()?).ok()?;
    manifest.get("version")?.as_str().map(str::to_owned)
}

/// As `cargo xtask` finds it.
fn cache() -> Result<PathBuf> {
    let xdg = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = xdg.or_else(|| Some(env::home_dir()?.join(".cache")));
    Ok(folder.ok_or("there is no home folder to keep npm's packages in")?.join("enos-provisioner"))
}
