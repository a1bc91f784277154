//! A load generator: many connections that stay open, each asking again as soon as it was answered.

use std::{
    io::{BufReader, Write},
    net::{Ipv4Addr, TcpStream},
    thread,
    time::{Duration, Instant},
};

use crate::{Result, product::http::read_answer};

/// Sends the same request over each connection for a time, and counts answers with status 200. Any other status
/// is a fault: a fast refusal is no performance.
pub(super) fn requests(port: u16, request: &str, connections: usize, time: Duration) -> Result<usize> {
    let until = Instant::now() + time;
    thread::scope(|scope| {
        let clients: Vec<_> =
            (0..connections).map(|_| scope.spawn(move || one_connection(port, request, until))).collect();
        clients.into_iter().map(|client| client.join().expect("a client does not panic")).sum()
    })
}

fn one_connection(port: u16, request: &str, until: Instant) -> Result<usize> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let (mut stream, mut answered) = (BufReader::new(stream), 0);
    while Instant::now() < until {
        stream.get_mut().write_all(request.as_bytes())?;
        let answer = read_answer(&mut stream)?;
        if answer.status != 200 {
            return Err(format!("under load a page was answered with {}", answer.status).into());
        }
        answered += 1;
    }
    Ok(answered)
}
