//! Keeping what is shown as the person wants it: after whatever they write, pages that follow are made anew, and pages that
//! are not to be seen any more are taken back. What is erased in the notebook goes from every space with it.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Mutex, PoisonError},
};

use hearken_core::{
    Extra, Kind, Notebook, RecordId, Timestamp, VaultId,
    notebook::Prepared,
    sharing::{self, Grant, SharedPage, Space, Subject, is_out_of_sight},
};
use hearken_vault::{OpenSpace, Session};
use jiff::civil::Date;

use super::copies::{self, Copy};
use crate::{AppState, error::Problem, zone::Clock};

/// Up to where what each person shows was brought up to date.
#[derive(Debug, Default)]
pub(crate) struct KeptUp(Mutex<HashMap<VaultId, Moment>>);

/// What pages depend on, beside the words themselves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Moment {
    /// The end of their log.
    seq: u64,
    day: Date,
    /// What was kept out of sight or erased by then.
    sight: u64,
    /// So many spaces were ended.
    ended: usize,
}

impl Moment {
    fn of(notebook: &Notebook, seq: u64, day: Date) -> Self {
        let mut hasher = DefaultHasher::new();
        let hidden = notebook.of_kind(Kind::Part).iter().filter(|part| is_out_of_sight(notebook, **part));
        hidden.for_each(|part| part.bytes().hash(&mut hasher));
        notebook.of_kind(Kind::Erasure).len().hash(&mut hasher);
        let ended = notebook.all::<Space>().filter(|(_, space)| space.ended.is_some()).count();
        Self { seq, day, sight: hasher.finish(), ended }
    }
}

impl KeptUp {
    fn of(&self, vault: VaultId) -> Option<Moment> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&vault).copied()
    }

    fn note(&self, vault: VaultId, at: Moment) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(vault, at);
    }
}

/// Brings what this person shows up to date, where they wrote something since or another day has begun. What cannot be done
/// now is tried again with their next request.
pub(crate) async fn keep_up(state: &AppState, session: &Session, clock: &Clock) {
    let vault = session.vault();
    let (seq, day) = (vault.head().seq, clock.today());
    let before = state.kept_up.of(vault.id());
    if before.is_some_and(|before| (before.seq, before.day) == (seq, day)) {
        return;
    }
    let now = Moment::of(&vault.read(), seq, day);
    // What is shown as it was changes when something of it is hidden or erased, and else never.
    let sight_changed = before.is_none_or(|before| before.sight != now.sight);
    let mut all_done = true;
    if before.is_none_or(|before| before.ended != now.ended)
        && let Err(error) = state.keeper.end_what_was_ended(session).await
    {
        tracing::warn!(%error, "a space that was ended could not be ended for the other");
        all_done = false;
    }
    let grants: Vec<RecordId> = vault.read().all::<Grant>().map(|(record, _)| record).collect();
    for record in grants {
        if let Err(problem) = bring_up_to_date(state, session, clock, record, sight_changed).await {
            tracing::warn!(
                status = problem.status().as_u16(),
                "something that is shown could not be brought up to date"
            );
            all_done = false;
        }
    }
    if all_done {
        state.kept_up.note(vault.id(), now);
    }
}

async fn bring_up_to_date(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    record: RecordId,
    sight_changed: bool,
) -> Result<(), Problem> {
    stop_what_is_hidden(session, record).await?;
    // Read only now: while the ones before it were brought up to date, this one may have been stopped elsewhere.
    let Some(grant) = session.vault().read().get::<Grant>(record).cloned() else { return Ok(()) };
    let Some(space) = state.keeper.space(session, grant.space).await? else { return Ok(()) };
    let copy = copy(state, &session.vault().read(), clock, &grant);
    let stands = space.read().get::<SharedPage>(grant.page).is_some();
    let copy = match copy {
        Some(_) if !grant.keeps_up && (!stands || sight_changed) => {
            as_chosen(state, session, clock, record, &grant)
        }
        copy => copy,
    };
    let page = grant.page;
    let done = match copy {
        Some(copy) if grant.keeps_up || !stands || sight_changed => {
            show(state, session, &space, clock, (record, grant), copy).await
        }
        None if stands => return take_back(state, &space, clock, page).await,
        _ => Ok(()),
    };
    match done {
        // It says more than a page may. What it said before is not left standing in its place.
        Err(Problem::Refused(_)) if stands => {
            tracing::warn!("something says more than can be shown, and was taken back");
            take_back(state, &space, clock, page).await
        }
        done => done,
    }
}

/// What was hidden is not shown again by itself when it is hidden no more, nor what was erased when it is brought back: whoever wants it
/// shown shares it again.
async fn stop_what_is_hidden(session: &Session, record: RecordId) -> Result<(), Problem> {
    let has_to = |notebook: &Notebook| {
        let grant = notebook.get::<Grant>(record).filter(|grant| !grant.stopped);
        grant.is_some_and(|grant| match &grant.subject {
            Subject::Record(shown) => is_out_of_sight(notebook, *shown) || notebook.was_erased(*shown),
            Subject::Map | Subject::Measure(_) => false,
        })
    };
    if !has_to(&session.vault().read()) {
        return Ok(());
    }
    let plan = move |notebook: &Notebook| Ok(sharing::stop(notebook, record)?.into_iter().collect());
    Ok(session.vault().write(plan, Vec::new()).await.map(drop)?)
}

async fn take_back(
    state: &AppState,
    space: &OpenSpace,
    clock: &Clock,
    page: RecordId,
) -> Result<(), Problem> {
    Ok(space.take_back(clock.today(), state.keeper.new_record_id(), page).await?)
}

/// What is to be seen of it now, if anything.
fn copy(state: &AppState, notebook: &Notebook, clock: &Clock, grant: &Grant) -> Option<Copy> {
    let kept = notebook.get::<Space>(grant.space)?;
    let goes = kept.is_on() && copies::goes_to(state.library, kept, &grant.subject);
    let copy = copies::of(state.library, notebook, &grant.subject, clock)?.shown_by(grant);
    (goes && grant.is_on(clock.today()) && !copy.fields.is_empty()).then_some(copy)
}

/// The same as it was when it was chosen: so it comes back after a pause, where it was not to follow what is changed.
fn as_chosen(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    record: RecordId,
    grant: &Grant,
) -> Option<Copy> {
    let notebook = session.vault().read();
    let was = as_it_was(&notebook, &grant.subject, sharing::chosen_at(&notebook, record)?);
    let copy = copies::of(state.library, &was, &grant.subject, clock)?.shown_by(grant);
    (!copy.fields.is_empty()).then_some(copy)
}

/// The notebook as it stood at a moment, as far as `subject` is made of it: of the journal that entry alone. What is kept out of sight
/// by now is so in it too, and what was erased is not in it.
fn as_it_was(notebook: &Notebook, subject: &Subject, at: Timestamp) -> Notebook {
    let matters = |record: &RecordId| {
        *subject == Subject::Record(*record)
            || notebook.current(*record).is_some_and(|standing| standing.what.kind() != Kind::Journal)
    };
    let mut records: Vec<RecordId> = notebook.records().filter(matters).collect();
    records.sort_by_key(|record| (notebook.history(*record).first().map(|first| first.saved), *record));
    let mut was = Notebook::default();
    for record in records {
        let whole = is_out_of_sight(notebook, record);
        let stood = notebook.history(record).iter().filter(|revision| whole || revision.saved <= at);
        stood.for_each(|revision| was.apply(Prepared::of(revision.clone())));
    }
    was
}

/// Shows what was taken back once: what was erased stays so, and this is another page. Where it was stopped or paused meanwhile, it stays
/// taken back.
async fn show_anew(
    state: &AppState,
    session: &Session,
    space: &OpenSpace,
    clock: &Clock,
    (record, grant): (RecordId, Grant),
    copy: Copy,
) -> Result<(), Problem> {
    let page = state.keeper.new_record_id();
    let expected = grant.clone();
    let plan = move |notebook: &Notebook| {
        Ok(sharing::show_on(notebook, record, &expected, page).into_iter().collect())
    };
    session.vault().write(plan, Vec::new()).await?;
    let grant = Grant { page, ..grant };
    let is_shown = session.vault().read().get::<Grant>(record) == Some(&grant);
    if is_shown { put(space, clock, &grant, copy).await } else { Ok(()) }
}

/// Shows a page as it was chosen.
pub(super) async fn publish(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    (record, grant): (RecordId, Grant),
    copy: Copy,
) -> Result<(), Problem> {
    let space = state.keeper.space(session, grant.space).await?.ok_or(Problem::NotHere)?;
    show(state, session, &space, clock, (record, grant), copy).await
}

/// Shows what is shared: on the page it has, or on another one where that was taken back, when its day had passed, say. Where it
/// says less than it did, a field was unticked or emptied, and that page is taken back with every word it had.
async fn show(
    state: &AppState,
    session: &Session,
    space: &OpenSpace,
    clock: &Clock,
    (record, grant): (RecordId, Grant),
    copy: Copy,
) -> Result<(), Problem> {
    if says_less(space, grant.page, &copy) {
        // First: cut short behind it, what is missing is shown anew by whatever keeps pages up to date.
        take_back(state, space, clock, grant.page).await?;
    }
    let taken_back = space.read().was_erased(grant.page);
    if taken_back {
        return show_anew(state, session, space, clock, (record, grant), copy).await;
    }
    put(space, clock, &grant, copy).await
}

/// Whether a page has a field that is not in the copy it is to become.
fn says_less(space: &OpenSpace, page: RecordId, copy: &Copy) -> bool {
    let space = space.read();
    let Some(stands) = space.get::<SharedPage>(page) else { return false };
    let goes_on = |key: &str| copy.fields.iter().chain(&copy.along).any(|field| field.key == key);
    stands.fields.iter().any(|field| !goes_on(&field.key))
}

async fn put(space: &OpenSpace, clock: &Clock, grant: &Grant, copy: Copy) -> Result<(), Problem> {
    let title = copy.title();
    let mut fields = copy.fields;
    fields.extend(copy.along);
    let page = SharedPage {
        by: space.me(),
        kind: copy.kind.to_owned(),
        title,
        fields,
        keeps_up: grant.keeps_up,
        until: grant.until,
        extra: Extra::default(),
    };
    space.show(clock.today(), grant.page, page).await?;
    Ok(())
}
