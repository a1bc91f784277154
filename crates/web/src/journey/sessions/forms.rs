//! The form of a session's plan.

use hearken_core::{Notebook, RecordId, journey::TreatmentSession};

use crate::{form::Fields, zone::Clock};

/// The session that the form describes. What the form does not show stays as it was `before`.
pub(super) fn session(fields: &Fields, before: TreatmentSession, clock: &Clock) -> TreatmentSession {
    let text = |name: &str| fields.text(name).trim().to_owned();
    let typed = fields.text("planned");
    let planned = match typed == crate::words::input_value(before.planned.local()) {
        true => before.planned.clone(),
        false => clock.read(typed).unwrap_or_else(|| before.planned.clone()),
    };
    TreatmentSession {
        planned,
        sitter: text("sitter"),
        sitter_phone: text("sitter_phone"),
        ride: text("ride"),
        notes: text("notes"),
        ..before
    }
}

/// A new session of a programme: after the last one as far as the programme says, or tomorrow at ten, with the same sitter.
pub(super) fn suggested(notebook: &Notebook, programme: RecordId, clock: &Clock) -> TreatmentSession {
    let blank = TreatmentSession::new(programme);
    let of = hearken_core::journey::sessions_of(notebook, programme);
    let plan = notebook.get::<hearken_core::journey::Programme>(programme);
    let last = of.last().map(|(_, session)| *session);
    let days = plan.and_then(|plan| plan.spacing_days).map_or(1, i64::from);
    let from = last.map_or(clock.today(), |last| last.planned.date());
    let day = from.saturating_add(jiff::Span::new().days(if last.is_some() { days } else { 1 }));
    let planned = clock.read(&crate::words::input_value(day.at(10, 0, 0, 0))).unwrap_or_else(|| clock.now());
    let sitter = plan.and_then(|plan| plan.person("sitter"));
    TreatmentSession {
        planned,
        sitter: last
            .map_or_else(|| sitter.map_or_else(String::new, |it| it.name.clone()), |it| it.sitter.clone()),
        sitter_phone: last.map_or_else(
            || sitter.map_or_else(String::new, |it| it.phone.clone()),
            |it| it.sitter_phone.clone(),
        ),
        ..blank
    }
}
