//! The program itself: its exit codes, what it prints, what it never prints, and two of it side by side.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::net::SocketAddr;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use support::http::get;
use support::{PATIENCE, accept, closing, listener, receive, send, soon};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{WebSocketStream, client_async};

/// A running program, which is killed when it is dropped.
struct Program {
    child: Child,
    address: SocketAddr,
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gateway"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

/// Runs to the end; the exit code and what was written to both outputs.
async fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = soon(command(arguments).output()).await.expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

impl Program {
    async fn start(upstream: SocketAddr, more: &[&str]) -> Self {
        let upstream = format!("tcp://{upstream}");
        let mut arguments = vec!["serve", "--upstream", &upstream, "--listen", "127.0.0.1:0", "--no-page"];
        arguments.extend(more);
        let mut child = command(&arguments).spawn().expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("an output"));
        let mut line = String::new();
        soon(output.read_line(&mut line)).await.expect("a line");
        let address = line.trim().strip_prefix("listening on http://").expect("the address");
        Self { child, address: address.parse().expect("an address") }
    }

    async fn open(&self, path: &str) -> WebSocketStream<TcpStream> {
        let mut request = format!("ws://{}{path}", self.address).into_client_request().expect("a request");
        request.headers_mut().insert("sec-websocket-protocol", "mqtt".parse().expect("a header"));
        let stream = TcpStream::connect(self.address).await.expect("the gateway listens");
        soon(client_async(request, stream)).await.expect("the gateway accepts").0
    }

    fn terminate(&self) {
        let id = self.child.id().expect("a running program");
        let done = std::process::Command::new("kill").arg(id.to_string()).status();
        assert!(done.is_ok_and(|status| status.success()));
    }

    /// The exit status and the log.
    async fn finished(mut self) -> (ExitStatus, String) {
        let mut log = String::new();
        let mut output = self.child.stderr.take().expect("a log");
        soon(output.read_to_string(&mut log)).await.expect("text");
        (soon(self.child.wait()).await.expect("an end"), log)
    }
}

#[tokio::test]
async fn without_an_upstream_it_says_what_to_type_and_exits_with_2() {
    let (code, output, error) = run(&["serve"]).await;
    assert_eq!((code, output.as_str()), (Some(2), ""));
    assert!(error.starts_with("gateway: no upstream is given: "), "{error}");
    assert!(error.contains("gateway serve --upstream tcp://127.0.0.1:11883"), "{error}");
}

#[tokio::test]
async fn a_wrong_configuration_is_refused_with_file_line_and_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gateway.toml");
    std::fs::write(&path, "page = false\n\n[upstreams.default]\naddress = \"iot.example.com\"\n").expect("a file");
    let path = path.to_str().expect("a path");
    let (code, _, error) = run(&["serve", "--config", path]).await;
    assert_eq!(code, Some(2));
    let reason = "upstreams.default.address: the address 'iot.example.com' must start with tcp:// or mqtts://";
    assert_eq!(error, format!("gateway: {path}:4: {reason}\n"));
}

#[tokio::test]
async fn checks_a_configuration_without_listening() {
    let (code, output, error) = run(&["serve", "--upstream", "tcp://a", "--no-page", "--check"]).await;
    assert_eq!((code, output.as_str(), error.as_str()), (Some(0), "the configuration is good\n", ""));
    let (code, _, error) = run(&["serve", "--upstream", "tcp://a", "--dist", "no/such", "--check"]).await;
    assert_eq!(code, Some(2));
    assert!(error.starts_with("gateway: the folder 'no/such' holds no index.html"), "{error}");
}

#[tokio::test]
async fn says_that_its_address_is_taken() {
    let (_listener, taken) = listener().await;
    let taken = taken.to_string();
    let (code, _, error) = run(&["serve", "--upstream", "tcp://a", "--no-page", "--listen", &taken]).await;
    assert_eq!(code, Some(2));
    assert!(error.starts_with(&format!("gateway: cannot listen at {taken}: ")), "{error}");
}

#[tokio::test]
async fn ends_in_good_order_when_it_is_told_to() {
    let (listener, address) = listener().await;
    let program = Program::start(address, &[]).await;
    let mut client = program.open("/mqtt").await;
    let upstream = accept(&listener).await;
    program.terminate();
    drop(upstream);
    assert_eq!(closing(&mut client).await.0, 1000);
    drop(client);
    let (status, log) = program.finished().await;
    assert!(status.success(), "{status}");
    assert!(log.contains("stopping"), "{log}");
}

#[tokio::test]
async fn never_writes_what_passes_into_its_log_or_metrics() {
    const PLANTED: &str = "PLANTED";
    for format in ["text", "json"] {
        let (listener, address) = listener().await;
        let program = Program::start(address, &["--log", format, "--log-level", "debug"]).await;
        let mut client = program.open("/mqtt?secret=PLANTED-query").await;
        let mut upstream = accept(&listener).await;
        send(&mut client, b"\x10\x16\0\x04MQTT PLANTED-password").await;
        upstream.write_all(b"{\"deviceSecret\": \"PLANTED-secret\"}").await.expect("room");
        receive(&mut client, 34).await;
        client.send(Message::text("PLANTED-text")).await.expect("room");
        closing(&mut client).await;
        for request in [
            "GET /mqtt/PLANTED-name HTTP/1.1\r\nhost: PLANTED-host\r\n\r\n",
            "GET /PLANTED-path?PLANTED-query HTTP/1.1\r\nhost: a\r\nauthorization: PLANTED-header\r\n\r\n",
            "GET /mqtt HTTP/1.1\r\nhost: a\r\norigin: http://PLANTED-origin\r\n\r\n",
            "PLANTED-garbage PLANTED-garbage\r\n\r\n",
            "\x16\x03PLANTED-garbage",
        ] {
            let mut visitor = TcpStream::connect(program.address).await.expect("the gateway listens");
            visitor.write_all(request.as_bytes()).await.expect("room");
            visitor.shutdown().await.expect("an open socket");
            let mut answer = Vec::new();
            let _ = soon(visitor.read_to_end(&mut answer)).await;
        }
        let metrics = get(program.address, "/metrics", &[]).await;
        assert!(!metrics.text().contains(PLANTED), "{}", metrics.text());
        assert!(metrics.text().contains("outcome=\"text-message\"} 1"), "{}", metrics.text());
        drop((client, upstream));
        program.terminate();
        let (_, log) = program.finished().await;
        assert!(log.contains("connection closed"), "the log tells of the connection: {log}");
        assert!(!log.contains(PLANTED), "{log}");
    }
}

/// Answers every activation with the same secret, as any EnOS behind any gateway does.
async fn serve_activations(listener: TcpListener) {
    loop {
        let mut upstream = accept(&listener).await;
        tokio::spawn(async move {
            let mut asked = [0; 7];
            while upstream.read_exact(&mut asked).await.is_ok() {
                let answer: &[u8] = if &asked == b"CONNECT" { b"CONNACK" } else { b"secret!" };
                if upstream.write_all(answer).await.is_err() {
                    return;
                }
            }
        });
    }
}

#[tokio::test]
async fn another_gateway_takes_over_when_one_is_killed() {
    let (listener, address) = listener().await;
    let serving = tokio::spawn(serve_activations(listener));
    let mut first = Program::start(address, &[]).await;
    let second = Program::start(address, &[]).await;

    let mut client = first.open("/mqtt").await;
    send(&mut client, b"CONNECT").await;
    assert_eq!(receive(&mut client, 7).await, b"CONNACK");
    let mut neighbour = second.open("/mqtt").await;
    send(&mut neighbour, b"CONNECT").await;
    assert_eq!(receive(&mut neighbour, 7).await, b"CONNACK");

    let killed = Instant::now();
    first.child.kill().await.expect("a running program");
    while let Some(Ok(_)) = soon(client.next()).await {}
    assert!(killed.elapsed() < Duration::from_secs(1), "{:?}", killed.elapsed());

    // No gateway knows anything of a connection, so the other one serves the technician's next attempt from its start.
    let mut again = second.open("/mqtt").await;
    for (asked, answer) in [(b"CONNECT", b"CONNACK"), (b"secret?", b"secret!")] {
        send(&mut again, asked).await;
        assert_eq!(receive(&mut again, 7).await, answer);
    }
    send(&mut neighbour, b"secret?").await;
    assert_eq!(receive(&mut neighbour, 7).await, b"secret!", "those of the other gateway notice nothing");
    assert!(killed.elapsed() < PATIENCE);
    serving.abort();
}
