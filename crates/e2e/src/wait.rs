//! Waits for what can be asked for.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::trouble::{Result, Trouble};

const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Looks again and again until there is `what`, and gives it back. Where it is not there within the limit, the error says what
/// there was instead.
///
/// # Errors
/// When it cannot be looked at, or there is none within the limit.
pub(crate) async fn look_until<T>(
    limit: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
    instead: impl AsyncFnOnce() -> Result<String>,
) -> Result<T> {
    let until = Instant::now() + limit;
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        if Instant::now() > until {
            return Err(Trouble::NotShown { what: what.to_owned(), instead: instead().await? });
        }
        sleep(LOOK_AGAIN).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn looks_until_there_is_something_and_tells_at_the_limit_what_there_was() {
        let mut looks = 0;
        let third = async || {
            looks += 1;
            Ok((looks == 3).then_some(looks))
        };
        assert_eq!(
            look_until(Duration::from_secs(20), "the third", third, async || Ok(String::new())).await.unwrap(),
            3
        );
        let nothing = async || Ok(None::<()>);
        let error = look_until(Duration::from_millis(120), "it", nothing, async || Ok("another".to_owned())).await;
        let Err(Trouble::NotShown { what, instead }) = error else { panic!("{error:?}") };
        assert_eq!((what.as_str(), instead.as_str()), ("it", "another"));
    }
}
