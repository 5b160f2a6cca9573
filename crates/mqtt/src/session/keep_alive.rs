use core::time::Duration;

use super::Instant;

/// Whose turn it is to show a sign of life, judged by moments and not by counted ticks: timers of hidden pages are late.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeepAlive {
    /// The longest silence of ours; none if the keep alive is off.
    silence: Option<Duration>,
    ping_timeout: Duration,
    /// Only what is sent counts ([MQTT-3.1.2-23]).
    last_sent: Instant,
    /// When PINGRESP is overdue.
    overdue: Option<Instant>,
}

impl KeepAlive {
    pub(super) fn new(seconds: u16, ping_timeout: Duration, now: Instant) -> Self {
        // A quarter ahead of time, so that a timer that is a little late still keeps the promise to the server.
        let silence = Duration::from_secs(seconds.into()) * 3 / 4;
        Self { silence: (seconds > 0).then_some(silence), ping_timeout, last_sent: now, overdue: None }
    }

    /// When PINGREQ has to be sent.
    pub(super) fn due(self) -> Option<Instant> {
        self.silence.map(|silence| self.last_sent + silence)
    }

    /// When PINGRESP is overdue, if it is awaited.
    pub(super) const fn overdue(self) -> Option<Instant> {
        self.overdue
    }

    pub(super) const fn sent(&mut self, now: Instant) {
        self.last_sent = now;
    }

    pub(super) fn pinged(&mut self, now: Instant) {
        self.overdue = self.overdue.or(Some(now + self.ping_timeout));
    }

    pub(super) const fn answered(&mut self) {
        self.overdue = None;
    }

    /// CONNACK has come: only now can the server answer a PINGREQ that was sent before.
    pub(super) fn connected(&mut self, now: Instant) {
        self.overdue = self.overdue.map(|_| now + self.ping_timeout);
    }
}
