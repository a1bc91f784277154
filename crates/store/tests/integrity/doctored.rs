//! What somebody could do who has the file, SQL and patience, and no key.

use std::sync::Arc;

use hearken_seal::{Digest, Link};
use hearken_vault::FaultKind::{self, Changed, Draft, Missing, Older, Reordered};

use super::victim::{Came, Victim, judge, kinds};
use crate::support::Sqlite;

/// The victim after some SQL, on a machine that has never seen it.
fn doctored(victim: &Victim, sql: &str) -> Arc<Sqlite> {
    let folder = victim.with_database(|_| {});
    folder.tamper(sql);
    folder.leave_the_database_alone();
    folder
}

/// Exactly these kinds of faults are found, and nothing wrong is shown.
async fn is_found(victim: &Victim, sql: &str, expected: &[FaultKind]) {
    let faults = victim.judged(&doctored(victim, sql), sql).await;
    assert_eq!(kinds(&faults.unwrap_or_else(|| panic!("{sql}: it is not opened at all"))), expected, "{sql}");
}

#[tokio::test]
async fn swapped_moved_and_replayed_entries_are_found() {
    let victim = Victim::make().await;
    let swap = |column: &str, a: u64, b: u64| {
        format!(
            "CREATE TABLE t AS SELECT seq, {column} AS c FROM entries WHERE seq IN ({a}, {b});
             UPDATE entries SET {column} = (SELECT c FROM t WHERE t.seq = {a} + {b} - entries.seq) WHERE seq IN ({a}, {b});
             DROP TABLE t;"
        )
    };
    is_found(&victim, &swap("sealed", 1, 3), &[Changed]).await;
    is_found(&victim, &format!("{}{}", swap("sealed", 1, 3), swap("digest", 1, 3)), &[Reordered, Changed])
        .await;
    is_found(&victim, &swap("record_id", 1, 4), &[Reordered, Changed]).await;
    is_found(&victim, &swap("previous", 3, 4), &[Reordered, Changed]).await;
    let trade_places = "UPDATE entries SET seq = -1 WHERE seq = 3; UPDATE entries SET seq = 3 WHERE seq = 4;
                        UPDATE entries SET seq = 4 WHERE seq = -1;";
    is_found(&victim, trade_places, &[Reordered, Changed]).await;
    is_found(&victim, "UPDATE entries SET rev = 7 WHERE seq = 3", &[Reordered, Changed]).await;
    is_found(&victim, "UPDATE entries SET record_id = randomblob(16) WHERE seq = 7", &[Changed]).await;
}

#[tokio::test]
async fn an_older_revision_served_as_a_new_one_is_found() {
    let victim = Victim::make().await;
    let (end, link) = victim.heads.last().unwrap();
    let link = Link(unhex(link).try_into().unwrap());
    let sealed = &victim.sealed[0].1;
    let record = victim.written.0.iter().find(|(_, revisions)| revisions.len() == 2).unwrap().0;
    let next = link.next(end + 1, record.bytes(), 3, &Digest::of(sealed));
    // The chain is continued as it should be; all that is missing is the key.
    let sql = format!(
        "INSERT INTO entries SELECT vault_id, {end} + 1, record_id, 3, x'{}', digest, sealed FROM entries WHERE seq = 1;
         UPDATE vaults SET head_seq = {end} + 1, head_link = x'{}';",
        hex(&link.0),
        hex(&next.0),
    );
    is_found(&victim, &sql, &[Changed]).await;
}

#[tokio::test]
async fn bytes_taken_out_without_an_erasure_are_missed() {
    let victim = Victim::make().await;
    is_found(&victim, "UPDATE entries SET sealed = NULL WHERE seq = 1", &[Missing]).await;
    is_found(&victim, "DELETE FROM entries WHERE seq = 4", &[Missing]).await;
    // With the erasure itself go the reasons for every gap.
    is_found(&victim, "UPDATE entries SET sealed = NULL WHERE seq = 6", &[Missing]).await;
    is_found(&victim, "UPDATE entries SET vault_id = randomblob(16) WHERE seq = 3", &[Missing]).await;
    is_found(&victim, "DELETE FROM entries", &[Missing]).await;
}

#[tokio::test]
async fn a_changed_head_is_found_however_it_was_changed() {
    let victim = Victim::make().await;
    is_found(&victim, "UPDATE vaults SET head_link = randomblob(32)", &[Changed]).await;
    is_found(&victim, "UPDATE vaults SET head_link = x'00'", &[Changed]).await;
    is_found(&victim, "UPDATE vaults SET head_seq = head_seq - 1", &[Changed]).await;
    is_found(&victim, "UPDATE vaults SET head_seq = head_seq + 1", &[Missing]).await;
    is_found(&victim, "UPDATE vaults SET head_seq = -1", &[Changed]).await;
    is_found(&victim, "UPDATE vaults SET head_seq = 4611686018427387904", &[Missing]).await;
    is_found(&victim, "DELETE FROM vaults", &[Missing]).await;
}

#[tokio::test]
async fn impossible_numbers_neither_hang_nor_fill_the_memory() {
    let victim = Victim::make().await;
    is_found(&victim, "UPDATE entries SET seq = 9223372036854775807 WHERE seq = 7", &[Missing]).await;
    is_found(&victim, "UPDATE entries SET seq = -9223372036854775808 WHERE seq = 1", &[Missing]).await;
    is_found(&victim, "UPDATE entries SET seq = 0 WHERE seq = 1", &[Missing]).await;
    is_found(&victim, "UPDATE entries SET seq = 1099511627776 WHERE seq > 6", &[Missing]).await;
    is_found(&victim, "UPDATE entries SET rev = -1 WHERE seq = 1", &[Missing]).await;
    is_found(&victim, "UPDATE entries SET digest = 'words' WHERE seq = 1", &[Missing]).await;
}

#[tokio::test]
async fn the_rest_of_a_log_with_a_hole_is_readable_to_the_last_entry() {
    let victim = Victim::make().await;
    for sql in [
        "DELETE FROM entries WHERE seq = 2",
        "UPDATE entries SET vault_id = x'ffffffffffffffffffffffffffffffff' WHERE seq = 2",
        "UPDATE entries SET rev = 'words' WHERE seq = 2",
    ] {
        let Came::Opened { shown, .. } = victim.open(&doctored(&victim, sql)).await else { panic!("{sql}") };
        assert_eq!(shown, victim.written, "{sql}: the second entry was erased anyway");
    }
}

#[tokio::test]
async fn swapped_and_damaged_drafts_are_found() {
    let victim = Victim::make().await;
    let swap = "CREATE TABLE t AS SELECT draft_id, sealed FROM drafts;
                UPDATE drafts SET sealed = (SELECT sealed FROM t WHERE t.draft_id != drafts.draft_id); DROP TABLE t;";
    is_found(&victim, swap, &[Draft]).await;
    is_found(&victim, "UPDATE drafts SET rev = rev + 1", &[Draft]).await;
    is_found(&victim, "UPDATE drafts SET rev = 'words'", &[Draft]).await;
    is_found(&victim, "UPDATE drafts SET sealed = x'0101'", &[Draft]).await;
}

#[tokio::test]
async fn a_tail_cut_off_cleanly_is_found_by_what_was_seen() {
    let victim = Victim::make().await;
    for kept in [1, 4, 6] {
        let cut = format!(
            "UPDATE vaults SET head_seq = {kept}, head_link = (SELECT previous FROM entries WHERE seq = {kept} + 1);
             DELETE FROM entries WHERE seq > {kept};"
        );
        let folder = victim.with_database(|_| {});
        folder.tamper(&cut);
        let faults = victim.judged(&folder, &cut).await.unwrap();
        assert!(kinds(&faults).contains(&Older), "this machine has seen more than {kept} entries");
        // On a machine that has seen nothing, the browser has.
        let folder = doctored(&victim, &cut);
        let Came::Opened { shown, session, .. } = victim.open(&folder).await else { panic!("it opens") };
        let (seq, link) = victim.heads.last().unwrap();
        session.vault().note_seen_by_browser(*seq, link);
        let faults = session.vault().faults();
        assert!(kinds(&faults).contains(&Older), "the browser has seen more than {kept} entries");
        judge(&victim.written, &shown, &faults).unwrap();
    }
}

#[tokio::test]
async fn exchanged_ways_in_open_nothing() {
    let victim = Victim::make().await;
    for sql in [
        "CREATE TABLE t AS SELECT * FROM unlockers;
         UPDATE unlockers SET sealed = (SELECT sealed FROM t WHERE t.way = 3 - unlockers.way)",
        "UPDATE unlockers SET sealed = randomblob(100)",
        "UPDATE members SET wrapped = randomblob(1200)",
        "UPDATE members SET commitment = randomblob(32)",
        "UPDATE members SET epoch = 2",
        "UPDATE accounts SET public_key = randomblob(1216)",
        "UPDATE accounts SET notebook_id = randomblob(16)",
        "UPDATE accounts SET account_id = randomblob(16)",
        "DELETE FROM members",
    ] {
        let with_no_session = format!("DELETE FROM sessions; {sql}");
        let came = victim.open(&doctored(&victim, &with_no_session)).await;
        assert!(matches!(came, Came::Refused), "{sql}");
    }
}

#[tokio::test]
async fn a_damaged_count_of_failed_tries_keeps_nobody_out() {
    let victim = Victim::make().await;
    for tries in ["-5, 0", "4294967296, 0", "'words', 0", "3, 'words'", "2, 9223372036854775807"] {
        let sql = format!(
            "DELETE FROM sessions; INSERT OR REPLACE INTO attempts SELECT account_id, {tries} FROM accounts"
        );
        let came = victim.open(&doctored(&victim, &sql)).await;
        assert!(matches!(came, Came::Opened { .. }), "{tries}");
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}
