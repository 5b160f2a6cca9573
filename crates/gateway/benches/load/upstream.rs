//! The upstreams behind both bridges.

use std::cell::RefCell;
use std::future::poll_fn;
use std::io;
use std::net::{SocketAddr, TcpListener as StdListener};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::thread;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;

/// The most that is read at once.
const READ_SIZE: usize = 128 * 1024;

thread_local! {
    /// One buffer for all connections, so that it stays in the processor's cache.
    static SCRATCH: RefCell<Vec<u8>> = RefCell::new(vec![0; READ_SIZE]);
}

/// Sends back what it gets.
pub(crate) fn echo() -> SocketAddr {
    start(send_back)
}

/// Sends back what it gets, on the thread of the clients: a round trip then waits for a bridge to wake up and for nobody else.
pub(crate) fn echo_here() -> SocketAddr {
    let (listener, address) = listen();
    tokio::spawn(accept(listener, send_back));
    address
}

async fn send_back(stream: TcpStream) -> io::Result<()> {
    let mut echo = Echo { stream, rest: Vec::new() };
    poll_fn(|cx| echo.poll(cx)).await
}

/// Takes what it gets and counts the bytes.
pub(crate) fn sink(count: Arc<AtomicU64>) -> SocketAddr {
    start(move |mut stream| {
        let count = Arc::clone(&count);
        poll_fn(move |cx| {
            loop {
                let read = SCRATCH.with_borrow_mut(|scratch| {
                    let mut buffer = ReadBuf::new(scratch);
                    ready!(Pin::new(&mut stream).poll_read(cx, &mut buffer))?;
                    Poll::Ready(Ok::<_, io::Error>(buffer.filled().len()))
                });
                match ready!(read)? {
                    0 => return Poll::Ready(Ok(())),
                    read => count.fetch_add(read as u64, Ordering::Relaxed),
                };
            }
        })
    })
}

/// Sends `bytes` over and over, as fast as they are taken.
pub(crate) fn source(bytes: Arc<Vec<u8>>) -> SocketAddr {
    start(move |mut stream| {
        let bytes = Arc::clone(&bytes);
        async move {
            // It speaks when it is spoken to, so that a client is ready.
            stream.read_u8().await?;
            loop {
                stream.write_all(&bytes).await?;
            }
        }
    })
}

/// Serves each connection by `serve`, as long as the program runs.
fn start<F>(serve: impl Fn(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = io::Result<()>> + Send + 'static,
{
    let (listener, address) = listen();
    let runtime = Builder::new_current_thread().enable_io().build().expect("a runtime");
    thread::spawn(move || runtime.block_on(accept(listener, serve)));
    address
}

fn listen() -> (StdListener, SocketAddr) {
    let listener = StdListener::bind("127.0.0.1:0").expect("a free port");
    listener.set_nonblocking(true).expect("a listener that does not block");
    let address = listener.local_addr().expect("an address");
    (listener, address)
}

async fn accept<F>(listener: StdListener, serve: impl Fn(TcpStream) -> F)
where
    F: Future<Output = io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::from_std(listener).expect("a listener");
    while let Ok((stream, _)) = listener.accept().await {
        let _ = stream.set_nodelay(true);
        // A connection that fails is the client's to notice.
        tokio::spawn(serve(stream));
    }
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
