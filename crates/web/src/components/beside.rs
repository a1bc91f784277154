//! What stands of a record beside the text that its form shows, because another window kept it at the same time.

use hearken_core::{Known, Notebook, RecordId};
use maud::{Markup, html};

use super::{settles_fields, written};

/// Every other text that stands, each under its revision.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Beside(Vec<(u32, String)>);

impl Beside {
    /// What stands beside the newest text of a record, as `in_words` says it: a line for each thing.
    pub(crate) fn of<T: Known>(
        notebook: &Notebook,
        record: RecordId,
        in_words: impl Fn(&T) -> Vec<String>,
    ) -> Self {
        let others = notebook.also_standing(record).into_iter();
        Self(others.filter_map(|other| Some((other.rev, said(in_words(T::of(&other.what)?))))).collect())
    }

    /// The texts, before the form.
    pub(crate) fn shown(&self) -> Markup {
        html! {
            @for (_, said) in &self.0 {
                section .notice {
                    p .what { "Kept in another window at the same time" }
                    (written(said))
                    p .then { "Put into the form what is to stay. Keeping it settles this." }
                }
            }
        }
    }

    /// What the form itself holds, so that keeping it settles what was shown.
    pub(crate) fn settled(&self) -> Markup {
        let revisions: Vec<u32> = self.0.iter().map(|(rev, _)| *rev).collect();
        settles_fields(&revisions)
    }
}

/// What is said of a record in a list where another text stands beside its newest: its form shows both.
pub(crate) fn in_two_windows(notebook: &Notebook, record: RecordId) -> Option<String> {
    (!notebook.also_standing(record).is_empty()).then(|| "kept in two windows".to_owned())
}

fn said(lines: Vec<String>) -> String {
    let said: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
    said.join("\n\n")
}
