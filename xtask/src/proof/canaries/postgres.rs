//! The same where two people share on PostgreSQL: nothing they say stands in what `pg_dump` prints, in the files of the database
//! and its log, in a backup or in the log of the program.

use std::{ffi::OsStr, fs};

use super::{super::Lab, between, control_must_fail, nowhere};
use crate::{
    Result,
    product::{Notebook, Server, said, test_word},
    scale::Postgres,
    tools::files_below,
};

/// The first of the words that are typed here.
const FIRST_WORD: usize = 600_000;

pub(super) fn prove(lab: &Lab) -> Result<String> {
    let (postgres, log) = (Postgres::start()?, lab.fresh("log"));
    let notebook = Notebook::at(&lab.binary(), &lab.fresh_folder("beside")?)?;
    let (address, trace) = (postgres.address(), OsStr::new("trace"));
    let database = ("HEARKEN_DATABASE", OsStr::new(&address));
    let environment = [("RUST_LOG", trace), ("HEARKEN_LOG", trace), database];
    let server = Server::start_with(&notebook, &["--sign-up", "invitation"], &environment, Some(&log))?;
    let (mut ada, passphrase) = (server.stranger(), notebook.passphrase());
    let begun = ada.post("/begin", &[("name", "Ada"), ("passphrase", passphrase), ("again", passphrase)])?;
    if begun.status != 303 {
        return Err(format!("beginning on PostgreSQL was answered {}", begun.status).into());
    }
    let mut words = Vec::new();
    let mut word = || {
        words.push(test_word(FIRST_WORD + words.len()));
        words.last().cloned().unwrap_or_default()
    };
    let shared = between::shares(&mut ada, server.stranger(), &mut word)?;
    let [sealed, backup, dump] = ["sealed-page", "backup", "dump"].map(|name| lab.fresh(name));
    fs::write(&sealed, shared.file)?;
    let mut made = notebook.prepare("backup", &[&backup.to_string_lossy()]);
    let made = made.env("HEARKEN_DATABASE", &address).output()?;
    if !made.status.success() {
        return Err(format!("backup: {}", said(&made)).into());
    }
    server.kill()?;
    fs::write(&dump, postgres.dump()?)?;
    let planted = lab.fresh("planted");
    fs::write(&planted, postgres.dump_with(&words[0])?)?;
    control_must_fail("a word in a table", nowhere(&words[..1], &[planted]))?;
    postgres.kill()?;
    let mut places = files_below(&postgres.folder().join("data"))?;
    // The word that was planted lies in the files from here on.
    nowhere(&words, &[dump.clone(), sealed, backup, log.clone(), postgres.folder().join("log")])?;
    places.extend(files_below(notebook.folder())?);
    nowhere(&words[1..], &places)?;
    if fs::metadata(&log)?.len() == 0 || !fs::read_to_string(&dump)?.contains("entries") {
        return Err("the log or the dump is empty, so nothing was looked at".into());
    }
    Ok(format!("{} of two people on PostgreSQL in no dump, file or backup", words.len()))
}
