use enos::SecureMode;

use super::*;
use crate::form::Refusal;
use crate::i18n::Language;

fn read(text: &str) -> Pasted {
    Pasted::read(text).unwrap()
}

/// Product key, device key, client id, product secret, device secret, gateway; a dash for nothing, `!` for contradictions.
fn found(text: &str) -> [String; 6] {
    let pasted = read(text);
    let name = |found: &Found<String>| match found {
        Found::Nothing => "-".to_owned(),
        Found::One(finding) => finding.value.clone(),
        Found::Several(_) => "!".to_owned(),
    };
    let secret = |found: &Found<TypedSecret>| match found {
        Found::Nothing => "-".to_owned(),
        Found::One(finding) => finding.value.expose().to_owned(),
        Found::Several(_) => "!".to_owned(),
    };
    [
        name(&pasted.product_key),
        name(&pasted.device_key),
        name(&pasted.client_id),
        secret(&pasted.product_secret),
        secret(&pasted.device_secret),
        name(&pasted.gateway),
    ]
}

fn notes_of_device_key(text: &str) -> Vec<Note> {
    read(text).device_key.one().unwrap().notes.clone()
}

fn reasons(text: &str) -> Vec<Unclear> {
    read(text).unread.into_iter().map(|unread| unread.why).collect()
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
        [Unclear::Unneeded(Unneeded::AssetId), Unclear::UnknownMembers { count: 3 }],
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
    assert_eq!(found("--product-key=pk1 --device-key=dk1 --client-id=c1 --product-secret=ps1"), all);
    assert_eq!(found("- PK: pk1\n• DK: dk1\n* client id => c1\nproduct secret := ps1"), all);
}

#[test]
fn reads_names_and_values_on_lines_of_their_own() {
    assert_eq!(
        found("Product Key\npk1\n\nDevice Key:\ndk1\nDevice Secret\n a/b== \n"),
        ["pk1", "dk1", "-", "-", "a/b==", "-"]
    );
    assert_eq!(reasons("Device Key\nProduct Key\npk1"), [Unclear::NoValue(Slot::DeviceKey)]);
    assert_eq!(reasons("Device Key"), [Unclear::NoValue(Slot::DeviceKey)]);
    assert!(read("Please enter the device key\nquickly").is_empty());
}

#[test]
fn reads_environment_files_and_c_headers() {
    let env = "# EnOS\nexport ENOS_PRODUCT_KEY=pk1\nENOS_DEVICE_KEY='dk1' # first\nENOS_PRODUCT_SECRET=\"p#s;1 \"\n";
    assert_eq!(found(env), ["pk1", "dk1", "-", "p#s;1 ", "-", "-"]);
    let header = "#ifndef KEYS_H\n#define PRODUCT_KEY    \"pk1\"\n#define DEVICE_KEY \"dk1\" // the first\nstatic const char *deviceSecret = \"ds1\";\nchar client_id[] = \"c1\";\n#endif\n";
    assert_eq!(found(header), ["pk1", "dk1", "c1", "-", "ds1", "-"]);
    assert_eq!(read(header).device_key.one().unwrap().notes, [Note::Quotes, Note::Comment]);
}

#[test]
fn reads_the_vendors_client_id_with_its_stray_space() {
    let text = "clientId: 123456|securemode=3,signmethod=sha256, timestamp=1548753362502|\nusername: test&654321\npassword: B99032D4";
    assert_eq!(found(text), ["654321", "test", "123456", "-", "-", "-"]);
    let pasted = read(text);
    assert_eq!(pasted.client_id.one().unwrap().notes, [Note::ModeSuffix, Note::SpaceAfterComma]);
    assert_eq!(pasted.client_id.one().unwrap().origin, Origin { source: Source::MqttClientId, line: Some(1) });
    assert_eq!(pasted.mode.one().unwrap().value, SecureMode::Dynamic);
    assert_eq!(pasted.device_key.one().unwrap().origin, Origin { source: Source::UserName, line: Some(2) });
    assert_eq!(reasons(text), [Unclear::Unneeded(Unneeded::Password)]);
}

#[test]
fn reads_mqtt_values_without_names() {
    let text = "00:1B:44 rack 2|securemode=2,signmethod=sha256,timestamp=1|\ndk1&pk1";
    assert_eq!(found(text)[..3], ["pk1", "dk1", "00:1B:44 rack 2"]);
    let pasted = read(text);
    assert_eq!(pasted.mode.one().unwrap().value, SecureMode::Static);
    assert_eq!(pasted.client_id.one().unwrap().notes, [Note::ModeSuffix]);
    assert_eq!(
        found(r#"{"mqttClientId":"c1|securemode=2,signmethod=sha256,timestamp=1|","username":"dk1&pk1"}"#)[..3],
        ["pk1", "dk1", "c1"]
    );
    assert!(read("R&D").is_empty());
}

#[test]
fn takes_no_placeholder_for_a_value() {
    let template = "{clientId}|securemode=2,signmethod=sha256, timestamp={timestamp}|\n{deviceKey}&{productKey}";
    assert!(read(template).is_empty());
    assert!(reasons(template).contains(&Unclear::Placeholder(Slot::ClientId)));
    for value in ["<device key>", "${DEVICE_KEY}", "******", "••••••", "xxxx", "your_device_key", "..."] {
        assert_eq!(reasons(&format!("deviceKey={value}")), [Unclear::Placeholder(Slot::DeviceKey)], "{value}");
    }
    assert_eq!(reasons("deviceKey="), [Unclear::NoValue(Slot::DeviceKey)]);
    assert_eq!(reasons("{\"deviceSecret\": \"abc"), [Unclear::CutOff(Slot::DeviceSecret)]);
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
    let origin = read("productKey,deviceKey\npk1,dk1").device_key.one().unwrap().origin;
    assert_eq!(origin, Origin { source: Source::Column, line: Some(2) });
}

#[test]
fn chooses_nothing_from_values_that_contradict_each_other() {
    let table = "productKey,deviceKey\npk1,dk1\npk1,dk2\npk1,dk1\n";
    assert_eq!(found(table)[..2], ["pk1", "!"]);
    assert_eq!(read(table).device_key.count(), 2);
    assert_eq!(found("DK: a1\n{\"deviceKey\": \"a2\"}")[1], "!");
    assert_eq!(found("deviceSecret=a\ndeviceSecret=b")[4], "!");
    let many: String = (0..100).flat_map(|number| ["DK: d".to_owned(), number.to_string(), "\n".to_owned()]).collect();
    assert_eq!(read(&many).device_key.count(), Found::<String>::LIMIT);
    assert_eq!(
        several_words(Slot::DeviceKey, 2, Language::English).unwrap(),
        "Device key: 2 different ones, so none was taken."
    );
    assert_eq!(several_words(Slot::DeviceKey, 1, Language::English), None);
}

#[test]
fn reads_the_address_in_a_labels_code() {
    let address = "https://label.example/d?pk=pk1&dk=INV%2D0001#ds=a%2Bb+c%3D";
    assert_eq!(found(address), ["pk1", "INV-0001", "-", "-", "a+b+c=", "-"]);
    let pasted = read(address);
    assert_eq!(pasted.device_key.one().unwrap().origin.source, Source::Query);
    assert_eq!(pasted.device_key.one().unwrap().notes, [Note::PercentDecoded]);
    assert_eq!(pasted.device_secret.one().unwrap().origin.source, Source::Fragment);
    assert!(pasted.device_secret.one().unwrap().notes.contains(&Note::SecretInAddress));
    assert_eq!(found("Scan: HTTPS://label.example/#/add?productKey=pk1&deviceKey=dk1")[..2], ["pk1", "dk1"]);
    assert_eq!(reasons("https://label.example/d/17"), [Unclear::BareAddress]);
}

#[test]
fn tells_the_gateways_address_from_others() {
    assert_eq!(found("wss://g.example/mqtt?x=1&y=2")[5], "wss://g.example/mqtt?x=1&y=2");
    assert_eq!(found("gateway=wss://g.example/mqtt;pk=pk1")[..1], ["pk1"]);
    assert_eq!(found("gateway=wss://g.example/mqtt;pk=pk1")[5], "wss://g.example/mqtt");
    assert_eq!(found("url: wss://g.example:8443/mqtt")[5], "wss://g.example:8443/mqtt");
    assert_eq!(reasons("server=tcp://enos.example:11883"), [Unclear::Unneeded(Unneeded::Server)]);
    assert!(matches!(
        reasons("gateway: ws://10.0.0.7/mqtt")[..],
        [Unclear::Refused(Slot::Gateway, Refusal::Address(_))]
    ));
}

#[test]
fn notes_each_correction() {
    assert_eq!(notes_of_device_key("DK: dk1"), []);
    assert_eq!(notes_of_device_key("DK: dk1  "), [Note::OuterSpace]);
    assert_eq!(notes_of_device_key("DK: \u{a0}dk1\n"), [Note::OuterSpace]);
    assert_eq!(notes_of_device_key("DK: \u{200b}dk\u{200b}1\n"), [Note::Invisible]);
    assert_eq!(notes_of_device_key("DK：dk1"), [Note::FullWidth]);
    assert_eq!(notes_of_device_key("DK: ｄｋ１"), [Note::FullWidth]);
    assert_eq!(read("DK: ｄｋ１").device_key.one().unwrap().value, "dk1");
    assert_eq!(notes_of_device_key("DK: “dk1”"), [Note::Quotes]);
    assert_eq!(notes_of_device_key("DK: dk1;"), [Note::EndedAt(';')]);
    assert_eq!(notes_of_device_key("DK: dk1 // first"), [Note::Comment]);
    assert_eq!(notes_of_device_key("{\"deviceKey\":\" dk1\"}"), [Note::OuterSpace]);
    assert_eq!(read("\u{feff}DK: dk1").notes, [Note::ByteOrderMark]);
    assert_eq!(found("\u{feff}{\"deviceKey\":\"dk1\"}")[1], "dk1");
}

#[test]
fn keeps_a_secret_as_it_stands_as_far_as_it_can() {
    assert_eq!(found("productSecret=a;b,c&d e=f&g=")[3], "a;b,c&d e=f&g=");
    assert_eq!(found("{\"productSecret\":\" a \"}")[3], " a ");
    assert_eq!(found("productSecret: ab cd Device Key: dk1")[..4], ["-", "dk1", "-", "ab cd"]);
    let cut = read("productSecret=ab;foo=1");
    assert_eq!(cut.product_secret.one().unwrap().value.expose(), "ab");
    assert_eq!(cut.product_secret.one().unwrap().notes, [Note::EndedAt(';')]);
    assert!(read("productSecret=ab;pk=pk1").product_secret.one().unwrap().notes.is_empty());
}

#[test]
fn does_not_guess_whose_secret_it_is() {
    let pasted = read("PK: pk1\nSecret: planted");
    assert_eq!(pasted.some_secret.one().unwrap().value.expose(), "planted");
    assert!(pasted.product_secret.is_nothing() && pasted.device_secret.is_nothing());
    assert_eq!(
        reasons("appSecret=planted\naccessKey: x"),
        [Unclear::Unneeded(Unneeded::Application), Unclear::Unneeded(Unneeded::Application)]
    );
}

#[test]
fn takes_a_serial_number_for_the_client_id_only_without_one() {
    assert_eq!(found("DK: dk1\nSN: 00123")[2], "00123");
    assert_eq!(read("SN: 00123").client_id.one().unwrap().notes, [Note::SerialNumber]);
    assert_eq!(found("Client ID: c1\nSN: 00123")[2], "c1");
    assert_eq!(reasons("Client ID: c1\nSN: 00123"), [Unclear::Unneeded(Unneeded::SerialNumber)]);
}

#[test]
fn says_what_it_did_not_understand_and_where() {
    let pasted = read("hello\nDK: dk1\ncolour: planted\nPK: a/b\n");
    let words: Vec<_> = pasted.unread.iter().map(|unread| unread.words(Language::English)).collect();
    assert_eq!(
        words,
        [
            "Line 1: It has no name, so nobody can tell what it is.",
            "Line 3: This page does not know its name.",
            "Line 4: Product key may not hold “/” (character 2), because keys stand in topics and in the user name. Remove it.",
        ]
    );
    assert!(pasted.unread.iter().all(|unread| unread.words(Language::Chinese).starts_with("第 ")));
}

#[test]
fn never_shows_a_secret() {
    for text in [
        "productSecret=planted;planted2=planted\nplanted\nplanted: planted\nSecret planted",
        "{\"productSecret\":\"planted\",\"deviceSecret\":\"planted\",\"planted\":\"planted\",\"secret\":\"planted\"}",
        "https://x.example/planted?ds=planted&planted=planted",
        "password=planted\nDS: planted\nDS: planted2\nplanted==\nproductSecret = \"plan\tted\"",
    ] {
        let pasted = read(text);
        let words: String = pasted.unread.iter().map(|unread| unread.words(Language::English)).collect();
        let shown = format!("{pasted:?} {pasted:#?} {words}");
        assert!(!shown.contains("planted"), "{shown}");
    }
}

#[test]
fn is_bounded() {
    let long = "x".repeat(LIMIT + 1);
    let error = Pasted::read(&long).unwrap_err();
    assert_eq!(error, TooLong { length: LIMIT + 1 });
    assert!(error.words(Language::English).starts_with("The text has 65537 bytes; at most 65536"));
    let lines = "x\n".repeat(LIMIT / 2);
    let pasted = read(&lines);
    assert_eq!(pasted.unread.len(), Unread::LIMIT);
    assert_eq!(pasted.unread.last().unwrap().why, Unclear::More);
}

/// Whatever the text is, it is looked through quickly: many marks on one line, quotation marks that never close, deep nesting.
#[test]
fn survives_hostile_texts() {
    for part in
        ["a=", "\"", "[", "{\"a\":", "&", ";a", "|securemode", "://", "a b ", "'= ", "，", "=\"", "\\\"", "pk=a;", "%"]
    {
        let text = part.repeat(LIMIT / part.len());
        let begun = std::time::Instant::now();
        let _ = read(&text);
        assert!(begun.elapsed().as_secs() < 5, "{part}: {:?}", begun.elapsed());
    }
    for text in [
        "",
        " ",
        "\n",
        "=",
        ":",
        "://",
        "|",
        "\"",
        "“",
        "dk=\"",
        "dk='",
        "#define",
        "#define PK",
        "\r",
        "&",
        "https://",
        "%",
        "，",
    ] {
        assert!(read(text).is_empty(), "{text}");
    }
}

#[test]
fn fills_only_what_was_found_once() {
    let mut draft = Draft { product_key: "kept".to_owned(), client_id: "kept".to_owned(), ..Draft::new("/mqtt") };
    read("PK: a1\nPK: a2\nDK: dk1\nDS: ds1\nsecret: x").fill(&mut draft);
    assert_eq!(
        (draft.product_key.as_str(), draft.device_key.as_str(), draft.client_id.as_str()),
        ("kept", "dk1", "kept")
    );
    assert_eq!((draft.device_secret.expose(), draft.product_secret.length()), ("ds1", 0));
    assert_eq!((draft.mode, draft.gateway.as_str()), (SecureMode::Dynamic, "/mqtt"));
    read("c1|securemode=2,signmethod=sha256,timestamp=1|").fill(&mut draft);
    assert_eq!((draft.mode, draft.client_id.as_str()), (SecureMode::Static, "c1"));
}
