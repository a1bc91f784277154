//! A PostgreSQL server for one test: a copy of an empty one, on a socket in a folder of its own, gone with the test.
//!
//! PostgreSQL refuses to run as root; there it runs as its own user. `cargo xtask test` installs it where it may. The
//! tests of other crates take this very file in.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Mutex,
    thread,
    time::Duration,
};

use tempfile::TempDir;

/// What is said to the server. Nothing here outlives the test, so it need not reach the disk.
const FOR_A_TEST: [&str; 4] =
    ["listen_addresses=", "fsync=off", "full_page_writes=off", "shared_buffers=8MB"];

/// A server with nothing in it.
pub(crate) struct Server {
    pub(crate) data: TempDir,
    pub(crate) running: Mutex<Child>,
}

impl Server {
    /// Starts one.
    pub(crate) fn start() -> Self {
        let data = TempDir::with_prefix("hk-pg-").unwrap();
        give_to_postgres(data.path());
        copy_of_an_empty_one(&data.path().join("data"));
        let running = Mutex::new(start(data.path()));
        let here = Self { data, running };
        assert!(here.answers(), "PostgreSQL starts");
        here
    }

    /// Its database, as it is named on the command line.
    pub(crate) fn address(&self) -> String {
        format!("postgres:///postgres?user=postgres&host={}", self.data.path().display())
    }

    /// Waits until it answers. Whether it did not end before that.
    pub(crate) fn answers(&self) -> bool {
        for _ in 0..1200 {
            let mut asked = program("pg_isready");
            let asked = asked.args(["-q", "-h"]).arg(self.data.path()).stdout(Stdio::null()).status();
            if asked.unwrap().success() {
                return true;
            }
            if self.running.lock().unwrap().try_wait().unwrap().is_some() {
                return false;
            }
            thread::sleep(Duration::from_millis(25));
        }
        self.give_up();
    }

    pub(crate) fn give_up(&self) -> ! {
        let log = fs::read(self.data.path().join("log")).unwrap();
        panic!("PostgreSQL did not start: {}", String::from_utf8_lossy(&log));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let running = self.running.get_mut().unwrap();
        let _ = running.kill();
        let _ = running.wait();
    }
}

/// The programs of the newest PostgreSQL that is installed.
fn program(name: &str) -> Command {
    let versions = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed");
    let mut found: Vec<PathBuf> =
        versions.map(|version| version.unwrap().path().join("bin").join(name)).collect();
    found.retain(|path| path.exists());
    found.sort();
    Command::new(found.last().expect("PostgreSQL is installed"))
}

/// The same, as the user that PostgreSQL runs as, and ended with the one who asked.
fn program_of_postgres(name: &str) -> Command {
    let mut command = Command::new("setpriv");
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--inh-caps=-all"]);
    }
    command.args(["--pdeathsig", "KILL", "--"]).arg(program(name).get_program());
    command.env_clear().env("PATH", "/usr/bin:/bin").env("LC_ALL", "C.UTF-8").current_dir("/");
    command
}

fn is_root() -> bool {
    // Whoever owns this process's own folder in /proc.
    std::os::unix::fs::MetadataExt::uid(&fs::metadata("/proc/self").unwrap()) == 0
}

pub(crate) fn give_to_postgres(folder: &Path) {
    if is_root() {
        let given = Command::new("chown").arg("postgres:postgres").arg(folder).status().unwrap();
        assert!(given.success(), "there is a user called postgres");
    }
}

/// Making a server takes half a second, copying one a tenth of it: one is made for all the tests of a run.
fn copy_of_an_empty_one(to: &Path) {
    let empty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty-postgres");
    if !empty.join("whole").exists() {
        make_an_empty_one(&empty);
    }
    let copied = Command::new("cp").arg("-a").arg(empty.join("data")).arg(to).status().unwrap();
    assert!(copied.success(), "an empty server is copied");
}

/// Several tests may want to be the first; whoever renames first is.
fn make_an_empty_one(empty: &Path) {
    let own = TempDir::with_prefix("hk-pg-").unwrap();
    give_to_postgres(own.path());
    let made = program_of_postgres("initdb")
        .arg("-D")
        .arg(own.path().join("data"))
        .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "--wal-segsize=1"])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success(), "initdb makes an empty server");
    let beside = empty.with_extension(std::process::id().to_string());
    fs::create_dir_all(&beside).unwrap();
    let copied = Command::new("cp").arg("-a").arg(own.path().join("data")).arg(&beside).status().unwrap();
    assert!(copied.success());
    fs::write(beside.join("whole"), "").unwrap();
    match fs::rename(&beside, empty) {
        Err(error) if matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists) => {
            fs::remove_dir_all(&beside).unwrap();
        }
        renamed => renamed.unwrap(),
    }
}

pub(crate) fn start(folder: &Path) -> Child {
    let log = fs::File::create(folder.join("log")).unwrap();
    let mut command = program_of_postgres("postgres");
    command.arg("-D").arg(folder.join("data"));
    command.arg("-c").arg(format!("unix_socket_directories={}", folder.display()));
    for setting in FOR_A_TEST {
        command.args(["-c", setting]);
    }
    command.stdout(Stdio::null()).stderr(log).spawn().unwrap()
}
