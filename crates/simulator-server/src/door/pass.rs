//! One connection through the door, bytes unchanged, until an end closes it or the cloud wants it closed.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use simulator::{Reply, Transport};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::hub::{Hub, Link, Verdict};

/// Carries the bytes of a device to the broker and back.
pub(super) async fn through<S>(device: S, transport: Transport, hub: &Arc<Hub>, broker: SocketAddr) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let broker = TcpStream::connect(broker).await?;
    broker.set_nodelay(true)?;
    let address = broker.local_addr()?;
    let link = Link::new(transport);
    hub.introduce(address, &link);
    let result = tokio::select! {
        () = link.cut() => Ok(()),
        result = carry(device, broker, &link) => result,
    };
    hub.dismiss(address, &link);
    result
}

async fn carry<S>(mut device: S, mut broker: TcpStream, link: &Link) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    // What the broker says first is its answer to the login, and only then is it known what the cloud thinks of it.
    let mut up = vec![0; CHUNK];
    let mut down = vec![0; CHUNK];
    let answer = loop {
        tokio::select! {
            count = device.read(&mut up) => match count? {
                0 => return Ok(()),
                count => broker.write_all(up.get(..count).unwrap_or_default()).await?,
            },
            count = broker.read(&mut down) => break count?,
        }
    };
    match link.verdict() {
        Verdict::Refused(Reply::Close) => Ok(()),
        Verdict::Refused(Reply::Connack(code)) => {
            device.write_all(&[0x20, 0x02, 0x00, code]).await?;
            device.shutdown().await
        }
        Verdict::Pending | Verdict::Accepted(_) => {
            device.write_all(down.get(..answer).unwrap_or_default()).await?;
            drop((up, down));
            tokio::io::copy_bidirectional_with_sizes(&mut device, &mut broker, CHUNK, CHUNK).await?;
            Ok(())
        }
    }
}

/// Activation messages and their answers are far smaller.
const CHUNK: usize = 4 * 1024;
