//! One agreement: what was agreed, how it went, and what was agreed before.

use hearken_core::{
    Known, Notebook, RecordId,
    agreements::{Agreement, Look},
};
use maud::Markup;

use super::pages::{Agreed, AgreementPage, Before, Beside, LookLine};
use crate::{
    components::PartChip,
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let agreement: &Agreement = notebook.get(id).ok_or(Problem::NotHere)?;
    let others = notebook.also_standing(id).into_iter().filter_map(|other| Agreement::of(&other.what));
    let others = others.map(|other| Beside {
        agreed: agreed(&notebook, &clock, other),
        looks: looks(&clock, other.looks.iter().filter(|look| !agreement.looks.contains(look))),
    });
    Ok(AgreementPage {
        page,
        id: id.to_string(),
        agreed: agreed(&notebook, &clock, agreement),
        due: agreement.is_due(clock.today()),
        looks: looks(&clock, agreement.looks.iter()),
        others: others.collect(),
        before: before(&notebook, &clock, id),
    }
    .render())
}

/// The terms, ready to be read.
pub(super) fn agreed(notebook: &Notebook, clock: &Clock, agreement: &Agreement) -> Agreed {
    let day = |date| words::day(date, clock.today());
    Agreed {
        what: agreement.what.clone(),
        by_whom: agreement.by_whom.clone(),
        how_to_check: agreement.how_to_check.clone(),
        parts: PartChip::these(notebook, &agreement.parts),
        made: day(agreement.made.date()),
        due: agreement.due.map(day),
        ended: agreement.ended.as_ref().map(|ended| day(ended.date())),
        last: agreement.looks.last().map(|look| (look.kept, day(look.when.date()))),
    }
}

/// Each look, the newest first.
fn looks<'a>(clock: &Clock, looks: impl DoubleEndedIterator<Item = &'a Look>) -> Vec<LookLine> {
    looks
        .rev()
        .map(|look| LookLine {
            kept: look.kept,
            when: words::day(look.when.date(), clock.today()),
            words: look.words.clone(),
        })
        .collect()
}

/// What was agreed before, the newest first: each revision whose words are others than those of the one after it.
fn before(notebook: &Notebook, clock: &Clock, id: RecordId) -> Vec<Before> {
    let words_of = |agreement: &Agreement| agreement.terms().1.map(str::to_owned);
    let history = notebook.history(id).iter().rev();
    let mut terms = history.filter_map(|revision| Some((revision.saved, Agreement::of(&revision.what)?)));
    let Some((_, newest)) = terms.next() else { return Vec::new() };
    let (mut later, mut before) = (words_of(newest), Vec::new());
    for (saved, agreement) in terms {
        if words_of(agreement) != later {
            let until = words::moment(&clock.when(saved), clock.today());
            before.push(Before { saved: until, agreed: agreed(notebook, clock, agreement) });
            later = words_of(agreement);
        }
    }
    before
}
