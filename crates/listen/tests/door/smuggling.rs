//! Requests that could be understood in two ways, and requests made of noise: nobody gets an answer to what was not sent.

use std::time::Duration;

use crate::{server::Server, short};

/// Each hides a request for `/unreached` where one reader sees a body and another a request.
const HIDING: [(&str, &str); 12] = [
    (
        "CL.TE",
        "POST /body HTTP/1.1\r\nhost: h\r\ncontent-length: 46\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{}",
    ),
    (
        "TE.CL",
        "POST /body HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n2e\r\n{}\r\n0\r\n\r\n",
    ),
    (
        "TE.TE",
        "POST /body HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\ntransfer-encoding: x\r\ncontent-length: 4\r\n\r\n0\r\n\r\n{}",
    ),
    (
        "TE with a space",
        "POST /body HTTP/1.1\r\nhost: h\r\ntransfer-encoding : chunked\r\ncontent-length: 46\r\n\r\n0\r\n\r\n{}",
    ),
    (
        "TE folded",
        "POST /body HTTP/1.1\r\nhost: h\r\ntransfer-encoding:\r\n chunked\r\ncontent-length: 46\r\n\r\n0\r\n\r\n{}",
    ),
    ("TE with a tab", "POST /body HTTP/1.1\r\nhost: h\r\ntransfer-encoding:\tchunked\r\n\r\n0\r\n\r\n{}"),
    ("TE in HTTP/1.0", "POST /body HTTP/1.0\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{}"),
    ("two lengths", "POST /body HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\ncontent-length: 46\r\n\r\n{}"),
    ("two lengths in one", "POST /body HTTP/1.1\r\nhost: h\r\ncontent-length: 0, 46\r\n\r\n{}"),
    ("a length with a plus", "POST /body HTTP/1.1\r\nhost: h\r\ncontent-length: +0\r\n\r\n{}"),
    ("a length below nothing", "POST /body HTTP/1.1\r\nhost: h\r\ncontent-length: -1\r\n\r\n{}"),
    (
        "a line end in a name",
        "POST /body HTTP/1.1\r\nhost: h\r\nx\ny: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{}",
    ),
];

const HIDDEN: &str = "GET /unreached HTTP/1.1\r\nhost: here\r\n\r\n";

#[test]
fn t41_no_answer_to_a_request_that_was_hidden_in_another() {
    let server = Server::start(short());
    for (name, request) in HIDING {
        let mut line = server.connect();
        line.send(request.replace("{}", HIDDEN));
        let said = line.until_its_end(Duration::from_secs(5)).expect("it ends");
        assert!(said.starts_with("HTTP/1.1 4"), "{name}: {said}");
        assert_eq!((said.matches("HTTP/1.1 ").count(), server.reached()), (1, 0), "{name}: {said}");
    }
}

#[test]
fn a_request_that_was_sent_behind_another_is_seen_to_be_reached() {
    let server = Server::start(short());
    let mut line = server.connect();
    line.send(format!("POST /body HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\n\r\n{HIDDEN}"));
    let said = line.until_its_end(Duration::from_secs(5)).expect("it ends");
    assert_eq!((said.matches("HTTP/1.1 ").count(), server.reached()), (2, 1), "{said}");
}

/// How many mutated requests are sent.
fn times() -> u32 {
    if std::env::var_os("HEARKEN_LONG").is_some() { 1_000_000 } else { 3_000 }
}

#[test]
fn t41_mutated_requests_bring_no_fault_and_nothing_down() {
    let server = Server::start(short());
    let whole = format!(
        "POST /body?a=b HTTP/1.1\r\nhost: here\r\ncookie: a=b; c=d\r\ncontent-length: 5\r\n\r\nfive!{HIDDEN}"
    );
    let mut noise = Noise(0x2545_F491_4F6C_DD1D);
    for _ in 0..times() {
        let mut request = whole.clone().into_bytes();
        for _ in 0..=noise.below(4) {
            let at = noise.below(request.len());
            match noise.below(3) {
                0 => request[at] = u8::try_from(noise.below(256)).unwrap(),
                1 => drop(request.remove(at)),
                _ => request.insert(at, u8::try_from(noise.below(256)).unwrap()),
            }
        }
        let mut line = server.connect();
        line.try_send(&request);
        // What is not whole waits for the rest; whoever hangs up does not wait for that.
        line.0.shutdown(std::net::Shutdown::Write).ok();
        let said = line.until_its_end(Duration::from_secs(10)).expect("it ends");
        assert!(!said.contains("HTTP/1.1 5"), "{:?}: {said}", String::from_utf8_lossy(&request));
    }
    assert!(server.ask("GET / HTTP/1.1\r\nhost: here\r\n\r\n").ends_with("answered"));
}

/// The same noise each time (xorshift).
struct Noise(u64);

impl Noise {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }
}
