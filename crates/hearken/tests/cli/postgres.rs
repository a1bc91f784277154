//! The same commands on a database: kept there, carried there and back, and put back from a backup.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

use crate::postgres_server::Server;

const PASSPHRASE: &str = "seven quiet herons by the mill";

/// Somebody at a terminal, with a folder and a database.
struct Terminal {
    home: TempDir,
    server: Server,
}

impl Terminal {
    fn new() -> Self {
        let home = TempDir::new().unwrap();
        fs::write(home.path().join("passphrase"), PASSPHRASE).unwrap();
        Self { home, server: Server::start() }
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    fn run(&self, typed: &[&str]) -> Output {
        let passphrase = self.path("passphrase");
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
        command.env_clear().env("HOME", self.home.path()).current_dir(self.home.path());
        command.args(typed).args(["--passphrase-file", &passphrase]).output().unwrap()
    }

    /// Runs something in the folder of that name that has to work, and gives what it said.
    fn in_folder(&self, folder: &str, typed: &[&str]) -> String {
        said(&self.run(&[typed, &["--data", &self.path(folder)]].concat()))
    }

    /// The same on the database.
    fn on_database(&self, typed: &[&str]) -> String {
        self.in_folder("notes", &[typed, &["--database", &self.server.address()]].concat())
    }
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What an archive holds, the time of its making left out.
fn archive(zip: &Path) -> Vec<u8> {
    let output = Command::new("unzip").args(["-p"]).arg(zip).args(["*.json", "-x", "manifest.json"]).output();
    output.unwrap().stdout
}

#[test]
fn a_notebook_is_kept_in_a_database() {
    let at = Terminal::new();
    assert!(at.on_database(&["init"]).contains("These 24 words"));
    at.on_database(&["note", "by the river"]);
    assert_eq!(at.on_database(&["search", "river", "--count"]).trim(), "1");
    assert!(at.on_database(&["verify"]).contains("Every entry is as it was written"));
    let log = fs::read_to_string(at.server.folder().join("log")).unwrap();
    assert!(log.contains("ready to accept connections") && !log.contains("river"), "{log}");
    let again = at.run(&["init", "--data", &at.path("notes"), "--database", &at.server.address()]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("already"), "nobody's notebook is begun over");
    assert!(!Path::new(&at.path("notes")).join("notebook.db").exists());
}

#[test]
fn a_notebook_goes_into_a_database_and_back_without_loss() {
    let at = Terminal::new();
    at.in_folder("here", &["demo"]);
    let address = at.server.address();
    let there = ["--from", "sqlite", "--to", "postgres", "--database", &address];
    assert!(at.in_folder("here", &[&["migrate"], &there[..]].concat()).contains("1 person"));
    let before = at.in_folder("here", &["verify"]);
    assert_eq!(at.on_database(&["verify"]), before, "the same number of entries, ending in the same link");
    let twice = at.run(&[&["migrate", "--data", &at.path("here")], &there[..]].concat());
    assert_eq!(twice.status.code(), Some(2), "nothing is carried over somebody's notebook");
    let back = ["--from", "postgres", "--to", "sqlite", "--database", &address];
    at.in_folder("back", &[&["migrate"], &back[..]].concat());
    assert_eq!(at.in_folder("back", &["verify"]), before);
    at.in_folder("here", &["export", &at.path("here.zip")]);
    at.in_folder("back", &["export", &at.path("back.zip")]);
    let (here, back) = (archive(at.path("here.zip").as_ref()), archive(at.path("back.zip").as_ref()));
    assert!(here.len() > 10_000, "{} bytes", here.len());
    assert_eq!(here, back);
}

#[test]
fn a_backup_of_a_database_is_put_back_into_a_folder_and_into_another_database() {
    let at = Terminal::new();
    at.on_database(&["init"]);
    at.on_database(&["note", "by the river"]);
    let backup = at.path("a.backup");
    at.on_database(&["backup", &backup]);
    at.on_database(&["note", "by the river, later"]);
    at.in_folder("folder", &["restore", &backup]);
    assert_eq!(at.in_folder("folder", &["search", "river", "--count"]).trim(), "1");
    let other = Server::start();
    let into = ["restore", &backup, "--database", &other.address()];
    at.in_folder("other", &into);
    assert_eq!(
        at.in_folder("other", &["search", "river", "--count", "--database", &other.address()]).trim(),
        "1"
    );
    let over = at.run(&["restore", &backup, "--data", &at.path("notes"), "--database", &at.server.address()]);
    assert!(String::from_utf8_lossy(&over.stderr).contains("somebody's notebook"));
    let left =
        fs::read_dir(at.home.path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    assert!(left.into_iter().all(|name| !name.starts_with("a.backup.")), "nothing is left lying about");
}

#[test]
fn a_database_that_is_away_is_said_in_two_sentences_and_found_again() {
    let at = Terminal::new();
    at.on_database(&["init"]);
    at.server.kill();
    let away = at.run(&["note", "unheard", "--data", &at.path("notes"), "--database", &at.server.address()]);
    assert_eq!(away.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&away.stderr).contains("does not answer"), "{away:?}");
    at.server.start_again();
    at.on_database(&["note", "heard"]);
    assert_eq!(at.on_database(&["search", "heard", "--count"]).trim(), "1");
}
