//! What stands between two people: what each shows the other, what was seen of it, and what they said.

use std::collections::{HashMap, HashSet};

use hearken_core::{
    Extra, Known, Notebook, RecordId,
    sharing::{Grant, Manner, Said, Seen, SharedPage, see, unseen},
};
use hearken_vault::{OpenSpace, Session};
use jiff::civil::Date;

use super::{
    pages::{About, Mine, Remark, SeenBefore, Talk, Theirs, ToDo, Waits},
    show,
};
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
        notebook.all::<Grant>().find(of_it).map(|(grant, _)| grant)
    };
    let here = clock.today_here();
    let shown = shared.all::<SharedPage>().filter(|(_, page)| page.by == space.me() && page.is_shown(here));
    let one = |(record, page): (RecordId, &SharedPage)| {
        let seen = shared.all::<Seen>().filter(|(_, seen)| seen.what == record && seen.by != space.me());
        let now = shared.current(record).map_or(0, |standing| standing.rev);
        let line = |seen: &Seen| {
            let earlier = if seen.rev == now { "" } else { ", as it was before you changed it" };
            format!("{}{earlier}", words::moment(&seen.when, today))
        };
        let grant = grant(record);
        let earlier = grant.map(|grant| pages_of(notebook, grant)).unwrap_or_default();
        Mine {
            page: record.to_string(),
            grant: grant.map(|grant| grant.to_string()),
            kind: kind_word(&page.kind),
            title: page.title.clone(),
            keeps_up: page.keeps_up,
            whole: grant.and_then(|grant| notebook.get::<Grant>(grant)).is_some_and(|grant| grant.whole),
            until: page.until.map(|until| words::day(until, today)),
            seen: seen.map(|(_, seen)| line(seen)).collect(),
            seen_earlier: looks(&shared, space.me(), &earlier, Some(record), today),
        }
    };
    shown.map(one).collect()
}

/// What is shared and says nothing now, since what is ticked of it is empty: it comes by itself once that says something, and can be
/// stopped before.
pub(super) fn waiting(
    state: &AppState,
    session: &Session,
    space: &OpenSpace,
    id: RecordId,
    clock: &Clock,
) -> Vec<Waits> {
    let waits: Vec<_> = {
        let (notebook, shared) = (session.vault().read(), space.read());
        let waits = notebook.all::<Grant>().filter(|(_, grant)| {
            grant.space == id && grant.is_on(clock.today()) && shared.get::<SharedPage>(grant.page).is_none()
        });
        waits.map(|(record, grant)| (record, grant.clone())).collect()
    };
    let titles: HashMap<_, _> = show::titles(state, session, clock, &waits).into_iter().collect();
    let one = |(record, _): &(RecordId, Grant)| Waits {
        title: titles.get(record).cloned(),
        grant: record.to_string(),
    };
    waits.iter().map(one).collect()
}

/// What was looked at of what is not shown now: it was stopped, say, or is paused. The looks stay, whatever becomes of the pages.
pub(super) fn seen_before(
    state: &AppState,
    session: &Session,
    space: &OpenSpace,
    id: RecordId,
    clock: &Clock,
) -> Vec<SeenBefore> {
    let of_it = |(record, grant): (RecordId, &Grant), notebook: &Notebook| {
        (grant.space == id).then(|| (record, grant.clone(), pages_of(notebook, record)))
    };
    let grants: Vec<_> = {
        let notebook = session.vault().read();
        notebook.all::<Grant>().filter_map(|grant| of_it(grant, &notebook)).collect()
    };
    let (mut gone, mut seen) = (Vec::new(), Vec::new());
    {
        let (shared, here) = (space.read(), clock.today_here());
        let shown = |page| shared.get::<SharedPage>(page).is_some_and(|page| page.is_shown(here));
        for (record, grant, pages) in grants.into_iter().filter(|(_, grant, _)| !shown(grant.page)) {
            let looks = looks(&shared, space.me(), &pages, None, clock.today());
            if !looks.is_empty() {
                gone.push((record, grant));
                seen.push((record, looks));
            }
        }
    }
    let titles: HashMap<_, _> = show::titles(state, session, clock, &gone).into_iter().collect();
    let title = |record| titles.get(&record).cloned();
    seen.into_iter().map(|(record, looks)| SeenBefore { title: title(record), looks }).collect()
}

/// The pages on which something is and was shown: it comes back from a pause on another one.
fn pages_of(notebook: &Notebook, grant: RecordId) -> Vec<RecordId> {
    let stood = notebook.history(grant).iter().filter_map(|revision| Grant::of(&revision.what));
    let mut pages: Vec<_> = stood.map(|grant| grant.page).collect();
    pages.dedup();
    pages
}

/// When the other looked at these pages, in words; not at `except`.
fn looks(
    shared: &Notebook,
    me: RecordId,
    pages: &[RecordId],
    except: Option<RecordId>,
    today: Date,
) -> Vec<String> {
    let of_them = |seen: &Seen| seen.by != me && pages.contains(&seen.what) && Some(seen.what) != except;
    let seen = shared.all::<Seen>().filter(|(_, seen)| of_them(seen));
    seen.map(|(_, seen)| words::moment(&seen.when, today)).collect()
}

/// What the other shows.
pub(super) fn theirs(space: &OpenSpace, clock: &Clock) -> Vec<Theirs> {
    let (new, shared) = (new_here(space, clock), space.read());
    let shown = shared
        .all::<SharedPage>()
        .filter(|(_, page)| page.by != space.me() && page.is_shown(clock.today_here()));
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
    unseen(&space.read(), space.me(), clock.today_here()).collect()
}

/// What was said, the newest first; about one page, or all of it. `before` is the last that was read: what is older follows.
pub(super) fn said(
    space: &OpenSpace,
    about: Option<RecordId>,
    before: Option<RecordId>,
    clock: &Clock,
) -> Talk {
    let (me, new) = (space.me(), new_here(space, clock));
    let shared = space.read();
    let all = shared.all::<Said>().rev();
    let all: Vec<_> = all.filter(|(_, said)| about.is_none() || said.about == about).collect();
    let from = before.and_then(|before| all.iter().position(|(record, _)| *record == before));
    let from = from.map_or(0, |last| last + 1);
    let (shown, rest) = all[from..].split_at(SHOWN.min(all.len() - from));
    let remarks = shown
        .iter()
        .map(|&(record, said)| Remark {
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
            about: match said.about.map(|page| shared.get::<SharedPage>(page)) {
                None => About::Nothing,
                Some(page) => page.map_or(About::Gone, |page| About::Shown(page.title.clone())),
            },
            new: new.contains(&record),
        })
        .collect();
    let last = shown.last().filter(|_| !rest.is_empty());
    Talk { remarks, older: last.map(|(record, _)| record.to_string()), is_older: from > 0 }
}

/// What was said; where something is left to do, its name goes before.
fn worded(said: &Said) -> String {
    let to_do = ToDo::of(hearken_content::library(), said.manner, &said.to_do).map(|to_do| to_do.title);
    let lines = to_do.into_iter().chain([said.words.clone()]).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Notes what is new of these things as seen, as it stands. The other can see that.
pub(super) async fn note_seen(
    state: &AppState,
    space: &OpenSpace,
    clock: &Clock,
    things: Vec<RecordId>,
) -> Result<(), Problem> {
    let new = new_here(space, clock);
    let fresh: Vec<_> = things.into_iter().filter(|record| new.contains(record)).collect();
    if fresh.is_empty() {
        return Ok(());
    }
    note(state, space, clock, fresh).await
}

/// Notes that this member looked at a page: once on each day, whether it was new to them or not.
pub(super) async fn note_look(
    state: &AppState,
    space: &OpenSpace,
    clock: &Clock,
    page: RecordId,
) -> Result<(), Problem> {
    note(state, space, clock, vec![page]).await
}

async fn note(
    state: &AppState,
    space: &OpenSpace,
    clock: &Clock,
    fresh: Vec<RecordId>,
) -> Result<(), Problem> {
    let me = space.me();
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

/// All that the other said, the newest first; about one page, or all of it.
pub(super) fn said_by_the_other(space: &OpenSpace, about: Option<RecordId>) -> Vec<RecordId> {
    let (shared, me) = (space.read(), space.me());
    let is_of_it = |said: &Said| said.by != me && (about.is_none() || said.about == about);
    let theirs = shared.all::<Said>().rev().filter(|(_, said)| is_of_it(said));
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
