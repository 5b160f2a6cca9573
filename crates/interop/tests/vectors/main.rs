//! The vectors that npm's `mqtt-packet` ships, read from its package when the test runs, against our codec.
//!
//! The package runs its own tests under a stub that writes down what goes in and what comes out (`node/vectors.cjs`). Left
//! out is what it does as MQTT 5. What it reads as a packet we must read as the same packet, field by field, and write as the
//! same bytes; what it refuses we must refuse. Its CONNECT packets of MQTT 3.1 get the name and the level of 3.1.1. Where 3.1.1 says otherwise, the reason stands in [`differences`].
#![cfg(test)]

mod differences;
mod fields;
mod record;

use std::collections::BTreeSet;

use mqtt::{Framer, Limits, Packet};
use serde_json::Value;

use crate::differences::{Difference, WHY};
use crate::fields::fields;
use crate::record::{Call, Record, in_3_1_1, records};

/// Larger than any vector.
const LIMITS: Limits = Limits::of(4 * 1024 * 1024);

#[test]
fn reads_and_writes_the_vectors_of_mqtt_packet_as_it_does_or_says_why_not() {
    let records = match records() {
        Ok(records) => records,
        Err(missing) => return missing.skip(),
    };
    let mut tally = Tally::default();
    let mut unexplained = Vec::new();
    let mut used = BTreeSet::new();
    for record in records.iter().filter(|record| record.is_of_3_1_1()) {
        tally.count(record);
        let Err(found) = compare(&in_3_1_1(record)) else { continue };
        match WHY.iter().position(|Difference { test, found: expected, .. }| {
            record.test.starts_with(test) && found.starts_with(expected)
        }) {
            Some(place) => {
                used.insert(place);
            }
            None => unexplained.push(format!("{}: {found}\n    {record}", record.test)),
        }
    }
    println!("{tally:?}");
    for Difference { test, found, reason } in WHY {
        println!("{test}: {found}. {reason}");
    }
    assert!(unexplained.is_empty(), "{} without a reason:\n{}", unexplained.len(), unexplained.join("\n"));
    let idle = WHY.iter().enumerate().filter(|(place, _)| !used.contains(place));
    let idle: Vec<&str> = idle.map(|(_, difference)| difference.test).collect();
    assert!(idle.is_empty(), "reasons for differences that are none: {idle:?}");
    assert!(tally.read > 70 && tally.refused > 30 && tally.written > 50, "the package has fewer vectors than it had");
}

/// What came out of the package.
#[derive(Debug, Default)]
struct Tally {
    read: usize,
    refused: usize,
    written: usize,
    not_written: usize,
}

impl Tally {
    fn count(&mut self, record: &Record) {
        let place = match &record.call {
            Call::Parse { errors, .. } if errors.is_empty() => &mut self.read,
            Call::Parse { .. } => &mut self.refused,
            Call::Generate { bytes: Some(_), .. } => &mut self.written,
            Call::Generate { bytes: None, .. } => &mut self.not_written,
        };
        *place += 1;
    }
}

/// What is not as the package has it.
fn compare(record: &Record) -> Result<(), String> {
    match &record.call {
        Call::Parse { chunks, packets, errors } => {
            let (ours, error) = read(&chunks.iter().map(|chunk| chunk.0.as_slice()).collect::<Vec<_>>());
            match (errors.first(), error) {
                (None, Some(error)) => return Err(format!("refused: {error}")),
                (Some(error), None) => return Err(format!("accepted: {error}")),
                (Some(_), Some(_)) | (None, None) => {}
            }
            same_packets(packets, &ours)
        }
        Call::Generate { object, bytes: Some(bytes) } => {
            let (ours, error) = read(&[&bytes.0]);
            if let Some(error) = error {
                return Err(format!("refused: {error}"));
            }
            if ours.len() != 1 {
                return Err(format!("{} packets instead of one", ours.len()));
            }
            let missing = fields::in_neither(object, &ours[0]);
            if missing.is_empty() { Ok(()) } else { Err(format!("fields: {}", missing.join(", "))) }
        }
        // What it does not write is mostly what our types cannot express; there are no bytes to compare.
        Call::Generate { bytes: None, .. } => Ok(()),
    }
}

fn same_packets(theirs: &[Value], ours: &[Value]) -> Result<(), String> {
    if theirs.len() != ours.len() {
        return Err(format!("{} packets instead of {}", ours.len(), theirs.len()));
    }
    for (theirs, ours) in theirs.iter().zip(ours) {
        let theirs = fields::without_empty(theirs);
        if theirs != *ours {
            return Err(format!("fields: {ours} instead of {theirs}"));
        }
    }
    Ok(())
}

/// All packets, in the package's words; and the error, if there is one. Each packet is written again, to the same bytes.
fn read(chunks: &[&[u8]]) -> (Vec<Value>, Option<String>) {
    let mut framer = Framer::new(LIMITS);
    let mut packets = Vec::new();
    let mut written = Vec::new();
    for mut chunk in chunks.iter().copied() {
        loop {
            match framer.next(&mut chunk) {
                Ok(Some(packet)) => {
                    packets.push(fields(&packet));
                    written.extend(packet.to_vec().unwrap());
                }
                Ok(None) => break,
                Err(error) => return (packets, Some(error.to_string())),
            }
        }
    }
    let mut stream = chunks.concat();
    stream.truncate(written.len());
    assert_eq!(written, stream, "what was read is written otherwise");
    (packets, None)
}

#[test]
fn the_fields_are_in_the_words_of_mqtt_packet() {
    let bytes = [0x3b, 0x06, 0x00, 0x01, b't', 0x00, 0x05, 0xff];
    let (packet, _) = Packet::decode(&bytes, LIMITS).unwrap().unwrap();
    let expected = serde_json::json!({
        "cmd": "publish", "retain": true, "qos": 1, "dup": true, "length": 6, "topic": "t",
        "payload": { "hex": "ff" }, "messageId": 5,
    });
    assert_eq!(fields(&packet), expected);
}
