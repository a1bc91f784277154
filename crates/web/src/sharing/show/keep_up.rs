//! Keeping what is shown as the person wants it: after whatever they write, pages that follow are made anew, and pages that
//! are not to be seen any more are taken back. What is erased in the notebook goes from every space with it.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use hearken_core::{
    Extra, NewRevision, Notebook, RecordId, VaultId,
    sharing::{Grant, SharedPage, Space},
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
    let on = session.vault().read().get::<Space>(grant.space).is_some_and(Space::is_on);
    let Some(space) = state.keeper.space(session, grant.space).await? else { return Ok(()) };
    let copy = copies::of(state.library, &session.vault().read(), &grant.subject, clock);
    let copy = copy.map(|copy| copy.only(&grant.fields)).filter(|copy| !copy.fields.is_empty());
    let copy = copy.filter(|_| on && grant.is_on(clock.today()));
    let (stands, was_there) = {
        let space = space.read();
        (space.get::<SharedPage>(grant.page).is_some(), space.was_erased(grant.page))
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
    let page = SharedPage {
        by: space.me(),
        kind: copy.kind.to_owned(),
        title: copy.title,
        fields: copy.fields,
        keeps_up: grant.keeps_up,
        until: grant.until,
        extra: Extra::default(),
    };
    space.show(clock.today(), grant.page, page).await?;
    Ok(())
}
