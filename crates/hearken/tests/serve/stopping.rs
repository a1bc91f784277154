//! Ctrl-C stops the server, whatever a browser is doing, and what was kept is there afterwards.
#![cfg(unix)]

use std::{
    io::Write,
    time::{Duration, Instant},
};

use crate::running::{Server, hearken, notebook};

#[test]
fn it_stops_at_once_when_nothing_is_going_on() {
    let here = notebook();
    let server = Server::start(here.path(), &[]);
    let cookie = server.unlock();
    server.write(&cookie, "kept before the end");
    let begun = Instant::now();
    server.interrupt();
    let (ended, log) = server.end();
    assert_eq!(ended, Some(0));
    assert!(log.lines().all(|line| line.contains("hearken_vault::told")), "only who came and went: {log}");
    assert!(begun.elapsed() < Duration::from_secs(2));
    let found =
        hearken(here.path(), &["search", "--count", "kept", "--passphrase-file", "pass"]).output().unwrap();
    assert_eq!(found.stdout, b"1\n");
}

#[test]
fn a_request_that_never_ends_does_not_keep_it_alive() {
    let here = notebook();
    let server = Server::start(here.path(), &[]);
    let mut half = server.connect();
    half.write_all(b"GET / HTTP/1.1\r\nhost: 127").unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let begun = Instant::now();
    server.interrupt();
    assert_eq!(server.end().0, Some(0));
    assert!(begun.elapsed() < Duration::from_secs(8));
}

#[test]
fn a_save_that_is_under_way_is_kept_and_answered_before_the_end() {
    let here = notebook();
    let server = Server::start(here.path(), &[]);
    let cookie = server.unlock();
    let host = server.address.trim_start_matches("http://").to_owned();
    let form = "record=01a20499-1c78-7527-b23b-45b790057451&base=0&title=&when=&body=underway";
    let (first, rest) = form.split_at(40);
    let mut line = server.connect();
    write!(
        line,
        "POST /journal HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\ncontent-length: {}\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\n{first}",
        form.len()
    )
    .unwrap();
    std::thread::sleep(Duration::from_millis(200));
    server.signal("-TERM");
    std::thread::sleep(Duration::from_millis(300));
    assert!(std::net::TcpStream::connect(&host).is_err(), "nobody else is let in");
    line.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut line, &mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(server.end().0, Some(0));
    let found = hearken(here.path(), &["search", "--count", "underway", "--passphrase-file", "pass"]);
    assert_eq!({ found }.output().unwrap().stdout, b"1\n");
}

#[test]
fn who_asks_it_twice_does_not_wait() {
    let here = notebook();
    let server = Server::start(here.path(), &[]);
    let mut half = server.connect();
    let host = server.address.trim_start_matches("http://");
    write!(
        half,
        "POST /journal HTTP/1.1\r\nhost: {host}\r\ncontent-length: 9\r\n\
        content-type: application/x-www-form-urlencoded\r\n\r\nbody"
    )
    .unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let begun = Instant::now();
    server.signal("-TERM");
    std::thread::sleep(Duration::from_millis(500));
    server.signal("-TERM");
    assert_eq!(server.end().0, Some(0));
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_reader_that_goes_away_stops_nothing() {
    let here = notebook();
    for command in ["verify --passphrase-file pass", "--help", "content check"] {
        let line = format!("{} {command} | true", env!("CARGO_BIN_EXE_hearken"));
        let ended = std::process::Command::new("sh")
            .args(["-c", &line])
            .current_dir(here.path())
            .env("HEARKEN_DATA", "notebook")
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{command}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_out_is_told() {
    let here = notebook();
    let full = || std::fs::File::options().write(true).open("/dev/full").unwrap();
    let verify =
        hearken(here.path(), &["verify", "--passphrase-file", "pass"]).stdout(full()).output().unwrap();
    assert_eq!(verify.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(verify.stderr).unwrap(),
        "The answer could not be written out (no storage space). The notebook is whole.\n\
         Look where the answer goes, and whether there is room.\n"
    );
    let init = ["init", "--data", "other", "--passphrase-file", "pass"];
    let init = hearken(here.path(), &init).stdout(full()).output().unwrap();
    assert_eq!(init.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(init.stderr).unwrap(),
        "The notebook is made, but its recovery words could not be shown. It opens with your passphrase.\n\
         Open it in your browser and make new words there, under Settings.\n"
    );
}
