//! What an error of a connection to an upstream means to the person in front of the page.
#![expect(clippy::wildcard_enum_match_arm, reason = "the enums of the library are not exhaustive")]

use std::io;

use rustls::{AlertDescription as Alert, CertificateError, Error, OtherError};

use crate::close_reason::{CloseReason, LocalFault, TlsFault};
use crate::config::Moment;
use crate::config::certificate::Validity;
use crate::config::client_tls::ClientAuth;
use crate::config::pin::OtherCertificate;

/// What keeps this machine from connecting; `None` where the network or the other side does.
#[cfg(unix)]
pub(super) fn local_fault(error: &io::Error) -> Option<LocalFault> {
    use rustix::io::Errno;
    match Errno::from_io_error(error)? {
        Errno::MFILE | Errno::NFILE => Some(LocalFault::Files),
        Errno::ADDRNOTAVAIL | Errno::AGAIN => Some(LocalFault::Ports),
        Errno::NOBUFS | Errno::NOMEM => Some(LocalFault::Memory),
        Errno::PERM | Errno::ACCESS => Some(LocalFault::Forbidden),
        _ => None,
    }
}

#[cfg(not(unix))]
pub(super) fn local_fault(error: &io::Error) -> Option<LocalFault> {
    match (error.kind(), error.raw_os_error()) {
        // WSAEMFILE and WSAENOBUFS.
        (_, Some(10024)) => Some(LocalFault::Files),
        (io::ErrorKind::OutOfMemory, _) | (_, Some(10055)) => Some(LocalFault::Memory),
        (io::ErrorKind::AddrNotAvailable | io::ErrorKind::WouldBlock, _) => Some(LocalFault::Ports),
        (io::ErrorKind::PermissionDenied, _) => Some(LocalFault::Forbidden),
        (_, _) => None,
    }
}

pub(super) fn reason_of_handshake(error: &io::Error, client: ClientAuth) -> CloseReason {
    if let Some(reason) = tls_reason(error, client) {
        return reason;
    }
    if let Some(fault) = local_fault(error) {
        return CloseReason::Local(fault);
    }
    CloseReason::UpstreamTls(match (client, error.kind()) {
        // Who has asked for a certificate speaks TLS.
        (ClientAuth { is_asked: true, shown: None }, _) => TlsFault::ClientCertificateMissing,
        (ClientAuth { is_asked: true, .. }, _) | (_, io::ErrorKind::ConnectionReset) => TlsFault::HungUp,
        // A server of plain MQTT hangs up on a TLS handshake.
        (_, _) => TlsFault::NotTls,
    })
}

/// Why an established connection failed.
///
/// With TLS 1.3 a refused client certificate shows only here, behind a handshake that seemed to succeed.
pub(super) fn reason_of_failure(error: &io::Error, client: ClientAuth) -> CloseReason {
    match tls_reason(error, client) {
        Some(reason) => reason,
        // Many servers end TLS without its goodbye; MQTT says by itself whether it was complete.
        None if error.kind() == io::ErrorKind::UnexpectedEof => CloseReason::UpstreamClosed,
        None => CloseReason::UpstreamReset,
    }
}

fn tls_reason(error: &io::Error, client: ClientAuth) -> Option<CloseReason> {
    Some(match error.get_ref()?.downcast_ref()? {
        Error::InvalidCertificate(cause) => certificate_reason(cause),
        Error::AlertReceived(alert) => CloseReason::UpstreamTls(alert_fault(*alert, client)),
        Error::InvalidMessage(_) | Error::PeerIncompatible(_) => CloseReason::UpstreamTls(TlsFault::NotTls),
        _ => CloseReason::UpstreamTls(TlsFault::Handshake),
    })
}

fn certificate_reason(cause: &CertificateError) -> CloseReason {
    use CertificateError as Cause;
    let moment = |time: rustls::pki_types::UnixTime| {
        Moment::from_unix_seconds(i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
    };
    CloseReason::UpstreamTls(match cause {
        Cause::ExpiredContext { time, not_after } => {
            return clock_reason(moment(*time), Validity::Ended(moment(*not_after)));
        }
        Cause::NotValidYetContext { time, not_before } => {
            return clock_reason(moment(*time), Validity::Begins(moment(*not_before)));
        }
        // A wrong signature means an authority of the same name with another key: one that was made anew.
        Cause::UnknownIssuer | Cause::BadSignature => TlsFault::UnknownIssuer,
        Cause::NotValidForNameContext { presented, .. } if presented.is_empty() => TlsFault::NoName,
        Cause::NotValidForNameContext { .. } | Cause::NotValidForName => TlsFault::WrongName,
        Cause::Revoked => TlsFault::Revoked,
        Cause::InvalidPurpose | Cause::InvalidPurposeContext { .. } => TlsFault::Purpose,
        Cause::UnsupportedSignatureAlgorithmContext { .. }
        | Cause::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => TlsFault::Algorithm,
        Cause::Other(OtherError(other)) if other.is::<OtherCertificate>() => TlsFault::NotPinned,
        Cause::Other(OtherError(other)) => match other.downcast_ref() {
            Some(webpki::Error::CaUsedAsEndEntity) => TlsFault::Authority,
            Some(webpki::Error::UnsupportedCertVersion) => TlsFault::OldVersion,
            _ => TlsFault::BadCertificate,
        },
        _ => TlsFault::BadCertificate,
    })
}

/// A certificate that is not valid by this machine's clock: where the clock cannot be right, that is the fault.
fn clock_reason(now: Moment, validity: Validity) -> CloseReason {
    match validity {
        _ if now.is_impossible() => CloseReason::GatewayClock(now),
        Validity::Begins(moment) => CloseReason::UpstreamTime { is_over: false, moment, now },
        Validity::Ended(moment) => CloseReason::UpstreamTime { is_over: true, moment, now },
        Validity::Good => CloseReason::UpstreamTls(TlsFault::BadCertificate),
    }
}

/// An alert about a certificate can only mean the one that the gateway showed, or did not show.
fn alert_fault(alert: Alert, client: ClientAuth) -> TlsFault {
    let is_about_certificate = matches!(
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
    );
    // Servers of TLS 1.2 have no alert for a missing certificate.
    let may_be = client.is_asked && matches!(alert, Alert::HandshakeFailure | Alert::InternalError);
    match client.shown {
        None if is_about_certificate || may_be => TlsFault::ClientCertificateMissing,
        Some(Validity::Ended(_) | Validity::Begins(_)) if is_about_certificate || may_be => {
            TlsFault::ClientCertificateTime
        }
        Some(Validity::Good) if is_about_certificate => TlsFault::ClientCertificate,
        _ => match alert {
            Alert::ProtocolVersion => TlsFault::NotTls,
            Alert::UnrecognisedName => TlsFault::ServerName,
            Alert::HandshakeFailure | Alert::InsufficientSecurity => TlsFault::NothingInCommon,
            _ => TlsFault::Handshake,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MISSING: ClientAuth = ClientAuth { is_asked: true, shown: None };

    fn shown(validity: Validity) -> ClientAuth {
        ClientAuth { is_asked: true, shown: Some(validity) }
    }

    fn handshake(error: Error, client: ClientAuth) -> CloseReason {
        reason_of_handshake(&io::Error::new(io::ErrorKind::InvalidData, error), client)
    }

    #[test]
    fn names_a_missing_or_old_client_certificate_whatever_the_alert_is() {
        let old = shown(Validity::Ended(Moment::from_unix_seconds(1)));
        // OpenSSL says only that the handshake failed, where it is TLS 1.2.
        for alert in
            [Alert::HandshakeFailure, Alert::CertificateRequired, Alert::BadCertificate, Alert::CertificateUnknown]
        {
            let reason = |client| handshake(Error::AlertReceived(alert), client);
            assert_eq!(reason(MISSING), CloseReason::UpstreamTls(TlsFault::ClientCertificateMissing), "{alert:?}");
            assert_eq!(reason(old), CloseReason::UpstreamTls(TlsFault::ClientCertificateTime), "{alert:?}");
        }
        let good = shown(Validity::Good);
        let reason = |alert, client| handshake(Error::AlertReceived(alert), client);
        assert_eq!(reason(Alert::UnknownCA, good), CloseReason::UpstreamTls(TlsFault::ClientCertificate));
        assert_eq!(reason(Alert::HandshakeFailure, good), CloseReason::UpstreamTls(TlsFault::NothingInCommon));
        let unasked = ClientAuth { is_asked: false, shown: None };
        assert_eq!(reason(Alert::HandshakeFailure, unasked), CloseReason::UpstreamTls(TlsFault::NothingInCommon));
        assert_eq!(reason(Alert::UnrecognisedName, unasked), CloseReason::UpstreamTls(TlsFault::ServerName));
    }

    #[test]
    fn a_server_that_asked_for_a_certificate_and_hung_up_missed_it() {
        let reason = |kind: io::ErrorKind, client| reason_of_handshake(&kind.into(), client);
        let eof = io::ErrorKind::UnexpectedEof;
        assert_eq!(reason(eof, MISSING), CloseReason::UpstreamTls(TlsFault::ClientCertificateMissing));
        assert_eq!(reason(eof, shown(Validity::Good)), CloseReason::UpstreamTls(TlsFault::HungUp));
        let unasked = ClientAuth { is_asked: false, shown: None };
        assert_eq!(reason(eof, unasked), CloseReason::UpstreamTls(TlsFault::NotTls));
        assert_eq!(reason(io::ErrorKind::ConnectionReset, unasked), CloseReason::UpstreamTls(TlsFault::HungUp));
    }

    #[test]
    fn a_clock_that_cannot_be_right_is_blamed_before_any_certificate() {
        let begins = Validity::Begins(Moment::from_unix_seconds(1_700_000_000));
        let now = Moment::from_unix_seconds(0);
        assert_eq!(clock_reason(now, begins), CloseReason::GatewayClock(now));
        let now = Moment::from_unix_seconds(4_000_000_000);
        let moment = Moment::from_unix_seconds(1_700_000_000);
        let ended = CloseReason::UpstreamTime { is_over: true, moment, now };
        assert_eq!(clock_reason(now, Validity::Ended(moment)), ended);
    }
}
