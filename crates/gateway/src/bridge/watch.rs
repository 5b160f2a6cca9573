//! Who has been waited for, and since when: the clock of one bridged connection, without a timer of its own.

use std::time::Duration;

use tokio::time::Instant;

use super::pump::End;
use crate::config::Limits;

/// What the clock asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// Ask the browser whether it is still there.
    Ping,
    /// End the connection.
    End(Overdue),
}

/// What has taken too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overdue {
    /// No bytes in either direction.
    Idle,
    /// The browser does not read.
    BrowserStalled,
    /// The browser does not answer pings.
    BrowserSilent,
    /// The upstream does not read.
    LinkStalled,
}

impl From<Overdue> for End {
    fn from(overdue: Overdue) -> Self {
        match overdue {
            Overdue::Idle => Self::Idle,
            Overdue::BrowserStalled => Self::BrowserStalled,
            Overdue::BrowserSilent => Self::BrowserSilent,
            Overdue::LinkStalled => Self::LinkStalled,
        }
    }
}

/// When each thing last happened.
#[derive(Debug)]
pub(crate) struct Watch {
    idle: Duration,
    stall: Duration,
    ping: Duration,
    moved: Instant,
    heard: Instant,
    pinged: Option<Instant>,
    browser_waits: Option<Instant>,
    link_waits: Option<Instant>,
}

impl Watch {
    pub(crate) fn new(limits: &Limits, now: Instant) -> Self {
        Self {
            idle: limits.idle,
            stall: limits.stall,
            ping: limits.ping,
            moved: now,
            heard: now,
            pinged: None,
            browser_waits: None,
            link_waits: None,
        }
    }

    /// MQTT bytes moved, in either direction.
    pub(crate) fn moved(&mut self, now: Instant) {
        self.moved = now;
    }

    /// The browser sent something, if only a pong.
    pub(crate) fn heard(&mut self, now: Instant) {
        self.heard = now;
        self.pinged = None;
    }

    /// Bytes wait for the browser.
    pub(crate) fn browser_waits(&mut self, now: Instant) {
        self.browser_waits.get_or_insert(now);
    }

    /// The browser has taken what waited for it.
    pub(crate) fn browser_free(&mut self) {
        self.browser_waits = None;
    }

    /// Bytes wait for the upstream.
    pub(crate) fn link_waits(&mut self, now: Instant) {
        self.link_waits.get_or_insert(now);
    }

    /// The upstream has taken some of what waited for it.
    pub(crate) fn link_free(&mut self) {
        self.link_waits = None;
    }

    /// When to look again, after [`Self::due`] found no end at `now`.
    ///
    /// It is never later than the next thing that can be due, and always later than `now`.
    pub(crate) fn next(&self, now: Instant) -> Instant {
        let waits = [self.browser_waits, self.link_waits].into_iter().flatten().min();
        // Waiting may begin right after this look; it will then be found within twice the limit.
        let stall = waits.map_or(now, |since| since) + self.stall;
        let idle = self.moved + self.idle;
        if self.link_waits.is_some() {
            return idle.min(stall);
        }
        idle.min(stall).min(self.pinged.unwrap_or(self.heard) + self.ping)
    }

    /// What is due at `now`; a ping that is due counts as sent.
    pub(crate) fn due(&mut self, now: Instant) -> Option<Due> {
        let over = |since: Option<Instant>, limit: Duration| since.is_some_and(|since| now >= since + limit);
        if over(self.link_waits, self.stall) {
            return Some(Due::End(Overdue::LinkStalled));
        }
        if over(self.browser_waits, self.stall) {
            return Some(Due::End(Overdue::BrowserStalled));
        }
        if over(Some(self.moved), self.idle) {
            return Some(Due::End(Overdue::Idle));
        }
        // While the upstream holds things up the browser is not read, so its silence proves nothing.
        if self.link_waits.is_some() {
            return None;
        }
        if over(self.pinged, self.ping) {
            return Some(Due::End(Overdue::BrowserSilent));
        }
        if self.pinged.is_none() && over(Some(self.heard), self.ping) {
            self.pinged = Some(now);
            return Some(Due::Ping);
        }
        None
    }
}
