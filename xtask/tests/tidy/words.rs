//! What holds for prose: the documents are there and agree with the tree, and nothing in the repository names a
//! machine it was written on.

use std::collections::BTreeSet;

use crate::{
    none, seen,
    tree::{File, files},
};

fn document<'a>(files: &'a [File], path: &str) -> Option<&'a File> {
    files.iter().find(|file| file.path == path)
}

fn missing_documents(files: &[File]) -> Vec<String> {
    let wanted = [
        "README.md",
        "ARCHITECTURE.md",
        "GLOSSARY.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
    ];
    wanted
        .iter()
        .filter(|path| document(files, path).is_none())
        .map(|path| format!("{path} is not there"))
        .collect()
}

fn readme_without_commands(files: &[File]) -> Vec<String> {
    let text = document(files, "README.md").map_or("", |file| &file.text);
    let commands = ["cargo run --release", "cargo xtask test"];
    commands
        .iter()
        .filter(|it| !text.contains(**it))
        .map(|it| format!("README.md does not name `{it}`"))
        .collect()
}

/// Each feature is one word through every layer, and that word is in the glossary.
fn features_without_a_word(files: &[File]) -> Vec<String> {
    let glossary = document(files, "GLOSSARY.md").map_or(String::new(), |file| file.text.to_lowercase());
    // A feature is a folder that answers requests; others are what features are made of.
    let answers = files.iter().filter(|file| file.path.ends_with("/mod.rs") && file.text.contains("Routes"));
    let folders = answers.filter_map(|file| file.path.strip_prefix("crates/web/src/")?.split_once('/'));
    let features: BTreeSet<&str> = folders.map(|(folder, _)| folder).collect();
    let spoken = |feature: &str| feature.replace('_', " ").trim_end_matches('s').to_owned();
    let unnamed = features.into_iter().filter(|feature| !glossary.contains(&spoken(feature)));
    unnamed.map(|feature| format!("the feature `{feature}` is not in GLOSSARY.md")).collect()
}

/// Tests that a document names as `path.rs::test`.
fn tests_that_are_not_there(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("docs/")) {
        for (place, line) in file.lines() {
            let named = line.split('`').skip(1).step_by(2).filter_map(|code| code.split_once(".rs::"));
            faults.extend(named.filter_map(|(path, test)| {
                let (path, name) = (format!("{path}.rs"), test.rsplit("::").next()?);
                let is_there =
                    document(files, &path).is_some_and(|it| it.text.contains(&format!("fn {name}(")));
                (!is_there).then(|| format!("{place}: there is no `{path}::{name}`"))
            }));
        }
    }
    faults
}

fn changelog_behind(files: &[File]) -> Vec<String> {
    let workspace = document(files, "Cargo.toml").map_or("", |file| &file.text);
    let version = workspace.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    let changelog = document(files, "CHANGELOG.md").map_or("", |file| &file.text);
    match version {
        None => vec!["the workspace has no version".to_owned()],
        Some(version) if changelog.contains("Unreleased") || changelog.contains(version) => Vec::new(),
        Some(version) => vec![format!("CHANGELOG.md has neither Unreleased nor {version}")],
    }
}

/// A rule of conduct is named in code by its id (`U4`, `K7`); the id has to be written out in a text a clinician reads.
fn rules_without_a_text(files: &[File]) -> Vec<String> {
    let is_text = |file: &&File| file.path.starts_with("content/") || file.path.ends_with(".md");
    let known: BTreeSet<&str> = files.iter().filter(is_text).flat_map(|file| rule_ids(&file.text)).collect();
    let mut faults = Vec::new();
    let code =
        |file: &&File| file.path.starts_with("crates/") && (file.is_rust() || file.path.ends_with(".js"));
    for file in files.iter().filter(code) {
        let unknown = rule_ids(&file.text).filter(|id| !known.contains(id));
        faults.extend(unknown.map(|id| format!("{}: {id} is in no content file and no document", file.path)));
    }
    faults
}

/// Words like `U4`: one of the letters that rules begin with, and one or two digits.
fn rule_ids(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    words.filter(|word| {
        let digits = word.strip_prefix(['U', 'K', 'B']).unwrap_or("");
        matches!(digits.len(), 1 | 2) && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

/// Paths of a machine, and hosts that packages come from.
fn named_machines(files: &[File]) -> Vec<String> {
    let names = [
        concat!("/wo", "rk/"),
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/tmp/", "bash"),
        concat!("/tmp/", "brief"),
        concat!("registry.", "npmjs"),
        concat!("static.", "crates.io"),
        concat!("py", "pi.org"),
        concat!("deb.", "debian.org"),
    ];
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| file.path != "Cargo.lock") {
        let named = file.lines().filter(|(_, line)| names.iter().any(|name| line.contains(name)));
        faults.extend(named.map(|(place, line)| format!("{place}: names a machine: {}", line.trim())));
    }
    faults
}

#[test]
fn the_documents_are_there() {
    none(missing_documents(&files()));
    seen(missing_documents(&[File::planted("README.md", "")]), "seven are missing");
}

#[test]
fn the_readme_names_both_commands() {
    none(readme_without_commands(&files()));
    seen(
        readme_without_commands(&[File::planted("README.md", "Run `cargo run --release`.\n")]),
        "no test command",
    );
}

#[test]
fn every_feature_has_its_word_in_the_glossary() {
    none(features_without_a_word(&files()));
    let planted = [
        File::planted("GLOSSARY.md", "Journal\n"),
        File::planted("crates/web/src/decisions/mod.rs", "Routes"),
    ];
    seen(features_without_a_word(&planted), "decisions");
}

#[test]
fn every_test_that_a_document_names_is_there() {
    let files = files();
    none(tests_that_are_not_there(&files));
    for (path, least) in [("docs/asvs.md", 150), ("docs/server-that-lies.md", 30)] {
        let named = document(&files, path).map_or(0, |file| file.text.matches(".rs::").count());
        assert!(named >= least, "{path} names {named} tests: it was not read");
    }
    let planted = [
        File::planted(
            "docs/x.md",
            "| held | `crates/seal/a.rs::it_holds` and `crates/seal/a.rs::it_held` |\n",
        ),
        File::planted("crates/seal/a.rs", "fn it_holds() {}\n"),
    ];
    seen(tests_that_are_not_there(&planted), "it_held");
}

#[test]
fn the_changelog_keeps_up_with_the_version() {
    none(changelog_behind(&files()));
    let planted =
        [File::planted("Cargo.toml", "version = \"9.9.9\"\n"), File::planted("CHANGELOG.md", "## 0.1.0\n")];
    seen(changelog_behind(&planted), "9.9.9");
}

#[test]
fn every_rule_named_in_code_is_written_where_a_clinician_reads_it() {
    none(rules_without_a_text(&files()));
    let planted =
        [File::planted("crates/web/src/x.rs", "// U99\n"), File::planted("content/a.toml", "U1 U4")];
    seen(rules_without_a_text(&planted), "U99");
}

#[test]
fn no_file_names_a_machine() {
    none(named_machines(&files()));
    seen(named_machines(&[File::planted("x.md", concat!("see /ro", "ot/notes\n"))]), "a path");
}
