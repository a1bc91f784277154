//! T24: each look of the other leaves one line in the log that both read. A line that is taken out, moved or changed by somebody
//! who can write to the file is noticed, and no line is readable there.

use std::sync::Arc;

use hearken_core::{
    Extra, RecordId, VaultId,
    sharing::{Seen, see},
};
use hearken_vault::member_id;

use crate::{
    conformance::spaces::{TODAY, WORDS, page},
    support::{Day, HandClock, Person, Sqlite, process},
};

impl Person {
    /// Opens a page as it stands.
    async fn looks_at(&self, space: RecordId, what: RecordId) {
        let (record, by) = (self.keeper.new_record_id(), member_id(self.session.account()));
        let noted = move |space: &hearken_core::Notebook| {
            let rev = space.current(what).map_or(0, |page| page.rev);
            let seen = Seen { by, what, rev, when: Day(1).at(9), extra: Extra::default() };
            Ok(see(space, record, seen).into_iter().collect())
        };
        self.in_space(space).await.write(TODAY, noted).await.unwrap();
    }
}

/// A space in which Ben looked twice at each of two states of a page: its files, who reads it, and where the two lines stand.
struct Looked {
    files: Vec<(String, Vec<u8>)>,
    clock: Arc<HandClock>,
    cookie: String,
    space: RecordId,
    lines: Vec<u64>,
}

async fn looked() -> Looked {
    let here = Sqlite::new();
    let ada = Person::begins(&here).await;
    let ben = ada.comes_along().await;
    let space = ada.shares_a_space_with(&ben).await;
    let shown = ada.shows(space, WORDS).await;
    ben.looks_at(space, shown).await;
    ben.looks_at(space, shown).await;
    ada.in_space(space).await.show(TODAY, shown, page("another state of it")).await.unwrap();
    ben.looks_at(space, shown).await;
    ben.looks_at(space, shown).await;
    let open = ada.in_space(space).await;
    let looks: Vec<_> = open.read().all::<Seen>().map(|(record, _)| record).collect();
    assert_eq!(looks.len(), 2, "each state of it was seen once");
    let vault = VaultId::from_bytes(space.bytes());
    let entries = ada.store.read(vault, 0, 100).await.unwrap();
    let lines = entries.iter().filter(|entry| looks.contains(&entry.record)).map(|entry| entry.seq).collect();
    let (clock, cookie) = (ada.clock.of_a_new_process(), ada.cookie.clone());
    drop((open, ben, ada));
    // The last task that holds the folder lets go of it.
    drop(here.try_open().unwrap());
    Looked { files: here.files(), clock, cookie, space, lines }
}

impl Looked {
    /// How many faults Ada is told of, after some SQL.
    async fn faults_after(&self, sql: &str) -> usize {
        let there = Sqlite::with_files(&self.files);
        if !sql.is_empty() {
            there.tamper(sql);
        }
        let (_, keeper) = process(&*there, &self.clock);
        let session = keeper.session(&self.cookie).await.unwrap().unwrap();
        keeper.space(&session, self.space).await.unwrap().unwrap().faults().len()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t24_each_look_leaves_one_line_and_one_that_is_removed_moved_or_changed_is_noticed() {
    let looked = looked().await;
    let [first, second] = looked.lines[..] else { panic!("two lines: {:?}", looked.lines) };
    assert_eq!(looked.faults_after("").await, 0, "the control");
    let vault: String = looked.space.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let at = |seq: u64| format!("vault_id = x'{vault}' AND seq = {seq}");
    let (one, two) = (at(first), at(second));
    for sql in [
        format!("DELETE FROM entries WHERE {one}"),
        format!("DELETE FROM entries WHERE {two}"),
        format!(
            "DELETE FROM entries WHERE {two}; UPDATE vaults SET head_seq = {} WHERE vault_id = x'{vault}'",
            second - 1
        ),
        format!(
            "CREATE TABLE t AS SELECT seq, sealed FROM entries WHERE ({one}) OR ({two});
             UPDATE entries SET sealed = (SELECT t.sealed FROM t WHERE t.seq = {first} + {second} - entries.seq)
             WHERE ({one}) OR ({two}); DROP TABLE t;"
        ),
        format!("UPDATE entries SET sealed = zeroblob(length(sealed)) WHERE {one}"),
        format!("UPDATE entries SET sealed = NULL WHERE {one}"),
    ] {
        assert!(looked.faults_after(&sql).await > 0, "{sql}");
    }
}
