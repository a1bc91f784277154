//! What is known of a session, as the safety rules look at it: route and setting, what was answered, what was measured.
//!
//! What nobody said is not in it; it is never taken for a no.

use hearken_content::{Answer, Asked, Behind, Facts, Looked, Missing, Stage, library};
use hearken_core::{
    Notebook, RecordId, Timestamp, When,
    journey::{self, MomentKind, Programme, Route, Said, Screening, Setting, TreatmentSession},
};

use super::{after, held, lifted::released};
use crate::{
    measures::{self, Around},
    zone::Clock,
};

/// Questions whose answers stand in the programme: nobody is asked them.
pub(super) const KNOWN: [&str; 3] = ["contact-known", "address-known", "country-known"];

/// When no such time ever was.
pub(super) const NEVER: i32 = 0;

/// The name under which answers to such questions are kept.
pub(super) const fn asked_id(asked: Asked) -> &'static str {
    match asked {
        Asked::Once => "once",
        Asked::EachSession => "each-session",
        Asked::OnTheDay => "on-the-day",
        Asked::During => "during",
        Asked::After => "after",
    }
}

/// Those times, by their names.
pub(super) fn asked_from(id: &str) -> Option<Asked> {
    let all = [Asked::Once, Asked::EachSession, Asked::OnTheDay, Asked::During, Asked::After];
    all.into_iter().find(|asked| asked_id(*asked) == id)
}

/// What the answers of that sort are about: the programme, or the session.
pub(super) fn about(asked: Asked, session: RecordId, treatment: &TreatmentSession) -> RecordId {
    if asked == Asked::Once { treatment.programme } else { session }
}

/// The route by its name in the content.
pub(super) const fn route(route: Route) -> hearken_content::Route {
    match route {
        Route::Sublingual => hearken_content::Route::Sublingual,
        Route::Intramuscular => hearken_content::Route::Im,
        Route::Intravenous => hearken_content::Route::Iv,
        Route::Esketamine => hearken_content::Route::Esketamine,
        Route::Other => hearken_content::Route::Other,
    }
}

/// The setting by its name in the content.
pub(super) const fn setting(setting: Setting) -> hearken_content::Setting {
    match setting {
        Setting::Home => hearken_content::Setting::Home,
        Setting::Office => hearken_content::Setting::Office,
    }
}

/// The session that was over last, for one that is still to come: what was answered after it can hold this one up (R43).
pub(super) fn last_over<'a>(
    notebook: &'a Notebook,
    session: RecordId,
    treatment: &TreatmentSession,
) -> Option<(RecordId, &'a TreatmentSession)> {
    let over = |(id, other): &(RecordId, &TreatmentSession)| *id != session && after::anchor(other).is_some();
    let all = notebook.all::<TreatmentSession>().filter(|_| treatment.state.is_before()).filter(over);
    all.max_by_key(|(id, other)| (after::anchor(other).map(|over| over.at), *id))
}

/// When the session before this one began, wherever this one stands: what was answered since then is about this one, too.
fn began_before(notebook: &Notebook, session: RecordId, treatment: &TreatmentSession) -> Option<Timestamp> {
    let others = notebook.all::<TreatmentSession>().filter(|(id, _)| *id != session);
    let over = others.filter_map(|(_, other)| Some((after::anchor(other)?.at, other)));
    let before = over.filter(|(over, _)| treatment.began.as_ref().is_none_or(|began| *over <= began.at));
    let (over, other) = before.max_by_key(|(over, _)| *over)?;
    Some(other.began.as_ref().map_or(over, |began| began.at.min(over)))
}

/// The session as answers are looked at for it.
fn around(notebook: &Notebook, id: RecordId, treatment: &TreatmentSession, clock: &Clock) -> Around {
    Around {
        from: began_before(notebook, id, treatment),
        began: treatment.began.as_ref().map(|began| began.at),
        over: after::anchor(treatment).map(|over| over.at),
        now: clock.now().at,
    }
}

/// What hours are counted from: when the medicine was taken, or else when a session that is over had begun.
fn started(treatment: &TreatmentSession) -> Option<&When> {
    let began = || after::anchor(treatment).and(treatment.began.as_ref());
    treatment.medicine.as_ref().or_else(began)
}

/// Whether answers still hold. What is so today counts for today. How somebody comes back (R42) holds for the day on which it
/// was said, and only from before the end if there was none yet: the list at the end says more than an answer before it. An end
/// without its list says nothing.
pub(super) fn holds(
    asked: Asked,
    screening: &Screening,
    treatment: &TreatmentSession,
    clock: &Clock,
) -> bool {
    const DAY: u64 = 24 * 60 * 60;
    let said = screening.when.at;
    match asked {
        Asked::OnTheDay => screening.when.date() == clock.today(),
        Asked::During => {
            let since_the_end =
                treatment.ended_another_way() || after::anchor(treatment).is_none_or(|over| said >= over.at);
            since_the_end && clock.now().at.seconds_since(said) < DAY
        }
        Asked::Once | Asked::EachSession | Asked::After => true,
    }
}

/// Every sort of questions, and what those that count for a session are about: of what comes after one, the session before.
pub(super) fn sorts(
    notebook: &Notebook,
    session: RecordId,
    treatment: &TreatmentSession,
) -> impl Iterator<Item = (Asked, RecordId)> + use<> {
    let last = last_over(notebook, session, treatment).map_or(session, |(last, _)| last);
    let programme = about(Asked::Once, session, treatment);
    let all = [Asked::Once, Asked::EachSession, Asked::OnTheDay, Asked::During, Asked::After];
    all.into_iter().map(move |asked| match asked {
        Asked::Once => (asked, programme),
        Asked::After => (asked, last),
        Asked::EachSession | Asked::OnTheDay | Asked::During => (asked, session),
    })
}

/// Everything that is known of a session.
pub(super) fn of(
    notebook: &Notebook,
    session: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
) -> Facts {
    let mut facts = Facts::default();
    if let Some(programme) = notebook.get::<Programme>(treatment.programme) {
        of_programme(&mut facts, programme);
    }
    for (asked, about) in sorts(notebook, session, treatment) {
        let newest = journey::newest_screening(notebook, about, asked_id(asked));
        if let Some((id, screening)) =
            newest.filter(|(_, screening)| holds(asked, screening, treatment, clock))
        {
            of_screening(&mut facts, (id, screening), asked, clock);
        }
    }
    held::of_yes(&mut facts, notebook, clock);
    // Once it is over, what was measured and noticed while it lasted belongs to that time.
    if after::anchor(treatment).is_none() {
        of_moments(&mut facts, notebook, session);
    }
    held::of_danger(&mut facts, notebook, session, clock);
    let minutes = |from: &When| {
        let seconds = clock.now().at.seconds_since(from.at);
        f64::from(u32::try_from(seconds / 60).unwrap_or(u32::MAX))
    };
    let last = last_over(notebook, session, treatment);
    if let Some(from) = started(treatment) {
        facts.since_start(minutes(from));
    } else if let Some(from) = last.and_then(|(_, last)| started(last)) {
        facts.number("hours-since-start", minutes(from) / 60.0);
    }
    super::office::add_facts(&mut facts, notebook, session, clock);
    measures::add_facts(&mut facts, notebook, &around(notebook, session, treatment, clock));
    facts
}

fn of_programme(facts: &mut Facts, programme: &Programme) {
    facts.route = Some(route(programme.route));
    facts.setting = Some(setting(programme.setting));
    let known = |it: bool| if it { Answer::Yes } else { Answer::No };
    let called = |role: &str| programme.person(role).is_some_and(|person| !person.phone.trim().is_empty());
    facts.answer("contact-known", known(called("emergency")));
    facts.answer("address-known", known(!programme.address.trim().is_empty()));
    facts.answer("country-known", known(!programme.country.trim().is_empty()));
}

/// An answer by its name in the content.
pub(super) const fn answer(said: Said) -> Answer {
    match said {
        Said::Yes => Answer::Yes,
        Said::No => Answer::No,
        Said::Unsure => Answer::Unsure,
    }
}

/// What stands in that record since then.
pub(super) fn behind(id: RecordId, since: Timestamp, hours: f64) -> Behind {
    Behind { answer: id.to_string(), value: 1.0, since: since.as_millis(), hours }
}

/// How many hours ago that was.
pub(super) fn hours_since(since: Timestamp, clock: &Clock) -> f64 {
    let minutes = u32::try_from(clock.now().at.seconds_since(since) / 60).unwrap_or(u32::MAX);
    f64::from(minutes) / 60.0
}

fn of_screening(facts: &mut Facts, (id, screening): (RecordId, &Screening), asked: Asked, clock: &Clock) {
    let since = screening.when.at;
    for answered in &screening.answers {
        facts.answer(&answered.question, answer(answered.said));
        facts.came_from(&answered.question, behind(id, since, hours_since(since, clock)));
    }
    for (question, value) in &screening.numbers {
        let Some(question) = library().safety.screening.question(question) else { continue };
        let Some(number) = question.number.as_deref() else { continue };
        let known = match question.answered {
            hearken_content::Answered::TimeOrNever if *value == NEVER => f64::INFINITY,
            hearken_content::Answered::TimeOrNever => {
                let now = clock.now().at.as_millis() / 60_000;
                f64::from(i32::try_from(now).unwrap_or(i32::MAX) - *value)
            }
            _ => f64::from(*value),
        };
        facts.number(number, known);
    }
    if asked == Asked::Once {
        let age = (clock.today() - screening.when.date()).get_days();
        facts.number("answers-days", f64::from(age.max(0)));
    }
}

/// The latest of each vital sign counts.
fn of_moments(facts: &mut Facts, notebook: &Notebook, session: RecordId) {
    for (id, moment) in journey::moments_of(notebook, session) {
        if matches!(moment.kind, MomentKind::Vitals | MomentKind::LookIn) {
            for (name, value) in &moment.numbers {
                facts.number(name, f64::from(*value));
            }
        }
        if moment.kind == MomentKind::Wrong {
            for (event, _) in moment.numbers.iter().filter(|(event, _)| event != held::DANGER) {
                facts.event(event);
                facts.came_from(event, behind(id, moment.when.at, 0.0));
            }
        }
    }
}

/// What fires at that stage of a session, and what is still open there.
pub(super) fn look(
    notebook: &Notebook,
    session: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
    stage: Stage,
) -> Looked<'static> {
    look_at(&of(notebook, session, treatment, clock), notebook, session, treatment, clock, stage)
}

/// The same on a sitter's device: what somebody answered in a questionnaire is theirs, and tells a sitter nothing.
pub(super) fn look_beside(
    notebook: &Notebook,
    session: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
    stage: Stage,
) -> Looked<'static> {
    let mut facts = of(notebook, session, treatment, clock);
    facts.events.retain(|event| !measures::is_event(event));
    look_at(&facts, notebook, session, treatment, clock, stage)
}

fn look_at(
    facts: &Facts,
    notebook: &Notebook,
    session: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
    stage: Stage,
) -> Looked<'static> {
    let safety = &library().safety;
    let releases = released(notebook, session, treatment, clock);
    let mut looked = safety.look(stage, facts, &safety.limits(), &releases);
    looked.unanswered.retain(is_asked_here);
    looked
}

/// Whether this program asks for it. What comes from questionnaires and instruments is looked at once it is there.
fn is_asked_here(missing: &Missing) -> bool {
    match missing {
        Missing::Number(number) => {
            let questions = &library().safety.screening.questions;
            questions.iter().any(|question| question.number.as_deref() == Some(number))
        }
        Missing::Question(_) | Missing::Route | Missing::Setting => true,
    }
}
