//! What the gateway says when it cannot bridge.

/// Why the gateway closed the WebSocket, read from its close code.
///
/// A browser hides why a WebSocket could not be opened; so the gateway opens it, and then closes it with a code of its own.
/// The table stands in `docs/deploy.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GatewayFault {
    /// 1013: it has reached its connection limit.
    Full,
    /// 1001: it is shutting down.
    Stopping,
    /// 4500: the host name of the MQTT server cannot be resolved.
    UpstreamName,
    /// 4501: no service is listening at the MQTT server's address.
    UpstreamRefused,
    /// 4502: the MQTT server did not answer in time.
    UpstreamTimeout,
    /// 4503: TLS with the MQTT server failed.
    UpstreamTls,
    /// 4504: it cannot reach the MQTT server.
    UpstreamUnreachable,
    /// 4505: the MQTT server closed the connection unexpectedly.
    UpstreamReset,
    /// 4506: the MQTT server stopped receiving data.
    UpstreamStalled,
    /// 4507: the connection was idle for too long.
    Idle,
    /// 4508: its own machine keeps it from connecting.
    Machine,
    /// 4509: by its clock, the MQTT server's certificate is not valid.
    UpstreamTime,
    /// 4510: its clock cannot be right.
    Clock,
}

impl GatewayFault {
    /// The fault behind a close code, if the code is one of the gateway's.
    #[must_use]
    pub const fn from_close_code(code: u16) -> Option<Self> {
        Some(match code {
            1001 => Self::Stopping,
            1013 => Self::Full,
            4500 => Self::UpstreamName,
            4501 => Self::UpstreamRefused,
            4502 => Self::UpstreamTimeout,
            4503 => Self::UpstreamTls,
            4504 => Self::UpstreamUnreachable,
            4505 => Self::UpstreamReset,
            4506 => Self::UpstreamStalled,
            4507 => Self::Idle,
            4508 => Self::Machine,
            4509 => Self::UpstreamTime,
            4510 => Self::Clock,
            _ => return None,
        })
    }
}
