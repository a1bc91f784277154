//! Every file in `tests/commands` is a test: what is typed, and what must come of it, to the letter.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod case;
mod postgres;
#[path = "../../../store/tests/support/postgres_killed.rs"]
mod postgres_killed;
#[path = "../../../store/tests/support/postgres_server.rs"]
mod postgres_server;
mod redact;
mod spaces;
mod step;
mod words;

use std::{collections::BTreeSet, fs, path::Path};

/// Makes one test of each file.
macro_rules! cases {
    ($($name:ident)*) => {
        const CASES: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            fn $name() {
                case::run(stringify!($name));
            }
        )*
    };
}

cases! {
    admin
    archive_round_trip
    archive_unknown_kinds
    backup_and_restore
    backup_refused
    content_check
    content_list
    damaged_database
    demo
    export
    export_measured
    export_openplural
    help
    import_damaged
    import_dayone
    import_dry_run
    import_jrnl
    import_jrnl_sealed
    import_markdown
    import_openplural
    import_pluralkit
    import_simplyplural
    init
    measures_check
    measures_score
    newer_database
    no_notebook
    no_place_for_a_notebook
    note
    note_refused
    passphrase_file
    search
    serve_refused
    verify_changed
    verify_older
}

#[test]
fn every_file_is_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let there: BTreeSet<_> =
        files.map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(there, CASES.iter().map(|&name| name.to_owned()).collect());
}
