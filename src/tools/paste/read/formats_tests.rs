use enos::SecureMode;

use super::*;

pub(crate) fn read(text: &str) -> Pasted {
    Pasted::read(text).unwrap()
}

/// The only device of a text.
pub(crate) fn only(text: &str) -> Record {
    let pasted = read(text);
    assert_eq!(pasted.records.len(), 1, "{text}");
    pasted.records.into_iter().next().unwrap()
}

/// Product key, device key, client id, product secret, device secret, gateway of one record; a dash for nothing.
pub(crate) fn values(record: &Record) -> [String; 6] {
    let name = |slot| record.name(slot).map_or("-".to_owned(), |finding| finding.value.clone());
    let secret = |slot| record.secret(slot).map_or("-".to_owned(), |finding| finding.value.expose().to_owned());
    [
        name(PastedField::ProductKey),
        name(PastedField::DeviceKey),
        name(PastedField::ClientId),
        secret(PastedField::ProductSecret),
        secret(PastedField::DeviceSecret),
        name(PastedField::Gateway),
    ]
}

/// The same of a whole text, with `!` where several devices contradict each other.
pub(crate) fn found(text: &str) -> [String; 6] {
    let records: Vec<_> = read(text).records.iter().map(values).collect();
    let empty = || std::array::from_fn(|_| "-".to_owned());
    let Some(first) = records.first().cloned() else { return empty() };
    std::array::from_fn(|place| {
        let is_one = records.iter().all(|record| record[place] == first[place]);
        if is_one { first[place].clone() } else { "!".to_owned() }
    })
}

pub(crate) fn reasons(text: &str) -> Vec<SkipReason> {
    read(text).skipped.into_iter().map(|skipped| skipped.why).collect()
}

#[test]
fn reads_json_flat_and_nested() {
    let flat = r#"{"productKey":"pk1","deviceKey":"dk1","productSecret":"ps/\"1","clientId":"c 1","gateway":"/mqtt"}"#;
    assert_eq!(found(flat), ["pk1", "dk1", "c 1", "ps/\"1", "-", "/mqtt"]);
    let reply = r#"{"id":"1","version":"1.0","method":"thing.activate.info","params":
        {"assetId":"a1","productKey":"pk1","deviceKey":"dk1","deviceSecret":"\u8bbe1"}}"#;
    assert_eq!(found(reply), ["pk1", "dk1", "-", "-", "设1", "-"]);
    assert_eq!(
        reasons(reply),
        [SkipReason::Unneeded(Unneeded::AssetId), SkipReason::UnknownMembers { count: 3 }],
        "id, version and method have other uses"
    );
    let parts = r#"[{"product":{"key":"pk1","secret":"ps1"}},{"device":{"key":"dk1","secret":"ds1"}}]"#;
    assert_eq!(found(parts), ["pk1", "dk1", "-", "ps1", "ds1", "-"]);
    assert_eq!(found(r#"{"productKey":654321,"deviceKey":null,"clientId":[true]}"#)[..3], ["654321", "-", "-"]);
}

#[test]
fn reads_json_that_was_put_into_a_string() {
    for text in [
        r#""{\"productKey\":\"pk1\",\"deviceSecret\":\"\\u8bbe1\"}""#,
        r#"{\"productKey\":\"pk1\",\"deviceSecret\":\"\\u8bbe1\"}"#,
    ] {
        assert_eq!(found(text), ["pk1", "-", "-", "-", "设1", "-"]);
        assert_eq!(read(text).notes, [Note::UnescapedJson]);
    }
}

#[test]
fn reads_what_only_looks_like_json() {
    let cut = "{\n  \"productKey\": \"pk1\",\n  'deviceKey': 'dk1',\n  \"deviceSecret\": \"a,b;c}\",\n";
    assert_eq!(found(cut), ["pk1", "dk1", "-", "-", "a,b;c}", "-"]);
    let prose = r#"Here it is: {"productKey": "pk1", "deviceKey": "dk1"} - good luck"#;
    assert_eq!(found(prose)[..1], ["pk1"]);
    assert_eq!(found("“productKey”：“pk1”，“deviceKey”：“dk1”")[..2], ["pk1", "dk1"]);
}

#[test]
fn knows_the_names_in_every_spelling() {
    for name in [
        "productKey",
        "product_key",
        "product-key",
        "Product Key",
        "PRODUCT_KEY",
        "ProductKey (PK)",
        "产品Key",
        "产品 KEY",
        "PK",
        "enos.productKey",
        "产品Key（Product Key）",
    ] {
        assert_eq!(found(&format!("{name}: pk1"))[0], "pk1", "{name}");
        assert_eq!(found(&format!("{name}=pk1"))[0], "pk1", "{name}");
    }
    assert_eq!(
        found("设备Key：dk1\n设备密钥：ds1\n产品密钥：ps1\n客户端ID：c1\n网关地址：wss://g.example/mqtt"),
        ["-", "dk1", "c1", "ps1", "ds1", "wss://g.example/mqtt"]
    );
    assert_eq!(found("subDeviceKey=x\nparent_device_key=y")[1], "-");
}

#[test]
fn reads_lines_and_rows_of_pairs() {
    let all = ["pk1", "dk1", "c1", "ps1", "-", "-"];
    assert_eq!(found("PK: pk1\nDK: dk1\r\nClient ID: c1\n\nProduct secret: ps1\n"), all);
    assert_eq!(found("pk=pk1;dk=dk1;clientId=c1;productSecret=ps1"), all);
    assert_eq!(found("pk=pk1&dk=dk1&clientId=c1&productSecret=ps1"), all);
    assert_eq!(found("pk=pk1, dk=dk1, clientId=c1, productSecret=ps1"), all);
    assert_eq!(found("pk=pk1\tdk=dk1\tclientId=c1\tproductSecret=ps1"), all);
    assert_eq!(found("PK:pk1 DK:dk1 ClientID:c1 Product Secret:ps1"), all);
    assert_eq!(found("PK：pk1\u{3000}DK：dk1\u{a0}Client ID：c1\u{3000}产品密钥：ps1"), all);
    assert_eq!(found("PK:pk1|DK:dk1|ClientID:c1|Product Secret:ps1"), all);
    assert_eq!(found("{'productKey': 'pk1', 'deviceKey': 'dk1', 'clientId': 'c1', 'productSecret': 'ps1'}"), all);
    assert_eq!(found("--product-key=pk1 --device-key=dk1 --client-id=c1 --product-secret=ps1"), all);
    assert_eq!(found("- PK: pk1\n• DK: dk1\n* client id => c1\nproduct secret := ps1"), all);
}

#[test]
fn reads_names_and_values_on_lines_of_their_own() {
    assert_eq!(
        found("Product Key\npk1\n\nDevice Key:\ndk1\nDevice Secret\n a/b== \n"),
        ["pk1", "dk1", "-", "-", "a/b==", "-"]
    );
    assert_eq!(reasons("Device Key\nProduct Key\npk1"), [SkipReason::NoValue(PastedField::DeviceKey)]);
    assert_eq!(reasons("Device Key"), [SkipReason::NoValue(PastedField::DeviceKey)]);
    assert!(read("Please enter the device key\nquickly").is_empty());
    assert_eq!(found("Device Secret\n-a#1")[4], "-a#1");
    assert_eq!(found("Device Secret\n#a1")[4], "#a1");
    assert_eq!(
        reasons("Device Secret\n********\nhello"),
        [SkipReason::Placeholder(PastedField::DeviceSecret), SkipReason::NoName]
    );
}

#[test]
fn reads_what_programs_print() {
    assert_eq!(found("Device{productKey=pk1, deviceKey=dk1, deviceSecret=ds1}"), ["pk1", "dk1", "-", "-", "ds1", "-"]);
    assert_eq!(found("<d><productKey>pk1</productKey><deviceKey>dk1</deviceKey></d>")[..2], ["pk1", "dk1"]);
    assert_eq!(found("<productKey>\nhello\n<deviceKey>dk1</deviceKey>")[..2], ["-", "dk1"]);
    assert_eq!(found("<deviceSecret>a&amp;b</deviceSecret>")[4], "a&b");
    assert_eq!(found("12:34:56 INFO productKey=pk1 deviceKey=dk1")[..2], ["pk1", "dk1"]);
    assert_eq!(found("export PK=pk1 DK=dk1")[..2], ["pk1", "dk1"]);
}

#[test]
fn reads_environment_files_and_c_headers() {
    let env = "# EnOS\nexport ENOS_PRODUCT_KEY=pk1\nENOS_DEVICE_KEY='dk1' # first\nENOS_PRODUCT_SECRET=\"p#s;1 \"\n";
    assert_eq!(found(env), ["pk1", "dk1", "-", "p#s;1 ", "-", "-"]);
    let header = "#ifndef KEYS_H\n#define PRODUCT_KEY    \"pk1\"\n#define DEVICE_KEY \"dk1\" // the first\nstatic const char *deviceSecret = \"ds1\";\nchar client_id[] = \"c1\";\n#endif\n";
    assert_eq!(found(header), ["pk1", "dk1", "c1", "-", "ds1", "-"]);
    assert_eq!(only(header).device_key.as_ref().unwrap().notes, [Note::Quotes, Note::Comment]);
}

#[test]
fn reads_the_vendors_client_id_with_its_stray_space() {
    let text = "clientId: 123456|securemode=3,signmethod=sha256, timestamp=1548753362502|\nusername: test&654321\npassword: B99032D4";
    assert_eq!(found(text), ["654321", "test", "123456", "-", "-", "-"]);
    let pasted = only(text);
    assert_eq!(pasted.client_id.as_ref().unwrap().notes, [Note::ModeSuffix, Note::SpaceAfterComma]);
    assert_eq!(pasted.client_id.as_ref().unwrap().origin, Origin { source: Source::MqttClientId, line: Some(1) });
    assert_eq!(pasted.mode.as_ref().unwrap().value, SecureMode::Dynamic);
    assert_eq!(pasted.device_key.as_ref().unwrap().origin, Origin { source: Source::UserName, line: Some(2) });
    assert_eq!(reasons(text), [SkipReason::Unneeded(Unneeded::Password)]);
}

#[test]
fn reads_mqtt_values_without_names() {
    let text = "00:1B:44|securemode=2,signmethod=sha256,timestamp=1|\ndk1&pk1";
    assert_eq!(found(text)[..3], ["pk1", "dk1", "00:1B:44"]);
    let pasted = only(text);
    assert_eq!(pasted.mode.as_ref().unwrap().value, SecureMode::Static);
    assert_eq!(pasted.client_id.as_ref().unwrap().notes, [Note::ModeSuffix]);
    assert_eq!(
        found(r#"{"mqttClientId":"c1|securemode=2,signmethod=sha256,timestamp=1|","username":"dk1&pk1"}"#)[..3],
        ["pk1", "dk1", "c1"]
    );
    assert!(read("R&D").is_empty());
    let named =
        "MQTT Client ID: 00:1B:44 rack 2|securemode=2,signmethod=sha256,timestamp=1|, username=dk1&pk1, password=AB";
    assert_eq!(found(named)[..3], ["pk1", "dk1", "00:1B:44 rack 2"]);
    let command = "mosquitto_sub -i 'c1|securemode=2,signmethod=sha256,timestamp=1|' -t '#'";
    assert_eq!(found(command)[2], "c1");
    assert_eq!(found("Connecting as c1|securemode=2,signmethod=sha256,timestamp=1|")[2], "c1");
    assert!(read("Broker says hello c1|securemode=2,signmethod=sha256,timestamp=1|").is_empty());
}

#[test]
fn reads_tables_by_row_and_by_column() {
    let all = ["pk1", "dk1", "-", "-", "ds1", "-"];
    assert_eq!(found("Name,Value\nproductKey,pk1\ndeviceKey,dk1\ndeviceSecret,ds1\n"), all);
    assert_eq!(found("参数\t值\n产品Key\tpk1\n设备Key\tdk1\n设备密钥\tds1\n"), all);
    assert_eq!(reasons("Name,Value\nproductKey,pk1"), []);
    assert_eq!(found("productKey,deviceKey,deviceSecret,note\npk1,dk1,ds1,\"a, b\"\n"), all);
    assert_eq!(found("Device Key\tDevice Secret\tProduct Key\ndk1\tds1\tpk1"), all);
    assert_eq!(
        found("device_key;device_secret;product_key\r\n\"dk1\";\"ds1\";\"pk1\"\r\n\r\nclientId=c1"),
        ["pk1", "dk1", "c1", "-", "ds1", "-"]
    );
    let origin = only("productKey,deviceKey\npk1,dk1").device_key.as_ref().unwrap().origin;
    assert_eq!(origin, Origin { source: Source::Column, line: Some(2) });
}

#[test]
fn reads_the_address_in_a_labels_code() {
    let address = "https://label.example/d?pk=pk1&dk=INV%2D0001#ds=a%2Bb+c%3D";
    assert_eq!(found(address), ["pk1", "INV-0001", "-", "-", "a+b+c=", "-"]);
    let pasted = only(address);
    assert_eq!(pasted.device_key.as_ref().unwrap().origin.source, Source::Query);
    assert_eq!(pasted.device_key.as_ref().unwrap().notes, [Note::PercentDecoded]);
    assert_eq!(pasted.device_secret.as_ref().unwrap().origin.source, Source::Fragment);
    assert!(pasted.device_secret.as_ref().unwrap().notes.contains(&Note::SecretInAddress));
    assert_eq!(found("Scan: HTTPS://label.example/#/add?productKey=pk1&deviceKey=dk1")[..2], ["pk1", "dk1"]);
    assert_eq!(reasons("https://label.example/d/17"), [SkipReason::BareAddress]);
}

#[test]
fn tells_the_gateways_address_from_others() {
    assert_eq!(found("wss://g.example/mqtt?x=1&y=2")[5], "wss://g.example/mqtt?x=1&y=2");
    assert_eq!(found("gateway=wss://g.example/mqtt;pk=pk1")[..1], ["pk1"]);
    assert_eq!(found("gateway=wss://g.example/mqtt;pk=pk1")[5], "wss://g.example/mqtt");
    assert_eq!(found("url: wss://g.example:8443/mqtt")[5], "wss://g.example:8443/mqtt");
    assert_eq!(reasons("server=tcp://enos.example:11883"), [SkipReason::Unneeded(Unneeded::Server)]);
    assert_eq!(reasons("gateway: ws://10.0.0.7/mqtt"), [SkipReason::GatewayAddress]);
}
