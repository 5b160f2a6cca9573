//! What stands on the screen when the program is ready.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use simulator::demo::{self, DemoDevice};

/// Prints to standard output. A reader that has gone away is no reason to stop.
pub(crate) fn print(text: &str) {
    let mut output = io::stdout().lock();
    let _gone = output.write_all(text.as_bytes()).and_then(|()| output.flush());
}

/// The demo devices, one a line, each with what it is for.
pub(crate) fn devices() -> String {
    let mut text = String::from("\nDevices to practise on (their secrets are public and open nothing):\n");
    let mut product = "";
    for DemoDevice { product_key, product_secret, device_key, device_secret, purpose, .. } in demo::DEVICES {
        if product != product_key {
            product = product_key;
            let _infallible = writeln!(text, "\n  product key {product_key}, product secret {product_secret}");
        }
        let _infallible = write!(text, "    {device_key}  {}", purpose.note());
        if let Some(device_secret) = device_secret {
            let _infallible = write!(text, "; device secret {device_secret}");
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_every_demo_device_with_its_product() {
        let text = devices();
        for demo in demo::DEVICES {
            assert!(text.contains(demo.device_key) && text.contains(demo.product_secret), "{text}");
        }
        assert!(text.contains("    INV-0101  was online before"), "{text}");
    }
}
