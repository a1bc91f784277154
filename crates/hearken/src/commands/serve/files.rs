//! How many files and sockets the system lets this program have.

/// Asks for as many as may be had, and says how many that is; `None` where the system does not say.
#[cfg(target_os = "linux")]
pub(in crate::commands) fn at_most() -> Option<usize> {
    use rustix::process::{Resource, getrlimit, setrlimit};

    let mut limit = getrlimit(Resource::Nofile);
    let allowed = limit.maximum.unwrap_or(u64::MAX);
    if limit.current.is_some_and(|current| current < allowed) {
        let before = limit.current;
        limit.current = limit.maximum;
        if let Err(error) = setrlimit(Resource::Nofile, limit) {
            tracing::warn!(%error, "the number of files at once could not be raised");
            limit.current = before;
        }
    }
    usize::try_from(limit.current?).ok()
}

/// Asks for as many as may be had, and says how many that is; `None` where the system does not say.
#[cfg(not(target_os = "linux"))]
pub(in crate::commands) fn at_most() -> Option<usize> {
    None
}
