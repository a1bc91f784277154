//! What whoever runs the server is told: that it serves, numbers, and where in the log something stands.
#![cfg(unix)]

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
};

use crate::running::{Server, notebook};

/// A word that occurs nowhere but in what this test writes.
const CANARY: &str = "quetzalwort";

/// The id of what this test keeps.
const RECORD: &str = "01a20499-1c78-7527-b23b-45b790057451";

/// An address of this machine that nothing listens on just now.
fn free() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

fn ask(address: &str, path: &str, host: &str) -> String {
    let mut line = TcpStream::connect(address).unwrap();
    write!(line, "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
    let mut said = String::new();
    line.read_to_string(&mut said).unwrap();
    said
}

/// Types the canary into everything that can be typed into.
fn busy(server: &Server) {
    let cookie = server.unlock();
    server.write(&cookie, CANARY);
    server.post("/journal/search", &cookie, &format!("q={CANARY}"));
    server.get_as(&format!("/journal/{RECORD}"), &cookie);
    server.get(&format!("/nowhere/{CANARY}?{CANARY}"));
    server.get(&format!("/calendar/{CANARY}.ics"));
    server.ask(&format!("{} /", CANARY.to_uppercase()), &format!("x-forwarded-for: {CANARY}\r\n"), "");
    server.post("/unlock", "none=0", &format!("passphrase={CANARY}"));
}

#[test]
fn health_is_told_to_anybody_without_a_cookie() {
    let here = notebook();
    let watching = free();
    let server = Server::start_with(here.path(), &["--metrics", &watching], &[]);
    for said in [server.get("/healthz"), ask(&watching, "/healthz", &watching)] {
        assert!(said.starts_with("HTTP/1.1 200") && said.ends_with("serves\n"), "{said}");
        assert!(!said.contains("set-cookie"), "{said}");
    }
}

#[test]
fn t33_the_numbers_hold_routes_and_no_word_id_or_path_of_a_person() {
    let here = notebook();
    let watching = free();
    let server = Server::start_with(here.path(), &["--metrics", &watching], &[]);
    busy(&server);
    let said = ask(&watching, "/metrics", &watching);
    for line in [
        "hearken_requests_total{method=\"GET\",route=\"/journal/{id}\",status=\"2xx\"} 1",
        "hearken_requests_total{method=\"POST\",route=\"/unlock\",status=\"3xx\"} 1",
        "hearken_open_notebooks 1",
        "hearken_connections_too_slow_total 0",
    ] {
        assert!(said.lines().any(|found| found == line), "{line} in {said}");
    }
    assert!(said.contains("process_resident_memory_bytes ") || !cfg!(target_os = "linux"));
    let leaked =
        [CANARY, RECORD, "127.0.0.1", "nowhere"].into_iter().find(|it| said.to_lowercase().contains(it));
    assert_eq!(leaked, None, "{said}");
    assert!(!server.get("/metrics").starts_with("HTTP/1.1 200"), "people are not shown numbers");
    let pointed = ask(&watching, "/metrics", "evil.example");
    assert!(pointed.starts_with("HTTP/1.1 421"), "{pointed}");
}

#[test]
fn t33_a_log_of_everything_in_json_holds_no_word_id_or_path_of_a_person() {
    let here = notebook();
    let server = Server::start_with(here.path(), &["--log-format", "json"], &[("HEARKEN_LOG", "trace")]);
    busy(&server);
    server.interrupt();
    let (_, log) = server.end();
    assert!(log.lines().all(|line| line.starts_with('{') && line.ends_with('}')), "{log}");
    assert!(log.lines().all(|line| line.contains("Z\"")), "times are those of UTC: {log}");
    assert!(log.contains("\"route\":\"/journal/{id}\"") && log.contains("\"request\":\""), "{log}");
    let leaked =
        [CANARY, RECORD, "127.0.0.1", "nowhere"].into_iter().find(|it| log.to_lowercase().contains(it));
    assert_eq!(leaked, None, "{log}");
}

#[test]
fn the_number_of_a_request_stands_in_the_answer_on_the_page_and_in_the_log() {
    let here = notebook();
    let server = Server::start(here.path(), &[]);
    let other = server.address.trim_start_matches("http://").to_owned();
    let said = ask(&other, "/", "evil.example");
    let number = said.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().trim().to_owned();
    assert_eq!(said.matches(&number).count(), 2, "in the head and on the page: {said}");
    let ordinary = server.get("/nowhere");
    assert!(
        !ordinary.contains("Whoever runs this"),
        "where the log has nothing, nobody is sent there: {ordinary}"
    );
    server.interrupt();
    let (_, log) = server.end();
    assert!(log.contains(&format!("request=\"{number}\"")), "{log}");
}

/// Tries to unlock through a proxy, which says whom it speaks for.
fn tries(server: &Server, passphrase: &str) -> String {
    let form = format!("name=&passphrase={passphrase}");
    let mut line = server.connect();
    write!(
        line,
        "POST /unlock HTTP/1.1\r\nhost: notes.example\r\nconnection: close\r\norigin: https://notes.example\r\n\
         x-forwarded-for: 192.0.2.9\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    )
    .unwrap();
    let mut said = String::new();
    line.read_to_string(&mut said).unwrap();
    said
}

#[test]
fn t29_every_try_to_get_in_is_told_with_its_door_and_where_from_and_nobody_is_named() {
    let here = notebook();
    // Nobody named the proxy: behind an https address this machine is one.
    let behind = ["--origin", "https://notes.example"];
    let server = Server::start_with(here.path(), &behind, &[]);
    let wrong = tries(&server, CANARY);
    assert!(wrong.starts_with("HTTP/1.1 403"), "{wrong}");
    tries(&server, CANARY);
    let right = tries(&server, "correct+horse+battery+staple");
    assert!(right.starts_with("HTTP/1.1 303") && right.contains("set-cookie: __Host-known="), "{right}");
    let number =
        wrong.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().trim().to_owned();
    server.interrupt();
    let (_, log) = server.end();
    let failed: Vec<_> = log.lines().filter(|line| line.contains("a try to get in failed")).collect();
    let [first, second] = failed[..] else { panic!("two tries failed: {log}") };
    for says in ["door=\"passphrase\"", "192.0.2.9", &format!("request=\"{number}\"")] {
        assert!(first.contains(says), "{says}: {first}");
    }
    let whose = |line: &str| line.split("whose=").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    assert_eq!(whose(first), whose(second), "the same one is known again");
    assert_eq!(whose(first).len(), 10, "eight letters that lead back to nobody");
    let let_in = log.lines().find(|line| line.contains("somebody was let in"));
    assert_eq!(let_in.map(whose), Some(whose(first)), "{log}");
    let lower = log.to_lowercase();
    assert!(!lower.contains(CANARY) && !lower.contains("horse"), "no word of anybody: {log}");
}
