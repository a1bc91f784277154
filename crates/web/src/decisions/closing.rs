//! What Self sees, the choice, the looking back.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, RecordId,
    decisions::{self, Decision, LookBack, Step},
    settling,
};
use hearken_vault::Session;
use jiff::ToSpan;
use maud::{Markup, html};

use super::step::{self, StepPage};
use crate::{
    AppState,
    components::{Typing, day_picker, field, long_text, written},
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept, local_path},
    zone::Clock,
};

pub(super) async fn self_page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let (typing, typed) = step::open(&state, &session, id, &step::address(id, Step::SelfSees), &query)?;
    what_self_sees(&session, id, typing, typed.as_ref(), None)
}

fn what_self_sees(
    session: &Session,
    id: RecordId,
    typing: Typing,
    typed: Option<&Fields>,
    trouble: Option<&Problem>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let decision: &Decision = notebook.get(id).ok_or(Problem::NotHere)?;
    let help = "All were heard who wanted to be. Thank them. Sit back from the table a little: calm, curious, with room for each.";
    let mut asked = StepPage::asking(page, typing, &decision.question, "What do you see now?", help);
    let text = typed.map_or(decision.self_sees.as_str(), |typed| typed.text("self_sees"));
    asked.fields = html! {
        (field("self_sees", "In your own words", None, &long_text("self_sees", "self_sees", 5, text, None)))
        p { a href={ "/decisions/" (id) } { "Look at what each of them said" } }
    };
    asked.trouble = trouble;
    Ok(asked.render())
}

pub(super) async fn keep_self(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let said = fields.text("self_sees").to_owned();
    let change = move |_: &Notebook, decision: &mut Decision| decision.self_sees.clone_from(&said);
    let again =
        |typing, problem: &Problem| what_self_sees(&session, id, typing, Some(&fields), Some(problem));
    step::keep(&state, &session, id, Step::SelfSees, &fields, change, again).await
}

pub(super) async fn choice_page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let (typing, typed) = step::open(&state, &session, id, &step::address(id, Step::Choice), &query)?;
    the_choice(&session, id, typing, typed.as_ref(), None)
}

fn the_choice(
    session: &Session,
    id: RecordId,
    typing: Typing,
    typed: Option<&Fields>,
    trouble: Option<&Problem>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let mut decision = notebook.get::<Decision>(id).ok_or(Problem::NotHere)?.clone();
    if let Some(typed) = typed {
        put_choice(typed, &mut decision);
    }
    let help = "You choose, and no one else. It may wait, too: leave this empty for as long as you like.";
    let question = decision.question.clone();
    let mut asked = StepPage::asking(page, typing, &question, "What do you choose?", help);
    asked.fields = choice_fields(&decision);
    asked.button = "Keep";
    asked.trouble = trouble;
    Ok(asked.render())
}

fn choice_fields(decision: &Decision) -> Markup {
    html! {
        @if !decision.options.is_empty() {
            fieldset {
                legend { "One of these, or none" }
                @for option in &decision.options {
                    label .choice {
                        input type="radio" name="chosen" value=(option.number) checked[decision.chosen == Some(option.number)];
                        span dir="auto" { (option.name) }
                    }
                }
                label .choice {
                    input type="radio" name="chosen" value="" checked[decision.chosen.is_none()];
                    span { "None of these, or not yet" }
                }
            }
        }
        (field("choice", "In your own words", None, &long_text("choice", "choice", 3, &decision.choice, None)))
        (day_picker("look_back", "When do you want to look back at it?", Some("It then comes up on Today. Leave it empty for no day."),
            &decision.look_back.map(|day| day.to_string()).unwrap_or_default()))
    }
}

fn put_choice(fields: &Fields, decision: &mut Decision) {
    let is_option = |number: &u16| decision.options.iter().any(|option| option.number == *number);
    decision.chosen = fields.text("chosen").parse().ok().filter(is_option);
    decision.choice = fields.text("choice").to_owned();
    decision.look_back = fields.day("look_back");
}

pub(super) async fn keep_choice(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let (form, now) = (fields.clone(), clock.now());
    let change = move |_: &Notebook, decision: &mut Decision| {
        put_choice(&form, decision);
        let is_made = decision.chosen.is_some() || !decision.choice.trim().is_empty();
        decision.decided = is_made.then(|| decision.decided.clone().unwrap_or_else(|| now.clone()));
    };
    let again = |typing, problem: &Problem| the_choice(&session, id, typing, Some(&fields), Some(problem));
    step::keep(&state, &session, id, Step::Choice, &fields, change, again).await
}

pub(super) async fn look_back_page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/decisions/{id}/look-back");
    let (typing, typed) = step::open(&state, &session, id, &place, &query)?;
    looking_back(&session, id, typing, typed.as_ref(), None)
}

fn looking_back(
    session: &Session,
    id: RecordId,
    typing: Typing,
    typed: Option<&Fields>,
    trouble: Option<&Problem>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let decision: &Decision = notebook.get(id).ok_or(Problem::NotHere)?;
    let text = |name: &str| typed.map_or("", |typed| typed.text(name));
    let help =
        "However it turned out: you chose with what you knew then. What do you and your parts see today?";
    let mut asked = StepPage::asking(page, typing, &decision.question, "Looking back", help);
    asked.before = html! { @if let Some(chosen) = chosen_words(decision) { (written(&chosen)) } };
    asked.fields = html! {
        (field("words", "How did it go?", None, &long_text("words", "words", 5, text("words"), None)))
        (day_picker("next", "When do you want to look again?", Some("Leave it empty for no day."), text("next")))
    };
    asked.button = "Keep";
    asked.trouble = trouble;
    Ok(asked.render())
}

/// What was chosen: the option, the words, or both; `None` while nothing is.
pub(super) fn chosen_words(decision: &Decision) -> Option<String> {
    let option = decision.options.iter().find(|option| decision.chosen == Some(option.number));
    let words = Some(decision.choice.trim()).filter(|words| !words.is_empty());
    let said: Vec<&str> = option.map(|option| option.name.as_str()).into_iter().chain(words).collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

pub(super) async fn keep_look_back(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let (form, now) = (fields.clone(), clock.now());
    let plan = move |notebook: &Notebook| {
        let back = LookBack { when: now.clone(), words: form.text("words").to_owned() };
        decisions::look_back(notebook, id, form.number("base"), back, form.day("next"))
    };
    if let Err(error) = session.vault().write(plan, fields.done()).await {
        let problem = Problem::from(error);
        let typing = Typing { record: id.to_string(), ..Typing::again(&fields) };
        let page = looking_back(&session, id, typing, Some(&fields), Some(&problem))?;
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/decisions/{id}")))
}

/// Puts the looking back off by a week, from wherever it was asked.
pub(super) async fn another_day(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let until = clock.today().saturating_add(1.week());
    session.vault().write(move |notebook| decisions::put_off(notebook, id, until), Vec::new()).await?;
    let back = local_path(fields.text("back")).map_or_else(|| format!("/decisions/{id}"), str::to_owned);
    Ok(kept(&state, &session, &back))
}

pub(super) async fn settle(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<Decision>(id).ok_or(Problem::NotHere)?;
    session.vault().write(move |notebook| settling::settle(notebook, id), Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/decisions/{id}")))
}
