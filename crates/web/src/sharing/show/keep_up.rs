//! Keeping what is shown as the person wants it: after whatever they write, pages that follow are made anew, and pages that
//! are not to be seen any more are taken back. What is erased in the notebook goes from every space with it.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use hearken_core::{
    Extra, NewRevision, Notebook, Record, RecordId, Timestamp, VaultId,
    notebook::Prepared,
    sharing::{self, Grant, SharedPage, Space},
};
use hearken_vault::{OpenSpace, Session};
use jiff::civil::Date;

use super::copies::{self, Copy};
use crate::{AppState, error::Problem, zone::Clock};

/// Up to where what each person shows was brought up to date: the end of their log, and the day.
#[derive(Debug, Default)]
pub(crate) struct KeptUp(Mutex<HashMap<VaultId, (u64, Date)>>);

impl KeptUp {
    fn is(&self, vault: VaultId, at: (u64, Date)) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&vault) == Some(&at)
    }

    fn note(&self, vault: VaultId, at: (u64, Date)) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(vault, at);
    }
}

/// Brings what this person shows up to date, where they wrote something since or another day has begun. What cannot be done
/// now is tried again with their next request.
pub(crate) async fn keep_up(state: &AppState, session: &Session, clock: &Clock) {
    let vault = session.vault();
    let at = (vault.head().seq, clock.today());
    if state.kept_up.is(vault.id(), at) {
        return;
    }
    let grants: Vec<(RecordId, Grant)> =
        vault.read().all::<Grant>().map(|(record, grant)| (record, grant.clone())).collect();
    let mut all_done = true;
    for (record, grant) in grants {
        if let Err(problem) = bring_up_to_date(state, session, clock, record, grant).await {
            tracing::warn!(
                status = problem.status().as_u16(),
                "something that is shown could not be brought up to date"
            );
            all_done = false;
        }
    }
    if all_done {
        state.kept_up.note(vault.id(), at);
    }
}

async fn bring_up_to_date(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    record: RecordId,
    grant: Grant,
) -> Result<(), Problem> {
    let Some(space) = state.keeper.space(session, grant.space).await? else { return Ok(()) };
    let copy = copy(state, &session.vault().read(), clock, &grant);
    let (stands, was_there) = {
        let space = space.read();
        (space.get::<SharedPage>(grant.page).is_some(), space.was_erased(grant.page))
    };
    let copy = match copy {
        Some(_) if !stands && !grant.keeps_up => as_chosen(state, session, clock, record, &grant),
        copy => copy,
    };
    match copy {
        Some(copy) if was_there => show_anew(state, session, &space, clock, (record, grant), copy).await,
        Some(copy) if grant.keeps_up || !stands => put(&space, clock, &grant, copy).await,
        None if stands => {
            Ok(space.take_back(clock.today(), state.keeper.new_record_id(), grant.page).await?)
        }
        _ => Ok(()),
    }
}

/// What is to be seen of it now, if anything.
fn copy(state: &AppState, notebook: &Notebook, clock: &Clock, grant: &Grant) -> Option<Copy> {
    let kept = notebook.get::<Space>(grant.space)?;
    let goes = kept.is_on() && copies::goes_to(state.library, kept, &grant.subject);
    let copy = copies::of(state.library, notebook, &grant.subject, clock)?.only(&grant.fields);
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
    let was = as_it_was(&notebook, sharing::chosen_at(&notebook, record)?);
    let copy = copies::of(state.library, &was, &grant.subject, clock)?.only(&grant.fields);
    (!copy.fields.is_empty()).then_some(copy)
}

/// The notebook as it stood at a moment. What is kept out of sight by now is so in it too, and what was erased is not in it.
fn as_it_was(notebook: &Notebook, at: Timestamp) -> Notebook {
    let hidden = |record: RecordId| match notebook.current(record).map(|standing| &standing.what) {
        Some(Record::Part(part)) => part.hidden,
        Some(Record::Journal(entry)) => entry.hidden,
        _ => false,
    };
    let mut records: Vec<RecordId> = notebook.records().collect();
    records.sort_by_key(|record| (notebook.history(*record).first().map(|first| first.saved), *record));
    let mut was = Notebook::default();
    for record in records {
        let whole = hidden(record);
        let stood = notebook.history(record).iter().filter(|revision| whole || revision.saved <= at);
        stood.for_each(|revision| was.apply(Prepared::of(revision.clone())));
    }
    was
}

/// Shows what was taken back once: what was erased stays so, and this is another page.
async fn show_anew(
    state: &AppState,
    session: &Session,
    space: &OpenSpace,
    clock: &Clock,
    (record, grant): (RecordId, Grant),
    copy: Copy,
) -> Result<(), Problem> {
    let grant = Grant { page: state.keeper.new_record_id(), ..grant };
    let kept = grant.clone();
    let plan = move |notebook: &Notebook| {
        let rev = notebook.current(record).map_or(0, |standing| standing.rev);
        Ok(vec![NewRevision::edit(record, rev, kept.into())])
    };
    session.vault().write(plan, Vec::new()).await?;
    put(space, clock, &grant, copy).await
}

/// Shows a page as it was chosen; as another page, where the one it had was taken back when its day had passed.
pub(super) async fn publish(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    (record, grant): (RecordId, Grant),
    copy: Copy,
) -> Result<(), Problem> {
    let space = state.keeper.space(session, grant.space).await?.ok_or(Problem::NotHere)?;
    let taken_back = space.read().was_erased(grant.page);
    if taken_back {
        return show_anew(state, session, &space, clock, (record, grant), copy).await;
    }
    put(&space, clock, &grant, copy).await
}

async fn put(space: &OpenSpace, clock: &Clock, grant: &Grant, copy: Copy) -> Result<(), Problem> {
    let mut fields = copy.fields;
    fields.extend(copy.along);
    let page = SharedPage {
        by: space.me(),
        kind: copy.kind.to_owned(),
        title: copy.title,
        fields,
        keeps_up: grant.keeps_up,
        until: grant.until,
        extra: Extra::default(),
    };
    space.show(clock.today(), grant.page, page).await?;
    Ok(())
}
