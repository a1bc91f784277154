//! Several servers in one address, the first of which is not there any more.

use std::time::{Duration, Instant};

use hearken_store::PostgresStore;
use hearken_vault::port::Accounts;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpSocket};

use crate::support::Postgres;

/// Opens a database that is behind a server which is not there. How long that took.
async fn opens_behind(port: u16) -> Duration {
    let backend = Postgres::new();
    let socket = backend.server.folder().display().to_string().replace('/', "%2F");
    let address = format!("postgres://postgres@127.0.0.1:{port},{socket}:5432/postgres");
    let (notes, began) = (TempDir::new().unwrap(), Instant::now());
    let store = PostgresStore::open(&address, notes.path()).await.unwrap();
    assert!(store.accounts().await.unwrap().is_empty());
    began.elapsed()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_takes_connections_and_says_nothing_keeps_nobody_from_the_next() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok(taken) = silent.accept().await {
            held.push(taken);
        }
    });
    assert!(opens_behind(port).await >= Duration::from_secs(1), "the first one was asked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_takes_no_connection_keeps_nobody_from_the_next() {
    // Its queue is full: what knocks is neither let in nor refused.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let full = socket.listen(1).unwrap();
    let address = full.local_addr().unwrap();
    let knock = || tokio::time::timeout(Duration::from_millis(200), tokio::net::TcpStream::connect(address));
    let mut queue = Vec::new();
    while let Ok(Ok(waits)) = knock().await {
        queue.push(waits);
    }
    assert!(opens_behind(address.port()).await >= Duration::from_secs(1), "the first one was asked");
}
