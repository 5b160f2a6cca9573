//! The flow of one attempt over a WebSocket of this machine's: the page's driver without a page.

use std::time::Duration;

use activation::{AttemptId, Event, Flow, Goal, Limits, Outcome, Request, Wire, pump};
use enos::{AuthMode, ClientId, DeviceKey, Identity, ProductKey, Secret, Timestamp};
use futures_util::{SinkExt, StreamExt};
use mqtt::session::{CloseCode, CloseInfo, Input, Instant};
use scripted_broker::Seen;
use tokio::net::TcpStream;
use tokio::time::{Instant as Clock, sleep_until, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

type Socket = WebSocketStream<TcpStream>;

/// How long the other side may take to say goodbye.
const FAREWELL: Duration = Duration::from_secs(10);

/// Makes one attempt, to its end.
pub(crate) async fn attempt(address: &str, goal: Goal, limits: Limits) -> Seen {
    let clock = Clock::now();
    let flow = Flow::new(request(goal, limits), Instant::from_millis(0)).unwrap();
    let client =
        Client { clock, flow, line: Line::default(), socket: None, wake_at: None, secret: None, outcome: None };
    client.run(address).await
}

fn request(goal: Goal, limits: Limits) -> Request {
    let identity = Identity {
        client_id: ClientId::parse("c1").unwrap(),
        device_key: DeviceKey::parse("dk1").unwrap(),
        product_key: ProductKey::parse("pk1").unwrap(),
    };
    let mode = match goal {
        Goal::Activate => AuthMode::Dynamic { product_secret: Secret::parse("planted-product-secret").unwrap() },
        Goal::Login => AuthMode::Static { device_secret: Secret::parse("planted-device-secret").unwrap() },
    };
    Request { id: AttemptId::new(1), identity, mode, timestamp: Timestamp::from_millis(1_548_753_362_502), limits }
}

struct Client {
    clock: Clock,
    flow: Flow,
    line: Line,
    socket: Option<Socket>,
    wake_at: Option<Instant>,
    secret: Option<String>,
    outcome: Option<Outcome>,
}

/// What waits to go out.
#[derive(Default)]
struct Line {
    packets: Vec<Vec<u8>>,
    close: Option<CloseCode>,
}

impl Wire for Line {
    fn send(&mut self, packet: &[u8]) {
        self.packets.push(packet.to_vec());
    }

    fn close(&mut self, code: CloseCode) {
        self.close = Some(code);
    }
}

impl Client {
    async fn run(mut self, address: &str) -> Seen {
        self.pump().await;
        self.open(address).await;
        while self.outcome.is_none() {
            let wake = self.wake();
            let message = if let Some(socket) = &mut self.socket {
                tokio::select! {
                    message = socket.next() => Some(message),
                    () = wake => None,
                }
            } else {
                wake.await;
                None
            };
            match message {
                None => self.handle(Input::Wake).await,
                Some(Some(Ok(Message::Binary(bytes)))) => self.handle(Input::Bytes(&bytes)).await,
                Some(Some(Ok(Message::Text(_)))) => self.handle(Input::Text).await,
                Some(Some(Ok(Message::Close(frame)))) => self.closed(frame).await,
                Some(Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_)))) => {}
                Some(Some(Err(_)) | None) => self.lost().await,
            }
        }
        Seen { outcome: format!("{:?}", self.outcome.unwrap()), secret: self.secret }
    }

    async fn open(&mut self, address: &str) {
        let address = address.to_owned();
        let opening = tokio::spawn(async move {
            let authority = address.trim_start_matches("ws://").split('/').next().unwrap().to_owned();
            let mut request = address.into_client_request().unwrap();
            request.headers_mut().insert("sec-websocket-protocol", "mqtt".parse().unwrap());
            let stream = TcpStream::connect(authority).await?;
            stream.set_nodelay(true)?;
            client_async(request, stream).await
        });
        let gives_up = opening.abort_handle();
        let opened = tokio::select! {
            opened = opening => opened.unwrap(),
            () = self.wake() => {
                gives_up.abort();
                return self.handle(Input::Wake).await;
            }
        };
        match opened {
            Ok((socket, answer)) => {
                let subprotocol = answer.headers().get("sec-websocket-protocol").unwrap().to_str().unwrap().to_owned();
                self.socket = Some(socket);
                self.handle(Input::Opened { subprotocol: &subprotocol }).await;
            }
            Err(Error::Io(_) | Error::Http(_) | Error::Protocol(_) | Error::HttpFormat(_)) => self.lost().await,
            Err(error) => panic!("no error of a handshake: {error}"),
        }
    }

    fn wake(&self) -> impl Future<Output = ()> + use<> {
        let wake_at = self.wake_at.map(|at| self.clock + Duration::from_millis(at.as_millis()));
        async move {
            match wake_at {
                Some(at) => sleep_until(at).await,
                None => std::future::pending().await,
            }
        }
    }

    async fn closed(&mut self, frame: Option<CloseFrame>) {
        let info = match frame {
            Some(frame) => CloseInfo { code: frame.code.into(), reason: frame.reason.to_string().into(), clean: true },
            // RFC 6455, section 7.1.5.
            None => CloseInfo { code: 1005, reason: "".into(), clean: true },
        };
        self.say_goodbye().await;
        self.handle(Input::Closed(info)).await;
    }

    async fn lost(&mut self) {
        self.socket = None;
        self.handle(Input::Closed(CloseInfo { code: 1006, reason: "".into(), clean: false })).await;
    }

    async fn handle(&mut self, input: Input<'_>) {
        self.flow.handle(input, self.now());
        self.pump().await;
    }

    async fn pump(&mut self) {
        loop {
            let pumped = pump(&mut self.flow, &mut self.line);
            self.wake_at = pumped.wake_at;
            let mut secret = None;
            for event in pumped.events {
                match event {
                    Event::Secret(activated) => {
                        self.secret = Some(activated.device_secret.expose().to_owned());
                        secret = Some(activated.id);
                    }
                    Event::Unread(_) => {}
                    Event::Ended(outcome) => assert!(self.outcome.replace(outcome).is_none(), "it ends once"),
                }
            }
            let Some(id) = secret else { break };
            self.flow.secret_is_safe(id, self.now());
        }
        self.write().await;
    }

    async fn write(&mut self) {
        let packets = std::mem::take(&mut self.line.packets);
        let Some(socket) = &mut self.socket else { return };
        for packet in packets {
            // A server that has gone away shows itself as the next thing that is read.
            let _ = socket.send(Message::binary(packet)).await;
        }
        if let Some(code) = self.line.close.take() {
            let frame = CloseFrame { code: code.code().into(), reason: "".into() };
            let _ = socket.send(Message::Close(Some(frame))).await;
            self.say_goodbye().await;
        }
    }

    /// Reads to the end, so that the closing handshake is a whole one.
    async fn say_goodbye(&mut self) {
        let Some(mut socket) = self.socket.take() else { return };
        let _ = timeout(FAREWELL, async { while let Some(Ok(_)) = socket.next().await {} }).await;
    }

    fn now(&self) -> Instant {
        Instant::from_millis(self.clock.elapsed().as_millis().try_into().unwrap())
    }
}
