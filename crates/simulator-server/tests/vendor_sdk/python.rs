//! Python with the vendor's SDK, in a folder of the user's cache.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The SDK needs paho-mqtt below 2, and says so nowhere.
const PACKAGES: [&str; 2] = ["enos-mqtt-sdk-python==0.1.1", "paho-mqtt==1.6.1"];

/// The interpreter that can import the SDK. Without one the test is skipped, with the reason; in CI it fails.
pub(crate) fn with_sdk() -> Option<PathBuf> {
    static PREPARED: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    match PREPARED.get_or_init(prepare) {
        Ok(python) => Some(python.clone()),
        Err(reason) if env::var("CI").is_ok_and(|ci| ci == "true") => panic!("{reason}"),
        Err(reason) => {
            eprintln!("skipped: {reason}");
            None
        }
    }
}

fn prepare() -> Result<PathBuf, String> {
    let folder = cache().ok_or("there is no cache folder: set HOME")?;
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if imports_the_sdk(&python) {
        return Ok(python);
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder), "make a Python environment")?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES), "install the vendor's SDK")?;
    if imports_the_sdk(&python) { Ok(python) } else { Err("the vendor's SDK cannot be imported".to_owned()) }
}

fn cache() -> Option<PathBuf> {
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let base = base.filter(|path| path.is_absolute()).or_else(|| env::home_dir().map(|home| home.join(".cache")));
    base.map(|base| base.join("enos-provisioner").join("python"))
}

fn imports_the_sdk(python: &Path) -> bool {
    let mut command = Command::new(python);
    command.args(["-c", "import enos.core.MqttClient"]).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn run(command: &mut Command, purpose: &str) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("cannot {purpose}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    Err(format!("cannot {purpose}: {}", reason.lines().last().unwrap_or("no reason was given")))
}
