//! Older and newer programs, short form of T15: what was ever written opens, a migration that was killed leaves what
//! was there, and a newer file is left alone.

use std::{collections::BTreeMap, fmt::Write, fs, sync::Arc};

use hearken_core::{
    DraftId, NewRevision, Notebook, Record, RecordId, Revision, Timestamp,
    erasure::Erasure,
    exercises::{Answer, AnswerValue, Run, RunState},
    journal::JournalEntry,
    parts::{Part, Role},
    settings::{SETTINGS, Settings},
};
use hearken_seal::FeedToken;
use hearken_store::SqliteStore;
use hearken_vault::{
    Name, StoreError,
    port::{Attempts, Counter},
};
use rusqlite::{Connection, types::ValueRef};

use crate::support::{Backend, Day, HandClock, PASSPHRASE, Person, Sqlite, pass, process};

/// A notebook that version 1 of the schema wrote, as SQL text. Frozen. Its passphrase is [`crate::support::PASSPHRASE`].
const VERSION_1: &str = include_str!("vectors/v1.sql");

/// What version 2 wrote: the same, and a feed. Frozen. Its first line ends in the feed's token.
const VERSION_2: &str = include_str!("vectors/v2.sql");

/// What version 3 wrote: the same once more, of somebody who is the owner and has no name. Frozen.
const VERSION_3: &str = include_str!("vectors/v3.sql");

/// What version 4 wrote: the same once more, with a passkey, a question that waits, and whose session it was that ended. Frozen.
const VERSION_4: &str = include_str!("vectors/v4.sql");

/// What version 5 wrote: the same once more, and a count of its second step. Frozen.
const VERSION_5: &str = include_str!("vectors/v5.sql");

const MIGRATION_1: &str = include_str!("../migrations/sqlite/0001_first.sql");

/// What the feed of version 2 says.
const FEED: &[u8] = b"what a calendar is told";

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn entry(title: &str, body: &str, day: i64, parts: Vec<RecordId>) -> Record {
    let title = (!title.is_empty()).then(|| title.to_owned());
    let starred = !parts.is_empty();
    Record::Journal(JournalEntry {
        title,
        body: body.into(),
        when: Day(day).at(20),
        parts,
        starred,
        ..JournalEntry::default()
    })
}

fn run() -> Run {
    let said = Day(1).at(9).at;
    let answer = |screen: &str, value| Answer { screen: screen.to_owned(), value, said, others: Vec::new() };
    Run {
        state: RunState::Finished { at: said, entry: Some(id(3)) },
        part: Some(id(4)),
        answers: vec![
            answer("who", AnswerValue::Part(id(4))),
            answer("purpose", AnswerValue::Words("To keep the kitchen quiet.".to_owned())),
            answer("thank", AnswerValue::Done),
        ],
        ..Run::begin("meet-a-protector", 1, "who", Day(1).at(8), None)
    }
}

/// Everything the frozen notebook was written from, in order.
fn saves() -> Vec<NewRevision> {
    let part =
        Part { role: Role::Manager, fears: "Noise.".to_owned(), ..Part::named("The Planner").unwrap() };
    let settings = Settings { idle_minutes: 30, country: Some("FI".to_owned()), ..Settings::default() };
    vec![
        NewRevision::first(id(4), part.into()),
        NewRevision::first(id(1), entry("", "A first line, with an ö and a 🕊.", 1, vec![])),
        NewRevision::first(id(2), entry("Sunday", "Written, then changed.", 2, vec![])),
        NewRevision::edit(id(2), 1, entry("Sunday", "Changed.", 2, vec![id(4)])),
        NewRevision::first(id(3), entry("Met the Planner", "To keep the kitchen quiet.", 3, vec![id(4)])),
        NewRevision::first(id(5), run().into()),
        NewRevision::first(id(6), entry("", "Erased again.", 4, vec![])),
        NewRevision::first(RecordId::from_bytes(SETTINGS), Record::Settings(settings)),
        NewRevision::first(id(7), Record::Erasure(Erasure { records: vec![id(6)] })),
    ]
}

/// What has to be read in it, by whatever version.
fn histories() -> BTreeMap<RecordId, Vec<Revision>> {
    let mut histories: BTreeMap<RecordId, Vec<Revision>> = BTreeMap::new();
    for NewRevision { record, base, settles, what } in saves().into_iter().filter(|save| save.record != id(6))
    {
        let history = histories.entry(record).or_default();
        let rev = u32::try_from(history.len()).unwrap() + 1;
        history.push(Revision {
            record,
            rev,
            base,
            settles,
            saved: Timestamp::from_millis(1_772_355_600_000),
            what,
        });
    }
    histories
}

fn draft() -> BTreeMap<String, String> {
    [("body", "half a thou"), ("record", "not a record")]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into()
}

fn held() -> BTreeMap<String, String> {
    [("body".to_owned(), "sent after the lock".to_owned())].into()
}

/// A folder in which that SQL was run.
fn folder_with(sql: &str) -> Arc<Sqlite> {
    let folder = Sqlite::new();
    let db = Connection::open(folder.database()).unwrap();
    db.pragma_update(None, "page_size", 16_384).unwrap();
    db.pragma_update(None, "journal_mode", "WAL").unwrap();
    db.execute_batch(sql).unwrap();
    folder
}

#[tokio::test]
async fn a_notebook_of_every_version_opens_and_says_what_it_said() {
    for (sql, link) in [
        (VERSION_1, HEAD_OF_VERSION_1),
        (VERSION_2, HEAD_OF_VERSION_2),
        (VERSION_3, HEAD_OF_VERSION_3),
        (VERSION_4, HEAD_OF_VERSION_4),
        (VERSION_5, HEAD_OF_VERSION_5),
    ] {
        let person = Person::unlocks(&folder_with(sql)).await.unwrap();
        assert_eq!(person.is_told(), []);
        let vault = person.session.vault();
        let notebook = vault.read();
        let read: BTreeMap<_, _> = notebook.records().map(|id| (id, notebook.history(id).to_vec())).collect();
        assert_eq!(read, histories());
        assert!(notebook.was_erased(id(6)));
        assert_eq!(notebook.settings().idle_minutes, 30);
        let drafts: Vec<_> = vault.drafts().into_iter().map(|draft| (draft.place, draft.fields)).collect();
        assert_eq!(drafts.len(), 2);
        assert!(drafts.contains(&("/journal/new".to_owned(), draft())));
        assert!(drafts.contains(&("/journal/held".to_owned(), held())), "what was held comes back");
        assert!(vault.drafts().iter().any(|draft| draft.id == DraftId::from_bytes([9; 16])));
        assert_eq!(vault.head().seq, 9);
        assert_eq!(vault.head().link.short(), link);
    }
}

/// Changes only when the frozen file does.
const HEAD_OF_VERSION_1: &str = "19203a8a";
/// Changes only when the frozen file does.
const HEAD_OF_VERSION_2: &str = "ad3dfce9";
/// Changes only when the frozen file does.
const HEAD_OF_VERSION_3: &str = "3ae23934";
/// Changes only when the frozen file does.
const HEAD_OF_VERSION_4: &str = "86f10061";
/// Changes only when the frozen file does.
const HEAD_OF_VERSION_5: &str = "136748c7";

/// The frozen file of the newest version has the tables of a notebook that is made today; else it is not what that version
/// writes, or a released migration was changed.
#[test]
fn the_newest_frozen_notebook_has_the_tables_of_a_new_one() {
    let (frozen, new) = (folder_with(VERSION_5), Sqlite::new());
    drop(new.open());
    let tables = |folder: &Sqlite| {
        let db = Connection::open(folder.database()).unwrap();
        let mut select = db
            .prepare("SELECT m.name, c.name, c.type, c.pk FROM sqlite_master m, pragma_table_info(m.name) c
                      WHERE m.type = 'table' UNION ALL SELECT name, '', '', 0 FROM sqlite_master WHERE type = 'index'
                      AND sql IS NOT NULL ORDER BY 1, 2")
            .unwrap();
        let row = |row: &rusqlite::Row<'_>| {
            Ok::<(String, String, String, i64), _>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        };
        select.query_map([], row).unwrap().collect::<Result<Vec<_>, _>>().unwrap()
    };
    assert_eq!(tables(&frozen), tables(&new));
}

#[tokio::test]
async fn whoever_had_a_notebook_before_there_were_names_is_its_owner_and_can_take_one() {
    for sql in [VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5] {
        let person = Person::unlocks(&folder_with(sql)).await.unwrap();
        assert!(person.keeper.is_owner(&person.session).await.unwrap());
        assert!(!person.keeper.door().await.unwrap().asks_name);
        let name = Name::new("Ada").unwrap();
        assert!(person.keeper.choose_name(&person.session, &name, &pass(PASSPHRASE)).await.unwrap());
        assert!(person.keeper.door().await.unwrap().asks_name);
    }
}

#[tokio::test]
async fn a_feed_of_an_older_version_is_fetched_while_locked_and_sealed_anew_once_unlocked() {
    for sql in [VERSION_2, VERSION_3, VERSION_4, VERSION_5] {
        is_fetched_and_sealed_anew(sql).await;
    }
}

async fn is_fetched_and_sealed_anew(sql: &str) {
    let token = sql.lines().next().unwrap().rsplit(' ').next().unwrap();
    let token = || FeedToken::from_text(token).unwrap();
    let folder = folder_with(sql);
    let (_store, keeper) = process(&*folder, &HandClock::new());
    assert_eq!(keeper.feed(&token()).await.unwrap().as_deref(), Some(FEED));
    drop((_store, keeper));
    let person = Person::unlocks(&folder).await.unwrap();
    person.session.vault().refresh_feeds(|_, said| Some([said, b" now"].concat())).await.unwrap();
    let says = person.keeper.feed(&token()).await.unwrap();
    assert_eq!(says.as_deref(), Some([FEED, b" now"].concat().as_slice()));
}

#[tokio::test]
async fn a_notebook_of_every_version_goes_on() {
    for sql in [VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5] {
        let person = Person::unlocks(&folder_with(sql)).await.unwrap();
        person.writes("written by a later program").await;
        person.erases(id(1)).await.unwrap();
        let person = person.restarts().await;
        assert_eq!(person.is_told(), []);
        assert_eq!(person.session.vault().head().seq, 11);
        assert!(person.session.vault().read().was_erased(id(1)));
    }
}

#[test]
fn a_migration_that_was_killed_leaves_what_was_there() {
    // Not a word of the first migration is committed; its pages may lie in the log all the same.
    let folder = Sqlite::new();
    let mut db = Connection::open(folder.database()).unwrap();
    db.pragma_update(None, "journal_mode", "WAL").unwrap();
    db.pragma_update(None, "cache_size", 1).unwrap();
    let migrating = db.transaction().unwrap();
    migrating.execute_batch(MIGRATION_1).unwrap();
    migrating.pragma_update(None, "user_version", 1).unwrap();
    let killed = Sqlite::with_files(&folder.files());
    migrating.rollback().unwrap();
    for folder in [folder, killed] {
        let version = |db: &Connection| {
            db.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0)).unwrap()
        };
        assert_eq!(version(&Connection::open(folder.database()).unwrap()), 0);
        drop(folder.try_open().expect("it runs again from the start"));
        assert_eq!(version(&Connection::open(folder.database()).unwrap()), 5);
    }
}

#[test]
fn a_newer_notebook_is_refused_without_writing_a_byte() {
    let closed = folder_with(&format!("{VERSION_5} PRAGMA user_version = 6;"));
    let journal = folder_with(&format!("{VERSION_5} PRAGMA user_version = 6;"));
    Connection::open(journal.database()).unwrap().pragma_update(None, "journal_mode", "DELETE").unwrap();
    // A newer program that was killed: what it wrote last is still in the log.
    let running = folder_with(VERSION_5);
    let db = Connection::open(running.database()).unwrap();
    db.execute_batch("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 6;").unwrap();
    let killed = Sqlite::with_files(&running.files());
    for (folder, what) in [(closed, "closed"), (journal, "in another journal mode"), (killed, "killed")] {
        let kept = |folder: &Sqlite| {
            folder.files().into_iter().filter(|(name, _)| !name.ends_with("-shm")).collect::<Vec<_>>()
        };
        let bytes_before: Vec<_> = kept(&folder).into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect();
        for _ in 0..2 {
            assert!(matches!(folder.try_open(), Err(StoreError::Newer { found: 6, known: 5 })), "{what}");
            let read = SqliteStore::open_to_read(folder.folder());
            assert!(matches!(read, Err(StoreError::Newer { found: 6, known: 5 })), "{what}");
        }
        let bytes_after: Vec<_> = kept(&folder).into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect();
        assert!(bytes_before == bytes_after, "{what}");
    }
}

/// How `vectors/v5.sql` was made, and before it the others; with `HEARKEN_FREEZE` set the newest is made anew, which only an
/// unreleased version may be.
#[tokio::test]
async fn a_notebook_of_version_5_can_still_be_made_from_nothing() {
    let backend = Sqlite::new();
    let person = Person::begins(&backend).await;
    for save in saves() {
        person.session.vault().write(move |_: &Notebook| Ok(vec![save]), vec![]).await.unwrap();
    }
    person
        .session
        .vault()
        .keep_draft(DraftId::from_bytes([9; 16]), 0, "/journal/new", draft())
        .await
        .unwrap();
    assert!(person.keeper.begin_feed(&person.session, |_| FEED.to_vec()).await.unwrap());
    let token = person.keeper.take_fresh_token(&person.session).await.unwrap().unwrap();
    let person = person.with_a_passkey().await;
    person.keeper.ask_passkey(None).await.unwrap().unwrap();
    let count = Attempts { failures: 2, last: person.keeper.now() };
    person.store.put_attempts(Counter::SecondStep(person.session.account()), count).await.unwrap();
    person.keeper.lock(&person.session).await.unwrap();
    person.keeper.hold("/journal/held", held().into_iter().collect()).await.unwrap();
    drop(person.stops());
    drop(backend.try_open().unwrap());
    let db = Connection::open(backend.database()).unwrap();
    let (made, lines) = (dump(&db, &token.to_text()), |text: &str| {
        text.lines().filter(|line| line.starts_with("INSERT")).count()
    });
    if std::env::var_os("HEARKEN_FREEZE").is_some() {
        fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/v5.sql"), made).unwrap();
    } else {
        // Keys and nonces differ each time; the rows are the same.
        assert_eq!(lines(&made), lines(VERSION_5));
    }
}

/// A database as SQL text: its tables in order of their names, their rows in order of their keys.
fn dump(db: &Connection, token: &str) -> String {
    let mut text = format!(
        "-- A notebook as version 5 of the schema wrote it. Frozen: see tests/versions.rs. Its feed: {token}\n"
    );
    let mut tables = db
        .prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name")
        .unwrap();
    let tables = tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    for (name, sql) in tables.map(Result::<(String, String), _>::unwrap) {
        write!(text, "\n{sql};\n").unwrap();
        if sql.starts_with("CREATE INDEX") {
            continue;
        }
        let mut select = db.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = select.column_count();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<_> = (0..columns).map(|column| literal(row.get_ref(column).unwrap())).collect();
            writeln!(text, "INSERT INTO {name} VALUES ({});", values.join(", ")).unwrap();
        }
    }
    text + "\nPRAGMA user_version = 5;\n"
}

fn literal(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(text) => format!("'{}'", String::from_utf8_lossy(text).replace('\'', "''")),
        ValueRef::Blob(bytes) => {
            format!("x'{}'", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
        }
        other => panic!("version 5 stores no {other:?}"),
    }
}
