//! The 24 words that `init` shows open the notebook when the passphrase is lost.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use hearken_core::Timestamp;
use hearken_seal::{KdfParams, Passphrase, RecoveryWords};
use hearken_store::SqliteStore;
use hearken_vault::{Clock, Keeper};

use crate::{redact, step::hearken};

struct TestClock(Instant);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000)
    }

    fn monotonic(&self) -> Duration {
        self.0.elapsed()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_restore_access() {
    let here = tempfile::tempdir().unwrap();
    std::fs::write(here.path().join("pass"), "a passphrase that is forgotten\n").unwrap();
    std::fs::write(here.path().join("new"), "another one, remembered\n").unwrap();
    let made = hearken(here.path(), &["init", "--passphrase-file", "pass"]).output().unwrap();
    hearken(here.path(), &["note", "still here", "--passphrase-file", "pass"]).output().unwrap();

    let words = redact::words(&String::from_utf8(made.stdout).unwrap());
    assert_eq!(words.len(), 24);
    let words = RecoveryWords::parse(&words.join(" ")).unwrap();
    let store = SqliteStore::open(&here.path().join("notebook")).unwrap();
    let keeper = Keeper::new(Arc::new(store), Arc::new(TestClock(Instant::now())), KdfParams::FLOOR);
    let (_, session) = keeper.recover(&words, &Passphrase::new("another one, remembered")).await.unwrap();
    keeper.lock(&session).await.unwrap();
    drop((session, keeper));

    let found = hearken(here.path(), &["search", "still", "--passphrase-file", "new"]).output().unwrap();
    assert!(String::from_utf8(found.stdout).unwrap().ends_with("  still here\n"));
    let old = hearken(here.path(), &["search", "still", "--passphrase-file", "pass"]).output().unwrap();
    assert_eq!(old.status.code(), Some(2));
}
