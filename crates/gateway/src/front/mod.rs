//! What visitors meet: the listener, the page with its headers, and the door to the bridge.

mod asset;
mod certificate;
mod door;
mod embedded;
mod greet;
mod headers;
mod identity;
mod peer;
mod router;
mod serve;
mod site;
mod upgrade;
mod visitors;
mod workers;

pub(crate) use embedded::has_embedded_page;
pub(crate) use headers::{Policy, Scheme};
pub(crate) use peer::Peer;
pub use serve::{Server, StartError};
pub(crate) use site::Site;
pub use site::SiteError;
pub(crate) use visitors::Visitors;
pub use workers::Workers;
