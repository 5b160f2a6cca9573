//! What the package's own tests put in and got out.

use std::fmt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use testkit::{Missing, npm_packages};

const PACKAGE: &str = "mqtt-packet@9.0.2";

/// One call.
#[derive(Clone)]
pub(crate) struct Record {
    /// The name of the package's test.
    pub(crate) test: String,
    /// The level of the protocol that it was told.
    version: Option<u64>,
    pub(crate) call: Call,
}

#[derive(Clone)]
pub(crate) enum Call {
    /// Bytes were read.
    Parse { chunks: Vec<Bytes>, packets: Vec<Value>, errors: Vec<String> },
    /// A packet was written, or not.
    Generate { object: Value, bytes: Option<Bytes> },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

/// All calls of the package's tests.
pub(crate) fn records() -> Result<Vec<Record>, Missing> {
    let packages = npm_packages(&[PACKAGE])?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("node/vectors.cjs");
    let output = Command::new("node").arg(script).arg(packages).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    Ok(text.lines().map(|line| Record::of(&serde_json::from_str(line).unwrap())).collect())
}

/// The record with the name and the level of 3.1.1 where its CONNECT has those of 3.1; nothing else differs between the two.
pub(crate) fn in_3_1_1(record: &Record) -> Record {
    let mut record = record.clone();
    match &mut record.call {
        Call::Parse { chunks, packets, .. } => {
            if let [Bytes(bytes)] = chunks.as_mut_slice()
                && translate(bytes)
            {
                packets.iter_mut().for_each(rename);
            }
        }
        Call::Generate { object, bytes } => {
            if bytes.as_mut().is_some_and(|Bytes(bytes)| translate(bytes)) {
                rename(object);
            }
        }
    }
    record
}

/// Fixed header with a length of one byte, name, level.
fn translate(bytes: &mut Vec<u8>) -> bool {
    let is_connect = matches!(bytes[..], [0x10, 2..=0x7f, 0, 6, b'M', b'Q', b'I', b's', b'd', b'p', 3, ..]);
    if is_connect {
        bytes[1] -= 2;
        bytes.splice(2..11, *b"\x00\x04MQTT\x04");
    }
    is_connect
}

fn rename(object: &mut Value) {
    object["protocolId"] = "MQTT".into();
    object["protocolVersion"] = 4.into();
    object["length"] = object["length"].as_u64().map(|length| length - 2).into();
}

impl Record {
    fn of(json: &Value) -> Self {
        let call = match json["call"].as_str().unwrap() {
            "parse" => Call::Parse {
                chunks: json["chunks"].as_array().unwrap().iter().map(Bytes::of).collect(),
                packets: json["packets"].as_array().unwrap().clone(),
                errors: json["errors"].as_array().unwrap().iter().map(|e| e.as_str().unwrap().to_owned()).collect(),
            },
            "generate" => Call::Generate { object: json["object"].clone(), bytes: json.get("bytes").map(Bytes::of) },
            other => panic!("a call of {other}"),
        };
        Self { test: json["test"].as_str().unwrap().to_owned(), version: json["version"].as_u64(), call }
    }

    /// Whether the package does not take it for MQTT 5.
    pub(crate) fn is_of_3_1_1(&self) -> bool {
        self.version != Some(5)
    }
}

impl Bytes {
    fn of(text: &Value) -> Self {
        Self(hex::decode(text.as_str().unwrap()).unwrap())
    }
}

impl fmt::Display for Record {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |bytes: &Bytes| format!("{:02x?}", &bytes.0[..bytes.0.len().min(40)]);
        match &self.call {
            Call::Parse { chunks, errors, .. } => {
                write!(formatter, "{} {errors:?}", chunks.iter().map(short).collect::<Vec<_>>().join(" + "))
            }
            Call::Generate { bytes, .. } => write!(formatter, "{}", bytes.as_ref().map(short).unwrap_or_default()),
        }
    }
}
