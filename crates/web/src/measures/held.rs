//! Answers that wait beside a questionnaire: given while the notebook was locked, as somebody left quickly, or in a window that was
//! still open after another one had finished it. They are taken in as soon as they can be, and the safety rules hear of all of them.

use std::collections::BTreeSet;

use hearken_core::{
    DraftId, Known, NewRevision, Notebook, RecordId, Refusal, When,
    responses::{Answer, Response},
};
use hearken_measures::SafetyLevel;
use hearken_vault::{Draft, DraftKept, Session};

use super::{At, Givens, address, asked_back::on_another_day, forms, giving, help};
use crate::{AppState, error::Problem, form::Fields, zone::Clock};

/// What one draft of a questionnaire's page says.
pub(super) struct Held {
    /// The draft, at the revision that was read.
    pub(super) draft: (DraftId, u32),
    pub(super) given: Givens,
    /// The other day that it names, if it names one.
    pub(super) when: Option<When>,
    /// Something in it cannot be read, and so it stays a draft.
    unclear: bool,
}

/// Every draft of this page, the oldest first.
fn all(session: &Session, clock: &Clock, at: &At) -> Vec<Held> {
    if at.response.version != at.form().version {
        // Fields are named by their place, which was another one.
        return Vec::new();
    }
    let place = address(at.id);
    let mut drafts = session.vault().drafts();
    drafts.retain(|draft| draft.place == place);
    drafts.sort_by_key(|draft| draft.saved);
    let read = |draft: &Draft| {
        let fields = Fields::from_draft(&draft.fields);
        let said = forms::read(at.form(), &fields).ok()?;
        let when = on_another_day(&fields, &at.response, clock).ok().flatten();
        let unclear = !said.unclear.is_empty();
        Some(Held { draft: (draft.id, draft.rev), given: said.given, when, unclear })
    };
    drafts.iter().filter_map(read).collect()
}

/// The drafts of this page that can be read whole.
pub(super) fn whole(session: &Session, clock: &Clock, at: &At) -> Vec<Held> {
    all(session, clock, at).into_iter().filter(|held| !held.unclear).collect()
}

/// Takes every answer that waits into its questionnaire, so that no rule and no page overlooks it. Gives the questionnaire that
/// brings up help by that.
pub(crate) async fn take_in(state: &AppState, session: &Session, clock: &Clock) -> Option<String> {
    let drafts = session.vault().drafts();
    let of = |draft: &Draft| draft.place.strip_prefix("/measures/")?.parse().ok();
    let mut leads_to = None;
    for id in drafts.iter().filter_map(of).collect::<BTreeSet<RecordId>>() {
        match take_in_one(state, session, clock, id).await {
            Ok(true) => leads_to = leads_to.or(Some(address(id))),
            // What was erased meanwhile, or is asked in other words now, stays a draft.
            Ok(false) | Err(Problem::NotHere) => {}
            // It is still held, and waits for the next page.
            Err(_) => tracing::warn!("answers that were held could not be kept"),
        }
    }
    leads_to
}

/// Whether help comes up by that.
async fn take_in_one(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    id: RecordId,
) -> Result<bool, Problem> {
    let before = At::find(session, id)?;
    let (unclear, whole): (Vec<_>, Vec<_>) =
        all(session, clock, &before).into_iter().partition(|held| held.unclear || !before.is_open());
    for held in &unclear {
        hear(session, &before, &held.given).await?;
    }
    if whole.is_empty() {
        return Ok(false);
    }
    let at = giving::keep(session, clock, id, &Fields::default(), |_, _| ()).await?;
    help::note(state, session, clock, &before, &at).await;
    let asked = before.scored().safety;
    let is_new = |level: SafetyLevel, id: &str| level < SafetyLevel::S3 && asked.iter().all(|it| it.id != id);
    Ok(at.scored().safety.iter().any(|answer| is_new(answer.level, &answer.id)))
}

/// Keeps what a window still says of a questionnaire that is over, as a draft of its page: nothing changes it unasked, and nothing
/// typed is lost. None, where it says nothing else than stands there.
pub(super) async fn keep_beside(
    state: &AppState,
    session: &Session,
    at: &At,
    fields: &Fields,
) -> Result<Option<DraftKept>, Problem> {
    if at.response.version != at.form().version {
        return Err(Problem::NotHere);
    }
    let said = forms::read(at.form(), fields).map_err(Problem::Refused)?;
    let is_other = |(item, answers): &(String, Vec<Answer>)| !at.response.all(item).eq(answers.iter());
    if said.unclear.is_empty() && !said.given.iter().any(is_other) {
        return Ok(None);
    }
    let draft = fields.text("draft").parse().unwrap_or_else(|_| state.keeper.new_draft_id());
    let (seen, place) = (fields.number("seen"), address(at.id));
    let kept = session.vault().keep_draft(draft, seen, &place, fields.to_draft()).await?;
    hear(session, at, &said.given).await?;
    Ok(Some(kept))
}

/// Lets the safety rules hear what was answered beside one that is over. Every answer that was ever given counts for them
/// (`measures`, section 13), so it is given in a revision of its own, and the next one is as it stood.
async fn hear(session: &Session, at: &At, given: &Givens) -> Result<(), Problem> {
    let told: Givens =
        given.iter().filter(|(item, answers)| !answers.is_empty() && tells(at, item)).cloned().collect();
    let with = |response: &Response| {
        let mut with = response.clone();
        told.iter().for_each(|(item, answers)| with.give(item, answers.clone()));
        with
    };
    let (id, was, said) = (at.id, at.response.clone(), with(&at.response));
    let is_heard = {
        let notebook = session.vault().read();
        let before = notebook.history(id).iter().rev().filter_map(|revision| Response::of(&revision.what));
        // Since it came to stand as it stands: earlier ones may have been talked over long ago.
        before.take_while(|before| before.state == was.state).any(|before| with(before) == *before)
    };
    if is_heard {
        return Ok(());
    }
    let turn = |from: Response, to: Response| {
        move |notebook: &Notebook| -> Result<Vec<NewRevision>, Refusal> {
            let (rev, stands) = notebook.get_with_rev::<Response>(id).ok_or(Refusal::NotHere)?;
            // Where another window changes it this very moment, the next page hears it.
            let is_so = *stands == from;
            is_so.then(|| hearken_core::responses::keep_response(notebook, id, rev, to)).into_iter().collect()
        }
    };
    session.vault().write(turn(was.clone(), said.clone()), Vec::new()).await?;
    session.vault().write(turn(said, was), Vec::new()).await?;
    Ok(())
}

/// Whether a rule looks at that item.
fn tells(at: &At, item: &str) -> bool {
    let feeds = at.measure.file.feeds.iter().flat_map(|feed| &feed.highest_of);
    help::items(&at.measure).chain(feeds.map(String::as_str)).any(|one| one == item)
}
