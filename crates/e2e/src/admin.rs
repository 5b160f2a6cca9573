//! The admin address of the simulated EnOS, where the reason of a refusal stands that no device is told, and where faults are set.

use std::io;
use std::time::Duration;

use serde_json::Value;

use crate::http::ask;
use crate::trouble::{Result, Trouble};
use crate::wait::look_until;

/// What the device log holds of one device, oldest entry first.
///
/// `admin` is host and port.
///
/// # Errors
/// When the address does not answer, or not with a log.
pub async fn device_log(admin: &str, device_key: &str) -> Result<Vec<Value>> {
    let answer = ask(admin, "GET", "/log", "").await?;
    let Value::Array(entries) = body(&answer)? else { return Err(unexpected(answer)) };
    Ok(entries.into_iter().filter(|entry| entry.get("deviceKey").is_some_and(|key| key == device_key)).collect())
}

/// The same, once the log holds that event of the device: the simulated EnOS may still be reading what the page has sent.
///
/// # Errors
/// When it does not within twenty seconds.
pub async fn device_log_with(admin: &str, device_key: &str, event: &str) -> Result<Vec<Value>> {
    let log = async || device_log(admin, device_key).await;
    let has_it = |log: &Vec<Value>| log.iter().any(|entry| entry.get("event").is_some_and(|name| name == event));
    let what = format!("`{event}` in the device log");
    let look = async || Ok(Some(log().await?).filter(has_it));
    look_until(Duration::from_secs(20), &what, look, async || Ok(format!("{:?}", log().await?))).await
}

/// From its next connection on, these things go wrong for the device, as `docs/simulator.md` names them.
///
/// # Errors
/// When the address does not answer, or does not take these faults.
pub(crate) async fn set_faults(admin: &str, product_key: &str, device_key: &str, faults: &Value) -> Result<()> {
    let path = format!("/faults/{product_key}/{device_key}");
    let answer = ask(admin, "PUT", &path, &faults.to_string()).await?;
    let is_taken = answer.split(' ').nth(1).is_some_and(|status| status.starts_with('2'));
    if is_taken { Ok(()) } else { Err(unexpected(answer)) }
}

fn unexpected(answer: String) -> Trouble {
    Trouble::NotServing { program: "simulator-server".to_owned(), seen: answer }
}

fn body(answer: &str) -> Result<Value> {
    let (_, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    serde_json::from_str(body).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error).into())
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// Answers one request, and hands it out.
    async fn admin_that_answers(answer: &'static str) -> (String, tokio::task::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let admin = listener.local_addr().unwrap().to_string();
        let asked = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = [0; 512];
            let count = stream.read(&mut asked).await.unwrap();
            stream.write_all(answer.as_bytes()).await.unwrap();
            String::from_utf8_lossy(&asked[..count]).into_owned()
        });
        (admin, asked)
    }

    #[tokio::test]
    async fn reads_the_entries_of_one_device() {
        let answer = "HTTP/1.1 200 OK\r\n\r\n[{\"deviceKey\":\"a\",\"code\":742},{\"deviceKey\":\"b\",\"code\":745}]";
        let log = device_log(&admin_that_answers(answer).await.0, "b").await.unwrap();
        assert_eq!(log.len(), 1);
        assert_eq!(log[0]["code"], 745);
    }

    #[tokio::test]
    async fn sets_the_faults_of_one_device_and_tells_when_they_are_not_taken() {
        let faults = serde_json::json!({ "push": "never" });
        let (admin, asked) = admin_that_answers("HTTP/1.1 204 No Content\r\n\r\n").await;
        set_faults(&admin, "p", "d", &faults).await.unwrap();
        let asked = asked.await.unwrap();
        assert!(asked.starts_with("PUT /faults/p/d HTTP/1.1\r\n") && asked.ends_with(r#"{"push":"never"}"#), "{asked}");
        let (admin, _) = admin_that_answers("HTTP/1.1 404 Not Found\r\n\r\nno device 200").await;
        assert!(set_faults(&admin, "p", "d", &faults).await.is_err());
    }

    #[test]
    fn takes_nothing_but_json_for_a_log() {
        assert!(body("HTTP/1.1 200 OK\r\n\r\nnothing").is_err());
    }
}
