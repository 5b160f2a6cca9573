//! One device: the page's own flow over a WebSocket, without a page.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use activation::{AttemptId, Event, Flow, Limits, Outcome, Request, Wire, pump};
use enos::{AuthMode, ClientId, DeviceKey, Identity, ProductKey, Secret, Timestamp};
use futures_util::{SinkExt, StreamExt};
use mqtt::session::{CloseCode, CloseInfo, Input, Instant};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::Result;
use crate::programs::PRODUCT_SECRET;

/// EnOS takes one connection a second from a device; this is a bit more.
pub(crate) const THROTTLE: Duration = Duration::from_millis(1100);

/// Generous: two hundred devices, EnOS and the gateway share one machine. A device that needs longer than this is lost.
const LIMITS: Limits = Limits {
    open: Duration::from_secs(30),
    connack: Duration::from_secs(30),
    secret: Duration::from_secs(30),
    sign_off: Duration::from_secs(30),
};

/// A device of the fleet.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    identity: Identity,
}

/// Why a device did not get what it came for.
pub(crate) type Failure = String;

type Socket = WebSocketStream<TcpStream>;

impl Unit {
    /// The device of these keys; its client id is its device key.
    pub(crate) fn new(product_key: &str, device_key: &str) -> Result<Self> {
        let invalid = |error: enos::IdentityError| error.to_string();
        Ok(Self {
            identity: Identity {
                client_id: ClientId::parse(device_key).map_err(invalid)?,
                device_key: DeviceKey::parse(device_key).map_err(invalid)?,
                product_key: ProductKey::parse(product_key).map_err(invalid)?,
            },
        })
    }

    /// The key within its product.
    pub(crate) fn key(&self) -> &str {
        self.identity.device_key.as_str()
    }
}

/// Activates a device, and returns it with its secret.
pub(crate) async fn activate(gateway: SocketAddr, unit: Unit) -> std::result::Result<(Unit, Secret), Failure> {
    let product_secret = Secret::parse(PRODUCT_SECRET).map_err(|error| error.to_string())?;
    match attempt(gateway, &unit, AuthMode::Dynamic { product_secret }).await? {
        (Outcome::Activated(_), Some(secret)) => Ok((unit, secret)),
        (outcome, _) => Err(format!("{}: {outcome:?}", unit.key())),
    }
}

/// Logs a device in with its secret.
pub(crate) async fn log_in(
    gateway: SocketAddr,
    unit: Unit,
    device_secret: Secret,
) -> std::result::Result<Unit, Failure> {
    match attempt(gateway, &unit, AuthMode::Static { device_secret }).await? {
        (Outcome::LoggedIn, _) => Ok(unit),
        (outcome, _) => Err(format!("{}: {outcome:?}", unit.key())),
    }
}

async fn attempt(
    gateway: SocketAddr,
    unit: &Unit,
    mode: AuthMode,
) -> std::result::Result<(Outcome, Option<Secret>), Failure> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", unit.key());
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let timestamp = Timestamp::from_millis(u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
    let request = Request { id: AttemptId::new(1), identity: unit.identity.clone(), mode, timestamp, limits: LIMITS };
    let mut flow = Flow::new(request, now()).map_err(|error| failed(&error))?;
    let opened = timeout(LIMITS.open, open(gateway)).await;
    let (mut socket, subprotocol) = opened.map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
    flow.handle(Input::Opened { subprotocol: &subprotocol }, now());
    Ok(drive(&mut flow, &mut socket).await)
}

/// Opens the WebSocket as a browser does, and returns it with the subprotocol that the gateway has chosen.
async fn open(gateway: SocketAddr) -> std::result::Result<(Socket, String), Error> {
    let mut request = format!("ws://{gateway}/mqtt").into_client_request()?;
    request.headers_mut().insert("Sec-WebSocket-Protocol", HeaderValue::from_static("mqtt"));
    let stream = TcpStream::connect(gateway).await?;
    stream.set_nodelay(true)?;
    let (socket, response) = client_async(request, stream).await?;
    let chosen = response.headers().get("Sec-WebSocket-Protocol").and_then(|chosen| chosen.to_str().ok());
    let chosen = chosen.unwrap_or_default().to_owned();
    Ok((socket, chosen))
}

async fn drive(flow: &mut Flow, socket: &mut Socket) -> (Outcome, Option<Secret>) {
    let mut secret = None;
    loop {
        let mut orders = Orders::default();
        let mut ended = None;
        // To say that the secret is safe brings more to send, and another time limit.
        let wake_at = loop {
            let pumped = pump(flow, &mut orders);
            if pumped.events.is_empty() {
                break pumped.wake_at;
            }
            for event in pumped.events {
                match event {
                    Event::Secret(activated) => {
                        secret = Some(activated.device_secret);
                        flow.secret_is_safe(activated.id, now());
                    }
                    Event::Unread(_) => {}
                    Event::Ended(outcome) => ended = Some(outcome),
                }
            }
        };
        let sent = orders.carry_out(socket).await;
        if let Some(outcome) = ended {
            return (outcome, secret);
        }
        if let Err(error) = sent {
            flow.handle(Input::Closed(broken(&error)), now());
            continue;
        }
        let wake_in = wake_at.map_or(Duration::MAX, |at| at.saturating_since(now()));
        tokio::select! {
            message = socket.next() => hand_in(flow, message),
            () = sleep(wake_in) => flow.handle(Input::Wake, now()),
        }
    }
}

fn hand_in(flow: &mut Flow, message: Option<std::result::Result<Message, Error>>) {
    match message {
        Some(Ok(Message::Binary(bytes))) => flow.handle(Input::Bytes(&bytes), now()),
        Some(Ok(Message::Text(_))) => flow.handle(Input::Text, now()),
        Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
        Some(Ok(Message::Close(frame))) => {
            let (code, reason) =
                frame.map_or((1005, String::new()), |frame| (frame.code.into(), frame.reason.to_string()));
            flow.handle(Input::Closed(CloseInfo { code, reason: reason.into(), clean: true }), now());
        }
        Some(Err(error)) => flow.handle(Input::Closed(broken(&error)), now()),
        None => flow.handle(Input::Closed(broken(&Error::ConnectionClosed)), now()),
    }
}

fn broken(error: &Error) -> CloseInfo {
    CloseInfo { code: 1006, reason: error.to_string().into(), clean: false }
}

/// What the flow wants done with the wire, in order.
#[derive(Default)]
struct Orders(VecDeque<Order>);

enum Order {
    Send(Vec<u8>),
    Close,
}

impl Wire for Orders {
    fn send(&mut self, packet: &[u8]) {
        self.0.push_back(Order::Send(packet.to_vec()));
    }

    fn close(&mut self, _: CloseCode) {
        self.0.push_back(Order::Close);
    }
}

impl Orders {
    async fn carry_out(self, socket: &mut Socket) -> std::result::Result<(), Error> {
        for order in self.0 {
            match order {
                Order::Send(packet) => socket.send(Message::binary(packet)).await?,
                Order::Close => socket.close(None).await?,
            }
        }
        Ok(())
    }
}

/// Milliseconds since the first call.
fn now() -> Instant {
    static START: LazyLock<std::time::Instant> = LazyLock::new(std::time::Instant::now);
    Instant::from_millis(u64::try_from(START.elapsed().as_millis()).unwrap_or(u64::MAX))
}
