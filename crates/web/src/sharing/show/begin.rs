//! Choosing who is shown something, and what of it.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Extra, Notebook, RecordId, Refusal,
    sharing::{self, Grant, Space, Subject},
};
use hearken_vault::Session;

use super::{
    copies::{self, Copy},
    keep_up,
    pages::{Person, ShowPage, Ticked, Without},
};
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form, Query},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Query(query): Query,
) -> Result<Response, Problem> {
    let subject = Subject::from_id(query.text("what")).ok_or(Problem::NotHere)?;
    Ok(show_page(&state, &session, &clock, &subject, query.record("space"), None)?.into_response())
}

fn show_page(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    subject: &Subject,
    chosen: Option<RecordId>,
    trouble: Option<Said>,
) -> Result<maud::Markup, Problem> {
    let page = Page::open(Place::Sharing, session);
    let notebook = session.vault().read();
    if let Subject::Record(record) = subject {
        notebook.current(*record).ok_or(Problem::NotHere)?;
    }
    let (people, without) = people(state, &notebook, subject, chosen);
    let grant = people
        .iter()
        .find(|person| person.chosen)
        .and_then(|person| standing(&notebook, person.space, subject));
    let grant = grant.map(|(_, grant)| grant);
    let copy = copies::of(state.library, &notebook, subject, clock);
    Ok(ShowPage {
        page,
        subject: subject.id(),
        title: copy.as_ref().map(|copy| copy.called.clone()).unwrap_or_default(),
        name_goes_along: copy.as_ref().is_some_and(Copy::name_goes_along),
        along: copy.as_ref().map(|copy| copy.along.clone()).unwrap_or_default(),
        fields: copy.map(|copy| ticked(copy, grant)).unwrap_or_default(),
        keeps_up: grant.is_some_and(|grant| grant.keeps_up),
        whole: grant.is_some_and(|grant| grant.whole),
        can_be_whole: can_be_whole(subject),
        until: grant.and_then(|grant| grant.until).map(|until| until.to_string()).unwrap_or_default(),
        is_shown: grant.is_some(),
        people,
        without,
        trouble,
    }
    .render(clock))
}

/// Everybody that this can be shown to, and why somebody is not among them. The first is chosen where nobody is.
fn people(
    state: &AppState,
    notebook: &Notebook,
    subject: &Subject,
    chosen: Option<RecordId>,
) -> (Vec<Person>, Vec<Without>) {
    let (mut people, mut without) = (Vec::new(), Vec::new());
    for (space, kept) in notebook.all::<Space>().filter(|(_, space)| space.is_on()) {
        let called = kept.called.clone();
        if copies::goes_to(state.library, kept, subject) {
            people.push(Person { space, called, chosen: Some(space) == chosen });
        } else {
            let why = &state.library.sharing_words.role(kept.role.id()).not_for;
            without.push(Without { called, why });
        }
    }
    if !people.iter().any(|person| person.chosen)
        && let Some(first) = people.first_mut()
    {
        first.chosen = true;
    }
    (people, without)
}

/// How a subject is shown in a space, if it is.
fn standing<'a>(notebook: &'a Notebook, space: RecordId, subject: &Subject) -> Option<(RecordId, &'a Grant)> {
    let of_it =
        |(_, grant): &(RecordId, &Grant)| !grant.stopped && grant.space == space && grant.subject == *subject;
    notebook.all::<Grant>().find(of_it)
}

fn ticked(copy: Copy, grant: Option<&Grant>) -> Vec<Ticked> {
    let is_ticked = |key: &String| grant.is_some_and(|grant| grant.whole || grant.fields.contains(key));
    copy.fields.into_iter().map(|field| Ticked { ticked: is_ticked(&field.key), field }).collect()
}

/// Answers are ticked one by one, however often a questionnaire is answered.
fn can_be_whole(subject: &Subject) -> bool {
    !matches!(subject, Subject::Measure(_))
}

/// Shows it, from now on or as it is now.
pub(super) async fn show(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let subject = Subject::from_id(fields.text("what")).ok_or(Problem::NotHere)?;
    let space = fields.record("space").ok_or(Problem::NotHere)?;
    let keys: Vec<String> = fields.all("field").map(str::to_owned).collect();
    let whole = fields.text("keeps_up") == "whole" && can_be_whole(&subject);
    if let Some(said) = amiss(keys.is_empty() && !whole, &fields, &clock) {
        return Ok(show_page(&state, &session, &clock, &subject, Some(space), Some(said))?.into_response());
    }
    let paused = may_go(&state, &session, space, &subject)?;
    let copy = copies::of(state.library, &session.vault().read(), &subject, &clock);
    let copy = copy.map(|copy| if whole { copy } else { copy.only(&keys) });
    let copy = copy.filter(|copy| !copy.fields.is_empty());
    let copy = copy.ok_or(Problem::NotHere)?;
    let (record, page) = (state.keeper.new_record_id(), state.keeper.new_record_id());
    let grant = Grant {
        space,
        subject: subject.clone(),
        fields: copy.fields.iter().map(|field| field.key.clone()).collect(),
        whole,
        keeps_up: whole || fields.text("keeps_up") == "1",
        until: fields.day("until"),
        page,
        // In a pause nothing new is shown either: it waits with the rest.
        paused,
        stopped: false,
        extra: Extra::default(),
    };
    let plan = move |notebook: &Notebook| Ok(vec![sharing::share(notebook, record, grant)?]);
    session.vault().write(plan, Vec::new()).await?;
    let kept_as =
        standing(&session.vault().read(), space, &subject).map(|(record, grant)| (record, grant.clone()));
    let kept_as = kept_as.ok_or(Problem::NotHere)?;
    if paused {
        return Ok(kept(&state, &session, &format!("/sharing/{space}")));
    }
    let shown = kept_as.0;
    if let Err(problem) = keep_up::publish(&state, &session, &clock, kept_as, copy).await {
        // Too much for a page, say. What was not shown now does not come by itself later.
        if matches!(problem, Problem::Refused(_)) {
            let stop = move |notebook: &Notebook| Ok(sharing::stop(notebook, shown)?.into_iter().collect());
            session.vault().write(stop, Vec::new()).await?;
        }
        return Err(problem);
    }
    Ok(kept(&state, &session, &format!("/sharing/{space}?shown=1")))
}

/// Refuses what never goes to whoever a space is shared with; says whether that space is paused.
fn may_go(state: &AppState, session: &Session, space: RecordId, subject: &Subject) -> Result<bool, Problem> {
    let notebook = session.vault().read();
    let kept = notebook.get::<Space>(space).ok_or(Problem::NotHere)?;
    if copies::goes_to(state.library, kept, subject) {
        Ok(sharing::is_paused(&notebook, space))
    } else {
        Err(Problem::Refused(Refusal::NeverShown))
    }
}

/// What keeps it from being shown as it was asked for, in words.
fn amiss(nothing: bool, fields: &Fields, clock: &Clock) -> Option<Said> {
    let until = fields.day("until");
    let (what, then) = if nothing {
        ("Nothing is ticked, so nothing was shown.", "Tick what they may see.")
    } else if until.is_some_and(|until| until < clock.today()) {
        ("That day has passed, so nothing was shown.", "Choose today or a later day, or none.")
    } else if until.is_none() && !fields.text("until").trim().is_empty() {
        // Taken for none, it would be shown without an end.
        (
            "That is not a day, so nothing was shown.",
            "Choose today or a later day, or leave it empty for no end.",
        )
    } else {
        return None;
    };
    Some(Said { what: what.to_owned(), then: then.to_owned() })
}
