//! `hearken doctor` on an installed system: all is fine, and each check is seen red once.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod running;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, SystemTime},
};

use tempfile::TempDir;

/// What it is asked on a system where everything there can be is, with a server that does not run.
const INSTALLED: [&str; 10] = [
    "--tls-cert",
    "cert.pem",
    "--tls-key",
    "key.pem",
    "--listen",
    "0.0.0.0:0",
    "--backups",
    "backups",
    "--metrics",
    "127.0.0.1:0",
];

fn run(here: &Path, program: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(program);
    command
        .current_dir(here)
        .args(arguments)
        .env_clear()
        .env("HEARKEN_DATA", "notebook")
        .env("PATH", "/usr/bin:/bin");
    let output = command.stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

fn hearken(here: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    run(here, env!("CARGO_BIN_EXE_hearken"), arguments)
}

fn chmod(file: &Path, mode: u32) {
    fs::set_permissions(file, fs::Permissions::from_mode(mode)).unwrap();
}

/// Makes a certificate of that many days for a name.
fn certificate(here: &Path, name: &str, days: &str) {
    let (subject, alternative) = (format!("/CN={name}"), format!("subjectAltName=DNS:{name}"));
    let (code, said) = run(
        here,
        "openssl",
        &[
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            days,
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
            "-subj",
            &subject,
            "-addext",
            &alternative,
        ],
    );
    assert_eq!(code, Some(0), "{said}");
    chmod(&here.join("key.pem"), 0o600);
}

/// A system with everything that there can be.
fn installed() -> TempDir {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("pass"), "correct horse battery staple").unwrap();
    assert_eq!(hearken(here.path(), &["init", "--passphrase-file", "pass"]).0, Some(0));
    fs::create_dir(here.path().join("backups")).unwrap();
    assert_eq!(hearken(here.path(), &["backup", "backups/one.backup"]).0, Some(0));
    certificate(here.path(), "notes.example", "90");
    let mail = here.path().join("notebook/mail.toml");
    fs::write(&mail, "host = \"mail.example\"\nfrom = \"notes@mail.example\"\n").unwrap();
    chmod(&mail, 0o600);
    fs::create_dir(here.path().join("notebook/content")).unwrap();
    here
}

/// What each check found, and the exit code.
fn found(here: &Path, more: &[&str]) -> (Option<i32>, BTreeMap<String, String>) {
    let arguments: Vec<&str> = [&["doctor", "--json"], more].concat();
    let (code, said) = hearken(here, &arguments);
    let lines = said
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap_or_else(|_| panic!("{said}")));
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    (code, lines.map(|line| (word(&line["check"]), word(&line["found"]))).collect())
}

/// The checks that came to this.
fn came_to<'a>(checks: &'a BTreeMap<String, String>, what: &str) -> BTreeSet<&'a str> {
    checks.iter().filter(|(_, found)| *found == what).map(|(check, _)| check.as_str()).collect()
}

#[test]
fn t58_everything_is_fine_where_everything_is_fine() {
    let here = installed();
    let server = running::Served::start(here.path());
    let at = ["--listen", &server.address, "--origin", "https://notes.example"];
    let asked: Vec<&str> =
        INSTALLED.iter().copied().filter(|it| !["--listen", "0.0.0.0:0"].contains(it)).collect();
    let (code, checks) = found(here.path(), &[&asked[..], &at].concat());
    assert_eq!((code, came_to(&checks, "look")), (Some(0), BTreeSet::new()), "{checks:?}");
    let none = came_to(&checks, "none");
    assert!(none.iter().all(|check| check.starts_with("database-")), "a file is no database: {none:?}");
    assert!(came_to(&checks, "fine").len() >= 60, "T58 asks for forty: {checks:?}");
}

#[test]
fn t58_what_is_not_there_is_not_looked_at() {
    let here = installed();
    let (code, said) = hearken(here.path(), &["doctor", "--listen", "127.0.0.1:0"]);
    assert_eq!(code, Some(0), "{said}");
    for line in ["The running server\n", "none  certificate-end", "none  server-serves", "fine  seals-cipher"]
    {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn t58_the_text_about_running_a_server_lists_every_check() {
    let text = include_str!("../../../../docs/running-a-server.md");
    let here = installed();
    let (_, checks) = found(here.path(), &["--listen", "127.0.0.1:0"]);
    let unlisted: Vec<_> = checks.keys().filter(|check| !text.contains(&format!("`{check}`"))).collect();
    assert_eq!(unlisted, Vec::<&String>::new());
}

/// What is done to a system, and the check that has to see it.
type Spoilt = (&'static str, fn(&Path));

const SPOILT: [Spoilt; 14] = [
    ("folder-there", |here| fs::rename(here.join("notebook"), here.join("elsewhere")).unwrap()),
    ("folder-private", |here| chmod(&here.join("notebook"), 0o755)),
    ("files-private", |here| chmod(&here.join("notebook/notebook.db"), 0o644)),
    ("notebook-answers", |here| fs::write(here.join("notebook/notebook.db"), "no database").unwrap()),
    ("backup-new", |here| {
        let backup = fs::File::options().write(true).open(here.join("backups/one.backup")).unwrap();
        backup.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)).unwrap();
    }),
    ("backups-private", |here| chmod(&here.join("backups/one.backup"), 0o644)),
    ("backup-whole", |here| {
        let backup = fs::File::options().write(true).open(here.join("backups/one.backup")).unwrap();
        backup.set_len(5_000).unwrap();
    }),
    ("logs-end-whole", |here| changes(here, "UPDATE vaults SET head_seq = 7")),
    ("ways-in-whole", |here| changes(here, "DELETE FROM unlockers WHERE way = 2")),
    ("certificate-usable", |here| chmod(&here.join("key.pem"), 0o644)),
    ("certificate-end", |here| certificate(here, "notes.example", "5")),
    ("certificate-names", |here| certificate(here, "*.notes.example", "90")),
    ("mail-settings", |here| fs::write(here.join("notebook/mail.toml"), "from = 1").unwrap()),
    ("content-whole", |here| {
        fs::create_dir(here.join("notebook/content/guides")).unwrap();
        fs::write(here.join("notebook/content/guides/one.toml"), "no guide").unwrap();
    }),
];

/// Changes the file, as somebody could who has it and no key.
fn changes(here: &Path, sql: &str) {
    let (code, said) = run(here, "sqlite3", &["notebook/notebook.db", sql]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn t58_each_check_is_seen_red() {
    for (check, spoil) in SPOILT {
        let here = installed();
        spoil(here.path());
        let (code, checks) = found(here.path(), &INSTALLED);
        assert_eq!((code, checks[check].as_str()), (Some(1), "look"), "{check}: {checks:?}");
    }
    let here = installed();
    let (code, checks) = found(here.path(), &["--listen", "0.0.0.0:0", "--metrics", "0.0.0.0:0"]);
    assert_eq!(code, Some(1));
    for check in ["address-safe", "name-people-use", "numbers-here-alone"] {
        assert_eq!(checks[check], "look", "{check}");
    }
}
