//! Two PostgreSQL servers in one address: the first, and a standby that is behind it for as long as one likes.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Command,
    sync::{Arc, Mutex},
};

use hearken_store::PostgresStore;
use hearken_vault::{Store, port::Membership};
use tempfile::TempDir;
use tokio_postgres::NoTls;

use super::{
    Backend, Postgres,
    postgres::here,
    postgres_server::{Server, give_to_postgres, start},
};

/// A server, and a place for its standby.
pub(crate) struct Pair {
    pub(crate) first: Arc<Postgres>,
    standby: Mutex<Option<Server>>,
    folder: Mutex<Option<TempDir>>,
}

impl Pair {
    pub(crate) fn new() -> Arc<Self> {
        let folder = Mutex::new(Some(Server::folder_for_one()));
        Arc::new(Self { first: Postgres::new(), standby: Mutex::default(), folder })
    }

    /// From now on the standby has what the first has now, and gets nothing more.
    pub(crate) fn copies_to_the_standby(&self) {
        self.first.server.kill();
        let data = self.folder.lock().unwrap().take().expect("it is copied once");
        self.first.server.copy_to(data.path());
        fs::write(data.path().join("data/standby.signal"), "").unwrap();
        let running = Mutex::new(start(data.path()));
        let standby = Server { data, running };
        assert!(standby.answers(), "the standby starts");
        *self.standby.lock().unwrap() = Some(standby);
        self.first.server.start_again();
    }

    /// The standby takes writes.
    pub(crate) async fn promotes_the_standby(&self) {
        let address = self.standby.lock().unwrap().as_ref().expect("there is one").address();
        let (client, connection) = tokio_postgres::connect(&address, NoTls).await.unwrap();
        tokio::spawn(connection);
        client.batch_execute("SELECT pg_promote()").await.unwrap();
    }

    fn address(&self) -> String {
        let standby = self.standby.lock().unwrap();
        let folder = self.folder.lock().unwrap();
        let second = standby.as_ref().map(|server| server.data.path());
        let second = second.or_else(|| folder.as_ref().map(TempDir::path)).expect("it has a place");
        let [first, second] = [self.first.server.folder(), second]
            .map(|folder| folder.display().to_string().replace('/', "%2F"));
        format!("postgres://postgres@{first},{second}/postgres")
    }
}

impl Server {
    /// A folder that another one can be in.
    fn folder_for_one() -> TempDir {
        let folder = TempDir::with_prefix("hk-pg-").unwrap();
        give_to_postgres(folder.path());
        folder
    }

    /// All it has on its disk, into another folder; it has been killed.
    fn copy_to(&self, folder: &Path) {
        let (from, to) = (self.data.path().join("data"), folder.join("data"));
        let copied = Command::new("cp").arg("-a").arg(from).arg(&to).status().unwrap();
        assert!(copied.success(), "a server is copied");
        let _ = fs::remove_file(to.join("postmaster.pid"));
    }
}

impl Backend for Pair {
    fn open(&self) -> Arc<dyn Store> {
        let address = self.address();
        Arc::new(here(PostgresStore::open(&address, self.first.notes())).unwrap())
    }

    fn everything(&self) -> Vec<u8> {
        self.first.everything()
    }

    fn tables(&self) -> BTreeMap<String, Vec<Vec<u8>>> {
        self.first.tables()
    }

    fn adds_member(&self, member: &Membership) {
        self.first.adds_member(member);
    }
}
