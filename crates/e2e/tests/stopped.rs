//! What was stopped does not go on anywhere: with an EnOS that is slow to be reached, nothing of an attempt that somebody has left
//! reaches it, and the secret in use stays valid.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::login::{Answer, THROTTLE, log_in};
    use e2e::{Point, Result, Slow, Stage};
    use serde_json::Value;
    use tokio::time::sleep;

    const LIMIT: Duration = Duration::from_secs(20);

    /// How a technician leaves an attempt.
    #[derive(Clone, Copy, Debug)]
    enum Leaving {
        Stop,
        ClosedTab,
        Wipe,
        KilledBrowser,
    }

    fn events(log: &[Value]) -> Vec<&str> {
        log.iter().filter_map(|entry| entry.get("event")).filter_map(Value::as_str).collect()
    }

    /// What follows the first TLS record.
    fn behind_the_greeting(bytes: &[u8]) -> &[u8] {
        match bytes.split_first_chunk() {
            Some(([0x16, _, _, high, low], rest)) => {
                rest.get(usize::from(u16::from_be_bytes([*high, *low]))..).unwrap_or_default()
            }
            Some(_) | None => bytes,
        }
    }

    /// Faster than a person and than a driver: activates, verifies, and stops by the key while the verification still waits for its second. The
    /// button is there as well, but takes no press so soon after another.
    const PROVE_AND_STOP: &str = r#"
        const button = (name, may_be_pressed) => [...document.querySelectorAll("button")]
            .find((button) => button.textContent.trim() === name && !(may_be_pressed && button.disabled));
        const wait_for = async (name, may_be_pressed) => {
            for (let look = 0; !button(name, may_be_pressed); look += 1) {
                if (look > 500) throw `no button ${name}: ${document.body.innerText}`;
                await new Promise((done) => setTimeout(done, 2));
            }
        };
        for (const name of ["Activate device", "Verify secret", "Verify now"]) {
            await wait_for(name, true);
            button(name, true).click();
        }
        await wait_for("Stop", false);
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
        for (let look = 0; button("Stop", false); look += 1) {
            if (look > 200) throw `it goes on: ${document.body.innerText}`;
            await new Promise((done) => setTimeout(done, 2));
        }
        return "stopped";
    "#;

    async fn nothing_goes_on(slow: Slow, leaving: Leaving) -> Result<()> {
        let mut stage = Stage::with_slow_link(slow).await?;
        let secret = stage.page().await?.activate().await?;
        stage.no_connection_is_left().await?;
        let before = stage.log_with(&stage.devices()[0], "logged out").await?;

        stage.another_page().await?;
        stage.no_connection_is_left().await?;
        stage.link.hold().await?;
        let page = stage.this_page();
        page.press("Activate device").await?;
        page.wait_for_text("Logging in", LIMIT).await?;
        match leaving {
            Leaving::Stop => {
                page.press("Stop").await?;
                page.wait_for_text("You pressed Stop. Nothing more is sent.", LIMIT).await?;
            }
            Leaving::ClosedTab => stage.browser.close_tab().await?,
            Leaving::Wipe => page.wipe().await?,
            Leaving::KilledBrowser => stage.browser.kill()?,
        }
        stage.no_connection_is_left().await?;
        for said in stage.link.release().await? {
            match slow {
                Slow::Tcp => panic!("{leaving:?}: {} bytes reached EnOS", said.len()),
                Slow::Tls => assert!(behind_the_greeting(&said).is_empty(), "{leaving:?}: {said:x?}"),
            }
        }

        let device = &stage.devices()[0];
        let after = stage.log_of(device)?;
        assert_eq!(events(&after), events(&before), "{leaving:?}");
        sleep(THROTTLE).await;
        assert_eq!(log_in(stage.enos(), device, &secret).await?, Answer::Accepted, "{leaving:?}");
        Ok(())
    }

    #[tokio::test]
    async fn stop_before_tcp_is_up_sends_nothing_and_keeps_the_secret() -> Result<()> {
        nothing_goes_on(Slow::Tcp, Leaving::Stop).await
    }

    #[tokio::test]
    async fn stop_before_tls_is_up_sends_nothing_and_keeps_the_secret() -> Result<()> {
        nothing_goes_on(Slow::Tls, Leaving::Stop).await
    }

    #[tokio::test]
    async fn a_tab_closed_before_tcp_is_up_sends_nothing_and_keeps_the_secret() -> Result<()> {
        nothing_goes_on(Slow::Tcp, Leaving::ClosedTab).await
    }

    #[tokio::test]
    async fn a_tab_closed_before_tls_is_up_sends_nothing_and_keeps_the_secret() -> Result<()> {
        nothing_goes_on(Slow::Tls, Leaving::ClosedTab).await
    }

    #[tokio::test]
    async fn a_browser_killed_before_tcp_is_up_sends_nothing_and_keeps_the_secret() -> Result<()> {
        nothing_goes_on(Slow::Tcp, Leaving::KilledBrowser).await
    }

    #[tokio::test]
    async fn a_browser_killed_before_tls_is_up_sends_nothing_and_keeps_the_secret() -> Result<()> {
        nothing_goes_on(Slow::Tls, Leaving::KilledBrowser).await
    }

    #[tokio::test]
    async fn a_wipe_before_tls_is_up_sends_nothing_and_keeps_the_secret() -> Result<()> {
        nothing_goes_on(Slow::Tls, Leaving::Wipe).await
    }

    #[tokio::test]
    async fn a_verification_that_is_stopped_before_its_second_is_over_sends_no_login() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        stage.page().await?.is_in_use().await?;
        assert_eq!(stage.browser.evaluate(PROVE_AND_STOP).await?, "stopped");
        sleep(THROTTLE).await;
        let log = stage.log_of(&stage.devices()[0])?;
        let logins = events(&log).into_iter().filter(|event| *event == "logged in").count();
        // The one of the activation itself.
        assert_eq!(logins, 1, "{log:?}");
        Ok(())
    }
}
