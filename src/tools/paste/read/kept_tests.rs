//! Texts of every kind with invented values, kept apart from those with which the reader was made.
use super::formats_tests::{read, reasons, values};

const P: &str = "Kq8ZmT3v";
const D: &str = "dev-7Hs2";
const S: &str = "Zk3PsecA9wq";
const K: &str = "Wm9DsecB4xt";
const N: &str = "-";

/// A text, and of each device in it: product key, device key, client id, product secret, device secret.
type Case<'a> = (&'a str, &'a [[&'a str; 5]]);

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (text, wanted) in cases {
        let found: Vec<_> =
            read(text).records.iter().map(values).filter(|row| row.iter().any(|value| value != N)).collect();
        let is_right =
            found.len() == wanted.len() && found.iter().zip(*wanted).all(|(found, wanted)| found[..5] == *wanted);
        if !is_right {
            wrong.push(format!("{text}\n   {found:?}\n   {:?}", reasons(text)));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

#[test]
fn reads_tables() {
    check(&[
        // csv quoted comma+dq
        ("Product Key,Device Key,Device Secret\nKq8ZmT3v,dev-7Hs2,\"a\"\"b,c;d\"", &[[P, D, N, N, "a\"b,c;d"]]),
        // csv crlf + linebreak in note
        (
            "Note,Product Key,Device Key,Device Secret\r\n\"hall 2\r\nleft, \"\"upper\"\" row\",Kq8ZmT3v,dev-7Hs2,Wm9DsecB4xt\r\n",
            &[[P, D, N, N, K]],
        ),
        // csv inch mark in client id
        (
            "Product Key,Device Key,Client ID,Device Secret\nKq8ZmT3v,dev-7Hs2,7\" panel,Wm9DsecB4xt",
            &[[P, D, "7\" panel", N, K]],
        ),
        // csv inch marks two cells
        (
            "Size,Product Key,Device Key,Size 2,Device Secret\n3/4\",Kq8ZmT3v,dev-7Hs2,1 1/2\" pipe,Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // tsv with quotes
        (
            "Product Key\tRemark\tDevice Key\tDevice Secret\nKq8ZmT3v\tsays \"ok\"\tdev-7Hs2\tWm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // tsv empty cells
        (
            "Product Key\tDevice Key\tDevice Secret\nKq8ZmT3v\tdev-7Hs2\tWm9DsecB4xt\nKq8ZmT3v\tdev-2\t\n",
            &[[P, D, N, N, K], [P, "dev-2", N, N, N]],
        ),
        // semicolon, decimal commas
        (
            "Device Name;Power;Product Key;Device Key;Device Secret\nINV;12,5;Kq8ZmT3v;dev-7Hs2;Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // semicolons under comma head
        ("Product Key,Device Key,Device Secret\nKq8ZmT3v;dev-7Hs2;Wm9DsecB4xt", &[]),
        // tabs under comma head
        ("Product Key,Device Key,Device Secret\nKq8ZmT3v\tdev-7Hs2\tWm9DsecB4xt", &[]),
        // commas under semicolon head
        ("Product Key;Device Key;Device Secret\nKq8ZmT3v,dev-7Hs2,Wm9DsecB4xt", &[]),
        // short row between good
        (
            "Product Key,Device Key,Device Secret\nKq8ZmT3v,dev-7Hs2,Wm9DsecB4xt\nKq8ZmT3v,dev-2\nKq8ZmT3v,dev-3,sec33333",
            &[[P, D, N, N, K], [P, "dev-3", N, N, "sec33333"]],
        ),
        // long row (secret with comma unquoted)
        ("Product Key,Device Key,Device Secret\nKq8ZmT3v,dev-7Hs2,ab,cd", &[]),
        // sep= line of excel
        ("sep=;\r\nProduct Key;Device Key;Device Secret\r\nKq8ZmT3v;dev-7Hs2;Wm9DsecB4xt\r\n", &[[P, D, N, N, K]]),
        // bom, quoted head
        (
            "\u{feff}\"Product Key\",\"Device Key\",\"Device Secret\"\r\n\"Kq8ZmT3v\",\"dev-7Hs2\",\"Wm9DsecB4xt\"\r\n",
            &[[P, D, N, N, K]],
        ),
        // title above table
        (
            "Device list 2026-03\n\nNo,Product Key,Device Key,Device Secret\n1,Kq8ZmT3v,dev-7Hs2,Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // transposed csv one device
        ("Product Key,Kq8ZmT3v\nDevice Key,dev-7Hs2\nDevice Secret,Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // transposed csv two devices
        (
            "Product Key,Kq8ZmT3v,Kq8ZmT3v\nDevice Key,a-1,a-2\nDevice Secret,sec11111,sec22222",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // transposed tsv head row
        (
            "Field\tDevice 1\tDevice 2\nProduct Key\tKq8ZmT3v\tKq8ZmT3v\nDevice Key\ta-1\ta-2\nDevice Secret\tsec11111\tsec22222",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // secret starting with =
        ("Product Key,Device Key,Device Secret\nKq8ZmT3v,dev-7Hs2,=Ab3dEf9+", &[[P, D, N, N, "=Ab3dEf9+"]]),
        // secret starting with apostrophe
        ("Product Key,Device Key,Device Secret\nKq8ZmT3v,dev-7Hs2,'Ab3dEf9", &[[P, D, N, N, "'Ab3dEf9"]]),
        // secret base64 ==
        ("Product Key,Device Key,Device Secret\nKq8ZmT3v,dev-7Hs2,Ab3dEf9+/Q==", &[[P, D, N, N, "Ab3dEf9+/Q=="]]),
        // chinese table wide
        ("产品Key\t设备Key\t设备密钥\nKq8ZmT3v\tdev-7Hs2\tWm9DsecB4xt", &[[P, D, N, N, K]]),
        // chinese table head 设备Secret
        ("设备Key,设备Secret,产品Key\ndev-7Hs2,Wm9DsecB4xt,Kq8ZmT3v", &[[P, D, N, N, K]]),
        // html table
        (
            "<table><tr><th>Product Key</th><th>Device Key</th><th>Device Secret</th></tr>\n<tr><td>Kq8ZmT3v</td><td>dev-7Hs2</td><td>Wm9DsecB4xt</td></tr></table>",
            &[[P, D, N, N, K]],
        ),
        // psql output
        (
            " product_key | device_key | device_secret \n-------------+------------+---------------\n Kq8ZmT3v    | dev-7Hs2   | Wm9DsecB4xt\n(1 row)",
            &[[P, D, N, N, K]],
        ),
        // mysql output
        (
            "+-------------+------------+---------------+\n| product_key | device_key | device_secret |\n+-------------+------------+---------------+\n| Kq8ZmT3v    | dev-7Hs2   | Wm9DsecB4xt   |\n+-------------+------------+---------------+",
            &[[P, D, N, N, K]],
        ),
        // mysql \G
        (
            "*************************** 1. row ***************************\n  product_key: Kq8ZmT3v\n   device_key: dev-7Hs2\ndevice_secret: Wm9DsecB4xt\n1 row in set (0.00 sec)",
            &[[P, D, N, N, K]],
        ),
    ]);
}

#[test]
fn reads_markdown() {
    check(&[
        // md table two devices
        (
            "| Product Key | Device Key | Device Secret |\n|:---|:---:|---:|\n| `Kq8ZmT3v` | `a-1` | `sec11111` |\n| `Kq8ZmT3v` | `a-2` | `sec22222` |",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // md bold list
        (
            "* **Product Key** — `Kq8ZmT3v`\n* **Device Key** — `dev-7Hs2`\n* **Device Secret** — `Wm9DsecB4xt`",
            &[[P, D, N, N, K]],
        ),
        // md bold colon inside ticks
        (
            "- **Product Key:** `Kq8ZmT3v`\n- **Device Key:** `dev-7Hs2`\n- **Device Secret:** `Wm9DsecB4xt`",
            &[[P, D, N, N, K]],
        ),
        // md secret with underscores/stars
        ("**Device Key:** dev-7Hs2\n**Device Secret:** `a*b_c*d_9`", &[[N, D, N, N, "a*b_c*d_9"]]),
        // md numbered heading
        (
            "## 1. Product Key\nKq8ZmT3v\n## 2. Device Key\ndev-7Hs2\n## 3. Device Secret\nWm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // md blockquote fenced
        (
            "> ```\n> PRODUCT_KEY=Kq8ZmT3v\n> DEVICE_KEY=dev-7Hs2\n> DEVICE_SECRET=Wm9DsecB4xt\n> ```",
            &[[P, D, N, N, K]],
        ),
        // md checkbox
        (
            "- [x] Product Key: Kq8ZmT3v\n- [x] Device Key: dev-7Hs2\n- [ ] Device Secret: Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // md table escaped pipe in secret
        (
            "| Product Key | Device Key | Device Secret |\n|---|---|---|\n| Kq8ZmT3v | dev-7Hs2 | ab\\|cd99 |",
            &[[P, D, N, N, "ab|cd99"]],
        ),
        // md escaped underscore
        ("product\\_key: Kq8ZmT3v\ndevice\\_key: dev-7Hs2\ndevice\\_secret: Wm9DsecB4xt", &[[P, D, N, N, K]]),
    ]);
}

#[test]
fn reads_json_of_many_forms() {
    check(&[
        // json nested device/product
        (
            "{\"product\":{\"productKey\":\"Kq8ZmT3v\",\"productSecret\":\"Zk3PsecA9wq\"},\"device\":{\"deviceKey\":\"dev-7Hs2\",\"deviceSecret\":\"Wm9DsecB4xt\"}}",
            &[[P, D, N, S, K]],
        ),
        // json array of devices
        (
            "{\"productKey\":\"Kq8ZmT3v\",\"devices\":[{\"deviceKey\":\"a-1\",\"deviceSecret\":\"sec11111\"},{\"deviceKey\":\"a-2\",\"deviceSecret\":\"sec22222\"}]}",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // json escaped twice
        (
            "{\"body\":\"{\\\"data\\\":\\\"{\\\\\\\"productKey\\\\\\\":\\\\\\\"Kq8ZmT3v\\\\\\\",\\\\\\\"deviceKey\\\\\\\":\\\\\\\"dev-7Hs2\\\\\\\",\\\\\\\"deviceSecret\\\\\\\":\\\\\\\"Wm9DsecB4xt\\\\\\\"}\\\"}\"}",
            &[[P, D, N, N, K]],
        ),
        // json unicode escape/slash
        (
            "{\"productKey\":\"Kq8ZmT3v\",\"deviceKey\":\"dev-7Hs2\",\"deviceSecret\":\"a\\/b\\u003cc\"}",
            &[[P, D, N, N, "a/b<c"]],
        ),
        // json lines
        (
            "{\"productKey\":\"Kq8ZmT3v\",\"deviceKey\":\"a-1\",\"deviceSecret\":\"sec11111\"}\n{\"productKey\":\"Kq8ZmT3v\",\"deviceKey\":\"a-2\",\"deviceSecret\":\"sec22222\"}",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // json5
        (
            "{\n  productKey: 'Kq8ZmT3v',\n  deviceKey: 'dev-7Hs2', /* roof */\n  deviceSecret: 'Wm9DsecB4xt',\n}",
            &[[P, D, N, N, K]],
        ),
        // json smart quotes
        ("{“productKey”: “Kq8ZmT3v”, “deviceKey”: “dev-7Hs2”, “deviceSecret”: “Wm9DsecB4xt”}", &[[P, D, N, N, K]]),
        // json trailing comma in log line
        (
            "2026-04-01T10:00:00Z INFO body={\"productKey\":\"Kq8ZmT3v\",\"deviceKey\":\"dev-7Hs2\",\"deviceSecret\":\"Wm9DsecB4xt\"} took=4ms",
            &[[P, D, N, N, K]],
        ),
        // json with secret that ends in backslash
        ("{\"productKey\":\"Kq8ZmT3v\",\"deviceSecret\":\"ab\\\\\"}", &[[P, N, N, N, "ab\\"]]),
        // json postman
        (
            "{\"name\":\"env\",\"values\":[{\"key\":\"productKey\",\"value\":\"Kq8ZmT3v\",\"enabled\":true},{\"key\":\"deviceKey\",\"value\":\"dev-7Hs2\",\"enabled\":true},{\"key\":\"deviceSecret\",\"value\":\"Wm9DsecB4xt\",\"type\":\"secret\"}]}",
            &[[P, D, N, N, K]],
        ),
        // json null secret
        ("{\"productKey\":\"Kq8ZmT3v\",\"deviceKey\":\"dev-7Hs2\",\"deviceSecret\":null}", &[[P, D, N, N, N]]),
        // json placeholders
        (
            "{\"productKey\":\"<PRODUCT_KEY>\",\"deviceKey\":\"your-device-key\",\"deviceSecret\":\"YOUR_DEVICE_SECRET\"}",
            &[],
        ),
    ]);
}

#[test]
fn reads_yaml_toml_ini_and_environments() {
    check(&[
        // yaml nested
        (
            "enos:\n  product:\n    key: Kq8ZmT3v\n    secret: Zk3PsecA9wq\n  device:\n    key: dev-7Hs2\n    secret: Wm9DsecB4xt\n",
            &[[P, D, N, S, K]],
        ),
        // yaml quoted with comment
        (
            "productKey: \"Kq8ZmT3v\" # product\ndeviceKey: 'dev-7Hs2' # roof\ndeviceSecret: \"a#b: c\" # keep\n",
            &[[P, D, N, N, "a#b: c"]],
        ),
        // yaml list of devices
        (
            "productKey: Kq8ZmT3v\ndevices:\n  - deviceKey: a-1\n    deviceSecret: sec11111\n  - deviceKey: a-2\n    deviceSecret: sec22222\n",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // yaml folded
        ("product_key: Kq8ZmT3v\ndevice_key: dev-7Hs2\ndevice_secret: >-\n  Wm9DsecB4xt\n", &[[P, D, N, N, K]]),
        // k8s env valueFrom
        (
            "env:\n  - name: PRODUCT_KEY\n    value: \"Kq8ZmT3v\"\n  - name: DEVICE_SECRET\n    value: \"Wm9DsecB4xt\"\n",
            &[[P, N, N, N, K]],
        ),
        // toml dotted
        (
            "enos.product_key = \"Kq8ZmT3v\"\nenos.device_key = \"dev-7Hs2\"\nenos.device_secret = 'Wm9DsecB4xt' # literal\n",
            &[[P, D, N, N, K]],
        ),
        // toml array tables
        (
            "[[device]]\nproduct_key = \"Kq8ZmT3v\"\ndevice_key = \"a-1\"\ndevice_secret = \"sec11111\"\n\n[[device]]\nproduct_key = \"Kq8ZmT3v\"\ndevice_key = \"a-2\"\ndevice_secret = \"sec22222\"\n",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // toml inline table
        (
            "device = { product_key = \"Kq8ZmT3v\", device_key = \"dev-7Hs2\", device_secret = \"Wm9DsecB4xt\" }",
            &[[P, D, N, N, K]],
        ),
        // ini semicolon secret with =
        (
            "[device]\nProductKey = Kq8ZmT3v\nDeviceKey = dev-7Hs2\nDeviceSecret = k9==\n; old one\n;DeviceSecret = oldoldold",
            &[[P, D, N, N, "k9=="]],
        ),
        // ini sections short
        (
            "[product]\nkey=Kq8ZmT3v\nsecret=Zk3PsecA9wq\n[device]\nkey=dev-7Hs2\nsecret=Wm9DsecB4xt\n",
            &[[P, D, N, S, K]],
        ),
        // env export
        (
            "export PRODUCT_KEY=Kq8ZmT3v\nexport DEVICE_KEY=\"dev-7Hs2\"\nexport DEVICE_SECRET='Wm9DsecB4xt'\n",
            &[[P, D, N, N, K]],
        ),
        // env with hash in secret
        ("PRODUCT_KEY=Kq8ZmT3v\nDEVICE_KEY=dev-7Hs2\nDEVICE_SECRET=ab#cd9\n", &[[P, D, N, N, "ab#cd9"]]),
        // env dollar
        ("PRODUCT_KEY=Kq8ZmT3v\nDEVICE_KEY=dev-7Hs2\nDEVICE_SECRET='a$b$c9'\n", &[[P, D, N, N, "a$b$c9"]]),
        // windows set
        (
            "set PRODUCT_KEY=Kq8ZmT3v\r\nset DEVICE_KEY=dev-7Hs2\r\nset \"DEVICE_SECRET=Wm9DsecB4xt\"\r\n",
            &[[P, D, N, N, K]],
        ),
        // powershell
        (
            "$env:PRODUCT_KEY = \"Kq8ZmT3v\"\n$env:DEVICE_KEY = \"dev-7Hs2\"\n$env:DEVICE_SECRET = \"Wm9DsecB4xt\"",
            &[[P, D, N, N, K]],
        ),
        // dockerfile
        ("ENV PRODUCT_KEY=Kq8ZmT3v \\\n    DEVICE_KEY=dev-7Hs2 \\\n    DEVICE_SECRET=Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // java properties escaped
        ("product.key=Kq8ZmT3v\ndevice.key=dev-7Hs2\ndevice.secret=a\\=b\\:c", &[[P, D, N, N, "a=b:c"]]),
    ]);
}

#[test]
fn reads_source_code() {
    check(&[
        // c define padded comments
        (
            "#define ENOS_PRODUCT_KEY     \"Kq8ZmT3v\" /* product */\n#define ENOS_DEVICE_KEY      \"dev-7Hs2\" // device\n#define ENOS_DEVICE_SECRET   (\"Wm9DsecB4xt\")\n",
            &[[P, D, N, N, K]],
        ),
        // c struct designated
        (
            "static const enos_cfg_t cfg = {\n    .product_key = \"Kq8ZmT3v\",\n    .device_key = \"dev-7Hs2\",\n    .device_secret = \"Wm9DsecB4xt\",\n};",
            &[[P, D, N, N, K]],
        ),
        // c continuation in parens
        (
            "#define PRODUCT_KEY \\\n    \"Kq8ZmT3v\"\n#define DEVICE_KEY \\\n    \"dev-7Hs2\"\n#define DEVICE_SECRET \\\n    (\"Wm9DsecB4xt\")",
            &[[P, D, N, N, K]],
        ),
        // c commented out old
        (
            "//#define DEVICE_SECRET \"oldoldold1\"\n#define PRODUCT_KEY \"Kq8ZmT3v\"\n#define DEVICE_KEY \"dev-7Hs2\"\n#define DEVICE_SECRET \"Wm9DsecB4xt\"",
            &[[P, D, N, N, K]],
        ),
        // c ifdef
        (
            "#ifndef PRODUCT_KEY\n#define PRODUCT_KEY \"Kq8ZmT3v\"\n#endif\n#ifndef DEVICE_KEY\n#define DEVICE_KEY \"dev-7Hs2\"\n#endif\n#define DEVICE_SECRET \"Wm9DsecB4xt\"\n",
            &[[P, D, N, N, K]],
        ),
        // c wide/adjacent strings
        ("#define PRODUCT_KEY L\"Kq8ZmT3v\"\n#define DEVICE_SECRET \"Wm9Dsec\" \"B4xt\"", &[[P, N, N, N, N]]),
        // c snprintf user
        ("snprintf(buf, sizeof buf, \"%s&%s\", device_key, product_key);", &[]),
        // esp sdkconfig
        (
            "CONFIG_PRODUCT_KEY=\"Kq8ZmT3v\"\nCONFIG_DEVICE_KEY=\"dev-7Hs2\"\n# CONFIG_DEVICE_NAME is not set\nCONFIG_DEVICE_SECRET=\"Wm9DsecB4xt\"",
            &[[P, D, N, N, K]],
        ),
        // py bytes
        (
            "product_key = b'Kq8ZmT3v'  # bytes\ndevice_key = u'dev-7Hs2'\ndevice_secret = b\"Wm9DsecB4xt\"",
            &[[P, D, N, N, K]],
        ),
        // py dict repr
        ("{'productKey': 'Kq8ZmT3v', 'deviceKey': b'dev-7Hs2', 'deviceSecret': u'Wm9DsecB4xt'}", &[[P, D, N, N, K]]),
        // py call kwargs
        (
            "client = Client(product_key='Kq8ZmT3v', device_key='dev-7Hs2',\n                device_secret='Wm9DsecB4xt')  # noqa",
            &[[P, D, N, N, K]],
        ),
        // py typed/os.environ default
        (
            "PRODUCT_KEY: Final[str] = \"Kq8ZmT3v\"\nDEVICE_KEY = os.environ.get(\"DEVICE_KEY\", \"dev-7Hs2\")\nDEVICE_SECRET = os.getenv(\"DEVICE_SECRET\") or \"Wm9DsecB4xt\"",
            &[[P, D, N, N, N]],
        ),
        // py tuple assign
        ("product_key, device_key, device_secret = \"Kq8ZmT3v\", \"dev-7Hs2\", \"Wm9DsecB4xt\"", &[[P, D, N, N, K]]),
        // java builder
        (
            "new MqttConfig()\n    .setProductKey(\"Kq8ZmT3v\")\n    .setDeviceKey(\"dev-7Hs2\")\n    .setDeviceSecret(\"Wm9DsecB4xt\"); // 设备密钥",
            &[[P, D, N, N, K]],
        ),
        // java spring @Value
        (
            "@Value(\"${enos.productKey:Kq8ZmT3v}\")\nprivate String productKey;\n@Value(\"${enos.deviceKey:dev-7Hs2}\")\nprivate String deviceKey;\nprivate String deviceSecret = \"Wm9DsecB4xt\";",
            &[[P, D, N, N, K]],
        ),
        // js object one line
        (
            "connect({ productKey: 'Kq8ZmT3v', deviceKey: \"dev-7Hs2\", deviceSecret: `Wm9DsecB4xt` });",
            &[[P, D, N, N, K]],
        ),
        // go struct
        (
            "cfg := Config{\n\tProductKey:   \"Kq8ZmT3v\",\n\tDeviceKey:    \"dev-7Hs2\", // roof\n\tDeviceSecret: \"Wm9DsecB4xt\",\n}",
            &[[P, D, N, N, K]],
        ),
        // rust struct
        (
            "Config {\n    product_key: \"Kq8ZmT3v\".into(),\n    device_key: \"dev-7Hs2\".to_string(),\n    device_secret: String::from(\"Wm9DsecB4xt\"),\n}",
            &[[P, D, N, N, K]],
        ),
        // csharp verbatim
        (
            "var o = new Options { ProductKey = @\"Kq8ZmT3v\", DeviceKey = $\"dev-7Hs2\", DeviceSecret = \"Wm9DsecB4xt\" };",
            &[[P, D, N, N, K]],
        ),
        // kotlin named
        (
            "Device(productKey = \"Kq8ZmT3v\", deviceKey = \"dev-7Hs2\", deviceSecret = \"Wm9DsecB4xt\")",
            &[[P, D, N, N, K]],
        ),
        // secret with // inside quotes
        ("String productKey = \"Kq8ZmT3v\"; String deviceSecret = \"a//b#c\"; // end", &[[P, N, N, N, "a//b#c"]]),
        // arduino
        (
            "const char* PRODUCT_KEY = \"Kq8ZmT3v\";\nconst char* DEVICE_KEY  = \"dev-7Hs2\";\nconst char  DEVICE_SECRET[] = \"Wm9DsecB4xt\";",
            &[[P, D, N, N, K]],
        ),
    ]);
}

#[test]
fn reads_logs_and_commands_of_modems() {
    check(&[
        // log4j
        (
            "2026-05-06 08:00:01.123  INFO 1 --- [main] c.e.Demo : productKey=Kq8ZmT3v deviceKey=dev-7Hs2 deviceSecret=Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // mosquitto new client
        (
            "1788904294: New client connected from 10.0.0.7:51234 as dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000| (p2, c1, k30, u'dev-7Hs2&Kq8ZmT3v').",
            &[[P, D, D, N, N]],
        ),
        // paho python log
        (
            "DEBUG:enos:Sending CONNECT (u1, p1, wr0, wq0, wf0, c1, k60) client_id=b'dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|' username=b'dev-7Hs2&Kq8ZmT3v'",
            &[[P, D, D, N, N]],
        ),
        // emqx log
        (
            "2026-05-06T08:00:01+00:00 [warning] clientid: dev-7Hs2|securemode=3,signmethod=sha256,timestamp=1788904294000|, username: dev-7Hs2&Kq8ZmT3v, peername: 10.0.0.7:51234, msg: authorization_failed",
            &[[P, D, D, N, N]],
        ),
        // syslog logfmt
        (
            "May  6 08:00:01 gw enosd[411]: level=info product_key=Kq8ZmT3v device_key=\"dev-7Hs2\" device_secret=Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // log Device{..}
        (
            "Device{productKey='Kq8ZmT3v', deviceKey='dev-7Hs2', deviceSecret='Wm9DsecB4xt', assetId=null}",
            &[[P, D, N, N, K]],
        ),
        // log masked
        ("productKey=Kq8ZmT3v, deviceKey=dev-7Hs2, deviceSecret=Wm****xt", &[[P, D, N, N, N]]),
        // log android
        (
            "D/EnOS(1234): productKey : Kq8ZmT3v\nD/EnOS(1234): deviceKey : dev-7Hs2\nD/EnOS(1234): deviceSecret : Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // AT cmd quectel
        (
            "AT+QMTCONN=1,\"robot-9|securemode=2,signmethod=sha256,timestamp=1548753362502|\",\"robot-9&a1Py84pk\",\"AB00\"\r\nOK",
            &[["a1Py84pk", "robot-9", "robot-9", N, N]],
        ),
        // AT esp
        (
            "AT+MQTTUSERCFG=0,1,\"robot-9|securemode=2\\,signmethod=sha256\\,timestamp=1548753362502|\",\"robot-9&a1Py84pk\",\"AB00\",0,0,\"\"",
            &[["a1Py84pk", "robot-9", "robot-9", N, N]],
        ),
    ]);
}

#[test]
fn reads_mails_and_chats() {
    check(&[
        // mail with stops
        (
            "Hi Li,\n\nthe product key is Kq8ZmT3v. The device key is dev-7Hs2. The device secret is \"Wm9DsecB4xt\".\n\nBest",
            &[[P, D, N, N, K]],
        ),
        // mail secret at end with stop
        ("Product key: Kq8ZmT3v, device key: dev-7Hs2, device secret: Wm9DsecB4xt.", &[[P, D, N, N, "Wm9DsecB4xt."]]),
        // chat one line
        ("pk Kq8ZmT3v dk dev-7Hs2 ds Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // chat slack
        ("bob [10:32 AM]\nPK: `Kq8ZmT3v`\nDK: `dev-7Hs2`\nDS: `Wm9DsecB4xt` :thumbsup:", &[[P, D, N, N, K]]),
        // wechat
        ("张工：产品Key是Kq8ZmT3v，设备Key是dev-7Hs2，设备密钥是Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // chinese mail fullwidth
        ("您好，\n产品Ｋｅｙ：Kq8ZmT3v；\n设备Ｋｅｙ：dev-7Hs2；\n设备密钥：Wm9DsecB4xt；\n谢谢！", &[[P, D, N, N, K]]),
        // chinese brackets exact
        (
            "产品密钥（ProductKey）：Kq8ZmT3v\n设备密钥（DeviceKey）：dev-7Hs2\n设备密钥（DeviceSecret）：Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // chinese exact wo colon
        (
            "产品标识(productKey) = Kq8ZmT3v，设备标识(deviceKey) = dev-7Hs2，密钥(deviceSecret) = Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // quoted mail >
        ("> > Product Key: Kq8ZmT3v\n> > Device Key: dev-7Hs2\n> > Device Secret: Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // mail with nbsp
        ("Product Key:\u{a0}Kq8ZmT3v\nDevice Key:\u{a0}dev-7Hs2\nDevice Secret:\u{a0}Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // secret ends with ?
        ("Device Key: dev-7Hs2\nDevice Secret: aB3?cd9!", &[[N, D, N, N, "aB3?cd9!"]]),
        // secret ends with ) and =
        ("DK=dev-7Hs2\nDS=aB3(cd9)=", &[[N, D, N, N, "aB3(cd9)="]]),
        // secret ends with ,
        ("{\"deviceKey\":\"dev-7Hs2\",\"deviceSecret\":\"aB3cd9,\"}", &[[N, D, N, N, "aB3cd9,"]]),
    ]);
}

#[test]
fn reads_labels_and_codes() {
    check(&[
        // label slash spaces
        ("Product key: Kq8ZmT3v / Device key: dev-7Hs2 / Product secret: Zk3PsecA9wq", &[[P, D, N, S, N]]),
        // label slash compact
        ("PK:Kq8ZmT3v/DK:dev-7Hs2/PS:Zk3PsecA9wq", &[[P, D, N, S, N]]),
        // label secret holding slash
        ("PK:Kq8ZmT3v / DK:dev-7Hs2 / PS:Ab/cd+9/Z=", &[[P, D, N, "Ab/cd+9/Z=", N]]),
        // label SN
        ("PK:Kq8ZmT3v DK:dev-7Hs2 SN:SN0012 PS:Zk3PsecA9wq", &[[P, D, "SN0012", S, N]]),
        // label fullwidth slash
        ("ＰＫ：Kq8ZmT3v／ＤＫ：dev-7Hs2／ＰＳ：Zk3PsecA9wq", &[[P, D, N, S, N]]),
        // label pipes
        ("PK=Kq8ZmT3v|DK=dev-7Hs2|PS=Zk3PsecA9wq", &[[P, D, N, S, N]]),
        // label mac
        ("PK:Kq8ZmT3v,DK:00:1B:44:11:3A:B7,PS:Zk3PsecA9wq", &[[P, "00:1B:44:11:3A:B7", N, S, N]]),
        // url query
        ("https://go.example/d?productKey=Kq8ZmT3v&deviceKey=dev-7Hs2&deviceSecret=Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // url short pk dk ds pct
        ("https://go.example/d?pk=Kq8ZmT3v&dk=dev-7Hs2&ds=a%2Bb%2Fc%3D", &[[P, D, N, N, "a+b/c="]]),
        // url fragment
        ("https://go.example/#/add?pk=Kq8ZmT3v&dk=dev-7Hs2&ds=Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // qr custom scheme
        ("enos://device?pk=Kq8ZmT3v&dk=dev-7Hs2&ds=Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // qr semicolon
        ("ENOS:PK:Kq8ZmT3v;DK:dev-7Hs2;PS:Zk3PsecA9wq;;", &[[P, D, N, S, N]]),
        // qr json
        ("{\"pk\":\"Kq8ZmT3v\",\"dk\":\"dev-7Hs2\",\"ds\":\"Wm9DsecB4xt\"}", &[[P, D, N, N, K]]),
        // qr query only
        ("pk=Kq8ZmT3v&dk=dev-7Hs2&ds=Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // qr space sep
        ("pk:Kq8ZmT3v dk:dev-7Hs2 ds:Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // wss gateway url & keys
        ("wss://gw.example/mqtt\nPK: Kq8ZmT3v\nDK: dev-7Hs2", &[[P, D, N, N, N]]),
    ]);
}

#[test]
fn reads_what_mqtt_clients_export() {
    check(&[
        // mqttx json
        (
            "[{\"clientId\":\"dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|\",\"name\":\"enos\",\"clean\":true,\"protocol\":\"mqtt\",\"host\":\"mq.example\",\"port\":11883,\"keepalive\":60,\"username\":\"dev-7Hs2&Kq8ZmT3v\",\"password\":\"AB12CD\"}]",
            &[[P, D, D, N, N]],
        ),
        // mosquitto_pub line
        (
            "mosquitto_pub -h mq.example -p 18883 --cafile ca.pem -i 'dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|' -u 'dev-7Hs2&Kq8ZmT3v' -P AB12CD -t '/sys/Kq8ZmT3v/dev-7Hs2/thing/measurepoint/post' -m '{}'",
            &[[P, D, D, N, N]],
        ),
        // mosquitto_sub long opts
        (
            "mosquitto_sub --host mq.example --id \"dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|\" --username \"dev-7Hs2&Kq8ZmT3v\" --pw AB12CD -t \"#\"",
            &[[P, D, D, N, N]],
        ),
        // mqtt explorer
        (
            "{\"configVersion\":1,\"host\":\"mq.example\",\"protocol\":\"mqtt\",\"port\":11883,\"username\":\"dev-7Hs2&Kq8ZmT3v\",\"password\":\"AB\",\"clientId\":\"dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|\"}",
            &[[P, D, D, N, N]],
        ),
        // mqtt.fx properties
        (
            "clientId=dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|\nuserName=dev-7Hs2&Kq8ZmT3v\npassword=AB12\nserverURI=tcp://mq.example:11883",
            &[[P, D, D, N, N]],
        ),
        // mosquitto bridge conf
        (
            "connection enos\naddress mq.example:11883\nremote_clientid dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|\nremote_username dev-7Hs2&Kq8ZmT3v\nremote_password AB12CD",
            &[[P, D, D, N, N]],
        ),
        // telegraf toml
        (
            "client_id = \"dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|\"\nusername = \"dev-7Hs2&Kq8ZmT3v\"\npassword = \"AB12CD\"",
            &[[P, D, D, N, N]],
        ),
        // paho py code
        (
            "client = mqtt.Client(client_id=\"dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|\")\nclient.username_pw_set(\"dev-7Hs2&Kq8ZmT3v\", \"AB12CD\")",
            &[[P, D, D, N, N]],
        ),
        // home assistant yaml
        (
            "mqtt:\n  broker: mq.example\n  client_id: \"dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|\"\n  username: dev-7Hs2&Kq8ZmT3v\n  password: AB12",
            &[[P, D, D, N, N]],
        ),
    ]);
}

#[test]
fn reads_several_devices_and_words_around_a_name() {
    check(&[
        // blocks
        (
            "Product Key: Kq8ZmT3v\n\nDevice 1\nDevice Key: a-1\nDevice Secret: sec11111\n\nDevice 2\nDevice Key: a-2\nDevice Secret: sec22222",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // chinese blocks
        (
            "产品Key：Kq8ZmT3v\n设备1：设备Key：a-1，设备密钥：sec11111\n设备2：设备Key：a-2，设备密钥：sec22222",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // one line each pairs
        (
            "PK:Kq8ZmT3v DK:a-1 DS:sec11111\nPK:Kq8ZmT3v DK:a-2 DS:sec22222",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // device secret of product words
        ("The device registers with the product key: Kq8ZmT3v and the product secret: Zk3PsecA9wq", &[[P, N, N, S, N]]),
        // parent device key
        ("parentDeviceKey: gw-1\nproductKey: Kq8ZmT3v\ndeviceKey: dev-7Hs2", &[[P, D, N, N, N]]),
        // deviceKey in sentence device secret
        ("Device secret is on the sticker. Device Key: dev-7Hs2", &[[N, D, N, N, N]]),
        // device key (not the secret)
        ("Device key (not the secret): dev-7Hs2", &[[N, D, N, N, N]]),
        // excel sci
        ("Device Key\tProduct Key\n1.23457E+14\t9.87E+10", &[]),
        // excel formula
        ("Product Key;Device Key;Device Secret\nKq8ZmT3v;=\"00099\";Wm9DsecB4xt", &[[P, "00099", N, N, K]]),
        // html entities
        (
            "<li>Client ID: dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|</li><li>Username: dev-7Hs2&amp;Kq8ZmT3v</li>",
            &[[P, D, D, N, N]],
        ),
        // xml config
        ("<device productKey=\"Kq8ZmT3v\" deviceKey=\"dev-7Hs2\" deviceSecret=\"Wm9DsecB4xt\"/>", &[[P, D, N, N, K]]),
        // xml elements entities
        (
            "<device><productKey>Kq8ZmT3v</productKey><deviceKey>dev-7Hs2</deviceKey><deviceSecret>a&amp;b&lt;c9</deviceSecret></device>",
            &[[P, D, N, N, "a&b<c9"]],
        ),
        // plist
        (
            "<key>productKey</key>\n<string>Kq8ZmT3v</string>\n<key>deviceKey</key>\n<string>dev-7Hs2</string>\n<key>deviceSecret</key>\n<string>Wm9DsecB4xt</string>",
            &[[P, D, N, N, K]],
        ),
        // old prefix
        ("clientIdid123456|securemode=2,sighmethod=hmacsha1,timestamp=1548753362502|", &[[N, N, "id123456", N, N]]),
        // zero width in key
        ("Product Key: Kq8Z\u{200b}mT3v\nDevice Key: dev-7Hs2\u{200e}\nDevice Secret: Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // curl form
        (
            "curl -X POST https://x.example/reg -d productKey=Kq8ZmT3v -d deviceKey=dev-7Hs2 -d 'deviceSecret=Wm9DsecB4xt'",
            &[[P, D, N, N, K]],
        ),
        // cli short
        (
            "./activate --productKey=Kq8ZmT3v --deviceKey=dev-7Hs2 --deviceSecret=Wm9DsecB4xt --verbose",
            &[[P, D, N, N, K]],
        ),
    ]);
}

#[test]
fn reads_tables_on_their_side_and_strings_that_go_on() {
    check(&[
        // transposed md
        (
            "| | Device 1 | Device 2 |\n|---|---|---|\n| Product Key | Kq8ZmT3v | Kq8ZmT3v |\n| Device Key | a-1 | a-2 |\n| Device Secret | sec11111 | sec22222 |",
            &[[P, "a-1", N, N, "sec11111"], [P, "a-2", N, N, "sec22222"]],
        ),
        // transposed remark column
        ("Product Key,Kq8ZmT3v,roof\nDevice Key,dev-7Hs2,\nDevice Secret,Wm9DsecB4xt,see mail", &[]),
        // dash text no value
        ("Device Secret - see sticker\nDevice Key – on the box", &[]),
        // md dash
        ("- Product Key - `Kq8ZmT3v`\n- Device Key - `dev-7Hs2`\n- Device Secret - `Wm9DsecB4xt`", &[[P, D, N, N, K]]),
        // java concat
        (
            "String productKey = \"Kq8ZmT3v\";\nString deviceKey = \"dev-7Hs2\";\nString deviceSecret = \"Wm9D\" +\n    \"secB4xt\";",
            &[[P, D, N, N, N]],
        ),
        // js concat var
        ("const productKey = 'Kq8ZmT3v';\nconst deviceSecret = 'Wm9D' + suffix;", &[[P, N, N, N, N]]),
        // py implicit concat parens
        ("product_key = \"Kq8ZmT3v\"\ndevice_secret = (\"Wm9D\"\n                 \"secB4xt\")", &[[P, N, N, N, N]]),
        // json trailing text in value
        ("{\"productKey\": \"Kq8ZmT3v\", \"deviceKey\": \"dev-7Hs2\", \"deviceSecret\": \"\"}", &[[P, D, N, N, N]]),
        // attr spaces
        (
            "<add productKey = \"Kq8ZmT3v\" deviceKey = \"dev-7Hs2\" deviceSecret = \"Wm9DsecB4xt\" />",
            &[[P, D, N, N, K]],
        ),
        // spring xml
        (
            "<bean>\n<constructor-arg name=\"productKey\" value=\"Kq8ZmT3v\"/>\n<constructor-arg name=\"deviceKey\" value=\"dev-7Hs2\"/>\n<constructor-arg name=\"deviceSecret\" value=\"Wm9DsecB4xt\"/>\n</bean>",
            &[[P, D, N, N, K]],
        ),
        // android strings xml
        (
            "<resources>\n<string name=\"product_key\">Kq8ZmT3v</string>\n<string name=\"device_key\">dev-7Hs2</string>\n<string name=\"device_secret\">Wm9DsecB4xt</string>\n</resources>",
            &[[P, D, N, N, K]],
        ),
        // secret with ; in bare line
        ("Device Key: dev-7Hs2\nDevice Secret: a;b9c", &[[N, D, N, N, "a;b9c"]]),
        // secret with , bare
        ("Device Key: dev-7Hs2\nDevice Secret: a,b9c", &[[N, D, N, N, "a,b9c"]]),
        // secret with trailing semicolon java unquoted
        ("DEVICE_KEY=dev-7Hs2;\nDEVICE_SECRET=ab9c;", &[[N, D, N, N, "ab9c"]]),
        // secret with quote inside
        ("Device Key: dev-7Hs2\nDevice Secret: a\"b9c", &[[N, D, N, N, "a\"b9c"]]),
        // secret starts with quote only
        ("Device Key: dev-7Hs2\nDevice Secret: \"ab9c", &[[N, D, N, N, N]]),
        // secret with backslash
        ("Device Key: dev-7Hs2\nDevice Secret: a\\b9c", &[[N, D, N, N, "a\\b9c"]]),
        // secret with percent
        ("Device Key: dev-7Hs2\nDevice Secret: a%41b9c", &[[N, D, N, N, "a%41b9c"]]),
        // secret ends with quote
        ("Device Key: dev-7Hs2\nDevice Secret: ab9c\"", &[[N, D, N, N, "ab9c\""]]),
        // secret with two equals properties
        ("device.secret=abc\\=\\=\nproduct.key=Kq8ZmT3v", &[[P, N, N, N, "abc=="]]),
        // secret backslash eq raw
        ("device_secret=a\\=b=c\nproduct_key=Kq8ZmT3v", &[[P, N, N, N, "a\\=b=c"]]),
        // secret inside brackets
        ("DK=dev-7Hs2\nDS=[ab9c]x", &[[N, D, N, N, "[ab9c]x"]]),
        // secret star
        ("Device Key: dev-7Hs2\nDevice Secret: *ab9c", &[[N, D, N, N, "*ab9c"]]),
        // secret looks like heading
        ("Device Key: dev-7Hs2\nDevice Secret: #ab9c", &[[N, D, N, N, "#ab9c"]]),
        // fullwidth secret kept?
        ("Device Key：dev-7Hs2\nDevice Secret：ａｂ９ｃ", &[[N, D, N, N, "ab9c"]]),
        // yaml pipe
        ("product_key: |\n  Kq8ZmT3v\ndevice_key: dev-7Hs2\ndevice_secret: |-\n  Wm9DsecB4xt", &[[P, D, N, N, K]]),
    ]);
}

#[test]
fn reads_files_of_settings_and_pages_of_a_console() {
    check(&[
        // env multiline comment tail
        (
            "PRODUCT_KEY=Kq8ZmT3v # prod\nDEVICE_KEY=dev-7Hs2 # dev\nDEVICE_SECRET=Wm9DsecB4xt # keep safe",
            &[[P, D, N, N, K]],
        ),
        // systemd Environment
        (
            "Environment=\"PRODUCT_KEY=Kq8ZmT3v\" \"DEVICE_KEY=dev-7Hs2\" \"DEVICE_SECRET=Wm9DsecB4xt\"",
            &[[P, D, N, N, K]],
        ),
        // docker compose map
        (
            "services:\n  app:\n    environment:\n      PRODUCT_KEY: Kq8ZmT3v\n      DEVICE_KEY: dev-7Hs2\n      DEVICE_SECRET: Wm9DsecB4xt\n",
            &[[P, D, N, N, K]],
        ),
        // helm --set
        ("helm install x --set productKey=Kq8ZmT3v,deviceKey=dev-7Hs2,deviceSecret=Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // tfvars
        (
            "product_key   = \"Kq8ZmT3v\"\ndevice_key    = \"dev-7Hs2\"\ndevice_secret = \"Wm9DsecB4xt\"",
            &[[P, D, N, N, K]],
        ),
        // lisp/elisp
        (
            "(setq product-key \"Kq8ZmT3v\"\n      device-key \"dev-7Hs2\"\n      device-secret \"Wm9DsecB4xt\")",
            &[[P, D, N, N, K]],
        ),
        // sql insert
        (
            "INSERT INTO devices (product_key, device_key, device_secret) VALUES ('Kq8ZmT3v', 'dev-7Hs2', 'Wm9DsecB4xt');",
            &[],
        ),
        // sql update
        (
            "UPDATE devices SET product_key = 'Kq8ZmT3v', device_secret = 'Wm9DsecB4xt' WHERE device_key = 'dev-7Hs2';",
            &[[P, D, N, N, K]],
        ),
        // tab pairs w/ colon
        ("Product Key:\tKq8ZmT3v\nDevice Key:\tdev-7Hs2\nDevice Secret:\tWm9DsecB4xt", &[[P, D, N, N, K]]),
        // console detail page
        (
            "Device Details\nProduct Key\nKq8ZmT3v\nDevice Key\ndev-7Hs2\nDevice Secret\nWm9DsecB4xt\nShow\nCopy",
            &[[P, D, N, N, K]],
        ),
        // console cn
        ("设备详情\n产品Key\nKq8ZmT3v\n设备Key\ndev-7Hs2\n设备密钥\nWm9DsecB4xt\n复制", &[[P, D, N, N, K]]),
        // console one line
        ("Product Key Kq8ZmT3v Device Key dev-7Hs2 Device Secret Wm9DsecB4xt", &[[P, D, N, N, K]]),
    ]);
}

#[test]
fn reads_sample_code_of_the_sdks_chats_and_codes() {
    check(&[
        // sdk sample constants
        (
            "public class Sample {\n  private final static String PLAIN_SERVER_URL = \"tcp://mq.example:11883\";\n  private final static String PRODUCT_KEY = \"Kq8ZmT3v\";\n  private final static String DEVICE_KEY = \"dev-7Hs2\";\n  private final static String DEVICE_SECRET = \"Wm9DsecB4xt\";\n  LoginInput i = new NormalDeviceLoginInput(PLAIN_SERVER_URL, PRODUCT_KEY, DEVICE_KEY, DEVICE_SECRET);\n}",
            &[[P, D, N, N, K]],
        ),
        // sdk py sample
        (
            "enos = MqttClient(enos_mqtt_url=\"tcp://mq.example:11883\", product_key=\"Kq8ZmT3v\", device_key=\"dev-7Hs2\", device_secret=\"Wm9DsecB4xt\")\nenos.connect()",
            &[[P, D, N, N, K]],
        ),
        // sdk js sample
        (
            "const client = new EnOSMqttClient({brokerUrl: 'tcp://mq.example:11883', secureMode: 2, productKey: 'Kq8ZmT3v', deviceKey: 'dev-7Hs2', deviceSecret: 'Wm9DsecB4xt'});",
            &[[P, D, N, N, K]],
        ),
        // sdk dyn act
        (
            "new DynamicActivationLoginInput(\"tcp://mq.example:11883\", productKey = \"Kq8ZmT3v\", deviceKey = \"dev-7Hs2\", productSecret = \"Zk3PsecA9wq\")",
            &[[P, D, N, S, N]],
        ),
        // pyproject mix of secret names
        (
            "PRODUCT_KEY=Kq8ZmT3v\nPRODUCT_SECRET=Zk3PsecA9wq\nDEVICE_KEY=dev-7Hs2\nDEVICE_SECRET=Wm9DsecB4xt\nAPP_SECRET=zzz\nACCESS_KEY=yyy",
            &[[P, D, N, S, K]],
        ),
        // log device secret masked bullets
        ("Product Key: Kq8ZmT3v\nDevice Key: dev-7Hs2\nDevice Secret: ••••••••", &[[P, D, N, N, N]]),
        // truncated secret
        ("Product Key: Kq8ZmT3v\nDevice Key: dev-7Hs2\nDevice Secret: Wm9D...", &[[P, D, N, N, N]]),
        // chinese mail sentence
        (
            "王工您好：设备已建好，产品Key为“Kq8ZmT3v”，设备Key为“dev-7Hs2”，设备密钥为“Wm9DsecB4xt”，请查收。",
            &[[P, D, N, N, K]],
        ),
        // mail german
        (
            "Hallo, der Product Key lautet Kq8ZmT3v, der Device Key lautet dev-7Hs2 und das Device Secret lautet Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // whatsapp export
        (
            "[03.04.26, 10:12:01] Li: PK: Kq8ZmT3v\n[03.04.26, 10:12:09] Li: DK: dev-7Hs2\n[03.04.26, 10:12:20] Li: DS: Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // teams
        (
            "Li Wei  10:12\nProduct key = Kq8ZmT3v , Device key = dev-7Hs2 , Device secret = Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // jira code
        (
            "{noformat}\nproductKey: Kq8ZmT3v\ndeviceKey: dev-7Hs2\ndeviceSecret: Wm9DsecB4xt\n{noformat}",
            &[[P, D, N, N, K]],
        ),
        // diff
        ("+PRODUCT_KEY=Kq8ZmT3v\n+DEVICE_KEY=dev-7Hs2\n+DEVICE_SECRET=Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // cat -n
        (
            "     1\tPRODUCT_KEY=Kq8ZmT3v\n     2\tDEVICE_KEY=dev-7Hs2\n     3\tDEVICE_SECRET=Wm9DsecB4xt",
            &[[P, D, N, N, K]],
        ),
        // grep -n
        (
            "config.h:12:#define PRODUCT_KEY \"Kq8ZmT3v\"\nconfig.h:13:#define DEVICE_KEY \"dev-7Hs2\"\nconfig.h:14:#define DEVICE_SECRET \"Wm9DsecB4xt\"",
            &[[P, D, N, N, K]],
        ),
        // qr vcard-like
        ("WIFI:S:x;T:WPA;P:pw;;\nPK:Kq8ZmT3v;DK:dev-7Hs2;PS:Zk3PsecA9wq", &[[P, D, N, S, N]]),
        // qr pct utf8
        ("enos-app:bind?productKey=Kq8ZmT3v&deviceKey=dev-7Hs2&deviceSecret=Wm9DsecB4xt", &[[P, D, N, N, K]]),
        // label newline brackets
        ("[PK] Kq8ZmT3v\n[DK] dev-7Hs2\n[PS] Zk3PsecA9wq", &[[P, D, N, S, N]]),
        // label with units
        (
            "Inverter 50 kW / 3~ 400 V\nSN: SN-88\nPK: Kq8ZmT3v / DK: dev-7Hs2\nPS: Zk3PsecA9wq",
            &[[P, D, "SN-88", S, N]],
        ),
        // postman url-encoded body
        ("productKey=Kq8ZmT3v&deviceKey=dev-7Hs2&deviceSecret=Wm9DsecB4xt&x=1", &[[P, D, N, N, K]]),
        // http request
        (
            "POST /bind HTTP/1.1\nHost: x.example\nContent-Type: application/json\n\n{\"productKey\":\"Kq8ZmT3v\",\"deviceKey\":\"dev-7Hs2\",\"deviceSecret\":\"Wm9DsecB4xt\"}",
            &[[P, D, N, N, K]],
        ),
        // mosquitto_pub unquoted -i
        (
            "mosquitto_pub -h mq.example -i dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000| -u dev-7Hs2&Kq8ZmT3v -P AB",
            &[[P, D, D, N, N]],
        ),
        // mqttx import yaml
        (
            "clientId: \"dev-7Hs2|securemode=2,signmethod=sha256,timestamp=1788904294000|\"\nusername: \"dev-7Hs2&Kq8ZmT3v\"\npassword: AB\nhost: mq.example",
            &[[P, D, D, N, N]],
        ),
        // mqttfx
        (
            "broker.client_id=dev-7Hs2|securemode\\=2,signmethod\\=sha256,timestamp\\=1788904294000|\nbroker.username=dev-7Hs2&Kq8ZmT3v",
            &[[P, D, D, N, N]],
        ),
    ]);
}

#[test]
fn takes_an_item_with_two_spaces_for_no_head_of_a_table() {
    let text = "- - name:  CLIENT_ID\n-   value: c-1\n- - name: DEVICE_SECRET\n-   value: Wm9DsecB4xt";
    let shown = format!("{:?}", read(text));
    assert!(!shown.contains("Wm9D"), "{shown}");
}
