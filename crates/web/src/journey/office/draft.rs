//! What of the monitoring form's fields is known of a session. What is not known stays open; the dose and the lot number are
//! never filled in.

use hearken_content::{EffectWords, Fills, FormField, KnownOfVisit, library};
use hearken_core::{
    When,
    journey::{self, Said},
};
use jiff::{ToSpan, civil::Date};

use super::{Visit, due};
use crate::{journey::facts, words};

/// The readings are in millimetres of mercury, as the rules name them.
const UNIT: &str = "mmHg";

/// What is known for a field; `None` where it stays open.
pub(super) fn value(visit: &Visit<'_>, field: &FormField) -> Option<String> {
    match field.fills.as_ref()? {
        Fills::Question(id) => answered(visit, id),
        Fills::Reading(id) => reading(visit, id),
        Fills::Effect(id) => Some(effect(visit, library().journey.office.effect(id)?)),
        Fills::Known(known) => of_visit(visit, *known),
    }
}

/// The day of the treatment: when the medicine was taken, or else when the session began.
pub(super) fn day(visit: &Visit<'_>) -> Option<Date> {
    let when = visit.treatment.started()?;
    Some(when.date())
}

/// The last day on which the form is due (R34).
pub(super) fn due_by(visit: &Visit<'_>) -> Option<Date> {
    let days = library().safety.limits().get("form-due-days")?;
    day(visit)?.checked_add(i64::from(days).days()).ok()
}

/// A time as a form wants it: by the clock, and in minutes since the medicine.
fn at(visit: &Visit<'_>, when: &When) -> String {
    let clock = super::on_the_clock(when);
    match visit.minutes(when) {
        Some(minutes) => format!("{clock} ({minutes} min after)"),
        None => clock,
    }
}

/// Yes, no or not sure, with the day it was said; never the words beside it.
fn answered(visit: &Visit<'_>, question: &str) -> Option<String> {
    let screening = &library().safety.screening;
    let asked = screening.group_of(screening.question(question)?)?.asked;
    let about = facts::about(asked, visit.id, visit.treatment);
    let (_, kept) = journey::newest_screening(visit.notebook, about, facts::asked_id(asked))?;
    let answer = kept.answers.iter().find(|answered| answered.question == question)?;
    let said = match answer.said {
        Said::Yes => &screening.yes,
        Said::No => &screening.no,
        Said::Unsure => &screening.unsure,
    };
    Some(format!("{said}, as answered on {}", words::day(kept.when.date(), visit.today)))
}

fn reading(visit: &Visit<'_>, id: &str) -> Option<String> {
    // Without a moment at which the medicine was taken, no reading is known to be before it.
    visit.treatment.medicine.as_ref()?;
    let reading = due::readings(visit).into_iter().find(|reading| reading.words.id == id)?;
    let (upper, lower, when) = reading.taken?;
    Some(format!("{upper} / {lower} {UNIT}, {}", at(visit, when)))
}

/// Yes with its times, no with the time it was looked for, or that nobody noted it; and what was measured that counts as it.
fn effect(visit: &Visit<'_>, effect: &EffectWords) -> String {
    let seen = visit.seen(&effect.id);
    let office = &library().journey.office.effects;
    match (seen.began, seen.never) {
        (Some(began), _) => {
            let over = seen.over.map_or_else(|| office.open.to_lowercase(), |over| at(visit, over));
            format!("Yes. Onset: {}. Resolution: {over}.", at(visit, began))
        }
        (None, looked) => {
            let said = match looked {
                Some(looked) => format!("No, when it was looked for last: {}.", at(visit, looked)),
                None => library().monitoring_form.unsaid.clone(),
            };
            match (visit.counted(effect), &effect.note) {
                (Some(when), Some(note)) => format!("{said}\n{note} Noted so: {}.", at(visit, when)),
                _ => said,
            }
        }
    }
}

fn of_visit(visit: &Visit<'_>, known: KnownOfVisit) -> Option<String> {
    let person = |role: &str| visit.programme.person(role);
    let known = match known {
        KnownOfVisit::TreatmentDate => words::long_day(day(visit)?),
        KnownOfVisit::TotalMinutes => minutes(visit)?.to_string(),
        KnownOfVisit::ReadyMinutes => match minutes(visit)? {
            less if less < floor()? => less.to_string(),
            _ => "does not apply".to_owned(),
        },
        KnownOfVisit::PrescriberName => person("prescriber")?.name.clone(),
        KnownOfVisit::PrescriberPhone => person("prescriber")?.phone.clone(),
        KnownOfVisit::PracticeName => person("practice")?.name.clone(),
        KnownOfVisit::Address => visit.programme.address.clone(),
    };
    (!known.trim().is_empty()).then_some(known)
}

/// Minutes from the medicine to the end of the session. Where it ended without its list, nobody was ready to leave then.
fn minutes(visit: &Visit<'_>) -> Option<u64> {
    let by_its_list = visit.treatment.ended.as_ref().filter(|_| !visit.treatment.ended_another_way());
    visit.minutes(by_its_list?)
}

/// The least time of watching that is published; a practice may watch for longer, and the form asks for this one.
fn floor() -> Option<u64> {
    let limits = &library().safety.rules.thresholds;
    let watched = limits.iter().find(|limit| limit.id == "watch-minutes")?;
    u64::try_from(watched.least).ok()
}
