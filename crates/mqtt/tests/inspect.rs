//! The example program `inspect`, from outside. `cargo test` builds it; with `--test inspect` alone, build it first.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use std::{
    env,
    io::Write,
    process::{Command, Output, Stdio},
};

fn inspect(input: &str) -> Output {
    let tests = env::current_exe().unwrap();
    let folder = tests.ancestors().nth(2).unwrap().join("examples");
    let program = folder.join(format!("inspect{}", env::consts::EXE_SUFFIX));
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the example should have been built: cargo build -p mqtt --example inspect");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(input: &str) -> Vec<String> {
    let output = inspect(input);
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap().lines().map(String::from).collect()
}

#[test]
fn prints_one_line_for_each_packet() {
    assert_eq!(
        lines("20020000\n30070003612F626869\n2002\n3600\nd1 00\n200200ff\nc00000\n\n"),
        [
            "ok CONNACK session present=false code=0 accepted",
            "ok PUBLISH topic=\"a/b\" qos=0 payload=2 bytes",
            "incomplete",
            "refused PUBLISH has QoS 3 [MQTT-3.3.1-4]",
            "refused PINGRESP cannot have the fixed-header flags 0b0001 [MQTT-2.2.2-2]",
            "refused the CONNACK return code 255 is reserved",
            "refused 1 bytes follow the PINGREQ",
            "incomplete",
        ]
    );
}

#[test]
fn takes_a_last_line_without_a_newline_and_lines_of_windows() {
    assert_eq!(lines("c000\r\nd000"), ["ok PINGREQ", "ok PINGRESP"]);
}

#[test]
fn ends_with_code_2_at_a_line_that_is_not_hex() {
    for wrong in ["xy", "200", "0x20", "c0 0", "\u{e9}"] {
        let output = inspect(&format!("c000\n{wrong}\nd000\n"));
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert_eq!(output.stdout, b"ok PINGREQ\n");
        assert_eq!(output.stderr, b"inspect: line 2 is not hex\n");
    }
}
