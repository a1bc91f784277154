//! Today: room to write at once, and at most three things that wait.

mod pages;

use axum::extract::State;
use hearken_core::{
    Notebook, RecordId, agreements::Agreement, decisions::Decision, exercises::Run, journal::JournalEntry,
    sharing::is_out_of_sight,
};
use hearken_vault::{Draft, Session};
use maud::Markup;

use crate::{
    AppState,
    components::{Nearest, Typing},
    drafts,
    form::{Fields, Query},
    journal::{EntryForm, asks_for_help},
    journey,
    layout::{Page, Place},
    measures, plan,
    routes::Routes,
    session::Unlocked,
    sharing, words,
    zone::Clock,
};
use pages::{Due, TodayPage, Unkept, Waiting};

/// Things of one kind that are shown.
const SHOWN: usize = 3;

pub(crate) fn routes() -> Routes {
    Routes::default().get("/", page)
}

async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    Query(query): Query,
) -> Markup {
    let vault = session.vault();
    let left = sharing::left_for(&state, &session).await;
    let draft = drafts::at(vault, "/", &query);
    let typing = Typing::new(&state, "/", state.keeper.new_record_id(), 0, draft.as_ref());
    let page = Page::open(Place::Today, &session);
    let notebook = vault.read();
    let form = EntryForm { back: "/".to_owned(), ..EntryForm::new(typing, &notebook, draft.as_ref()) };
    let runs = open_runs(&notebook, &clock);
    TodayPage {
        page,
        day: words::long_day(clock.today()),
        asks: just_kept(&notebook, &query).is_some_and(asks_for_help).then_some(nearest),
        kept: just_kept(&notebook, &query).and(query.record("kept")).map(|id| id.to_string()),
        drafts: unkept(&session, &notebook, &form, &clock),
        offer: runs.is_empty(),
        left,
        journey: journey::waits(&notebook, &clock),
        agreement: due_agreement(&notebook, &clock),
        decision: due_decision(&notebook, &clock),
        plan: plan::is_due(&notebook, &clock),
        measures: measures::due_now(&notebook, &clock),
        runs,
        words_unconfirmed: !session.words_confirmed(),
        form,
    }
    .render()
}

/// The agreement whose day came first.
fn due_agreement(notebook: &Notebook, clock: &Clock) -> Option<Due> {
    let due = notebook.all::<Agreement>().filter(|(_, agreement)| agreement.is_due(clock.today()));
    let (id, agreement) = due.min_by_key(|(_, agreement)| agreement.due)?;
    // Parts that are kept out of lists are not named where nobody asked for them.
    let shown = agreement.parts.iter().filter(|&&part| !is_out_of_sight(notebook, part));
    let parts = shown.filter_map(|&part| notebook.part(part));
    Some(Due {
        address: format!("/agreements/{id}"),
        words: words::beginning(&agreement.what, 140),
        with: parts.map(|part| part.name.clone()).collect(),
    })
}

/// The decision whose day to look back came first.
fn due_decision(notebook: &Notebook, clock: &Clock) -> Option<Due> {
    let due = notebook.all::<Decision>().filter(|(_, decision)| decision.is_due(clock.today()));
    let (id, decision) = due.min_by_key(|(_, decision)| decision.look_back)?;
    let words = words::beginning(&decision.question, 140);
    Some(Due { address: format!("/decisions/{id}"), words, with: Vec::new() })
}

/// The entry that was kept just now.
fn just_kept<'a>(notebook: &'a Notebook, query: &Fields) -> Option<&'a JournalEntry> {
    notebook.entry(query.record("kept")?)
}

/// Questionnaires and exercises that wait to be taken up again, the newest of each first.
fn open_runs(notebook: &Notebook, clock: &Clock) -> Vec<Waiting> {
    let questions = measures::open_ones(notebook, clock).into_iter().take(1).map(|waits| Waiting {
        address: waits.address,
        title: waits.name,
        part: None,
        begun: waits.begun,
    });
    let open = notebook.runs().rev().filter(|(_, run)| run.is_open());
    questions.chain(open.map(|(id, run)| waiting(notebook, clock, id, run))).take(SHOWN).collect()
}

fn waiting(notebook: &Notebook, clock: &Clock, id: RecordId, run: &Run) -> Waiting {
    let guide = hearken_content::library().guide(&run.guide, run.guide_version);
    Waiting {
        address: format!("/exercises/{id}"),
        title: guide.map_or("An exercise", |guide| &guide.title).to_owned(),
        part: run
            .part
            .filter(|&part| !is_out_of_sight(notebook, part))
            .and_then(|part| notebook.part(part))
            .map(|part| part.name.clone()),
        begun: words::moment(&run.begun, clock.today()),
    }
}

/// Drafts that are neither in the form on this page nor in an exercise that waits anyway.
fn unkept(session: &Session, notebook: &Notebook, form: &EntryForm, clock: &Clock) -> Vec<Unkept> {
    let elsewhere = |draft: &Draft| {
        let run =
            draft.place.strip_prefix("/exercises/").and_then(|rest| rest.split('/').next()?.parse().ok());
        run.and_then(|run| notebook.run(run)).is_some_and(Run::is_open)
    };
    let drafts = session.vault().drafts().into_iter();
    let shown = drafts.filter(|draft| draft.id.to_string() != form.typing.draft && !elsewhere(draft));
    shown.map(|draft| unkept_draft(notebook, &draft, clock)).collect()
}

/// Whether a draft is about something that is kept out of sight, or says itself that it is to be.
fn is_hidden(notebook: &Notebook, draft: &Draft, fields: &Fields) -> bool {
    let of_place = draft.place.split('/').filter_map(|segment| segment.parse().ok());
    let mut about = of_place.chain(fields.record("record"));
    let hides = |record| {
        let met = notebook.run(record).into_iter().flat_map(Run::parts);
        met.chain([record]).any(|record| is_out_of_sight(notebook, record))
    };
    fields.all("hidden").any(|value| !value.is_empty()) || about.any(hides)
}

fn unkept_draft(notebook: &Notebook, draft: &Draft, clock: &Clock) -> Unkept {
    let fields = Fields::from_draft(&draft.fields);
    let name = match draft.place.as_str() {
        "/" | "/journal/new" => "A journal entry",
        place if place.starts_with("/journal/") => "A change to an entry",
        place if place.starts_with("/parts/") => "A part",
        place if place.starts_with("/agreements/") => "An agreement",
        place if place.starts_with("/decisions/") => "A decision",
        place if place.starts_with("/plan/") => "The safety plan",
        place if place.starts_with("/check-in") => "A check-in",
        place if place.starts_with("/triggers/") => "A trigger",
        place if place.starts_with("/marks/") => "A mark",
        place if place.starts_with("/breathe/") => "Breathing",
        place if place.starts_with("/bonds/") => "How two parts relate",
        place if place.starts_with("/groups/") => "A group",
        place if place.starts_with("/journey/") => "The journey",
        place if place.starts_with("/measures/") => "A questionnaire",
        place if place.starts_with("/sharing/") => sharing::typed_at(place),
        _ => "An exercise",
    };
    let hidden = is_hidden(notebook, draft, &fields);
    let words = ["title", "name", "body", "words", "what", "question", "helped", "note", "about"]
        .map(|name| fields.text(name).trim());
    let words = words.into_iter().find(|text| !text.is_empty() && !hidden).unwrap_or_default();
    Unkept {
        id: draft.id.to_string(),
        seen: draft.rev,
        address: drafts::address(draft),
        name: name.to_owned(),
        beginning: words::beginning(words, 80),
        typed: words::moment(&clock.when(draft.saved), clock.today()),
    }
}
