//! One device's connection: moves bytes between its stream and the broker without I/O.
//!
//! What is buffered for a device is bounded: one WebSocket message or [`CHUNK`] bytes that have come, one packet that is not
//! whole yet, and the answers to one chunk. While these are not sent, nothing more is received.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use simulator::{Connection, Input, Output, Time, Transport};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use crate::cloud::{SharedCloud, now};
use crate::stream::{CHUNK, Stream};

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The device or the cloud closed it.
    Closed,
    /// The device did not read what was sent to it within [`SEND_TIMEOUT`].
    SlowReader,
}

/// How long a device may take to read one packet.
pub(crate) const SEND_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection that the cloud closes waits for the device to close it too: closed at once, it would take back what
/// was sent last.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Serves the device until it or the cloud closes the connection. `first` are bytes that have come already.
pub(crate) async fn serve(
    stream: Stream,
    first: Vec<u8>,
    transport: Transport,
    cloud: &SharedCloud,
) -> io::Result<Ending> {
    let mut device =
        DeviceConnection { stream, connection: Connection::new(transport, now()), evicted: Arc::default(), cloud };
    let ended = device.run(first).await;
    device.handle(Input::Closed);
    ended
}

struct DeviceConnection<'a> {
    stream: Stream,
    connection: Connection,
    /// Woken when the cloud gives its session up.
    evicted: Arc<Notify>,
    cloud: &'a SharedCloud,
}

impl DeviceConnection<'_> {
    async fn run(&mut self, first: Vec<u8>) -> io::Result<Ending> {
        let mut received = first;
        loop {
            for chunk in received.chunks(CHUNK) {
                self.handle(Input::Bytes(chunk));
                if let ControlFlow::Break(ending) = self.send().await? {
                    return Ok(ending);
                }
            }
            received = tokio::select! {
                // A device that has spoken is not silent, however late it is read.
                biased;
                () = self.evicted.notified() => {
                    self.connection.evict();
                    Vec::new()
                }
                bytes = self.stream.receive() => {
                    let Some(bytes) = bytes? else {
                        self.handle(Input::Closed);
                        return self.close().await;
                    };
                    bytes
                }
                () = sleep_until(self.connection.next_wake()) => {
                    self.handle(Input::Wake);
                    Vec::new()
                }
            };
            if let ControlFlow::Break(ending) = self.send().await? {
                return Ok(ending);
            }
        }
    }

    fn handle(&mut self, input: Input<'_>) {
        self.cloud.handle(&mut self.connection, &self.evicted, input);
    }

    /// Sends what the broker wants sent, and says when that was the last.
    async fn send(&mut self) -> io::Result<ControlFlow<Ending>> {
        while let Some(output) = self.connection.poll() {
            match output {
                Output::Send(bytes) => tokio::select! {
                    biased;
                    sent = timeout(SEND_TIMEOUT, self.stream.send(bytes)) => match sent {
                        Ok(sent) => sent?,
                        Err(_) => return Ok(ControlFlow::Break(Ending::SlowReader)),
                    },
                    () = self.evicted.notified() => return Ok(ControlFlow::Break(Ending::Closed)),
                },
                Output::Close => return self.close().await.map(ControlFlow::Break),
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    async fn close(&mut self) -> io::Result<Ending> {
        let closed = timeout(CLOSE_TIMEOUT, async {
            self.stream.close().await?;
            while self.stream.receive().await?.is_some() {}
            Ok(Ending::Closed)
        });
        closed.await.unwrap_or(Ok(Ending::Closed))
    }
}

async fn sleep_until(time: Option<Time>) {
    match time {
        Some(time) => sleep(Duration::from_millis(time.since(now()))).await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use simulator::{demo, repeatable};
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::task::JoinHandle;

    use super::*;

    /// A login without user name and password, which is answered with four bytes.
    const CONNECT: [u8; 15] = [0x10, 0x0d, 0, 4, b'M', b'Q', b'T', b'T', 4, 2, 0, 60, 0, 1, b'a'];

    /// A device whose connection holds two bytes, and what becomes of it.
    fn connect() -> (DuplexStream, JoinHandle<io::Result<Ending>>) {
        let (device, stream) = duplex(2);
        let cloud = SharedCloud::new(demo::cloud(repeatable(1)));
        let served = tokio::spawn(async move {
            serve(Stream::Bytes(Box::new(stream)), CONNECT.to_vec(), Transport::Plain, &cloud).await
        });
        (device, served)
    }

    #[tokio::test(start_paused = true)]
    async fn gives_a_device_up_that_does_not_read() {
        let (mut device, served) = connect();
        assert_eq!(served.await.unwrap().unwrap(), Ending::SlowReader);
        let mut answer = Vec::new();
        device.read_to_end(&mut answer).await.unwrap();
        assert_eq!(answer, [0x20, 0x02]);
    }

    #[tokio::test(start_paused = true)]
    async fn waits_for_a_device_that_reads_slowly() {
        let (mut device, served) = connect();
        sleep(SEND_TIMEOUT * 9 / 10).await;
        let mut answer = Vec::new();
        device.read_to_end(&mut answer).await.unwrap();
        assert_eq!(answer, [0x20, 0x02, 0x00, 0x04]);
        device.shutdown().await.unwrap();
        assert_eq!(served.await.unwrap().unwrap(), Ending::Closed);
    }

    #[tokio::test(start_paused = true)]
    async fn waits_a_little_for_a_device_to_close_too() {
        let (mut device, served) = connect();
        device.read_to_end(&mut Vec::new()).await.unwrap();
        assert!(!served.is_finished());
        assert_eq!(served.await.unwrap().unwrap(), Ending::Closed);
        assert!(device.write_all(b"late").await.is_err());
    }
}
