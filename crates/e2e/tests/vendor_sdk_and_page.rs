//! The vendor's own Python SDK and the page take each other's secrets.
//!
//! Without Python or its package index the tests are skipped with the reason, and fail where `CI=true`.
#![cfg(test)]

mod in_the_browser {
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use e2e::login::THROTTLE;
    use e2e::{DemoDevice, Point, Result, Stage};
    use testkit::{or_skip, python_with_vendor_sdk};
    use tokio::task::spawn_blocking;
    use tokio::time::sleep;

    /// Everything comes at once; this leaves room for a slow machine.
    const LIMIT: Duration = Duration::from_secs(20);
    /// How many seconds the SDK may take for what it is able to do, and for what it is not.
    const PATIENCE: &str = "30";
    const UNTIL_REFUSED: &str = "5";

    /// A device that runs on the vendor's SDK and speaks to EnOS directly.
    struct SdkDevice {
        python: PathBuf,
        url: String,
        device: DemoDevice,
    }

    impl SdkDevice {
        fn new(python: PathBuf, stage: &Stage) -> Self {
            Self { python, url: format!("tcp://{}", stage.enos()), device: stage.devices()[0].clone() }
        }

        /// What it says in the end.
        async fn run(&self, action: &'static str, seconds: &'static str, secret: &str) -> String {
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../simulator-server/tests/vendor_sdk/device.py");
            let mut command = Command::new(&self.python);
            command.arg(script).args([action, seconds, &self.url, &self.device.product_key, &self.device.device_key]);
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
            let secret = secret.to_owned();
            let ended = spawn_blocking(move || {
                let mut child = command.spawn().unwrap();
                writeln!(child.stdin.take().unwrap(), "{secret}").unwrap();
                child.wait_with_output().unwrap()
            });
            let output = ended.await.unwrap();
            let said = String::from_utf8(output.stdout).unwrap();
            assert!(!said.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
            said.trim_end().to_owned()
        }
    }

    #[tokio::test]
    async fn the_page_logs_in_with_the_sdk_s_secret_and_not_with_a_wrong_one() -> Result<()> {
        let Some(python) = or_skip(python_with_vendor_sdk()) else { return Ok(()) };
        let stage = Stage::start(Point::Never).await?;
        let sdk = SdkDevice::new(python, &stage);
        let said = sdk.run("activate", PATIENCE, &sdk.device.product_secret).await;
        let secret = said.strip_prefix("secret ").unwrap_or_else(|| panic!("no secret came: {said}"));

        sleep(THROTTLE).await;
        let page = stage.page().await?;
        page.start_login(&sdk.device, "not-the-secret").await?;
        page.wait_for_text("Wrong key or secret", LIMIT).await?;

        sleep(THROTTLE).await;
        let page = stage.another_page().await?;
        page.start_login(&sdk.device, secret).await?;
        page.wait_for_text("EnOS accepted the device secret", LIMIT).await?;
        Ok(())
    }

    #[tokio::test]
    async fn the_sdk_logs_in_with_the_page_s_secret_and_not_with_a_wrong_one() -> Result<()> {
        let Some(python) = or_skip(python_with_vendor_sdk()) else { return Ok(()) };
        let stage = Stage::start(Point::Never).await?;
        let sdk = SdkDevice::new(python, &stage);
        let secret = stage.page().await?.activate().await?;

        sleep(THROTTLE).await;
        assert_eq!(sdk.run("login", UNTIL_REFUSED, "not-the-secret").await, "refused");
        sleep(THROTTLE).await;
        assert_eq!(sdk.run("login", PATIENCE, &secret).await, "connected");
        Ok(())
    }
}
