//! One device's connection, over whatever carries it.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use simulator::{Connection, Input, Output, Time, Transport};
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::clock::now;
use crate::door::identity;
use crate::door::wire::{Receiver, Sender};
use crate::hub::Hub;

/// Talks to the device until one of the two ends it.
pub(super) async fn through(
    mut receiver: Receiver,
    mut sender: Sender,
    transport: Transport,
    hub: &Hub,
) -> io::Result<()> {
    let mut connection = Connection::new(transport, now());
    let Ok(first) = timeout(CONNECT_PATIENCE, receiver.next()).await else {
        return Ok(());
    };
    let Some(first) = first? else {
        return Ok(());
    };
    if identity::is_asked(&first) {
        let answered = timeout(CONNECT_PATIENCE, identity::answer(first, &mut receiver, &mut sender)).await;
        return answered.unwrap_or(Ok(()));
    }
    let evicted = Arc::new(Notify::new());
    let result = talk(&first, &mut connection, &mut receiver, &mut sender, &evicted, hub).await;
    hub.handle(&mut connection, &evicted, Input::Closed);
    result
}

async fn talk(
    first: &[u8],
    connection: &mut Connection,
    receiver: &mut Receiver,
    sender: &mut Sender,
    evicted: &Arc<Notify>,
    hub: &Hub,
) -> io::Result<()> {
    hub.handle(connection, evicted, Input::Bytes(first));
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
                Some(bytes) => hub.handle(connection, evicted, Input::Bytes(&bytes)),
                None => return Ok(()),
            },
            () = sleep_until(connection.next_wake()) => hub.handle(connection, evicted, Input::Wake),
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
const CONNECT_PATIENCE: Duration = Duration::from_secs(10);
