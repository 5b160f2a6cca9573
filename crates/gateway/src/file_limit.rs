//! How many sockets the system lets this program hold.

/// Raises the soft limit of open files to the hard one.
///
/// A bridged connection needs two sockets, and the usual soft limit of 1024 would end at some 500 of them. It stays
/// that low for the sake of old programs that use `select`, which this one does not. A system that refuses leaves the
/// limit as it is.
pub fn raise_file_limit() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let mut limit = getrlimit(Resource::Nofile);
        limit.current = limit.maximum;
        let _ = setrlimit(Resource::Nofile, limit);
    }
}
