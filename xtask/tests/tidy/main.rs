//! Tidy: what the prose promises about this repository, held by tests. Each check has a planted fault that it finds.

mod arrows;
mod code;
mod tree;
mod web;
mod words;

/// Fails with every fault at once, one a line.
fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} to mend:\n{}", faults.len(), faults.join("\n"));
}

/// Fails unless the check found something in what was planted, and says why it should have.
fn seen(faults: Vec<String>, why: &str) {
    assert!(!faults.is_empty(), "a planted fault was not found: {why}");
}
