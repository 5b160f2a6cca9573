//! Computes the CONNECT credentials of one login.
//!
//! ```text
//! cargo run -q -p enos --example credentials -- --mode static|dynamic --client-id C --device-key D --product-key P --timestamp T
//! ```
//! The secret comes from standard input (one line break at its end is ignored), never from the command line, where others could
//! read it. Prints one JSON object; bad input ends with exit code 2 and one line that says why.

use std::error::Error;
use std::io::{Read, Write};
use std::process::ExitCode;

use enos::{AuthMode, ClientId, Credentials, DeviceKey, Identity, ProductKey, Secret, Timestamp};
use zeroize::Zeroizing;

const USAGE: &str = "--mode static|dynamic --client-id C --device-key D --product-key P --timestamp T";

fn main() -> ExitCode {
    let arguments: Result<Vec<String>, _> = std::env::args_os().skip(1).map(std::ffi::OsString::into_string).collect();
    let result = arguments.map_err(|_| "an argument is not UTF-8".into()).and_then(|arguments| run(&arguments));
    match result {
        Ok(json) => match writeln!(std::io::stdout(), "{}", json.as_str()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> Result<Zeroizing<String>, Box<dyn Error>> {
    let options = Options::read(arguments)?;
    let identity = Identity {
        client_id: ClientId::parse(options.client_id)?,
        device_key: DeviceKey::parse(options.device_key)?,
        product_key: ProductKey::parse(options.product_key)?,
    };
    let timestamp = Timestamp::parse(options.timestamp)?;
    let mode = match options.mode {
        "static" => AuthMode::Static { device_secret: secret_from_stdin()? },
        "dynamic" => AuthMode::Dynamic { product_secret: secret_from_stdin()? },
        other => return Err(format!("--mode is {other:?}, and must be static or dynamic").into()),
    };
    Ok(Credentials::compute(&identity, &mode, timestamp).to_json())
}

struct Options<'a> {
    mode: &'a str,
    client_id: &'a str,
    device_key: &'a str,
    product_key: &'a str,
    timestamp: &'a str,
}

impl<'a> Options<'a> {
    fn read(arguments: &'a [String]) -> Result<Self, Box<dyn Error>> {
        const NAMES: [&str; 5] = ["--mode", "--client-id", "--device-key", "--product-key", "--timestamp"];
        let mut values = NAMES.map(|_| None);
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let place = NAMES.iter().zip(&mut values).find(|(name, _)| *name == argument);
            let Some((name, value)) = place else {
                return Err(format!("{argument:?} is not an option; usage: {USAGE}").into());
            };
            if value.is_some() {
                return Err(format!("{name} stands twice").into());
            }
            *value = Some(arguments.next().ok_or_else(|| format!("{name} has no value; usage: {USAGE}"))?.as_str());
        }
        let missing = NAMES.iter().zip(&values).find(|(_, value)| value.is_none());
        let [Some(mode), Some(client_id), Some(device_key), Some(product_key), Some(timestamp)] = values else {
            let name = missing.map_or("an option", |(name, _)| name);
            return Err(format!("{name} is missing; usage: {USAGE}").into());
        };
        Ok(Self { mode, client_id, device_key, product_key, timestamp })
    }
}

fn secret_from_stdin() -> Result<Secret, Box<dyn Error>> {
    let mut bytes = Zeroizing::new(Vec::new());
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("the secret cannot be read from standard input: {error}"))?;
    let text = core::str::from_utf8(&bytes).map_err(|_| "the secret on standard input is not UTF-8")?;
    let text = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
    Ok(Secret::parse(text)?)
}
