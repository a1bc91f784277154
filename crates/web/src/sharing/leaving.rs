//! Leaving something to do: whoever was invited chooses an exercise or a questionnaire; the other finds it, and may let it lie.
//!
//! What somebody may leave is said by their role, in the content. Nothing has a day by which it is done, and nothing of what comes
//! of it goes back by itself.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_content::{AnsweredBy, Library, SharingRoleWords};
use hearken_core::{
    Extra, Notebook, RecordId, Refusal,
    exercises::Run,
    responses::Response as Answers,
    sharing::{Manner, Said, Space, put_aside, say},
};
use hearken_vault::OpenSpace;

use super::{
    between,
    pages::{Found, LeavePage, ToDo},
    reading::Within,
    standing,
};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

/// What somebody of that role may leave to do, in the order of its lists.
fn offered(library: &'static Library, role: &SharingRoleWords) -> Vec<ToDo> {
    let newest = |guide: &&hearken_content::Guide| {
        library.newest_guide(&guide.id).is_some_and(|newest| newest.version == guide.version)
    };
    let mut guides: Vec<_> =
        library.guides.iter().filter(newest).filter(|guide| role.leaves_guide(&guide.id)).collect();
    guides.sort_by_key(|guide| (guide.order, &guide.id));
    let measures = library.measures.iter().filter(|measure| {
        let asked = measure.form.is_some() && measure.file.who == AnsweredBy::Oneself;
        asked && role.leaves_measure(measure.id())
    });
    let ids = guides.into_iter().map(|guide| (Manner::Exercise, guide.id.as_str()));
    let ids = ids.chain(measures.map(|measure| (Manner::Measure, measure.id())));
    ids.filter_map(|(manner, id)| ToDo::of(library, manner, id)).collect()
}

/// Whether this person may leave the other anything: they were invited, and their role leaves something.
pub(super) fn may_leave(library: &'static Library, kept: &Space) -> bool {
    !kept.mine && !offered(library, library.sharing_words.role(kept.role.id())).is_empty()
}

/// What the other left to do that stands open: not put aside, and not begun since it was left.
pub(super) fn found(
    library: &'static Library,
    own: &Notebook,
    (id, kept): (RecordId, &Space),
    space: &OpenSpace,
) -> Vec<Found> {
    let role = library.sharing_words.role(kept.role.id());
    if !kept.mine {
        return Vec::new();
    }
    let may = offered(library, role);
    let shared = space.read();
    let theirs = shared.all::<Said>().rev().filter(|(_, said)| said.by != space.me());
    let (mut met, mut found) = (Vec::new(), Vec::new());
    for (record, said) in theirs {
        let Some(to_do) = may.iter().find(|to_do| to_do.is(said.manner, &said.to_do)) else { continue };
        // Left twice, it is found once, as it was left last; and put aside, it does not come back as it was left before.
        if met.contains(&to_do) {
            continue;
        }
        met.push(to_do);
        let first = shared.history(record).first().map(|first| first.saved);
        if !kept.put_aside.contains(&record) && !is_begun(own, said, first) {
            let (called, words) = (kept.called.clone(), said.words.clone());
            found.push(Found {
                record,
                to_do: to_do.clone(),
                called,
                words,
                address: format!("/sharing/{id}"),
            });
        }
    }
    found
}

fn is_begun(own: &Notebook, said: &Said, left: Option<hearken_core::Timestamp>) -> bool {
    let since = |at: hearken_core::Timestamp| left.is_some_and(|left| at >= left);
    match said.manner {
        Manner::Exercise => own.all::<Run>().any(|(_, run)| run.guide == said.to_do && since(run.begun.at)),
        Manner::Measure => own.all::<Answers>().any(|(_, it)| it.measure == said.to_do && since(it.when.at)),
        _ => false,
    }
}

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    between::space(&state, &session, id).await?;
    let kept = standing::kept(&session, id)?;
    let role = state.library.sharing_words.role(kept.role.id());
    if !may_leave(state.library, &kept) {
        return Err(Problem::NotHere);
    }
    Ok(LeavePage {
        page: Page::open(Place::Sharing, &session),
        address: format!("/sharing/{id}"),
        called: kept.called,
        not_for: &role.you_not_for,
        words: &state.library.sharing_words.left,
        offered: offered(state.library, role),
        record: state.keeper.new_record_id().to_string(),
    }
    .render()
    .into_response())
}

/// Leaves it. The same form sent twice leaves it once.
pub(super) async fn leave(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let space = between::space(&state, &session, id).await?;
    let kept_space = standing::kept(&session, id)?;
    let role = state.library.sharing_words.role(kept_space.role.id());
    let chosen = offered(state.library, role).into_iter().find(|to_do| to_do.value() == fields.text("to_do"));
    let chosen = chosen.filter(|_| !kept_space.mine).ok_or(Problem::NotHere)?;
    let record = fields.record("record").ok_or(Problem::NotHere)?;
    let said = Said {
        by: space.me(),
        about: None,
        manner: chosen.manner,
        words: fields.text("words").trim().to_owned(),
        to_do: chosen.id.to_owned(),
        extra: Extra::default(),
    };
    let change = move |shared: &Notebook| Ok(vec![say(shared, record, 0, said)?]);
    space.write(clock.today(), change).await?;
    Ok(kept(&state, &session, &format!("/sharing/{id}?left=1")))
}

/// Not now: it is offered no more. Whoever left it does not learn of it.
pub(super) async fn not_now(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    within: Within,
) -> Result<Response, Problem> {
    let space = between::space(&state, &session, within.space).await?;
    let is_left = space.read().get::<Said>(within.thing).is_some_and(|said| {
        said.by != space.me() && matches!(said.manner, Manner::Exercise | Manner::Measure)
    });
    if !is_left {
        return Err(Problem::Refused(Refusal::NotHere));
    }
    let plan =
        move |notebook: &Notebook| Ok(put_aside(notebook, within.space, within.thing)?.into_iter().collect());
    session.vault().write(plan, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/sharing/{}", within.space)))
}
