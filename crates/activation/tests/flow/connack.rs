//! Refusals that MQTT 3.1.1 does not know, and connections that are closed or break.

use activation::{Cause, ConnackForm, GatewayFault, NonStandardRefusal, Remedy, Step};
use mqtt::ConnackCode;

use crate::bench::{Bench, close_info, push};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn answered(connack: &[u8]) -> Bench {
    let mut bench = Bench::activate().opened();
    bench.receive(connack);
    bench
}

fn non_standard(code: u8, form: ConnackForm) -> Cause {
    Cause::NonStandardRefusal(NonStandardRefusal { code, form })
}

#[test]
fn a_connack_with_any_reserved_code_is_a_refusal_with_that_code() {
    for code in 6..=255 {
        let bench = answered(&[0x20, 0x02, 0x00, code]);
        assert_eq!(
            (bench.failure().step, &bench.failure().cause),
            (Step::Connect, &non_standard(code, ConnackForm::ReservedCode))
        );
    }
}

#[test]
fn a_connack_of_mqtt_5_is_named_with_its_code() {
    let reason = [0x20, 0x08, 0x00, 0x87, 0x05, 0x1f, 0x00, 0x02, b'n', b'o'];
    for (connack, code) in [(&[0x20, 0x03, 0x00, 0x84, 0x00][..], 0x84), (&reason, 0x87), (&[0x20, 3, 0, 0, 0], 0)] {
        let bench = answered(connack);
        assert_eq!(bench.failure().cause, non_standard(code, ConnackForm::Version5));
        assert_eq!(bench.failure().remedies()[0], Remedy::CheckServerVersion);
    }
}

#[test]
fn a_refusal_with_reserved_flags_or_a_session_is_a_refusal_with_its_code() {
    for flags in [1, 2, 0x80, 0xff] {
        let bench = answered(&[0x20, 0x02, flags, 0x05]);
        assert_eq!(bench.failure().cause, Cause::Refused(ConnackCode::NotAuthorized), "{flags:#x}");
    }
    assert_eq!(answered(&[0x20, 2, 2, 0x87]).failure().cause, non_standard(0x87, ConnackForm::ReservedCode));
}

#[test]
fn a_connack_that_accepts_against_the_rules_is_still_a_violation() {
    for flags in [1, 2, 0xff] {
        assert!(matches!(answered(&[0x20, 0x02, flags, 0x00]).failure().cause, Cause::Violation(_)), "{flags:#x}");
    }
    assert!(matches!(answered(&[0x20, 0x01, 0x00]).failure().cause, Cause::Violation(_)));
    assert!(matches!(answered(&[0x20, 0x03, 0x00, 0x05, 0x07]).failure().cause, Cause::Violation(_)));
}

#[test]
fn a_refusal_that_comes_behind_an_accepted_login_is_a_violation() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&[0x20, 0x02, 0x00, 0x87]);
    assert_eq!(bench.failure().step, Step::Secret);
    assert!(matches!(bench.failure().cause, Cause::Violation(_)));
}

#[test]
fn says_what_a_code_of_mqtt_5_means() {
    let text = |code, form| NonStandardRefusal { code, form }.to_string();
    assert_eq!(text(0x87, ConnackForm::ReservedCode), "CONNACK 135 (0x87, not authorized)");
    assert_eq!(
        text(0x84, ConnackForm::Version5),
        "CONNACK 132 (0x84, unsupported protocol version, in the form of MQTT 5)"
    );
    assert_eq!(text(6, ConnackForm::ReservedCode), "CONNACK 6 (0x06)");
    let nearest = |code| NonStandardRefusal { code, form: ConnackForm::ReservedCode }.nearest();
    assert_eq!(nearest(0x86), Some(ConnackCode::BadUserNameOrPassword));
    assert_eq!(nearest(0x9f), Some(ConnackCode::ServerUnavailable));
    assert_eq!((nearest(6), nearest(0), nearest(0xff)), (None, None, None));
}

#[test]
fn a_connection_that_breaks_after_connect_is_not_told_as_a_refusal() {
    for code in [1006, 1011, 1014] {
        let mut bench = Bench::activate().opened();
        bench.cut(code);
        assert!(bench.failure().is_by_the_line());
        assert_eq!(bench.failure().remedies()[..2], [Remedy::CheckNetwork, Remedy::CheckProxy], "{code}");
        assert!(!bench.failure().remedies().contains(&Remedy::RetypeProductSecret));
    }
    for code in [1000, 1005, 3000] {
        let mut bench = Bench::activate().opened();
        bench.cut(code);
        assert!(!bench.failure().is_by_the_line());
        assert_eq!(bench.failure().remedies()[0], Remedy::RetypeProductSecret, "{code}");
    }
}

#[test]
fn a_close_before_the_secret_names_another_login_of_the_device_first() {
    let mut bench = Bench::activate().opened().connected();
    bench.cut(1000);
    assert_eq!(bench.failure().remedies()[0], Remedy::CheckOtherLogin);

    let mut cut = Bench::activate().opened().connected();
    cut.cut(4505);
    assert_eq!(cut.failure().cause, Cause::Gateway(GatewayFault::UpstreamReset, close_info(4505)));
    assert_eq!(cut.failure().remedies()[0], Remedy::CheckOtherLogin);

    let mut broken = Bench::activate().opened().connected();
    broken.cut(1006);
    assert_eq!(broken.failure().remedies()[0], Remedy::CheckNetwork);
    assert!(broken.failure().remedies().contains(&Remedy::CheckOtherLogin));
}

#[test]
fn every_failure_before_the_secret_leaves_a_remedy_whatever_the_close_code() {
    for code in (1000..=1015).chain([3000, 4000, 4500, 4999]) {
        for connected in [false, true] {
            let mut bench = Bench::activate().opened();
            if connected {
                bench = bench.connected();
            }
            bench.cut(code);
            assert!(!bench.failure().remedies().is_empty());
        }
    }
    let mut late = Bench::activate().opened().connected();
    late.receive(&push("s3cret"));
    late.cut(1000);
    assert_eq!(late.secrets.len(), 1);
}
