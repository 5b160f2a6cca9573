use alloc::{borrow::ToOwned, vec::Vec};
use core::{mem, time::Duration};

use super::{
    CloseCode, CloseInfo, CommandError, Config, ConfigError, Delivery, Ending, Event, Instant, Output, SUBPROTOCOL,
    Violation, Waiting,
    incoming::Incoming,
    keep_alive::KeepAlive,
    outgoing::{Awaited, Outgoing},
    output::Outbox,
};
use crate::{Packet, PacketId, Payload};

/// The state machine behind [`super::Session`], apart from the framing.
pub(super) struct Core {
    pub(super) stage: Stage,
    pub(super) outbox: Outbox,
    pub(super) outgoing: Outgoing,
    pub(super) incoming: Incoming,
    timing: Timing,
}

/// Named by what is awaited.
pub(super) enum Stage {
    Opening {
        connect: Payload,
        /// Packets that go out right behind CONNECT.
        held: Vec<Payload>,
    },
    Connack {
        deadline: Instant,
        keep_alive: KeepAlive,
    },
    Anything {
        keep_alive: KeepAlive,
    },
    Nothing,
}

struct Timing {
    keep_alive_seconds: u16,
    connack: Duration,
    ping: Duration,
}

impl Core {
    pub(super) fn new(config: &Config) -> Result<Self, ConfigError> {
        Ok(Self {
            stage: Stage::Opening { connect: config.connect()?, held: Vec::new() },
            outbox: Outbox::default(),
            outgoing: Outgoing::new(config.request_timeout),
            incoming: Incoming::default(),
            timing: Timing {
                keep_alive_seconds: config.keep_alive_seconds,
                connack: config.connack_timeout,
                ping: config.ping_timeout,
            },
        })
    }

    pub(super) const fn has_ended(&self) -> bool {
        matches!(self.stage, Stage::Nothing)
    }

    /// Whether bytes from the server mean anything.
    pub(super) const fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Connack { .. } | Stage::Anything { .. })
    }

    // Inputs.

    pub(super) fn opened(&mut self, subprotocol: &str, now: Instant) {
        let (connect, held) = match mem::replace(&mut self.stage, Stage::Nothing) {
            Stage::Opening { connect, held } => (connect, held),
            other @ (Stage::Connack { .. } | Stage::Anything { .. } | Stage::Nothing) => {
                self.stage = other;
                return;
            }
        };
        if subprotocol != SUBPROTOCOL {
            let got = subprotocol.to_owned();
            return self.end(CloseCode::ProtocolError, Ending::SubprotocolRefused { got });
        }
        self.outbox.send(connect);
        for packet in held {
            self.outbox.send(packet);
        }
        let Timing { keep_alive_seconds, connack, ping } = self.timing;
        self.stage =
            Stage::Connack { deadline: now + connack, keep_alive: KeepAlive::new(keep_alive_seconds, ping, now) };
    }

    pub(super) fn closed(&mut self, info: CloseInfo) {
        let ending = match self.stage {
            Stage::Opening { .. } => Ending::NotOpened(info),
            Stage::Connack { .. } => Ending::WithoutConnack(info),
            Stage::Anything { .. } => Ending::ByPeer(info),
            Stage::Nothing => return,
        };
        self.finish(ending);
    }

    pub(super) fn violation(&mut self, violation: Violation) {
        self.end(violation.close_code(), Ending::Violation(violation));
    }

    pub(super) fn check_time(&mut self, now: Instant) {
        if let Some(waiting) = self.overdue(now) {
            return self.end(CloseCode::TimedOut, Ending::TimedOut(waiting));
        }
        if let Some(keep_alive) = self.keep_alive()
            && keep_alive.due().is_some_and(|due| due <= now)
        {
            keep_alive.pinged(now);
            self.answer(&Packet::Pingreq, now);
        }
    }

    // Polls.

    pub(super) fn output(&mut self) -> Output {
        match self.outbox.next() {
            Some(output) => output,
            None => Output::WakeAt(self.wake_at()),
        }
    }

    fn wake_at(&mut self) -> Option<Instant> {
        match self.stage {
            Stage::Opening { .. } | Stage::Nothing => None,
            Stage::Connack { deadline, keep_alive } => Some(keep_alive.due().map_or(deadline, |due| due.min(deadline))),
            Stage::Anything { keep_alive } => {
                let request = self.outgoing.earliest().map(|(deadline, _)| deadline);
                let moments = [request, keep_alive.due(), keep_alive.overdue()];
                moments.into_iter().flatten().min()
            }
        }
    }

    // Commands.

    /// Sends a packet that needs an identifier and an answer.
    pub(super) fn request<'a>(
        &mut self,
        awaited: Awaited,
        now: Instant,
        packet: impl FnOnce(PacketId) -> Result<Packet<'a>, CommandError>,
    ) -> Result<PacketId, CommandError> {
        let id = self.outgoing.free_id().ok_or(CommandError::NoFreePacketId)?;
        self.send(&packet(id)?, now)?;
        let starts = matches!(self.stage, Stage::Anything { .. }).then_some(now);
        self.outgoing.begin(id, awaited, starts);
        Ok(id)
    }

    /// Sends a packet, or holds it back until CONNECT has gone out.
    pub(super) fn send(&mut self, packet: &Packet<'_>, now: Instant) -> Result<(), CommandError> {
        if self.has_ended() {
            return Err(CommandError::Ended);
        }
        let bytes = packet.to_vec()?.into();
        match &mut self.stage {
            Stage::Opening { held, .. } => held.push(bytes),
            Stage::Connack { keep_alive, .. } | Stage::Anything { keep_alive } => {
                keep_alive.sent(now);
                self.outbox.send(bytes);
            }
            Stage::Nothing => {}
        }
        Ok(())
    }

    pub(super) fn accept(&mut self, delivery: &Delivery, now: Instant) {
        self.incoming.accept(delivery);
        self.acknowledge(now);
    }

    pub(super) fn decline(&mut self, delivery: &Delivery, now: Instant) {
        self.incoming.decline(delivery);
        self.acknowledge(now);
    }

    /// Sends a packet that is short enough for encoding never to fail.
    pub(super) fn answer(&mut self, packet: &Packet<'_>, now: Instant) {
        let sent = self.send(packet, now);
        debug_assert!(sent.is_ok(), "{} was not sent", packet.kind());
    }

    pub(super) fn disconnect(&mut self, now: Instant) {
        if self.has_ended() {
            return;
        }
        if self.is_open() {
            self.answer(&Packet::Disconnect, now);
        }
        self.end(CloseCode::Normal, Ending::ByUs);
    }

    // The end.

    pub(super) fn end(&mut self, code: CloseCode, ending: Ending) {
        self.outbox.close(code);
        self.finish(ending);
    }

    fn finish(&mut self, ending: Ending) {
        self.stage = Stage::Nothing;
        self.outgoing.clear();
        self.incoming = Incoming::default();
        self.outbox.event(Event::Closed(ending));
    }

    /// The answer that should have come by now.
    fn overdue(&mut self, now: Instant) -> Option<Waiting> {
        match self.stage {
            Stage::Connack { deadline, .. } => (deadline <= now).then_some(Waiting::Connack),
            Stage::Anything { keep_alive } => match self.outgoing.earliest() {
                Some((deadline, waiting)) if deadline <= now => Some(waiting),
                Some(_) | None => keep_alive.overdue().filter(|&overdue| overdue <= now).map(|_| Waiting::Pingresp),
            },
            Stage::Opening { .. } | Stage::Nothing => None,
        }
    }

    const fn keep_alive(&mut self) -> Option<&mut KeepAlive> {
        match &mut self.stage {
            Stage::Connack { keep_alive, .. } | Stage::Anything { keep_alive } => Some(keep_alive),
            Stage::Opening { .. } | Stage::Nothing => None,
        }
    }
}
