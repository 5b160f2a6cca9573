//! Upstreams that fail, browsers that fail, and visitors who only want to be in the way.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use gateway::config::Config;
use socket2::SockRef;
use support::http::get;
use support::{Client, Running, accept, closing, config, listener, receive, send, soon};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

/// What stands for the packets of an activation: what the browser sends, and what the upstream answers.
const STEPS: [(&[u8], &[u8]); 3] = [(b"CONNECT", b"CONNACK"), (b"SUBSCRIBE", b"SUBACK"), (b"reply", b"PUBACK")];

/// How an upstream dies.
#[derive(Debug, Clone, Copy)]
enum Death {
    Closed,
    Reset,
}

impl Death {
    fn befall(self, upstream: TcpStream) {
        match self {
            Self::Closed => drop(upstream),
            Self::Reset => {
                let option = SockRef::from(&upstream).set_linger(Some(Duration::ZERO));
                option.expect("a socket that can be reset");
            }
        }
    }
}

async fn exchange(client: &mut Client, upstream: &mut TcpStream, (asked, answered): (&[u8], &[u8])) {
    send(client, asked).await;
    let mut arrived = vec![0; asked.len()];
    soon(upstream.read_exact(&mut arrived)).await.expect("all bytes");
    upstream.write_all(answered).await.expect("room");
    assert_eq!(receive(client, answered.len()).await, answered);
}

#[tokio::test]
async fn tells_at_once_at_which_step_the_upstream_died() {
    for death in [Death::Closed, Death::Reset] {
        for steps in 0..=STEPS.len() {
            let (listener, address) = listener().await;
            let gateway = Running::start(config(address)).await;
            let mut client = gateway.open().await;
            let mut upstream = accept(&listener).await;
            for step in STEPS.iter().take(steps) {
                exchange(&mut client, &mut upstream, *step).await;
            }
            death.befall(upstream);
            let died = Instant::now();
            let (code, reason) = closing(&mut client).await;
            match death {
                Death::Closed => assert_eq!(code, 1000, "{reason} after {steps} steps"),
                Death::Reset => assert_eq!(code, 4505, "{reason} after {steps} steps"),
            }
            assert!(died.elapsed() < Duration::from_millis(200), "{:?}", died.elapsed());
        }
    }
}

#[tokio::test]
async fn delivers_the_last_words_of_an_upstream_that_takes_no_more() {
    for _ in 0..20 {
        let (listener, address) = listener().await;
        let gateway = Running::start(config(address)).await;
        let mut client = gateway.open().await;
        let mut upstream = accept(&listener).await;
        send(&mut client, b"CONNECT").await;
        let mut arrived = [0; 7];
        soon(upstream.read_exact(&mut arrived)).await.expect("all bytes");
        upstream.write_all(b"\x20\x02\x00\x04").await.expect("room");
        drop(upstream);
        // The browser has not heard of it yet and goes on, as a page does that sends two packets at once.
        let _ = client.send(Message::binary(b"SUBSCRIBE".to_vec())).await;
        assert_eq!(receive(&mut client, 4).await, b"\x20\x02\x00\x04");
    }
}

/// Sends until the gateway takes no more; the number of bytes.
async fn fill(client: &mut Client) -> usize {
    let part = vec![0; 64 * 1024];
    let mut sent = 0;
    while let Ok(done) = timeout(Duration::from_millis(250), client.send(Message::binary(part.clone()))).await {
        done.expect("a connection that is open");
        sent += part.len();
    }
    sent
}

#[tokio::test]
async fn a_frozen_upstream_holds_its_browser_up_and_nobody_else() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let mut client = gateway.open().await;
    let mut frozen = accept(&listener).await;
    let sent = fill(&mut client).await;
    // What waits is in the buffers of the two sockets, which the system bounds, and in the gateway's own 64 KiB.
    assert!(sent < 32 * 1024 * 1024, "{sent} bytes");

    let mut other = gateway.open().await;
    let mut lively = accept(&listener).await;
    let started = Instant::now();
    exchange(&mut other, &mut lively, STEPS[0]).await;
    assert!(started.elapsed() < Duration::from_millis(200), "{:?}", started.elapsed());

    let mut arrived = 0;
    let mut bin = vec![0; 64 * 1024];
    while arrived < sent {
        arrived += soon(frozen.read(&mut bin)).await.expect("the upstream thaws");
    }
}

#[tokio::test]
async fn a_browser_leaves_an_upstream_that_froze_at_any_step() {
    for steps in 0..=STEPS.len() {
        let (listener, address) = listener().await;
        let gateway = Running::start(config(address)).await;
        let mut client = gateway.open().await;
        let mut upstream = accept(&listener).await;
        for step in STEPS.iter().take(steps) {
            exchange(&mut client, &mut upstream, *step).await;
        }
        send(&mut client, b"nobody reads this").await;
        let left = Instant::now();
        soon(client.close(None)).await.expect("a close frame goes out");
        while let Some(Ok(_)) = soon(client.next()).await {}
        assert!(left.elapsed() < Duration::from_millis(500), "{:?} after {steps} steps", left.elapsed());
        drop(client);
        soon(async {
            while !get(gateway.address, "/metrics", &[]).await.text().contains("\ngateway_connections 0\n") {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await;
    }
}

fn with_stall(mut config: Config) -> Config {
    config.limits.write_timeout = Duration::from_millis(200);
    config
}

#[tokio::test]
async fn gives_up_on_an_upstream_that_stays_frozen() {
    let (listener, address) = listener().await;
    let gateway = Running::start(with_stall(config(address))).await;
    let client = gateway.open().await;
    let _frozen = accept(&listener).await;
    let (mut writer, mut reader) = client.split();
    let flood = tokio::spawn(async move { while writer.send(Message::binary(vec![0; 65_536])).await.is_ok() {} });
    let started = Instant::now();
    let end = soon(async {
        loop {
            match reader.next().await {
                Some(Ok(Message::Close(Some(frame)))) => return (u16::from(frame.code), frame.reason.to_string()),
                Some(Ok(_)) => {}
                other => panic!("no close frame but {other:?}"),
            }
        }
    })
    .await;
    let sentence = "upstream-stalled: the MQTT server stopped receiving data";
    assert_eq!(end, (4506, sentence.to_owned()));
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    flood.abort();
}

#[tokio::test]
async fn cuts_a_browser_that_does_not_read() {
    let (listener, address) = listener().await;
    let gateway = Running::start(with_stall(config(address))).await;
    let _deaf = gateway.open().await;
    let mut upstream = accept(&listener).await;
    let started = Instant::now();
    let part = vec![0; 64 * 1024];
    soon(async { while upstream.write_all(&part).await.is_ok() {} }).await;
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    let metrics = get(gateway.address, "/metrics", &[]).await;
    let line = "gateway_connections_closed_total{upstream=\"default\",outcome=\"browser-stalled\"} 1";
    assert!(metrics.text().contains(line), "{}", metrics.text());
}

#[tokio::test]
async fn cuts_a_browser_that_does_not_answer_a_ping() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.ping = Duration::from_millis(100);
    let gateway = Running::start(config).await;
    // It opened the WebSocket and never looks at it again, as a machine that lost its network.
    let _silent = gateway.open().await;
    let mut upstream = accept(&listener).await;
    let started = Instant::now();
    let mut rest = Vec::new();
    soon(upstream.read_to_end(&mut rest)).await.expect("an orderly end");
    let elapsed = started.elapsed();
    assert!((Duration::from_millis(150)..Duration::from_secs(2)).contains(&elapsed), "{elapsed:?}");
}

#[tokio::test]
async fn keeps_a_browser_that_answers_pings() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    // Long enough for a client on a busy machine to answer.
    config.limits.ping = Duration::from_millis(300);
    let gateway = Running::start(config).await;
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    // Reading is what makes the client answer.
    let heard = timeout(Duration::from_secs(20), async {
        let mut pings = 0;
        while let Some(Ok(message)) = client.next().await {
            pings += usize::from(message.is_ping());
            if pings == 3 {
                return pings;
            }
        }
        pings
    });
    assert_eq!(heard.await, Ok(3));
    exchange(&mut client, &mut upstream, STEPS[0]).await;
}

#[tokio::test]
async fn ends_a_connection_on_which_nothing_is_said() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.idle = Duration::from_millis(150);
    let gateway = Running::start(config).await;
    let mut client = gateway.open().await;
    let _upstream = accept(&listener).await;
    let sentence = "idle: the connection was idle for too long";
    assert_eq!(closing(&mut client).await, (4507, sentence.to_owned()));
}

#[tokio::test]
async fn a_thousand_slow_handshakes_do_not_keep_a_technician_waiting() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.visitors = 256;
    let gateway = Running::start(config).await;
    let mut slow = Vec::new();
    for _ in 0..1000 {
        let mut stream = TcpStream::connect(gateway.address).await.expect("the gateway listens");
        let _ = stream.write_all(b"GET /mqtt HTTP/1.1\r\nHost: ").await;
        slow.push(stream);
    }
    let started = Instant::now();
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    for step in STEPS {
        exchange(&mut client, &mut upstream, step).await;
    }
    let elapsed = started.elapsed();
    assert!(elapsed < Duration::from_millis(500), "an activation took {elapsed:?}");
    let metrics = get(gateway.address, "/metrics", &[]).await;
    let evicted = metrics.text().lines().find_map(|line| line.strip_prefix("gateway_visitors_evicted_total "));
    let evicted: u64 = evicted.expect("a counter").parse().expect("a number");
    assert!(evicted >= 1000 - 256, "{evicted} made room");
}

#[tokio::test]
async fn a_slow_handshake_is_cut() {
    let (_, unused) = listener().await;
    let mut config = config(unused);
    config.limits.handshake = Duration::from_millis(100);
    let gateway = Running::start(config).await;
    let mut stream = TcpStream::connect(gateway.address).await.expect("the gateway listens");
    stream.write_all(b"GET /mqtt HTTP/1.1\r\n").await.expect("room");
    let started = Instant::now();
    let mut rest = Vec::new();
    let _ = soon(stream.read_to_end(&mut rest)).await;
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
}

#[tokio::test]
async fn garbage_in_place_of_frames_ends_only_its_own_connection() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let mut other = gateway.open().await;
    let mut lively = accept(&listener).await;
    let long_ping = [b"\x89\xfe\x00\x7e\x00\x00\x00\x00".as_slice(), &[0; 126]].concat();
    for garbage in [
        [0xff; 64].as_slice(),       // reserved bits and a reserved opcode
        b"\x82\x04ping",             // not masked
        b"\x83\x80\x00\x00\x00\x00", // a reserved opcode
        &long_ping,                  // a control frame of more than 125 bytes
    ] {
        let client = gateway.open().await;
        let _upstream = accept(&listener).await;
        let mut socket = client.into_inner();
        socket.write_all(garbage).await.expect("room");
        let mut answer = Vec::new();
        let _ = soon(socket.read_to_end(&mut answer)).await;
        assert_eq!(answer.first(), Some(&0x88), "a close frame");
        assert_eq!(answer.get(2..4), Some(1002_u16.to_be_bytes().as_slice()), "{garbage:x?}");
    }
    exchange(&mut other, &mut lively, STEPS[0]).await;
}

#[tokio::test]
async fn a_message_in_fragments_arrives_whole() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    let mut socket = client.into_inner();
    // A first fragment, a ping in between, and the last fragment; all masked by zeros.
    socket.write_all(b"\x02\x83\0\0\0\0CON\x89\x80\0\0\0\0\x80\x84\0\0\0\0NECT").await.expect("room");
    let mut arrived = [0; 7];
    soon(upstream.read_exact(&mut arrived)).await.expect("all bytes");
    assert_eq!(&arrived, b"CONNECT");
}
