//! Many at once: whoever asks is answered, whoever else is at the door.

use std::time::{Duration, Instant};

use hearken_listen::Limits;

use crate::{
    none,
    server::{Line, Server},
};

/// How many connections say nothing; at length, as many as a system of usual size lets one program have.
fn many() -> usize {
    if std::env::var_os("HEARKEN_LONG").is_some() { 9_000 } else { 400 }
}

fn slowest_of(server: &Server, times: u32) -> Duration {
    let ask = || {
        let begun = Instant::now();
        assert!(server.ask("GET / HTTP/1.1\r\nhost: here\r\n\r\n").ends_with("answered"));
        begun.elapsed()
    };
    let mut taken: Vec<Duration> = (0..times).map(|_| ask()).collect();
    taken.sort_unstable();
    // The slowest of a machine that does other things says nothing; the one before the slowest tenth does.
    taken.swap_remove(taken.len() * 9 / 10)
}

#[test]
fn t40_idle_and_half_sent_connections_slow_nobody() {
    let server = Server::start(none());
    let alone = slowest_of(&server, 50);
    let waiting: Vec<Line> = (0..many())
        .map(|nth| {
            let mut line = server.connect();
            if nth % 2 == 0 {
                line.send("GET / HTTP/1.1\r\nhost: he");
            }
            line
        })
        .collect();
    let among_many = slowest_of(&server, 50);
    assert!(server.counts().open >= u64::try_from(many()).unwrap());
    assert!(among_many < alone * 10 + Duration::from_millis(50), "{among_many:?}, and alone {alone:?}");
    drop(waiting);
}

#[test]
fn t40_at_a_full_door_whoever_asks_is_answered() {
    let limits = Limits { connections: 8, ..none() };
    let server = Server::start(limits);
    let _silent: Vec<Line> = (0..40).map(|_| server.connect()).collect();
    for _ in 0..20 {
        assert!(server.ask("GET / HTTP/1.1\r\nhost: here\r\n\r\n").ends_with("answered"));
    }
    let counts = server.counts();
    assert!(counts.open <= 9 && counts.made_room >= 32 && counts.turned_away == 0, "{counts:?}");
}

#[test]
fn where_everybody_is_being_answered_the_next_one_is_told_so() {
    let server = Server::start(Limits { connections: 3, ..none() });
    let _answered: Vec<Line> = (0..3)
        .map(|_| {
            let mut line = server.connect();
            line.send("GET /later HTTP/1.1\r\nhost: here\r\n\r\n");
            std::thread::sleep(Duration::from_millis(100));
            line
        })
        .collect();
    let said = server.ask("GET / HTTP/1.1\r\nhost: here\r\n\r\n");
    assert!(said.starts_with("HTTP/1.1 503 ") && said.contains("Try again in a moment"), "{said}");
    assert_eq!(server.counts().turned_away, 1);
}
