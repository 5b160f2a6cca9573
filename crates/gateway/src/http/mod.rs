//! HTTP: the listener, the page with its headers, and the path of each request.

mod accept_error;
mod asset;
mod build_check;
mod certificate;
mod client_addr;
mod connection;
mod embedded;
mod identity;
mod page;
mod router;
mod security_headers;
mod server;
mod stream;
mod workers;
mod wrong_protocol;

pub(crate) use certificate::Certificate;
pub(crate) use client_addr::ClientAddr;
pub(crate) use embedded::has_embedded_page;
pub(crate) use page::Page;
pub use page::PageError;
pub(crate) use security_headers::{Scheme, SecurityHeaders};
pub use server::{Server, StartError};
pub use workers::Workers;
