//! What stands beside the newest of a record with many fields, because another window or device kept it at the same time: field by
//! field what it says otherwise, settled by the form under it. Where a record is short, `components::Beside` shows it whole.

use hearken_core::{Known, Notebook, RecordId};
use maud::{Markup, html};

use crate::components::{settles_fields, written};

/// A field by its name, and what stands in it.
pub(super) type Said = (String, String);

/// One revision that stands beside the newest, by what it says otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Beside {
    rev: u32,
    otherwise: Vec<Said>,
}

/// What stands beside the newest of a record. `said` gives each field in the same order, the empty ones too.
pub(super) fn beside<T: Known>(
    notebook: &Notebook,
    record: RecordId,
    said: impl Fn(&T) -> Vec<Said>,
) -> Vec<Beside> {
    let Some(now) = notebook.get::<T>(record).map(&said) else { return Vec::new() };
    let others = notebook.also_standing(record).into_iter();
    let others = others.filter_map(|other| Some((other.rev, said(T::of(&other.what)?))));
    let other = |(rev, other): (u32, Vec<Said>)| {
        let differs = other.into_iter().zip(&now).filter(|(other, now)| other != *now);
        Beside { rev, otherwise: differs.map(|(other, _)| other).collect() }
    };
    others.map(other).collect()
}

/// What it says otherwise, with a sentence on what to do about it.
pub(super) fn shown(beside: &[Beside], then: &str) -> Markup {
    html! {
        @if !beside.is_empty() {
            section .notice {
                p .what { "Kept in another window at the same time" }
                @for other in beside {
                    dl .traits {
                        @for (label, text) in &other.otherwise {
                            dt { (label) }
                            dd { @if text.is_empty() { "Nothing" } @else { (written(text)) } }
                        }
                    }
                }
                p .then { (then) }
            }
        }
    }
}

/// The same above its form: whatever is kept there settles it.
pub(super) fn above_the_form(beside: &[Beside]) -> Markup {
    shown(beside, "What you keep below is what holds. The other stays in what was.")
}

/// What the form says of it when it is sent.
pub(super) fn settles(beside: &[Beside]) -> Markup {
    settles_fields(&beside.iter().map(|other| other.rev).collect::<Vec<_>>())
}
