//! A browser that has gone away while its upstream was dialled: the dial ends, and none of its bytes goes anywhere.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::collections::HashSet;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::SinkExt;
use gateway::config::{ClientFiles, Config, DEFAULT_NAME, ServerTls, Upstream};
use socket2::{Domain, SockRef, Socket, Type};
use support::authority::{self, Authority, Files as _, connect_tls, roots};
use support::http::get;
use support::{Client, Running, accept, config, listener, receive, soon};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;

/// What a page sends in one go: CONNECT and SUBSCRIBE.
const LOGIN: &[u8] = b"\x10\x04user\x82\x05topic";

/// How a browser goes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaving {
    /// *Stop*: a close frame, with DISCONNECT before it.
    Closed,
    /// A closed tab: the connection ends in good order.
    Ended,
    /// The browser still reads, but will never send again.
    HalfClosed,
    /// A killed browser, or one behind a firewall that cuts.
    Reset,
}

const ALL: [Leaving; 4] = [Leaving::Closed, Leaving::Ended, Leaving::HalfClosed, Leaving::Reset];

impl Leaving {
    /// Leaves; what is returned keeps the connection as it is.
    async fn leave(self, mut client: Client) -> Option<Client> {
        match self {
            Self::Closed => {
                support::send(&mut client, b"\xe0\x00").await;
                soon(client.close(None)).await.expect("a close frame goes out");
                Some(client)
            }
            Self::Ended => None,
            Self::HalfClosed => {
                SockRef::from(client.get_ref()).shutdown(std::net::Shutdown::Write).expect("an open socket");
                Some(client)
            }
            Self::Reset => {
                let option = SockRef::from(client.get_ref()).set_linger(Some(Duration::ZERO));
                option.expect("a socket that can be reset");
                None
            }
        }
    }

    /// How the gateway counts it.
    fn outcome(self) -> &'static str {
        match self {
            Self::Closed => "browser-closed",
            Self::Ended | Self::HalfClosed | Self::Reset => "browser-gone",
        }
    }
}

/// Returns once the gateway has counted a connection that ended so.
async fn counted(gateway: &Running, outcome: &str) {
    let line = format!("gateway_connections_closed_total{{upstream=\"default\",outcome=\"{outcome}\"}} 1");
    soon(async {
        while !get(gateway.address, "/metrics", &[]).await.text().contains(&line) {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

/// An upstream that is asked for a connection and does not answer: its queue of connections is full.
struct Crowded {
    listener: TcpListener,
    address: SocketAddr,
    crowd: Vec<TcpStream>,
}

impl Crowded {
    async fn new() -> Self {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
        socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).expect("a free port");
        socket.listen(0).expect("a listening socket");
        socket.set_nonblocking(true).expect("a socket that does not block");
        let listener = TcpListener::from_std(socket.into()).expect("a listener");
        let address = listener.local_addr().expect("an address");
        let mut crowd = Vec::new();
        while let Ok(stream) = timeout(Duration::from_millis(200), TcpStream::connect(address)).await {
            crowd.push(stream.expect("a connection"));
        }
        Self { listener, address, crowd }
    }

    /// Takes everybody in who has come, and returns what strangers have said.
    async fn strangers(self) -> Vec<Vec<u8>> {
        let mut known: HashSet<_> = self.crowd.iter().filter_map(|stream| stream.local_addr().ok()).collect();
        let mut said = Vec::new();
        let mut taken = 0;
        while taken < self.crowd.len() {
            let (mut stream, from) = soon(self.listener.accept()).await.expect("a connection");
            if known.remove(&from) {
                taken += 1;
            } else {
                let mut bytes = Vec::new();
                let _ = soon(stream.read_to_end(&mut bytes)).await;
                said.push(bytes);
            }
        }
        // One more, to be sure that nobody is left before it.
        let last = soon(TcpStream::connect(self.address)).await.expect("room");
        let wanted = last.local_addr().expect("an address");
        loop {
            let (mut stream, from) = soon(self.listener.accept()).await.expect("a connection");
            if from == wanted {
                return said;
            }
            let mut bytes = Vec::new();
            let _ = soon(stream.read_to_end(&mut bytes)).await;
            said.push(bytes);
        }
    }
}

#[tokio::test]
async fn no_byte_reaches_an_upstream_that_had_not_answered_when_the_browser_left() {
    for leaving in ALL {
        let upstream = Crowded::new().await;
        let gateway = Running::start(config(upstream.address)).await;
        let mut client = gateway.open().await;
        support::send(&mut client, LOGIN).await;
        let _kept = leaving.leave(client).await;
        counted(&gateway, leaving.outcome()).await;
        assert_eq!(upstream.strangers().await, Vec::<Vec<u8>>::new(), "{leaving:?}");
    }
}

fn to_tls(address: SocketAddr, files: &ClientFiles) -> Config {
    let mut config = config(address);
    let address = format!("mqtts://{address}").parse().expect("valid address");
    config.upstreams.insert(Upstream::new(DEFAULT_NAME, address, files, None).expect("usable files"));
    config
}

/// What follows the first TLS record, which is the greeting.
fn behind_the_greeting(bytes: &[u8]) -> &[u8] {
    let ([0x16, _, _, high, low], rest) = bytes.split_first_chunk().expect("a record") else {
        panic!("no handshake record: {bytes:x?}")
    };
    rest.get(usize::from(u16::from_be_bytes([*high, *low]))..).expect("a whole record")
}

#[tokio::test]
async fn nothing_but_the_greeting_reaches_a_tls_upstream_that_had_not_answered_when_the_browser_left() {
    let authority = Authority::new();
    for leaving in ALL {
        let (listener, address) = listener().await;
        let gateway = Running::start(to_tls(address, &authority.files(None))).await;
        let (mut client, mut upstream) = tokio::join!(gateway.open(), accept(&listener));
        support::send(&mut client, LOGIN).await;
        let _kept = leaving.leave(client).await;
        counted(&gateway, leaving.outcome()).await;
        let mut bytes = Vec::new();
        soon(upstream.read_to_end(&mut bytes)).await.expect("the dial is given up");
        assert!(behind_the_greeting(&bytes).is_empty(), "{leaving:?}: {bytes:x?}");
    }
}

#[tokio::test]
async fn a_browser_that_left_by_wss_ends_the_dial() {
    let authority = Authority::new();
    let (listener, address) = listener().await;
    let pair = authority.issue("front");
    let tls = ServerTls::Files { certificate: pair.certificate, key: pair.key };
    let gateway = Running::start(Config { tls: Some(tls), ..to_tls(address, &authority.files(None)) }).await;
    let stream = TcpStream::connect(gateway.address).await.expect("the gateway listens");
    let stream = connect_tls(stream, roots(&authority.root())).await.expect("a handshake");
    let request = gateway.request("/mqtt");
    let opened = Box::pin(soon(client_async(request, stream)));
    let (opened, mut upstream) = tokio::join!(opened, accept(&listener));
    let (mut client, _) = opened.expect("the gateway accepts");
    support::send(&mut client, LOGIN).await;
    drop(client);
    let mut bytes = Vec::new();
    soon(upstream.read_to_end(&mut bytes)).await.expect("the dial is given up");
    assert!(behind_the_greeting(&bytes).is_empty(), "{bytes:x?}");
}

#[tokio::test]
async fn a_browser_that_says_more_than_is_held_is_turned_away_and_nothing_of_it_goes_on() {
    let authority = Authority::new();
    for leaving in [Leaving::Closed, Leaving::Ended, Leaving::HalfClosed] {
        let (listener, address) = listener().await;
        let gateway = Running::start(to_tls(address, &authority.files(None))).await;
        let (mut client, mut upstream) = tokio::join!(gateway.open(), accept(&listener));
        for _ in 0..4 {
            support::send(&mut client, &vec![7; 50_000]).await;
        }
        let _kept = leaving.leave(client).await;
        counted(&gateway, "too-early").await;
        let mut bytes = Vec::new();
        soon(upstream.read_to_end(&mut bytes)).await.expect("the dial is given up");
        assert!(behind_the_greeting(&bytes).is_empty(), "{leaving:?}");
    }
}

#[tokio::test]
async fn a_browser_that_breaks_the_protocol_meanwhile_is_told_at_once() {
    let authority = Authority::new();
    let (listener, address) = listener().await;
    let gateway = Running::start(to_tls(address, &authority.files(None))).await;
    let (mut client, mut upstream) = tokio::join!(gateway.open(), accept(&listener));
    support::send(&mut client, LOGIN).await;
    soon(client.send(Message::text("hello"))).await.expect("the message goes out");
    assert_eq!(support::closing(&mut client).await.0, 1003);
    let mut bytes = Vec::new();
    soon(upstream.read_to_end(&mut bytes)).await.expect("the dial is given up");
    assert!(behind_the_greeting(&bytes).is_empty());
}

#[tokio::test]
async fn a_browser_that_waits_gets_its_pongs_and_then_its_upstream_with_all_that_it_said() {
    let authority = Authority::new();
    let acceptor = authority::acceptor(&authority.issue("server"), None, &[&rustls::version::TLS13]);
    let (listener, address) = listener().await;
    let gateway = Running::start(to_tls(address, &authority.files(None))).await;
    let (mut client, upstream) = tokio::join!(gateway.open(), accept(&listener));
    let sent: Vec<u8> = (0..=255).cycle().take(60_000).collect();
    support::send(&mut client, &sent[..1_000]).await;
    soon(client.send(Message::Ping(b"there?".as_slice().into()))).await.expect("the ping goes out");
    let answer = soon(futures_util::StreamExt::next(&mut client)).await.expect("an answer").expect("a frame");
    assert_eq!(answer, Message::Pong(b"there?".as_slice().into()));
    let ((), arrived) = tokio::join!(
        async {
            for part in sent[1_000..].chunks(9_000) {
                support::send(&mut client, part).await;
            }
        },
        async {
            let mut upstream = soon(acceptor.accept(upstream)).await.expect("a handshake");
            let mut arrived = vec![0; sent.len()];
            soon(upstream.read_exact(&mut arrived)).await.expect("all bytes");
            upstream.write_all(b"pong").await.expect("room");
            upstream.flush().await.expect("room");
            (arrived, upstream)
        }
    );
    assert_eq!(arrived.0, sent);
    assert_eq!(receive(&mut client, 4).await, b"pong");
}
