//! What visitors meet: the listener, the page with its headers, and the door to the bridge.

mod asset;
mod certificate;
mod complete;
mod door;
mod embedded;
mod greet;
mod headers;
mod hints;
mod http_stream;
mod identity;
mod peer;
mod router;
mod serve;
mod shortage;
mod site;
mod slots;
mod upgrade;
mod workers;

pub(crate) use certificate::Certificate;
pub(crate) use embedded::has_embedded_page;
pub(crate) use headers::{Policy, Scheme};
pub(crate) use peer::Peer;
pub use serve::{Server, StartError};
pub(crate) use site::Site;
pub use site::SiteError;
pub(crate) use slots::HttpSlots;
pub use workers::Workers;
