//! The console is heard: without that, a test that finds it empty would prove nothing.
#![cfg(test)]

mod in_the_browser {
    use e2e::{Point, Result, Stage};

    /// One thing that is said, one that is forbidden by the policy, one that goes wrong.
    const MAKE_NOISE: &str = "
        console.warn('a word', 7);
        document.body.setAttribute('style', 'color: red');
        setTimeout(() => { throw new Error('a mistake'); }, 0);
        await new Promise((resolve) => setTimeout(resolve, 500));";

    #[tokio::test]
    async fn tells_once_what_is_said_what_the_policy_forbids_and_what_goes_wrong() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        stage.page().await?;
        stage.browser.evaluate(MAKE_NOISE).await?;
        let told = stage.browser.console().await?;
        // The policy is that of the headers and that of the page itself, and each of the two is broken.
        for (part, times) in [("a word", 1), ("style-src", 2), ("a mistake", 1)] {
            assert_eq!(told.iter().filter(|message| message.contains(part)).count(), times, "{part}: {told:#?}");
        }
        assert_eq!(told.len(), 4, "{told:#?}");
        assert_eq!(stage.browser.console().await?, Vec::<String>::new());
        Ok(())
    }
}
