//! A PostgreSQL server that is killed in the middle of a test, and comes back.

use std::{fs, path::Path, thread, time::Duration};

use super::postgres_server::{Server, start};

impl Server {
    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        self.data.path()
    }

    /// The server is gone from one moment to the next.
    pub(crate) fn kill(&self) {
        let mut running = self.running.lock().unwrap();
        running.kill().unwrap();
        running.wait().unwrap();
        // Its children notice by themselves, and hold the memory that a new one needs until then.
        thread::sleep(Duration::from_millis(50));
    }

    /// It is there again. What is left of the killed one may be in its way for a moment.
    pub(crate) fn start_again(&self) {
        for _ in 0..200 {
            let _ = fs::remove_file(self.data.path().join("data/postmaster.pid"));
            *self.running.lock().unwrap() = start(self.data.path());
            if self.answers() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        self.give_up();
    }
}
