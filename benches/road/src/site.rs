//! The folder that the gateway serves: the built page, and the pages of its peers beside it.
//!
//! It is a copy, so that a build that goes on meanwhile changes nothing; and every file lies there compressed by brotli at its
//! best as well, which the gateway then sends, however it was compiled itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::json;
use tempfile::TempDir;

use crate::{Options, Result};

/// The version of npm's `mqtt`.
pub(crate) const MQTT_JS: &str = "5.16.0";
/// The version of npm's `paho-mqtt`.
const PAHO: &str = "1.1.0";

/// The product of all devices.
pub(crate) const PRODUCT: &str = "Race";
/// Its secret, which opens nothing.
pub(crate) const PRODUCT_SECRET: &str = "race-secret";

/// Everybody who races from the click to the secret, ours first.
pub(crate) const CONTESTANTS: [Contestant; 3] = [Contestant::Ours, Contestant::MqttJs, Contestant::Paho];

/// A page that activates a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contestant {
    /// The built page.
    Ours,
    /// A page with npm's `mqtt`.
    MqttJs,
    /// A page with npm's `paho-mqtt`.
    Paho,
}

const FILES: [(&str, &str); 6] = [
    ("mqttjs.html", include_str!("../pages/mqttjs.html")),
    ("mqttjs.js", include_str!("../pages/mqttjs.js")),
    ("paho.html", include_str!("../pages/paho.html")),
    ("paho.js", include_str!("../pages/paho.js")),
    ("device.js", include_str!("../pages/device.js")),
    ("empty.html", include_str!("../pages/empty.html")),
];

/// Puts a compressed twin beside each file named on the command line.
///
/// Node is there for npm anyway.
const COMPRESS: &str = "\
const { brotliCompressSync, constants } = require('zlib'), { readFileSync, writeFileSync } = require('fs');
for (const file of process.argv.slice(1)) {
  const raw = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  writeFileSync(file + '.br', brotliCompressSync(raw, { params }));
}";

/// The folder, for as long as it is needed.
pub(crate) struct Site {
    around: TempDir,
}

impl Contestant {
    /// Its device's key, which is its client id as well.
    pub(crate) const fn device(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::MqttJs => "mqttjs",
            Self::Paho => "paho",
        }
    }

    /// What it is called in print.
    pub(crate) fn title(self) -> String {
        match self {
            Self::Ours => "ours".to_owned(),
            Self::MqttJs => format!("MQTT.js {}", MQTT_JS),
            Self::Paho => format!("Paho {}", PAHO),
        }
    }

    /// Where its page is.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Ours => "/",
            Self::MqttJs => "/peers/mqttjs.html",
            Self::Paho => "/peers/paho.html",
        }
    }
}

impl Site {
    /// Fills the folder.
    pub(crate) fn fill(options: &Options) -> Result<Self> {
        if !options.dist.join("index.html").is_file() {
            return Err(
                format!("there is no built page in {}; `cargo xtask size` builds it", options.dist.display()).into()
            );
        }
        let [mqtt_js, paho] = [format!("mqtt@{MQTT_JS}"), format!("paho-mqtt@{PAHO}")];
        let packages = testkit::npm_packages(&[&mqtt_js, &paho]).map_err(|missing| missing.to_string())?;
        let packages = packages.join("node_modules");
        let site = Self { around: tempfile::tempdir()? };
        let mut files = Vec::new();
        copy(&options.dist, &site.folder(), &mut files)?;
        let peers = site.folder().join("peers");
        fs::create_dir_all(&peers)?;
        for (name, text) in FILES {
            fs::write(peers.join(name), text)?;
        }
        files.extend(FILES.map(|(name, _)| peers.join(name)));
        for library in [packages.join("mqtt/dist/mqtt.min.js"), packages.join("paho-mqtt/paho-mqtt-min.js")] {
            let copied = peers.join(library.file_name().unwrap_or_default());
            fs::copy(&library, &copied).map_err(|error| format!("{}: {error}", library.display()))?;
            files.push(copied);
        }
        let status = Command::new("node").args(["-e", COMPRESS]).args(&files).stdin(Stdio::null()).status()?;
        if !status.success() {
            return Err(format!("node could not compress the pages: {status}").into());
        }
        let (product, device) = (PRODUCT, Contestant::Ours.device());
        let demo =
            json!({ "productKey": product, "productSecret": PRODUCT_SECRET, "deviceKey": device, "clientId": device });
        fs::write(site.settings(), json!({ "gateway": "/mqtt", "demo": [demo] }).to_string())?;
        Ok(site)
    }

    /// What is served.
    pub(crate) fn folder(&self) -> PathBuf {
        self.around.path().join("site")
    }

    /// The settings of the built page, which fill in its contestant's device.
    pub(crate) fn settings(&self) -> PathBuf {
        self.file("settings.json")
    }

    /// A file beside the folder, not served, that is gone when the folder is.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.around.path().join(name)
    }
}

fn copy(from: &Path, to: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copied = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &copied, files)?;
        } else if copied.extension().is_none_or(|extension| extension != "br") {
            fs::copy(entry.path(), &copied)?;
            files.push(copied);
        }
    }
    Ok(())
}
