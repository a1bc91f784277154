//! Where the people's notebooks are: a folder, or a PostgreSQL server of our own beside it.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use hearken_store::{PostgresStore, SqliteStore};
use hearken_vault::Store;
use tokio::runtime::Runtime;

use crate::{
    Result,
    product::{Notebook, Server},
    tools::{is_root, listen, need_postgres, run},
};

/// A kind of database.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A database of one's own.
pub(super) struct Database {
    /// The folder that the program is given.
    pub(super) folder: PathBuf,
    postgres: Option<Postgres>,
}

impl Database {
    /// Makes an empty one; everything of it lies in `folder`.
    pub(super) fn new(kind: Kind, folder: PathBuf) -> Result<Self> {
        let postgres = match kind {
            Kind::Sqlite => None,
            Kind::Postgres => Some(Postgres::start()?),
        };
        Ok(Self { folder, postgres })
    }

    /// Opens it from inside.
    pub(super) fn store(&self, runtime: &Runtime) -> Result<Arc<dyn Store>> {
        let Some(postgres) = &self.postgres else { return Ok(Arc::new(SqliteStore::open(&self.folder)?)) };
        fs::create_dir_all(&self.folder)?;
        Ok(Arc::new(runtime.block_on(PostgresStore::open(&postgres.address(), &self.folder))?))
    }

    /// Starts a program on it, with people who may come. Its chatter goes into `log`.
    pub(super) fn serve(&self, notebook: &Notebook, options: &[&str], log: Option<&Path>) -> Result<Server> {
        let address = self.postgres.as_ref().map(Postgres::address);
        let environment = address.as_ref().map(|address| ("HEARKEN_DATABASE", OsStr::new(address)));
        let options = [&["--sign-up", "open"], options].concat();
        Server::start_with(notebook, &options, environment.as_slice(), log)
    }

    /// The processes of the database's own server.
    pub(super) fn pid(&self) -> Option<u32> {
        self.postgres.as_ref().map(|postgres| postgres.running().id())
    }

    /// PostgreSQL is gone from one moment to the next, and there again after so long.
    pub(super) fn away_for(&self, time: Duration) -> Result {
        let postgres = self.postgres.as_ref().ok_or("there is no server to kill")?;
        postgres.kill()?;
        thread::sleep(time);
        postgres.start_again()
    }

    /// Bytes of everything that is stored. Nobody has it open.
    pub(super) fn bytes(&self) -> Result<u64> {
        if let Some(postgres) = &self.postgres {
            postgres.ask("VACUUM")?;
            return Ok(postgres.ask("SELECT pg_database_size('postgres')")?.parse()?);
        }
        let db = rusqlite::Connection::open(self.folder.join("notebook.db"))?;
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(fs::metadata(self.folder.join("notebook.db"))?.len())
    }

    /// How many rows there are in all tables.
    pub(super) fn rows(&self) -> Result<u64> {
        if let Some(postgres) = &self.postgres {
            let count =
                "SELECT sum((xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I.%I',
                         schemaname, relname), false, true, '')))[1]::text::bigint) FROM pg_stat_user_tables";
            return Ok(postgres.ask(count)?.parse()?);
        }
        let db = rusqlite::Connection::open(self.folder.join("notebook.db"))?;
        let mut tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")?;
        let (mut tables, mut sum) = (tables.query([])?, 0);
        while let Some(table) = tables.next()? {
            let table: String = table.get(0)?;
            let count = format!("SELECT count(*) FROM \"{table}\"");
            sum += db.query_row(&count, [], |row| row.get::<_, i64>(0))?;
        }
        Ok(u64::try_from(sum)?)
    }
}

/// A server that syncs as it does where people rely on it, on a socket in a folder of its own.
pub(crate) struct Postgres {
    folder: tempfile::TempDir,
    running: Mutex<Child>,
}

impl Postgres {
    /// Starts it, empty.
    pub(crate) fn start() -> Result<Self> {
        need_postgres()?;
        let folder = tempfile::TempDir::with_prefix("hk-pg-")?;
        if is_root() {
            run(Command::new("chown").arg("postgres:postgres").arg(folder.path()))?;
        }
        let data = folder.path().join("data");
        let mut made = as_postgres("initdb")?;
        made.arg("-D").arg(&data).args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale"]);
        run(made.stdout(Stdio::null()))?;
        let running = Mutex::new(begin(folder.path())?);
        let here = Self { folder, running };
        for _ in 0..1_200 {
            if here.ask("SELECT 1").is_ok() {
                return Ok(here);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err("PostgreSQL did not start".into())
    }

    fn running(&self) -> MutexGuard<'_, Child> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `kill -9`.
    pub(crate) fn kill(&self) -> Result {
        let mut running = self.running();
        running.kill()?;
        running.wait()?;
        Ok(())
    }

    /// What is left of the killed one may be in its way for a moment.
    fn start_again(&self) -> Result {
        for _ in 0..200 {
            // It is there no more where the killed one had not written it yet.
            let _ = fs::remove_file(self.folder.path().join("data/postmaster.pid"));
            let begun = begin(self.folder.path())?;
            *self.running() = begun;
            while self.running().try_wait()?.is_none() {
                if self.ask("SELECT 1").is_ok() {
                    return Ok(());
                }
                thread::sleep(Duration::from_millis(50));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err("PostgreSQL did not start again".into())
    }

    /// Where everything of it lies: its files in `data`, and its log.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What `pg_dump` prints of it.
    pub(crate) fn dump(&self) -> Result<Vec<u8>> {
        let mut dump = Command::new(program("pg_dump")?);
        let output = listen(dump.args(["-U", "postgres", "-d", "postgres", "-h"]).arg(self.folder()))?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned().into()),
        }
    }

    /// The same once this word stands in a table, as bytes.
    pub(crate) fn dump_with(&self, word: &str) -> Result<Vec<u8>> {
        self.ask(&format!("CREATE TABLE planted AS SELECT convert_to('{word}', 'UTF8') AS bytes"))?;
        self.dump()
    }

    /// How a program finds it.
    pub(crate) fn address(&self) -> String {
        format!("postgres:///postgres?user=postgres&host={}", self.folder.path().display())
    }

    fn ask(&self, sql: &str) -> Result<String> {
        let mut psql = Command::new(program("psql")?);
        let psql = psql.args(["-XAtq", "-U", "postgres", "-d", "postgres", "-h"]).arg(self.folder.path());
        let output = listen(psql.args(["-c", sql]))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned().into())
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Already gone is as good as ended.
        let _ = self.kill();
    }
}

/// Starts the server whose data lies in that folder.
fn begin(folder: &Path) -> Result<Child> {
    let mut server = as_postgres("postgres")?;
    server.arg("-D").arg(folder.join("data")).args(["-c", "listen_addresses=", "-c"]);
    server.arg(format!("unix_socket_directories={}", folder.display()));
    let log = fs::File::options().create(true).append(true).open(folder.join("log"))?;
    Ok(server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn()?)
}

/// A program of the newest PostgreSQL that is installed.
fn program(name: &str) -> Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")?;
    let mut found: Vec<_> = versions
        .flatten()
        .map(|version| version.path().join("bin").join(name))
        .filter(|it| it.exists())
        .collect();
    found.sort();
    found.pop().ok_or_else(|| format!("PostgreSQL has no {name} here").into())
}

/// The same, as the user that PostgreSQL runs as (it refuses to be root), and ended with us.
fn as_postgres(name: &str) -> Result<Command> {
    let mut command = Command::new("setpriv");
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--inh-caps=-all"]);
    }
    command.args(["--pdeathsig", "KILL", "--"]).arg(program(name)?);
    command.env_clear().env("PATH", "/usr/bin:/bin").env("LC_ALL", "C.UTF-8").current_dir(Path::new("/"));
    Ok(command)
}
