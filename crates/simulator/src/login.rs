//! A connection request, as the broker hands it to the cloud.

use core::fmt;

/// What a CONNECT packet says, and how it came.
#[derive(Clone, Copy)]
pub struct Login<'a> {
    /// MQTT's client id, with EnOS's parameters in it.
    pub mqtt_client_id: &'a str,
    /// The user name.
    pub username: &'a str,
    /// The password.
    pub password: &'a [u8],
    /// Where the message goes that is published when the connection breaks, if there is to be one.
    pub will_topic: Option<&'a str>,
    /// The transport underneath.
    pub transport: Transport,
}

/// What carries the connection. WebSocket makes no difference here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// TCP without encryption.
    Plain,
    /// TLS.
    Tls {
        /// The certificate that the device showed, already verified against the trusted roots.
        certificate: Option<CertificateDigest>,
    },
}

/// SHA-256 over a certificate in DER.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertificateDigest(pub [u8; 32]);

impl fmt::Debug for Login<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Login")
            .field("mqtt_client_id", &self.mqtt_client_id)
            .field("username", &self.username)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}
