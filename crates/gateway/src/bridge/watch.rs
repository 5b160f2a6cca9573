//! Who has been waited for, and since when: the clock of one bridged connection, without a timer of its own.

use std::time::Duration;

use tokio::time::Instant;

use super::copy::End;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(now: Instant) -> Watch {
        let limits = Limits {
            idle: Duration::from_secs(100),
            stall: Duration::from_secs(30),
            ping: Duration::from_secs(45),
            ..Limits::default()
        };
        Watch::new(&limits, now)
    }

    fn after(start: Instant, seconds: u64) -> Instant {
        start + Duration::from_secs(seconds)
    }

    /// Looks whenever the watch asks for it, up to `end`; what was due, and when.
    fn events(watch: &mut Watch, start: Instant, end: u64) -> Vec<(u64, Due)> {
        let mut now = start;
        let mut events = Vec::new();
        while now <= after(start, end) {
            if let Some(due) = watch.due(now) {
                let is_end = matches!(due, Due::End(_));
                events.push(((now - start).as_secs(), due));
                if is_end {
                    break;
                }
            }
            let next = watch.next(now);
            assert!(next > now, "it would look for ever");
            now = next;
        }
        events
    }

    #[test]
    fn pings_a_silent_browser_and_then_gives_it_up() {
        let start = Instant::now();
        let events = events(&mut watch(start), start, 1000);
        assert_eq!(events, [(45, Due::Ping), (90, Due::End(Overdue::BrowserSilent))]);
    }

    #[test]
    fn a_pong_is_an_answer_but_no_activity() {
        let start = Instant::now();
        let mut watch = watch(start);
        assert_eq!(watch.due(after(start, 45)), Some(Due::Ping));
        watch.heard(after(start, 46));
        assert_eq!(watch.due(after(start, 90)), None);
        assert_eq!(watch.due(after(start, 100)), Some(Due::End(Overdue::Idle)));
    }

    #[test]
    fn bytes_in_either_direction_are_activity() {
        let start = Instant::now();
        let mut watch = watch(start);
        watch.moved(after(start, 99));
        watch.heard(after(start, 99));
        assert_eq!(watch.due(after(start, 140)), None);
    }

    #[test]
    fn gives_up_on_an_upstream_that_does_not_read_and_never_blames_the_browser_for_it() {
        let start = Instant::now();
        let mut watch = watch(start);
        watch.link_waits(after(start, 40));
        watch.link_waits(after(start, 60));
        let events = events(&mut watch, start, 1000);
        assert_eq!(events, [(70, Due::End(Overdue::LinkStalled))]);
    }

    #[test]
    fn gives_up_on_a_browser_that_does_not_read_unless_it_goes_on() {
        let start = Instant::now();
        let mut watch = watch(start);
        watch.browser_waits(start);
        watch.browser_free();
        watch.browser_waits(after(start, 10));
        assert_eq!(watch.due(after(start, 39)), None);
        assert_eq!(watch.due(after(start, 40)), Some(Due::End(Overdue::BrowserStalled)));
    }
}
