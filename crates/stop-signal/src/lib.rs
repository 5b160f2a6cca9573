//! Waits for somebody to stop the program.

use std::future::pending;

/// Ready when somebody asks the program to stop, by Ctrl-C or, on Unix, by SIGTERM; also if that happened between this call and the
/// first look at what it returns. Where signals cannot be handled, the program runs until it is killed.
///
/// # Panics
/// On Unix, outside a Tokio runtime with its I/O driver.
#[cfg(unix)]
pub fn stop_signal() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let [interrupt, terminate] = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    async {
        let (Ok(mut interrupt), Ok(mut terminate)) = (interrupt, terminate) else { return pending().await };
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}

/// Ready when somebody asks the program to stop, by Ctrl-C. Where signals cannot be handled, the program runs until it is killed.
#[cfg(not(unix))]
pub async fn stop_signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        pending().await
    }
}
