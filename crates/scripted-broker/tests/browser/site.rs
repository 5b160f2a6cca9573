//! Serves the driver's page.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::Path;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const INDEX: &str = include_str!("../../../driver-page/index.html");
const RUN: &str = include_str!("../../../driver-page/run.js");

/// A site on a free port of this machine; it ends when this is dropped.
pub(crate) struct Site {
    address: SocketAddr,
    serving: JoinHandle<io::Result<()>>,
}

impl Site {
    /// Serves the page that was built into `folder`, with these entries.
    pub(crate) async fn start(folder: &Path, entries: &Value) -> io::Result<Self> {
        let files = [
            ("/", "text/html", INDEX.as_bytes().to_vec()),
            ("/run.js", "text/javascript", RUN.as_bytes().to_vec()),
            ("/entries.json", "application/json", entries.to_string().into_bytes()),
            ("/driver_page.js", "text/javascript", fs::read(folder.join("driver_page.js"))?),
            ("/driver_page_bg.wasm", "application/wasm", fs::read(folder.join("driver_page_bg.wasm"))?),
        ];
        let router = files.into_iter().fold(Router::new(), |router, (path, kind, bytes)| {
            router.route(path, get(async move || ([(CONTENT_TYPE, kind)], bytes)))
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let serving = tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, serving })
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.address)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
