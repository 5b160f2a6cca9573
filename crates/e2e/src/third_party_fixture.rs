//! A gateway in front of a broker that the test brings along.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;

use crate::browser::Browser;
use crate::page::Page;
use crate::server::Server;
use crate::stage::{built, programs, root};
use crate::trouble::Result;

/// Starts a gateway to this broker and a browser, opens the page without anything filled in, and runs the test on it.
///
/// # Errors
/// When one of them does not start, or the test returns an error.
pub async fn on_gateway_to(broker: SocketAddr, test: impl AsyncFnOnce(Page<'_>) -> Result<()>) -> Result<()> {
    let root = root();
    let dist = built(root.join("dist"), "index.html")?;
    let gateway = built(programs(&root), "gateway")?.join("gateway");
    let upstream = format!("tcp://{broker}");
    let words = ["serve", "--listen", "127.0.0.1:0", "--upstream", &upstream, "--dist"];
    let arguments = words.into_iter().map(OsString::from).chain([dist.into()]);
    let gateway = Server::start(gateway.as_os_str(), arguments, "listening on ")?;
    let browser = Browser::start().await?;
    let tested = AssertUnwindSafe(async { test(Page::open(&browser, gateway.said()).await?).await });
    let tested = tested.catch_unwind().await;
    // A browser outlives its driver unless it is told to end.
    let closed = browser.close().await;
    match tested {
        Ok(result) => result.and(closed),
        Err(panic) => resume_unwind(panic),
    }
}
