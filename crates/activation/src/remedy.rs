//! What may be done about a failure.

use mqtt::ConnackCode;

use crate::failure::is_by_the_line;
use crate::{Cause, ConnackForm, Failure, GatewayFault, Goal, Step, Subscription};

/// One thing to try. The page has a sentence for each, and for some a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Is the device online at all; is there a captive portal?
    CheckNetwork,
    /// Host, port and path of the gateway.
    CheckGatewayAddress,
    /// Open the gateway in a tab of its own and accept or repair its certificate.
    CheckGatewayCertificate,
    /// A proxy on the way strips the WebSocket upgrade.
    CheckProxy,
    /// The browser asks before it lets a page reach local addresses.
    AllowLocalNetwork,
    /// The address is not a gateway's: it does not speak MQTT over WebSocket.
    CheckGatewayPath,
    /// The gateway's operator has to look at its upstream.
    CheckUpstream,
    /// The gateway's operator has to look at its certificates.
    CheckUpstreamCertificate,
    /// The gateway's operator has to look at the gateway's own machine.
    CheckGatewayMachine,
    /// The gateway's operator has to look at the gateway's clock.
    CheckGatewayClock,
    /// The server does not take MQTT 3.1.1.
    CheckServerVersion,
    /// At most 64 characters, and no `|`.
    CheckClientId,
    /// Type the product secret again: it is not this product's.
    RetypeProductSecret,
    /// Type the device secret again: it is not this device's.
    RetypeDeviceSecret,
    /// A device secret was given where the product's is asked for.
    UseStaticLogin,
    /// A product secret was given where the device's is asked for, or the device has no secret yet.
    UseDynamicActivation,
    /// Product key and device key may be swapped or mistyped.
    CheckKeys,
    /// The product lives in another region, behind another gateway.
    CheckRegion,
    /// The clock is wrong; EnOS most likely does not mind.
    CheckClock,
    /// Register the device in the console.
    RegisterDevice,
    /// Enable the device in the console.
    EnableDevice,
    /// Turn on *Enable Dynamic Activation* on the product's page in the console.
    TurnOnDynamicActivation,
    /// The device was online before: its secret is fixed. Look it up in the console and log in statically.
    LookUpSecret,
    /// Another login of the device, from a second tab or by the device itself, takes a connection's place.
    CheckOtherLogin,
    /// The fourth request within two minutes locks the device out: wait five minutes.
    WaitForThrottle,
    /// Try once more, when you are ready.
    TryAgain,
    /// Send the report to whoever runs the gateway or the cloud.
    SendReport,
}

use Remedy as R;

pub(crate) fn for_failure(failure: &Failure) -> &'static [Remedy] {
    match &failure.cause {
        Cause::Stopped => &[R::TryAgain],
        Cause::TimedOut => for_time_out(failure),
        Cause::NotOpened(_) => NOT_OPENED,
        Cause::SubprotocolRefused => &[R::CheckGatewayPath, R::CheckProxy, R::SendReport],
        // A login that takes the place of another ends that one's connection, and a gateway may see that as a cut.
        Cause::Gateway(GatewayFault::UpstreamReset, _) if matches!(failure.step, Step::Subscribe | Step::Secret) => {
            &[R::CheckOtherLogin, R::CheckUpstream, R::TryAgain, R::SendReport]
        }
        Cause::Gateway(fault, _) => for_gateway(*fault),
        Cause::Refused(code) => for_refusal(*code, failure.goal),
        Cause::NonStandardRefusal(refusal) => match (refusal.form, refusal.nearest()) {
            (ConnackForm::ReservedCode, Some(code)) => for_refusal(code, failure.goal),
            (ConnackForm::ReservedCode | ConnackForm::Version5, _) => {
                &[R::CheckServerVersion, R::CheckGatewayAddress, R::CheckUpstream, R::SendReport]
            }
        },
        Cause::Closed(info) if is_by_the_line(info) => for_break(failure),
        Cause::Closed(_) => for_close(failure),
        Cause::Violation(_) => &[R::CheckGatewayPath, R::SendReport],
        Cause::OtherProtocol(_) => &[R::CheckUpstream, R::CheckGatewayPath, R::SendReport],
        Cause::WrongMessage(error) if error.is_for_another_device() => &[R::CheckKeys, R::SendReport],
        Cause::WrongMessage(_) => &[R::SendReport, R::LookUpSecret],
    }
}

const NOT_OPENED: &[Remedy] =
    &[R::CheckNetwork, R::CheckGatewayAddress, R::CheckGatewayCertificate, R::CheckProxy, R::AllowLocalNetwork];

fn for_time_out(failure: &Failure) -> &'static [Remedy] {
    match (failure.step, failure.subscription) {
        (Step::Open, _) => NOT_OPENED,
        (Step::Connect, _) => &[R::CheckGatewayPath, R::CheckUpstream, R::SendReport],
        (Step::Subscribe | Step::Secret, Subscription::Refused) => {
            &[R::CheckKeys, R::TurnOnDynamicActivation, R::LookUpSecret, R::SendReport]
        }
        (Step::Subscribe | Step::Secret, Subscription::Granted(_) | Subscription::Unanswered) => {
            &[R::TurnOnDynamicActivation, R::LookUpSecret, R::CheckUpstream, R::SendReport]
        }
        (Step::SignOff, _) => &[R::SendReport],
    }
}

/// Which cause gets which CONNACK code from EnOS is not documented, so the lists are ranked guesses.
fn for_refusal(code: ConnackCode, goal: Goal) -> &'static [Remedy] {
    match (code, goal) {
        // An accepted connection is no refusal; whoever asks gets a useful answer all the same.
        (ConnackCode::Accepted, _) => &[R::SendReport],
        (ConnackCode::UnacceptableProtocolVersion, _) => &[R::CheckServerVersion, R::CheckGatewayAddress],
        (ConnackCode::IdentifierRejected, _) => &[R::CheckClientId, R::SendReport],
        (ConnackCode::ServerUnavailable, _) => &[R::TryAgain, R::WaitForThrottle],
        (ConnackCode::BadUserNameOrPassword, Goal::Activate) => {
            &[R::RetypeProductSecret, R::UseStaticLogin, R::CheckKeys, R::CheckRegion, R::CheckClock]
        }
        (ConnackCode::BadUserNameOrPassword, Goal::Login) => {
            &[R::RetypeDeviceSecret, R::UseDynamicActivation, R::CheckKeys, R::CheckRegion, R::CheckClock]
        }
        (ConnackCode::NotAuthorized, Goal::Activate) => &[
            R::RegisterDevice,
            R::TurnOnDynamicActivation,
            R::LookUpSecret,
            R::EnableDevice,
            R::CheckRegion,
            R::WaitForThrottle,
        ],
        (ConnackCode::NotAuthorized, Goal::Login) => {
            &[R::RegisterDevice, R::EnableDevice, R::CheckKeys, R::CheckRegion, R::WaitForThrottle]
        }
    }
}

/// The connection broke, and neither EnOS nor the gateway said a word: the network, a proxy, or the gateway itself.
fn for_break(failure: &Failure) -> &'static [Remedy] {
    match failure.step {
        Step::Open => NOT_OPENED,
        Step::Connect => &[R::CheckNetwork, R::CheckProxy, R::CheckUpstream, R::WaitForThrottle, R::SendReport],
        Step::Subscribe | Step::Secret => {
            &[R::CheckNetwork, R::CheckProxy, R::CheckOtherLogin, R::LookUpSecret, R::SendReport]
        }
        Step::SignOff => &[R::CheckNetwork, R::SendReport],
    }
}

fn for_close(failure: &Failure) -> &'static [Remedy] {
    match (failure.step, failure.goal) {
        (Step::Open, _) => NOT_OPENED,
        // EnOS may refuse a login by closing, without a CONNACK.
        (Step::Connect, Goal::Activate) => &[
            R::RetypeProductSecret,
            R::RegisterDevice,
            R::TurnOnDynamicActivation,
            R::WaitForThrottle,
            R::CheckUpstream,
        ],
        (Step::Connect, Goal::Login) => {
            &[R::RetypeDeviceSecret, R::RegisterDevice, R::EnableDevice, R::WaitForThrottle, R::CheckUpstream]
        }
        (Step::Subscribe | Step::Secret, _) => {
            // A login that EnOS accepted was allowed to activate.
            &[R::CheckOtherLogin, R::TurnOnDynamicActivation, R::LookUpSecret, R::CheckNetwork, R::SendReport]
        }
        (Step::SignOff, _) => &[R::CheckNetwork, R::SendReport],
    }
}

fn for_gateway(fault: GatewayFault) -> &'static [Remedy] {
    match fault {
        GatewayFault::Full | GatewayFault::Stopping | GatewayFault::Idle => &[R::TryAgain, R::SendReport],
        GatewayFault::UpstreamName
        | GatewayFault::UpstreamRefused
        | GatewayFault::UpstreamTimeout
        | GatewayFault::UpstreamUnreachable
        | GatewayFault::UpstreamReset
        | GatewayFault::UpstreamStalled => &[R::CheckUpstream, R::TryAgain, R::SendReport],
        GatewayFault::UpstreamTls => &[R::CheckUpstreamCertificate, R::SendReport],
        GatewayFault::UpstreamTime => &[R::CheckGatewayClock, R::CheckUpstreamCertificate, R::SendReport],
        GatewayFault::Clock => &[R::CheckGatewayClock, R::SendReport],
        GatewayFault::Machine => &[R::CheckGatewayMachine, R::SendReport],
    }
}
