//! `hearken note`: a quick capture from the terminal.

use std::io::{self, IsTerminal, Read};

use hearken_core::{
    journal::{Writing, keep},
    limits::{TEXT_BYTES, check_text},
};

use super::Outcome;
use crate::{
    cli::Common,
    clock,
    notebook::{self, Access},
    out::{remark, say},
    problem::{Problem, unreadable},
};

pub(crate) async fn run(common: &Common, words: &[String]) -> Result<Outcome, Problem> {
    // Opened first: nobody should write a page and then find that it cannot be kept.
    let notebook = notebook::open(common, Access::Write).await?;
    let body = if words.is_empty() { from_stdin()? } else { words.join(" ") };
    let writing = Writing {
        record: notebook.keeper.new_record_id(),
        base: 0,
        settles: Vec::new(),
        title: String::new(),
        body,
        when: clock::here(notebook.keeper.now()),
        parts: Vec::new(),
        starred: false,
    };
    notebook.vault.write(move |notebook| Ok(vec![keep(notebook, writing)?]), Vec::new()).await?;
    say("Kept.")?;
    Ok(Outcome::Done)
}

fn from_stdin() -> Result<String, Problem> {
    if io::stdin().is_terminal() {
        let end = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };
        remark(format_args!("Write your note. {end} on a line of its own keeps it; Ctrl-C does not."));
    }
    let mut bytes = Vec::new();
    let limit = TEXT_BYTES as u64 + 1;
    io::stdin().take(limit).read_to_end(&mut bytes).map_err(unreadable("Standard input"))?;
    // A text that is too long was cut, perhaps in the middle of a letter: its length comes first.
    check_text(&String::from_utf8_lossy(&bytes))?;
    String::from_utf8(bytes).map_err(|_| {
        Problem::new(
            "What came in is not UTF-8 text. Nothing was kept.",
            "Convert it to UTF-8 and try again.",
        )
    })
}
