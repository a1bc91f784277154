//! The arrows of ARCHITECTURE.md: which crate may know which, and who alone holds a cipher, a database, a web server.

use std::collections::BTreeSet;

use toml::Table;

use crate::{
    none, seen,
    tree::{File, files},
};

/// Each crate with those of ours that it may depend on.
const ARROWS: [(&str, &[&str]); 13] = [
    ("hearken-core", &[]),
    ("hearken-seal", &[]),
    ("hearken-measures", &["core"]),
    ("hearken-content", &["core", "measures"]),
    ("hearken-written", &["core"]),
    ("hearken-vault", &["core", "seal", "written"]),
    ("hearken-store", &["core", "seal", "vault"]),
    ("hearken-report", &["core", "measures", "seal", "written"]),
    ("hearken-mail", &["core", "seal", "vault"]),
    ("hearken-listen", &[]),
    ("hearken-web", &["content", "core", "mail", "measures", "report", "seal", "vault"]),
    (
        "hearken",
        &["content", "core", "listen", "mail", "measures", "report", "seal", "store", "vault", "web"],
    ),
    ("xtask", &["content", "core", "seal", "store", "vault", "web"]),
];

/// Crates from elsewhere that only these of ours may use.
const RESERVED: [(&[&str], &[&str]); 8] = [
    (
        &[
            "aws-lc-rs",
            "argon2",
            "hpke",
            "bip39",
            "sha2",
            "sha1",
            "hmac",
            "hkdf",
            "aes-gcm",
            "aes-gcm-siv",
            "ring",
            "chacha20poly1305",
            "blake2",
            "blake3",
            "rand",
            "getrandom",
        ],
        &["hearken-seal"],
    ),
    (&["rusqlite", "sqlx", "postgres", "tokio-postgres"], &["hearken-store", "xtask"]),
    (&["axum", "tower"], &["hearken-web", "hearken-listen", "hearken", "xtask"]),
    (&["tower-http", "maud"], &["hearken-web"]),
    (&["hyper", "hyper-util", "tokio-rustls", "rustls", "x509-cert"], &["hearken-listen"]),
    (&["lettre"], &["hearken-mail"]),
    (&["rmp-serde", "rmpv"], &["hearken-vault", "hearken-written"]),
    (&["clap", "rpassword", "indicatif", "directories"], &["hearken", "xtask"]),
];

/// What the core must not know of: I/O, other threads' time, storage, the network, written shapes.
const ABSENT_FROM_CORE: [&str; 8] =
    ["tokio", "serde", "serde_json", "rusqlite", "axum", "async-trait", "tracing", "tempfile"];

struct Manifest {
    name: String,
    table: Table,
    depends_on: BTreeSet<String>,
}

fn manifests(files: &[File]) -> Vec<Manifest> {
    let paths = |file: &&File| file.path.ends_with("Cargo.toml") && file.text.contains("[package]");
    files.iter().filter(paths).filter(|file| !file.path.starts_with("fuzz/")).map(manifest).collect()
}

fn manifest(file: &File) -> Manifest {
    let table: Table = file.text.parse().unwrap_or_else(|fault| panic!("{}: {fault}", file.path));
    let name = table["package"]["name"].as_str().expect("a name is a string").to_owned();
    let sections =
        ["dependencies", "build-dependencies"].map(|section| table.get(section).and_then(|it| it.as_table()));
    let depends_on = sections.into_iter().flatten().flat_map(|section| section.keys().cloned()).collect();
    Manifest { name, table, depends_on }
}

fn wrong_arrows(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for Manifest { name, depends_on, .. } in manifests(files) {
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
            faults.push(format!("{name} is in no arrow of ARCHITECTURE.md"));
            continue;
        };
        let ours = depends_on.iter().filter_map(|other| other.strip_prefix("hearken-"));
        faults.extend(ours.filter(|other| !allowed.contains(other)).map(|other| format!("{name} → {other}")));
    }
    faults
}

fn reserved_elsewhere(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for Manifest { name, depends_on, .. } in manifests(files) {
        for (crates, holders) in RESERVED {
            let taken =
                crates.iter().filter(|it| depends_on.contains(**it) && !holders.contains(&name.as_str()));
            faults.extend(taken.map(|it| format!("{name} uses {it}, which is for {holders:?} alone")));
        }
        let core = ABSENT_FROM_CORE.iter().filter(|it| name == "hearken-core" && depends_on.contains(**it));
        faults.extend(core.map(|it| format!("the core knows {it}")));
    }
    faults
}

fn without_licence_or_lints(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for Manifest { name, table, .. } in manifests(files) {
        if table["package"].get("license").is_none() {
            faults.push(format!("{name} has no licence"));
        }
        if table.get("lints").is_none() {
            faults.push(format!("{name} does not take the workspace's lints"));
        }
    }
    faults
}

#[test]
fn crates_depend_on_each_other_only_as_the_architecture_says() {
    let files = files();
    assert_eq!(manifests(&files).len(), ARROWS.len(), "every crate is found");
    none(wrong_arrows(&files));
    let planted = "[package]\nname = \"hearken-core\"\n[dependencies]\nhearken-store.workspace = true\n";
    seen(wrong_arrows(&[File::planted("crates/core/Cargo.toml", planted)]), "core → store");
    let stranger = "[package]\nname = \"hearken-extra\"\n";
    seen(wrong_arrows(&[File::planted("crates/extra/Cargo.toml", stranger)]), "a crate that no arrow names");
}

#[test]
fn ciphers_databases_and_web_servers_are_each_in_one_place() {
    none(reserved_elsewhere(&files()));
    for (name, dependency) in [
        ("hearken-vault", "aws-lc-rs"),
        ("hearken-web", "rusqlite"),
        ("hearken-core", "axum"),
        ("hearken-core", "tokio"),
    ] {
        let planted = format!("[package]\nname = \"{name}\"\n[dependencies]\n{dependency} = \"1\"\n");
        seen(reserved_elsewhere(&[File::planted("Cargo.toml", &planted)]), &format!("{name} → {dependency}"));
    }
}

#[test]
fn every_crate_has_a_licence_and_takes_the_lints() {
    none(without_licence_or_lints(&files()));
    let planted = "[package]\nname = \"hearken-core\"\nlicense = \"MIT\"\n";
    seen(without_licence_or_lints(&[File::planted("crates/core/Cargo.toml", planted)]), "no lints");
}
