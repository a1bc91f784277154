//! What was measured, for other programs: as a FHIR bundle, or as a table.

use std::{io::Write, path::PathBuf};

use hearken_report::{fhir, openplural::Choice, table};
use hearken_seal::random_bytes;

use super::{NOT_SEALED, named, nothing_to_choose, whole_or_not_at_all};
use crate::{
    cli::Common,
    clock,
    commands::{Outcome, serve::use_own_content},
    folder,
    notebook::{self, Access, Opened},
    out::{counted, say},
    problem::Problem,
};

const HOLDS: &str = "This always holds all that was measured";

/// Writes answers, totals and vital signs as one FHIR bundle.
pub(in crate::commands) async fn fhir(
    common: &Common,
    file: Option<PathBuf>,
    choice: Choice,
) -> Result<Outcome, Problem> {
    let opened = open(common, choice).await?;
    let file = named(file, &opened, "json")?;
    let made = clock::here(opened.keeper.now());
    let known = hearken_web::all_known(&opened.vault.read());
    let measured = hearken_web::measured(&known);
    let written = fhir::write(&opened.vault.read(), &measured, &made, &mut random_bytes);
    whole_or_not_at_all(&file, |mut out| out.write_all(written.text().as_bytes()))?;
    say(format_args!(
        "In {}: {}, {}, {}.",
        file.display(),
        counted(written.responses, "answered questionnaire", "answered questionnaires"),
        counted(written.scores, "total", "totals"),
        counted(written.vitals, "vital sign", "vital signs"),
    ))?;
    if written.left_out > 0 {
        let left_out = counted(written.left_out, "answered questionnaire", "answered questionnaires");
        say(format_args!("Left out: {left_out} in words that are not here any more"))?;
    }
    told(&opened)
}

/// Writes answers and totals as a table.
pub(in crate::commands) async fn csv(
    common: &Common,
    file: Option<PathBuf>,
    choice: Choice,
) -> Result<Outcome, Problem> {
    let opened = open(common, choice).await?;
    let file = named(file, &opened, "csv")?;
    let known = hearken_web::all_known(&opened.vault.read());
    let text = table::write(&opened.vault.read(), &hearken_web::measured(&known));
    whole_or_not_at_all(&file, |mut out| out.write_all(text.as_bytes()))?;
    say(format_args!("The table is in {}.", file.display()))?;
    told(&opened)
}

/// Opens the notebook, with questionnaires of one's own beside those that are built in.
async fn open(common: &Common, choice: Choice) -> Result<Opened, Problem> {
    nothing_to_choose(HOLDS, choice)?;
    let opened = notebook::open(common, Access::Read).await?;
    use_own_content(&folder::of(common)?, None);
    Ok(opened)
}

fn told(opened: &Opened) -> Result<Outcome, Problem> {
    say(NOT_SEALED)?;
    Ok(if opened.vault.faults().is_empty() { Outcome::Done } else { Outcome::LookAtIt })
}
