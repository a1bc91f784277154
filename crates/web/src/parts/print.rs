//! A part on paper: what it says, without the private corner and without what is kept out of sight.

use maud::Markup;

use super::{pages::PrintedPart, picture, said};
use crate::{components::PartChip, error::Problem, form::RecordPath, session::Unlocked};

pub(super) async fn page(Unlocked(session): Unlocked, RecordPath(id): RecordPath) -> Result<Markup, Problem> {
    let notebook = session.vault().read();
    let part = notebook.part(id).ok_or(Problem::NotHere)?;
    Ok(PrintedPart {
        chip: PartChip::of(id, part),
        emoji: part.emoji.clone(),
        has_picture: picture::of(&notebook, part).is_some(),
        headings: said::headings(part),
    }
    .render())
}
