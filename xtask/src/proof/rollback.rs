//! T08: an attacker with the file but no key puts yesterday's file back, cuts the tail off, or swaps, moves and
//! repeats sealed entries. Each is reported; none is shown as truth.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{Lab, by_tests::Tests, control_must_fail, damage};
use crate::{
    Result,
    product::{Notebook, test_word},
    summary::Outcome,
};

type Attack = (&'static str, fn(&Connection) -> rusqlite::Result<()>);

const ATTACKS: [Attack; 6] = [
    ("the newest entry deleted", |db| {
        db.execute_batch("DELETE FROM entries WHERE seq = (SELECT MAX(seq) FROM entries)")
    }),
    ("the tail cut off and the head put back to fit", |db| {
        db.execute_batch(
            "UPDATE vaults SET head_link = (SELECT previous FROM entries ORDER BY seq DESC LIMIT 1),
                               head_seq = (SELECT MAX(seq) - 1 FROM entries);
             DELETE FROM entries WHERE seq = (SELECT MAX(seq) FROM entries)",
        )
    }),
    ("two sealed texts swapped", |db| swap(db, "sealed")),
    ("two sealed texts swapped together with their digests", |db| {
        swap(db, "sealed")?;
        swap(db, "digest")
    }),
    ("one record's text given to another record", |db| swap(db, "record_id")),
    ("an older text served again as the newest", |db| {
        db.execute_batch(
            "UPDATE entries SET (sealed, digest) = (SELECT sealed, digest FROM entries ORDER BY seq DESC LIMIT 1 OFFSET 1)
             WHERE seq = (SELECT MAX(seq) FROM entries)",
        )
    }),
];

/// Exchanges one column between the two newest entries.
fn swap(db: &Connection, column: &str) -> rusqlite::Result<()> {
    db.execute_batch(&format!(
        "CREATE TEMP TABLE was AS SELECT seq, {column} AS it FROM entries ORDER BY seq DESC LIMIT 2;
         UPDATE entries SET {column} = (SELECT it FROM was WHERE was.seq <> entries.seq)
         WHERE seq IN (SELECT seq FROM was);
         DROP TABLE was"
    ))
}

/// Every part of what binds an entry to its place, taken away once. A program that lacks one is built nowhere else.
const BINDING: Tests = Tests { package: "hearken-seal", named: &["entry::binding::"], least: 3 };

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    let held = BINDING.hold(lab)?;
    let (words, later) = (vec![test_word(1), test_word(2), test_word(3)], test_word(4));
    let today = lab.notebook_with(&words)?;
    let yesterday = lab.copy_of(&today)?;
    today.note(&later)?;
    let all = [words.clone(), vec![later]].concat();
    for (what, attack) in ATTACKS {
        let victim = lab.copy_of(&today)?;
        attack(&open(&victim)?)?;
        reported(&victim, &all).map_err(|fault| format!("{what}: {fault}"))?;
    }
    let database = database_of(&today)?;
    let put_back = lab.copy_of(&today)?;
    replace_database(&yesterday, &put_back, &database)?;
    reported(&put_back, &all).map_err(|fault| format!("yesterday's file put back: {fault}"))?;
    // The control: everything put back, this machine's own memory of the newest head included. Nobody can notice
    // that, and a harness that claims to has an alarm that always rings.
    let noticed = control_must_fail("yesterday's whole folder", reported(&yesterday, &all))?;
    let many = ATTACKS.len() + 1;
    Ok(Outcome::Held(format!(
        "{many} attacks, all reported; control: {}; {held}",
        noticed.lines().next().unwrap_or("")
    )))
}

/// Holds when `verify` says that something is wrong and nothing strange is shown.
fn reported(notebook: &Notebook, words: &[String]) -> Result {
    let survey = notebook.glance()?;
    if let Some((strange, _)) = survey.words.iter().find(|(word, _)| !words.contains(word)) {
        return Err(format!("{strange} is shown and was never written").into());
    }
    match survey.verify {
        Some(1) => Ok(()),
        Some(0) => Err(format!("nothing was noticed\n{}", survey.said).into()),
        other => Err(format!("`verify` ended with {other:?}\n{}", survey.said).into()),
    }
}

fn replace_database(from: &Notebook, to: &Notebook, database: &Path) -> Result {
    for ending in ["-wal", "-shm"] {
        let beside = to.folder().join(format!("{}{ending}", database.display()));
        if beside.exists() {
            fs::remove_file(beside)?;
        }
    }
    fs::write(to.folder().join(database), fs::read(from.folder().join(database))?)?;
    Ok(())
}

fn open(notebook: &Notebook) -> Result<Connection> {
    Ok(Connection::open(notebook.folder().join(database_of(notebook)?))?)
}

/// The database's path below the notebook's folder.
pub(super) fn database_of(notebook: &Notebook) -> Result<PathBuf> {
    let databases = damage::databases(notebook.folder())?;
    let [database] = &databases[..] else {
        return Err(format!("one database was expected: {databases:?}").into());
    };
    Ok(database.strip_prefix(notebook.folder())?.to_owned())
}

/// Every sealed entry, as its bytes lie in the file.
pub(super) fn sealed_entries(notebook: &Notebook) -> Result<Vec<Vec<u8>>> {
    let database = open(notebook)?;
    let mut select = database.prepare("SELECT sealed FROM entries WHERE sealed IS NOT NULL ORDER BY seq")?;
    let sealed = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<Vec<u8>>>>()?;
    if sealed.is_empty() { Err("there is no sealed entry to damage".into()) } else { Ok(sealed) }
}

/// Takes the newest entry away and leaves the head as it is.
pub(super) fn delete_newest_entry(notebook: &Notebook) -> Result {
    let (_, delete) = ATTACKS[0];
    Ok(delete(&open(notebook)?)?)
}
