//! The rules of EnOS Cloud, one by one, in virtual time.
#![cfg(test)]

use enos::{
    ActivationMessage, AuthMode, ClientId, Credentials, DeviceKey, Identity, ProductKey, Secret, SecureMode, Timestamp,
};
use simulator::{
    Accepted, Access, CertificateDigest, Cloud, Device, DeviceState, Login, Occurrence, Refusal, Refused, Reply, Rules,
    SessionId, Throttled, Time, TopicUse, Transport, demo, repeatable,
};

const PRODUCT: &str = "DemoInverter";
const PRODUCT_SECRET: &str = "practice-inverter-secret";

/// One device with the cloud it talks to, and a clock that gives it enough time between two logins.
struct Field {
    cloud: Cloud,
    now: Time,
    /// What passes before each login, in milliseconds.
    pause: u64,
}

impl Field {
    fn new() -> Self {
        Self { cloud: demo::cloud(repeatable(1)), now: Time::from_millis(0), pause: 60_000 }
    }

    fn log_in_over(
        &mut self,
        product: &str,
        device: &str,
        mode: &AuthMode,
        transport: Transport,
    ) -> Result<Accepted, Refused> {
        self.now = self.now.after(self.pause);
        let identity = Identity {
            client_id: ClientId::parse("client").unwrap(),
            device_key: DeviceKey::parse(device).unwrap(),
            product_key: ProductKey::parse(product).unwrap(),
        };
        let credentials = Credentials::compute(&identity, mode, Timestamp::from_millis(self.now.as_millis()));
        let login = Login {
            mqtt_client_id: &credentials.client_id,
            username: &credentials.username,
            password: credentials.password.expose().as_bytes(),
            will_topic: None,
            transport,
        };
        self.cloud.log_in(&login, self.now)
    }

    fn log_in(&mut self, device: &str, mode: &AuthMode) -> Result<Accepted, Refused> {
        self.log_in_over(PRODUCT, device, mode, Transport::Plain)
    }

    /// Activates the device and gives back its secret.
    fn activate(&mut self, device: &str) -> Secret {
        let accepted = self.log_in(device, &dynamic(PRODUCT_SECRET)).unwrap();
        let activation = self.cloud.activate(accepted.session, self.now).unwrap();
        self.cloud.log_out(accepted.session, self.now);
        secret_of(activation.payload.as_bytes(), device)
    }

    fn state(&self, device: &str) -> DeviceState {
        self.cloud.device(PRODUCT, device).unwrap().state()
    }

    fn newest(&self) -> Occurrence {
        self.cloud.journal().entries().next_back().unwrap().occurrence
    }
}

fn dynamic(secret: &str) -> AuthMode {
    AuthMode::Dynamic { product_secret: Secret::parse(secret).unwrap() }
}

fn fixed(secret: &Secret) -> AuthMode {
    AuthMode::Static { device_secret: secret.clone() }
}

fn secret_of(payload: &[u8], device: &str) -> Secret {
    let (product, device) = (ProductKey::parse(PRODUCT).unwrap(), DeviceKey::parse(device).unwrap());
    ActivationMessage::parse(payload, &product, &device).unwrap().device_secret
}

#[test]
fn activates_a_device_and_lets_it_in_with_its_secret() {
    let mut field = Field::new();
    let secret = field.activate("INV-0001");
    assert_eq!(field.state("INV-0001"), DeviceState::Inactive);

    let accepted = field.log_in("INV-0001", &fixed(&secret)).unwrap();
    assert_eq!(accepted.mode, SecureMode::Static);
    assert_eq!(field.state("INV-0001"), DeviceState::Online);
    assert!(field.cloud.activate(accepted.session, field.now).is_none(), "a static login brings no secret");

    field.cloud.log_out(accepted.session, field.now);
    assert_eq!(field.state("INV-0001"), DeviceState::Offline);
}

#[test]
fn gives_a_new_secret_each_time_and_only_the_newest_is_valid() {
    let mut field = Field::new();
    let first = field.activate("INV-0001");
    let second = field.activate("INV-0001");
    assert_ne!(first.expose(), second.expose());
    assert_eq!(field.log_in("INV-0001", &fixed(&first)).unwrap_err().refusal, Refusal::SignatureFailed);
    field.now = field.now.after(120_000);
    assert!(field.log_in("INV-0001", &fixed(&second)).is_ok());
}

#[test]
fn refuses_activation_once_the_device_has_been_online() {
    let mut field = Field::new();
    let secret = field.activate("INV-0001");
    let accepted = field.log_in("INV-0001", &fixed(&secret)).unwrap();
    field.cloud.log_out(accepted.session, field.now);
    let refused = field.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).unwrap_err();
    assert_eq!(refused.refusal, Refusal::AlreadyActivated);
    assert_eq!(refused.refusal.code(), Some(771));
}

#[test]
fn names_each_cause_in_the_device_log_with_the_vendors_code() {
    let mut field = Field::new();
    let certificate = Transport::Tls { certificate: None };
    let wrong = dynamic("not-the-secret");
    let right = dynamic(PRODUCT_SECRET);
    let meter = dynamic("practice-meter-secret");
    let controller = dynamic("practice-controller-secret");
    let cases = [
        (PRODUCT, "INV-0001", &wrong, Transport::Plain, 742, Reply::Connack(4)),
        (PRODUCT, "INV-9999", &right, Transport::Plain, 705, Reply::Connack(5)),
        ("NoSuchProduct", "INV-0001", &right, Transport::Plain, 705, Reply::Connack(5)),
        (PRODUCT, "INV-0101", &right, Transport::Plain, 771, Reply::Connack(5)),
        (PRODUCT, "INV-0102", &right, Transport::Plain, 723, Reply::Connack(5)),
        (PRODUCT, "INV-0103", &right, Transport::Plain, 741, Reply::Connack(5)),
        ("DemoMeter", "MTR-0001", &meter, Transport::Plain, 770, Reply::Connack(5)),
        ("DemoController", "CTL-0001", &controller, Transport::Plain, 746, Reply::Connack(5)),
        ("DemoController", "CTL-0001", &controller, certificate, 745, Reply::Connack(5)),
    ];
    for (product, device, mode, transport, code, reply) in cases {
        let refused = field.log_in_over(product, device, mode, transport).unwrap_err();
        assert_eq!(refused.refusal.code(), Some(code), "{product} {device}");
        assert_eq!(refused.reply, reply, "{product} {device}");
        let entry = field.cloud.journal().entries().next_back().unwrap();
        assert_eq!((entry.product_key.as_str(), entry.device_key.as_str()), (product, device));
        assert_eq!((entry.at, entry.occurrence.code()), (field.now, Some(code)));
    }
}

#[test]
fn takes_any_trusted_certificate_unless_the_device_is_bound_to_one() {
    let mut field = Field::new();
    let controller = dynamic("practice-controller-secret");
    let tls = |byte| Transport::Tls { certificate: Some(CertificateDigest([byte; 32])) };
    assert!(field.log_in_over("DemoController", "CTL-0001", &controller, tls(1)).is_ok());

    let product = ProductKey::parse("DemoController").unwrap();
    let bound = Device::new(product, DeviceKey::parse("CTL-0002").unwrap());
    field.cloud.add_device(bound.with_certificate(CertificateDigest([1; 32]))).unwrap();
    let refused = field.log_in_over("DemoController", "CTL-0002", &controller, tls(2)).unwrap_err();
    assert_eq!(refused.refusal, Refusal::CertificateInvalid);
    assert!(field.log_in_over("DemoController", "CTL-0002", &controller, tls(1)).is_ok());
}

#[test]
fn replies_as_it_is_told() {
    let mut field = Field::new();
    let mut rules = Rules::default();
    rules.replies.unknown_device = Reply::Close;
    field.cloud.set_rules(rules);
    assert_eq!(field.log_in("INV-9999", &dynamic(PRODUCT_SECRET)).unwrap_err().reply, Reply::Close);
}

#[test]
fn refuses_what_is_not_a_login() {
    let mut cloud = demo::cloud(repeatable(1));
    cloud.set_rules(Rules { long_client_ids: simulator::LongClientIds::Refuse, ..Rules::default() });
    let long = format!("{}|securemode=3,signmethod=sha256,timestamp=1|", "x".repeat(65));
    for (mqtt_client_id, username) in [
        ("paho-1234", ""),
        (long.as_str(), "INV-0001&DemoInverter"),
        ("|securemode=3,signmethod=sha256,timestamp=1|", "a&b"),
    ] {
        let login = Login { mqtt_client_id, username, password: b"", will_topic: None, transport: Transport::Plain };
        let refused = cloud.log_in(&login, Time::default()).unwrap_err();
        assert!(matches!(refused.refusal, Refusal::NotALogin(_) | Refusal::ClientIdLength { .. }), "{refused:?}");
        assert_eq!((refused.refusal.code(), refused.reply), (None, Reply::Connack(2)));
    }
}

#[test]
fn takes_the_password_in_either_hex_case_and_with_the_sdks_client_id() {
    let mut cloud = demo::cloud(repeatable(1));
    let claim_text = "inverter-0001|securemode=3,signmethod=hmacsha256,timestamp=1795349371884.3428|";
    let username = "INV-0001&DemoInverter";
    let claim = enos::Claim::parse(claim_text, username).unwrap();
    let password = claim.password(&Secret::parse(PRODUCT_SECRET).unwrap()).expose().to_ascii_lowercase();
    let login = Login {
        mqtt_client_id: claim_text,
        username,
        password: password.as_bytes(),
        will_topic: None,
        transport: Transport::Plain,
    };
    assert!(cloud.log_in(&login, Time::default()).is_ok());
}

#[test]
fn closes_a_device_out_at_the_fourth_request_and_no_other_device() {
    let mut field = Field::new();
    field.pause = 2_000;
    let refusals = [(); 4].map(|()| field.log_in("INV-0001", &dynamic("wrong")).unwrap_err().refusal);
    assert_eq!(refusals[..3], [Refusal::SignatureFailed; 3]);
    assert!(matches!(refusals[3], Refusal::ClosedOut { .. }), "{refusals:?}");
    assert!(field.log_in("INV-0002", &dynamic(PRODUCT_SECRET)).is_ok());
    field.now = field.now.after(300_000);
    assert!(field.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).is_ok());
}

#[test]
fn does_not_throttle_when_told_not_to() {
    let mut field = Field::new();
    field.cloud.set_rules(Rules { throttle: None, ..Rules::default() });
    field.pause = 0;
    for _ in 0..20 {
        assert!(field.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).is_ok());
    }
}

#[test]
fn a_second_login_of_a_device_takes_the_place_of_the_first() {
    let mut field = Field::new();
    let first = field.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).unwrap();
    let second = field.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).unwrap();
    assert_eq!(field.cloud.take_evicted(), [first.session]);
    assert_eq!(field.cloud.take_evicted(), []);
    assert!(field.cloud.activate(first.session, field.now).is_none());
    field.cloud.log_out(first.session, field.now);
    assert_eq!(field.cloud.device(PRODUCT, "INV-0001").unwrap().session(), Some(second.session));
    let occurrences: Vec<_> = field.cloud.journal().entries().map(|entry| entry.occurrence).collect();
    assert!(occurrences.contains(&Occurrence::TakenOver));
}

#[test]
fn a_login_with_the_same_mqtt_client_id_takes_the_place_of_another_device() {
    let mut cloud = demo::cloud(repeatable(1));
    let mut sessions: Vec<SessionId> = Vec::new();
    // The vendor's C SDK always sends this timestamp.
    let mqtt_client_id = "same|securemode=3,signmethod=sha256,timestamp=2524608000000|";
    for username in ["INV-0001&DemoInverter", "INV-0002&DemoInverter"] {
        let claim = enos::Claim::parse(mqtt_client_id, username).unwrap();
        let password = claim.password(&Secret::parse(PRODUCT_SECRET).unwrap());
        let password = password.expose().as_bytes();
        let login = Login { mqtt_client_id, username, password, will_topic: None, transport: Transport::Plain };
        sessions.push(cloud.log_in(&login, Time::default()).unwrap().session);
    }
    assert_eq!(cloud.take_evicted(), sessions[..1]);
}

#[test]
fn disabling_a_device_ends_its_connection() {
    let mut field = Field::new();
    let accepted = field.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).unwrap();
    assert!(field.cloud.set_access(PRODUCT, "INV-0001", Access::Disabled, field.now));
    assert_eq!(field.cloud.take_evicted(), [accepted.session]);
    assert_eq!(field.state("INV-0001"), DeviceState::Disabled);
    assert_eq!(field.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).unwrap_err().refusal, Refusal::DeviceDisabled);
    assert!(!field.cloud.set_access(PRODUCT, "INV-9999", Access::Disabled, field.now));
}

#[test]
fn gives_a_session_its_devices_topics_and_notes_the_answer() {
    let mut field = Field::new();
    let session = field.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).unwrap().session;
    let reply = "/ext/session/DemoInverter/INV-0001/thing/activate/info_reply";
    assert!(field.cloud.may_use(session, TopicUse::Publish(reply)));
    assert!(!field.cloud.may_use(session, TopicUse::Subscribe("/ext/session/DemoInverter/INV-0002/#")));
    field.cloud.published(session, reply, br#"{"id": "1", "code": 200, "data": null}"#, field.now);
    assert_eq!(field.newest(), Occurrence::ActivationConfirmed);
    for (payload, code) in [(&br#"{"id":"1","code":1102}"#[..], Some(1102)), (b"{}", None), (b"\xff", None)] {
        field.cloud.published(session, reply, payload, field.now);
        assert_eq!(field.newest(), Occurrence::ActivationDeclined { code }, "the secret was not taken");
    }
    assert_eq!(field.cloud.device(PRODUCT, "INV-0001").unwrap().state(), simulator::DeviceState::Inactive);
    field.cloud.log_out(session, field.now);
    assert!(!field.cloud.may_use(session, TopicUse::Publish(reply)));
}

#[test]
fn keeps_secrets_out_of_the_log_and_of_debug() {
    let mut field = Field::new();
    let secret = field.activate("INV-0001");
    let device = format!("{:?}", field.cloud.device(PRODUCT, "INV-0001").unwrap());
    let journal = format!("{:?}", field.cloud.journal());
    for text in [device, journal] {
        assert!(!text.contains(secret.expose()) && !text.contains(PRODUCT_SECRET), "{text}");
    }
}

#[test]
fn a_too_fast_request_is_told_from_a_close_out() {
    let mut field = Field::new();
    assert!(field.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).is_ok());
    field.pause = 999;
    let refused = field.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).unwrap_err();
    assert_eq!(refused.refusal, Refusal::from(Throttled::TooFast));
    assert_eq!(refused.reply, Reply::Connack(3));
}

#[test]
fn refuses_a_will_on_another_devices_topic() {
    let mut cloud = demo::cloud(repeatable(1));
    let mqtt_client_id = "inverter-0001|securemode=3,signmethod=sha256,timestamp=1|";
    let username = "INV-0001&DemoInverter";
    let password =
        enos::Claim::parse(mqtt_client_id, username).unwrap().password(&Secret::parse(PRODUCT_SECRET).unwrap());
    let mut log_in = |seconds: u64, topic| {
        let password = password.expose().as_bytes();
        let login = Login { mqtt_client_id, username, password, will_topic: Some(topic), transport: Transport::Plain };
        cloud.log_in(&login, Time::from_millis(seconds * 1_000))
    };
    let foreign = log_in(0, "/ext/session/DemoInverter/INV-0002/thing/activate/info");
    assert_eq!(foreign.unwrap_err().refusal, Refusal::ForeignWill);
    assert!(log_in(2, "/sys/DemoInverter/INV-0001/thing/gone").is_ok());
}

#[test]
fn remembers_devices_across_a_restart() {
    let mut before = Field::new();
    let revision = before.cloud.revision();
    let secret = before.activate("INV-0001");
    assert!(before.log_in("INV-0001", &fixed(&secret)).is_ok());
    assert_eq!(before.cloud.revision(), revision + 2);
    let memory = before.cloud.device(PRODUCT, "INV-0001").unwrap().memory();

    let mut after = Field::new();
    assert!(after.cloud.recall(PRODUCT, "INV-0001", memory.clone()));
    assert!(!after.cloud.recall(PRODUCT, "INV-9999", memory));
    assert_eq!(after.state("INV-0001"), DeviceState::Offline);
    assert_eq!(after.cloud.device(PRODUCT, "INV-0001").unwrap().activations(), 1);
    assert!(after.log_in("INV-0001", &fixed(&secret)).is_ok());
    let refused = after.log_in("INV-0001", &dynamic(PRODUCT_SECRET)).unwrap_err();
    assert_eq!(refused.refusal, Refusal::AlreadyActivated);
}
