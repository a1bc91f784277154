//! T21: two people at once on one server, their requests one after another on the same connections. No byte of one is in an
//! answer to the other. `HEARKEN_LONG` makes it 50,000 requests.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use super::two;
use crate::person::{HOST, Person};

const CONNECTIONS: usize = 4;

/// A browser's connection, or a proxy's, that carries the requests of whoever comes.
struct Line(BufReader<TcpStream>);

impl Line {
    async fn to(address: SocketAddr) -> Self {
        Self(BufReader::new(TcpStream::connect(address).await.unwrap()))
    }

    /// Sends a request as somebody; the answer's body.
    async fn asks(&mut self, person: &str, path: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {person}\r\n\r\n");
        self.0.get_mut().write_all(request.as_bytes()).await.unwrap();
        self.answer().await
    }

    async fn answer(&mut self) -> String {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).await.unwrap();
            if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = said.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await.unwrap();
        String::from_utf8(body).unwrap()
    }
}

fn cookie(person: &Person) -> String {
    person.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t21_no_byte_of_one_person_is_in_an_answer_to_the_other() {
    let (mut ada, mut bo) = two().await;
    ada.writes("cobaltheron").await;
    bo.writes("amberotter").await;
    let people = [(cookie(&ada), "cobaltheron", "amberotter"), (cookie(&bo), "amberotter", "cobaltheron")];
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = hearken_web::app(ada.house.state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let many = if std::env::var_os("HEARKEN_LONG").is_some() { 50_000 } else { 400 };
    let lines = (0..CONNECTIONS).map(|line| {
        let people = people.clone();
        tokio::spawn(async move {
            let mut connection = Line::to(address).await;
            for n in 0..many / CONNECTIONS {
                // Neither the same turn for each connection nor the same page for each person.
                let (cookie, own, others) = &people[(n * 7 + line + n / 3) % 2];
                let path = ["/journal", "/", "/settings/account", "/journal/new"][(n + line) % 4];
                let body = connection.asks(cookie, path).await;
                assert!(!body.contains(others), "{path} shows another's words");
                assert!(path != "/journal" || body.contains(own), "{path} does not show one's own");
            }
        })
    });
    for line in lines.collect::<Vec<_>>() {
        line.await.unwrap();
    }
    server.abort();
}
