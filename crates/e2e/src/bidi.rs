//! `WebDriver BiDi`: commands that the classic protocol does not have, over a WebSocket to the same session.
//!
//! <https://www.w3.org/TR/webdriver-bidi/>

use std::time::Duration;

use fantoccini::Client;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;
use url::Url;

use crate::trouble::{Result, Trouble};

/// Generous: the machine may be compiling beside us.
const LIMIT: Duration = Duration::from_mins(1);

/// The only command of its connection.
const ID: u64 = 1;

/// Runs a command in the session of this client, which must have asked for the capability `webSocketUrl`, and gives its result.
///
/// What the command sets up belongs to the session and outlives the connection.
pub(crate) async fn command(client: &Client, method: &'static str, parameters: &Value) -> Result<Value> {
    let address = client.capabilities().and_then(|capabilities| capabilities.get("webSocketUrl"));
    let address = address.and_then(Value::as_str).ok_or_else(|| failed(method, "the session has no WebSocket"))?;
    let told = timeout(LIMIT, exchange(address, method, parameters));
    told.await.map_err(|_| failed(method, "no answer in time"))?
}

async fn exchange(address: &str, method: &'static str, parameters: &Value) -> Result<Value> {
    let url = Url::parse(address).map_err(|error| failed(method, &format!("`{address}`: {error}")))?;
    let host = url.socket_addrs(|| None)?;
    let stream = TcpStream::connect(host.as_slice()).await?;
    let opened = client_async(address, stream).await;
    let (mut socket, _) = opened.map_err(|error| failed(method, &error.to_string()))?;
    let command = json!({ "id": ID, "method": method, "params": parameters });
    let sent = socket.send(Message::text(command.to_string())).await;
    sent.map_err(|error| failed(method, &error.to_string()))?;
    while let Some(message) = socket.next().await {
        let message = message.map_err(|error| failed(method, &error.to_string()))?;
        // Events may come in between.
        if let Some(answer) = message.to_text().ok().and_then(answer) {
            // The browser waits for the answer to this before it closes its end.
            let _ = socket.close(None).await;
            return answer.map_err(|words| failed(method, &words));
        }
    }
    Err(failed(method, "the connection ended without an answer"))
}

/// The result of our command, or the browser's words where it refused; nothing in a message that is about something else.
fn answer(message: &str) -> Option<std::result::Result<Value, String>> {
    let message: Value = serde_json::from_str(message).ok()?;
    if message.get("id").and_then(Value::as_u64) != Some(ID) {
        return None;
    }
    let is_success = message.get("type").and_then(Value::as_str) == Some("success");
    let result = message.get("result").cloned().unwrap_or_default();
    Some(if is_success { Ok(result) } else { Err(message.to_string()) })
}

fn failed(method: &'static str, seen: &str) -> Trouble {
    Trouble::Refused { command: method, seen: seen.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_result_from_a_refusal_and_from_an_event() {
        let result = answer(r#"{"type":"success","id":1,"result":{"script":"7"}}"#);
        assert_eq!(result, Some(Ok(json!({ "script": "7" }))));
        let refusal = r#"{"error":"invalid argument","id":1,"message":"no","type":"error"}"#;
        assert!(answer(refusal).is_some_and(|answer| answer.is_err_and(|words| words.contains("invalid argument"))));
        assert_eq!(answer(r#"{"type":"event","method":"log.entryAdded","params":{}}"#), None);
        assert_eq!(answer(r#"{"type":"success","id":2,"result":{}}"#), None);
    }
}
