//! A static login to EnOS over plain TCP, written from the specification and sharing no code with the page, so that a mistake
//! of the page's cannot confirm itself.

use std::net::SocketAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::demo::DemoDevice;
use crate::trouble::Result;

const PATIENCE: Duration = Duration::from_secs(10);

/// EnOS takes one connection a second from a device; this is a bit more.
pub const THROTTLE: Duration = Duration::from_millis(1100);

/// How EnOS answered a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// CONNACK with return code 0.
    Accepted,
    /// CONNACK with another return code.
    Refused(u8),
    /// The connection was closed instead of a CONNACK.
    Closed,
}

/// Logs a device in with its own secret (mode 2) and hangs up.
///
/// # Errors
/// When EnOS cannot be reached, or does not answer within ten seconds.
pub async fn log_in(enos: SocketAddr, device: &DemoDevice, device_secret: &str) -> Result<Answer> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut stream = TcpStream::connect(enos).await?;
    stream.write_all(&connect_packet(device, device_secret, now.as_millis())).await?;
    let mut answer = [0; 4];
    let read = timeout(PATIENCE, stream.read_exact(&mut answer)).await;
    let read = read.map_err(std::io::Error::from)?;
    Ok(match (read, answer) {
        (Ok(_), [0x20, 0x02, _, 0]) => Answer::Accepted,
        (Ok(_), [0x20, 0x02, _, code]) => Answer::Refused(code),
        (Ok(_) | Err(_), _) => Answer::Closed,
    })
}

/// MQTT 3.1.1, section 3.1: user name, password and clean session; keep alive 60 s.
fn connect_packet(device: &DemoDevice, device_secret: &str, timestamp: u128) -> Vec<u8> {
    let DemoDevice { client_id, product_key, device_key, .. } = device;
    let content = format!("clientId{client_id}deviceKey{device_key}productKey{product_key}timestamp{timestamp}");
    let digest = Sha256::digest(format!("{content}{device_secret}"));
    let password = hex::encode_upper(digest);
    let mqtt_client_id = format!("{client_id}|securemode=2,signmethod=sha256,timestamp={timestamp}|");
    let mut body = b"\x00\x04MQTT\x04\xC2\x00\x3C".to_vec();
    for field in [mqtt_client_id, format!("{device_key}&{product_key}"), password] {
        let length = u16::try_from(field.len()).unwrap_or(u16::MAX);
        body.extend(length.to_be_bytes());
        body.extend(field.bytes());
    }
    let mut packet = vec![0x10];
    packet.extend(remaining_length(body.len()));
    packet.extend(body);
    packet
}

/// Section 2.2.3: seven bits a byte, the lowest first.
fn remaining_length(mut length: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(length % 128).unwrap_or_default();
        length /= 128;
        if length == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_as_the_vendor_s_example_does() {
        let [client_id, product_key, device_key] = ["123456", "654321", "test"].map(str::to_owned);
        let device = DemoDevice { product_key, device_key, client_id, ..DemoDevice::default() };
        let packet = connect_packet(&device, "abcdefg", 1_548_753_362_502);
        let text = String::from_utf8_lossy(&packet);
        assert!(text.contains("123456|securemode=2,signmethod=sha256,timestamp=1548753362502|"));
        assert!(text.contains("test&654321"));
        assert!(text.ends_with("B99032D49C706F7B27B22AB5CD2DD3C56A31E1BCBBC83BA0A2A6BB3272FBB166"));
    }

    #[test]
    fn writes_lengths_as_the_standard_s_table_does() {
        assert_eq!(remaining_length(127), [0x7F]);
        assert_eq!(remaining_length(128), [0x80, 0x01]);
        assert_eq!(remaining_length(16_384), [0x80, 0x80, 0x01]);
    }
}
