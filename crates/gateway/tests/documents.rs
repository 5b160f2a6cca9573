//! The samples and the tables of the documentation say what the program does.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::path::{Path, PathBuf};

use gateway::config::{FileOptions, Limits, Moment, PageSource};
use gateway::{CloseReason, LocalFault, TlsFault};
use support::http::get;
use support::{Running, config, listener};

fn document(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn text(path: &str) -> String {
    std::fs::read_to_string(document(path)).expect("a document")
}

/// The cells of the table row whose column `column` is `cell`, without their code marks.
fn row(document: &str, column: usize, cell: &str) -> Vec<String> {
    let rows = document.lines().filter_map(|line| line.strip_prefix("| "));
    let mut rows = rows.map(|row| row.split(" | ").map(|cell| cell.replace('`', "")).collect::<Vec<_>>());
    rows.find(|row| row.get(column).is_some_and(|found| found == cell)).unwrap_or_else(|| panic!("no row for {cell}"))
}

#[test]
fn the_table_of_close_codes_is_right() {
    let document = text("docs/deploy.md");
    for reason in [
        CloseReason::UpstreamClosed,
        CloseReason::Stopping,
        CloseReason::BrokenFrame,
        CloseReason::TextMessage,
        CloseReason::TooLarge(1),
        CloseReason::TooEarly(1),
        CloseReason::Full,
        CloseReason::UpstreamName,
        CloseReason::UpstreamRefused,
        CloseReason::UpstreamTimeout,
        CloseReason::UpstreamTls(TlsFault::Handshake),
        CloseReason::UpstreamUnreachable,
        CloseReason::UpstreamReset,
        CloseReason::UpstreamStalled,
        CloseReason::Idle,
        CloseReason::Local(LocalFault::Files),
        CloseReason::UpstreamTime { is_over: true, moment: Moment::now(), now: Moment::now() },
        CloseReason::GatewayClock(Moment::now()),
    ] {
        assert_eq!(row(&document, 1, reason.word()).first(), Some(&reason.code().to_string()), "{reason}");
    }
}

#[test]
fn the_table_of_limits_is_right() {
    let document = text("docs/deploy.md");
    let limits = Limits::default();
    let counts = [
        ("connections", limits.connections),
        ("connections-per-address", limits.connections_per_address),
        ("visitors", limits.visitors),
        ("visitors-per-address", limits.visitors_per_address),
        ("message-size", limits.message_size),
        ("head-size", limits.head_size),
    ];
    for (key, count) in counts {
        assert_eq!(row(&document, 0, key).get(1), Some(&count.to_string()), "{key}");
    }
    let spans = [
        ("handshake", limits.handshake),
        ("request-timeout", limits.request_timeout),
        ("connect", limits.connect),
        ("idle", limits.idle),
        ("write-timeout", limits.write_timeout),
        ("ping", limits.ping),
        ("close-timeout", limits.close_timeout),
        ("shutdown-timeout", limits.shutdown_timeout),
    ];
    for (key, span) in spans {
        let seconds = span.as_secs();
        let written = if seconds >= 120 { format!("{}m", seconds / 60) } else { format!("{seconds}s") };
        assert_eq!(row(&document, 0, key).get(1), Some(&written), "{key}");
    }
}

#[test]
fn the_sample_configuration_is_good() {
    let options = FileOptions::read(&document("deploy/gateway.toml")).expect("a good configuration");
    assert!(!options.upstreams.is_empty());
}

#[tokio::test]
async fn a_static_host_sends_the_headers_that_the_gateway_sends() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("index.html"), "").expect("a file");
    let (_, unused) = listener().await;
    let mut config = config(unused);
    config.page = PageSource::Folder(folder.path().to_owned());
    config.connect_sources = vec!["wss://bridge.example.com:8443".parse().expect("a source")];
    let gateway = Running::start(config).await;
    let page = get(gateway.address, "/", &[]).await;
    let own = format!(" ws://{0} wss://{0}", gateway.address);
    let sample = text("deploy/_headers");
    let lines = sample.lines().filter_map(|line| line.strip_prefix("  "));
    let headers: Vec<_> = lines.take_while(|line| !line.starts_with("Cache-Control")).collect();
    assert_eq!(headers.len(), 6);
    for header in headers {
        let (name, value) = header.split_once(": ").expect("a header");
        let sent = page.header(name).map(|sent| sent.replace(&own, ""));
        assert_eq!(sent.as_deref(), Some(value), "{name}");
    }
}
