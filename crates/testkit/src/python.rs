//! Python with the vendor's SDK.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::Missing;
use crate::install::{cache, lock};

/// The SDK needs paho-mqtt below 2, and says so nowhere.
const PACKAGES: [&str; 2] = ["enos-mqtt-sdk-python==0.1.1", "paho-mqtt==1.6.1"];

/// The Python that can import the vendor's SDK, which is installed into a folder of the user's cache.
///
/// # Errors
/// When there is no Python, or the SDK cannot be installed.
pub fn python_with_vendor_sdk() -> Result<PathBuf, Missing> {
    static PREPARED: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    PREPARED.get_or_init(prepare).clone().map_err(|reason| Missing {
        what: "the vendor's Python SDK".to_owned(),
        reason,
        command: "sudo apt-get install python3-venv".to_owned(),
    })
}

fn prepare() -> Result<PathBuf, String> {
    let folder = cache().join("python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if imports_the_sdk(&python) {
        return Ok(python);
    }
    let _alone = lock().map_err(|error| format!("cannot lock the cache: {error}"))?;
    if imports_the_sdk(&python) {
        return Ok(python);
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder), "make a Python environment")?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES), "install the vendor's SDK")?;
    if imports_the_sdk(&python) { Ok(python) } else { Err("the vendor's SDK cannot be imported".to_owned()) }
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
