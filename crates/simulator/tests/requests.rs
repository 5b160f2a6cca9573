//! Requests of a device, as the vendor's SDKs make them: their topics and payloads come from the SDKs' sources and the vendor's
//! documentation, not from our own code.
#![cfg(test)]

use enos::{DeviceKey, ProductKey, Secret};
use simulator::{
    Access, ActivationSwitch, CertificateRule, Cloud, Device, DeviceState, Login, Occurrence, Product, Rules,
    SessionId, Time, TopicUse, Transport, repeatable,
};

const NOW: Time = Time::from_millis(1_000_000);
const GATEWAY: &str = "Lx5Q1X6M";
const PRODUCT: &str = "x4jwTsoz";
const SUB_DEVICE: &str = "xGKFwfkEXz";
const BATCH: &str = "/ext/session/x4jwTsoz/Lx5Q1X6M/combine/login/batch";
const POST: &str = "/sys/x4jwTsoz/Lx5Q1X6M/thing/measurepoint/post";

/// The vendor's example of a login of several sub-devices, with the signature that it shows for the first of them.
const BATCH_REQUEST: &str = r#"{"method":"combine.login.batch","id":"1","version":"1.1","params":{"clientId":"Lx5Q1X6M",
"subDevices":[{"sign":"c14fc21231e6c44849683ccfb7a2089895a278b37a30c33ccb58d3b8690d16e1","deviceKey":"xGKFwfkEXz",
"productKey":"x4jwTsoz"},{"sign":"1fbf0cd0903a9405d567fe5909a1aae75012df5465211db367c7666c0ae33bf2","deviceKey":"cS9MdVJwO9",
"productKey":"x4jwTsoz"}],"signMethod":"sha256","timestamp":"1564988853275"}}"#;

/// A cloud with a gateway device that is logged in, and a sub-device whose secret is that of the vendor's example.
fn gateway() -> (Cloud, SessionId) {
    let mut cloud = Cloud::new(Rules::default(), repeatable(1));
    let key = ProductKey::parse(PRODUCT).unwrap();
    let product = Product {
        key: key.clone(),
        secret: Secret::parse("product-secret").unwrap(),
        activation: ActivationSwitch::On,
        certificate: CertificateRule::NotRequired,
    };
    cloud.add_product(product).unwrap();
    let device = |name: &str| Device::new(key.clone(), DeviceKey::parse(name).unwrap());
    // printf 'clientIdc1deviceKeyLx5Q1X6MproductKeyx4jwTsoztimestamp1abcdefg' | sha256sum, which the login below repeats.
    cloud.add_device(device(GATEWAY).activated(Secret::parse("abcdefg").unwrap())).unwrap();
    let secret = Secret::parse("wNDGE8f0EAdh6i7OzNwk").unwrap();
    cloud.add_device(device(SUB_DEVICE).with_secret(secret).as_sub_device()).unwrap();
    let login = Login {
        mqtt_client_id: "c1|securemode=2,signmethod=sha256,timestamp=1|",
        username: "Lx5Q1X6M&x4jwTsoz",
        password: GATEWAY_PASSWORD,
        will_topic: None,
        transport: Transport::Plain,
    };
    let session = cloud.log_in(&login, NOW).unwrap().session;
    assert!(cloud.listen(session, "/sys/x4jwTsoz/Lx5Q1X6M/#"));
    assert!(cloud.listen(session, "/ext/session/x4jwTsoz/Lx5Q1X6M/#"));
    (cloud, session)
}

const GATEWAY_PASSWORD: &[u8] = b"9beb54be193059461477eb71a5a178f429db056ba5ff34f9725ec9591a214115";

#[test]
fn answers_a_request_with_code_200_and_its_own_id() {
    let (mut cloud, session) = gateway();
    for (id, repeated) in [("\"1\"", "\"id\":\"1\","), ("17", "\"id\":17,"), ("null", "")] {
        let request = format!(r#"{{"id":{id},"version":"1.0","method":"thing.measurepoint.post","params":{{}}}}"#);
        let answer = cloud.published(session, POST, request.as_bytes(), NOW).unwrap();
        assert_eq!(answer.topic, "/sys/x4jwTsoz/Lx5Q1X6M/thing/measurepoint/post_reply");
        assert_eq!(answer.payload, format!(r#"{{{repeated}"code":200,"data":{{}},"message":""}}"#));
    }
    let answer = cloud.published(session, POST, b"\x01\x02", NOW).unwrap();
    assert!(answer.payload.contains("\"code\":1220"), "{}", answer.payload);
}

#[test]
fn answers_every_kind_of_request_and_no_answer() {
    let (mut cloud, session) = gateway();
    for rest in
        ["thing/event/alarm/post", "thing/tag/update", "thing/attribute/query", "thing/model/up", "ota/device/inform"]
    {
        let topic = format!("/sys/x4jwTsoz/Lx5Q1X6M/{rest}");
        assert!(cloud.published(session, &topic, br#"{"id":"1"}"#, NOW).is_some(), "{rest}");
        let reply = format!("{topic}_reply");
        assert!(cloud.published(session, &reply, br#"{"id":"1","code":200}"#, NOW).is_none(), "{reply}");
    }
}

#[test]
fn answers_only_who_listens() {
    let (mut cloud, session) = gateway();
    cloud.unsubscribed(session, "/sys/x4jwTsoz/Lx5Q1X6M/#");
    assert!(cloud.published(session, POST, br#"{"id":"1"}"#, NOW).is_none());
    assert!(cloud.listen(session, "/sys/+/Lx5Q1X6M/thing/measurepoint/post"));
    assert!(cloud.published(session, POST, br#"{"id":"1"}"#, NOW).is_none(), "that is another topic");
    assert!(cloud.listen(session, &format!("{POST}_reply")));
    assert!(cloud.published(session, POST, br#"{"id":"1"}"#, NOW).is_some());
}

#[test]
fn takes_the_vendors_own_signature_of_a_sub_device_and_names_those_that_failed() {
    let (mut cloud, session) = gateway();
    let topic = TopicUse::Publish("/sys/x4jwTsoz/xGKFwfkEXz/thing/measurepoint/post");
    assert!(!cloud.may_use(session, topic));
    let answer = cloud.published(session, BATCH, BATCH_REQUEST.as_bytes(), NOW).unwrap();
    assert_eq!(answer.topic, format!("{BATCH}_reply"));
    for words in [
        r#""id":"1","code":705"#,
        r#""loginedSubDevices":[{"assetId":"sim","productKey":"x4jwTsoz","deviceKey":"xGKFwfkEXz"}]"#,
        r#""failedSubDevices":[{"productKey":"x4jwTsoz","deviceKey":"cS9MdVJwO9"}]"#,
        "the device does not exist",
    ] {
        assert!(answer.payload.contains(words), "{words}: {}", answer.payload);
    }
    assert!(cloud.may_use(session, topic));
    assert_eq!(cloud.device(PRODUCT, SUB_DEVICE).unwrap().state(), DeviceState::Online);
}

#[test]
fn logs_one_sub_device_in_and_out_again() {
    let (mut cloud, session) = gateway();
    let login = "/ext/session/x4jwTsoz/Lx5Q1X6M/combine/login";
    let request = |sign: &str| {
        format!(
            r#"{{"id":"2","params":{{"productKey":"x4jwTsoz","deviceKey":"xGKFwfkEXz","clientId":"Lx5Q1X6M","timestamp":"1564988853275","signMethod":"sha256","sign":"{sign}","cleanSession":"true"}},"method":"combine.login"}}"#
        )
    };
    let wrong = cloud.published(session, login, request(&"0".repeat(64)).as_bytes(), NOW).unwrap();
    assert!(wrong.payload.contains("\"code\":742"), "{}", wrong.payload);
    let sign = "C14FC21231E6C44849683CCFB7A2089895A278B37A30C33CCB58D3B8690D16E1";
    let right = cloud.published(session, login, request(sign).as_bytes(), NOW).unwrap();
    assert!(right.payload.starts_with(r#"{"id":"2","code":200,"#), "{}", right.payload);
    let topic = TopicUse::Subscribe("/sys/x4jwTsoz/xGKFwfkEXz/thing/service/+");
    assert!(cloud.may_use(session, topic));

    let logout = "/ext/session/x4jwTsoz/Lx5Q1X6M/combine/logout";
    let params = br#"{"id":3,"params":{"productKey":"x4jwTsoz","deviceKey":"xGKFwfkEXz"}}"#;
    assert!(cloud.published(session, logout, params, NOW).unwrap().payload.contains("\"code\":200"));
    assert!(!cloud.may_use(session, topic));
}

#[test]
fn a_direct_device_is_no_sub_device() {
    let (mut cloud, session) = gateway();
    let login = "/ext/session/x4jwTsoz/Lx5Q1X6M/combine/login";
    let request = br#"{"id":"2","params":{"productKey":"x4jwTsoz","deviceKey":"Lx5Q1X6M","clientId":"c","timestamp":"1","sign":"0"}}"#;
    assert!(cloud.published(session, login, request, NOW).unwrap().payload.contains("\"code\":740"));
    assert!(cloud.published(session, login, b"{}", NOW).unwrap().payload.contains("\"code\":1220"));
}

#[test]
fn the_sub_devices_of_a_gateway_leave_with_it_and_one_that_is_shut_out_leaves_alone() {
    let (mut cloud, session) = gateway();
    cloud.published(session, BATCH, BATCH_REQUEST.as_bytes(), NOW);
    cloud.set_access(PRODUCT, SUB_DEVICE, Access::Disabled, NOW);
    assert!(!cloud.may_use(session, TopicUse::Publish("/sys/x4jwTsoz/xGKFwfkEXz/a")));
    assert!(cloud.take_evicted().is_empty(), "its gateway stays");
    cloud.set_access(PRODUCT, SUB_DEVICE, Access::Enabled, NOW);
    cloud.published(session, BATCH, BATCH_REQUEST.as_bytes(), NOW);
    cloud.log_out(session, NOW);
    assert_eq!(cloud.device(PRODUCT, SUB_DEVICE).unwrap().state(), DeviceState::Offline);
}

#[test]
fn the_log_says_for_which_topic_a_device_was_cut() {
    let (mut cloud, session) = gateway();
    cloud.refused(session, TopicUse::Publish("/sys/x4jwTsoz/other/thing/measurepoint/post"), NOW);
    let entry = cloud.journal().entries().last().unwrap();
    assert_eq!((entry.occurrence, &*entry.device_key), (Occurrence::ForeignTopic, GATEWAY));
    assert_eq!(entry.about, "/sys/x4jwTsoz/other/thing/measurepoint/post");
}

#[test]
fn takes_a_client_id_that_is_longer_than_the_specification_allows_and_notes_it() {
    let (mut cloud, _) = gateway();
    let length = JAVA_CLIENT_ID.split('|').next().unwrap().len();
    let login = Login {
        mqtt_client_id: JAVA_CLIENT_ID,
        username: "Lx5Q1X6M&x4jwTsoz",
        password: JAVA_PASSWORD,
        will_topic: None,
        transport: Transport::Plain,
    };
    cloud.log_in(&login, NOW.after(2_000)).unwrap();
    assert!(length > 64);
    assert!(cloud.journal().entries().any(|entry| entry.occurrence == Occurrence::LongClientId { length }));
}

/// The form of the current Java SDK, signed as a whole; the password by `sha256sum`.
const JAVA_CLIENT_ID: &str = "Lx5Q1X6M{ip=192.168.100.100,version=enos-mqtt-2.6.10,compress=DEFAULT}|securemode=2,signmethod=sha256,timestamp=1|";
const JAVA_PASSWORD: &[u8] = b"2578a605d27d9079c7d50eb347068206f6ed669488abd95f766d772c4249d93a";
