//! The admin address.

use std::net::SocketAddr;

use serde_json::Value;
use testkit::http;

/// Asks, and gives back the status and the body.
pub(crate) fn ask(address: SocketAddr, method: &str, path: &str, body: &str) -> (u16, String) {
    http::ask(method, &format!("http://{address}{path}"), &[("content-type", "application/json")], body).unwrap()
}

/// Reads JSON.
pub(crate) fn read(address: SocketAddr, path: &str) -> Value {
    http::get_json(&format!("http://{address}{path}")).unwrap()
}
