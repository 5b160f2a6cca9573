//! Which port to listen on.

use std::net::{Ipv4Addr, TcpListener};

/// The port itself when it is free, else 0, with which the system chooses a free one.
pub(super) fn preferred_or_free(port: u16) -> u16 {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => port,
        Err(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_left_alone() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert_eq!(preferred_or_free(port), 0);
        drop(taken);
        assert_eq!(preferred_or_free(port), port);
    }
}
