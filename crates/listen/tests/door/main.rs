//! The door over real sockets: who is let in, who is shown out, and that nobody else is slowed by it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod bodies;
mod crowds;
mod heads;
mod server;
mod smuggling;
mod stopping;

use std::time::Duration;

use hearken_listen::Limits;
use server::Server;

/// Limits that a test does not have to wait long for.
fn short() -> Limits {
    Limits {
        greeting: Duration::from_millis(300),
        head: Duration::from_millis(300),
        quiet: Duration::from_millis(600),
        pause: Duration::from_millis(300),
        grace: Duration::from_millis(1_000),
        bytes_a_second: 512,
        last_requests: Duration::from_millis(1_500),
        tick: Duration::from_millis(50),
        ..Limits::default()
    }
}

/// Limits that nobody reaches: with these, what a test looks for has to be missing.
fn none() -> Limits {
    let ever = Duration::from_secs(3_600);
    Limits { greeting: ever, head: ever, quiet: ever, pause: ever, grace: ever, ..short() }
}

#[test]
fn a_connection_carries_one_request_after_the_other() {
    let server = Server::start(short());
    let mut line = server.connect();
    for _ in 0..3 {
        line.send("GET / HTTP/1.1\r\nhost: here\r\n\r\n");
        assert!(line.answer().ends_with("answered"));
    }
    assert_eq!((server.counts().open, server.counts().all), (1, 1));
}

#[test]
fn t34_a_proxy_is_believed_and_what_it_wrote_goes_no_further() {
    let request = "GET /who HTTP/1.1\r\nhost: here\r\nx-forwarded-for: 6.6.6.6, 203.0.113.9\r\n\r\n";
    let behind = Server::behind("127.0.0.1".parse().unwrap());
    assert!(behind.ask(request).ends_with("203.0.113.9, 0 headers of a proxy"));
    let plain = Server::start(short());
    assert!(plain.ask(request).ends_with("127.0.0.1, 0 headers of a proxy"));
}
