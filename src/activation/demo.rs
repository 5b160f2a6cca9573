//! The simulated EnOS inside the page: the same rules and the same bytes as on the network, and nothing leaves the page.

use std::cell::{Cell, OnceCell, RefCell};
use std::fmt;
use std::rc::{Rc, Weak};

use simulator::{Broker, ConnectionId, Output, Time, Transport, demo, repeatable};

use crate::browser::{SocketEvent, Timer, monotonic_millis, unix_millis};

/// How long a message is under way, in milliseconds: as long as to a cloud that is not far, so that the steps can be watched.
const TRAVEL: u64 = 150;

/// The cloud. It lives as long as the page, so that a device that has been online stays so.
#[derive(Default)]
pub(super) struct DemoCloud {
    broker: OnceCell<RefCell<Broker>>,
}

/// A connection to it. Dropped, it closes and calls back no more.
pub(super) struct DemoLine {
    end: Rc<End>,
}

struct End {
    me: Weak<Self>,
    cloud: Rc<DemoCloud>,
    connection: Cell<Option<ConnectionId>>,
    on_event: Box<dyn Fn(SocketEvent)>,
    /// Messages under way, and the cloud's own alarm. What has arrived stays here until the line is dropped.
    under_way: RefCell<Vec<Timer>>,
    alarm: RefCell<Option<Timer>>,
}

impl DemoCloud {
    /// Built when it is first asked for, with secrets that differ from visit to visit. They open nothing.
    fn broker(&self) -> &RefCell<Broker> {
        self.broker.get_or_init(|| RefCell::new(Broker::new(demo::cloud(repeatable(unix_millis())))))
    }
}

impl DemoLine {
    pub(super) fn open(cloud: &Rc<DemoCloud>, on_event: impl Fn(SocketEvent) + 'static) -> Self {
        let connection = cloud.broker().borrow_mut().open(Transport::Plain, now());
        let end = Rc::new_cyclic(|me| End {
            me: me.clone(),
            cloud: Rc::clone(cloud),
            connection: Cell::new(Some(connection)),
            on_event: Box::new(on_event),
            under_way: RefCell::default(),
            alarm: RefCell::default(),
        });
        end.deliver(SocketEvent::Opened { subprotocol: "mqtt".to_owned() });
        Self { end }
    }

    /// The answers come later, never from within this call.
    pub(super) fn send(&self, packet: &[u8]) {
        if let Some(connection) = self.end.connection.get() {
            self.end.cloud.broker().borrow_mut().receive(connection, packet, now());
            self.end.drain();
        }
    }

    pub(super) fn close(&self) {
        self.end.hang_up();
    }
}

impl Drop for DemoLine {
    fn drop(&mut self) {
        self.end.hang_up();
        self.end.under_way.take();
    }
}

impl End {
    fn drain(&self) {
        loop {
            let next = self.cloud.broker().borrow_mut().poll();
            match next {
                Some((connection, Output::Send(bytes))) if self.connection.get() == Some(connection) => {
                    self.deliver(SocketEvent::Binary(bytes));
                }
                Some((connection, Output::Close)) if self.connection.get() == Some(connection) => {
                    self.connection.set(None);
                    self.deliver(SocketEvent::Closed { code: 1000, reason: String::new(), clean: true });
                }
                // Left over from a line that is gone.
                Some((_, Output::Send(_) | Output::Close)) => {}
                None => break,
            }
        }
        let wake_at = self.cloud.broker().borrow().next_wake();
        let wait = wake_at.map(|at| at.as_millis().saturating_sub(monotonic_millis()));
        let alarm = wait.map(|wait| self.later(wait, Self::wake));
        self.alarm.replace(alarm);
    }

    fn wake(&self) {
        self.cloud.broker().borrow_mut().wake(now());
        self.drain();
    }

    fn hang_up(&self) {
        if let Some(connection) = self.connection.take() {
            self.cloud.broker().borrow_mut().close(connection, now());
        }
        self.alarm.take();
    }

    fn deliver(&self, event: SocketEvent) {
        let timer = self.later(TRAVEL, move |end| (end.on_event)(event));
        self.under_way.borrow_mut().push(timer);
    }

    fn later(&self, millis: u64, act: impl FnOnce(&Self) + 'static) -> Timer {
        let me = self.me.clone();
        Timer::after(millis, move || {
            if let Some(end) = me.upgrade() {
                act(&end);
            }
        })
    }
}

fn now() -> Time {
    Time::from_millis(monotonic_millis())
}

impl fmt::Debug for DemoCloud {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DemoCloud")
    }
}

impl fmt::Debug for DemoLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DemoLine").field("connection", &self.end.connection).finish_non_exhaustive()
    }
}
