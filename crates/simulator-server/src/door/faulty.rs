//! A device that is to meet a fault talks to the broker without I/O, which has every fault on demand. rmqtt has none.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use simulator::{Connection, Input, Output, Time};

use crate::clock::now;
use crate::door::wire::{Receiver, Sender};
use crate::hub::{Hub, Link};

/// Talks to the device until one of the two ends it.
pub(super) async fn serve(
    hello: Vec<u8>,
    mut receiver: Receiver,
    mut sender: Sender,
    link: &Arc<Link>,
    hub: &Hub,
) -> io::Result<()> {
    let mut connection = Connection::new(link.transport(), now());
    let result = talk(hello, &mut connection, &mut receiver, &mut sender, link, hub).await;
    hub.drive(&mut connection, link, Input::Closed);
    result
}

async fn talk(
    hello: Vec<u8>,
    connection: &mut Connection,
    receiver: &mut Receiver,
    sender: &mut Sender,
    link: &Arc<Link>,
    hub: &Hub,
) -> io::Result<()> {
    hub.drive(connection, link, Input::Bytes(&hello));
    loop {
        while let Some(output) = connection.poll() {
            match output {
                Output::Send(bytes) => sender.send(&bytes).await?,
                Output::Close => return sender.close().await,
            }
        }
        tokio::select! {
            () = link.cut() => return sender.close().await,
            bytes = receiver.next() => match bytes? {
                Some(bytes) => hub.drive(connection, link, Input::Bytes(&bytes)),
                None => return Ok(()),
            },
            () = sleep_until(connection.next_wake()) => hub.drive(connection, link, Input::Wake),
        }
    }
}

async fn sleep_until(time: Option<Time>) {
    match time {
        Some(time) => tokio::time::sleep(Duration::from_millis(time.since(now()))).await,
        None => std::future::pending().await,
    }
}
