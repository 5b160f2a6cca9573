//! A WebSocket client that costs next to nothing, so that what is measured is the bridge.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

use crate::bridges::Bridge;

/// Says that a frame is masked, beside its length.
const MASKED: u8 = 0x80;
const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

/// The end that reads, and the end that writes.
pub(crate) type Halves = (Reader, OwnedWriteHalf);

/// Reads the payloads of frames that a server sends.
pub(crate) struct Reader {
    stream: BufReader<OwnedReadHalf>,
    left: u64,
    bin: Vec<u8>,
}

/// Opens a WebSocket.
pub(crate) async fn open(bridge: &Bridge) -> Halves {
    let mut stream = connect(bridge.address).await;
    let request = format!(
        "GET /mqtt HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: {}\r\n\r\n",
        bridge.address, bridge.subprotocol
    );
    stream.write_all(request.as_bytes()).await.expect("room");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("an answer"));
    }
    assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
    let (read, write) = stream.into_split();
    (Reader { stream: BufReader::with_capacity(64 * 1024, read), left: 0, bin: vec![0; 64 * 1024] }, write)
}

/// A plain connection without delay.
pub(crate) async fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).await.expect("somebody listens");
    stream.set_nodelay(true).expect("a socket without delay");
    stream
}

/// A masked binary frame with `length` bytes.
pub(crate) fn frame(length: usize) -> Vec<u8> {
    let mut frame = vec![0x82];
    match length {
        0..126 => frame.push(MASKED | u8::try_from(length).expect("a short length")),
        126..65_536 => {
            frame.push(MASKED | 0x7e);
            frame.extend(u16::try_from(length).expect("a middling length").to_be_bytes());
        }
        _ => {
            frame.push(MASKED | 0x7f);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend(MASK);
    frame.extend(b"MQTT".iter().cycle().zip(MASK.iter().cycle()).take(length).map(|(byte, mask)| byte ^ mask));
    frame
}

impl Reader {
    /// Reads `count` bytes of payload, however they are framed.
    pub(crate) async fn skip(&mut self, mut count: u64) -> std::io::Result<()> {
        while count > 0 {
            if self.left == 0 {
                self.left = self.head().await?;
            }
            let part = usize::try_from(count.min(self.left)).unwrap_or(usize::MAX).min(self.bin.len());
            self.stream.read_exact(self.bin.get_mut(..part).expect("a part")).await?;
            self.left -= part as u64;
            count -= part as u64;
        }
        Ok(())
    }

    async fn head(&mut self) -> std::io::Result<u64> {
        let kind = self.stream.read_u8().await?;
        assert_eq!(kind & 0x0f, 2, "a binary frame");
        Ok(match self.stream.read_u8().await? {
            126 => self.stream.read_u16().await?.into(),
            127 => self.stream.read_u64().await?,
            short => short.into(),
        })
    }
}
