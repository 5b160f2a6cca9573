//! The admin address: what the console of the real cloud shows, as JSON, and faults on demand. Never a secret.

mod view;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use serde_json::Value;
use simulator::{Access, Faults};

use crate::cloud::SharedCloud;
use crate::cloud::now;
use crate::error::Error;
use crate::listener::listen;

/// An open admin address.
pub(crate) struct Admin {
    listener: tokio::net::TcpListener,
    address: SocketAddr,
}

impl Admin {
    /// Binds the address, which must be one of this machine alone.
    pub(crate) async fn open(address: SocketAddr) -> Result<Self, Error> {
        if !address.ip().is_loopback() {
            return Err(Error::AdminNotLocal(address));
        }
        let listener = listen(address, "admin").await?;
        let address = listener.local_addr().map_err(|error| Error::Listen(address, error))?;
        Ok(Self { listener, address })
    }

    /// Where it listens.
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers, for ever.
    pub(crate) async fn serve(self, cloud: Arc<SharedCloud>) {
        let router = Router::new()
            .route("/", get(|| async { GUIDE }))
            .route("/log", get(log))
            .route("/registry", get(registry))
            .route("/state", get(state))
            .route("/faults/{product_key}/{device_key}", put(set_faults).delete(clear_faults))
            .route("/access/{product_key}/{device_key}", put(set_access))
            .layer(middleware::from_fn(only_for_this_machine))
            .with_state(cloud);
        // It ends only with the listener, and that with the program.
        let _ended = axum::serve(self.listener, router).await;
    }
}

const GUIDE: &str = "\
The admin address of the simulated EnOS.

GET    /log                                  the device log, oldest entry first
GET    /registry                             products and devices
GET    /state                                the state of each device, and of its connection
PUT    /faults/{productKey}/{deviceKey}      what goes wrong from the next connection on, for instance
                                             {\"push\": \"twice\", \"push-delay-ms\": 5000}
DELETE /faults/{productKey}/{deviceKey}      nothing goes wrong any more
PUT    /access/{productKey}/{deviceKey}      \"enabled\" or \"disabled\"
";

/// A web page on another site could send a browser here under a name of its own: such requests are turned away.
async fn only_for_this_machine(headers: HeaderMap, request: Request, next: Next) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    if name == "localhost" || address.is_ok_and(|address| address.is_loopback()) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "this address is for this machine only\n").into_response()
    }
}

async fn log(State(cloud): State<Arc<SharedCloud>>) -> Json<Value> {
    Json(cloud.with(|cloud| cloud.journal().entries().map(view::entry).collect()))
}

async fn registry(State(cloud): State<Arc<SharedCloud>>) -> Json<Value> {
    Json(cloud.with(|cloud| view::registry(cloud)))
}

async fn state(State(cloud): State<Arc<SharedCloud>>) -> Json<Value> {
    Json(cloud.with(|cloud| cloud.devices().iter().map(view::state).collect()))
}

async fn set_faults(
    State(cloud): State<Arc<SharedCloud>>,
    Path((product_key, device_key)): Path<(String, String)>,
    Json(faults): Json<Faults>,
) -> StatusCode {
    found(cloud.with(|cloud| cloud.set_faults(&product_key, &device_key, faults)))
}

async fn clear_faults(
    State(cloud): State<Arc<SharedCloud>>,
    Path((product_key, device_key)): Path<(String, String)>,
) -> StatusCode {
    found(cloud.with(|cloud| cloud.set_faults(&product_key, &device_key, Faults::default())))
}

async fn set_access(
    State(cloud): State<Arc<SharedCloud>>,
    Path((product_key, device_key)): Path<(String, String)>,
    Json(access): Json<Access>,
) -> StatusCode {
    found(cloud.with(|cloud| cloud.set_access(&product_key, &device_key, access, now())))
}

const fn found(found: bool) -> StatusCode {
    if found { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }
}
