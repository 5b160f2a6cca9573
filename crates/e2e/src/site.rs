//! A plain file server with the built page, whose answers and headers a test changes as it likes: a static host, a proxy in trouble, a
//! network that asks for a sign-in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use testkit::{Gateway, Listener, Simulator};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::browser::Browser;
use crate::built::{dist, gateway, simulator};
use crate::reverse_proxy::read_head;
use crate::trouble::Result;

/// How a request is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// With the page's file.
    File,
    /// With this status, media type and body.
    Text(u16, &'static str, String),
    /// With a redirection.
    Redirect(String),
    /// With a half of the file, and then with the end of the connection.
    Half,
    /// By closing the connection.
    Nothing,
    /// By taking the connection and saying nothing.
    Silence,
}

#[derive(Debug)]
struct Rules {
    dist: PathBuf,
    headers: Vec<(&'static str, String)>,
    answers: BTreeMap<String, Answer>,
    others: Answer,
    requests: Vec<String>,
}

/// The server. It ends when this is dropped.
#[derive(Debug)]
pub struct Site {
    listener: Listener,
    rules: Arc<Mutex<Rules>>,
}

impl Site {
    /// Serves the page that was built, without any header but those of the files.
    ///
    /// # Errors
    /// When there is no page, or no port to listen on.
    pub async fn open() -> Result<Self> {
        let (dist, headers, answers) = (dist()?.into(), Vec::new(), BTreeMap::new());
        let rules = Rules { dist, headers, answers, others: Answer::File, requests: Vec::new() };
        let rules = Arc::new(Mutex::new(rules));
        let shared = Arc::clone(&rules);
        let listener = Listener::start(move |stream| serve(stream, Arc::clone(&shared))).await?;
        Ok(Self { listener, rules })
    }

    /// The same, and a browser.
    ///
    /// # Errors
    /// When one of them does not start.
    pub async fn with_browser() -> Result<(Browser, Self)> {
        let site = Self::open().await?;
        Ok((Browser::start().await?, site))
    }

    /// The address to open.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.host())
    }

    /// Host and port.
    #[must_use]
    pub fn host(&self) -> String {
        self.listener.address().to_string()
    }

    /// From now on every answer has these headers, and no others.
    pub fn send_headers(&self, headers: &[(&'static str, &str)]) {
        self.rules().headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    }

    /// From now on this path is answered so.
    pub fn answer(&self, path: &str, answer: Answer) {
        self.rules().answers.insert(path.to_owned(), answer);
    }

    /// From now on every path is answered so that has no answer of its own.
    pub fn answer_all(&self, answer: Answer) {
        self.rules().others = answer;
    }

    /// The file of the page whose name begins and ends so, as a path.
    ///
    /// # Errors
    /// When the folder of the page cannot be read.
    pub fn path_of(&self, beginning: &str, end: &str) -> Result<String> {
        let dist = self.rules().dist.clone();
        let names = fs::read_dir(dist)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut found = names.filter(|name| name.starts_with(beginning) && name.ends_with(end));
        Ok(found.next().map(|name| format!("/{name}")).unwrap_or_default())
    }

    /// The paths that were asked for.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.rules().requests.clone()
    }

    fn rules(&self) -> MutexGuard<'_, Rules> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn serve(mut stream: TcpStream, rules: Arc<Mutex<Rules>>) {
    let Some((method, path)) = request(&mut stream).await else { return };
    let (answer, dist, headers) = {
        let mut rules = rules.lock().unwrap_or_else(PoisonError::into_inner);
        rules.requests.push(path.clone());
        let answer = rules.answers.get(&path).unwrap_or(&rules.others).clone();
        (answer, rules.dist.clone(), rules.headers.clone())
    };
    let (status, kind, body, more) = match &answer {
        Answer::File | Answer::Half => match file(&dist, &path) {
            Some(body) => (200, media_type(&path), body, String::new()),
            None => (404, "text/plain", b"not here".to_vec(), String::new()),
        },
        Answer::Text(status, kind, body) => (*status, *kind, body.clone().into_bytes(), String::new()),
        Answer::Redirect(to) => (302, "text/plain", Vec::new(), format!("Location: {to}\r\n")),
        Answer::Nothing => return,
        Answer::Silence => {
            // Until the visitor goes.
            let _ = tokio::time::timeout(Duration::from_mins(5), stream.read(&mut [0])).await;
            return;
        }
    };
    let mut head = format!(
        "HTTP/1.1 {status} Status\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nConnection: close\r\n{more}",
        body.len()
    );
    for (name, value) in headers {
        head.extend([name, ": ", &value, "\r\n"]);
    }
    head.push_str("\r\n");
    let length = match (method.as_str(), &answer) {
        ("HEAD", _) => 0,
        (_, Answer::Half) => body.len() / 2,
        _ => body.len(),
    };
    // A visitor that has gone misses nothing.
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body.get(..length).unwrap_or_default()).await;
    let _ = stream.shutdown().await;
}

async fn request(stream: &mut TcpStream) -> Option<(String, String)> {
    let head = read_head(stream).await.ok()?;
    let mut words = head.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?);
    Some((method, target.split('?').next()?.to_owned()))
}

fn file(dist: &Path, path: &str) -> Option<Vec<u8>> {
    let name = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
    if name.contains("..") {
        return None;
    }
    fs::read(dist.join(name)).ok()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("html", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

/// A gateway without a page, in front of a simulated EnOS.
#[derive(Debug)]
pub struct Bridge {
    gateway: Gateway,
    _enos: Simulator,
}

impl Bridge {
    /// Starts both. Pages of this origin may use the bridge.
    ///
    /// # Errors
    /// When one of them does not start.
    pub fn open_to(origin: &str) -> Result<Self> {
        let enos = simulator(&[])?;
        let gateway = gateway(&format!("tcp://{}", enos.tcp()), &["--no-page", "--simulated", "--origin", origin])?;
        Ok(Self { gateway, _enos: enos })
    }

    /// Host and port of the gateway.
    #[must_use]
    pub fn host(&self) -> String {
        self.gateway.address().to_string()
    }
}
