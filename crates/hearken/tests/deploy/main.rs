//! What stands in `deploy/` and in the text about running a server: that systemd takes the unit, that both are locked up, and
//! that what is typed there is what the program knows.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const HEARKEN: &str = env!("CARGO_BIN_EXE_hearken");

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap()
}

/// The unit as a file, with the program where it is here.
fn unit(folder: &Path, text: &str) -> PathBuf {
    let file = folder.join("hearken.service");
    fs::write(&file, text.replace("/usr/local/bin/hearken", HEARKEN)).unwrap();
    file
}

/// What systemd says of a unit; `None` where there is no systemd.
fn analyzed(arguments: &[&str], unit: &Path) -> Option<Output> {
    Command::new("systemd-analyze").args(arguments).arg(unit).output().ok()
}

/// What a unit has to say, so that the program can write to its own folder and do little else.
const LOCKED_UP: [&str; 16] = [
    "User=hearken",
    "UMask=0077",
    "LimitCORE=0",
    "MemorySwapMax=0",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "MemoryDenyWriteExecute=yes",
    "ProtectKernelTunables=yes",
    "RestrictNamespaces=yes",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
    "SystemCallFilter=@system-service",
    "CapabilityBoundingSet=CAP_NET_BIND_SERVICE",
    "StateDirectoryMode=0700",
];

fn left_open(unit: &str) -> Vec<&'static str> {
    LOCKED_UP.into_iter().filter(|wanted| !unit.lines().any(|line| line == *wanted)).collect()
}

#[test]
fn the_unit_is_locked_up_and_systemd_takes_it_as_it_is() {
    let text = read("deploy/hearken.service");
    assert_eq!(left_open(&text), [""; 0]);
    assert_eq!(
        left_open(&text.replace("ProtectSystem=strict", "ProtectSystem=no")),
        ["ProtectSystem=strict"]
    );
    let here = tempfile::tempdir().unwrap();
    let file = unit(here.path(), &text);
    let Some(verified) = analyzed(&["verify"], &file) else { return };
    assert!(verified.status.success() && verified.stderr.is_empty(), "{verified:?}");
    // At most 2.0 of 10, where 10 is a program that may do everything.
    let exposed = analyzed(&["security", "--offline=true", "--threshold=20"], &file).unwrap();
    assert!(exposed.status.success(), "{}", String::from_utf8_lossy(&exposed.stdout));
    let misspelt = unit(here.path(), &text.replace("ProtectSystem=", "ProtectSytem="));
    assert!(!analyzed(&["verify"], &misspelt).unwrap().stderr.is_empty(), "a slip would be noticed");
}

#[test]
fn the_image_is_built_from_this_source_and_runs_as_nobody_in_particular() {
    let text = read("deploy/Containerfile");
    for wanted in ["cargo build --release --locked", "\nUSER 7714:7714\n", "\nSTOPSIGNAL SIGTERM\n"] {
        assert!(text.contains(wanted), "{wanted}");
    }
    let last_stage = text.rsplit("\nFROM ").next().unwrap();
    assert!(
        !last_stage.contains("curl") && !text.contains("\nADD "),
        "nothing is fetched but packages of the system"
    );
    assert!(last_stage.find("USER ").unwrap() < last_stage.find("ENTRYPOINT ").unwrap());
}

/// Options in what is typed for this program; other programs have their own.
fn options(text: &str) -> BTreeSet<&str> {
    let ours = |line: &&str| {
        ["hearken serve", "hearken backup", "HEARKEN_OPTIONS=", "    hearken --"]
            .iter()
            .any(|it| line.contains(it))
    };
    let words = text
        .lines()
        .filter(ours)
        .flat_map(|line| line.split(|it: char| !(it.is_ascii_lowercase() || it == '-')));
    words.filter(|word| word.starts_with("--") && word.len() > 2).collect()
}

#[test]
fn every_option_that_is_typed_there_is_one_of_the_programs() {
    let help = Command::new(HEARKEN).args(["serve", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let unknown = |text: &str| -> Vec<String> {
        options(text)
            .into_iter()
            .filter(|it| !help.split_whitespace().any(|word| word == *it))
            .map(str::to_owned)
            .collect()
    };
    let mut found = 0;
    for path in ["deploy/hearken.service", "docs/running-a-server.md"] {
        let text = read(path);
        assert_eq!(unknown(&text), [""; 0], "{path}");
        found += options(&text).len();
    }
    assert!(found > 8, "{found} options were found");
    assert_eq!(unknown("hearken serve --lissten 0"), ["--lissten"]);
}
