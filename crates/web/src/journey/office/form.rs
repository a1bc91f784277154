//! The draft of the monitoring form: what of its fields is known, by which day it is due, and that it was submitted (R34).
//!
//! It is for esketamine alone. Nothing is sent: the practice copies it into the official form.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_content::{FormGroup, MonitoringForm, Role, library};
use hearken_core::{Notebook, Refusal, When, journey};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{Visit, draft};
use crate::{
    AppState,
    components::{Tone, Words, day_picker, keep_row, notice},
    error::{Problem, Said},
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place, shell},
    session::{Unlocked, kept},
    words::long_day,
    zone::Clock,
};

/// Whether a session has such a form at all: with esketamine, once it began.
fn has_form(visit: &Visit<'_>) -> bool {
    visit.is_esketamine() && visit.treatment.began.is_some()
}

/// The way to the form, where there is one.
pub(super) fn way(visit: &Visit<'_>) -> Markup {
    let form = &library().monitoring_form;
    html! { @if has_form(visit) { a .button .second href={ (visit.address()) "/form" } { (form.title) } } }
}

/// By when the form is due, and whether it is marked; with what the rules tell the practice (R34).
pub(super) fn stands(visit: &Visit<'_>, clock: &Clock) -> Markup {
    let form = &library().monitoring_form;
    html! {
        @if has_form(visit) {
            @if let Some(day) = submitted(visit) { p { "The monitoring form was submitted on " (long_day(day)) "." } }
            @else if let Some(words) = late(visit, clock) { p { (words) } }
            @else if let Some(day) = draft::due_by(visit) { p .help { (due(form, day)) } }
        }
    }
}

/// What the rules tell the practice once it should have been submitted (R34).
fn late(visit: &Visit<'_>, clock: &Clock) -> Option<String> {
    let told = visit.told(clock, Role::Practice);
    told.into_iter().find(|(rule, _)| *rule == "R34").map(|(_, words)| words)
}

fn due(form: &MonitoringForm, day: Date) -> String {
    hearken_content::fill(&form.due, &[("date", &long_day(day))])
}

/// The day on which it was marked as submitted.
fn submitted(visit: &Visit<'_>) -> Option<Date> {
    let item = &library().monitoring_form.tick;
    visit.treatment.ticks.iter().find(|tick| tick.item == *item).map(|tick| tick.at.date())
}

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let visit = Visit::of(&notebook, id, &clock).filter(has_form).ok_or(Problem::NotHere)?;
    Ok(DraftPage { page, visit: &visit, version: query.text("version"), trouble: None }.render(&clock))
}

/// Marks it as submitted on a day, today if none was typed, or takes that back.
pub(super) async fn mark(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let done = {
        let page = Page::open(Place::Journey, &session);
        let notebook = session.vault().read();
        let visit = Visit::of(&notebook, id, &clock).filter(has_form).ok_or(Problem::NotHere)?;
        match day_typed(&visit, &fields, &clock) {
            Ok(done) => done,
            Err(said) => {
                let page =
                    DraftPage { page, visit: &visit, version: "", trouble: Some((fields.text("on"), said)) };
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page.render(&clock)).into_response());
            }
        }
    };
    let change = move |notebook: &Notebook| -> Result<_, Refusal> {
        journey::mark(notebook, id, &library().monitoring_form.tick, done.clone())
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/form")))
}

/// The day that was typed; `None` where the mark is taken back.
fn day_typed(visit: &Visit<'_>, fields: &Fields, clock: &Clock) -> Result<Option<When>, Said> {
    if fields.has("undo") {
        return Ok(None);
    }
    let text = fields.text("on").trim();
    let today = When { all_day: true, ..clock.now() };
    let when = if text.is_empty() { Some(today) } else { clock.read(text) };
    let can_be = |when: &When| {
        let day = when.date();
        day <= visit.today && draft::day(visit).is_none_or(|treated| day >= treated)
    };
    when.filter(can_be).map(|when| Some(When { all_day: true, ..when })).ok_or_else(|| Said {
        what: "It cannot have been submitted on that day.".to_owned(),
        then: "Give a day from the session until today. Nothing is kept yet and nothing is lost.".to_owned(),
    })
}

/// The draft.
struct DraftPage<'a> {
    page: Page,
    visit: &'a Visit<'a>,
    /// Which version of the form was asked for; the current one, where there is none of that name.
    version: &'a str,
    /// The day that was typed and cannot be, and why.
    trouble: Option<(&'a str, Said)>,
}

impl DraftPage<'_> {
    fn render(&self, clock: &Clock) -> Markup {
        let form = &library().monitoring_form;
        let version = form.version(self.version).map_or("", |version| version.id.as_str());
        shell(
            &self.page,
            &html! {
                p .over .ways-on { a href=(self.visit.address()) { "The session" } }
                h1 { (form.title) }
                p { strong { (form.draft) } " " (form.submit) }
                p .help { (form.region) }
                @if let Some(day) = draft::due_by(self.visit) { p { (due(form, day)) } }
                div .row .ways-on { button .button .main type="button" data-print="" hidden { "Print it" } }
                (self.versions(form, version))
                @for group in &form.groups { (self.group(group, form, version)) }
                (self.mark(clock))
            },
        )
    }

    fn versions(&self, form: &MonitoringForm, shown: &str) -> Markup {
        html! {
            @for version in &form.versions {
                @if version.id == shown { p .over { (version.label) } }
            }
            p .ways-on {
                @for version in form.versions.iter().filter(|version| version.id != shown) {
                    a href={ (self.visit.address()) "/form?version=" (version.id) } { (version.label) }
                }
            }
        }
    }

    fn group(&self, group: &FormGroup, form: &MonitoringForm, version: &str) -> Markup {
        html! {
            section .form-group {
                h2 { (group.title) }
                dl .facts {
                    @for field in group.fields.iter().filter(|field| field.is_in(version)) {
                        dt { (field.label) }
                        dd {
                            @match draft::value(self.visit, field) {
                                Some(value) => bdi .filled { (Words(&value)) },
                                None => span .blank { (form.open) },
                            }
                            @if let Some(note) = &field.note { span .help { (note) } }
                        }
                    }
                }
            }
        }
    }

    fn mark(&self, clock: &Clock) -> Markup {
        let marked = submitted(self.visit);
        let typed = self.trouble.as_ref().map(|(typed, _)| (*typed).to_owned());
        let value = typed.or_else(|| marked.map(|day| day.to_string())).unwrap_or_default();
        html! {
            form .card method="post" action={ (self.visit.address()) "/form" } {
                h2 { "Was it submitted?" }
                @if marked.is_some() || late(self.visit, clock).is_some() { (stands(self.visit, clock)) }
                @if let Some((_, said)) = &self.trouble { (notice(Tone::Problem, said)) }
                (day_picker("on", "The practice submitted it on", Some("Leave it empty for today."), &value))
                (keep_row("Keep the day"))
                @if marked.is_some() {
                    button .button .second name="undo" value="1" { "It was not submitted after all" }
                }
            }
        }
    }
}
