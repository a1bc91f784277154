//! How long and how much, in one place. None of it touches what a person with a slow network does: a request begins within
//! seconds, and even an old telephone network brings more than half a kilobyte a second.

use std::time::Duration;

/// What a connection may take. The usual ones are [`Limits::default`]; tests take shorter ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// For the greeting of TLS.
    pub greeting: Duration,
    /// For the head of a request, from its first byte on.
    pub head: Duration,
    /// Bytes of the head of a request.
    pub head_bytes: usize,
    /// Without a byte, between requests.
    pub quiet: Duration,
    /// Without a byte, in the middle of a body or of an answer.
    pub pause: Duration,
    /// After this long, a body or an answer has to have kept [`Limits::bytes_a_second`].
    pub grace: Duration,
    /// The slowest that is waited for.
    pub bytes_a_second: u64,
    /// For requests that are under way once the program is asked to stop.
    pub last_requests: Duration,
    /// How often the slow ones are looked for.
    pub tick: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 12_000,
            greeting: Duration::from_secs(10),
            head: Duration::from_secs(15),
            head_bytes: 32 << 10,
            quiet: Duration::from_secs(60),
            pause: Duration::from_secs(20),
            grace: Duration::from_secs(30),
            bytes_a_second: 512,
            last_requests: Duration::from_secs(10),
            tick: Duration::from_secs(1),
        }
    }
}

impl Limits {
    /// Whether `bytes` in `time` are fewer than is waited for.
    pub(crate) fn is_too_slow(&self, bytes: u64, time: Duration) -> bool {
        time > self.grace && bytes < self.bytes_a_second.saturating_mul(time.as_secs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_a_second_is_too_slow_after_the_grace_and_a_slow_network_is_not() {
        let limits = Limits::default();
        assert!(!limits.is_too_slow(1, Duration::from_secs(30)), "nobody is judged before");
        assert!(limits.is_too_slow(31, Duration::from_secs(31)));
        assert!(!limits.is_too_slow(31 * 1_000, Duration::from_secs(31)));
    }
}
