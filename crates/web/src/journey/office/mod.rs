//! A session in the office: which readings are due, what began and is not over yet, and a draft of the monitoring form.
//!
//! Nothing of it is there for a session at home. It says what was written down and what was not; what it means, the staff say.

mod draft;
mod due;
mod effects;
mod form;
mod mend;
mod pages;

use axum::extract::State;
use hearken_content::{Answer, EffectWords, Facts, Role, Stage, library};
use hearken_core::{
    Notebook, RecordId, When,
    journey::{self, Moment, Programme, Route, Seen, Setting, Standing, TreatmentSession, Watcher},
};
use jiff::civil::Date;
use maud::Markup;

use self::pages::OfficePage;
pub(super) use self::{
    due::{lines, reading_card},
    effects::said,
    pages::{card, still_open},
};
use super::facts;
use crate::{
    AppState,
    error::Problem,
    form::{Query, RecordPath},
    layout::{Page, Place},
    routes::Routes,
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/sessions/{id}/office", page)
        .post("/journey/sessions/{id}/office", effects::note)
        .get("/journey/moments/{id}/seen", mend::page)
        .post("/journey/moments/{id}/seen", mend::keep)
        .get("/journey/moments/{id}/seen/erase", mend::erase_page)
        .post("/journey/moments/{id}/seen/erase", mend::erase)
        .get("/journey/sessions/{id}/form", form::page)
        .post("/journey/sessions/{id}/form", form::mark)
}

/// A session in an office, looked at now.
struct Visit<'a> {
    notebook: &'a Notebook,
    id: RecordId,
    treatment: &'a TreatmentSession,
    programme: &'a Programme,
    now: When,
    today: Date,
}

impl<'a> Visit<'a> {
    /// The session; `None` for one at home.
    fn of(notebook: &'a Notebook, id: RecordId, clock: &Clock) -> Option<Self> {
        let treatment = notebook.get::<TreatmentSession>(id)?;
        let programme = notebook.get::<Programme>(treatment.programme)?;
        let visit = Self { notebook, id, treatment, programme, now: clock.now(), today: clock.today() };
        (programme.setting == Setting::Office).then_some(visit)
    }

    fn address(&self) -> String {
        format!("/journey/sessions/{}", self.id)
    }

    fn is_esketamine(&self) -> bool {
        self.programme.route == Route::Esketamine
    }

    fn seen(&self, effect: &str) -> Seen<'a> {
        journey::seen(self.notebook, self.id, effect)
    }

    /// Whole minutes from the medicine to a moment; `None` before it, or where nobody said when it was taken.
    fn minutes(&self, when: &When) -> Option<u64> {
        let medicine = self.treatment.medicine.as_ref().filter(|medicine| when.at >= medicine.at)?;
        Some(when.at.seconds_since(medicine.at) / 60)
    }

    /// Hours and minutes since the medicine, or else the time, with the day where it is another one.
    fn since(&self, when: &When) -> String {
        match self.minutes(when) {
            Some(minutes) => hours(minutes),
            None if when.date() == self.today => on_the_clock(when),
            None => words::moment(when, self.today),
        }
    }

    /// When a number was first measured that counts as this, as its note says.
    fn counted(&self, effect: &EffectWords) -> Option<&'a When> {
        let below = effect.counts_below.as_ref()?;
        let limit = library().safety.limits().get(&below.limit)?;
        let mut moments = journey::moments_of(self.notebook, self.id).into_iter();
        moments.find_map(|(_, moment)| (moment.number(&below.of)? < limit).then_some(&moment.when))
    }

    /// What began and is not over, each by what clinicians call it and since when.
    fn open(&self) -> Vec<(&'static str, String)> {
        let effects = library().journey.office.effects.effects.iter();
        effects
            .filter_map(|effect| {
                let seen = self.seen(&effect.id);
                let began = seen.began.filter(|_| seen.is_open())?;
                Some((effect.title.as_str(), self.since(began)))
            })
            .collect()
    }

    /// What the rules tell someone at the stage the session is in, the strongest first.
    fn told(&self, clock: &Clock, role: Role) -> Vec<(&'static str, String)> {
        let stage = match (&self.treatment.began, &self.treatment.ended) {
            (None, _) => Stage::Start,
            (Some(_), None) => Stage::During,
            (Some(_), Some(_)) => Stage::After,
        };
        let look = if role == Role::Sitter { facts::look_beside } else { facts::look };
        let looked = look(self.notebook, self.id, self.treatment, clock, stage);
        let fired = looked.fired.iter().filter(|fired| fired.released.is_none());
        fired.filter_map(|fired| Some((fired.rule.id.as_str(), fired.words_for(role)?.to_owned()))).collect()
    }
}

/// The time on the wall: `10:41`.
fn on_the_clock(when: &When) -> String {
    when.local().strftime("%H:%M").to_string()
}

/// Minutes as hours and minutes: `0:40`.
fn hours(minutes: u64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Who notes what is measured in a session: staff in an office, the sitter at home.
pub(super) fn watcher(notebook: &Notebook, id: RecordId) -> Watcher {
    let session = notebook.get::<TreatmentSession>(id);
    let programme = session.and_then(|session| notebook.get::<Programme>(session.programme));
    match programme.map(|programme| programme.setting) {
        Some(Setting::Office) => Watcher::Staff,
        _ => Watcher::Sitter,
    }
}

/// What an office adds to what the rules look at: the reading in the middle (R30), what is not over (R29), the form (R34).
pub(super) fn add_facts(facts: &mut Facts, notebook: &Notebook, id: RecordId, clock: &Clock) {
    const DAY: u64 = 24 * 60 * 60;
    let Some(visit) = Visit::of(notebook, id, clock) else { return };
    let middle = due::readings(&visit).into_iter().find(|reading| reading.words.id == "middle");
    if middle.is_some_and(|reading| matches!(reading.standing, Standing::Taken(_))) {
        facts.event("middle-pressure-taken");
    }
    if visit.treatment.is_done(&library().monitoring_form.tick) {
        facts.event("form-submitted");
    }
    // While it lasts, what somebody said earlier does not hold against what began since. That nothing is open says nothing.
    // An end without its list ends no effect: it is open for that day.
    let still_so =
        |ended: &When| visit.treatment.ended_another_way() && visit.now.at.seconds_since(ended.at) < DAY;
    if visit.treatment.ended.as_ref().is_none_or(still_so) {
        if !visit.open().is_empty() {
            facts.event("effect-open");
        }
        if visit.seen("dissociation").is_open() {
            facts.answer("settled", Answer::No);
        }
    }
    // Where nobody tapped when the medicine was taken, the days count from the beginning.
    if let (None, Some(began)) = (&visit.treatment.medicine, &visit.treatment.began) {
        let hours = visit.now.at.seconds_since(began.at) / 3_600;
        facts.number("days-since-start", f64::from(u32::try_from(hours).unwrap_or(u32::MAX)) / 24.0);
    }
}

async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let visit = Visit::of(&notebook, id, &clock).ok_or(Problem::NotHere)?;
    let (narrow, kept) = (session.narrow().is_some(), query.has("noted"));
    Ok(OfficePage { state: &state, page, visit: &visit, narrow, kept, trouble: None }.render(&clock))
}

/// Whether a moment notes something that begins and ends in an office.
fn effect_of(moment: &Moment) -> Option<(&'static EffectWords, bool)> {
    let effects = library().journey.office.effects.effects.iter();
    effects.filter_map(|effect| Some((effect, moment.number(&effect.id)? == journey::THERE))).next()
}
