//! What has passed over one bridged connection and when something last happened on it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use crate::close_reason::{CloseReason, Outcome};
use crate::config::Limits;

/// Says whether a connection may carry its first byte, or why it may not.
pub(super) type FirstByte<'a> = &'a (dyn Fn() -> Result<(), CloseReason> + Sync);

/// The counters and the clock of one bridged connection, which both directions update.
pub(super) struct Activity<'a> {
    first_byte: FirstByte<'a>,
    /// What that has said; empty for as long as the connection has carried nothing.
    begun: OnceLock<Result<(), CloseReason>>,
    start: Instant,
    /// Bytes of MQTT from the browser, and from the upstream.
    up: AtomicU64,
    down: AtomicU64,
    /// When MQTT bytes last moved, and when the browser last sent anything, in nanoseconds from the start.
    moved: AtomicU64,
    heard: AtomicU64,
    is_upstream_slow: AtomicBool,
    ping: Notify,
}

impl<'a> Activity<'a> {
    pub(super) fn new(first_byte: FirstByte<'a>) -> Self {
        Self {
            first_byte,
            begun: OnceLock::new(),
            start: Instant::now(),
            up: AtomicU64::new(0),
            down: AtomicU64::new(0),
            moved: AtomicU64::new(0),
            heard: AtomicU64::new(0),
            is_upstream_slow: AtomicBool::new(false),
            ping: Notify::new(),
        }
    }

    /// To be asked before bytes go on, in either direction; an error says how the connection ends instead.
    pub(super) fn begin(&self) -> Result<(), Outcome> {
        self.begun.get_or_init(self.first_byte).clone().map_err(Outcome::Closed)
    }

    /// Whether the connection has carried anything.
    pub(super) fn is_used(&self) -> bool {
        matches!(self.begun.get(), Some(Ok(())))
    }

    /// The bytes of MQTT that have passed up and down.
    pub(super) fn passed(&self) -> (u64, u64) {
        (self.up.load(Ordering::Relaxed), self.down.load(Ordering::Relaxed))
    }

    /// The browser sent something, if only a pong.
    pub(super) fn heard_browser(&self) {
        self.heard.store(self.now(), Ordering::Relaxed);
    }

    pub(super) fn moved_up(&self, count: usize) {
        self.moved(&self.up, count);
    }

    pub(super) fn moved_down(&self, count: usize) {
        self.moved(&self.down, count);
    }

    /// Whether bytes wait for the upstream. The browser is not read then, so its silence proves nothing.
    pub(super) fn set_upstream_slow(&self, is_slow: bool) {
        self.is_upstream_slow.store(is_slow, Ordering::Relaxed);
    }

    /// Returns when the browser has to be asked by a ping whether it is still there.
    pub(super) async fn ping_due(&self) {
        self.ping.notified().await;
    }

    /// Returns when nothing has moved for too long, or the browser has not answered a ping.
    pub(super) async fn watch(&self, limits: &Limits) -> Outcome {
        let mut pinged: Option<Instant> = None;
        loop {
            let now = Instant::now();
            let idle_at = self.moment(&self.moved) + limits.idle;
            if now >= idle_at {
                return Outcome::Closed(CloseReason::Idle);
            }
            let heard = self.moment(&self.heard);
            pinged = pinged.filter(|pinged| heard < *pinged);
            let silent_at = pinged.unwrap_or(heard) + limits.ping;
            if self.is_upstream_slow.load(Ordering::Relaxed) {
                sleep_until(idle_at.min(now + limits.ping)).await;
            } else if now < silent_at {
                sleep_until(idle_at.min(silent_at)).await;
            } else if pinged.is_some() {
                return Outcome::BrowserLost("browser-silent");
            } else {
                pinged = Some(now);
                self.ping.notify_one();
            }
        }
    }

    fn moved(&self, counter: &AtomicU64, count: usize) {
        counter.fetch_add(count as u64, Ordering::Relaxed);
        self.moved.store(self.now(), Ordering::Relaxed);
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    fn moment(&self, nanoseconds: &AtomicU64) -> Instant {
        self.start + Duration::from_nanos(nanoseconds.load(Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::sleep;

    use super::*;

    const IDLE: Outcome = Outcome::Closed(CloseReason::Idle);
    const SILENT: Outcome = Outcome::BrowserLost("browser-silent");

    /// How the watch ends, and after how many seconds; `act` happens meanwhile.
    async fn watched(activity: &Activity<'_>, act: impl Future<Output = ()>) -> (Outcome, u64) {
        let start = Instant::now();
        let limits = Limits { idle: Duration::from_secs(100), ping: Duration::from_secs(45), ..Limits::default() };
        let (end, ()) = tokio::join!(activity.watch(&limits), act);
        (end, start.elapsed().as_secs())
    }

    async fn after(seconds: u64) {
        sleep(Duration::from_secs(seconds)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn pings_a_silent_browser_and_then_gives_it_up() {
        let activity = Activity::new(&|| Ok(()));
        let start = Instant::now();
        let (end, seconds) = watched(&activity, async {
            activity.ping_due().await;
            assert_eq!(start.elapsed().as_secs(), 45);
        })
        .await;
        assert_eq!((end, seconds), (SILENT, 90));
    }

    #[tokio::test(start_paused = true)]
    async fn a_pong_is_an_answer_but_no_activity() {
        let activity = Activity::new(&|| Ok(()));
        let (end, seconds) = watched(&activity, async {
            activity.ping_due().await;
            after(1).await;
            activity.heard_browser();
        })
        .await;
        assert_eq!((end, seconds), (IDLE, 100));
    }

    #[tokio::test(start_paused = true)]
    async fn bytes_in_either_direction_are_activity() {
        for moved in [Activity::moved_up, Activity::moved_down] {
            let activity = Activity::new(&|| Ok(()));
            let (end, seconds) = watched(&activity, async {
                after(40).await;
                moved(&activity, 1);
                after(40).await;
                activity.heard_browser();
                after(40).await;
                activity.heard_browser();
            })
            .await;
            assert_eq!((end, seconds), (IDLE, 140));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn never_blames_a_browser_for_a_slow_upstream() {
        let activity = Activity::new(&|| Ok(()));
        activity.set_upstream_slow(true);
        let (end, seconds) = watched(&activity, async {}).await;
        assert_eq!((end, seconds), (IDLE, 100));
    }
}
