//! What ties a part to others: its bonds in words, and the agreements, decisions and triggers that name it. To read; each
//! has a page of its own.

use hearken_core::{
    Known, Notebook, RecordId,
    agreements::Agreement,
    bonds::{Bond, BondKind},
    decisions::Decision,
    parts::Part,
    triggers::Trigger,
};

use super::pages::{BondLine, Mention, Named};
use crate::{
    bonds::{forward, inverse},
    words,
    zone::Clock,
};

/// So many of each are shown; the story has them all.
const SHOWN: usize = 5;

/// The bonds of a part and of those that turned out to be it, as they are read from its side. Bonds that are over are
/// in the story; those to a part that is kept out of sight are on that one's page alone.
pub(super) fn bonds(notebook: &Notebook, family: &[RecordId]) -> Vec<BondLine> {
    let view = notebook.view();
    let its = notebook.all::<Bond>().filter(|(_, bond)| bond.ended.is_none());
    its.filter_map(|(id, bond)| {
        let other = match (family.contains(&bond.from), family.contains(&bond.to)) {
            (true, false) => bond.to,
            (false, true) => bond.from,
            // Between others; or between two that turned out to be one.
            _ => return None,
        };
        let goes_out = other == bond.to;
        let one = notebook.part(view.resolve(other)).filter(|_| !is_out_of_sight(notebook, family, other))?;
        Some(BondLine {
            address: format!("/bonds/{id}"),
            verb: verb(&bond.kind, goes_out).to_owned(),
            other: one.name.clone(),
            over: bond.over.clone(),
            archived: one.archived,
            was: (view.resolve(other) != other)
                .then(|| notebook.part(other).map(|was| was.name.clone()))
                .flatten(),
        })
    })
    .collect()
}

/// Whether the page of a part must not name another, because that one is kept out of sight and this one is not.
pub(super) fn is_out_of_sight(notebook: &Notebook, family: &[RecordId], other: RecordId) -> bool {
    let hidden = |id| notebook.part(id).is_some_and(|part| part.hidden);
    let asked_for = family.first().is_some_and(|&id| hidden(id));
    !asked_for && (hidden(other) || hidden(notebook.view().resolve(other)))
}

/// What a part is to the other one, read from its own end.
pub(super) fn verb(kind: &BondKind, goes_out: bool) -> &str {
    if goes_out { forward(kind) } else { inverse(kind) }
}

/// Agreements, decisions and triggers that name one of the family, the newest first.
pub(super) fn named_in(notebook: &Notebook, clock: &Clock, family: &[RecordId]) -> Vec<Named> {
    let names = |parts: &[RecordId]| parts.iter().any(|part| family.contains(part));
    let seats = |decision: &Decision| decision.seats.iter().any(|seat| family.contains(&seat.part));
    let today = clock.today();
    let agreements = latest(
        notebook,
        |agreement: &Agreement| agreement.ended.is_none() && names(&agreement.parts),
        |agreement| (words::beginning(&agreement.what, 80), words::moment(&agreement.made, today)),
        "/agreements/",
    );
    let decisions = latest(
        notebook,
        seats,
        |decision: &Decision| {
            (words::beginning(&decision.question, 80), words::moment(&decision.asked, today))
        },
        "/decisions/",
    );
    let triggers = latest(
        notebook,
        |trigger: &Trigger| !trigger.archived && names(&trigger.parts),
        |trigger| (trigger.name.clone(), String::new()),
        "/triggers/",
    );
    let all = [
        ("Agreements with it", agreements),
        ("Decisions it has a seat in", decisions),
        ("What calls it", triggers),
    ];
    all.into_iter()
        .filter(|(_, mentions)| !mentions.is_empty())
        .map(|(heading, mentions)| Named { heading, mentions })
        .collect()
}

fn latest<'a, T: Known + 'a>(
    notebook: &'a Notebook,
    names_it: impl Fn(&T) -> bool,
    told: impl Fn(&T) -> (String, String),
    address: &str,
) -> Vec<Mention> {
    let naming = notebook.all::<T>().rev().filter(|(_, it)| names_it(it)).take(SHOWN);
    let mentions = naming.map(|(id, it)| {
        let (title, when) = told(it);
        Mention { address: format!("{address}{id}"), title, when }
    });
    mentions.collect()
}

/// The part and those that turned out to be it, however far away.
pub(super) fn family(notebook: &Notebook, id: RecordId) -> Vec<RecordId> {
    let view = notebook.view();
    let merged = notebook
        .parts()
        .filter(|(other, part)| *other != id && part.merged_into.is_some() && view.resolve(*other) == id);
    std::iter::once(id).chain(merged.map(|(other, _): (RecordId, &Part)| other)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::{Record, Revision, Timestamp, notebook::Prepared};

    /// The Planner (1), the Critic (2), the Shadow (3, out of sight), the Clown (4, archived); the Planner is tied to all.
    fn four() -> (Notebook, [RecordId; 4]) {
        let mut notebook = Notebook::default();
        let ids = [1, 2, 3, 4].map(|n| RecordId::from_bytes([n; 16]));
        let mut save = |record, what: Record| {
            let saved = Timestamp::from_millis(0);
            notebook.apply(Prepared::of(Revision {
                record,
                rev: 1,
                base: 0,
                settles: Vec::new(),
                saved,
                what,
            }));
        };
        for (id, name) in ids.into_iter().zip(["The Planner", "The Critic", "The Shadow", "The Clown"]) {
            let (hidden, archived) = (name == "The Shadow", name == "The Clown");
            save(id, Part { name: name.to_owned(), hidden, archived, ..Part::default() }.into());
        }
        for (n, &other) in (10..).zip(&ids[1..]) {
            save(RecordId::from_bytes([n; 16]), Bond::new(ids[0], BondKind::Protects, other).into());
        }
        (notebook, ids)
    }

    #[test]
    fn a_part_out_of_sight_is_named_on_no_page_but_its_own_and_an_archived_one_with_a_sentence() {
        let (notebook, [planner, _, shadow, _]) = four();
        let named = |id| -> Vec<_> {
            let lines = bonds(&notebook, &family(&notebook, id)).into_iter();
            lines.map(|line| (line.verb, line.other, line.archived)).collect()
        };
        let line = |verb: &str, other: &str, archived| (verb.to_owned(), other.to_owned(), archived);
        assert_eq!(
            named(planner),
            [line("protects", "The Critic", false), line("protects", "The Clown", true)]
        );
        assert_eq!(named(shadow), [line("is protected by", "The Planner", false)]);
    }

    #[test]
    fn a_bond_is_read_from_the_side_of_the_part() {
        assert_eq!(verb(&BondKind::Protects, true), "protects");
        assert_eq!(verb(&BondKind::Protects, false), "is protected by");
        let own = |inverse: &str| BondKind::Own { name: "teaches".to_owned(), inverse: inverse.to_owned() };
        assert_eq!(verb(&own("learns from"), false), "learns from");
        assert_eq!(verb(&own(""), false), "teaches");
    }
}
