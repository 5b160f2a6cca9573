//! A gateway on a free port, browsers that open its WebSocket, and upstreams that follow a script.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(dead_code, unreachable_pub, unused_imports, reason = "each test program uses its own part")]

pub mod authority;
pub mod http;

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use gateway::Server;
use gateway::config::{ClientFiles, Config, DEFAULT_NAME, Limits, Upstream, Upstreams};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::Request;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

/// No test waits longer than this for anything.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How often a gateway of these tests looks at its certificate and at its page.
pub const LOOK: Duration = Duration::from_millis(20);

/// A browser's end of a WebSocket.
pub type Client = WebSocketStream<TcpStream>;

/// Fails the test where `future` takes too long.
pub async fn soon<F: Future>(future: F) -> F::Output {
    timeout(PATIENCE, future).await.expect("it takes too long")
}

/// A configuration whose default upstream is at `address`, without a page, with short waits.
pub fn config(address: SocketAddr) -> Config {
    let mut upstreams = Upstreams::default();
    upstreams.insert(upstream(DEFAULT_NAME, &format!("tcp://{address}")));
    let normal = Config::new(upstreams);
    Config {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        certificate_look: LOOK,
        page_look: LOOK,
        limits: Limits { close_timeout: Duration::from_millis(300), ..Limits::default() },
        ..normal
    }
}

/// A plain upstream.
pub fn upstream(name: &str, address: &str) -> Upstream {
    let address = address.parse().expect("valid address");
    Upstream::new(name, address, &ClientFiles::default(), None).expect("a plain upstream")
}

/// A gateway that runs inside the test.
pub struct Running {
    pub address: SocketAddr,
    stops: watch::Sender<usize>,
    task: JoinHandle<()>,
}

impl Running {
    pub async fn start(config: Config) -> Self {
        let server = Server::start(config).await.expect("the gateway starts");
        let address = server.address();
        let (stops, told) = watch::channel(0);
        let task = tokio::spawn(async move {
            let mut wanted = 0;
            server
                .run(|| {
                    wanted += 1;
                    let mut told = told.clone();
                    let asked = wanted;
                    async move {
                        if told.wait_for(|stops| *stops >= asked).await.is_err() {
                            std::future::pending::<()>().await;
                        }
                    }
                })
                .await;
        });
        Self { address, stops, task }
    }

    /// Asks it to stop, as a signal does.
    pub fn stop(&self) {
        self.stops.send_modify(|stops| *stops += 1);
    }

    /// Returns once it has stopped.
    pub async fn stopped(self) {
        soon(self.task).await.expect("the gateway does not panic");
    }

    /// A request for the bridge at `path`, as a browser's script would make it.
    pub fn request(&self, path: &str) -> Request<()> {
        let mut request = format!("ws://{}{path}", self.address).into_client_request().expect("valid request");
        request.headers_mut().insert("sec-websocket-protocol", "mqtt".parse().expect("valid header"));
        request
    }

    /// Opens the default bridge.
    pub async fn open(&self) -> Client {
        self.try_open(self.request("/mqtt")).await.expect("the gateway accepts")
    }

    /// Opens a bridge by `request`.
    pub async fn try_open(&self, request: Request<()>) -> Result<Client, tungstenite::Error> {
        self.try_open_on(TcpStream::connect(self.address).await.expect("the gateway listens"), request).await
    }

    /// Opens a bridge by `request` on a connection that is there already.
    pub async fn try_open_on(&self, stream: TcpStream, request: Request<()>) -> Result<Client, tungstenite::Error> {
        stream.set_nodelay(true).expect("a socket without delay");
        soon(client_async(request, stream)).await.map(|(client, _)| client)
    }

    /// Opens a bridge by `request`, which is refused with this HTTP status.
    pub async fn refusal(&self, request: Request<()>) -> u16 {
        match self.try_open(request).await {
            Err(tungstenite::Error::Http(response)) => response.status().as_u16(),
            Err(error) => panic!("another error: {error}"),
            Ok(_) => panic!("the gateway accepts"),
        }
    }
}

/// A free port on which one connection after the other is accepted.
pub async fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    (listener, address)
}

/// A connection to `address` from another address of this machine: 127.0.0.2, say.
pub async fn connect_from(source: [u8; 4], address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind(SocketAddr::from((source, 0))).expect("an address of this machine");
    soon(socket.connect(address)).await.expect("the gateway listens")
}

/// The next connection.
pub async fn accept(listener: &TcpListener) -> TcpStream {
    let (stream, _) = soon(listener.accept()).await.expect("a connection");
    stream
}

/// Sends `bytes` as one binary message.
pub async fn send<S: AsyncRead + AsyncWrite + Unpin>(client: &mut WebSocketStream<S>, bytes: &[u8]) {
    soon(client.send(Message::binary(bytes.to_vec()))).await.expect("the message goes out");
}

/// Has a connection carry its first byte, so that it is no longer an unused one.
pub async fn begin(client: &mut Client, upstream: &mut TcpStream) {
    send(client, b"C").await;
    assert_eq!(soon(upstream.read_u8()).await.expect("a byte"), b'C');
}

/// The next `count` bytes, however they are split into messages.
pub async fn receive<S: AsyncRead + AsyncWrite + Unpin>(client: &mut WebSocketStream<S>, count: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while bytes.len() < count {
        match soon(client.next()).await {
            Some(Ok(Message::Binary(part))) => bytes.extend_from_slice(&part),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            other => panic!("no bytes but {other:?}"),
        }
    }
    bytes
}

/// The code and the reason with which the gateway closes the WebSocket.
pub async fn closing<S: AsyncRead + AsyncWrite + Unpin>(client: &mut WebSocketStream<S>) -> (u16, String) {
    loop {
        match soon(client.next()).await {
            Some(Ok(Message::Close(Some(frame)))) => {
                return (frame.code.into(), frame.reason.as_str().to_owned());
            }
            Some(Ok(Message::Close(None))) => panic!("no code"),
            Some(Ok(_)) => {}
            other => panic!("no close frame but {other:?}"),
        }
    }
}
