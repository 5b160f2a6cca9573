//! rmqtt, embedded, on an inner address that only the door speaks to.

mod hooks;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rmqtt::context::ServerContext;
use rmqtt::hook::Type;
use rmqtt::net::Builder;
use rmqtt::server::MqttServer;

use crate::broker::hooks::Hooks;
use crate::error::Error;
use crate::hub::Hub;

/// The running broker.
pub(crate) struct Broker {
    address: SocketAddr,
}

impl Broker {
    /// Starts it on a free port of this machine.
    pub(crate) async fn start(hub: &Arc<Hub>) -> Result<Self, Error> {
        // A cloud that is too busy to answer is not one of the things to practise.
        let context = ServerContext::new().busy_check_enable(false).build().await;
        let register = context.extends.hook_mgr().register();
        for kind in [
            Type::ClientAuthenticate,
            Type::ClientConnected,
            Type::ClientSubscribeCheckAcl,
            Type::SessionSubscribed,
            Type::SessionUnsubscribed,
            Type::MessagePublishCheckAcl,
        ] {
            register.add(kind, Box::new(Hooks::new(hub, &context))).await;
        }
        register.start().await;

        let listener = Builder::new()
            .name("inner")
            .laddr((Ipv4Addr::LOCALHOST, 0).into())
            .allow_anonymous(false)
            // Nagle's algorithm and delayed acknowledgements together hold the activation message back for 40 ms.
            .nodelay(true)
            .handshake_timeout(Duration::from_secs(10))
            .bind()
            .and_then(rmqtt::net::Listener::tcp)
            .map_err(|error| Error::Broker(error.to_string()))?;
        let address = listener.local_addr().map_err(|error| Error::Broker(error.to_string()))?;
        MqttServer::new(context).listener_by_id(listener, 1).build().start();
        Ok(Self { address })
    }

    /// Where it listens.
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }
}
