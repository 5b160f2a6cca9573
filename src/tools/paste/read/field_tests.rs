//! Texts that people who do this job really have. Keys and secrets in them are replaced.

use super::formats_tests::{found, only, read, reasons, values};
use super::*;

const NONE: [&str; 6] = ["-", "-", "-", "-", "-", "-"];

fn keys(product_key: &'static str, device_key: &'static str) -> [&'static str; 6] {
    [product_key, device_key, "-", "-", "-", "-"]
}

#[test]
fn reads_an_inch_mark_as_a_part_of_its_cell() {
    let text = "Client ID,Product Key,Product Secret\n5\" pump,DemoInverter,practice-inverter-secret";
    assert_eq!(found(text), ["DemoInverter", "-", "5\" pump", "practice-inverter-secret", "-", "-"]);
    let text = "Product Key,Note,Device Key,Device Secret\nZTUTabcd,19\" rack,oBLcN1Ruj2,HTtewsecret1";
    assert_eq!(found(text), ["ZTUTabcd", "oBLcN1Ruj2", "-", "-", "HTtewsecret1", "-"]);
    let text = "Product Key;Note;Device Key;Device Secret\nZTUTabcd;4\"/6\" pipe;oBLcN1Ruj2;HTtewsecret1";
    assert_eq!(found(text), ["ZTUTabcd", "oBLcN1Ruj2", "-", "-", "HTtewsecret1", "-"]);
}

#[test]
fn reads_a_line_break_in_a_quoted_cell() {
    for line_end in ["\n", "\r\n", "\r"] {
        let text = "Product Key,Note,Device Key,Device Secret\nZTUTabcd,\"rack7\nleft\",oBLcN1Ruj2,HTtewsecret1"
            .replace('\n', line_end);
        assert_eq!(found(&text), ["ZTUTabcd", "oBLcN1Ruj2", "-", "-", "HTtewsecret1", "-"], "{line_end:?}");
    }
}

#[test]
fn reports_a_row_with_an_open_quotation_mark() {
    let text = "Product Key,Note,Device Key,Device Secret\nZTUTabcd,\"rack7\nleft,oBLcN1Ruj2,HTtewsecret1";
    assert_eq!(found(text), NONE);
    assert_eq!(reasons(text), [SkipReason::RowQuotes]);
}

#[test]
fn reports_a_row_that_does_not_fit_its_head() {
    for (row, cells) in [
        ("ZTUTabcd,HTtewsecret1", 2),
        ("ZTUTabcd,rack,left,oBLcN1Ruj2,HTtewsecret1", 5),
        ("ZTUTabcd;rack;oBLcN1Ruj2;HTtewsecret1", 1),
    ] {
        let text = format!("Product Key,Note,Device Key,Device Secret\n{row}");
        assert_eq!(found(&text), NONE, "{row}");
        assert_eq!(reasons(&text), [SkipReason::RowLength { cells, columns: 4 }], "{row}");
    }
}

#[test]
fn reports_a_head_whose_cells_ran_together() {
    let text = "Product KeyDevice Secret,Device Key\nZTUTabcd,HTtewsecret1";
    assert_eq!((found(text), reasons(text).contains(&SkipReason::Head)), (found(""), true));
}

#[test]
fn takes_nothing_from_a_row_whose_quotation_marks_are_torn() {
    let text = "note,device_key,device_secret,product_key\n1. \"a, b\",dk1,K7UVNoPhxGyJYDVezKTj";
    assert_eq!((found(text), reasons(text)), (found(""), vec![SkipReason::RowQuotes]));
    let text = "note，device_key，device_secret，product_key\n＂a， b＂，dk1，K7UVNoPhxGyJYDVezKTj";
    assert_eq!((found(text), reasons(text)), (found(""), vec![SkipReason::RowQuotes]));
}

#[test]
fn takes_nothing_that_stands_beside_the_head_of_a_column_of_secrets() {
    for text in
        ["设备密钥；客户端ID＝UewhwGJgKKVwCqmp；x", "Device Secret,Client ID=UewhwGJgKKVwCqmp", "DS\tDK:UewhwGJgKK\tx"]
    {
        assert_eq!(found(text)[..3], ["-", "-", "-"], "{text}");
    }
    assert_eq!(found("\tClient ID\tDevice Secret\tDevice Key\nx\tHTtewsecret1\ta\tdk1"), NONE);
    assert_eq!(found("Device Key\nHTtewsecret1,5\" pump,dk1"), NONE);
    assert_eq!(found("RweuBDNzf7CPYY5WBBgjQNWr&PK;kbML4dDg&cid=c1")[..2], ["-", "-"]);
}

#[test]
fn takes_an_exact_identifier_before_a_translation() {
    assert_eq!(found("产品密钥（ProductKey）：h6wxLg1X"), keys("h6wxLg1X", "-"));
    assert_eq!(found("设备密钥（DeviceKey）：oBLcN1Ruj2"), keys("-", "oBLcN1Ruj2"));
    assert_eq!(found("设备密钥(Device Secret)：HTtewsecret1")[4], "HTtewsecret1");
    assert_eq!(found("Product Key（产品密钥）：h6wxLg1X"), keys("h6wxLg1X", "-"));
    assert_eq!(found("产品标识 ProductKey：h6wxLg1X")[0], "h6wxLg1X");
}

#[test]
fn reads_the_client_ids_of_logs_and_commands() {
    let mosquitto = "1488904294: New client connected from 192.168.33.1 as oBLcN1Ruj2|securemode=2,signmethod=sha256,timestamp=1548753362502| (c1, k60, u'oBLcN1Ruj2&ZTUTabcd').";
    assert_eq!(found(mosquitto), ["ZTUTabcd", "oBLcN1Ruj2", "oBLcN1Ruj2", "-", "-", "-"]);
    assert!(!only(mosquitto).client_id.unwrap().notes.contains(&Note::SpaceAfterComma));
    let command = r#"AT+MQTTUSERCFG=0,1,"robot|securemode=3\,signmethod=sha256\,timestamp=1548753362502|","test-02&a1Py84pk","BFDB",0,0,"""#;
    assert_eq!(found(command), ["a1Py84pk", "test-02", "robot", "-", "-", "-"]);
    assert!(only(command).client_id.unwrap().notes.contains(&Note::BackslashComma));
    let paho = "Sending CONNECT (u1, p1, wr0, wq0, wf0, c1, k60) client_id=b'oBLcN1Ruj2|securemode=3,signmethod=hmacsha256,timestamp=1795349371884.3428|'";
    assert_eq!(found(paho), ["-", "-", "oBLcN1Ruj2", "-", "-", "-"]);
}

#[test]
fn leaves_marks_of_markdown_out() {
    let texts = [
        "**Device Secret:** qV1vkfsecretbFbf",
        "**Device Secret**: qV1vkfsecretbFbf",
        "- **Device Secret:** `qV1vkfsecretbFbf`",
        "* __Device Secret:__ qV1vkfsecretbFbf",
        "`Device Secret`: `qV1vkfsecretbFbf`",
        "> **Device Secret: qV1vkfsecretbFbf**",
        "1. Device Secret: **qV1vkfsecretbFbf**",
        "### Device Secret\n`qV1vkfsecretbFbf`",
        "```\ndevice_secret = qV1vkfsecretbFbf\n```",
        "| Device Secret | qV1vkfsecretbFbf |",
        "| Field | Value |\n|---|---|\n| Device Secret | `qV1vkfsecretbFbf` |",
    ];
    let wrong: Vec<_> = texts
        .into_iter()
        .filter(|text| found(text)[4] != "qV1vkfsecretbFbf")
        .map(|text| (text, found(text), reasons(text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn reads_a_definition_that_goes_on_on_the_next_line() {
    let text = "#define USER_CONFIG_DECADA_PRODUCT_KEY \\\n        (\"ZTUTabcd\")\n#define USER_CONFIG_DECADA_DEVICE_KEY \\\r\n (\"oBLcN1Ruj2\")";
    assert_eq!(found(text), keys("ZTUTabcd", "oBLcN1Ruj2"));
}

#[test]
fn keeps_all_rows_or_counts_what_is_left_out() {
    let row = |number: usize| format!("ZTUTabcd,AAA-{number},secret{number:04}\n");
    let table =
        |count: usize| format!("Product Key,Device Key,Device Secret\n{}", (0..count).map(row).collect::<String>());
    assert_eq!(read(&table(20)).records.len(), 20);
    let pasted = read(&table(250));
    assert_eq!((pasted.records.len(), pasted.left_out), (200, 50));
}

#[test]
fn reads_what_a_spreadsheet_writes_to_keep_digits() {
    assert_eq!(found("productKey,deviceKey\nZTUTabcd,=\"00123456\"")[1], "00123456");
    assert_eq!(found("productKey,deviceKey\nZTUTabcd,\"=\"\"00123456\"\"\"")[1], "00123456");
    assert_eq!(found("productKey\tdeviceKey\nZTUTabcd\t=\"00123456\"")[1], "00123456");
    assert_eq!(found("Device Key: =\"00123456\"")[1], "00123456");
}

#[test]
fn refuses_numbers_that_a_spreadsheet_has_rounded() {
    for text in [
        "Device Key: 6.93217E+12",
        "Device Key: 6,93217E+12",
        "Device Key: 1E+15",
        "deviceKey\tproductKey\n8.96529e+19\tpk1",
        "deviceKey,productKey\n8965290000000000000,pk1",
    ] {
        let why = reasons(text);
        assert!(why.contains(&SkipReason::Rounded(PastedField::DeviceKey)) && found(text)[1] == "-", "{text}: {why:?}");
    }
    assert_eq!(reasons("SN: 8.96529E+19"), [SkipReason::Rounded(PastedField::ClientId)]);
    assert_eq!(reasons("Device Secret: 6.93217E+12"), [SkipReason::Rounded(PastedField::DeviceSecret)]);
    for key in ["12E5", "6E10", "123456789012345", "123456789012345678"] {
        assert_eq!(found(&format!("Device Key: {key}"))[1], key);
    }
}

#[test]
fn decodes_the_entities_of_a_pages_source() {
    let texts = [
        "username: oBLcN1Ruj2&amp;ZTUTabcd",
        "<td>mqttUsername</td><td>oBLcN1Ruj2&amp;ZTUTabcd</td>",
        "<p>User name: <b>oBLcN1Ruj2&amp;ZTUTabcd</b></p>",
        "<username>oBLcN1Ruj2&amp;ZTUTabcd</username>",
        "oBLcN1Ruj2&amp;ZTUTabcd",
    ];
    let wrong: Vec<_> = texts
        .into_iter()
        .filter(|text| found(text) != keys("ZTUTabcd", "oBLcN1Ruj2"))
        .map(|text| (text, found(text), reasons(text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn reads_values_with_comments_and_casts_around_them() {
    let texts = [
        "productKey: 'ZTUTabcd', // from the console",
        "PRODUCT_KEY = \"ZTUTabcd\"; // product",
        "static char g_product_key[IOTX_PRODUCT_KEY_LEN + 1] = \"ZTUTabcd\";",
        "private static final String PRODUCT_KEY = \"ZTUTabcd\"; /* product */",
        "const char* productKey = (const char*)\"ZTUTabcd\";",
        "  \"productKey\": \"ZTUTabcd\",  // JSONC",
        "product_key: str = \"ZTUTabcd\"  # python",
        "let product_key: &str = \"ZTUTabcd\";",
        "product_key = u'ZTUTabcd'",
        "product_key = b\"ZTUTabcd\"",
        "String productKey = new String(\"ZTUTabcd\");",
        "config.setProductKey(\"ZTUTabcd\");",
        ".productKey(\"ZTUTabcd\")",
        "strcpy(meta.product_key, \"ZTUTabcd\");",
        "properties.put(\"productKey\", \"ZTUTabcd\");",
        "#define PRODUCT_KEY F(\"ZTUTabcd\")  // Arduino",
        "String product_key = F(\"ZTUTabcd\");",
        "--product-key ZTUTabcd",
        "--product-key=ZTUTabcd",
        "export PRODUCT_KEY=ZTUTabcd",
        "set PRODUCT_KEY=ZTUTabcd",
        "ENV PRODUCT_KEY ZTUTabcd",
        "$env:PRODUCT_KEY = \"ZTUTabcd\"",
        "local product_key <const> = \"ZTUTabcd\"",
        "conf->product_key = \"ZTUTabcd\";",
        "os.environ[\"PRODUCT_KEY\"] = \"ZTUTabcd\"",
        "enos.product.key=ZTUTabcd",
        "enos.product-key: ZTUTabcd # yaml",
        "<add key=\"ProductKey\" value=\"ZTUTabcd\" />",
        "<string name=\"product_key\">ZTUTabcd</string>",
        "<key>productKey</key>\n<string>ZTUTabcd</string>",
        "var productKey = `ZTUTabcd`;",
        "productKey := \"ZTUTabcd\"",
    ];
    let wrong: Vec<_> = texts
        .into_iter()
        .filter(|text| found(text) != keys("ZTUTabcd", "-"))
        .map(|text| (text, found(text), reasons(text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn reads_the_output_of_an_example_in_c() {
    let text = "sign_mqtt.username: oBLcN1Ruj2&ZTUTabcd";
    assert_eq!(found(text), keys("ZTUTabcd", "oBLcN1Ruj2"));
}

#[test]
fn reads_json_that_stands_in_a_string_of_json() {
    let text = r#"{"payload":"{\"deviceKey\":\"oBLcN1Ruj2\",\"deviceSecret\":\"abc\"}"}"#;
    assert_eq!(found(text), ["-", "oBLcN1Ruj2", "-", "-", "abc", "-"]);
    let text = r#"2026-11-27 INFO publish {"topic":"/ext","payload":"{\"params\":{\"productKey\":\"ZTUTabcd\",\"deviceKey\":\"oBLcN1Ruj2\",\"deviceSecret\":\"a,b;c\"}}"} done"#;
    assert_eq!(found(text), ["ZTUTabcd", "oBLcN1Ruj2", "-", "-", "a,b;c", "-"]);
}

#[test]
fn reads_doubled_quotation_marks() {
    assert_eq!(found("Device Secret,Device Key\n\"ab\"\"secret,cd\",oBLcN1Ruj2")[4], "ab\"secret,cd");
    assert_eq!(found("Device Secret: \"ab\"\"secret,cd\"")[4], "ab\"secret,cd");
    assert!(only("Device Secret: \"ab\"\"secret,cd\"").device_secret.unwrap().notes.contains(&Note::Escapes));
}

#[test]
fn takes_no_example_of_a_document_for_a_value() {
    for value in [
        "yourDeviceSecret",
        "yourProductKey",
        "your_device_secret",
        "YOUR_DEVICE_SECRET",
        "<yourDeviceSecret>",
        "<Device Secret>",
        "{{deviceSecret}}",
        "${DEVICE_SECRET}",
        "xxxxxxxx",
        "XXXX-XXXX",
        "device_secret",
        "deviceSecret",
        "DEVICE_SECRET",
        "args.device_secret",
        "os.getenv(\"DEVICE_SECRET\")",
        "********",
        "请输入设备密钥",
        "null",
        "#N/A",
    ] {
        for text in [format!("deviceSecret: {value}"), format!("\"deviceSecret\": \"{}\"", value.replace('"', "\\\""))]
        {
            assert_eq!(reasons(&text), [SkipReason::Placeholder(PastedField::DeviceSecret)], "{text}");
        }
    }
}

#[test]
fn names_what_is_old_in_a_client_id() {
    let text = "clientIdid123456|securemode=2,sighmethod=hmacsha1,timestamp=1548753362502|";
    let client_id = only(text).client_id.unwrap();
    assert_eq!(client_id.value, "id123456");
    for note in [Note::OldPrefix, Note::MisspelledMethod, Note::OldMethod] {
        assert!(client_id.notes.contains(&note), "{note:?}");
    }
}

#[test]
fn takes_colons_and_dots_in_a_device_key() {
    for key in ["00:1B:44:11:3A:B7", "plant.1", "site1:rack2:inv-0007"] {
        for text in [
            format!("Device Key: {key}"),
            format!("{{\"deviceKey\":\"{key}\"}}"),
            format!("deviceKey=\"{key}\""),
            format!("Product Key,Device Key\npk1,{key}"),
            format!("Device Key\n{key}"),
        ] {
            assert_eq!(found(&text)[1], key, "{text}");
        }
    }
    assert_eq!(found("DK:00:1B:44:11:3A:B7")[1], "00:1B:44:11:3A:B7");
}

#[test]
fn reads_tables_and_lists_of_names_and_values() {
    let texts = [
        "| Product Key | ZTUTabcd |\n| Device Key | oBLcN1Ruj2 |",
        "| Parameter | Value | Description |\n|---|:--|---|\n| Product Key | ZTUTabcd | of the product |\n| Device Key | oBLcN1Ruj2 | - |",
        "| Product Key | Device Key |\n| --- | --- |\n| ZTUTabcd | oBLcN1Ruj2 |",
        "+-------------+------------+\n| product_key | device_key |\n+-------------+------------+\n| ZTUTabcd    | oBLcN1Ruj2 |\n+-------------+------------+",
        "Product Key   Device Key\nZTUTabcd      oBLcN1Ruj2",
        " product_key | device_key \n-------------+------------\n ZTUTabcd    | oBLcN1Ruj2\n(1 row)",
        "env:\n- name: PRODUCT_KEY\n  value: ZTUTabcd\n- name: DEVICE_KEY\n  value: \"oBLcN1Ruj2\"",
        "env:\n  - {name: PRODUCT_KEY, value: ZTUTabcd}\n  - {name: DEVICE_KEY, value: oBLcN1Ruj2}",
        r#"{"name":"EnOS","values":[{"key":"productKey","value":"ZTUTabcd","enabled":true},{"key":"deviceKey","value":"oBLcN1Ruj2","enabled":true}]}"#,
        r#"[{"key":"productKey","value":"ZTUTabcd"},{"key":"deviceKey","value":"oBLcN1Ruj2"}]"#,
        "{\"key\":\"productKey\",\"value\":\"ZTUTabcd\"}\n{\"key\":\"deviceKey\",\"value\":\"oBLcN1Ruj2\"}",
        "<table><tr><th>Product Key</th><th>Device Key</th></tr><tr><td>ZTUTabcd</td><td>oBLcN1Ruj2</td></tr></table>",
        "<table>\n<tr><td>Product Key</td><td>ZTUTabcd</td></tr>\n<tr><td>Device Key</td><td>oBLcN1Ruj2</td></tr>\n</table>",
        "product:\n  key: ZTUTabcd\ndevice:\n  key: oBLcN1Ruj2",
        "[product]\nkey=ZTUTabcd\n[device]\nkey=oBLcN1Ruj2",
    ];
    let wrong: Vec<_> = texts
        .into_iter()
        .filter(|text| found(text) != keys("ZTUTabcd", "oBLcN1Ruj2"))
        .map(|text| (text, found(text), reasons(text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn takes_a_slash_a_comma_or_a_space_for_a_separator_in_front_of_a_name() {
    let all = ["DemoInverter", "INV-0004", "-", "practice-inverter-secret", "-", "-"];
    let texts = [
        "Product Key: DemoInverter / Device Key: INV-0004 / Product Secret: practice-inverter-secret",
        "Product Key: DemoInverter, Device Key: INV-0004, Product Secret: practice-inverter-secret",
        "Product Key: DemoInverter Device Key: INV-0004 Product Secret: practice-inverter-secret",
        "PK:DemoInverter/DK:INV-0004/PS:practice-inverter-secret",
        "PK=DemoInverter/DK=INV-0004/PS=practice-inverter-secret",
        "PK DemoInverter DK INV-0004 PS practice-inverter-secret",
        "PK: DemoInverter/ DK: INV-0004/ PS: practice-inverter-secret",
        "产品Key：DemoInverter／设备Key：INV-0004／产品密钥：practice-inverter-secret",
        "产品Key：DemoInverter、设备Key：INV-0004、产品密钥：practice-inverter-secret",
        "Product Key DemoInverter\nDevice Key INV-0004\nProduct Secret: practice-inverter-secret",
    ];
    let wrong: Vec<_> =
        texts.into_iter().filter(|text| found(text) != all).map(|text| (text, found(text), reasons(text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn reads_messages_of_a_chat() {
    let all = ["ZTUTabcd", "oBLcN1Ruj2", "-", "-", "HTtewsecret1", "-"];
    let texts = [
        "产品Key是ZTUTabcd，设备Key是oBLcN1Ruj2，设备密钥是HTtewsecret1。",
        "The product key is ZTUTabcd, the device key is oBLcN1Ruj2 and the device secret is HTtewsecret1.",
        "Product Key: “ZTUTabcd”, Device Key: “oBLcN1Ruj2”, Device Secret: “HTtewsecret1”.",
        "Product Key: „ZTUTabcd“ Device Key: „oBLcN1Ruj2“ Device Secret: „HTtewsecret1“",
        "Product Key: «ZTUTabcd»; Device Key: «oBLcN1Ruj2»; Device Secret: «HTtewsecret1»",
        "产品Key：「ZTUTabcd」 设备Key：「oBLcN1Ruj2」 设备密钥：「HTtewsecret1」",
        "【产品Key】ZTUTabcd\n【设备Key】oBLcN1Ruj2\n【设备密钥】HTtewsecret1",
        "Hi,\nProduct Key: ZTUTabcd.\nDevice Key: oBLcN1Ruj2.\nDevice Secret: \"HTtewsecret1\".\nThanks!",
        "product key -> ZTUTabcd\ndevice key -> oBLcN1Ruj2\ndevice secret -> HTtewsecret1",
    ];
    let wrong: Vec<_> =
        texts.into_iter().filter(|text| found(text) != all).map(|text| (text, found(text), reasons(text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_device_that_stands_in_several_blocks_stays_with_its_own_secret() {
    let text = "Product Key: ZTUTabcd\nDevice Key: AAA-1\nDevice Secret: secret1111\n\nDevice Key: AAA-2\nDevice Secret: secret2222";
    let rows: Vec<_> = read(text).records.iter().map(values).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0], ["ZTUTabcd", "AAA-1", "-", "-", "secret1111", "-"]);
    assert_eq!(rows[1], ["ZTUTabcd", "AAA-2", "-", "-", "secret2222", "-"]);
}

/// Texts and what is in them: product key, device key, client id, product secret, device secret.
#[test]
#[expect(clippy::too_many_lines, reason = "a row for each text")]
fn reads_many_texts_of_each_kind() {
    const P: &str = "ZTUTabcd";
    const D: &str = "oBLcN1Ruj2";
    const S: &str = "HTtewsecret1";
    const N: &str = "-";
    let texts: &[(&str, [&str; 5])] = &[
        // Source code.
        (
            "const config = {\n  productKey: 'ZTUTabcd', // from the console\n  deviceKey: 'oBLcN1Ruj2',\n  deviceSecret: 'HTtewsecret1' // keep\n};",
            [P, D, N, N, S],
        ),
        (
            "{\n  // JSONC\n  \"productKey\": \"ZTUTabcd\", /* the product */\n  \"deviceKey\": \"oBLcN1Ruj2\",\n  \"deviceSecret\": \"HTtewsecret1\",\n}",
            [P, D, N, N, S],
        ),
        (
            "String productKey = \"ZTUTabcd\";\nString deviceKey = \"oBLcN1Ruj2\"; // device\nString deviceSecret = \"HTtewsecret1\";",
            [P, D, N, N, S],
        ),
        (
            "LoginInput input = new NormalDeviceLoginInput(uri, productKey = \"ZTUTabcd\", deviceKey = \"oBLcN1Ruj2\", deviceSecret = \"HTtewsecret1\");",
            [P, D, N, N, S],
        ),
        (
            "client = MqttClient(enos_mqtt_url='tcp://enos.example:11883', product_key='ZTUTabcd', device_key='oBLcN1Ruj2', device_secret='HTtewsecret1')",
            [P, D, N, N, S],
        ),
        ("PRODUCT_KEY = b'ZTUTabcd'\nDEVICE_KEY = r\"oBLcN1Ruj2\"\nDEVICE_SECRET = f'HTtewsecret1'", [P, D, N, N, S]),
        (
            "#define PRODUCT_KEY      \"ZTUTabcd\"\n#define DEVICE_KEY       (\"oBLcN1Ruj2\")\n#define DEVICE_SECRET    \"HTtewsecret1\"   /* of the device */",
            [P, D, N, N, S],
        ),
        (
            "char g_product_key[IOTX_PRODUCT_KEY_LEN + 1]       = \"ZTUTabcd\";\nchar g_device_key[IOTX_DEVICE_KEY_LEN + 1] = \"oBLcN1Ruj2\";\nchar g_device_secret[64] = \"HTtewsecret1\";",
            [P, D, N, N, S],
        ),
        (
            "const char PRODUCT_KEY[] PROGMEM = \"ZTUTabcd\";\nconst char DEVICE_KEY[] PROGMEM = \"oBLcN1Ruj2\";",
            [P, D, N, N, N],
        ),
        ("std::string deviceKey{\"oBLcN1Ruj2\"};\nstd::string productKey(\"ZTUTabcd\");", [P, D, N, N, N]),
        ("let deviceKey: string = \"oBLcN1Ruj2\";\nconst productKey: string = 'ZTUTabcd';", [P, D, N, N, N]),
        ("final productKey = 'ZTUTabcd';\nval deviceKey = \"oBLcN1Ruj2\"", [P, D, N, N, N]),
        ("$productKey = 'ZTUTabcd';\n$deviceKey  = \"oBLcN1Ruj2\"; # php", [P, D, N, N, N]),
        ("product_key = [[ZTUTabcd]]\ndevice_key = \"oBLcN1Ruj2\" -- lua", [P, D, N, N, N]),
        ("var cfg = new Config { ProductKey = \"ZTUTabcd\", DeviceKey = @\"oBLcN1Ruj2\" };", [P, D, N, N, N]),
        ("self.product_key = product_key or 'x'\nself.device_key = \"oBLcN1Ruj2\"", [N, D, N, N, N]),
        ("int rc = IOT_Ioctl(IOTX_IOCTL_SET_PRODUCT_KEY, \"ZTUTabcd\");", [P, N, N, N, N]),
        ("HAL_SetProductKey(\"ZTUTabcd\");\nHAL_SetDeviceSecret(\"HTtewsecret1\");", [P, N, N, N, S]),
        (
            "builder.productKey(\"ZTUTabcd\").deviceKey(\"oBLcN1Ruj2\").deviceSecret(\"HTtewsecret1\").build();",
            [P, D, N, N, S],
        ),
        ("printf '%s' \"productKey=ZTUTabcd&deviceKey=oBLcN1Ruj2\"", [P, D, N, N, N]),
        (
            "curl -d '{\"productKey\":\"ZTUTabcd\",\"deviceKey\":\"oBLcN1Ruj2\"}' https://api.example/devices",
            [P, D, N, N, N],
        ),
        (
            "python activate.py --product-key ZTUTabcd --device-key oBLcN1Ruj2 --product-secret HTtewsecret1",
            [P, D, N, S, N],
        ),
        (
            "docker run -e PRODUCT_KEY=ZTUTabcd -e DEVICE_KEY=oBLcN1Ruj2 -e DEVICE_SECRET=HTtewsecret1 image:latest",
            [P, D, N, N, S],
        ),
        (
            "environment:\n  - PRODUCT_KEY=ZTUTabcd\n  - DEVICE_KEY=oBLcN1Ruj2\n  - DEVICE_SECRET=HTtewsecret1",
            [P, D, N, N, S],
        ),
        (
            "environment:\n  PRODUCT_KEY: \"ZTUTabcd\"\n  DEVICE_KEY: oBLcN1Ruj2\n  DEVICE_SECRET: 'HTtewsecret1'",
            [P, D, N, N, S],
        ),
        ("enos.productKey=ZTUTabcd\nenos.deviceKey=oBLcN1Ruj2\nenos.deviceSecret=HTtewsecret1", [P, D, N, N, S]),
        (
            "[enos]\nproduct_key = \"ZTUTabcd\"\ndevice_key = \"oBLcN1Ruj2\"\ndevice_secret = \"HTtewsecret1\" # toml",
            [P, D, N, N, S],
        ),
        ("[enos]\nproductKey=ZTUTabcd ; ini\ndeviceKey=oBLcN1Ruj2", [P, D, N, N, N]),
        ("CONFIG_ENOS_PRODUCT_KEY=\"ZTUTabcd\"\nCONFIG_ENOS_DEVICE_KEY=\"oBLcN1Ruj2\"", [P, D, N, N, N]),
        ("product_key    ZTUTabcd\ndevice_key     oBLcN1Ruj2\ndevice_secret  HTtewsecret1", [P, D, N, N, S]),
        // Logs.
        (
            "[2026-11-27 10:00:00][INFO] productKey=ZTUTabcd, deviceKey=oBLcN1Ruj2, deviceSecret=HTtewsecret1",
            [P, D, N, N, S],
        ),
        (
            "10:00:00.123 DEBUG o.e.MqttConnection - clientId: oBLcN1Ruj2|securemode=2,signmethod=sha256,timestamp=1548753362502|, username: oBLcN1Ruj2&ZTUTabcd",
            [P, D, D, N, N],
        ),
        ("I (4234) ENOS: product_key: ZTUTabcd\nI (4235) ENOS: device_key: oBLcN1Ruj2", [P, D, N, N, N]),
        ("[I/enos] product_key:ZTUTabcd, device_key:oBLcN1Ruj2", [P, D, N, N, N]),
        (
            "mosquitto_sub -h enos.example -p 11883 -i 'oBLcN1Ruj2|securemode=2,signmethod=sha256,timestamp=1548753362502|' -u 'oBLcN1Ruj2&ZTUTabcd' -P 'AB12' -t '#'",
            [P, D, D, N, N],
        ),
        (
            "1700000000: Client oBLcN1Ruj2|securemode=2,signmethod=sha256,timestamp=1| disconnected, not authorised.",
            [N, N, D, N, N],
        ),
        (
            "1700000000: Sending CONNACK to oBLcN1Ruj2|securemode=2,signmethod=sha256,timestamp=1| (0, 5)",
            [N, N, D, N, N],
        ),
        (
            "Connecting with client id: \"robot 7|securemode=3,signmethod=sha256,timestamp=1|\" and username \"test-02&a1Py84pk\"",
            ["a1Py84pk", "test-02", "robot 7", N, N],
        ),
        (
            "AT+QMTCONN=0,\"robot|securemode=3,signmethod=sha256,timestamp=1|\",\"test-02&a1Py84pk\",\"BFDB\"",
            ["a1Py84pk", "test-02", "robot", N, N],
        ),
        (
            "AT+MQTTCLIENTID=0,\"robot|securemode=3\\,signmethod=sha256\\,timestamp=1|\"\nAT+MQTTUSERNAME=0,\"test-02&a1Py84pk\"",
            ["a1Py84pk", "test-02", "robot", N, N],
        ),
        (
            "received message: topic /ext/session/ZTUTabcd/oBLcN1Ruj2/thing/activate/info payload {\"id\":\"1\",\"params\":{\"assetId\":\"a\",\"productKey\":\"ZTUTabcd\",\"deviceKey\":\"oBLcN1Ruj2\",\"deviceSecret\":\"HTtewsecret1\"}}",
            [P, D, N, N, S],
        ),
        (
            "{\"level\":\"info\",\"msg\":\"{\\\"productKey\\\":\\\"ZTUTabcd\\\",\\\"deviceKey\\\":\\\"oBLcN1Ruj2\\\"}\"}",
            [P, D, N, N, N],
        ),
        ("Device(productKey=ZTUTabcd, deviceKey=oBLcN1Ruj2, deviceSecret=HTtewsecret1)", [P, D, N, N, S]),
        ("DeviceCredential [productKey=ZTUTabcd, deviceKey=oBLcN1Ruj2, deviceSecret=HTtewsecret1]", [P, D, N, N, S]),
        ("map[deviceKey:oBLcN1Ruj2 deviceSecret:HTtewsecret1 productKey:ZTUTabcd]", [P, D, N, N, S]),
        ("{'product_key': 'ZTUTabcd', 'device_key': u'oBLcN1Ruj2', 'device_secret': b'HTtewsecret1'}", [P, D, N, N, S]),
        ("{:product_key=>\"ZTUTabcd\", :device_key=>\"oBLcN1Ruj2\"}", [P, D, N, N, N]),
        // Spreadsheets and consoles.
        ("Product Key\tDevice Key\tDevice Secret\r\nZTUTabcd\toBLcN1Ruj2\tHTtewsecret1\r\n", [P, D, N, N, S]),
        (
            "\"Product Key\";\"Device Key\";\"Device Secret\"\r\n\"ZTUTabcd\";\"oBLcN1Ruj2\";\"HTtewsecret1\"",
            [P, D, N, N, S],
        ),
        ("\u{feff}Device Name,Device Key,Product Key,Asset ID\nInverter 1,oBLcN1Ruj2,ZTUTabcd,a1", [P, D, N, N, N]),
        (
            "Please fill in every column\nDevice Name,Device Key,Product Key\n\"Inverter, north\",oBLcN1Ruj2,ZTUTabcd",
            [P, D, N, N, N],
        ),
        ("设备名称\t设备Key\t产品Key\t设备密钥\n逆变器\toBLcN1Ruj2\tZTUTabcd\tHTtewsecret1", [P, D, N, N, S]),
        ("设备名称，设备Key，产品Key\n逆变器，oBLcN1Ruj2，ZTUTabcd", [P, D, N, N, N]),
        ("Product Key,ZTUTabcd\nDevice Key,oBLcN1Ruj2\nDevice Secret,HTtewsecret1", [P, D, N, N, S]),
        ("Product Key\tZTUTabcd\nDevice Key\toBLcN1Ruj2\nDevice Secret\tHTtewsecret1", [P, D, N, N, S]),
        ("Parameter;Value\nProduct Key;ZTUTabcd\nDevice Secret;\"HT;tew\"", [P, N, N, N, "HT;tew"]),
        ("productKey|deviceKey|deviceSecret\nZTUTabcd|oBLcN1Ruj2|HTtewsecret1", [P, D, N, N, S]),
        ("Product Key,Device Key\nZTUTabcd,00123456", [P, "00123456", N, N, N]),
        ("Product Key (PK),Device Key (DK),Device Secret (DS)\nZTUTabcd,oBLcN1Ruj2,HTtewsecret1", [P, D, N, N, S]),
        ("*Product Key,*Device Key\nZTUTabcd,oBLcN1Ruj2", [P, D, N, N, N]),
        ("Product Key\nZTUTabcd\nDevice Key\noBLcN1Ruj2\nDevice Secret\nHTtewsecret1\nCopy", [P, D, N, N, S]),
        ("Product Key:\tZTUTabcd\tCopy\nDevice Key:\toBLcN1Ruj2\tCopy", [P, D, N, N, N]),
        // Chat, Markdown, tickets.
        ("PK：ZTUTabcd\nDK：oBLcN1Ruj2\nDS：HTtewsecret1", [P, D, N, N, S]),
        ("产品Key: ZTUTabcd；设备Key: oBLcN1Ruj2；设备密钥: HTtewsecret1。", [P, D, N, N, S]),
        ("ProductKey为ZTUTabcd，DeviceKey为oBLcN1Ruj2", [P, D, N, N, N]),
        ("（产品Key：ZTUTabcd，设备Key：oBLcN1Ruj2）", [P, D, N, N, N]),
        ("device key is \"oBLcN1Ruj2\", product key is \"ZTUTabcd\".", [P, D, N, N, N]),
        ("Device secret: 'HTtewsecret1', thanks", [N, N, N, N, S]),
        ("*Product Key:* ZTUTabcd\n*Device Key:* oBLcN1Ruj2\n*Device Secret:* HTtewsecret1", [P, D, N, N, S]),
        ("|| Product Key || Device Key ||\n| ZTUTabcd | oBLcN1Ruj2 |", [P, D, N, N, N]),
        ("|*Product Key*|ZTUTabcd|\n|*Device Key*|oBLcN1Ruj2|", [P, D, N, N, N]),
        ("{code}\nproductKey=ZTUTabcd\ndeviceKey=oBLcN1Ruj2\n{code}", [P, D, N, N, N]),
        ("```json\n{\"productKey\": \"ZTUTabcd\", \"deviceKey\": \"oBLcN1Ruj2\"}\n```", [P, D, N, N, N]),
        ("```yaml\nproductKey: ZTUTabcd\ndeviceKey: oBLcN1Ruj2\n```", [P, D, N, N, N]),
        ("- Product Key: `ZTUTabcd`\n- Device Key: `oBLcN1Ruj2`\n- Device Secret: `HTtewsecret1`", [P, D, N, N, S]),
        ("**Product Key**: ZTUTabcd  \n**Device Key**: oBLcN1Ruj2  ", [P, D, N, N, N]),
        ("> Product Key: ZTUTabcd\n> Device Key: oBLcN1Ruj2", [P, D, N, N, N]),
        ("<li><b>Product Key:</b> ZTUTabcd</li><li><b>Device Key:</b> oBLcN1Ruj2</li>", [P, D, N, N, N]),
        (
            "<tr><td>Product Key</td><td>ZTUTabcd</td></tr><tr><td>Device Key</td><td>oBLcN1Ruj2</td></tr>",
            [P, D, N, N, N],
        ),
        (
            "<input name=\"productKey\" value=\"ZTUTabcd\"/><input name=\"deviceKey\" value=\"oBLcN1Ruj2\"/>",
            [P, D, N, N, N],
        ),
        (
            "<property name=\"productKey\">ZTUTabcd</property>\n<property name=\"deviceKey\">oBLcN1Ruj2</property>",
            [P, D, N, N, N],
        ),
        // JSON of tools.
        (
            r#"[{"id":"x","type":"mqtt-broker","clientid":"oBLcN1Ruj2|securemode=2,signmethod=sha256,timestamp=1|","credentials":{"user":"oBLcN1Ruj2&ZTUTabcd","password":"AB"}}]"#,
            [P, D, D, N, N],
        ),
        (
            r#"{"variable":[{"key":"productKey","value":"ZTUTabcd"},{"key":"deviceKey","value":"oBLcN1Ruj2"},{"key":"deviceSecret","value":"HTtewsecret1"}]}"#,
            [P, D, N, N, S],
        ),
        (
            r#"{"env":[{"name":"PRODUCT_KEY","value":"ZTUTabcd"},{"name":"DEVICE_KEY","value":"oBLcN1Ruj2"}]}"#,
            [P, D, N, N, N],
        ),
        (
            r#"{"code":0,"data":{"orgId":"o1","productKey":"ZTUTabcd","deviceKey":"oBLcN1Ruj2","deviceSecret":"HTtewsecret1","deviceName":{"defaultValue":"x"}}}"#,
            [P, D, N, N, S],
        ),
        (
            "apiVersion: v1\nkind: Secret\nstringData:\n  productKey: ZTUTabcd\n  deviceKey: oBLcN1Ruj2\n  deviceSecret: HTtewsecret1",
            [P, D, N, N, S],
        ),
        (
            "- name: PRODUCT_KEY\n  value: ZTUTabcd\n- name: DEVICE_SECRET\n  valueFrom:\n    secretKeyRef:\n      name: enos\n      key: deviceSecret",
            [P, N, N, N, N],
        ),
        (
            "sign_mqtt.clientid: oBLcN1Ruj2|securemode=2,signmethod=sha256,timestamp=2524608000000|\nsign_mqtt.username: oBLcN1Ruj2&ZTUTabcd\nsign_mqtt.password: AB12",
            [P, D, D, N, N],
        ),
    ];
    let mut wrong = Vec::new();
    for (text, wanted) in texts {
        let found = found(text);
        if found[..5] != *wanted {
            wrong.push((text, found, reasons(text)));
        }
    }
    let count = wrong.len();
    let list: Vec<_> = wrong.iter().map(|(text, found, why)| format!("{text}\n   {found:?}\n   {why:?}")).collect();
    assert!(wrong.is_empty(), "{count} of {}:\n{}", texts.len(), list.join("\n\n"));
}
