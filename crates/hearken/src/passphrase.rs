//! Asking for a passphrase, or reading it from a file.

use std::{
    fs::File,
    io::{self, IsTerminal, Read},
    path::Path,
};

use hearken_seal::Passphrase;
use zeroize::Zeroizing;

use crate::{
    cli::Common,
    problem::{Problem, unreadable},
};

/// Bytes of a passphrase file; a larger one is some other file.
const FILE_BYTES: u64 = 64 << 10;

/// The passphrase of the notebook.
pub(crate) fn get(common: &Common) -> Result<Passphrase, Problem> {
    match &common.passphrase_file {
        Some(file) => not_empty(&from_file(file)?),
        None => not_empty(&ask("Passphrase: ")?),
    }
}

/// A new passphrase: from the file, or asked for twice.
pub(crate) fn get_new(common: &Common) -> Result<Passphrase, Problem> {
    if common.passphrase_file.is_some() {
        return get(common);
    }
    let first = ask("A new passphrase: ")?;
    let passphrase = not_empty(&first)?;
    let second = ask("The same again: ")?;
    if *first != *second {
        return Err(Problem::new("The two passphrases are not the same. Nothing was made.", "Start again."));
    }
    Ok(passphrase)
}

fn not_empty(typed: &str) -> Result<Passphrase, Problem> {
    if typed.is_empty() {
        return Err(Problem::new(
            "The passphrase is empty. Nothing was changed.",
            "Type it when asked, or write it into the first line of the file.",
        ));
    }
    Ok(Passphrase::new(typed))
}

/// The first line of a file, without its end and without the mark that some editors put in front.
pub(crate) fn from_file(file: &Path) -> Result<Zeroizing<String>, Problem> {
    let mut bytes = Zeroizing::new(Vec::new());
    let opened = File::open(file).map_err(unreadable("The passphrase file"))?;
    opened.take(FILE_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable("The passphrase file"))?;
    if bytes.len() as u64 > FILE_BYTES {
        return Err(Problem::new(
            "The passphrase file is too large to hold a passphrase. Nothing was changed.",
            "Name the file that has the passphrase in its first line.",
        ));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| {
        Problem::new(
            "The passphrase file is not UTF-8 text. Nothing was changed.",
            "Save it as UTF-8 and try again.",
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(Zeroizing::new(text.lines().next().unwrap_or("").to_owned()))
}

/// Asks on the terminal, without showing what is typed; also when the words of a note are piped in.
pub(crate) fn ask(prompt: &str) -> Result<Zeroizing<String>, Problem> {
    let somebody_is_there = io::stdin().is_terminal() || io::stderr().is_terminal();
    let typed = somebody_is_there.then(|| rpassword::prompt_password(prompt));
    match typed {
        Some(Ok(typed)) => Ok(Zeroizing::new(typed)),
        _ => Err(Problem::new(
            "The passphrase is needed, and nobody typed it. Nothing was changed.",
            "Run this in a terminal, or name a file with --passphrase-file FILE.",
        )),
    }
}
