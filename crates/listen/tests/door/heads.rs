//! Heads of requests: too large, too many lines, too slow, and none at all.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{none, server::Server, short};

#[test]
fn t39_a_head_of_64_kilobytes_and_a_million_lines_are_refused() {
    let server = Server::start(short());
    for filler in [format!("x-large: {}\r\n", "a".repeat(64 << 10)), "x-line: a\r\n".repeat(20_000)] {
        let mut line = server.connect();
        let sent = line.try_send(format!("GET / HTTP/1.1\r\nhost: here\r\n{filler}\r\n"));
        let said = line.until_its_end(Duration::from_secs(5)).expect("it ends");
        assert!(said.starts_with("HTTP/1.1 431 ") || (said.is_empty() && !sent) || said.is_empty(), "{said}");
        assert!(!said.contains("answered"));
    }
    let ordinary = format!("GET / HTTP/1.1\r\nhost: here\r\ncookie: {}\r\n\r\n", "a".repeat(8 << 10));
    assert!(server.ask(&ordinary).ends_with("answered"), "an ordinary one is answered");
}

#[test]
fn t40_half_a_head_is_not_waited_for() {
    let server = Server::start(short());
    let mut line = server.connect();
    line.send("GET / HTTP/1.1\r\nho");
    assert_eq!(line.until_its_end(Duration::from_secs(5)).as_deref(), Some(""));
    assert_eq!(server.counts().too_slow, 1);
}

#[test]
fn t40_a_head_that_comes_letter_by_letter_is_not_waited_for() {
    let server = Server::start(short());
    let mut line = server.connect();
    let begun = Instant::now();
    let head = "GET / HTTP/1.1\r\nhost: here\r\nx-slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n\r\n";
    for letter in head.as_bytes() {
        if !line.try_send([*letter]) {
            break;
        }
        sleep(Duration::from_millis(50));
    }
    assert_eq!(line.until_its_end(Duration::from_secs(5)).as_deref(), Some(""));
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_connection_that_says_nothing_is_ended() {
    let server = Server::start(short());
    let mut line = server.connect();
    line.send("GET / HTTP/1.1\r\nhost: here\r\n\r\n");
    assert!(line.answer().ends_with("answered"));
    assert_eq!(line.until_its_end(Duration::from_secs(5)).as_deref(), Some(""));
    assert_eq!(server.counts().too_slow, 0, "that is no fault of anybody");
}

#[test]
fn without_limits_both_would_stay() {
    let server = Server::start(none());
    let (mut half, mut quiet) = (server.connect(), server.connect());
    half.send("GET / HTTP/1.1\r\nho");
    quiet.send("GET / HTTP/1.1\r\nhost: here\r\n\r\n");
    assert!(quiet.answer().ends_with("answered"));
    assert_eq!(half.until_its_end(Duration::from_millis(1_200)), None);
    assert_eq!(quiet.until_its_end(Duration::from_millis(300)), None);
}
