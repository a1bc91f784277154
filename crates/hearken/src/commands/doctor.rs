//! `hearken doctor`: looks at an installed system as whoever runs it would, one named check after the other. It leaves
//! nothing behind, and needs no passphrase.

mod folder;
mod machine;
mod reached;

use serde_json::json;

use super::Outcome;
use crate::{
    cli::{Common, Doctor},
    folder as data_folder,
    out::say,
    problem::Problem,
};

/// What a check came to: fine, or something to look at, each in a sentence. `None` where there is nothing to look at.
type Verdict = Option<Result<String, String>>;

/// A check that was made.
type Made = (&'static str, Verdict);

fn fine(says: impl Into<String>) -> Verdict {
    Some(Ok(says.into()))
}

fn look(says: impl Into<String>) -> Verdict {
    Some(Err(says.into()))
}

pub(crate) async fn run(common: &Common, asked: &Doctor) -> Result<Outcome, Problem> {
    let folder = data_folder::of(common)?;
    let mut made = folder::checks(&folder, common, asked.backups.as_deref()).await;
    made.extend(reached::checks(&folder, &asked.serve));
    made.extend(machine::checks());
    made.iter().try_for_each(|check| tell(check, asked.json))?;
    let all_fine = made.iter().all(|(_, verdict)| !matches!(verdict, Some(Err(_))));
    Ok(if all_fine { Outcome::Done } else { Outcome::LookAtIt })
}

fn tell((name, verdict): &Made, as_json: bool) -> Result<(), Problem> {
    let (found, says) = match verdict {
        Some(Ok(says)) => ("fine", says.as_str()),
        Some(Err(says)) => ("look", says.as_str()),
        None => ("none", "There is nothing of the kind here."),
    };
    if as_json {
        return say(json!({ "check": name, "found": found, "says": says }));
    }
    say(format_args!("{found}  {name:<20}  {says}"))
}
