//! How notebooks lie in their file or database. Nothing is opened, so nothing of it is read.

use std::{path::Path, sync::Arc};

use hearken_store::{DatabaseState, FileState, PostgresStore};
use hearken_vault::{Store, StoreError};

use super::{Made, judged, look, people};
use crate::{
    cli::Common,
    notebook::{self, Access},
};

/// The oldest PostgreSQL that the tests run on.
const OLDEST: i32 = 150_000;

/// The connections of one process of ours, and a few for whoever runs the database.
const CONNECTIONS: i32 = 20;

const OF_FILE: [&str; 5] = ["file-whole", "file-log", "file-pages", "file-version", "file-no-strays"];

const OF_DATABASE: [&str; 9] = [
    "database-version",
    "database-syncs",
    "database-whole-pages",
    "database-commits",
    "database-text",
    "database-role",
    "database-writable",
    "database-way",
    "database-connections",
];

pub(super) async fn checks(folder: &Path, common: &Common) -> Vec<Made> {
    let mut made = Vec::new();
    let store: Option<Arc<dyn Store>> = match &common.database {
        None => {
            let file = notebook::file(folder, Access::Read).ok();
            let state = match &file {
                Some(file) => Some(file.state().await),
                None => None,
            };
            made.extend(of_file(state.as_ref()));
            made.extend(OF_DATABASE.map(|name| (name, None)));
            file.map(|file| Arc::new(file) as Arc<dyn Store>)
        }
        Some(address) => {
            made.extend(OF_FILE.map(|name| (name, None)));
            let database = PostgresStore::open(address, folder).await.ok();
            let state = match &database {
                Some(database) => database.state().await.ok(),
                None => None,
            };
            made.extend(of_database(state.as_ref()));
            database.map(|database| Arc::new(database) as Arc<dyn Store>)
        }
    };
    made.extend(people::checks(store.as_deref()).await);
    made
}

fn of_file(state: Option<&Result<FileState, StoreError>>) -> Vec<Made> {
    let Some(state) = state else { return OF_FILE.map(|name| (name, None)).into() };
    let state = match state {
        Ok(state) => state,
        Err(error) => {
            return OF_FILE.map(|name| (name, look(format!("The file cannot be read: {error}.")))).into();
        }
    };
    let FileState { faults, journal, page_bytes, version, known, strays } = state;
    let verdicts = [
        judged(
            faults.is_empty(),
            || "SQLite finds its pages whole.".into(),
            || format!("SQLite finds faults in its pages: {}. Put a backup back.", faults.join("; ")),
        ),
        judged(
            journal == "wal",
            || "Saves go into a log first.".into(),
            || format!("Saves go into no log first (journal_mode is {journal}). Start the server once."),
        ),
        judged(
            *page_bytes == 16_384,
            || "Its pages have 16 KiB.".into(),
            || format!("Its pages have {page_bytes} bytes: it was made by something else."),
        ),
        judged(
            version == known,
            || "Its tables are those of this version.".into(),
            || {
                format!(
                    "Its tables are of version {version}, and this program's are {known}. Start the server once."
                )
            },
        ),
        judged(
            *strays == 0,
            || "Every row in it belongs to somebody.".into(),
            || format!("{strays} rows in it belong to nobody: something else has written there."),
        ),
    ];
    OF_FILE.into_iter().zip(verdicts).collect()
}

fn of_database(state: Option<&DatabaseState>) -> Vec<Made> {
    let Some(it) = state else { return OF_DATABASE.map(|name| (name, None)).into() };
    let says = |fine: &'static str| move || fine.to_owned();
    let verdicts = [
        judged(
            it.version >= OLDEST,
            says("PostgreSQL is new enough."),
            says("PostgreSQL is older than 15, which nothing here was tested on."),
        ),
        judged(
            it.fsync,
            says("What is acknowledged is on the disk."),
            says("fsync is off: what is acknowledged may be lost when the machine stops."),
        ),
        judged(
            it.full_pages,
            says("Half-written pages are mended."),
            says("full_page_writes is off: a page that is half written stays so."),
        ),
        judged(
            !["off", "local"].contains(&it.commit.as_str()),
            says("A save waits for the disk."),
            says("synchronous_commit lets a save be acknowledged before it is kept."),
        ),
        judged(
            it.encoding == "UTF8",
            says("Text is kept as UTF-8."),
            says("The database does not keep text as UTF-8. Make it anew with that encoding."),
        ),
        judged(
            !it.is_superuser,
            says("Our role may do no more than it has to."),
            says(
                "Our role may do everything on that server. Give it a role of its own that owns this database.",
            ),
        ),
        judged(
            !it.is_standby,
            says("It can be written to."),
            says("It is a copy that only reads. Name the one that is written to."),
        ),
        judged(
            it.is_private,
            says("What goes there is encrypted, or stays on this machine."),
            says("What goes there is not encrypted on the way."),
        ),
        judged(
            it.connections >= CONNECTIONS,
            says("It takes enough connections."),
            says("It takes fewer connections than one server may want: raise max_connections."),
        ),
    ];
    OF_DATABASE.into_iter().zip(verdicts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn red(made: &[Made]) -> Vec<&'static str> {
        made.iter().filter(|(_, verdict)| matches!(verdict, Some(Err(_)))).map(|(name, _)| *name).collect()
    }

    fn good() -> DatabaseState {
        DatabaseState {
            version: 150_004,
            fsync: true,
            full_pages: true,
            commit: "on".to_owned(),
            encoding: "UTF8".to_owned(),
            is_superuser: false,
            is_standby: false,
            is_private: true,
            connections: 100,
        }
    }

    #[test]
    fn t58_each_setting_of_a_database_is_seen_red() {
        assert_eq!(red(&of_database(Some(&good()))), Vec::<&str>::new());
        let spoilt: [(&str, DatabaseState); 9] = [
            ("database-version", DatabaseState { version: 120_001, ..good() }),
            ("database-syncs", DatabaseState { fsync: false, ..good() }),
            ("database-whole-pages", DatabaseState { full_pages: false, ..good() }),
            ("database-commits", DatabaseState { commit: "off".to_owned(), ..good() }),
            ("database-text", DatabaseState { encoding: "SQL_ASCII".to_owned(), ..good() }),
            ("database-role", DatabaseState { is_superuser: true, ..good() }),
            ("database-writable", DatabaseState { is_standby: true, ..good() }),
            ("database-way", DatabaseState { is_private: false, ..good() }),
            ("database-connections", DatabaseState { connections: 5, ..good() }),
        ];
        for (name, state) in spoilt {
            assert_eq!(red(&of_database(Some(&state))), [name]);
        }
    }

    #[test]
    fn t58_each_state_of_the_file_is_seen_red() {
        let good = FileState {
            faults: Vec::new(),
            journal: "wal".to_owned(),
            page_bytes: 16_384,
            version: 3,
            known: 3,
            strays: 0,
        };
        assert_eq!(red(&of_file(Some(&Ok(good.clone())))), Vec::<&str>::new());
        let spoilt = [
            ("file-whole", FileState { faults: vec!["page 3".to_owned()], ..good.clone() }),
            ("file-log", FileState { journal: "delete".to_owned(), ..good.clone() }),
            ("file-pages", FileState { page_bytes: 4_096, ..good.clone() }),
            ("file-version", FileState { version: 2, ..good.clone() }),
            ("file-no-strays", FileState { strays: 1, ..good }),
        ];
        for (name, state) in spoilt {
            assert_eq!(red(&of_file(Some(&Ok(state)))), [name]);
        }
    }
}
