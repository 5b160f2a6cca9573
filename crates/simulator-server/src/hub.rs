//! The cloud, shared by every connection, and the connections by what the broker and the cloud call them.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use simulator::{
    Accepted, Activation, Answer, Cloud, Connection, Faults, Input, Login, Refused, Reply, SessionId, TopicUse,
    Transport,
};
use tokio::sync::Notify;

use crate::clock::now;

/// The cloud and the links of the devices to it.
pub(crate) struct Hub {
    cloud: Mutex<Cloud>,
    links: Mutex<Links>,
}

#[derive(Default)]
struct Links {
    /// By the address from which the door speaks to the broker, which is all that the broker's hooks see of it.
    by_address: HashMap<SocketAddr, Arc<Link>>,
    by_session: HashMap<SessionId, Arc<Link>>,
}

/// One device's connection.
pub(crate) struct Link {
    transport: Transport,
    /// Woken when another connection takes this one's place, or its device is shut out.
    cut: Notify,
    verdict: Mutex<Verdict>,
}

/// What became of the login.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Verdict {
    /// It has not come yet.
    Pending,
    /// It was let in.
    Accepted(SessionId),
    /// It was refused, and this is what the device is to see.
    Refused(Reply),
}

impl Link {
    pub(crate) fn new(transport: Transport) -> Arc<Self> {
        Arc::new(Self { transport, cut: Notify::new(), verdict: Mutex::new(Verdict::Pending) })
    }

    pub(crate) const fn transport(&self) -> Transport {
        self.transport
    }

    /// Returns when the connection is to be closed.
    pub(crate) async fn cut(&self) {
        self.cut.notified().await;
    }

    pub(crate) fn verdict(&self) -> Verdict {
        *lock(&self.verdict)
    }

    /// Notes what a device that is refused is to see.
    pub(crate) fn refuse(&self, reply: Reply) {
        *lock(&self.verdict) = Verdict::Refused(reply);
    }

    fn session(&self) -> Option<SessionId> {
        match self.verdict() {
            Verdict::Accepted(session) => Some(session),
            Verdict::Pending | Verdict::Refused(_) => None,
        }
    }
}

impl Hub {
    pub(crate) fn new(cloud: Cloud) -> Self {
        Self { cloud: Mutex::new(cloud), links: Mutex::default() }
    }

    /// Lets the hooks find the link by the address that the broker sees.
    pub(crate) fn introduce(&self, address: SocketAddr, link: &Arc<Link>) {
        lock(&self.links).by_address.insert(address, Arc::clone(link));
    }

    /// The link of that address. `None` for who went around the door.
    pub(crate) fn link(&self, address: Option<SocketAddr>) -> Option<Arc<Link>> {
        lock(&self.links).by_address.get(&address?).cloned()
    }

    /// The link's connection has ended.
    pub(crate) fn dismiss(&self, address: SocketAddr, link: &Link) {
        lock(&self.links).by_address.remove(&address);
        if let Some(session) = link.session() {
            self.use_cloud(|cloud| cloud.log_out(session, now()));
            lock(&self.links).by_session.remove(&session);
        }
    }

    /// Asks the cloud to let the link's device in. A second login on one link is refused.
    pub(crate) fn log_in(&self, link: &Arc<Link>, credentials: &Credentials<'_>) -> Result<Accepted, Refused> {
        let login = Login {
            mqtt_client_id: credentials.mqtt_client_id,
            username: credentials.username,
            password: credentials.password,
            will_topic: credentials.will_topic,
            transport: link.transport,
        };
        let answer = self.use_cloud(|cloud| {
            let answer = cloud.log_in(&login, now());
            if let Ok(accepted) = answer {
                // While the cloud is locked, so that nobody can evict the session before it can be found.
                *lock(&link.verdict) = Verdict::Accepted(accepted.session);
                lock(&self.links).by_session.insert(accepted.session, Arc::clone(link));
            }
            answer
        });
        if let Err(refused) = answer {
            link.refuse(refused.reply);
        }
        answer
    }

    /// The activation message to send behind the link's CONNACK.
    pub(crate) fn acknowledged(&self, link: &Link) -> Option<Activation> {
        let session = link.session()?;
        self.use_cloud(|cloud| cloud.acknowledged(session, now()))
    }

    /// The activation message to send behind the link's SUBACK.
    pub(crate) fn subscribed(&self, link: &Link, filter: &str) -> Option<Activation> {
        let session = link.session()?;
        self.use_cloud(|cloud| cloud.subscribed(session, filter, now()))
    }

    /// What is to go wrong for the device of this user name.
    pub(crate) fn faults(&self, username: &str) -> Faults {
        self.use_cloud(|cloud| cloud.faults_of(username))
    }

    /// Hands an input to a connection that speaks for itself, and keeps its session where it can be evicted.
    pub(crate) fn drive(&self, connection: &mut Connection, link: &Arc<Link>, input: Input<'_>) {
        self.use_cloud(|cloud| {
            let before = connection.session();
            connection.handle(input, cloud, now());
            let mut links = lock(&self.links);
            match (before, connection.session()) {
                (None, Some(session)) => {
                    links.by_session.insert(session, Arc::clone(link));
                }
                (Some(session), None) => {
                    links.by_session.remove(&session);
                }
                (None, None) | (Some(_), Some(_)) => {}
            }
        });
    }

    /// Whether the link may use this topic. If not, the device log says so.
    pub(crate) fn admits(&self, link: &Link, topic: TopicUse<'_>) -> bool {
        let Some(session) = link.session() else {
            return false;
        };
        self.use_cloud(|cloud| {
            let may = cloud.may_use(session, topic);
            if !may {
                cloud.refused(session, topic, now());
            }
            may
        })
    }

    /// What the link publishes is noted; the answer to it, if it is a request.
    pub(crate) fn published(&self, link: &Link, topic: &str, payload: &[u8]) -> Option<Answer> {
        let session = link.session()?;
        self.use_cloud(|cloud| cloud.published(session, topic, payload, now()))
    }

    /// The link has unsubscribed.
    pub(crate) fn unsubscribed(&self, link: &Link, filter: &str) {
        if let Some(session) = link.session() {
            self.use_cloud(|cloud| cloud.unsubscribed(session, filter));
        }
    }

    /// Does something with the cloud, and then cuts the links that it gave up.
    pub(crate) fn use_cloud<T>(&self, action: impl FnOnce(&mut Cloud) -> T) -> T {
        let mut cloud = lock(&self.cloud);
        let result = action(&mut cloud);
        for session in cloud.take_evicted() {
            if let Some(link) = lock(&self.links).by_session.remove(&session) {
                link.cut.notify_one();
            }
        }
        result
    }
}

/// What a CONNECT packet says about who connects.
pub(crate) struct Credentials<'a> {
    pub(crate) mqtt_client_id: &'a str,
    pub(crate) username: &'a str,
    pub(crate) password: &'a [u8],
    pub(crate) will_topic: Option<&'a str>,
}

/// Every change is made in one step, so what a panicking thread left behind is sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
