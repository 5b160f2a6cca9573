//! Planted secrets, and the search for them in everything that comes out.

use super::*;

/// It holds what JSON escapes, and what looks like an escape of JSON.
const PRODUCT: &str = "Pq0d\"Vy\\n7Kt";
const DEVICE: &str = "Xq7w密Kz0p+/=";
const PASSWORD: &str = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0BA822CD15D6C15B0F00A0";

/// Every way in which somebody could read a secret in the output: as it is, in JSON, in `Debug`, in hex with and without spaces, and
/// as the numbers that `Debug` makes of bytes.
fn spellings(secret: &str) -> Vec<String> {
    let bytes = |separator: &str, write: fn(&u8) -> String| {
        secret.as_bytes().iter().map(write).collect::<Vec<_>>().join(separator)
    };
    vec![
        secret.to_owned(),
        enos::quote(secret).trim_matches('"').to_owned(),
        format!("{secret:?}").trim_matches('"').to_owned(),
        bytes("", |byte| format!("{byte:02x}")),
        bytes(" ", |byte| format!("{byte:02x}")),
        bytes(", ", u8::to_string),
        bytes(", ", |byte| format!("Some({byte})")),
    ]
}

/// What the page and the report are made of, in both languages, and what `Debug` prints.
fn everything(inspection: &Inspection) -> String {
    let mut all = format!("{inspection:?}\n");
    for language in Language::ALL {
        all.push_str(&report(inspection, language));
        for row in &inspection.rows {
            all.push_str(&row.summary(language));
            all.extend(row.fields().iter().map(|field| field.value.words(language)));
            // Once more without the ends of lines, behind which a secret could hide in halves.
            all.push('\n');
            all.extend(row.bytes.lines().map(|line| line.ascii));
            all.push('\n');
            all.extend(row.bytes.lines().map(|line| [line.hex, " ".to_owned()].concat()));
            all.push('\n');
            all.extend(row.bytes.lines().map(|line| line.hex.replace(' ', "")));
        }
    }
    all
}

#[track_caller]
fn has_no_secret(inspection: &Inspection, secrets: &[&str]) {
    let all = everything(inspection).to_lowercase();
    for secret in secrets {
        for spelling in spellings(secret) {
            assert!(!all.contains(&spelling.to_lowercase()), "{spelling} in {all}");
        }
    }
}

/// Every character as JSON may write it, but nobody does.
fn in_escapes(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat()
}

fn activation(secret_in_json: &str) -> Vec<u8> {
    let payload = [
        r#"{"id":"1","version":"1.0","method":"thing.activate.info","params":{"assetId":"a1","productKey":"pk1","#,
        r#""deviceKey":"dk1","deviceSecret":"#,
        secret_in_json,
        "}}",
    ];
    publish("/ext/session/pk1/dk1/thing/activate/info", payload.concat().as_bytes())
}

#[test]
fn the_search_finds_what_is_planted() {
    let inspection = inspect(&[(RECEIVED, 0, &publish(PASSWORD, DEVICE.as_bytes()))], &[]);
    let all = everything(&inspection);
    let found = |secret| spellings(secret).into_iter().filter(|spelling| all.contains(spelling.as_str())).count();
    // As it is thrice, since there is nothing in it to escape; in hex both ways; in `Debug`.
    assert_eq!(found(PASSWORD), 6);
    assert_eq!(found(DEVICE), 6);
}

#[test]
fn a_whole_activation_shows_neither_of_its_secrets() {
    let connect = connect("c1|securemode=3,signmethod=sha256,timestamp=1|", "dk1&pk1", PASSWORD.as_bytes());
    let activation = activation(&enos::quote(DEVICE));
    let records: [(Direction, u64, &[u8]); 5] = [
        (SENT, 0, &connect),
        (RECEIVED, 5, &hex("20 02 00 00 90 03 0001 01")),
        (RECEIVED, 9, &activation[..150]),
        (RECEIVED, 9, &activation[150..]),
        (SENT, 10, &hex("40 02 0001 e0 00")),
    ];
    let inspection = inspect(&records, &[PRODUCT]);
    has_no_secret(&inspection, &[PRODUCT, DEVICE, PASSWORD]);
    let row = &inspection.rows[3];
    let Value::Text(payload) = &row.fields().last().unwrap().value else { panic!("the payload is text") };
    // Its bytes are counted, not its characters: one of them takes three.
    let bullets = "•".repeat(DEVICE.len());
    assert!(payload.ends_with(&format!(r#""deviceKey":"dk1","deviceSecret":"{bullets}"}}}}"#)), "{payload}");
    assert!(payload.starts_with(r#"{"id":"1","version":"1.0""#));
}

#[test]
fn a_device_secret_is_hidden_however_json_writes_it() {
    let escaped = in_escapes(DEVICE);
    for written in [format!("\"{escaped}\""), enos::quote(DEVICE), format!("  \n{}", enos::quote(DEVICE))] {
        let inspection = inspect(&[(RECEIVED, 0, &activation(&written))], &[]);
        has_no_secret(&inspection, &[DEVICE, &escaped]);
    }
    for written in ["918273645", "[\"918273645\"]", "{\"value\":\"918273645\"}", "\"918273645"] {
        has_no_secret(&inspect(&[(RECEIVED, 0, &activation(written))], &[]), &["918273645"]);
    }
}

#[test]
fn a_known_secret_is_hidden_wherever_it_stands() {
    let echo = |text: &str| publish("log", [r#"{"text":"#, &enos::quote(text), "}"].concat().as_bytes());
    let escaped = in_escapes(PRODUCT);
    for packet in [
        connect(PRODUCT, "u", b"p"),
        connect("c", &format!("<{PRODUCT}>"), b"p"),
        publish(PRODUCT, b""),
        publish("a", PRODUCT.as_bytes()),
        publish("a", format!("{{\"text\":\"{escaped}\"}}").as_bytes()),
        publish("a", format!("\u{0}{PRODUCT}").as_bytes()),
        publish("a", &[b"\xff", PRODUCT.as_bytes()].concat()),
        echo(PRODUCT),
        echo(&enos::quote(PRODUCT)),
    ] {
        has_no_secret(&inspect(&[(RECEIVED, 0, &packet)], &[DEVICE, PRODUCT]), &[PRODUCT, &escaped]);
    }
}

#[test]
fn what_one_packet_names_is_hidden_in_all_of_them() {
    let echo = publish("log", format!("who sends {PASSWORD} gets {DEVICE}").as_bytes());
    let (connect, activation) = (connect("c", "u", PASSWORD.as_bytes()), activation(&enos::quote(DEVICE)));
    let records: [(Direction, u64, &[u8]); 3] = [(RECEIVED, 0, &echo), (SENT, 1, &connect), (RECEIVED, 2, &activation)];
    has_no_secret(&inspect(&records, &[]), &[PASSWORD, DEVICE]);
}

#[test]
fn any_number_of_device_secrets_is_hidden() {
    let secrets: Vec<String> = (10..40).map(|number| format!("Xq7w{number}Kz0p")).collect();
    let packets: Vec<Vec<u8>> = secrets.iter().map(|secret| activation(&enos::quote(secret))).collect();
    let inspection = inspect(&[(RECEIVED, 0, &packets.concat())], &[]);
    assert_eq!(inspection.rows.len(), secrets.len());
    has_no_secret(&inspection, &secrets.iter().map(String::as_str).collect::<Vec<_>>());
}

/// Wherever a connection breaks off, and whatever garbles its first byte.
#[test]
fn a_malformed_tail_shows_no_secret_at_any_cut() {
    let connect = connect("c", "u", PASSWORD.as_bytes());
    let activation = activation(&enos::quote(DEVICE));
    for (packet, secret) in [(connect, PASSWORD), (activation, DEVICE)] {
        for cut in 0..packet.len() {
            for first in [packet[0], 0xf0, 0x11, 0x36] {
                let mut bytes = packet[..cut].to_vec();
                if let Some(byte) = bytes.first_mut() {
                    *byte = first;
                }
                // A CONNECT under the name of another packet is any text: its password has to be known.
                if secret == DEVICE || first >> 4 == 1 {
                    has_no_part_of(&inspect(&[(RECEIVED, 0, &bytes)], &[PRODUCT]), secret);
                }
            }
        }
    }
}

#[test]
fn a_known_secret_that_is_cut_off_is_hidden_as_far_as_it_came() {
    let packet = publish("a", format!("{{\"text\":{}}}", enos::quote(PRODUCT)).as_bytes());
    for cut in 0..packet.len() {
        has_no_part_of(&inspect(&[(RECEIVED, 0, &packet[..cut])], &[PRODUCT]), PRODUCT);
    }
}

#[test]
fn a_secret_in_escapes_is_hidden_even_where_one_of_them_was_torn() {
    let secret = "K7密🔑z9";
    let escaped = in_escapes(secret);
    let packet = publish("a", format!("{{\"text\":\"{escaped}\"}}").as_bytes());
    let text = packet.len() - escaped.len() - 2;
    for cut in text..packet.len() - 1 {
        let inspection = inspect(&[(RECEIVED, 0, &packet[..cut])], &[secret]);
        let shown: String = inspection.rows[0].bytes.lines().map(|line| line.ascii).collect();
        // As long as the first escape is torn, it may still become anything.
        let came = cut - text;
        assert_eq!(shown.matches('•').count(), if came < 6 { 0 } else { came }, "{shown}");
    }
}

#[test]
fn a_known_secret_in_what_is_no_mqtt_is_hidden() {
    let text = format!("HTTP/1.1 403\r\n\r\n{PRODUCT} is wrong");
    let inspection = inspect(&[(RECEIVED, 0, &hex("f0")), (RECEIVED, 1, text.as_bytes())], &[PRODUCT]);
    has_no_secret(&inspection, &[PRODUCT]);
    assert!(everything(&inspection).contains("is wrong"));
}

#[test]
fn a_secret_on_the_limit_of_bytes_is_hidden_as_far_as_it_came() {
    let before = Inspection::MOST_BYTES - 10;
    for shift in 0..PRODUCT.len() + 4 {
        let payload = ["x".repeat(before - shift), PRODUCT.to_owned(), "x".repeat(99)].concat();
        has_no_part_of(&inspect(&[(RECEIVED, 0, &publish("a", payload.as_bytes()))], &[PRODUCT]), PRODUCT);
    }
}

/// Four characters in a row say something about a secret; fewer come by chance.
#[track_caller]
fn has_no_part_of(inspection: &Inspection, secret: &str) {
    let shown: String = inspection.rows.iter().flat_map(|row| row.bytes.lines()).map(|line| line.ascii).collect();
    let bytes = secret.as_bytes();
    for part in bytes.windows(4).filter_map(|part| str::from_utf8(part).ok()).filter(|part| part.is_ascii()) {
        assert!(!shown.contains(part), "{part} of a secret in {shown}");
    }
}

#[test]
fn a_message_made_to_take_long_is_read_all_the_same() {
    let began = std::time::Instant::now();
    for piece in
        ["\"secret\":\"", "\\\"secret\\\":\\\"", "\"secret\":x", "\"secret\":{", "\"secret\":\"s\",", "\"\\\\\""]
    {
        let payload = piece.repeat(60_000 / piece.len());
        assert_eq!(inspect(&[(RECEIVED, 0, &publish("a", payload.as_bytes()))], &[PRODUCT]).rows.len(), 1);
    }
    assert!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn a_record_does_not_show_its_bytes() {
    let record = Record { direction: SENT, at_ms: 1, bytes: b"planted" };
    assert_eq!(format!("{record:?}"), "Record { direction: Sent, at_ms: 1, length: 7, .. }");
}
