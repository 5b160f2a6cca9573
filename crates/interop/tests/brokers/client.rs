//! Our session over a WebSocket of this machine's.

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use mqtt::session::{CloseInfo, Config, Ending, Event, Input, Instant, Message, Output, Session};
use mqtt::{Qos, SubscribeOutcome};
use tokio::net::TcpStream;
use tokio::time::{Instant as Clock, sleep_until, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{self, Bytes};
use tokio_tungstenite::{WebSocketStream, client_async};

/// No test waits longer than this for anything.
const PATIENCE: Duration = Duration::from_secs(30);

const PINGREQ: u8 = 0xc0;
const PINGRESP: u8 = 0xd0;

/// A client that is connected, or that is not any more.
pub(crate) struct Client {
    socket: WebSocketStream<TcpStream>,
    session: Session,
    clock: Clock,
    wake_at: Option<Instant>,
    events: VecDeque<Event>,
    pub(crate) pings: usize,
    pub(crate) pongs: usize,
}

impl Client {
    /// Logs in, and expects to be let in.
    pub(crate) async fn log_in(address: &str, config: &Config) -> Self {
        let mut client = Self::open(address, config).await;
        assert_eq!(client.event().await, Event::Connected, "the broker does not let us in");
        client
    }

    /// Logs in as that client, with a keep alive of a minute.
    pub(crate) async fn named(address: &str, name: &str) -> Self {
        Self::log_in(address, &Config::new(name)).await
    }

    async fn open(address: &str, config: &Config) -> Self {
        let mut request = address.into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", "mqtt".parse().unwrap());
        let authority = request.uri().authority().unwrap().to_string();
        let stream = TcpStream::connect(authority).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (socket, answer) = client_async(request, stream).await.unwrap();
        let subprotocol = answer.headers().get("sec-websocket-protocol").expect("a subprotocol").to_str().unwrap();
        let session = Session::new(config).unwrap();
        let (clock, events) = (Clock::now(), VecDeque::new());
        let mut client = Self { socket, session, clock, wake_at: None, events, pings: 0, pongs: 0 };
        client.session.handle(Input::Opened { subprotocol }, Instant::from_millis(0));
        client.drain().await;
        client
    }

    /// The next event.
    pub(crate) async fn event(&mut self) -> Event {
        self.event_like(|_| true).await
    }

    /// The next event that is wanted; the others keep for later.
    async fn event_like(&mut self, is_wanted: impl Fn(&Event) -> bool) -> Event {
        let waits = async {
            loop {
                if let Some(place) = self.events.iter().position(&is_wanted) {
                    return self.events.remove(place).unwrap();
                }
                let ended = self.events.iter().find(|event| matches!(event, Event::Closed(_)));
                assert_eq!(ended, None, "it has ended");
                self.step().await;
            }
        };
        timeout(PATIENCE, waits).await.expect("the broker keeps us waiting")
    }

    /// The next message, which is acknowledged.
    pub(crate) async fn message(&mut self) -> Message {
        let Event::Message(mut message) = self.event_like(|event| matches!(event, Event::Message(_))).await else {
            unreachable!("only messages are wanted")
        };
        if let Some(delivery) = message.delivery.take() {
            self.session.accept(delivery, self.now());
            self.drain().await;
        }
        message
    }

    /// The end.
    pub(crate) async fn end(&mut self) -> Ending {
        let Event::Closed(ending) = self.event_like(|event| matches!(event, Event::Closed(_))).await else {
            unreachable!("only the end is wanted")
        };
        ending
    }

    pub(crate) async fn subscribe(&mut self, filters: &[(&str, Qos)]) -> Vec<SubscribeOutcome> {
        let asked = self.session.subscribe(filters, self.now()).unwrap();
        self.drain().await;
        let is_suback = |event: &Event| matches!(event, Event::Subscribed { id, .. } if *id == asked);
        let Event::Subscribed { granted, .. } = self.event_like(is_suback).await else {
            unreachable!("only that SUBACK is wanted")
        };
        granted
    }

    pub(crate) async fn unsubscribe(&mut self, filter: &str) {
        let asked = self.session.unsubscribe(&[filter], self.now()).unwrap();
        self.drain().await;
        self.event_like(|event| *event == Event::Unsubscribed { id: asked }).await;
    }

    /// Publishes, without waiting for an acknowledgement.
    pub(crate) async fn send(&mut self, topic: &str, payload: &[u8], qos: Qos, retain: bool) {
        self.session.publish(topic, payload, qos, retain, self.now()).unwrap();
        self.drain().await;
    }

    /// Publishes, and waits until the broker has it.
    pub(crate) async fn publish(&mut self, topic: &str, payload: &[u8], qos: Qos, retain: bool) {
        let asked = self.session.publish(topic, payload, qos, retain, self.now()).unwrap();
        self.drain().await;
        if let Some(asked) = asked {
            self.event_like(|event| *event == Event::Published { id: asked }).await;
        }
    }

    /// Stays until so many pings have been answered.
    pub(crate) async fn stay_for_pongs(&mut self, pongs: usize) {
        let waits = async {
            while self.pongs < pongs {
                assert!(self.events.is_empty(), "nothing happens: {:?}", self.events);
                self.step().await;
            }
        };
        timeout(PATIENCE, waits).await.expect("the broker does not answer pings");
    }

    pub(crate) async fn log_out(mut self) {
        self.session.disconnect(self.now());
        self.drain().await;
        assert_eq!(self.end().await, Ending::ByUs);
        let broker_closes = async { while let Some(Ok(_)) = self.socket.next().await {} };
        timeout(PATIENCE, broker_closes).await.expect("the broker does not close");
    }

    async fn step(&mut self) {
        let wake_at = self.wake_at.map(|at| self.clock + Duration::from_millis(at.as_millis()));
        let wake = async {
            match wake_at {
                Some(at) => sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        let message = tokio::select! {
            message = self.socket.next() => message,
            () = wake => {
                self.session.handle(Input::Wake, self.now());
                return self.drain().await;
            }
        };
        let now = self.now();
        match message {
            Some(Ok(tungstenite::Message::Binary(bytes))) => {
                // Brokers send a PINGRESP in a message of its own.
                self.pongs += usize::from(bytes.first() == Some(&PINGRESP));
                self.session.handle(Input::Bytes(&bytes), now);
            }
            Some(Ok(tungstenite::Message::Text(_))) => self.session.handle(Input::Text, now),
            Some(Ok(tungstenite::Message::Close(frame))) => {
                let info = frame.map(|frame| CloseInfo {
                    code: frame.code.into(),
                    reason: frame.reason.to_string().into(),
                    clean: true,
                });
                self.session.handle(Input::Closed(info.unwrap_or_default()), now);
            }
            Some(Ok(_)) => {}
            Some(Err(_)) | None => {
                let info = CloseInfo { code: 1006, ..CloseInfo::default() };
                self.session.handle(Input::Closed(info), now);
            }
        }
        self.drain().await;
    }

    async fn drain(&mut self) {
        loop {
            match self.session.poll() {
                Output::Send(packet) => {
                    self.pings += usize::from(packet.first() == Some(&PINGREQ));
                    // A broker that has gone away shows itself as the next thing that is read.
                    let _ = self.socket.send(tungstenite::Message::Binary(Bytes::from(packet))).await;
                }
                Output::Close(code) => {
                    let frame = CloseFrame { code: code.code().into(), reason: "".into() };
                    let _ = self.socket.send(tungstenite::Message::Close(Some(frame))).await;
                }
                Output::Event(event) => self.events.push_back(event),
                Output::WakeAt(wake_at) => {
                    self.wake_at = wake_at;
                    return;
                }
            }
        }
    }

    fn now(&self) -> Instant {
        Instant::from_millis(self.clock.elapsed().as_millis().try_into().unwrap())
    }
}
