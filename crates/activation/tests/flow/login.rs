//! The static login, which verifies a device secret.

use activation::{Cause, Evidence, Outcome, Remedy, Step, StepState};
use mqtt::ConnackCode;
use mqtt::session::CloseCode;

use crate::bench::{Bench, seconds};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn verifies_a_secret_with_one_connect_and_disconnects() {
    let bench = Bench::login().opened();
    assert_eq!(bench.line.sent.len(), 1, "no SUBSCRIBE");
    assert!(String::from_utf8_lossy(&bench.line.sent[0]).contains("c1|securemode=2,"));
    let bench = bench.connected();
    assert_eq!(bench.outcome, Some(Outcome::LoggedIn));
    assert_eq!(bench.line.sent[1..], [[0xE0, 0x00]]);
    assert_eq!(bench.line.closed, Some(CloseCode::Normal));
    let disconnected = StepState::Done { took: seconds(0), evidence: Evidence::Disconnected };
    assert_eq!(bench.state(Step::SignOff), &disconnected);
}

#[test]
fn a_refused_secret_leads_to_typing_it_again_or_to_activation() {
    let mut bench = Bench::login().opened();
    bench.receive(&[0x20, 0x02, 0x00, 0x04]);
    assert_eq!(bench.failure().cause, Cause::Refused(ConnackCode::BadUserNameOrPassword));
    assert_eq!(bench.failure().remedies()[..2], [Remedy::RetypeDeviceSecret, Remedy::UseDynamicActivation]);
}
