//! Several people's worth of writing at once, with a list of what was acknowledged.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

use crate::{
    Result,
    journal::Numbers,
    product::{Server, body, entry_form, http::Client, record_id, test_word, write_entry},
};

/// What was sent and what was acknowledged so far. Shared by all writers.
#[derive(Default)]
pub(crate) struct Ledger {
    next: AtomicUsize,
    attempted: Mutex<Vec<String>>,
    acknowledged: Mutex<Vec<(u64, String)>>,
}

impl Ledger {
    /// Words that were sent.
    pub(crate) fn attempted(&self) -> Vec<String> {
        self.attempted.lock().expect("no writer panics").clone()
    }

    /// Words that the server said are saved.
    pub(crate) fn acknowledged(&self) -> Vec<String> {
        self.acknowledged_at().into_iter().map(|(_, word)| word).collect()
    }

    /// The same, each with what the clock said just after its answer.
    pub(crate) fn acknowledged_at(&self) -> Vec<(u64, String)> {
        self.acknowledged.lock().expect("no writer panics").clone()
    }

    /// A word never used before, noted as sent.
    pub(crate) fn new_word(&self) -> String {
        let word = test_word(self.next.fetch_add(1, Ordering::Relaxed));
        self.attempted.lock().expect("no writer panics").push(word.clone());
        word
    }

    /// Notes an answer.
    pub(crate) fn acknowledge(&self, clock: u64, word: String) {
        self.acknowledged.lock().expect("no writer panics").push((clock, word));
    }

    /// How many were acknowledged.
    pub(crate) fn len(&self) -> usize {
        self.acknowledged.lock().expect("no writer panics").len()
    }

    /// One writer: writes until told to stop, until `limit` words were acknowledged in all, or until the server
    /// hangs up. `clock` is read after each answer.
    fn write(
        &self,
        client: &mut Client,
        seed: u64,
        stop: &AtomicBool,
        limit: usize,
        clock: &(dyn Fn() -> u64 + Sync),
    ) {
        let mut numbers = Numbers::from_seed(seed);
        while !stop.load(Ordering::Relaxed) && self.len() < limit {
            let word = self.new_word();
            match write_entry(client, &mut numbers, &word) {
                Ok(303) => self.acknowledge(clock(), word),
                Ok(_) => {}
                Err(_) => return,
            }
        }
    }

    /// A client that takes a request sent for a request answered: the way to lose words. For negative controls.
    pub(crate) fn write_and_trust(&self, client: &mut Client, seed: u64, many: usize) {
        let mut numbers = Numbers::from_seed(seed);
        for _ in 0..many {
            let word = self.new_word();
            let record = record_id(&mut numbers);
            if client.post_and_forget("/journal", &entry_form(&record, &body(&word))).is_err() {
                return;
            }
            self.acknowledge(0, word);
        }
    }
}

/// Lets `writers` clients write while `meanwhile` runs, then stops them.
pub(crate) fn while_writing<T>(
    ledger: &Ledger,
    client: &Client,
    writers: usize,
    seed: u64,
    meanwhile: impl FnOnce() -> T,
) -> T {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        for writer in 0..writers {
            let (mut client, stop) = (client.twin(), &stop);
            let seed = seed.wrapping_mul(1_000).wrapping_add(writer as u64);
            scope.spawn(move || ledger.write(&mut client, seed, stop, usize::MAX, &|| 0));
        }
        let given = meanwhile();
        stop.store(true, Ordering::Relaxed);
        given
    })
}

/// Lets `writers` clients write until `limit` words were acknowledged.
pub(crate) fn write_until(
    ledger: &Ledger,
    server: &Server,
    client: &Client,
    (writers, limit): (usize, usize),
    clock: &(dyn Fn() -> u64 + Sync),
) -> Result {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        for writer in 0..writers {
            let (mut client, stop) = (client.twin(), &stop);
            scope.spawn(move || ledger.write(&mut client, writer as u64, stop, limit, clock));
        }
    });
    if ledger.len() < limit {
        let (port, done) = (server.port(), ledger.len());
        return Err(format!("the server on port {port} stopped taking words after {done}").into());
    }
    Ok(())
}
