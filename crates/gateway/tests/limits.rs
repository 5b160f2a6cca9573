//! Whoever opens many connections, of whatever kind, takes the gateway away from nobody else.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::net::SocketAddr;
use std::time::Duration;

use gateway::config::{PageSource, ServerTls};
use support::authority::{Authority, roots};
use support::http::{get, parse};
use support::{Running, accept, begin, closing, config, connect_from, listener, receive, send, soon};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{interval, sleep, timeout};

/// Whoever opens too many connections.
const GREEDY: [u8; 4] = [127, 0, 0, 2];
/// Larger than all that the system's buffers hold.
const LARGE: usize = 24 * 1024 * 1024;

/// A page with one large file.
fn large_page() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("index.html"), "<!doctype html>").expect("a file");
    std::fs::write(folder.path().join("large.txt"), vec![b'a'; LARGE]).expect("a file");
    folder
}

/// Asks for the large file, and reads no more of the answer than its first bytes.
async fn begin_download(mut stream: TcpStream, address: SocketAddr) -> TcpStream {
    let request = format!("GET /large.txt HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("room");
    let mut first = [0; 12];
    soon(stream.read_exact(&mut first)).await.expect("an answer");
    assert_eq!(&first, b"HTTP/1.1 200");
    stream
}

/// Asks for something again and again on one connection, as long as the gateway lets it, and then on another one.
async fn ask_for_ever(address: SocketAddr, every: Duration) {
    let request = format!("GET /healthz HTTP/1.1\r\nhost: {address}\r\n\r\n");
    let mut pace = interval(every);
    loop {
        let mut stream = connect_from(GREEDY, address).await;
        let mut answer = [0; 1024];
        loop {
            pace.tick().await;
            if stream.write_all(request.as_bytes()).await.is_err() || !matches!(stream.read(&mut answer).await, Ok(1..))
            {
                break;
            }
        }
    }
}

/// An upstream that answers as EnOS does: a few bytes for each step.
fn serve_steps(listener: TcpListener) -> JoinHandle<()> {
    tokio::spawn(async move {
        while let Ok((mut upstream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut asked = [0; 7];
                while upstream.read_exact(&mut asked).await.is_ok() {
                    if upstream.write_all(b"answer!").await.is_err() {
                        return;
                    }
                }
            });
        }
    })
}

/// One activation, from a connection of its own.
async fn activate(gateway: &Running) {
    let mut client = gateway.open().await;
    for _ in 0..3 {
        send(&mut client, b"CONNECT").await;
        assert_eq!(receive(&mut client, 7).await, b"answer!");
    }
    soon(client.close(None)).await.expect("a close frame goes out");
}

#[tokio::test]
async fn one_address_that_asks_for_ever_costs_another_no_activation() {
    let (listener, address) = listener().await;
    let upstream = serve_steps(listener);
    let mut config = config(address);
    (config.limits.visitors, config.limits.visitors_per_address) = (24, 24);
    let gateway = Running::start(config).await;
    let mut greedy = JoinSet::new();
    for _ in 0..32 {
        greedy.spawn(ask_for_ever(gateway.address, Duration::from_millis(40)));
    }
    for _ in 0..25 {
        activate(&gateway).await;
        assert_eq!(get(gateway.address, "/healthz", &[]).await.status, 200);
    }
    greedy.abort_all();
    upstream.abort();
}

/// The full size of it: `cargo test -p gateway --test limits -- --ignored`.
#[tokio::test]
#[ignore = "takes a minute"]
async fn five_hundred_and_twenty_connections_of_one_address_cost_another_no_activation_in_a_minute() {
    let (listener, address) = listener().await;
    let upstream = serve_steps(listener);
    let gateway = Running::start(config(address)).await;
    let mut greedy = JoinSet::new();
    for _ in 0..520 {
        greedy.spawn(ask_for_ever(gateway.address, Duration::from_secs(8)));
    }
    let mut activations = 0;
    let minute = async {
        loop {
            activate(&gateway).await;
            activations += 1;
            sleep(Duration::from_millis(100)).await;
        }
    };
    assert!(timeout(Duration::from_mins(1), minute).await.is_err());
    println!("{activations} activations, none failed");
    assert!(activations > 100, "{activations}");
    greedy.abort_all();
    upstream.abort();
}

#[tokio::test]
async fn silent_connections_of_one_address_do_not_push_out_a_slow_technician() {
    let (_, unused) = listener().await;
    let mut config = config(unused);
    (config.limits.visitors, config.limits.visitors_per_address) = (16, 16);
    let gateway = Running::start(config).await;
    let mut slow = TcpStream::connect(gateway.address).await.expect("the gateway listens");
    slow.write_all(b"GET /healthz HTTP/1.1\r\n").await.expect("room");
    let mut silent = Vec::new();
    for _ in 0..100 {
        silent.push(connect_from(GREEDY, gateway.address).await);
    }
    // The gateway has seen all of them once it has answered somebody who came behind them.
    assert_eq!(get(gateway.address, "/healthz", &[]).await.status, 200);
    slow.write_all(format!("host: {}\r\nconnection: close\r\n\r\n", gateway.address).as_bytes()).await.expect("room");
    let mut answer = Vec::new();
    soon(slow.read_to_end(&mut answer)).await.expect("an orderly end");
    assert_eq!(parse(&answer).map(|answer| answer.status), Some(200));
}

#[tokio::test]
async fn handshakes_of_one_address_do_not_push_out_a_technician_who_is_slow_at_tls() {
    let authority = Authority::new();
    let pair = authority.issue("front");
    let (_, unused) = listener().await;
    let mut config = config(unused);
    config.tls = Some(ServerTls::Files { certificate: pair.certificate, key: pair.key });
    (config.limits.visitors, config.limits.visitors_per_address) = (16, 16);
    let gateway = Running::start(config).await;
    let slow = TcpStream::connect(gateway.address).await.expect("the gateway listens");
    let mut begun = Vec::new();
    for _ in 0..100 {
        let mut stream = connect_from(GREEDY, gateway.address).await;
        let _ = stream.write_all(b"\x16\x03\x01\x02\x00\x01").await;
        begun.push(stream);
    }
    let mut stream = support::authority::connect_tls(slow, roots(&authority.root())).await.expect("a handshake");
    let request = format!("GET /healthz HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", gateway.address);
    stream.write_all(request.as_bytes()).await.expect("room");
    let mut answer = Vec::new();
    let _ = soon(stream.read_to_end(&mut answer)).await;
    assert_eq!(parse(&answer).map(|answer| answer.status), Some(200));
}

#[tokio::test]
async fn bridges_of_one_address_leave_the_others_theirs() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.connections_per_address = 2;
    let gateway = Running::start(config).await;
    let mut held = Vec::new();
    for _ in 0..2 {
        let stream = connect_from(GREEDY, gateway.address).await;
        let mut client = gateway.try_open_on(stream, gateway.request("/mqtt")).await.expect("a bridge");
        let mut upstream = accept(&listener).await;
        begin(&mut client, &mut upstream).await;
        held.push((client, upstream));
    }
    let stream = connect_from(GREEDY, gateway.address).await;
    let mut third = gateway.try_open_on(stream, gateway.request("/mqtt")).await.expect("an open door");
    assert_eq!(closing(&mut third).await.0, 1013);
    let _technician = gateway.open().await;
    accept(&listener).await;
}

#[tokio::test]
async fn a_connection_that_was_turned_away_counts_until_its_goodbye_is_over() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.connections_per_address = 1;
    config.limits.visitors_per_address = 2;
    config.limits.close_timeout = Duration::from_mins(1);
    let gateway = Running::start(config).await;
    let stream = connect_from(GREEDY, gateway.address).await;
    let mut bridge = gateway.try_open_on(stream, gateway.request("/mqtt")).await.expect("a bridge");
    let mut upstream = accept(&listener).await;
    begin(&mut bridge, &mut upstream).await;
    let mut turned_away = Vec::new();
    for _ in 0..3 {
        let stream = connect_from(GREEDY, gateway.address).await;
        turned_away.push(gateway.try_open_on(stream, gateway.request("/mqtt")).await.expect("an open door"));
    }
    // None of them says goodbye, so the third could not come in unless the first had to go.
    let mut first = turned_away.remove(0).into_inner();
    let mut rest = Vec::new();
    let _ = soon(first.read_to_end(&mut rest)).await;
    let _technician = TcpStream::connect(gateway.address).await.expect("the gateway listens");
    assert_eq!(get(gateway.address, "/healthz", &[]).await.status, 200);
}

#[tokio::test]
async fn an_answer_on_its_way_is_not_cut_when_the_visit_is_over() {
    let folder = large_page();
    let (_, unused) = listener().await;
    let mut config = config(unused);
    config.page = PageSource::Folder(folder.path().to_owned());
    config.limits.request_timeout = Duration::from_millis(300);
    let gateway = Running::start(config).await;
    let stream = TcpStream::connect(gateway.address).await.expect("the gateway listens");
    let started = tokio::time::Instant::now();
    let mut stream = begin_download(stream, gateway.address).await;
    // As over a slow line: the end comes when the visit is long over, but not twice as late.
    tokio::time::sleep_until(started + Duration::from_millis(450)).await;
    let mut answer = Vec::new();
    soon(stream.read_to_end(&mut answer)).await.expect("the whole answer");
    assert!(answer.len() > LARGE, "{} of {LARGE} bytes", answer.len());
}

#[tokio::test]
async fn an_answer_that_nobody_reads_gives_its_slot_back_after_a_while() {
    let folder = large_page();
    let (_, unused) = listener().await;
    let mut config = config(unused);
    config.page = PageSource::Folder(folder.path().to_owned());
    config.limits.write_timeout = Duration::from_millis(100);
    config.limits.visitors = 1;
    let gateway = Running::start(config).await;
    let stream = connect_from(GREEDY, gateway.address).await;
    let mut deaf = begin_download(stream, gateway.address).await;
    let refused = get(gateway.address, "/healthz", &[]).await;
    assert_eq!(refused.status, 503, "{}", refused.head);
    assert_eq!(refused.text(), "the gateway has reached its connection limit\n");
    soon(async { while get(gateway.address, "/healthz", &[]).await.status != 200 {} }).await;
    let mut rest = Vec::new();
    let _ = soon(deaf.read_to_end(&mut rest)).await;
    assert!(rest.len() < LARGE);
}

#[tokio::test]
async fn a_busy_address_is_refused_before_the_others_are() {
    let folder = large_page();
    let (_, unused) = listener().await;
    let mut config = config(unused);
    config.page = PageSource::Folder(folder.path().to_owned());
    config.limits.visitors_per_address = 3;
    let gateway = Running::start(config).await;
    let mut downloads = Vec::new();
    for _ in 0..3 {
        let stream = connect_from(GREEDY, gateway.address).await;
        downloads.push(begin_download(stream, gateway.address).await);
    }
    let mut fourth = connect_from(GREEDY, gateway.address).await;
    let _ = fourth.write_all(format!("GET /healthz HTTP/1.1\r\nhost: {}\r\n\r\n", gateway.address).as_bytes()).await;
    let mut answer = Vec::new();
    let _ = soon(fourth.read_to_end(&mut answer)).await;
    assert!(parse(&answer).is_none_or(|answer| answer.status == 503));
    assert_eq!(get(gateway.address, "/healthz", &[]).await.status, 200);
}
