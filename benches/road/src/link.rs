//! A TCP link that takes its time: what goes in comes out half a round trip later, in the same order, in both directions.
//!
//! A connection through it also takes as long to make as it would on a real one. The listening socket answers at once, as it
//! is on the same machine; so what a client sends before its handshake could have come back is taken as sent then.

use std::net::SocketAddr;
use std::time::Duration;

use testkit::Listener;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Instant, sleep_until};

use crate::Result;

/// As much as one read may bring; what is read at once is written at once.
const CHUNK: usize = 64 * 1024;

/// What is under way, and when it arrives. Nothing more comes behind an empty piece.
type Piece = (Instant, Vec<u8>);

/// Opens a link to an address, on a free port. Dropped, it takes no more connections, and those that there are break.
pub(crate) async fn open_link(to: SocketAddr, round_trip: Duration) -> Result<Listener> {
    Ok(Listener::start(move |client| carry(client, to, round_trip)).await?)
}

/// A connection that breaks is what its two ends have to deal with.
async fn carry(client: TcpStream, to: SocketAddr, round_trip: Duration) -> std::io::Result<()> {
    let connected = Instant::now() + round_trip;
    let server = TcpStream::connect(to).await?;
    server.set_nodelay(true)?;
    let half = round_trip / 2;
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
    tokio::try_join!(
        one_way(from_client, to_server, half, connected),
        one_way(from_server, to_client, half, connected)
    )?;
    Ok(())
}

/// Carries everything in one direction. Reading never waits for writing, or a delay would hold up what comes behind it.
async fn one_way(from: OwnedReadHalf, to: OwnedWriteHalf, half: Duration, connected: Instant) -> std::io::Result<()> {
    let (sender, receiver) = unbounded_channel();
    let (read, written) = tokio::join!(read(from, sender, half, connected), write(to, receiver));
    read.and(written)
}

async fn read(
    mut from: OwnedReadHalf,
    under_way: UnboundedSender<Piece>,
    half: Duration,
    connected: Instant,
) -> std::io::Result<()> {
    let mut buffer = vec![0; CHUNK];
    loop {
        let length = from.read(&mut buffer).await?;
        let sent = Instant::now().max(connected);
        let piece = buffer.get(..length).unwrap_or_default().to_vec();
        // Nobody listens any more: the other end is gone.
        if under_way.send((sent + half, piece)).is_err() || length == 0 {
            return Ok(());
        }
    }
}

async fn write(mut to: OwnedWriteHalf, mut under_way: UnboundedReceiver<Piece>) -> std::io::Result<()> {
    while let Some((arrives, piece)) = under_way.recv().await {
        if arrives > Instant::now() {
            sleep_until(arrives).await;
        }
        if piece.is_empty() {
            break;
        }
        to.write_all(&piece).await?;
    }
    to.shutdown().await
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUND_TRIP: Duration = Duration::from_millis(60);

    async fn question(stream: &mut TcpStream, text: &[u8]) -> Duration {
        let asked = Instant::now();
        stream.write_all(text).await.unwrap();
        let mut answer = vec![0; text.len()];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(answer, text);
        asked.elapsed()
    }

    #[tokio::test]
    async fn the_first_answer_takes_two_round_trips_and_each_further_one_takes_one() {
        let echo = Listener::echo().await.unwrap();
        let link = open_link(echo.address(), ROUND_TRIP).await.unwrap();
        let mut stream = TcpStream::connect(link.address()).await.unwrap();
        let first = question(&mut stream, b"with the handshake").await;
        assert!(first >= ROUND_TRIP * 2 && first < ROUND_TRIP * 3, "{first:?}");
        let second = question(&mut stream, b"without").await;
        assert!(second >= ROUND_TRIP && second < ROUND_TRIP * 2, "{second:?}");
    }

    #[tokio::test]
    async fn what_is_sent_while_something_is_under_way_arrives_behind_it_and_not_a_round_trip_later() {
        let echo = Listener::echo().await.unwrap();
        let link = open_link(echo.address(), ROUND_TRIP).await.unwrap();
        let mut stream = TcpStream::connect(link.address()).await.unwrap();
        question(&mut stream, b"hello").await;
        let began = Instant::now();
        for number in 0_u8..10 {
            stream.write_all(&[number]).await.unwrap();
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        stream.shutdown().await.unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).await.unwrap();
        assert_eq!(all, (0..10).collect::<Vec<u8>>());
        assert!(began.elapsed() < ROUND_TRIP * 3, "{:?}", began.elapsed());
    }
}
