//! The program itself: its exit codes, what it prints, what it never prints, and two of it side by side.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::net::SocketAddr;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use support::http::get;
use support::{PATIENCE, accept, begin, closing, listener, receive, send, soon};
use testkit::RefusingAddress;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Command;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{WebSocketStream, client_async};

/// A running program, which is killed when it is dropped.
struct Program {
    program: testkit::Program,
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
    fn start(upstream: SocketAddr, more: &[&str]) -> Self {
        let upstream = format!("tcp://{upstream}");
        let mut arguments = vec!["serve", "--upstream", &upstream, "--listen", "127.0.0.1:0", "--no-page"];
        arguments.extend(more);
        Self::spawn(std::process::Command::new(env!("CARGO_BIN_EXE_gateway")).args(arguments))
    }

    /// Starts the command, and waits until it listens.
    fn spawn(command: &mut std::process::Command) -> Self {
        let program = testkit::Program::start(command, &["listening on "]).expect("the program starts");
        let url = program.printed("listening on ").expect("the address");
        let address = url.rsplit("//").next().expect("the address").parse().expect("an address");
        Self { program, address }
    }

    async fn open(&self, path: &str) -> WebSocketStream<TcpStream> {
        let mut request = format!("ws://{}{path}", self.address).into_client_request().expect("a request");
        request.headers_mut().insert("sec-websocket-protocol", "mqtt".parse().expect("a header"));
        let stream = TcpStream::connect(self.address).await.expect("the gateway listens");
        soon(client_async(request, stream)).await.expect("the gateway accepts").0
    }

    fn terminate(&self) {
        self.program.terminate().expect("a running program");
    }

    /// The exit status and the log.
    async fn finished(self) -> (ExitStatus, String) {
        let finish = tokio::task::spawn_blocking(|| self.program.finish());
        soon(finish).await.expect("no panic").expect("an end")
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
    let (code, output, error) = run(&["serve", "--upstream", "tcp://127.0.0.1", "--no-page", "--check"]).await;
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
    let program = Program::start(address, &[]);
    let mut client = program.open("/mqtt").await;
    let mut upstream = accept(&listener).await;
    begin(&mut client, &mut upstream).await;
    program.terminate();
    drop(upstream);
    assert_eq!(closing(&mut client).await.0, 1000);
    drop(client);
    let (status, log) = program.finished().await;
    assert!(status.success(), "{status}");
    assert!(log.contains("stopping"), "{log}");
}

/// Sends `bytes` and reads until the gateway closes.
async fn say(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut visitor = TcpStream::connect(address).await.expect("the gateway listens");
    let _ = visitor.write_all(bytes).await;
    let mut answer = Vec::new();
    // Whoever has left is not answered; so the end comes from this side only where the gateway waits for more.
    if timeout(Duration::from_millis(500), visitor.read_to_end(&mut answer)).await.is_err() {
        let _ = visitor.shutdown().await;
        let _ = soon(visitor.read_to_end(&mut answer)).await;
    }
    answer
}

#[tokio::test]
async fn the_log_names_origin_and_host_of_a_page_that_is_refused() {
    let (_, unused) = listener().await;
    let program = Program::start(unused, &[]);
    say(
        program.address,
        b"GET /mqtt HTTP/1.1\r\nconnection: close\r\nhost: 127.0.0.1:8080\r\norigin: https://provision.example\r\n\r\n",
    )
    .await;
    say(
        program.address,
        b"GET /mqtt HTTP/1.1\r\nconnection: close\r\nhost: behind-a-proxy\r\norigin: https://provision.example\r\n\r\n",
    )
    .await;
    program.terminate();
    let (_, log) = program.finished().await;
    let line = |part: &str| log.lines().find(|line| line.contains(part)).unwrap_or_else(|| panic!("{part} in {log}"));
    let origin = line("foreign-origin");
    assert!(origin.contains("https://provision.example") && origin.contains("127.0.0.1:8080"), "{origin}");
    let host = line("behind-a-proxy");
    assert!(host.contains("--host"), "{host}");
}

#[tokio::test]
async fn one_hint_stands_in_the_log_for_whoever_speaks_another_protocol() {
    let (_, unused) = listener().await;
    let program = Program::start(unused, &[]);
    for _ in 0..5 {
        say(program.address, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03").await;
        say(program.address, b"PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\nGET / HTTP/1.1\r\n\r\n").await;
        say(program.address, b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c").await;
        say(program.address, b"\x10\x0c\0\x04MQTT\x04\x02\0\x3c\0\0").await;
    }
    program.terminate();
    let (_, log) = program.finished().await;
    for hint in ["TLS was spoken to this port", "a PROXY line was sent to this port", "MQTT without a WebSocket"] {
        assert_eq!(log.matches(hint).count(), 1, "{hint}: {log}");
    }
}

#[tokio::test]
async fn one_hint_stands_in_the_log_for_http_and_a_proxy_line_at_the_port_of_https() {
    let (_, unused) = listener().await;
    let program = Program::start(unused, &["--tls-self-made", "127.0.0.1"]);
    for _ in 0..5 {
        say(program.address, b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n").await;
        say(program.address, b"PROXY TCP6 ::1 ::1 1 2\r\n\x16\x03\x01").await;
        say(program.address, b"\x16\x03\x01\x02\x00\x01\x00").await;
    }
    program.terminate();
    let (_, log) = program.finished().await;
    for (hint, count) in [("plain HTTP was spoken", 1), ("a PROXY line was sent", 1), ("TLS was spoken", 0)] {
        assert_eq!(log.matches(hint).count(), count, "{hint}: {log}");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn without_files_left_it_says_so_once_and_tells_its_visitors() {
    const FILES: u32 = 48;
    let (_, unused) = listener().await;
    let mut shell = std::process::Command::new("sh");
    let program = env!("CARGO_BIN_EXE_gateway");
    let line =
        format!("ulimit -n {FILES}; exec {program} serve --upstream tcp://{unused} --listen 127.0.0.1:0 --no-page");
    shell.args(["-c", &line]);
    let program = Program::spawn(&mut shell);
    // Each asks for half of something, so that none of them is one that waits for a new request.
    let mut visitors = Vec::new();
    for _ in 0..3 * FILES {
        visitors.push(TcpStream::connect(program.address).await.expect("the gateway listens"));
    }
    let told = soon(async {
        let mut told = Vec::new();
        for visitor in &mut visitors {
            let mut answer = Vec::new();
            let read = timeout(Duration::from_millis(20), visitor.read_to_end(&mut answer)).await;
            if read.is_ok() && !answer.is_empty() {
                told.push(answer);
            }
        }
        told
    })
    .await;
    assert!(!told.is_empty(), "nobody was told");
    assert!(told.iter().all(|answer| answer.starts_with(b"HTTP/1.1 503 ")));
    drop(visitors);
    // It recovers as soon as there are files again.
    soon(async { while !say(program.address, b"GET /healthz HTTP/1.0\r\n\r\n").await.starts_with(b"HTTP/1.0 200") {} })
        .await;
    program.terminate();
    let (_, log) = program.finished().await;
    assert_eq!(log.matches("gives no more sockets").count(), 1, "{log}");
    assert!(log.contains("LimitNOFILE"), "{log}");
}

#[tokio::test]
async fn never_writes_what_passes_into_its_log_or_metrics() {
    const PLANTED: &str = "PLANTED";
    for format in ["text", "json"] {
        let (listener, address) = listener().await;
        let program = Program::start(address, &["--log", format, "--log-level", "debug"]);
        let mut client = program.open("/mqtt?secret=PLANTED-query").await;
        let mut upstream = accept(&listener).await;
        send(&mut client, b"\x10\x16\0\x04MQTT PLANTED-password").await;
        upstream.write_all(b"{\"deviceSecret\": \"PLANTED-secret\"}").await.expect("room");
        receive(&mut client, 34).await;
        client.send(Message::text("PLANTED-text")).await.expect("room");
        closing(&mut client).await;
        for request in [
            "GET /mqtt/PLANTED-name HTTP/1.1\r\nconnection: close\r\nhost: localhost\r\n\r\n",
            "GET /PLANTED-path?PLANTED-query HTTP/1.1\r\nconnection: close\r\nhost: localhost\r\nauthorization: PLANTED-header\r\n\r\n",
            "GET /mqtt HTTP/1.1\r\nconnection: close\r\nhost: localhost\r\norigin: http://a/PLANTED-path\r\n\r\n",
            "GET /mqtt HTTP/1.1\r\nconnection: close\r\nhost: a/PLANTED-path\r\n\r\n",
            "GET http://PLANTED-user:PLANTED-password@a/ HTTP/1.1\r\nconnection: close\r\nhost: a\r\n\r\n",
            "PLANTED-garbage PLANTED-garbage\r\n\r\n",
            "\x16\x03PLANTED-garbage",
        ] {
            say(program.address, request.as_bytes()).await;
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
    let first = Program::start(address, &[]);
    let second = Program::start(address, &[]);

    let mut client = first.open("/mqtt").await;
    send(&mut client, b"CONNECT").await;
    assert_eq!(receive(&mut client, 7).await, b"CONNACK");
    let mut neighbour = second.open("/mqtt").await;
    send(&mut neighbour, b"CONNECT").await;
    assert_eq!(receive(&mut neighbour, 7).await, b"CONNACK");

    let killed = Instant::now();
    first.program.kill().expect("a running program");
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

#[tokio::test]
async fn the_log_says_why_an_upstream_could_not_be_reached() {
    let reserved = RefusingAddress::new().expect("a free port");
    let refusing = reserved.address();
    let program = Program::start(refusing, &[]);
    let mut client = program.open("/mqtt").await;
    assert_eq!(closing(&mut client).await.0, 4501);
    drop(client);
    program.terminate();
    let (_, log) = program.finished().await;
    let cause = format!("outcome=\"upstream-refused\" cause=\"connect to {refusing}: Connection refused");
    assert!(log.contains(&cause), "{log}");
}

#[tokio::test]
async fn warns_of_plain_text_that_leaves_the_machine() {
    let (code, output, error) = run(&["serve", "--upstream", "tcp://192.0.2.1", "--no-page", "--check"]).await;
    assert_eq!((code, output.as_str()), (Some(0), "the configuration is good\n"));
    let words = "warning: the upstream 'default' (tcp://192.0.2.1:11883) is plain TCP to another machine: everybody on the way can";
    assert!(error.starts_with(words), "{error}");
    let arguments = ["serve", "--upstream", "tcp://192.0.2.1", "--no-page", "--listen", "127.0.0.1:0"];
    let mut child = command(&arguments).spawn().expect("the program starts");
    let mut log = BufReader::new(child.stderr.take().expect("a log"));
    let mut line = String::new();
    soon(log.read_line(&mut line)).await.expect("a line");
    assert!(line.contains("WARN") && line.contains("plain TCP to another machine"), "{line}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_check_warns_of_open_keys_and_refuses_a_certificate_that_has_run_out() {
    use std::os::unix::fs::PermissionsExt;
    let authority = support::authority::Authority::new();
    let root = authority.root();
    let check = async |pair: &support::authority::Pair| {
        let path = |path: &std::path::Path| path.to_str().expect("a path").to_owned();
        let (root, certificate, key) = (path(&root), path(&pair.certificate), path(&pair.key));
        let arguments = ["--root", &root, "--client-cert", &certificate, "--client-key", &key];
        run(&[&["serve", "--upstream", "mqtts://a", "--no-page", "--check"][..], &arguments].concat()).await
    };
    let mode = |pair: &support::authority::Pair, mode| {
        std::fs::set_permissions(&pair.key, std::fs::Permissions::from_mode(mode)).expect("our file");
    };
    let good = authority.issue("good");
    mode(&good, 0o640);
    let (code, output, error) = check(&good).await;
    assert_eq!((code, output.as_str()), (Some(0), "the configuration is good\n"));
    assert!(error.contains("good.key' may be read by others than its owner (mode 0640); type chmod 600"), "{error}");
    mode(&good, 0o600);
    let (_, _, error) = check(&good).await;
    assert!(!error.contains("may be read"), "{error}");

    let old = authority.issue_expired("old");
    mode(&old, 0o600);
    let (code, output, error) = check(&old).await;
    assert_eq!((code, output.as_str()), (Some(2), ""));
    assert!(error.starts_with("gateway: the certificate '") && error.contains("old.pem' has run out, at "), "{error}");
}
