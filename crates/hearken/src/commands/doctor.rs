//! `hearken doctor`: looks at an installed system as whoever runs it would, one named check after the other. It leaves
//! nothing behind, opens no notebook and needs no passphrase.

mod backups;
mod folder;
mod machine;
mod people;
mod reached;
mod running;
mod sealing;
mod stored;

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

/// Fine where something holds, and something to look at where it does not.
fn judged(holds: bool, says: impl FnOnce() -> String, else_says: impl FnOnce() -> String) -> Verdict {
    if holds { fine(says()) } else { look(else_says()) }
}

/// What belongs together, under a heading.
type Group = (&'static str, Vec<Made>);

pub(crate) async fn run(common: &Common, asked: &Doctor) -> Result<Outcome, Problem> {
    let folder = data_folder::of(common)?;
    let mut in_folder = folder::checks(&folder, common).await;
    in_folder.extend(backups::checks(asked.backups.as_deref()));
    let groups: [Group; 6] = [
        ("The folder and its backups", in_folder),
        ("Where notebooks lie", stored::checks(&folder, common).await),
        ("Address, certificate, mail, content", reached::checks(&folder, &asked.serve)),
        ("The running server", running::checks(&asked.serve).await),
        ("This machine", machine::checks()),
        ("Sealing", sealing::checks()),
    ];
    for (heading, made) in &groups {
        if !asked.json {
            say(format_args!("{heading}"))?;
        }
        made.iter().try_for_each(|check| tell(heading, check, asked.json))?;
    }
    let mut made = groups.iter().flat_map(|(_, made)| made);
    let all_fine = made.all(|(_, verdict)| !matches!(verdict, Some(Err(_))));
    Ok(if all_fine { Outcome::Done } else { Outcome::LookAtIt })
}

fn tell(heading: &str, (name, verdict): &Made, as_json: bool) -> Result<(), Problem> {
    let (found, says) = match verdict {
        Some(Ok(says)) => ("fine", says.as_str()),
        Some(Err(says)) => ("look", says.as_str()),
        None => ("none", "There is nothing of the kind here."),
    };
    if as_json {
        return say(json!({ "group": heading, "check": name, "found": found, "says": says }));
    }
    say(format_args!("  {found}  {name:<20}  {says}"))
}
