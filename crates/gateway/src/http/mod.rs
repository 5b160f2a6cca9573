//! HTTP: the listener, the page with its headers, and the path of each request.

mod accept_error;
mod build_check;
mod connection;
mod identity;
mod page;
mod page_file;
mod router;
mod security_headers;
mod server;
mod static_files;

pub(crate) use page::has_embedded_page;
pub use server::Server;
