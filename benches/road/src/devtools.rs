//! The Chrome `DevTools` protocol: commands and their answers, over a WebSocket. Its events are passed over.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex as Lock, PoisonError};
use std::time::Duration;

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::{Mutex, oneshot};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::Result;

/// A page at the end of a slow link, on a slowed-down processor, needs some seconds.
const LIMIT: Duration = Duration::from_secs(90);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Who waits for the answer to which command; empty for good once the browser is gone.
type Waiting = Arc<Lock<HashMap<u64, oneshot::Sender<Value>>>>;

/// A connection to a browser.
pub(crate) struct DevTools {
    sink: Mutex<SplitSink<Socket, Message>>,
    waiting: Waiting,
    last: AtomicU64,
}

impl DevTools {
    /// Connects to a browser's `ws:` address.
    pub(crate) async fn connect(address: &str) -> Result<Self> {
        let (socket, _) = connect_async(address).await?;
        let (sink, stream) = socket.split();
        let waiting = Waiting::default();
        tokio::spawn(hand_out(stream, Arc::clone(&waiting)));
        Ok(Self { sink: Mutex::new(sink), waiting, last: AtomicU64::new(0) })
    }

    /// Gives a command, to the browser or to a session with a tab, and waits for its answer.
    pub(crate) async fn call(&self, session: Option<&str>, method: &str, parameters: Value) -> Result<Value> {
        let id = self.last.fetch_add(1, Ordering::Relaxed);
        let mut command = json!({ "id": id, "method": method, "params": parameters });
        if let (Some(session), Some(command)) = (session, command.as_object_mut()) {
            command.insert("sessionId".to_owned(), json!(session));
        }
        let (sender, receiver) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(id, sender);
        self.sink.lock().await.send(Message::text(command.to_string())).await?;
        let answer = timeout(LIMIT, receiver).await.map_err(|_| format!("{method}: no answer in time"))?;
        let mut answer = answer.map_err(|_| format!("{method}: the browser is gone"))?;
        match answer.get_mut("result").map(Value::take) {
            Some(result) => Ok(result),
            None => Err(format!("{method}: {}", answer.get("error").unwrap_or(&answer)).into()),
        }
    }
}

async fn hand_out(mut stream: SplitStream<Socket>, waiting: Waiting) {
    while let Some(Ok(message)) = stream.next().await {
        let Ok(answer) = serde_json::from_slice::<Value>(&message.into_data()) else { continue };
        let id = answer.get("id").and_then(Value::as_u64);
        let sender = id.and_then(|id| waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&id));
        if let Some(sender) = sender {
            // Whoever asked has given up, then.
            let _ = sender.send(answer);
        }
    }
    waiting.lock().unwrap_or_else(PoisonError::into_inner).clear();
}
