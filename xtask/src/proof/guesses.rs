//! T16: wrong passphrases open nothing, and every one of them is answered in the same words.
//!
//! Ten thousand slips, single bits, other forms of the same letters, a thousand letters, a wrong word among the
//! recovery words, and the time that an answer takes: `crates/seal/src/unlocker/guessing.rs`. Here, the page.

use super::{Lab, by_tests, control_must_fail};
use crate::{
    Result,
    product::{Notebook, Server},
    summary::Outcome,
};

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    let held = by_tests::guesses(lab)?;
    let notebook = lab.notebook()?;
    let wrong = wrong_ones(notebook.passphrase());
    let answers = wrong.iter().map(|typed| answer(lab, &notebook, typed)).collect::<Result<Vec<_>>>()?;
    alike(&answers)?;
    // The control: the page as a stranger sees it who has not tried yet.
    let untried = lab.copy_of(&notebook)?;
    let page = Server::start(&untried)?.stranger().get("/unlock")?;
    let other = [answers[0].clone(), (page.status, page.text())];
    let noticed = control_must_fail("a page with other words", alike(&other))?;
    Ok(Outcome::Held(format!("{held}; {} wrong ones answered alike; control: {noticed}", wrong.len())))
}

/// One bit, one letter, half of it, the same in capitals, a thousand letters, other letters that look the same.
fn wrong_ones(right: &str) -> Vec<String> {
    let mut bit = right.as_bytes().to_vec();
    bit[0] ^= 1;
    vec![
        String::from_utf8_lossy(&bit).into_owned(),
        right[..right.len() - 1].to_owned(),
        right[..right.len() / 2].to_owned(),
        right.to_uppercase(),
        right.repeat(30),
        right.replacen('o', "\u{43e}", 1),
    ]
}

/// What the page says to a first wrong try, on a copy of its own: later tries have to wait, and are told so.
fn answer(lab: &Lab, notebook: &Notebook, typed: &str) -> Result<(u16, String)> {
    let server = Server::start(&lab.copy_of(notebook)?)?;
    let answer = server.stranger().post("/unlock", &[("passphrase", typed)])?;
    if answer.is_yes() && answer.header("location").is_some() {
        return Err(format!("{typed:?} was let in").into());
    }
    Ok((answer.status, answer.text()))
}

fn alike(answers: &[(u16, String)]) -> Result {
    match answers.iter().position(|answer| *answer != answers[0]) {
        None => Ok(()),
        Some(other) => Err(format!("guess {} is answered otherwise than the first", other + 1).into()),
    }
}
