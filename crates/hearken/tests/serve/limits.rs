//! The limits of the door on the program itself; how each limit works is tested where it is (`crates/listen`).

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use crate::running::{Server, notebook};

fn until_its_end(mut line: TcpStream) -> String {
    let mut said = Vec::new();
    // A line that is cut has said what it had to say.
    let _ = line.read_to_end(&mut said);
    String::from_utf8_lossy(&said).into_owned()
}

#[test]
fn t39_what_is_too_large_or_says_no_length_is_refused() {
    let here = notebook();
    let server = Server::start(here.path(), &[]);
    let host = server.address.trim_start_matches("http://");
    let mut large = server.connect();
    let head = format!("GET / HTTP/1.1\r\nhost: {host}\r\nx-large: {}\r\n\r\n", "a".repeat(64 << 10));
    let _ = large.write_all(head.as_bytes());
    let said = until_its_end(large);
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 431 "), "{said}");
    let mut pieces = server.connect();
    let head = format!("POST /journal HTTP/1.1\r\nhost: {host}\r\ntransfer-encoding: chunked\r\n");
    pieces.write_all(format!("{head}content-length: 5\r\n\r\n0\r\n\r\n").as_bytes()).unwrap();
    let said = until_its_end(pieces);
    assert!(said.starts_with("HTTP/1.1 411 ") && said.matches("HTTP/1.1").count() == 1, "{said}");
}

#[test]
fn t40_half_a_head_is_not_waited_for() {
    let here = notebook();
    let server = Server::start(here.path(), &[]);
    let mut half = server.connect();
    half.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nhost: 127").unwrap();
    let begun = Instant::now();
    assert_eq!(until_its_end(half), "");
    let waited = begun.elapsed();
    assert!(waited > Duration::from_secs(13) && waited < Duration::from_secs(30), "{waited:?}");
}

#[test]
fn t40_a_thousand_who_say_nothing_slow_nobody() {
    let here = notebook();
    let server = Server::start(here.path(), &[]);
    let cookie = server.unlock();
    let _waiting: Vec<TcpStream> = (0..1_000).map(|_| server.connect()).collect();
    let mut slowest = Duration::ZERO;
    for nth in 0..20 {
        let begun = Instant::now();
        assert!(server.get_as("/journal", &cookie).starts_with("HTTP/1.1 200"), "the {nth}th is answered");
        slowest = slowest.max(begun.elapsed());
    }
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");
}
