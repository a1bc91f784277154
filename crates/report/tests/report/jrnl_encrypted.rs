//! jrnl files that are sealed: asked for a passphrase once, opened by the sealing crate, read as any other.
//!
//! What the ciphers do is tested where they are; here a file was sealed by hand with jrnl's own recipe.

use crate::common::{self, entries, options, read_bytes};
use hearken_report::import::{Format, ImportError, ImportOptions, recognise};
use zeroize::Zeroizing;

/// "[2026-01-05 09:30] Locked away\nbody\n", sealed as jrnl 2 does, under "quiet river", with a line feed behind it.
const SEALED: &str = include_str!("data/jrnl-v2-sealed.txt");

fn with<'a>(ask: &'a dyn Fn() -> Option<Zeroizing<String>>) -> ImportOptions<'a> {
    ImportOptions { passphrase: Some(ask), ..options() }
}

#[test]
fn the_right_passphrase_opens_it() {
    let ask = || Some(Zeroizing::new("quiet river".to_owned()));
    let import = read_bytes(SEALED, Format::Jrnl, &with(&ask)).expect("opened");
    assert_eq!(
        (entries(&import)[0].title.as_deref(), entries(&import)[0].body.as_str()),
        (Some("Locked away"), "body")
    );
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let ask = || Some(Zeroizing::new("quiet rivers".to_owned()));
    assert!(matches!(read_bytes(SEALED, Format::Jrnl, &with(&ask)), Err(ImportError::WrongPassphrase)));
}

#[test]
fn without_a_passphrase_it_is_asked_for() {
    assert!(matches!(read_bytes(SEALED, Format::Jrnl, &options()), Err(ImportError::PassphraseNeeded)));
    let nobody = || None;
    assert!(matches!(read_bytes(SEALED, Format::Jrnl, &with(&nobody)), Err(ImportError::PassphraseNeeded)));
}

#[test]
fn it_is_recognised_without_its_passphrase() {
    let folder = common::Folder::new();
    assert!(matches!(recognise(&folder.put("any.name", SEALED)), Ok(Format::Jrnl)));
}

#[test]
fn a_cut_file_is_not_opened_by_the_right_passphrase() {
    let ask = || Some(Zeroizing::new("quiet river".to_owned()));
    let cut = &SEALED[..SEALED.len() / 2];
    assert!(read_bytes(cut, Format::Jrnl, &with(&ask)).is_err());
}
