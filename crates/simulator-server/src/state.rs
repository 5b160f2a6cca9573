//! What devices became, kept in a file across restarts.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use enos::Secret;
use serde::{Deserialize, Serialize};
use simulator::{Access, Cloud, Device, Life, Memory};

use crate::cloud::SharedCloud;

/// Says why a state file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StateError {
    /// The file cannot be read.
    #[error("cannot read {}: {}", .0.display(), .1)]
    Unreadable(PathBuf, io::Error),
    /// The file is not one of ours.
    #[error("{} is not a state file: line {}, column {}", .0.display(), .1, .2)]
    NotState(PathBuf, usize, usize),
    /// The file cannot be written.
    #[error("cannot write {}: {}", .0.display(), .1)]
    Unwritable(PathBuf, io::Error),
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SavedState {
    devices: Vec<SavedDevice>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SavedDevice {
    product_key: String,
    device_key: String,
    disabled: bool,
    has_been_online: bool,
    activations: u32,
    secret: Option<String>,
}

/// Gives the devices back what they were. A file that is not there is an empty one; devices that are not registered any
/// more are forgotten.
pub(crate) fn recall(path: &Path, cloud: &mut Cloud) -> Result<(), StateError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(StateError::Unreadable(path.to_owned(), error)),
    };
    let state: SavedState = serde_json::from_str(&text)
        .map_err(|error| StateError::NotState(path.to_owned(), error.line(), error.column()))?;
    for device in state.devices {
        cloud.recall(&device.product_key, &device.device_key, device.memory());
    }
    Ok(())
}

/// The file while the program runs.
pub(crate) struct StateFile {
    path: PathBuf,
    cloud: Arc<SharedCloud>,
    /// Held while the file is written: two writers would take the new file away from each other.
    writing: Mutex<()>,
}

impl StateFile {
    /// Begins to keep it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn open(path: PathBuf, cloud: Arc<SharedCloud>) -> Result<Arc<Self>, StateError> {
        let file = Self { path, cloud, writing: Mutex::new(()) };
        file.save()?;
        Ok(Arc::new(file))
    }

    /// Writes it whenever a device has changed, at most five times a second, for ever.
    pub(crate) async fn keep(self: Arc<Self>) {
        let mut written = None;
        loop {
            let revision = self.cloud.with(|cloud| cloud.revision());
            if written != Some(revision) {
                let file = Arc::clone(&self);
                match tokio::task::spawn_blocking(move || file.save()).await {
                    Ok(Ok(())) => written = Some(revision),
                    Ok(Err(error)) => eprintln!("warning: {error}"),
                    Err(_) => {}
                }
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Writes it: whole, or not at all.
    pub(crate) fn save(&self) -> Result<(), StateError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let devices = self.cloud.with(|cloud| cloud.devices().iter().filter_map(SavedDevice::of).collect());
        let unwritable = |error| StateError::Unwritable(self.path.clone(), error);
        let json = serde_json::to_vec_pretty(&SavedState { devices }).map_err(|error| unwritable(error.into()))?;
        write_private(&self.path, &json).map_err(unwritable)
    }
}

impl SavedDevice {
    /// Nothing for a device to which nothing has happened.
    fn of(device: &Device) -> Option<Self> {
        let Memory { access, life, secret, activations } = device.memory();
        if (access, life, secret.is_none(), activations) == (Access::Enabled, Life::New, true, 0) {
            return None;
        }
        Some(Self {
            product_key: device.product_key().to_string(),
            device_key: device.key().to_string(),
            disabled: access == Access::Disabled,
            has_been_online: life == Life::HasBeenOnline,
            activations,
            secret: secret.map(|secret| secret.expose().to_owned()),
        })
    }

    fn memory(&self) -> Memory {
        Memory {
            access: if self.disabled { Access::Disabled } else { Access::Enabled },
            life: if self.has_been_online { Life::HasBeenOnline } else { Life::New },
            secret: self.secret.as_ref().and_then(|text| Secret::parse(text).ok()),
            activations: self.activations,
        }
    }
}

/// Into a file beside it, which then takes its place. Only its owner may read it, for it holds secrets.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
