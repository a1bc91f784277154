//! The moments of a session, looked at after it: what was noted, voice notes to listen to, and which part it was, said
//! whenever it is known.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Known, Notebook, RecordId, Refusal,
    journey::{self, Moment, MomentKind, TreatmentSession},
};
use hearken_vault::Session;
use maud::Markup;

use super::moment_pages::{Line, MomentPage};
use crate::{
    AppState,
    components::{PartChip, Typing},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

/// What was noted in a session that the person looks back on: parts, words, voice notes. What a sitter measured is not
/// here.
pub(in crate::journey) fn lines(notebook: &Notebook, session: RecordId, clock: &Clock) -> Vec<Line> {
    let of = journey::moments_of(notebook, session).into_iter();
    let theirs = |kind| matches!(kind, MomentKind::Part | MomentKind::Words | MomentKind::Voice);
    of.filter(|(_, moment)| theirs(moment.kind))
        .map(|(id, moment)| line(notebook, id, moment, clock))
        .collect()
}

fn line(notebook: &Notebook, id: RecordId, moment: &Moment, clock: &Clock) -> Line {
    let here =
        |recording: &RecordId| notebook.get::<hearken_core::recordings::Recording>(*recording).is_some();
    Line {
        address: format!("/journey/moments/{id}/part"),
        kind: moment.kind,
        when: words::moment(&moment.when, clock.today()),
        part: PartChip::these(notebook, moment.part.as_slice()),
        words: moment.words.clone(),
        sound: moment.recording.filter(here).map(|id| format!("/recordings/{id}")),
    }
}

/// The moment that the form describes. What the form does not show stays as it was `before`.
fn filled(fields: &Fields, before: Moment, notebook: &Notebook) -> Moment {
    Moment {
        part: fields.record("part").filter(|part| notebook.part(*part).is_some()),
        words: fields.text("words").trim().to_owned(),
        ..before
    }
}

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journey/moments/{id}/part");
    let draft = drafts::at(session.vault(), &place, &query);
    let (rev, moment) = {
        let notebook = session.vault().read();
        let (rev, moment) = notebook.get_with_rev::<Moment>(id).ok_or(Problem::NotHere)?;
        (rev, moment.clone())
    };
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let fields = draft.map(|draft| Fields::from_draft(&draft.fields));
    moment_page(&session, &clock, id, typing, moment, fields.as_ref(), None)
}

fn moment_page(
    session: &Session,
    clock: &Clock,
    id: RecordId,
    typing: Typing,
    before: Moment,
    typed: Option<&Fields>,
    trouble: Option<&Problem>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, session);
    let notebook = session.vault().read();
    notebook.get::<TreatmentSession>(before.session).ok_or(Problem::NotHere)?;
    let moment = match typed {
        Some(fields) => filled(fields, before, &notebook),
        None => before,
    };
    let parts = PartChip::to_choose(&notebook, moment.part.as_slice(), false);
    let back = format!("/journey/sessions/{}/after", moment.session);
    let line = line(&notebook, id, &moment, clock);
    Ok(MomentPage {
        page,
        typing,
        session: moment.session.to_string(),
        back,
        chosen: moment.part,
        line,
        parts,
        trouble: trouble.map(Problem::said),
    }
    .render())
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let base = fields.number("base");
    let before = session.vault().read().get::<Moment>(id).cloned().ok_or(Problem::NotHere)?;
    let (form, treatment) = (fields.clone(), before.session);
    let change = move |notebook: &Notebook| {
        let seen = notebook.revision(id, base).and_then(|revision| Moment::of(&revision.what));
        let moment = filled(&form, seen.cloned().ok_or(Refusal::NotHere)?, notebook);
        journey::keep_moment(notebook, id, base, moment).map(|revision| vec![revision])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let typing = Typing::again(&fields);
        let page = moment_page(&session, &clock, id, typing, before, Some(&fields), Some(&problem))?;
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/journey/sessions/{treatment}/after")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderMap;
    use hearken_core::{Revision, Timestamp, When, notebook::Prepared, parts::Part};

    fn id(number: u8) -> RecordId {
        RecordId::from_bytes([number; 16])
    }

    /// A part, a session, and moments of it of every kind, ten minutes apart and kept in another order.
    fn notebook() -> Notebook {
        let mut notebook = Notebook::default();
        let mut apply = |record, what| {
            let saved = Timestamp::from_millis(1);
            let revision = Revision { record, rev: 1, base: 0, settles: Vec::new(), saved, what };
            notebook.apply(Prepared::of(revision));
        };
        apply(id(1), Part::named("The Planner").unwrap().into());
        apply(id(2), TreatmentSession::new(id(9)).into());
        for (nth, kind) in (0..6u8).zip(MomentKind::ALL).rev() {
            let when = When::new(Timestamp::from_millis(i64::from(nth) * 600_000), 0);
            apply(id(20 + nth), Moment { kind, when, words: "so".to_owned(), ..Moment::new(id(2)) }.into());
        }
        notebook
    }

    #[test]
    fn what_is_looked_back_on_is_the_persons_own_in_the_order_it_happened() {
        let clock = Clock::of(&HeaderMap::new(), Timestamp::from_millis(0), 0);
        let lines = lines(&notebook(), id(2), &clock);
        let kinds: Vec<_> = lines.iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [MomentKind::Part, MomentKind::Words, MomentKind::Voice]);
        assert!(lines.iter().all(|line| line.sound.is_none()));
    }

    #[test]
    fn saying_the_part_changes_nothing_else_of_a_moment() {
        let notebook = notebook();
        let before = notebook.get::<Moment>(id(20)).unwrap().clone();
        let said = |part: RecordId| {
            let fields = Fields::parse(format!("part={part}&words=+a+door+").as_bytes()).unwrap();
            filled(&fields, before.clone(), &notebook)
        };
        let expected = Moment { part: Some(id(1)), words: "a door".to_owned(), ..before.clone() };
        assert_eq!(said(id(1)), expected);
        assert_eq!(said(id(7)).part, None, "a part that never was is none");
        assert!(journey::keep_moment(&notebook, id(20), 1, said(id(1))).is_ok());
    }
}
