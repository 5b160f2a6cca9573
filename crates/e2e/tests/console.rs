//! The console is heard: without that, a test that finds it empty would prove nothing.
#![cfg(test)]

mod in_the_browser {
    use e2e::{Point, Result, on_stage};

    /// One thing that is said, one that is forbidden by the policy, one that goes wrong.
    const MAKE_NOISE: &str = "
        console.warn('a word', 7);
        document.body.setAttribute('style', 'color: red');
        setTimeout(() => { throw new Error('a mistake'); }, 0);
        await new Promise((resolve) => setTimeout(resolve, 500));";

    #[tokio::test]
    async fn tells_once_what_is_said_what_the_policy_forbids_and_what_goes_wrong() -> Result<()> {
        on_stage(Point::Never, async |stage| {
            stage.page().await?;
            stage.browser.evaluate(MAKE_NOISE).await?;
            let told = stage.browser.console().await?;
            for part in ["a word", "style-src", "a mistake"] {
                assert_eq!(told.iter().filter(|message| message.contains(part)).count(), 1, "{part}: {told:#?}");
            }
            assert_eq!(told.len(), 3, "{told:#?}");
            assert_eq!(stage.browser.console().await?, Vec::<String>::new());
            Ok(())
        })
        .await
    }
}
