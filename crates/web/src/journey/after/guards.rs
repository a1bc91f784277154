//! Who let their guard down? How hard each part guarded before a session and after it, as it was rated, side by side.

use hearken_core::{
    Notebook, RecordId, Timestamp,
    journey::TreatmentSession,
    readings::{Reading, Scale},
};
use maud::{Markup, html};

use crate::{
    components::{PartChip, role_mark},
    words,
    zone::Clock,
};

/// A part with its guard before and after; `None` where nobody rated it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::journey) struct Guard {
    pub(in crate::journey) part: PartChip,
    pub(in crate::journey) before: Option<(u8, String)>,
    pub(in crate::journey) after: Option<(u8, String)>,
}

/// Every part that lists show and whose guard was rated: the newest rating before the session began, and the newest since
/// it was over, up to `until` where that is given. Nothing while the session is still to come or under way.
pub(in crate::journey) fn guards(
    notebook: &Notebook,
    session: &TreatmentSession,
    until: Option<Timestamp>,
    clock: &Clock,
) -> Vec<Guard> {
    let Some(over) = super::windows::anchor(session) else { return Vec::new() };
    let began = session.began.as_ref().unwrap_or(over).at;
    let level = |(_, reading): (RecordId, &Reading)| {
        Some((reading.level(&Scale::Guard)?, words::day(reading.when.date(), clock.today())))
    };
    let one = |(id, part)| {
        let before = notebook.readings_of(Some(id), Some(began)).rev().find_map(level);
        let since = notebook.readings_of(Some(id), until).rev();
        let after = since.take_while(|(_, reading)| reading.when.at > over.at).find_map(level);
        (before.is_some() || after.is_some()).then(|| Guard { part: PartChip::of(id, part), before, after })
    };
    notebook.listed_parts().filter_map(one).collect()
}

/// The table of guards, for a page that has its heading; `of` ends its name where a page has more than one.
pub(in crate::journey) fn guard_table(guards: &[Guard], of: &str) -> Markup {
    html! {
        @if guards.is_empty() {
            p .help { "No guard was rated yet. A check-in before a session and one after it stand side by side here." }
        } @else {
            div .scrolls tabindex="0" role="region" aria-label={ "Guards before and after" (of) } {
                table .both-days {
                    thead { tr { th scope="col" { "Part" } th scope="col" { "Before" } th scope="col" { "After" } } }
                    tbody { @for guard in guards { (row(guard)) } }
                }
            }
        }
    }
}

fn row(guard: &Guard) -> Markup {
    let part = &guard.part;
    html! {
        tr {
            th scope="row" {
                a href={ "/parts/" (part.id) } { (role_mark(part.role, part.colour.as_deref())) " " bdi { (part.name) } }
            }
            @for side in [&guard.before, &guard.after] {
                td { @match side {
                    Some((level, day)) => { (level) " " span .help { (day) } },
                    None => span .help { "not rated" },
                } }
            }
        }
    }
}
