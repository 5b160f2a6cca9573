//! The upstream behind both bridges, on a thread of its own: it sends back what it gets.

use std::cell::RefCell;
use std::future::poll_fn;
use std::io;
use std::net::{SocketAddr, TcpListener as StdListener};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::thread;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;

/// The most that is read at once.
const READ_SIZE: usize = 128 * 1024;

thread_local! {
    /// One buffer for all connections, so that it stays in the processor's cache.
    static SCRATCH: RefCell<Vec<u8>> = RefCell::new(vec![0; READ_SIZE]);
}

/// Starts an echo; it runs as long as the program.
pub(crate) fn echo() -> SocketAddr {
    let listener = StdListener::bind("127.0.0.1:0").expect("a free port");
    listener.set_nonblocking(true).expect("a listener that does not block");
    let address = listener.local_addr().expect("an address");
    let runtime = Builder::new_current_thread().enable_io().build().expect("a runtime");
    thread::spawn(move || {
        runtime.block_on(async {
            let listener = TcpListener::from_std(listener).expect("a listener");
            while let Ok((stream, _)) = listener.accept().await {
                let _ = stream.set_nodelay(true);
                let mut echo = Echo { stream, rest: Vec::new() };
                tokio::spawn(async move {
                    // A connection that fails is the client's to notice.
                    let _ = poll_fn(|cx| echo.poll(cx)).await;
                });
            }
        });
    });
    address
}

struct Echo {
    stream: TcpStream,
    /// What the system would not take yet.
    rest: Vec<u8>,
}

impl Echo {
    /// Ready at the end of the stream.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            while !self.rest.is_empty() {
                let count = ready!(Pin::new(&mut self.stream).poll_write(cx, &self.rest))?;
                self.rest.drain(..count);
            }
            let count = SCRATCH.with_borrow_mut(|scratch| {
                let mut buffer = ReadBuf::new(scratch);
                ready!(Pin::new(&mut self.stream).poll_read(cx, &mut buffer))?;
                let read = buffer.filled();
                let written = match Pin::new(&mut self.stream).poll_write(cx, read) {
                    Poll::Ready(written) => written?,
                    Poll::Pending => 0,
                };
                self.rest.extend_from_slice(read.get(written..).unwrap_or_default());
                Poll::Ready(Ok::<_, io::Error>(read.len()))
            });
            if ready!(count)? == 0 {
                return Poll::Ready(Ok(()));
            }
        }
    }
}
