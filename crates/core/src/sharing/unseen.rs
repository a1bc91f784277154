//! What a member of a space has not seen yet of what the other shows and says.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{Said, Seen, SharedPage};
use crate::{Notebook, RecordId};

/// What this member has not seen as it stands, of what the other shows on that day and says; pages first, each kind in the
/// order in which it came. `space` is the notebook of the space.
pub fn unseen(space: &Notebook, me: RecordId, today: Date) -> impl Iterator<Item = RecordId> {
    let seen: HashSet<_> = space
        .all::<Seen>()
        .filter(|(_, seen)| seen.by == me)
        .map(|(_, seen)| (seen.what, seen.rev))
        .collect();
    let shown = move |page: &SharedPage| page.by != me && page.is_shown(today);
    let pages = space.all::<SharedPage>().filter(move |(_, page)| shown(page)).map(|(record, _)| record);
    let said = space.all::<Said>().filter(move |(_, said)| said.by != me).map(|(record, _)| record);
    pages.chain(said).filter(move |record| {
        let standing = space.current(*record).map_or(0, |standing| standing.rev);
        !seen.contains(&(*record, standing))
    })
}
