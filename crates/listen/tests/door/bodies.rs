//! Bodies and answers: without end, of another length than was said, trickling in, and never fetched.

use std::{
    net::Shutdown,
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    none,
    server::{Line, Server},
    short,
};

const PATIENCE: Duration = Duration::from_secs(10);

fn sending(server: &Server, length: usize) -> Line {
    let mut line = server.connect();
    line.send(format!("POST /body HTTP/1.1\r\nhost: here\r\ncontent-length: {length}\r\n\r\n"));
    line
}

#[test]
fn t39_a_body_in_pieces_without_end_is_refused_with_a_sentence() {
    let server = Server::start(short());
    let mut line = server.connect();
    line.send("POST /body HTTP/1.1\r\nhost: here\r\ntransfer-encoding: chunked\r\n\r\n");
    let said = line.until_its_end(PATIENCE).expect("it ends");
    assert!(said.starts_with("HTTP/1.1 411 ") && said.contains("has to say how long it is"), "{said}");
    let mut stubborn = server.connect();
    stubborn.send("POST /body HTTP/1.1\r\nhost: here\r\ntransfer-encoding: chunked\r\n\r\n");
    let piece = format!("1000\r\n{}\r\n", "a".repeat(0x1000));
    assert!((0..10_000).any(|_| !stubborn.try_send(&piece)), "nobody reads on");
}

#[test]
fn t39_a_body_shorter_than_it_says_is_not_taken_for_whole() {
    let server = Server::start(short());
    let mut line = sending(&server, 10);
    line.send("five!");
    line.0.shutdown(Shutdown::Write).unwrap();
    let said = line.until_its_end(PATIENCE).expect("it ends");
    assert!(!said.contains("5 bytes") && !said.contains("200 OK"), "{said}");
    let mut whole = sending(&server, 5);
    whole.send("five!");
    assert!(whole.answer().ends_with("5 bytes"));
}

#[test]
fn t39_ten_gigabytes_are_not_read() {
    let server = Server::start(short());
    let mut line = sending(&server, 10 << 30);
    let piece = vec![b'a'; 1 << 16];
    let sent = (0..10_000).take_while(|_| line.try_send(&piece)).count();
    assert!(sent < 1_000, "{sent} pieces of 64 kB were read");
}

#[test]
fn t39_a_body_that_stops_or_trickles_is_cut_off_with_an_answer() {
    let server = Server::start(short());
    let mut stopped = sending(&server, 100);
    stopped.send("half");
    let said = stopped.until_its_end(PATIENCE).expect("it ends");
    assert!(said.starts_with("HTTP/1.1 408 "), "{said}");
    let mut trickling = sending(&server, 10_000);
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE && trickling.try_send("a") {
        sleep(Duration::from_millis(50));
    }
    assert!(begun.elapsed() < PATIENCE, "it was waited for");
}

#[test]
fn a_body_on_a_slow_network_is_waited_for() {
    let server = Server::start(short());
    let mut line = sending(&server, 3_000);
    for _ in 0..30 {
        line.send("a".repeat(100));
        sleep(Duration::from_millis(60));
    }
    assert!(line.answer().ends_with("3000 bytes"));
}

#[test]
fn without_limits_a_body_that_stops_would_be_waited_for() {
    let server = Server::start(none());
    let mut stopped = sending(&server, 100);
    stopped.send("half");
    assert_eq!(stopped.until_its_end(Duration::from_millis(1_200)), None);
}

#[test]
fn t40_an_answer_that_nobody_fetches_is_not_kept() {
    for (limits, too_slow) in [(short(), 1), (none(), 0)] {
        let server = Server::start(limits);
        let mut line = server.connect();
        line.send("GET /large HTTP/1.1\r\nhost: here\r\n\r\n");
        sleep(Duration::from_millis(1_500));
        assert_eq!((server.counts().too_slow, server.counts().open), (too_slow, 1 - too_slow));
    }
}

#[test]
fn a_large_answer_is_fetched_whole_by_whoever_fetches() {
    let server = Server::start(short());
    let mut line = server.connect();
    line.send("GET /large HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n");
    let all = line.until_its_end(PATIENCE).expect("it ends");
    assert!(all.len() > 32 << 20, "{} bytes came", all.len());
}
