//! A link between the gateway and EnOS that can hold its breath.

use std::net::SocketAddr;
use std::sync::Arc;

use testkit::Listener;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::watch;

use crate::packets::{CONNECT, PUBLISH, Packets, SUBACK};
use crate::trouble::Result;

/// How far an activation gets before the link falls silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// EnOS never sees the CONNECT.
    AfterConnect,
    /// CONNECT and SUBSCRIBE are answered; the message with the secret is held back.
    AfterSubscribe,
    /// The message with the secret gets through; what the device answers does not.
    AfterSecret,
    /// EnOS's answer to the SUBSCRIBE becomes a refusal, and the message with the secret is held back.
    SubscriptionRefused,
    /// Everything gets through.
    Never,
}

/// The link; dropping it closes all connections through it.
#[derive(Debug)]
pub struct Tap {
    listener: Listener,
    reached: watch::Receiver<bool>,
    connect: watch::Receiver<Vec<u8>>,
}

/// What the link tells of what goes by.
struct Seen {
    reached: watch::Sender<bool>,
    connect: watch::Sender<Vec<u8>>,
}

impl Tap {
    /// Opens a link to `upstream` that falls silent at `point`. It stays open then: only the bytes stop.
    ///
    /// # Errors
    /// When there is no port to listen on.
    pub async fn open(upstream: SocketAddr, point: Point) -> Result<Self> {
        let (reached, reached_here) = watch::channel(false);
        let (connect, connect_here) = watch::channel(Vec::new());
        let seen = Arc::new(Seen { reached, connect });
        let listener = Listener::start(move |near| link(near, upstream, point, Arc::clone(&seen))).await?;
        Ok(Self { listener, reached: reached_here, connect: connect_here })
    }

    /// Where the gateway is to connect to.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.listener.address()
    }

    /// Waits until the point has been reached.
    pub async fn reached(&self) {
        // The sender lives as long as the tap does.
        let _ = self.reached.clone().wait_for(|reached| *reached).await;
    }

    /// The last CONNECT that came from the gateway, as text: what in it is none is replaced. Empty before the first one.
    #[must_use]
    pub fn last_connect(&self) -> String {
        String::from_utf8_lossy(&self.connect.borrow()).into_owned()
    }
}

async fn link(mut near: TcpStream, upstream: SocketAddr, point: Point, seen: Arc<Seen>) {
    let Ok(mut far) = TcpStream::connect(upstream).await else {
        return;
    };
    // The gateway asks by HTTP whether a simulated EnOS answers, which is no device's business.
    if is_http(&near).await {
        let _ended = tokio::io::copy_bidirectional(&mut near, &mut far).await;
        return;
    }
    let (near_read, near_write) = near.into_split();
    let (far_read, far_write) = far.into_split();
    let up = Direction { from: near_read, to: far_write, point, seen: Arc::clone(&seen), held: up_is_held };
    let down = Direction { from: far_read, to: near_write, point, seen, held: down_is_held };
    tokio::join!(up.carry(), down.carry());
}

async fn is_http(stream: &TcpStream) -> bool {
    let mut first = [0];
    matches!(stream.peek(&mut first).await, Ok(1)) && first == *b"G"
}

/// What is to become of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Passes,
    /// It passes, and the point is reached.
    PassesLast,
    /// It passes with the return code 0x80 (MQTT 3.1.1, section 3.9.3), and the point is reached.
    PassesRefused,
    /// It is held back.
    Held,
    /// It is held back, and the point is reached.
    HeldFirst,
}

/// From the device to EnOS.
fn up_is_held(point: Point, kind: u8) -> Fate {
    match (point, kind) {
        (Point::AfterConnect, CONNECT) => Fate::HeldFirst,
        // The device's own PUBLISH is its reply.
        (Point::AfterConnect, _) | (Point::AfterSecret, PUBLISH) => Fate::Held,
        (Point::AfterSubscribe | Point::AfterSecret | Point::SubscriptionRefused | Point::Never, _) => Fate::Passes,
    }
}

/// From EnOS to the device.
fn down_is_held(point: Point, kind: u8) -> Fate {
    match (point, kind) {
        (Point::AfterSubscribe, SUBACK) | (Point::AfterSecret, PUBLISH) => Fate::PassesLast,
        (Point::SubscriptionRefused, SUBACK) => Fate::PassesRefused,
        (Point::AfterSubscribe | Point::SubscriptionRefused, PUBLISH) => Fate::Held,
        (
            Point::AfterConnect
            | Point::AfterSubscribe
            | Point::AfterSecret
            | Point::SubscriptionRefused
            | Point::Never,
            _,
        ) => Fate::Passes,
    }
}

struct Direction {
    from: OwnedReadHalf,
    to: OwnedWriteHalf,
    point: Point,
    seen: Arc<Seen>,
    held: fn(Point, u8) -> Fate,
}

impl Direction {
    /// Carries packets until either side ends. A link that is to fall silent does not even pass that on.
    async fn carry(mut self) {
        let mut packets = Packets::default();
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = self.from.read(&mut buffer).await {
            packets.push(buffer.get(..count).unwrap_or_default());
            // What came at once goes on at once: the page is to see two messages in one, where EnOS sent them so.
            let (mut passing, mut is_reached) = (Vec::new(), false);
            while let Some((kind, mut packet)) = packets.next() {
                let fate = (self.held)(self.point, kind);
                if kind == CONNECT {
                    self.seen.connect.send_replace(packet.clone());
                }
                if let (Fate::PassesRefused, Some(code)) = (fate, packet.last_mut()) {
                    *code = 0x80;
                }
                if matches!(fate, Fate::Passes | Fate::PassesLast | Fate::PassesRefused) {
                    passing.append(&mut packet);
                }
                is_reached |= matches!(fate, Fate::PassesLast | Fate::PassesRefused | Fate::HeldFirst);
            }
            if self.to.write_all(&passing).await.is_err() {
                return;
            }
            if is_reached {
                self.seen.reached.send_replace(true);
            }
        }
        match self.point {
            Point::AfterConnect | Point::AfterSubscribe | Point::AfterSecret => std::future::pending().await,
            Point::SubscriptionRefused | Point::Never => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A device that has sent a packet through a tap, whose upstream answers everything with [`SUBACK_AND_PUBLISH`].
    async fn ping_through(point: Point) -> (TcpStream, Tap, Listener) {
        let upstream = Listener::start(async |mut stream: TcpStream| {
            while let Ok(1..) = stream.read(&mut [0; 64]).await {
                stream.write_all(SUBACK_AND_PUBLISH).await.unwrap();
            }
        });
        let upstream = upstream.await.unwrap();
        let tap = Tap::open(upstream.address(), point).await.unwrap();
        let mut device = TcpStream::connect(tap.address()).await.unwrap();
        device.write_all(&PING).await.unwrap();
        (device, tap, upstream)
    }

    const PING: [u8; 2] = [0xC0, 0x00];
    const SUBACK_AND_PUBLISH: &[u8] = &[0x90, 0x03, 0x00, 0x01, 0x01, 0x30, 0x03, 0x00, 0x01, b't'];

    #[tokio::test]
    async fn lets_the_subscription_through_and_holds_the_secret() {
        let (mut device, tap, _upstream) = ping_through(Point::AfterSubscribe).await;
        tap.reached().await;
        let mut got = [0; 64];
        let count = device.read(&mut got).await.unwrap();
        assert_eq!(got[..count], SUBACK_AND_PUBLISH[..5]);
    }

    #[tokio::test]
    async fn makes_a_refusal_of_the_answer_to_the_subscription() {
        let (mut device, tap, _upstream) = ping_through(Point::SubscriptionRefused).await;
        tap.reached().await;
        let mut got = [0; 64];
        let count = device.read(&mut got).await.unwrap();
        assert_eq!(got[..count], [0x90, 0x03, 0x00, 0x01, 0x80]);
    }

    #[tokio::test]
    async fn lets_everything_through_when_there_is_no_point_to_stop_at() {
        let (mut device, _tap, _upstream) = ping_through(Point::Never).await;
        let mut got = [0; 10];
        device.read_exact(&mut got).await.unwrap();
        assert_eq!(got, SUBACK_AND_PUBLISH);
    }
}
