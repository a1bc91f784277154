//! The end: what is under way is answered, nobody else is let in, and nobody holds it up.

use std::{
    net::TcpStream,
    thread::sleep,
    time::{Duration, Instant},
};

use hearken_listen::Limits;

use crate::{server::Server, short};

const A_MOMENT: Duration = Duration::from_millis(150);

#[test]
fn a_request_under_way_is_answered_and_a_new_one_refused() {
    let mut server = Server::start(short());
    let (mut late, mut quiet) = (server.connect(), server.connect());
    late.send("GET /late HTTP/1.1\r\nhost: here\r\n\r\n");
    quiet.send("GET / HTTP/1.1\r\nhost: here\r\n\r\n");
    assert!(quiet.answer().ends_with("answered"));
    sleep(A_MOMENT);
    server.stop();
    sleep(A_MOMENT);
    assert!(TcpStream::connect(server.address).is_err(), "nobody else is let in");
    assert_eq!(quiet.until_its_end(A_MOMENT).as_deref(), Some(""), "a quiet connection ends at once");
    let said = late.until_its_end(Duration::from_secs(5)).expect("it ends");
    assert!(said.ends_with("late") && said.contains("connection: close"), "{said}");
    assert!(server.ended() < Duration::from_secs(1));
}

#[test]
fn half_a_request_holds_nothing_up() {
    let mut server = Server::start(Limits { head: Duration::from_secs(60), ..short() });
    let mut line = server.connect();
    line.send("GET / HTTP/1.1\r\nho");
    sleep(A_MOMENT);
    server.stop();
    assert!(server.ended() < Duration::from_secs(1));
}

#[test]
fn a_request_without_end_holds_it_up_only_so_long() {
    let mut server = Server::start(short());
    let mut line = server.connect();
    line.send("GET /later HTTP/1.1\r\nhost: here\r\n\r\n");
    sleep(A_MOMENT);
    server.stop();
    let taken = server.ended();
    assert!(taken > Duration::from_secs(1) && taken < Duration::from_secs(5), "{taken:?}");
}

#[test]
fn who_asks_twice_does_not_wait() {
    let mut server = Server::start(short());
    let mut line = server.connect();
    line.send("GET /later HTTP/1.1\r\nhost: here\r\n\r\n");
    sleep(A_MOMENT);
    let begun = Instant::now();
    server.stop();
    server.stop_at_once();
    server.ended();
    assert!(begun.elapsed() < Duration::from_secs(1));
}
