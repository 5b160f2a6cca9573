//! One device's connection, over whatever carries it.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use simulator::{Connection, Input, Output, Time, Transport};
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::cloud::{SharedCloud, now};
use crate::identity;
use crate::stream::{Receiver, Sender};

/// Serves the device until it or the cloud closes the connection.
pub(crate) async fn serve(
    mut receiver: Receiver,
    mut sender: Sender,
    transport: Transport,
    cloud: &SharedCloud,
) -> io::Result<()> {
    let mut connection = Connection::new(transport, now());
    let Ok(first) = timeout(CONNECT_TIMEOUT, receiver.next()).await else {
        return Ok(());
    };
    let Some(first) = first? else {
        return Ok(());
    };
    if identity::is_asked(&first) {
        let answered = timeout(CONNECT_TIMEOUT, identity::answer(first, &mut receiver, &mut sender)).await;
        return answered.unwrap_or(Ok(()));
    }
    let evicted = Arc::new(Notify::new());
    let result = exchange(&first, &mut connection, &mut receiver, &mut sender, &evicted, cloud).await;
    cloud.handle(&mut connection, &evicted, Input::Closed);
    result
}

async fn exchange(
    first: &[u8],
    connection: &mut Connection,
    receiver: &mut Receiver,
    sender: &mut Sender,
    evicted: &Arc<Notify>,
    cloud: &SharedCloud,
) -> io::Result<()> {
    cloud.handle(connection, evicted, Input::Bytes(first));
    loop {
        while let Some(output) = connection.poll() {
            match output {
                Output::Send(bytes) => sender.send(&bytes).await?,
                Output::Close => return sender.close().await,
            }
        }
        tokio::select! {
            () = evicted.notified() => connection.evict(),
            bytes = receiver.next() => match bytes? {
                Some(bytes) => cloud.handle(connection, evicted, Input::Bytes(&bytes)),
                None => return Ok(()),
            },
            () = sleep_until(connection.next_wake()) => cloud.handle(connection, evicted, Input::Wake),
        }
    }
}

async fn sleep_until(time: Option<Time>) {
    match time {
        Some(time) => tokio::time::sleep(Duration::from_millis(time.since(now()))).await,
        None => std::future::pending().await,
    }
}

/// How long a device may take to say anything.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
