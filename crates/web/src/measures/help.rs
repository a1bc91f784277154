//! Help that an answer asks for (S0 to S3): at once, before the form is complete, and before anything else on the page.
//!
//! It follows from the answers as they stand. That one was given and taken back again clears nothing for the safety rules
//! ([`super::facts`]); here it only no longer stands in the way.

use hearken_content::{Measure, library};
use hearken_core::{Notebook, Revision, Timestamp, responses::ResponseState};
use hearken_measures::{Course, SafetyAnswer, SafetyLevel};
use hearken_vault::Session;
use maud::{Markup, html};

use super::{At, address, series};
use crate::{
    AppState,
    components::Nearest,
    form::Fields,
    help_now::{FirstPage, note_shown},
    zone::Clock,
};

/// What comes up beside a questionnaire.
pub(super) struct Help<'a> {
    pub(super) nearest: Nearest,
    /// The answers that asked for it, the strongest first.
    fired: Vec<&'a SafetyAnswer>,
    /// What the totals say one after the other, where that asks for it.
    courses: Vec<&'a Course>,
    /// The questionnaires that come next and were not answered yet.
    next: Vec<&'a str>,
    /// When something was answered last.
    answered: Timestamp,
    /// It is answered here, and did not come from a file.
    answered_here: bool,
    /// It was put away on this page.
    seen: bool,
}

/// The rule by which a level is shown (K1 to K3).
const fn rule(level: SafetyLevel) -> &'static str {
    match level {
        SafetyLevel::S0 => "K1",
        SafetyLevel::S1 | SafetyLevel::S2 => "K2",
        SafetyLevel::S3 => "K3",
    }
}

/// The items whose answers may bring it up, each once.
pub(super) fn items(measure: &Measure) -> impl Iterator<Item = &str> {
    let mut items: Vec<_> =
        measure.file.scoring.safety.iter().flat_map(|answer| answer.when.items()).collect();
    items.sort_unstable();
    items.dedup();
    items.into_iter()
}

/// Notes that help came up, once until it is put away (K1, K2): where these answers ask for more than those `before` them did.
/// Why is not noted.
pub(super) async fn note(state: &AppState, session: &Session, clock: &Clock, before: &At, at: &At) {
    let asked = before.scored().safety;
    let fresh = at.scored().safety.into_iter().find(|answer| asked.iter().all(|known| known.id != answer.id));
    if let Some(rule @ ("K1" | "K2")) = fresh.map(|answer| rule(answer.level)) {
        note_shown(state, Some(session), rule, clock).await;
    }
}

/// Whether the totals up to these answers say it; those of another version are left out (G7).
fn holds(course: &Course, at: &At, notebook: &Notebook) -> bool {
    let scale = at.measure.file.scoring.scales.iter().find(|scale| scale.id == course.scale);
    let Some(scale) = scale.filter(|_| at.response.state == ResponseState::Finished) else { return false };
    let all = series::of(notebook, &at.measure, at.form(), scale);
    let until = all.iter().position(|one| one.id == at.id).map_or(0, |position| position + 1);
    let has_score = all.iter().any(|one| one.id == at.id && one.points().is_some());
    let totals = series::totals(all.get(..until).unwrap_or_default());
    has_score && course.holds(&totals.iter().map(|(.., points)| *points).collect::<Vec<_>>())
}

/// Seconds.
const DAY: u64 = 24 * 60 * 60;

/// Whether the questions that come next were answered since these were begun, by when it was saved: the day on paper may be
/// another.
fn is_answered(then: &str, at: &At, notebook: &Notebook) -> bool {
    let saved = |revision: Option<&Revision>| revision.map(|revision| revision.saved);
    let begun = saved(notebook.history(at.id).first());
    // What was brought in from a file was answered before, whenever it was kept.
    let here = notebook.responses_of(then).filter(|(_, one)| !one.imported);
    let mut finished = here.filter(|(_, one)| one.state == ResponseState::Finished);
    finished.any(|(id, _)| saved(notebook.current(id)) >= begun)
}

impl<'a> Help<'a> {
    pub(super) fn of(at: &'a At, notebook: &Notebook, nearest: &Nearest, query: &Fields) -> Self {
        // Who looks at what came from a file is not answering it now: the card stands there all the same.
        let answered_here = !at.response.imported || at.is_open();
        let courses = at
            .measure
            .file
            .scoring
            .courses
            .iter()
            .filter(|course| answered_here && holds(course, at, notebook));
        let next = at.measure.file.scoring.safety.iter().filter_map(|answer| answer.then.as_ref());
        let next = next.filter(|then| !is_answered(then, at, notebook));
        Self {
            nearest: nearest.clone(),
            fired: at.scored().safety,
            courses: courses.collect(),
            next: next.map(String::as_str).collect(),
            answered: notebook.current(at.id).map_or(Timestamp::default(), |newest| newest.saved),
            answered_here,
            seen: query.has("seen"),
        }
    }

    /// The whole screen, where somebody is in danger now (S0, K1).
    pub(super) fn fills_the_screen(&self, at: &At, query: &Fields, clock: &Clock) -> Option<ScreenFirst> {
        let danger = self.fired.first().is_some_and(|answer| answer.level == SafetyLevel::S0);
        // Who looks back at it another day is not answering now; the card stands there all the same.
        let now = self.answered_here && clock.now().at.seconds_since(self.answered) < DAY;
        let back = query.record("back").map_or(String::new(), |back| format!("&back={back}"));
        let then = format!("{}?seen=1{back}", address(at.id));
        (danger && now && !self.seen).then(|| ScreenFirst { nearest: self.nearest.clone(), then })
    }

    /// The answers that ask for help as the page is made, for its script.
    pub(super) fn fired(&self) -> String {
        self.fired.iter().map(|answer| answer.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// What stands before the questions or the score.
    pub(super) fn render(&self, at: &At) -> Markup {
        html! {
            @if let Some(answer) = self.fired.first() {
                (self.card(answer, at, false))
            } @else {
                @for course in &self.courses { (self.over_time(course)) }
            }
        }
    }

    /// What comes up because of several totals, one after the other (S3).
    fn over_time(&self, course: &Course) -> Markup {
        let said = course.level.and_then(|level| library().measure_words.help.get(level.id()));
        html! {
            section .notice .measure-help role="status" data-course=(course.id) {
                @if let Some(said) = said { h2 { (said.title) } }
                @if !course.words.is_empty() { p { (course.words) } } @else if let Some(said) = said { p { (said.text) } }
                (self.nearest.shown_by("K3"))
            }
        }
    }

    /// Every card that an answer on this page could bring up, for a script that shows it with the network gone.
    pub(super) fn templates(&self, at: &At) -> Markup {
        html! {
            @for answer in &at.measure.file.scoring.safety {
                template data-help=(answer.id) { (self.card(answer, at, true)) }
            }
        }
    }

    /// `at_once`: it comes up under the hand of somebody who is answering, and can be put away by one tap.
    fn card(&self, answer: &SafetyAnswer, at: &At, at_once: bool) -> Markup {
        let words = &library().measure_words;
        let said = words.help.get(answer.level.id());
        let whole = answer.level == SafetyLevel::S0;
        html! {
            section .notice .problem .measure-help .measure-help-whole[whole && at_once] role="alert" data-level=(answer.level.id()) {
                @if let Some(said) = said {
                    // Where it is all that stands on the page, it is the page's heading.
                    @if whole && at_once { h1 { (said.title) } } @else { h2 { (said.title) } }
                    p { (said.text) }
                }
                (self.nearest.shown_by(rule(answer.level)))
                @if answer.level <= SafetyLevel::S1 { p { a .button .danger href="/help-now/first" { (library().urge_to_harm.danger.button) } } }
                p .help { (words.next.nobody) }
                (self.next(answer, at))
                @if at_once { p { button .button .second .small type="button" data-help-seen="" { (words.next.seen) } } }
            }
        }
    }

    /// The way to the questions that come next, where there are some; this one waits.
    fn next(&self, answer: &SafetyAnswer, at: &At) -> Markup {
        let words = &library().measure_words.next;
        html! {
            @if let Some(then) = answer.then.as_deref().filter(|then| self.next.contains(then)) {
                p { a .button .main href={ "/measures/about/" (then) "?back=" (at.id) } { (words.ask) } }
                p .help { (words.why) }
            }
        }
    }
}

/// Help on the whole screen, and the way on.
pub(super) struct ScreenFirst {
    nearest: Nearest,
    then: String,
}

impl ScreenFirst {
    pub(super) fn render(self, page: &crate::layout::Page) -> Markup {
        FirstPage { nearest: self.nearest, then: &self.then }.render(page)
    }
}
