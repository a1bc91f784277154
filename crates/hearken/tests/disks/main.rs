//! Disks that are full or may not be written to. Both are made by mounting, in a namespace of their own that goes away
//! with the process; where that is not allowed the tests say so and show nothing.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]
#![expect(clippy::print_stderr, reason = "a test that shows nothing says so")]

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

const HEARKEN: &str = env!("CARGO_BIN_EXE_hearken");

/// Runs a shell script in a folder, in a mount namespace of its own.
fn apart(here: &Path, script: &str) -> Output {
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-eu", "-c", script]).current_dir(here).stdin(Stdio::null());
    command.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("TZ", "UTC").env("HEARKEN", HEARKEN);
    command.output().expect("util-linux is there")
}

/// A folder to begin in, unless mounting is not possible here.
fn folder() -> Option<TempDir> {
    let here = tempfile::tempdir().unwrap();
    std::fs::create_dir(here.path().join("disk")).unwrap();
    std::fs::write(here.path().join("pass"), "correct horse battery staple\n").unwrap();
    let mut trial = Command::new("unshare");
    trial
        .args(["--mount", "mount", "-t", "tmpfs", "none"])
        .arg(here.path().join("disk"))
        .stderr(Stdio::null());
    if trial.status().is_ok_and(|ended| ended.success()) {
        return Some(here);
    }
    eprintln!("skipped: mounting is not possible here, so a full or read-only disk cannot be shown");
    None
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_full_disk_loses_nothing_and_is_told() {
    let Some(here) = folder() else { return };
    let output = apart(
        here.path(),
        r#"
        exec 2>&1
        mount -t tmpfs -o size=1500k none disk
        export HEARKEN_DATA=disk/notebook
        "$HEARKEN" init --passphrase-file pass > words
        "$HEARKEN" note kept before --passphrase-file pass
        head -c 524288 /dev/zero > disk/fill
        head -c 600000 /dev/zero | tr '\0' 'a' > long
        echo 'a long note:'
        "$HEARKEN" note --passphrase-file pass < long || echo "exit $?"
        cat /dev/zero > disk/rest 2> /dev/null || true
        echo 'a backup and an export:'
        "$HEARKEN" backup disk/safe || echo "exit $?"
        "$HEARKEN" export disk/all.zip --passphrase-file pass || echo "exit $?"
        ls disk
        rm disk/fill disk/rest
        echo 'with room again:'
        "$HEARKEN" search kept --count --passphrase-file pass
        "$HEARKEN" note kept after --passphrase-file pass
        "$HEARKEN" search kept --count --passphrase-file pass
        "$HEARKEN" verify --passphrase-file pass > verified && tail -1 verified
        "#,
    );
    assert_eq!(
        said(&output),
        "Kept.\n\
         a long note:\n\
         The disk is full. Everything kept before is safe; this was not kept.\n\
         Free some space and try again.\n\
         exit 2\n\
         a backup and an export:\n\
         The backup could not be written (the disk is full). The notebook is as it was.\n\
         Name another place for it, or make room, and try again.\n\
         exit 2\n\
         The file could not be written (the disk is full). The notebook is as it was.\n\
         Name another place for it, or make room, and try again.\n\
         exit 2\n\
         fill\nnotebook\nrest\n\
         with room again:\n\
         1\nKept.\n2\n\
         Every entry is as it was written, and none is missing.\n"
    );
    assert!(output.status.success());
}

#[test]
fn a_disk_that_is_full_to_the_last_byte_loses_nothing() {
    let Some(here) = folder() else { return };
    let output = apart(
        here.path(),
        r#"
        exec 2>&1
        mount -t tmpfs -o size=1500k none disk
        export HEARKEN_DATA=disk/notebook
        "$HEARKEN" init --passphrase-file pass > words
        "$HEARKEN" note kept before --passphrase-file pass
        cat /dev/zero > disk/rest 2> /dev/null || true
        "$HEARKEN" note not kept --passphrase-file pass > /dev/null 2> problem || echo "exit $?"
        grep -c 'Everything kept before is safe' problem
        rm disk/rest
        "$HEARKEN" search kept --passphrase-file pass | cut -c 19-
        "#,
    );
    assert_eq!(said(&output), "Kept.\nexit 2\n1\nkept before\n");
}

#[test]
fn a_folder_that_may_only_be_read_can_be_looked_at_and_not_written_to() {
    let Some(here) = folder() else { return };
    let output = apart(
        here.path(),
        r#"
        exec 2>&1
        export HEARKEN_DATA=disk/notebook
        "$HEARKEN" init --passphrase-file pass > words
        "$HEARKEN" note kept before --passphrase-file pass
        mount --bind disk disk
        mount -o remount,bind,ro disk
        "$HEARKEN" note after --passphrase-file pass || echo "exit $?"
        "$HEARKEN" serve --listen 127.0.0.1:0 || echo "exit $?"
        "$HEARKEN" init --data disk/other --passphrase-file pass || echo "exit $?"
        "$HEARKEN" backup disk/safe || echo "exit $?"
        "$HEARKEN" search kept --count --passphrase-file pass
        "$HEARKEN" backup safe > made
        "#,
    );
    let refused = "The notebook's folder cannot be written to. Nothing is lost, and nothing was changed.\n\
                   Look at the folder's permissions, or name another with --data DIR.\n\
                   exit 2\n";
    let no_backup = "The backup could not be written (it may not be opened). The notebook is as it was.\n\
                     Name another place for it, or make room, and try again.\n\
                     exit 2\n";
    assert_eq!(said(&output), format!("Kept.\n{refused}{refused}{refused}{no_backup}1\n"));
    assert!(output.status.success());
}
