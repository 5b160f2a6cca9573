//! What an error of a connection to an upstream means to the person in front of the page.

use std::io;

use rustls::{AlertDescription, CertificateError, Error};

use crate::close::{CloseReason, TlsFault};

/// Why a TLS handshake failed.
pub(super) fn fault_of_handshake(error: &io::Error) -> TlsFault {
    // A server of plain MQTT hangs up on a TLS greeting.
    tls_fault(error).unwrap_or(TlsFault::NotTls)
}

/// Why an established connection failed.
///
/// With TLS 1.3 a refused client certificate shows only here, behind a handshake that seemed to succeed.
pub(super) fn reason_of_failure(error: &io::Error) -> CloseReason {
    match tls_fault(error) {
        Some(fault) => CloseReason::UpstreamTls(fault),
        // Many servers end TLS without its goodbye; MQTT says by itself whether it was complete.
        None if error.kind() == io::ErrorKind::UnexpectedEof => CloseReason::UpstreamClosed,
        None => CloseReason::UpstreamReset,
    }
}

fn tls_fault(error: &io::Error) -> Option<TlsFault> {
    let error: &Error = error.get_ref()?.downcast_ref()?;
    Some(if let Error::InvalidCertificate(cause) = error {
        certificate_fault(cause)
    } else if let Error::AlertReceived(alert) = error {
        alert_fault(*alert)
    } else if matches!(error, Error::InvalidMessage(_) | Error::PeerIncompatible(_)) {
        TlsFault::NotTls
    } else {
        TlsFault::Handshake
    })
}

fn certificate_fault(cause: &CertificateError) -> TlsFault {
    use CertificateError as Cause;
    // A wrong signature means an authority of the same name with another key: one that was made anew.
    if matches!(cause, Cause::UnknownIssuer | Cause::BadSignature) {
        TlsFault::UnknownIssuer
    } else if matches!(cause, Cause::NotValidForName | Cause::NotValidForNameContext { .. }) {
        TlsFault::WrongName
    } else if matches!(
        cause,
        Cause::Expired | Cause::ExpiredContext { .. } | Cause::NotValidYet | Cause::NotValidYetContext { .. }
    ) {
        TlsFault::OutOfDate
    } else {
        TlsFault::BadCertificate
    }
}

/// An alert about a certificate can only mean the one that the gateway showed, or did not show.
fn alert_fault(alert: AlertDescription) -> TlsFault {
    use AlertDescription as Alert;
    if matches!(
        alert,
        Alert::CertificateRequired
            | Alert::NoCertificate
            | Alert::BadCertificate
            | Alert::UnsupportedCertificate
            | Alert::CertificateRevoked
            | Alert::CertificateExpired
            | Alert::CertificateUnknown
            | Alert::UnknownCA
            | Alert::AccessDenied
            | Alert::DecryptError
    ) {
        TlsFault::ClientCertificate
    } else if matches!(alert, Alert::ProtocolVersion) {
        TlsFault::NotTls
    } else {
        TlsFault::Handshake
    }
}
