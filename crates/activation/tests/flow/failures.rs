//! Every way to fail, at every step, within its time limit.

use activation::{Cause, GatewayFault, OtherProtocol, Outcome, Remedy, SignOff, Step, StepState, Subscription};
use enos::{KeyDifference, MessageError, MessageField};
use mqtt::ConnackCode;
use mqtt::session::{CloseCode, Input};

use crate::bench::{Bench, SUBACK, TOPIC, close_info, message, publish, push, seconds};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_gateway_that_cannot_be_reached() {
    let mut bench = Bench::activate();
    bench.cut(1006);
    assert_eq!((bench.failure().step, &bench.failure().cause), (Step::Open, &Cause::NotOpened(close_info(1006))));
    assert_eq!(bench.failure().remedies()[..2], [Remedy::CheckNetwork, Remedy::CheckGatewayAddress]);
}

#[test]
fn a_gateway_that_never_answers() {
    let mut bench = Bench::activate();
    bench.wait(seconds(9));
    assert!(bench.outcome.is_none());
    bench.wait(seconds(1));
    assert_eq!((bench.failure().step, &bench.failure().cause), (Step::Open, &Cause::TimedOut));
}

#[test]
fn mqtt_6_0_0_4_a_server_that_does_not_take_the_subprotocol() {
    let mut bench = Bench::activate();
    bench.handle(Input::Opened { subprotocol: "" });
    assert_eq!((bench.failure().step, &bench.failure().cause), (Step::Open, &Cause::SubprotocolRefused));
    assert_eq!(bench.failure().remedies()[0], Remedy::CheckGatewayPath);
    assert!(bench.line.sent.is_empty());
}

#[test]
fn a_gateway_that_cannot_reach_the_server_says_why() {
    let faults = [
        (4500, GatewayFault::UpstreamName, Remedy::CheckUpstream),
        (4501, GatewayFault::UpstreamRefused, Remedy::CheckUpstream),
        (4502, GatewayFault::UpstreamTimeout, Remedy::CheckUpstream),
        (4503, GatewayFault::UpstreamTls, Remedy::CheckUpstreamCertificate),
        (4504, GatewayFault::UpstreamUnreachable, Remedy::CheckUpstream),
        (4505, GatewayFault::UpstreamReset, Remedy::CheckUpstream),
        (4506, GatewayFault::UpstreamStalled, Remedy::CheckUpstream),
        (4507, GatewayFault::Idle, Remedy::TryAgain),
        (4508, GatewayFault::Machine, Remedy::CheckGatewayMachine),
        (4509, GatewayFault::UpstreamTime, Remedy::CheckGatewayClock),
        (4510, GatewayFault::Clock, Remedy::CheckGatewayClock),
        (1001, GatewayFault::Stopping, Remedy::TryAgain),
        (1013, GatewayFault::Full, Remedy::TryAgain),
    ];
    for (code, fault, remedy) in faults {
        let mut bench = Bench::activate().opened();
        bench.cut(code);
        assert_eq!(bench.failure().cause, Cause::Gateway(fault, close_info(code)));
        assert_eq!(bench.failure().remedies()[0], remedy);
    }
}

#[test]
fn silence_after_connect() {
    let mut bench = Bench::activate().opened();
    bench.wait(seconds(9));
    assert!(bench.outcome.is_none());
    bench.wait(seconds(1));
    assert_eq!((bench.failure().step, &bench.failure().cause), (Step::Connect, &Cause::TimedOut));
    assert_eq!(bench.failure().remedies()[0], Remedy::CheckGatewayPath);
}

#[test]
fn every_refusal_has_a_cause_and_a_first_remedy() {
    let refusals = [
        (1, ConnackCode::UnacceptableProtocolVersion, Remedy::CheckServerVersion),
        (2, ConnackCode::IdentifierRejected, Remedy::CheckClientId),
        (3, ConnackCode::ServerUnavailable, Remedy::TryAgain),
        (4, ConnackCode::BadUserNameOrPassword, Remedy::RetypeProductSecret),
        (5, ConnackCode::NotAuthorized, Remedy::RegisterDevice),
    ];
    for (byte, code, remedy) in refusals {
        let mut bench = Bench::activate().opened();
        bench.receive(&[0x20, 0x02, 0x00, byte]);
        assert_eq!((bench.failure().step, &bench.failure().cause), (Step::Connect, &Cause::Refused(code)));
        assert_eq!(bench.failure().remedies()[0], remedy);
        bench.cut(1000);
        assert_eq!(bench.failure().cause, Cause::Refused(code), "the close that follows does not hide the reason");
    }
}

#[test]
fn a_refusal_by_closing_names_what_a_refusal_may_mean() {
    let mut bench = Bench::activate().opened();
    bench.cut(1000);
    assert_eq!((bench.failure().step, &bench.failure().cause), (Step::Connect, &Cause::Closed(close_info(1000))));
    assert_eq!(bench.failure().remedies()[0], Remedy::RetypeProductSecret);
}

#[test]
fn mqtt_3_2_0_1_a_server_that_begins_with_another_packet() {
    let mut bench = Bench::activate().opened();
    bench.receive(&SUBACK);
    assert!(
        matches!(bench.failure().cause, Cause::Violation(violation) if violation.statement() == Some("MQTT-3.2.0-1"))
    );
    assert_eq!(bench.line.closed, Some(CloseCode::ProtocolError));
}

#[test]
fn a_server_that_floods_costs_no_secret_that_is_there() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&push("s3cret"));
    bench.handle(Input::TooLarge { length: 64 << 20 });
    assert_eq!(bench.secrets[0].device_secret.expose(), "s3cret");
    assert_eq!(bench.line.closed, Some(CloseCode::TooBig));
}

#[test]
fn a_server_that_speaks_another_protocol_is_named_however_its_answer_comes() {
    for (answer, protocol) in [
        (b"HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n".as_slice(), OtherProtocol::Http),
        (b"\x15\x03\x01\x00\x02\x02\x46", OtherProtocol::Tls),
        (b"SSH-2.0-OpenSSH_9.6\r\n", OtherProtocol::Ssh),
        (b"220 mail.example ESMTP\r\n", OtherProtocol::Text),
    ] {
        for size in [1, 3, answer.len()] {
            let mut bench = Bench::activate().opened();
            for part in answer.chunks(size) {
                bench.receive(part);
            }
            // A greeting that could begin a long packet is told when no more comes of it, by a close or by the time limit.
            bench.cut(1000);
            // The first byte alone may end it; then nothing more is known.
            let cause = &bench.failure().cause;
            let is_named = *cause == Cause::OtherProtocol(protocol);
            assert!(is_named || (size < 3 && matches!(cause, Cause::Violation(_))), "{cause:?}");
            assert_eq!(bench.failure().step, Step::Connect);
        }
    }
    let mut silent = Bench::activate().opened();
    silent.receive(b"220 mail");
    silent.wait(seconds(10));
    assert_eq!(silent.failure().cause, Cause::OtherProtocol(OtherProtocol::Text));
    assert_eq!(silent.failure().remedies()[0], Remedy::CheckUpstream);
}

#[test]
fn mqtt_6_0_0_1_a_server_that_sends_text() {
    let mut bench = Bench::activate().opened().connected();
    bench.handle(Input::Text);
    assert_eq!(bench.failure().step, Step::Secret);
    assert!(
        matches!(bench.failure().cause, Cause::Violation(violation) if violation.statement() == Some("MQTT-6.0.0-1"))
    );
}

#[test]
fn no_secret_in_time_with_and_without_a_subscription() {
    let subscriptions = [
        (None, Subscription::Unanswered, Remedy::TurnOnDynamicActivation),
        (Some(0x01), Subscription::Granted(mqtt::Qos::AtLeastOnce), Remedy::TurnOnDynamicActivation),
        (Some(0x80), Subscription::Refused, Remedy::CheckKeys),
    ];
    for (code, subscription, remedy) in subscriptions {
        let mut bench = Bench::activate().opened().connected();
        if let Some(code) = code {
            bench.receive(&[0x90, 0x03, 0x00, 0x01, code]);
        }
        bench.wait(seconds(19));
        assert!(bench.outcome.is_none(), "{:?}", bench.outcome);
        bench.wait(seconds(1));
        assert_eq!((bench.failure().step, &bench.failure().cause), (Step::Secret, &Cause::TimedOut));
        assert_eq!(bench.failure().subscription, subscription);
        assert_eq!(bench.failure().remedies()[0], remedy);
    }
}

#[test]
fn a_connection_cut_while_waiting_for_the_secret() {
    let mut bench = Bench::activate().opened().connected();
    bench.cut(1006);
    assert_eq!((bench.failure().step, &bench.failure().cause), (Step::Secret, &Cause::Closed(close_info(1006))));
}

#[test]
fn another_devices_message_is_not_shown_and_named_after_two_seconds() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&publish(TOPIC, Some(7), &message("m1", "dk2", "planted")));
    bench.wait(seconds(1));
    assert!(bench.outcome.is_none());
    bench.wait(seconds(1));
    let key = KeyDifference { field: MessageField::DeviceKey, expected: "dk1".into(), value: "dk2".into() };
    let error = MessageError::OtherDevice(vec![key]);
    assert_eq!((bench.failure().step, &bench.failure().cause), (Step::Secret, &Cause::WrongMessage(Box::new(error))));
    assert!(bench.secrets.is_empty());
    assert!(!format!("{:?}", bench.failure()).contains("planted"));
}

#[test]
fn a_broken_message_is_named_even_when_the_connection_is_cut() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&publish(TOPIC, None, "{\"id\": \"planted"));
    bench.cut(1006);
    assert!(matches!(bench.failure().cause, Cause::WrongMessage(_)));
    assert!(!format!("{:?}", bench.failure()).contains("planted"));
}

#[test]
fn a_cut_after_the_secret_does_not_take_it_back() {
    for careful in [true, false] {
        let mut bench = Bench::activate().opened().connected();
        bench.careful = careful;
        bench.receive(&push("s3cret"));
        bench.cut(1006);
        let cut = SignOff::Cut(Cause::Closed(close_info(1006)));
        assert_eq!(bench.outcome, Some(Outcome::Activated(cut)));
        assert_eq!(bench.secrets[0].device_secret.expose(), "s3cret");
        assert!(matches!(bench.state(Step::SignOff), StepState::Failed { .. }));
        bench.secret_is_safe();
    }
}

#[test]
fn a_secret_in_front_of_garbage_is_kept() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&[&push("s3cret")[..], &[0xFF; 8]].concat());
    assert_eq!(bench.secrets.len(), 1);
    assert!(matches!(bench.outcome, Some(Outcome::Activated(SignOff::Cut(Cause::Violation(_))))));
}

#[test]
fn stop_ends_each_step_at_once() {
    let mut opening = Bench::activate();
    opening.stop();
    assert_eq!((opening.failure().step, &opening.failure().cause), (Step::Open, &Cause::Stopped));

    let mut connecting = Bench::activate().opened();
    connecting.stop();
    assert_eq!(connecting.failure().step, Step::Connect);

    let mut waiting = Bench::activate().opened().connected();
    waiting.stop();
    assert_eq!(waiting.failure().step, Step::Secret);
    assert_eq!(waiting.line.sent.last().unwrap(), &[0xE0, 0x00]);
    assert_eq!(waiting.line.closed, Some(CloseCode::Normal));

    let mut signing_off = Bench::activate().opened().connected();
    signing_off.receive(&push("s3cret"));
    signing_off.stop();
    assert_eq!(signing_off.outcome, Some(Outcome::Activated(SignOff::Cut(Cause::Stopped))));
}

#[test]
fn nothing_happens_after_the_end() {
    let mut bench = Bench::activate().opened();
    bench.receive(&[0x20, 0x02, 0x00, 0x05]);
    let sent = bench.line.sent.len();
    bench.receive(&push("late"));
    bench.wait(seconds(600));
    bench.stop();
    bench.secret_is_safe();
    assert!(bench.secrets.is_empty());
    assert_eq!(bench.line.sent.len(), sent, "no second attempt, and no packet");
}

#[test]
fn shows_no_secret_in_debug() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&push("planted-device-secret"));
    let text = format!("{:?} {:?} {:?}", bench.flow, bench.secrets, bench.outcome);
    assert!(!text.contains("planted"), "{text}");
}
