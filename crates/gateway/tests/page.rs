//! The page, its headers, and requests that ask for more than the page.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::time::{Duration, Instant, SystemTime};

use gateway::config::{Origins, PageSettings, PageSource};
use support::http::{ask, get, parse, raw};
use support::{LOOK, Running, config, listener, soon};
use tempfile::TempDir;

const WASM: &str = "app-0123456789abcdef_bg.wasm";

/// A folder with a built page, next to a file that is not part of it.
fn dist() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let dist = folder.path().join("dist");
    std::fs::create_dir_all(dist.join("css")).expect("a folder");
    let write = |name: &str, body: &[u8]| std::fs::write(dist.join(name), body).expect("a file");
    write("index.html", b"<!doctype html>");
    write(WASM, b"\0asm");
    write("css/base.css", &b"body {} ".repeat(200));
    write("boot.js", b"original");
    write("boot.js.br", b"twin");
    write(".hidden", b"hidden");
    std::fs::write(folder.path().join("secret.txt"), b"secret").expect("a file");
    folder
}

async fn serve(folder: &TempDir) -> Running {
    let (_, unused) = listener().await;
    let mut config = config(unused);
    config.page = PageSource::Folder(folder.path().join("dist"));
    Running::start(config).await
}

#[tokio::test]
async fn serves_the_page_with_all_headers() {
    let folder = dist();
    let gateway = serve(&folder).await;
    let answer = get(gateway.address, "/", &[]).await;
    assert_eq!((answer.status, answer.text()), (200, "<!doctype html>"));
    let own = gateway.address;
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; \
         font-src 'none'; media-src 'self' blob:; connect-src 'self' ws://{own} wss://{own}; worker-src 'self'; \
         manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types boot"
    );
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-cache"),
        ("content-security-policy", &policy),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    let permissions = answer.header("permissions-policy").expect("a policy");
    assert!(permissions.starts_with("camera=(), serial=(), "), "{permissions}");
    assert_eq!(answer.header("strict-transport-security"), None, "it speaks plain HTTP");
}

#[tokio::test]
async fn tells_the_time_to_a_page_that_measures_its_clock() {
    let folder = dist();
    let gateway = serve(&folder).await;
    let answer = ask(gateway.address, "HEAD", "/", &[]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("date").is_some_and(|date| date.ends_with(" GMT")), "{}", answer.head);
    assert!(answer.body.is_empty());
}

#[tokio::test]
async fn lets_browsers_keep_what_never_changes() {
    let folder = dist();
    let gateway = serve(&folder).await;
    let wasm = get(gateway.address, &format!("/{WASM}"), &[]).await;
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
    assert_eq!(wasm.header("cache-control"), Some("public, max-age=31536000, immutable"));
    let style = get(gateway.address, "/css/base.css", &[]).await;
    assert_eq!(style.header("cache-control"), Some("no-cache"));
    let tag = format!("if-none-match: {}", style.header("etag").expect("a tag"));
    assert_eq!(get(gateway.address, "/css/base.css", &[&tag]).await.status, 304);
}

#[tokio::test]
async fn a_file_with_other_content_has_another_tag_whatever_its_time_and_length() {
    let mut tags = Vec::new();
    for content in ["a { top: 1px }", "a { top: 2px }", "a { top: 1px }"] {
        let folder = dist();
        let path = folder.path().join("dist/css/base.css");
        std::fs::write(&path, content).expect("a file");
        let file = std::fs::File::options().append(true).open(&path).expect("a file");
        file.set_modified(SystemTime::UNIX_EPOCH - Duration::from_mins(1)).expect("a time");
        let gateway = serve(&folder).await;
        let style = get(gateway.address, "/css/base.css", &["range: bytes=0-3"]).await;
        assert_eq!((style.status, style.text(), style.header("last-modified")), (200, content, None));
        tags.push(style.header("etag").expect("a tag").to_owned());
    }
    assert_ne!(tags[0], tags[1]);
    assert_eq!(tags[0], tags[2]);
}

#[tokio::test]
async fn sends_the_compressed_twin_that_lies_beside_a_file() {
    let folder = dist();
    let gateway = serve(&folder).await;
    let twin = get(gateway.address, "/boot.js", &["accept-encoding: gzip, br"]).await;
    assert_eq!((twin.text(), twin.header("content-encoding")), ("twin", Some("br")));
    assert_eq!(twin.header("content-type"), Some("text/javascript; charset=utf-8"));
    let original = get(gateway.address, "/boot.js", &["accept-encoding: gzip"]).await;
    assert_eq!((original.text(), original.header("content-encoding")), ("original", None));
    for encoded in ["/boot.js.br", "/boot.js%2Ebr", "/boot%2Ejs"] {
        assert_eq!(get(gateway.address, encoded, &[]).await.status, 404, "{encoded}");
    }
}

#[tokio::test]
async fn compresses_what_has_no_compressed_twin() {
    let folder = dist();
    let gateway = serve(&folder).await;
    for (accepted, encoding) in [("gzip", "gzip"), ("br;q=1.0, gzip;q=0.8", "br"), ("gzip, br;q=0", "gzip")] {
        let accepted = format!("accept-encoding: {accepted}");
        // The files are served already while they are being compressed.
        let style = soon(async {
            loop {
                let style = get(gateway.address, "/css/base.css", &[&accepted]).await;
                if style.header("content-encoding").is_some() {
                    return style;
                }
            }
        })
        .await;
        assert_eq!((style.header("content-encoding"), style.header("vary")), (Some(encoding), Some("accept-encoding")));
        assert!(style.body.len() < 200, "{accepted}: {}", style.body.len());
        let tag = style.header("etag").expect("a tag");
        let plain = get(gateway.address, "/css/base.css", &[]).await;
        assert_ne!(plain.header("etag"), Some(tag), "another form is another entity");
        let known = get(gateway.address, "/css/base.css", &[&accepted, &format!("if-none-match: {tag}")]).await;
        assert_eq!(known.status, 304);
    }
}

#[tokio::test]
async fn takes_up_a_page_that_was_built_anew() {
    let folder = dist();
    let gateway = serve(&folder).await;
    let index = folder.path().join("dist/index.html");
    std::fs::write(&index, "<!doctype html>new").expect("a file");
    let later = SystemTime::now() + Duration::from_secs(5);
    let file = std::fs::File::options().append(true).open(&index).expect("a file");
    file.set_modified(later).expect("a time");
    becomes(&gateway, "<!doctype html>new").await;
}

/// Waits until the page at `/` is `text`.
async fn becomes(gateway: &Running, text: &str) {
    soon(async { while get(gateway.address, "/", &[]).await.text() != text {} }).await;
}

#[tokio::test]
async fn a_build_is_taken_up_whole_or_not_at_all() {
    let folder = dist();
    let gateway = serve(&folder).await;
    let write = |name: &str, body: &str| std::fs::write(folder.path().join("dist").join(name), body).expect("a file");
    let stays_as_it_was = async || {
        let written = Instant::now();
        while written.elapsed() < 10 * LOOK {
            assert_eq!(get(gateway.address, "/", &[]).await.text(), "<!doctype html>");
        }
    };
    let half = "<!doctype html><script src=/new-00ff00ff00ff00ff.js></script>";
    // The list that a build writes, with the digest of `1`.
    let list = r#"[{ "file": "new-00ff00ff00ff00ff.js", "integrity": "sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=" }]"#;
    write("assets.json", list);
    write("index.html", half);
    stays_as_it_was().await;
    write("new-00ff00ff00ff00ff.js", "of another build");
    stays_as_it_was().await;
    write("new-00ff00ff00ff00ff.js", "1");
    becomes(&gateway, half).await;
    assert_eq!(get(gateway.address, "/new-00ff00ff00ff00ff.js", &[]).await.text(), "1");
    // From now on, a page without its list is half a build too.
    std::fs::remove_file(folder.path().join("dist/assets.json")).expect("a file");
    write("index.html", "<!doctype html>without a list");
    let written = Instant::now();
    while written.elapsed() < 10 * LOOK {
        assert_eq!(get(gateway.address, "/", &[]).await.text(), half);
    }
    write("assets.json", list);
    becomes(&gateway, "<!doctype html>without a list").await;
}

#[tokio::test]
async fn a_page_that_is_open_still_loads_the_parts_of_the_build_before() {
    let folder = dist();
    let gateway = serve(&folder).await;
    std::fs::remove_file(folder.path().join("dist").join(WASM)).expect("a file");
    std::fs::write(folder.path().join("dist/index.html"), "<!doctype html>new").expect("a file");
    becomes(&gateway, "<!doctype html>new").await;
    assert_eq!(get(gateway.address, &format!("/{WASM}"), &[]).await.status, 200);
    std::fs::remove_file(folder.path().join("dist/boot.js")).expect("a file");
    std::fs::write(folder.path().join("dist/index.html"), "<!doctype html>newer").expect("a file");
    becomes(&gateway, "<!doctype html>newer").await;
    assert_eq!(get(gateway.address, "/boot.js", &[]).await.status, 404, "a name without a digest means today's file");
}

#[tokio::test]
async fn never_serves_keys_and_configurations_that_lie_in_the_pages_folder() {
    let folder = dist();
    let write = |name: &str, body: &str| std::fs::write(folder.path().join("dist").join(name), body).expect("a file");
    let key = "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n";
    let names =
        ["gateway-key.pem", "gateway.key", "gateway.toml", "KEY.PEM", "css/a.key", "key.txt", "key.json", "id_rsa"];
    for name in names {
        write(name, key);
    }
    let gateway = serve(&folder).await;
    for name in names {
        assert_eq!(get(gateway.address, &format!("/{name}"), &[]).await.status, 404, "{name}");
    }
}

#[tokio::test]
async fn answers_only_under_hosts_that_are_its_own() {
    let folder = dist();
    let (_, unused) = listener().await;
    let mut config = config(unused);
    config.page = PageSource::Folder(folder.path().join("dist"));
    let listed = "https://provision.example".parse().expect("an origin");
    config.origins = Origins::new(vec![listed], &["bridge.example".parse().expect("a name")]);
    let gateway = Running::start(config).await;
    let status = async |request: String| {
        let answer = raw(gateway.address, request.as_bytes()).await;
        parse(&answer).map(|answer| (answer.status, answer.text().contains("secret"))).unwrap_or_default().0
    };
    for path in ["/", "/index.html", "/settings.json", "/metrics", "/healthz", "/mqtt", "/mqtt/default", "/nothing"] {
        for host in ["evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example"] {
            let by = |first: &str, lines: &str| format!("GET {first} HTTP/1.1\r\n{lines}connection: close\r\n\r\n");
            assert_eq!(status(by(path, &format!("host: {host}\r\n"))).await, 421, "{path} of {host}");
            let absolute = format!("http://{host}{path}");
            assert_eq!(status(by(&absolute, "host: 127.0.0.1\r\n")).await, 421, "{absolute}");
            let twice = format!("host: 127.0.0.1\r\nhost: {host}\r\n");
            assert_eq!(status(by(path, &twice)).await, 400, "{path} with two hosts");
        }
    }
    for host in
        ["127.0.0.1", "localhost:8080", "[::1]:8080", "192.168.1.10", "provision.example", "bridge.example:8443"]
    {
        let request = format!("GET /metrics HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        assert_eq!(status(request).await, 200, "{host}");
    }
    assert_eq!(status("GET /healthz HTTP/1.0\r\n\r\n".to_owned()).await, 200, "no browser leaves the host out");
    assert_eq!(status("GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n".to_owned()).await, 400);
}

#[tokio::test]
async fn serves_nothing_but_the_page() {
    let folder = dist();
    let gateway = serve(&folder).await;
    for path in [
        "/../secret.txt",
        "/css/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%00",
        "//secret.txt",
        "/css",
        "/css/",
        "/.hidden",
        "/index.html/",
        "/etc/passwd",
        "//etc/passwd",
        "/mqtt/../secret.txt",
        "http://127.0.0.1/../secret.txt",
    ] {
        let answer = get(gateway.address, path, &[]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
    assert_eq!(ask(gateway.address, "POST", "/", &[]).await.status, 405);
    assert_eq!(ask(gateway.address, "DELETE", "/index.html", &[]).await.status, 405);
}

#[tokio::test]
async fn refuses_a_request_whose_head_is_too_large() {
    let folder = dist();
    let gateway = serve(&folder).await;
    let large = format!("x-large: {}", "a".repeat(20_000));
    assert_eq!(get(gateway.address, "/", &[&large]).await.status, 431);
    let many: Vec<String> = (0..200).map(|number| format!("x-{number}: a")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(get(gateway.address, "/", &many).await.status, 431);
    let long = format!("/{}", "a".repeat(70_000));
    assert_eq!(get(gateway.address, &long, &[]).await.status, 431);
}

#[tokio::test]
async fn answers_garbage_with_a_refusal_and_goes_on() {
    let (_, unused) = listener().await;
    let mut config = config(unused);
    config.limits.handshake = Duration::from_millis(200);
    let gateway = Running::start(config).await;
    for garbage in [
        b"\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00".as_slice(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\nhost: a\r\nhost\x00: b\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n\r\n\r\n\r\n",
        &[0xff; 4096],
        &vec![b'a'; 100_000],
    ] {
        let answer = raw(gateway.address, garbage).await;
        let status = parse(&answer).map(|answer| answer.status);
        assert!(matches!(status, None | Some(400..=499 | 505)), "{status:?}");
    }
    assert_eq!(get(gateway.address, "/healthz", &[]).await.status, 200);
}

#[tokio::test]
async fn hands_out_the_settings_of_the_page() {
    let (_, unused) = listener().await;
    let gateway = Running::start(config(unused)).await;
    let answer = get(gateway.address, "/settings.json", &[]).await;
    assert_eq!(answer.text(), r#"{"gateway":"mqtt"}"#);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-cache"));

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.json");
    std::fs::write(&path, r#"{"gateway":"/mqtt/site-b"}"#).expect("a file");
    let mut given = config(unused);
    given.settings = PageSettings::read(&path).expect("valid settings");
    let gateway = Running::start(given).await;
    let answer = get(gateway.address, "/settings.json", &[]).await;
    assert_eq!(answer.text(), r#"{"gateway":"/mqtt/site-b"}"#);

    let mut given = config(unused);
    given.preconnect = false;
    let gateway = Running::start(given).await;
    let answer = get(gateway.address, "/settings.json", &[]).await;
    assert_eq!(answer.text(), r#"{"gateway":"mqtt","preconnect":false}"#);
}

#[tokio::test]
async fn tells_the_page_which_upstreams_everybody_on_the_way_can_read() {
    let (_, unused) = listener().await;
    let mut given = config(unused);
    for (name, address) in [("far", "tcp://192.0.2.1:1883"), ("near", "tcp://localhost:1883")] {
        given.upstreams.insert(support::upstream(name, address));
    }
    let gateway = Running::start(given).await;
    let answer = get(gateway.address, "/settings.json", &[]).await;
    assert_eq!(answer.text(), r#"{"gateway":"mqtt","upstreams":{"/mqtt/far":"plain"}}"#);
}

#[test]
fn refuses_settings_that_the_page_could_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.json");
    let refusal = |text: &str| {
        std::fs::write(&path, text).expect("a file");
        PageSettings::read(&path).expect_err("wrong settings").to_string()
    };
    let shown = path.display();
    assert_eq!(refusal("{\n  \"gateway\": }"), format!("{shown}:2:14: the settings are not valid JSON"));
    let object = "the settings must be a JSON object such as {\"gateway\": \"/mqtt\"}";
    assert_eq!(refusal("[]"), format!("{shown}:1: {object}"));
}

#[tokio::test]
async fn says_that_it_is_well_and_how_busy_it_is() {
    let (_, unused) = listener().await;
    let gateway = Running::start(config(unused)).await;
    let health = get(gateway.address, "/healthz", &[]).await;
    assert_eq!((health.status, health.text()), (200, "ok\n"));
    let metrics = get(gateway.address, "/metrics", &[]).await;
    assert_eq!(metrics.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
    assert!(metrics.text().contains("\ngateway_connections 0\n"), "{}", metrics.text());
    let through_a_proxy = get(gateway.address, "/metrics", &["x-forwarded-for: 192.0.2.1"]).await;
    assert_eq!(through_a_proxy.status, 403);
}

#[tokio::test]
async fn a_folder_without_a_page_is_refused_with_what_to_do() {
    let (_, unused) = listener().await;
    let mut config = config(unused);
    config.page = PageSource::Folder("no/such/folder".into());
    let Err(error) = gateway::Server::start(config).await else { panic!("it starts") };
    let error = error.to_string();
    assert!(error.starts_with("the folder 'no/such/folder' holds no index.html; build the page first"), "{error}");
}
