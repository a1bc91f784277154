//! The server as a person starts it: what it says first, whom it turns away, how it stops, and what it never logs.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod limits;
mod logs;
mod running;
mod stopping;
mod tls;
mod watching;

use std::time::{Duration, Instant};

use running::{Server, hearken, notebook};

#[test]
fn the_first_line_is_the_address_and_a_browser_finds_it_there() {
    let here = notebook();
    let server = Server::start(here.path(), &[]);
    assert!(server.address.starts_with("http://127.0.0.1:"), "{}", server.address);
    let answer = server.get("/");
    assert!(answer.starts_with("HTTP/1.1 303"));
    assert!(
        !answer.contains("strict-transport-security"),
        "that would lock other programs of this machine out"
    );
}

#[test]
fn a_port_in_use_is_told_in_words() {
    let here = notebook();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = hearken(here.path(), &["serve", "--listen", &address]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(refused.stderr).unwrap(),
        format!(
            "Something already listens on {address}. If it is Hearken, your notebook is open there already.\n\
             Open http://{address} in your browser, or choose another address with --listen.\n"
        )
    );
}

#[test]
fn a_second_process_is_turned_away_within_a_second() {
    let here = notebook();
    let _server = Server::start(here.path(), &[]);
    for command in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["note", "hello", "--passphrase-file", "pass"],
        &["init", "--passphrase-file", "pass"],
        &["import", "pass", "--passphrase-file", "pass"],
        &["verify", "--accept-older", "--passphrase-file", "pass"],
    ] {
        let begun = Instant::now();
        let refused = hearken(here.path(), command).output().unwrap();
        assert!(begun.elapsed() < Duration::from_secs(1), "{command:?} took {:?}", begun.elapsed());
        assert_eq!(refused.status.code(), Some(2), "{command:?}");
        assert_eq!(
            String::from_utf8(refused.stderr).unwrap(),
            "Another process has this notebook open. Nothing is lost.\n\
             Write in the browser window that is open, or stop the other process first.\n"
        );
    }
}

#[test]
fn looking_and_backing_up_go_on_beside_a_server() {
    let here = notebook();
    let server = Server::start(here.path(), &[]);
    let cookie = server.unlock();
    server.write(&cookie, "seen from beside");
    let found =
        hearken(here.path(), &["search", "--count", "beside", "--passphrase-file", "pass"]).output().unwrap();
    assert_eq!((found.stdout.as_slice(), found.stderr.as_slice()), (&b"1\n"[..], &b""[..]));
    for command in [
        &["verify", "--passphrase-file", "pass"][..],
        &["backup", "safe"],
        &["export", "--passphrase-file", "pass"],
    ] {
        let done = hearken(here.path(), command).output().unwrap();
        assert!(
            done.status.success() && done.stderr.is_empty(),
            "{command:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
}
