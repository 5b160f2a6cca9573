//! What is said on a connection once its device is logged in.

use alloc::vec::Vec;

use mqtt::{Packet, PacketId, Publish, PublishQos, Suback, Subscribe, SubscribeOutcome, Topic};

use crate::broker::faults::{Faults, Step};
use crate::broker::outbox::Outbox;
use crate::broker::push;
use crate::{Answer, Cloud, SessionId, Time, TopicUse};

/// A connection that is logged in.
#[derive(Debug)]
pub(super) struct LoggedIn {
    session: SessionId,
    faults: Faults,
    /// The longest silence, in milliseconds, that is put up with.
    patience: Option<u64>,
    last_heard: Time,
    push_at: Option<Time>,
    next_id: PacketId,
}

/// Whether it goes on.
pub(super) enum Next {
    GoOn,
    End,
}

impl LoggedIn {
    pub(super) fn new(session: SessionId, faults: Faults, keep_alive: u16, cloud: &Cloud, now: Time) -> Self {
        let keep_alive = u64::from(keep_alive);
        Self {
            session,
            faults,
            // [MQTT-3.1.2-24]: one and a half times the keep alive; 0 turns it off.
            patience: if keep_alive == 0 { None } else { Some(keep_alive * 1_500) },
            last_heard: now,
            push_at: cloud.pushes_behind_connack(session).then(|| now.after(faults.push_delay)),
            next_id: PacketId::FIRST,
        }
    }

    pub(super) const fn session(&self) -> SessionId {
        self.session
    }

    pub(super) fn next_wake(&self) -> Option<Time> {
        self.silence_ends().into_iter().chain(self.push_at).min()
    }

    pub(super) fn has_fallen_silent(&self, now: Time) -> bool {
        self.silence_ends().is_some_and(|end| end <= now)
    }

    /// Takes a packet, and says what there is to say.
    pub(super) fn answer(&mut self, packet: &Packet<'_>, outbox: &mut Outbox, cloud: &mut Cloud, now: Time) -> Next {
        self.last_heard = now;
        match packet {
            Packet::Publish(publish) => return self.publish(publish, outbox, cloud, now),
            Packet::Subscribe(subscribe) => self.subscribe(subscribe, outbox, cloud, now),
            Packet::Unsubscribe(unsubscribe) => {
                for filter in unsubscribe.filters() {
                    cloud.unsubscribed(self.session, filter.as_str());
                }
                outbox.packet(Step::Suback, &Packet::Unsuback(unsubscribe.id()), now);
            }
            Packet::Pubrel(id) => outbox.packet(Step::Puback, &Packet::Pubcomp(*id), now),
            Packet::Pubrec(id) => outbox.packet(Step::Puback, &Packet::Pubrel(*id), now),
            Packet::Pingreq => outbox.packet(Step::Pingresp, &Packet::Pingresp, now),
            // Nothing is sent again, so nothing waits for these.
            Packet::Puback(_) | Packet::Pubcomp(_) => {}
            // A second CONNECT ([MQTT-3.1.0-2]), a packet that only servers send, or the end.
            Packet::Connect(_)
            | Packet::Connack(_)
            | Packet::Suback(_)
            | Packet::Unsuback(_)
            | Packet::Pingresp
            | Packet::Disconnect => return Next::End,
        }
        Next::GoOn
    }

    /// Sends the activation message, if its time has come.
    pub(super) fn push_if_due(&mut self, outbox: &mut Outbox, cloud: &mut Cloud, now: Time) {
        if self.push_at.is_some_and(|due| due <= now) {
            self.push_at = None;
            for activation in push::messages(self.faults.push, cloud, self.session, now) {
                if let Some(bytes) = push::packet(&activation, cloud.rules().push_qos, self.next_id) {
                    self.next_id = self.next_id.next();
                    outbox.send(Step::Activation, bytes, now);
                }
            }
        }
    }

    fn publish(&self, publish: &Publish<'_>, outbox: &mut Outbox, cloud: &mut Cloud, now: Time) -> Next {
        let topic = publish.topic.as_str();
        // [MQTT-3.3.5-2]: a server that does not allow it either acknowledges or closes.
        if !cloud.may_use(self.session, TopicUse::Publish(topic)) {
            cloud.refused(self.session, TopicUse::Publish(topic), now);
            return Next::End;
        }
        let answer = cloud.published(self.session, topic, publish.payload, now);
        match publish.qos {
            PublishQos::AtMostOnce => {}
            PublishQos::AtLeastOnce { id, .. } => outbox.packet(Step::Puback, &Packet::Puback(id), now),
            PublishQos::ExactlyOnce { id, .. } => outbox.packet(Step::Puback, &Packet::Pubrec(id), now),
        }
        if let Some(Answer { topic, payload }) = answer
            && let Ok(topic) = Topic::parse(&topic)
        {
            let (payload, qos) = (payload.as_bytes(), PublishQos::AtMostOnce);
            outbox.packet(Step::Answer, &Packet::Publish(Publish { topic, payload, retain: false, qos }), now);
        }
        Next::GoOn
    }

    fn subscribe(&mut self, subscribe: &Subscribe<'_>, outbox: &mut Outbox, cloud: &mut Cloud, now: Time) {
        let mut outcomes = Vec::new();
        for (filter, qos) in subscribe.subscriptions() {
            let own = cloud.may_use(self.session, TopicUse::Subscribe(filter.as_str()));
            if !own {
                cloud.refused(self.session, TopicUse::Subscribe(filter.as_str()), now);
            }
            let is_granted = own && cloud.listen(self.session, filter.as_str());
            outcomes.push(if is_granted { SubscribeOutcome::Granted(qos) } else { SubscribeOutcome::Refused });
            if is_granted && cloud.pushes_behind_suback(self.session, filter.as_str()) {
                self.push_at = Some(now.after(self.faults.push_delay));
            }
        }
        if let Ok(suback) = Suback::new(subscribe.id(), &outcomes) {
            outbox.packet(Step::Suback, &Packet::Suback(suback), now);
        }
    }

    fn silence_ends(&self) -> Option<Time> {
        self.patience.map(|patience| self.last_heard.after(patience))
    }
}
