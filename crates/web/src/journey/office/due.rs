//! The readings of blood pressure that a session in the office asks for: when each is due, and whether it was taken.

use hearken_content::{DueReading, library};
use hearken_core::{
    Notebook, RecordId, When,
    journey::{self, DueAt, Moment, Standing},
};
use maud::{Markup, html};

use super::{Visit, hours};
use crate::{components::card, zone::Clock};

/// A reading that is due.
pub(super) struct Reading<'a> {
    pub(super) words: &'static DueReading,
    /// Minutes after the medicine at which it is due.
    pub(super) at: Option<u32>,
    pub(super) standing: Standing,
    /// Upper, lower and when, once it was taken.
    pub(super) taken: Option<(i32, i32, &'a When)>,
}

/// All that are due in this session, in order.
pub(super) fn readings<'a>(visit: &Visit<'a>) -> Vec<Reading<'a>> {
    let limits = library().safety.limits();
    let minutes = |id: &Option<String>| {
        id.as_deref().and_then(|id| limits.get(id)).and_then(|minutes| u32::try_from(minutes).ok())
    };
    let one = |words: &'static DueReading| {
        let due = DueAt {
            at: minutes(&words.at),
            early: u32::from(words.early),
            late: words.late.map(u32::from),
            said_from: minutes(&words.said_from),
        };
        let standing = journey::pressure_due(visit.notebook, visit.id, &due, &visit.now)?;
        let taken = match standing {
            Standing::Taken(moment) => visit.notebook.get::<Moment>(moment),
            _ => None,
        };
        let taken = taken
            .and_then(|moment| Some((moment.number("systolic")?, moment.number("diastolic")?, &moment.when)));
        Some(Reading { words, at: due.at, standing, taken })
    };
    library().journey.office.readings(visit.is_esketamine()).filter_map(one).collect()
}

impl Reading<'_> {
    /// When it is due, as a clock says it.
    fn due(&self) -> Option<String> {
        let at = hours(u64::from(self.at?));
        Some(if self.words.late.is_some() { format!("due {at}") } else { format!("due from {at}") })
    }

    fn stands(&self, visit: &Visit<'_>) -> String {
        if let Some((upper, lower, when)) = self.taken {
            return format!("{upper} / {lower}, {}", visit.since(when));
        }
        match self.standing {
            Standing::ToCome | Standing::Taken(_) => capital(&self.due().unwrap_or_default()),
            Standing::Due => "Due now".to_owned(),
            Standing::NotYet => "Not taken yet".to_owned(),
            Standing::Passed => "Not written down".to_owned(),
        }
    }
}

/// A text with a large first letter; what the readings say is plain English.
fn capital(text: &str) -> String {
    let (first, rest) = text.split_at(text.len().min(1));
    first.to_uppercase() + rest
}

/// The readings with how each stands, and what else belongs to every visit.
pub(super) fn list(visit: &Visit<'_>) -> Markup {
    let office = &library().journey.office;
    let readings = readings(visit);
    html! {
        dl .facts {
            @for reading in &readings {
                dt { (reading.words.title) }
                dd { (reading.stands(visit)) }
            }
            @if office.breathing.only.is_none_or(|only| only.fits(false, visit.is_esketamine())) {
                dt { (office.breathing.title) }
                dd { (breathing(visit).unwrap_or_else(|| "Not written down yet".to_owned())) }
            }
        }
        @if readings.len() < 2 { p .help { (office.pressure.others) } }
    }
}

/// How they breathe, as it was measured last.
fn breathing(visit: &Visit<'_>) -> Option<String> {
    let numbers = &library().safety.rules.numbers;
    let moments = journey::moments_of(visit.notebook, visit.id);
    let latest = |id: &String| {
        let (value, when) =
            moments.iter().rev().find_map(|(_, moment)| Some((moment.number(id)?, &moment.when)))?;
        let label = numbers.iter().find(|number| number.id == *id).map_or("", |number| &number.label);
        Some(format!("{label} {value}, {}", visit.since(when)))
    };
    let measured: Vec<_> = library().journey.office.breathing.measured.iter().filter_map(latest).collect();
    (!measured.is_empty()).then(|| measured.join(" · "))
}

/// The readings that are due, on the page where they are written down; nothing at home.
pub(in crate::journey) fn reading_card(notebook: &Notebook, id: RecordId, clock: &Clock) -> Markup {
    let Some(visit) = Visit::of(notebook, id, clock) else { return Markup::default() };
    card(&library().journey.office.pressure.title, &list(&visit))
}

/// Quiet lines for the page of the session: the next reading, and what is not over yet. Never an alarm. None at home.
pub(in crate::journey) fn lines(notebook: &Notebook, id: RecordId, clock: &Clock) -> Option<Vec<String>> {
    let visit = Visit::of(notebook, id, clock)?;
    let office = &library().journey.office;
    let readings = readings(&visit);
    let now = readings.iter().find(|one| matches!(one.standing, Standing::Due | Standing::NotYet));
    let next = now.or_else(|| readings.iter().find(|one| one.standing == Standing::ToCome));
    let next = next.map(|reading| {
        let due = reading.due().unwrap_or_else(|| reading.words.title.to_lowercase());
        let late = if reading.standing == Standing::NotYet { ": not taken yet" } else { "" };
        format!("{} {due}, by the staff{late}", office.pressure.title)
    });
    let open = visit.open().into_iter();
    let open = open.map(|(effect, since)| format!("{}: {effect}, since {since}", office.effects.open));
    Some(next.into_iter().chain(open).collect())
}
