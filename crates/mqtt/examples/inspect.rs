//! Reads one packet per line in hex from standard input, and prints one line for each:
//! `ok` and what it is, `incomplete`, or `refused` and why, with the statement of the standard where there is one.
//!
//! ```sh
//! printf '20020000\n2002\n200200ff\n' | cargo run -q -p mqtt --example inspect
//! ```
//!
//! A line that is not hex ends it with exit code 2.

use std::{
    io::{self, BufRead, Write},
    process::ExitCode,
};

use mqtt::{Limits, Packet, trace::describe};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("inspect: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    for (index, line) in io::stdin().lock().split(b'\n').enumerate() {
        let Some(bytes) = from_hex(&line?) else {
            out.flush()?;
            eprintln!("inspect: line {} is not hex", index + 1);
            return Ok(ExitCode::from(2));
        };
        writeln!(out, "{}", verdict(&bytes))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn verdict(bytes: &[u8]) -> String {
    match Packet::decode(bytes, Limits::HIGHEST) {
        Ok(Some((packet, taken))) if taken == bytes.len() => format!("ok {}", describe(&packet)),
        Ok(Some((packet, taken))) => {
            format!("refused {} bytes follow the {}", bytes.len() - taken, packet.kind())
        }
        Ok(None) => String::from("incomplete"),
        Err(error) => match error.statement() {
            Some(statement) => format!("refused {error} [{statement}]"),
            None => format!("refused {error}"),
        },
    }
}

/// Pairs of hexadecimal digits, with white space around and between pairs ignored.
fn from_hex(line: &[u8]) -> Option<Vec<u8>> {
    let words = line.split(u8::is_ascii_whitespace);
    words.flat_map(|word| word.chunks(2)).map(byte).collect()
}

fn byte(pair: &[u8]) -> Option<u8> {
    let &[high, low] = pair else { return None };
    let digit = |character: u8| char::from(character).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high)? << 4 | digit(low)?)
}
