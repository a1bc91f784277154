//! What stands between two people: what each shows the other, what was seen of it, and what they said.

use std::collections::HashSet;

use hearken_core::{
    Extra, Notebook, RecordId,
    sharing::{Grant, Manner, Said, Seen, SharedPage, see, unseen},
};
use hearken_vault::{OpenSpace, Session};

use super::pages::{Mine, Remark, Theirs, ToDo};
use crate::{AppState, error::Problem, words, zone::Clock};

/// So many things that were said are shown at once, the newest first.
const SHOWN: usize = 50;

/// What is called what.
pub(super) fn kind_word(kind: &str) -> &'static str {
    match kind {
        "part" => "A part",
        "journal" => "An entry",
        "exercise" => "An exercise",
        "agreement" => "An agreement",
        "decision" => "A decision",
        "intention" => "An intention",
        "treatment-session" => "A session",
        "map" => "The map",
        "measure" => "A questionnaire",
        _ => "Something",
    }
}

/// What this person shows, and what the other saw of it.
pub(super) fn mine(notebook: &Notebook, space: &OpenSpace, id: RecordId, clock: &Clock) -> Vec<Mine> {
    let (today, shared) = (clock.today(), space.read());
    let grant = |page: RecordId| {
        let of_it = |(_, grant): &(RecordId, &Grant)| grant.space == id && grant.page == page;
        notebook.all::<Grant>().find(of_it).map(|(grant, _)| grant.to_string())
    };
    let shown = shared.all::<SharedPage>().filter(|(_, page)| page.by == space.me() && page.is_shown(today));
    let one = |(record, page): (RecordId, &SharedPage)| {
        let seen = shared.all::<Seen>().filter(|(_, seen)| seen.what == record && seen.by != space.me());
        let now = shared.current(record).map_or(0, |standing| standing.rev);
        let line = |seen: &Seen| {
            let earlier = if seen.rev == now { "" } else { ", as it was before you changed it" };
            format!("{}{earlier}", words::moment(&seen.when, today))
        };
        Mine {
            page: record.to_string(),
            grant: grant(record),
            kind: kind_word(&page.kind),
            title: page.title.clone(),
            keeps_up: page.keeps_up,
            until: page.until.map(|until| words::day(until, today)),
            seen: seen.map(|(_, seen)| line(seen)).collect(),
        }
    };
    shown.map(one).collect()
}

/// What the other shows.
pub(super) fn theirs(space: &OpenSpace, clock: &Clock) -> Vec<Theirs> {
    let (new, shared) = (new_here(space, clock), space.read());
    let shown =
        shared.all::<SharedPage>().filter(|(_, page)| page.by != space.me() && page.is_shown(clock.today()));
    let one = |(record, page): (RecordId, &SharedPage)| Theirs {
        page: record.to_string(),
        kind: kind_word(&page.kind),
        title: page.title.clone(),
        new: new.contains(&record),
    };
    shown.map(one).collect()
}

/// What from the other this member has not seen as it stands.
fn new_here(space: &OpenSpace, clock: &Clock) -> HashSet<RecordId> {
    unseen(&space.read(), space.me(), clock.today()).collect()
}

/// What was said, the newest first; about one page, or all of it.
pub(super) fn said(space: &OpenSpace, about: Option<RecordId>, clock: &Clock) -> Vec<Remark> {
    let (me, new) = (space.me(), new_here(space, clock));
    let shared = space.read();
    let all = shared.all::<Said>().rev();
    let of_it = all.filter(|(_, said)| about.is_none() || said.about == about).take(SHOWN);
    of_it
        .map(|(record, said)| Remark {
            mine: said.by == me,
            what: match said.manner {
                Manner::Message => None,
                Manner::Exercise => Some("An exercise, left to do"),
                Manner::Measure => Some("A questionnaire, left to do"),
                Manner::Question => Some("A question"),
                Manner::Note => Some("A note for both"),
            },
            words: worded(said),
            when: shared
                .history(record)
                .first()
                .map(|first| words::moment(&clock.when(first.saved), clock.today()))
                .unwrap_or_default(),
            about: said.about.and_then(|page| shared.get::<SharedPage>(page)).map(|page| page.title.clone()),
            new: new.contains(&record),
        })
        .collect()
}

/// What was said; where something is left to do, its name goes before.
fn worded(said: &Said) -> String {
    let to_do = ToDo::of(hearken_content::library(), said.manner, &said.to_do).map(|to_do| to_do.title);
    let lines = to_do.into_iter().chain([said.words.clone()]).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Notes that this member has seen these things as they stand. The other can see that.
pub(super) async fn note_seen(
    state: &AppState,
    space: &OpenSpace,
    clock: &Clock,
    things: Vec<RecordId>,
) -> Result<(), Problem> {
    let me = space.me();
    let new = new_here(space, clock);
    let fresh: Vec<_> = things.into_iter().filter(|record| new.contains(record)).take(SHOWN).collect();
    if fresh.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = fresh.iter().map(|_| state.keeper.new_record_id()).collect();
    let when = clock.now();
    let change = move |shared: &Notebook| {
        let each = fresh.into_iter().zip(ids).filter_map(|(what, id)| {
            let rev = shared.current(what)?.rev;
            see(shared, id, Seen { by: me, what, rev, when: when.clone(), extra: Extra::default() })
        });
        Ok(each.collect())
    };
    space.write(clock.today(), change).await?;
    Ok(())
}

/// What the other said that is shown.
pub(super) fn said_by_the_other(space: &OpenSpace) -> Vec<RecordId> {
    let (shared, me) = (space.read(), space.me());
    let theirs = shared.all::<Said>().rev().filter(|(_, said)| said.by != me).take(SHOWN);
    theirs.map(|(record, _)| record).collect()
}

/// The space of that id, if both are in it.
pub(super) async fn space(state: &AppState, session: &Session, id: RecordId) -> Result<OpenSpace, Problem> {
    match super::standing::of(state, session, id).await? {
        (_, super::standing::Stands::On(space)) => Ok(space),
        (_, super::standing::Stands::WasEnded | super::standing::Stands::Ended) => Err(Problem::SpaceEnded),
        _ => Err(Problem::NotHere),
    }
}
