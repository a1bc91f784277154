//! With everything logged that can be, no log line holds a word of a person.

use std::{fs, path::Path, process::Stdio};

use crate::running::{Server, hearken, notebook};

/// A word that occurs nowhere but in what this test writes.
const CANARY: &str = "quetzalwort";

const TRACE: (&str, &str) = ("HEARKEN_LOG", "trace");

#[test]
fn the_commands_log_no_word() {
    let here = notebook();
    fs::write(here.path().join("journal.txt"), format!("[2026-01-05 09:30] {CANARY} title. {CANARY} body\n"))
        .unwrap();
    fs::write(here.path().join("wrong"), CANARY).unwrap();
    let mut log = String::new();
    for command in [
        &["note", CANARY, "--passphrase-file", "pass"][..],
        &["note", "--passphrase-file", "pass"],
        &["import", "journal.txt", "--passphrase-file", "pass"],
        &["search", CANARY, "--passphrase-file", "pass"],
        &["verify", "--passphrase-file", "wrong"],
        &["export", "out.zip", "--passphrase-file", "pass"],
        &["backup", "safe"],
    ] {
        log += &logged(here.path(), command);
    }
    assert!(log.contains("That passphrase does not open"), "the commands were run");
    assert_no_word(&log);
}

#[test]
fn the_server_logs_no_word() {
    let here = notebook();
    damage_an_entry(here.path());
    let server = Server::start(here.path(), &[TRACE, ("RUST_LOG", "trace")]);
    let wrong = server.post("/unlock", "none=0", &format!("passphrase={CANARY}"));
    assert!(wrong.starts_with("HTTP/1.1 4"), "{wrong}");
    // The delay after a wrong passphrase.
    std::thread::sleep(std::time::Duration::from_millis(2500));
    let cookie = server.unlock();
    server.write(&cookie, CANARY);
    let found = server.post("/journal/search", &cookie, &format!("q={CANARY}"));
    assert!(found.contains(CANARY), "{found}");
    server.get(&format!("/nowhere/{CANARY}?{CANARY}"));
    let token = fetches_a_feed(&server, &cookie);
    server.get(&format!("/calendar/{CANARY}.ics"));
    server.post("/journal", &cookie, &format!("record={CANARY}&body={CANARY}"));
    server.post("/journal", "none=0", &format!("record={CANARY}&body={CANARY}"));
    #[cfg(unix)]
    {
        server.interrupt();
        let (_, log) = server.end();
        assert!(log.contains("the stored notebook is not as it was written"), "the log was read: {log}");
        assert_no_word(&log);
        assert!(!log.contains(&token), "nor does it hold the address of a feed");
    }
}

/// Makes an address for a calendar, fetches from it, and gives the token in it.
fn fetches_a_feed(server: &Server, cookie: &str) -> String {
    let made = server.post("/journey/calendar/feed", cookie, "days=1");
    assert!(made.contains("/journey/calendar?made=1"), "{made}");
    let page = server.get_as("/journey/calendar?made=1", cookie);
    let after = page.split_once("/calendar/").and_then(|(_, after)| after.split_once("webcal:")).unwrap().1;
    let token = after.split_once("/calendar/").unwrap().1.split_once(".ics").unwrap().0.to_owned();
    assert!(server.get(&format!("/calendar/{token}.ics")).contains("BEGIN:VCALENDAR"));
    token
}

#[test]
#[should_panic(expected = "a word of a person was logged")]
fn a_word_in_a_log_would_be_found() {
    assert_no_word("TRACE hyper: path=/search/Quetzalwort\n");
}

/// Changes a byte of an entry, so that opening the notebook gives the server something to log.
fn damage_an_entry(here: &Path) {
    fs::write(here.join("words"), CANARY.repeat(20_000)).unwrap();
    let words = fs::File::open(here.join("words")).unwrap();
    let kept =
        hearken(here, &["note", "--passphrase-file", "pass"]).stdin(Stdio::from(words)).status().unwrap();
    assert!(kept.success());
    let database = here.join("notebook/notebook.db");
    let mut bytes = fs::read(&database).unwrap();
    let inside_the_entry = bytes.len() - 100_000;
    bytes[inside_the_entry] ^= 1;
    fs::write(database, bytes).unwrap();
}

/// What a command says on standard error with everything logged.
fn logged(here: &Path, command: &[&str]) -> String {
    fs::write(here.join("words"), CANARY).unwrap();
    let words = fs::File::open(here.join("words")).unwrap();
    let ended = hearken(here, command)
        .envs([TRACE, ("RUST_LOG", "trace")])
        .stdin(Stdio::from(words))
        .output()
        .unwrap();
    String::from_utf8_lossy(&ended.stderr).into_owned()
}

fn assert_no_word(log: &str) {
    let line = log.lines().find(|line| line.to_lowercase().contains(CANARY));
    assert_eq!(line, None, "a word of a person was logged");
}
