//! Plays one script on one connection.

use std::io;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::Role;

use crate::account::{Account, End};
use crate::frames;
use crate::script::{Act, Handshake, Script};

/// A browser's opening handshake has less than this; a longer one is no handshake.
const LONGEST_REQUEST: usize = 64 * 1024;

/// What a client asks for in its opening handshake.
#[derive(Debug)]
pub(crate) struct Request {
    /// The path, which says which script is wanted.
    pub(crate) path: String,
    key: String,
    subprotocols: String,
}

/// Reads the opening handshake; nothing when the client goes away before.
pub(crate) async fn read_request(stream: &mut TcpStream) -> io::Result<Option<Request>> {
    let mut head = Vec::new();
    // A client may not send anything behind its request before it is answered, so nothing is read too far.
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut head).await? == 0 || head.len() > LONGEST_REQUEST {
            return Ok(None);
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.lines();
    let path = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
    let mut request = Request { path, key: String::new(), subprotocols: String::new() };
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        match name.to_ascii_lowercase().as_str() {
            "sec-websocket-key" => value.trim().clone_into(&mut request.key),
            "sec-websocket-protocol" => value.trim().clone_into(&mut request.subprotocols),
            _ => {}
        }
    }
    Ok(Some(request))
}

/// Plays the script to its end, and then to the client's.
pub(crate) async fn play(stream: TcpStream, request: &Request, script: &Script, account: &mut Account) {
    // An error is a connection that is gone; the account says how far it came.
    let _ = Play { stream, account }.run(request, script).await;
}

struct Play<'a> {
    stream: TcpStream,
    account: &'a mut Account,
}

impl Play<'_> {
    async fn run(mut self, request: &Request, script: &Script) -> io::Result<()> {
        if request.subprotocols != "mqtt" {
            let offered = &request.subprotocols;
            self.account.deviation = Some(format!("it offers the subprotocols `{offered}` [MQTT-6.0.0-3]"));
        }
        let subprotocol = match script.handshake {
            Handshake::Mqtt => Some("mqtt"),
            Handshake::Subprotocol(name) => Some(name),
            Handshake::NoSubprotocol => None,
            Handshake::Status(status) => {
                let answer = format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return self.refuse(answer.as_bytes()).await;
            }
            Handshake::Garbage(bytes) => return self.refuse(bytes).await,
            Handshake::Cut => return self.refuse(&[]).await,
            Handshake::Silence => {
                while self.stream.read(&mut [0; 256]).await? > 0 {}
                return Ok(());
            }
        };
        self.stream.write_all(&accepted(&request.key, subprotocol)).await?;
        let socket = WebSocketStream::from_raw_socket(self.stream, Role::Server, None).await;
        Conversation { socket, account: self.account, server_ended: false }.run(&script.acts).await
    }

    async fn refuse(&mut self, answer: &[u8]) -> io::Result<()> {
        self.account.end = End::ByServer;
        self.stream.write_all(answer).await?;
        self.stream.shutdown().await
    }
}

fn accepted(key: &str, subprotocol: Option<&str>) -> Vec<u8> {
    let chosen = subprotocol.map(|name| format!("Sec-WebSocket-Protocol: {name}\r\n")).unwrap_or_default();
    let accept = derive_accept_key(key.as_bytes());
    format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {accept}\r\n{chosen}\r\n"
    )
    .into_bytes()
}

struct Conversation<'a> {
    socket: WebSocketStream<TcpStream>,
    account: &'a mut Account,
    server_ended: bool,
}

impl Conversation<'_> {
    async fn run(mut self, acts: &[Act]) -> io::Result<()> {
        for (index, act) in acts.iter().enumerate() {
            if let Err(deviation) = self.act(act).await? {
                self.account.deviation = Some(format!("at act {}: {deviation}", index + 1));
                return Ok(());
            }
        }
        while self.packet().await.is_some() {
            self.account.sent_late += 1;
        }
        Ok(())
    }

    async fn act(&mut self, act: &Act) -> io::Result<Result<(), String>> {
        let bytes = match act {
            Act::Await(first) => {
                return Ok(match self.packet().await {
                    Some(packet) if packet.first() == Some(first) => Ok(()),
                    other => Err(format!("{first:#04x} was due, not {other:02x?}")),
                });
            }
            Act::Expect(expected) => {
                return Ok(match self.packet().await {
                    Some(packet) if packet == *expected => Ok(()),
                    other => Err(format!("{expected:02x?} was due, not {other:02x?}")),
                });
            }
            Act::Send(payload) => frames::message(frames::BINARY, payload),
            Act::Fragments(parts) => frames::fragments(parts),
            Act::Text(text) => frames::message(frames::TEXT, text.as_bytes()),
            Act::Raw(bytes) => bytes.clone(),
            Act::Close { code, reason } => {
                self.end_it();
                frames::close(*code, reason)
            }
            Act::CloseWithoutCode => {
                self.end_it();
                frames::close_without_code()
            }
            Act::Cut => {
                self.end_it();
                self.socket.get_mut().shutdown().await?;
                return Ok(Ok(()));
            }
        };
        self.socket.get_mut().write_all(&bytes).await?;
        Ok(Ok(()))
    }

    fn end_it(&mut self) {
        self.server_ended = true;
        self.account.end = End::ByServer;
    }

    /// The client's next packet; nothing when the connection has ended.
    async fn packet(&mut self) -> Option<Vec<u8>> {
        loop {
            match self.socket.next().await? {
                Ok(Message::Binary(bytes)) => {
                    self.account.sent.push(bytes.to_vec());
                    return Some(bytes.to_vec());
                }
                Ok(Message::Text(_)) => self.account.texts += 1,
                // The answer to our own close frame; a further one would be a frame too many.
                Ok(Message::Close(_)) if self.server_ended => return None,
                Ok(Message::Close(frame)) => {
                    let code = frame.map(|frame| frame.code.into());
                    self.account.end = code.map_or(End::ByClientWithoutCode, End::ByClient);
                    // The answer to it goes out.
                    let _ = self.socket.flush().await;
                }
                Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_)) => {}
                Err(_) => return None,
            }
        }
    }
}
