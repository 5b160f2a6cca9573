//! One connection through the door: to the broker, bytes unchanged, or to a faulty peer.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use mqtt::{Limits, Packet};
use simulator::{Faults, Reply, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::door::wire::{CHUNK, Receiver, Sender};
use crate::door::{faulty, identity};
use crate::hub::{Hub, Link, Verdict};

/// Carries a device's connection until an end closes it or the cloud wants it closed.
pub(super) async fn through(
    mut receiver: Receiver,
    mut sender: Sender,
    transport: Transport,
    hub: &Arc<Hub>,
    broker: SocketAddr,
) -> io::Result<()> {
    let Ok(hello) = timeout(CONNECT_PATIENCE, hello(&mut receiver)).await else {
        return Ok(());
    };
    let hello = hello?;
    if identity::is_asked(&hello) {
        let answered = timeout(CONNECT_PATIENCE, identity::answer(hello, &mut receiver, &mut sender)).await;
        return answered.unwrap_or(Ok(()));
    }
    let link = Link::new(transport);
    if hub.faults(user_name(&hello)) != Faults::default() {
        return faulty::serve(hello, receiver, sender, &link, hub).await;
    }
    let broker = TcpStream::connect(broker).await?;
    broker.set_nodelay(true)?;
    let address = broker.local_addr()?;
    hub.introduce(address, &link);
    let result = tokio::select! {
        () = link.cut() => Ok(()),
        result = carry(&hello, receiver, sender, broker, &link) => result,
    };
    hub.dismiss(address, &link);
    result
}

/// What the device says until its first packet is whole, or can never be one.
async fn hello(receiver: &mut Receiver) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while !identity::is_asked(&bytes) && matches!(Packet::decode(&bytes, Limits::default()), Ok(None)) {
        match receiver.next().await? {
            Some(more) => bytes.extend_from_slice(&more),
            None => break,
        }
    }
    Ok(bytes)
}

fn user_name(hello: &[u8]) -> &str {
    match Packet::decode(hello, Limits::default()) {
        Ok(Some((Packet::Connect(connect), _))) => {
            connect.credentials.map(|credentials| credentials.user_name.as_str()).unwrap_or_default()
        }
        _ => "",
    }
}

async fn carry(
    hello: &[u8],
    mut receiver: Receiver,
    mut sender: Sender,
    broker: TcpStream,
    link: &Link,
) -> io::Result<()> {
    let (mut from_broker, mut to_broker) = broker.into_split();
    to_broker.write_all(hello).await?;
    let up = async {
        while let Some(bytes) = receiver.next().await? {
            to_broker.write_all(&bytes).await?;
        }
        to_broker.shutdown().await?;
        // What the broker still has to say is waited for.
        std::future::pending().await
    };
    let down = async {
        let mut chunk = [0; CHUNK];
        // What the broker says first is its answer to the login, and only then is it known what the cloud thinks of it.
        let mut count = from_broker.read(&mut chunk).await?;
        match link.verdict() {
            Verdict::Refused(Reply::Close) => count = 0,
            Verdict::Refused(Reply::Connack(code)) => {
                sender.send(&[0x20, 0x02, 0x00, code]).await?;
                count = 0;
            }
            Verdict::Pending | Verdict::Accepted(_) => {}
        }
        while count > 0 {
            sender.send(chunk.get(..count).unwrap_or_default()).await?;
            count = from_broker.read(&mut chunk).await?;
        }
        sender.close().await
    };
    tokio::select! {
        result = up => result,
        result = down => result,
    }
}

/// How long a device may take until its CONNECT is whole; the same as in the broker without I/O.
const CONNECT_PATIENCE: Duration = Duration::from_secs(10);
