//! The opening of a WebSocket: the subprotocol `mqtt`, and nothing else.

use std::io;

use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::{HeaderValue, StatusCode, header::SEC_WEBSOCKET_PROTOCOL};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async};

/// Opens a WebSocket on any path.
pub(crate) async fn accept(stream: TcpStream) -> io::Result<WebSocketStream<TcpStream>> {
    accept_hdr_async(stream, choose_subprotocol).await.map_err(io::Error::other)
}

/// [MQTT-6.0.0-3], [MQTT-6.0.0-4]: the client must offer `mqtt`, and the server must choose it.
#[expect(clippy::result_large_err, reason = "the library asks for this type")]
fn choose_subprotocol(request: &Request, mut response: Response) -> Result<Response, ErrorResponse> {
    let offers = request.headers().get_all(SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|value| value.to_str().ok());
    if offers.flat_map(|offer| offer.split(',')).any(|name| name.trim() == "mqtt") {
        response.headers_mut().insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static("mqtt"));
        return Ok(response);
    }
    let mut refusal = ErrorResponse::new(Some("the subprotocol mqtt is not offered\n".to_owned()));
    *refusal.status_mut() = StatusCode::BAD_REQUEST;
    Err(refusal)
}
