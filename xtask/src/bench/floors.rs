//! Floors: what the machine itself needs for the least that a row has to do.

use std::{
    fs::File,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use hearken_seal::{EntryPlace, Link, VaultKey};

use super::{load, median, timed};
use crate::{Result, journal::Written};

/// One `fdatasync` of 4 KiB written at the end of a file in this folder: the middle of many.
pub(super) fn one_sync(folder: &Path) -> Result<Duration> {
    let mut file = File::create(folder.join("sync-floor"))?;
    let runs = timed(400, || {
        file.write_all(&[7; 4096])?;
        Ok(file.sync_data()?)
    })?;
    Ok(median(runs))
}

/// Reading all of these texts sealed from one file and opening each: the least that opening a notebook has to do.
pub(super) fn read_and_open(folder: &Path, journal: &[Written]) -> Result<Duration> {
    let (vault, record) = ([1; 16], [2; 16]);
    let (key, link) = (VaultKey::make(vault, 1), Link::genesis(vault));
    let place = |seq: u64| EntryPlace { vault, seq, record, rev: 1, previous: &link };
    let (path, mut lengths) = (folder.join("seal-floor"), Vec::new());
    let mut file = File::create(&path)?;
    for (entry, seq) in journal.iter().zip(1..) {
        let sealed = key.seal_entry(&place(seq), entry.body.as_bytes());
        lengths.push(sealed.len());
        file.write_all(&sealed)?;
    }
    let runs = timed(9, || {
        let (bytes, mut from, mut read) = (std::fs::read(&path)?, 0, 0);
        for (length, seq) in lengths.iter().zip(1..) {
            let opened = key.open_entry(&place(seq), &bytes[from..from + length]);
            read += opened.map_err(|fault| format!("the floor cannot open its own entries: {fault}"))?.len();
            from += length;
        }
        Ok(read)
    })?;
    Ok(median(runs))
}

/// Looking for a word through all of the text, once, as plainly as can be.
pub(super) fn scan(journal: &[Written], word: &str) -> Result<Duration> {
    let all: String = journal.iter().map(|entry| entry.body.to_lowercase()).collect();
    let finder = memchr::memmem::Finder::new(word);
    Ok(median(timed(25, || Ok(finder.find_iter(all.as_bytes()).count()))?))
}

/// Requests a second that a server without any work answers with a page of this size.
pub(super) fn bare_server(bytes: usize, connections: usize, time: Duration) -> Result<f64> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let page = "x".repeat(bytes);
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let port = listener.local_addr()?.port();
    let answer = move || {
        let page = page.clone();
        async move { axum::response::Html(page) }
    };
    let app = axum::Router::new().route("/", axum::routing::get(answer));
    let serving = runtime.spawn(async move { axum::serve(listener, app).await });
    let begun = Instant::now();
    let answered = load::requests(port, "GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n", connections, time)?;
    serving.abort();
    runtime.shutdown_background();
    Ok(answered as f64 / begun.elapsed().as_secs_f64())
}
