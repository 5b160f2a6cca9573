//! HTTP: the listener, the page with its headers, and the path of each request.

mod accept_error;
mod build_check;
mod client_addr;
mod connection;
mod embedded;
mod identity;
mod open_file;
mod page;
mod page_file;
mod router;
mod security_headers;
mod server;
mod static_files;
mod stream;
mod wrong_protocol;

pub(crate) use embedded::has_embedded_page;
pub use page::PageError;
pub use server::{Server, StartError};
