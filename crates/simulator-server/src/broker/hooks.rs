//! What rmqtt asks the cloud.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use rmqtt::codec::types::{MQTT_LEVEL_311, Publish as PublishPacket};
use rmqtt::codec::v5::SubscribeAckReason;
use rmqtt::context::ServerContext;
use rmqtt::hook::{Handler, HookResult, Parameter, ReturnType};
use rmqtt::session::Session;
use rmqtt::types::{AuthResult, ConnectInfo, From as Sender, Id, Publish, PublishAclResult, QoS, SubscribeAclResult};
use simulator::{Activation, Answer, Reply, TopicUse};

use crate::hub::{Credentials, Hub, Link};

/// Asks the cloud on rmqtt's behalf.
pub(super) struct Hooks {
    hub: Arc<Hub>,
    context: ServerContext,
}

/// "Unacceptable protocol version" (MQTT 3.1.1, section 3.2.2.3).
const UNACCEPTABLE_PROTOCOL_VERSION: u8 = 1;
/// The CONNACK code for a login without user name or password.
const BAD_USER_NAME_OR_PASSWORD: u8 = 4;

impl Hooks {
    pub(super) fn new(hub: &Arc<Hub>, context: &ServerContext) -> Self {
        Self { hub: Arc::clone(hub), context: context.clone() }
    }

    fn link(&self, id: &Id) -> Option<Arc<Link>> {
        self.hub.link(id.remote_addr)
    }

    async fn authenticate(&self, info: &ConnectInfo) -> AuthResult {
        let Some(link) = self.link(info.id()) else {
            return AuthResult::NotAuthorized;
        };
        let ConnectInfo::V3(_, connect) = info else {
            return refuse(&link, UNACCEPTABLE_PROTOCOL_VERSION);
        };
        if connect.protocol.level() != MQTT_LEVEL_311 {
            return refuse(&link, UNACCEPTABLE_PROTOCOL_VERSION);
        }
        let (Some(username), Some(password)) = (&connect.username, &connect.password) else {
            return refuse(&link, BAD_USER_NAME_OR_PASSWORD);
        };
        let credentials = Credentials {
            mqtt_client_id: &connect.client_id,
            username,
            password,
            will_topic: connect.last_will.as_ref().map(|will| &*will.topic),
        };
        match self.hub.log_in(&link, &credentials) {
            Ok(_) => {
                self.wait_for_the_end_of_namesakes(info.id()).await;
                AuthResult::Allow(false, None)
            }
            // rmqtt can answer with two codes only; the door says what the cloud wants said.
            Err(_) => AuthResult::NotAuthorized,
        }
    }

    /// The cloud has cut the connection that had this MQTT client id. rmqtt would end its session itself, but refuses the
    /// new login when that session is just ending (`Entry::kick` in rmqtt 0.24 takes the closed channel for a failure).
    async fn wait_for_the_end_of_namesakes(&self, id: &Id) {
        let shared = self.context.extends.shared().await;
        // A session that is kept for a device that is not there does not end, and rmqtt hands it over without fail.
        let patience = if shared.entry(id.clone()).is_connected().await { 200 } else { 20 };
        for _ in 0..patience {
            if !shared.exist(&id.client_id) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn admits(&self, session: &Session, topic: TopicUse<'_>) -> bool {
        self.link(&session.id).is_some_and(|link| self.hub.admits(&link, topic))
    }

    /// Puts the message into the session's queue, behind what is there already.
    async fn push(&self, session: &Session, activation: Activation) {
        let payload = activation.payload.as_bytes().to_vec();
        let qos = match self.hub.use_cloud(|cloud| cloud.rules().push_qos) {
            mqtt::Qos::AtMostOnce => QoS::AtMostOnce,
            mqtt::Qos::AtLeastOnce => QoS::AtLeastOnce,
            mqtt::Qos::ExactlyOnce => QoS::ExactlyOnce,
        };
        self.publish(session, qos, activation.topic, payload).await;
    }

    async fn publish(&self, session: &Session, qos: QoS, topic: String, payload: Vec<u8>) {
        let packet = PublishPacket {
            dup: false,
            retain: false,
            qos,
            topic: topic.into(),
            packet_id: None,
            payload: payload.into(),
            properties: None,
        };
        let id = session.id.clone();
        let entry = self.context.extends.shared().await.entry(id.clone());
        // A session that has gone in the meantime needs no message.
        let _gone = entry.publish(Sender::from_system(id), Publish::from(packet)).await;
    }
}

#[async_trait]
#[expect(clippy::wildcard_enum_match_arm, reason = "the enum is rmqtt's, and most of it is none of our business")]
impl Handler for Hooks {
    async fn hook(&self, parameter: &Parameter, accumulated: Option<HookResult>) -> ReturnType {
        match parameter {
            Parameter::ClientAuthenticate(info) => (false, Some(HookResult::AuthResult(self.authenticate(info).await))),
            Parameter::ClientConnected(session) => {
                if let Some(activation) = self.link(&session.id).and_then(|link| self.hub.acknowledged(&link)) {
                    self.push(session, activation).await;
                }
                (true, accumulated)
            }
            Parameter::ClientSubscribeCheckAcl(session, subscribe) => {
                let result = if self.admits(session, TopicUse::Subscribe(&subscribe.topic_filter)) {
                    SubscribeAclResult::new_success(subscribe.opts.qos(), None)
                } else {
                    SubscribeAclResult::new_failure(SubscribeAckReason::NotAuthorized)
                };
                (false, Some(HookResult::SubscribeAclResult(result)))
            }
            Parameter::SessionSubscribed(session, subscribe) => {
                let link = self.link(&session.id);
                if let Some(activation) = link.and_then(|link| self.hub.subscribed(&link, &subscribe.topic_filter)) {
                    self.push(session, activation).await;
                }
                (true, accumulated)
            }
            Parameter::SessionUnsubscribed(session, unsubscribe) => {
                if let Some(link) = self.link(&session.id) {
                    self.hub.unsubscribed(&link, &unsubscribe.topic_filter);
                }
                (true, accumulated)
            }
            Parameter::MessagePublishCheckAcl(session, publish) => {
                let result = if self.admits(session, TopicUse::Publish(&publish.topic)) {
                    let link = self.link(&session.id);
                    let answer = link.and_then(|link| self.hub.published(&link, &publish.topic, &publish.payload));
                    if let Some(Answer { topic, payload }) = answer {
                        self.publish(session, QoS::AtMostOnce, topic, payload.into_bytes()).await;
                    }
                    PublishAclResult::allow()
                } else {
                    PublishAclResult::rejected(true, None)
                };
                (false, Some(HookResult::PublishAclResult(result)))
            }
            _ => (true, accumulated),
        }
    }
}

/// Refuses what is no login at all, before the cloud is asked.
fn refuse(link: &Link, code: u8) -> AuthResult {
    link.refuse(Reply::Connack(code));
    AuthResult::NotAuthorized
}
