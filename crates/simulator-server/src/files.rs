//! How many sockets the system lets this program hold.

/// Raises the soft limit of open files to the hard one, for each device takes one. A system that refuses leaves the limit as
/// it is.
pub(crate) fn raise_limit() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let mut limit = getrlimit(Resource::Nofile);
        limit.current = limit.maximum;
        let _refused = setrlimit(Resource::Nofile, limit);
    }
}
