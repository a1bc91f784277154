//! T13, T36, T46, T47, the breath and the scores in a real browser: the long forms of the specs in `e2e/`.

use super::{super::Lab, rooms::Rooms};
use crate::{Result, browser, summary::Outcome, tools::run};

pub(crate) fn prove_hostile(lab: &Lab) -> Result<Outcome> {
    specs(lab, &["hostile"])
}

pub(crate) fn prove_neutral(lab: &Lab) -> Result<Outcome> {
    specs(lab, &["quiet"])
}

pub(crate) fn prove_leaving(lab: &Lab) -> Result<Outcome> {
    specs(lab, &["leaving"])
}

pub(crate) fn prove_queue(lab: &Lab) -> Result<Outcome> {
    specs(lab, &["session_queue", "session_killed"])
}

pub(crate) fn prove_breath(lab: &Lab) -> Result<Outcome> {
    specs(lab, &["breathing"])
}

/// LHC-Forms needs no notebook, so none is furnished.
pub(crate) fn prove_scores(lab: &Lab) -> Result<Outcome> {
    if lab.is_short() {
        return Ok(Outcome::Held(SHORT.to_owned()));
    }
    browser::need()?;
    let file = "lhc_forms.long.spec.ts";
    run(browser::playwright(&[file])?.env("HEARKEN_LONG", "1"))?;
    Ok(Outcome::Held(format!("{file} held; its control is in the short form")))
}

const SHORT: &str = "the short form is one of the browser tests";

/// The long spec of that name, with its negative controls inside. Its short form is run with all browser tests.
fn specs(lab: &Lab, names: &[&str]) -> Result<Outcome> {
    if lab.is_short() {
        return Ok(Outcome::Held(SHORT.to_owned()));
    }
    browser::need()?;
    let rooms = Rooms::furnish(lab)?.for_the_browser(lab)?;
    let files: Vec<String> = names.iter().map(|name| format!("{name}.long.spec.ts")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    run(&mut browser::playwright_long(&files, &rooms)?)?;
    Ok(Outcome::Held(format!("{} held, each test with its control", files.join(", "))))
}
