//! The two roads of the page, walked from their first button to what they bring.

use std::time::Duration;

use crate::demo::DemoDevice;
use crate::page::Page;
use crate::secret::secret_in;
use crate::trouble::{Result, Trouble};

/// What the page gives EnOS for the secret, and then some.
const LIMIT: Duration = Duration::from_secs(30);

impl Page<'_> {
    /// Activates the device whose keys are filled in, has the secret shown, and reads it.
    ///
    /// # Errors
    /// When no secret comes, or it stands in the page before it was asked for.
    pub async fn activate(self) -> Result<String> {
        self.activate_hidden().await?;
        self.show_secret().await
    }

    /// Activates the device whose keys are filled in, and leaves the secret hidden.
    ///
    /// # Errors
    /// When no secret comes, or it stands in the page before it was asked for.
    pub async fn activate_hidden(self) -> Result<()> {
        self.press("Activate device").await?;
        let hidden = self.region("Device secret", LIMIT).await?;
        match secret_in(&hidden) {
            Some(_) => Err(Trouble::NotShown { what: "hiding of the secret".to_owned(), instead: hidden }),
            None => Ok(()),
        }
    }

    /// Has the hidden secret shown, and reads it.
    ///
    /// # Errors
    /// When it is not shown.
    pub async fn show_secret(self) -> Result<String> {
        self.press("Show secret").await?;
        self.wait_for_text("Hide secret", LIMIT).await?;
        let shown = self.region("Device secret", LIMIT).await?;
        secret_in(&shown).ok_or(Trouble::NotShown { what: "secret".to_owned(), instead: shown })
    }

    /// Verifies the secret that has come, by a login of its own.
    ///
    /// # Errors
    /// When it is not verified.
    pub async fn verify(self) -> Result<()> {
        self.press("Verify secret").await?;
        self.press("Verify now").await?;
        self.wait_for_text("Device secret received and verified", LIMIT).await.map(drop)
    }

    /// Fills in a device with its own secret, and starts the static login. What comes of it stands on the page.
    ///
    /// # Errors
    /// When a field or the button is not there.
    pub async fn start_login(self, device: &DemoDevice, device_secret: &str) -> Result<()> {
        self.choose("Static authentication").await?;
        self.fill("Product key", &device.product_key).await?;
        self.fill("Device key", &device.device_key).await?;
        self.fill("Client ID", &device.client_id).await?;
        self.fill("Device secret", device_secret).await?;
        self.press("Test login").await
    }
}
