//! The part that is being met, with what it has said so far.

use hearken_content::{BondField, Input, Library, PartField, Screen};
use hearken_core::Notebook;
use maud::{Markup, html};

use crate::components::{self, PartChip, role_mark};

use super::super::{At, said};

/// What stands beside a question.
pub(crate) struct Beside {
    pub(super) part: PartChip,
    /// Where in the body it lives, in words.
    pub(super) body: Vec<String>,
    /// What it said in this run: the short name of each question, and the words.
    pub(super) said: Vec<(String, Vec<String>)>,
}

impl Beside {
    /// The part that a screen is about, once it is known.
    pub(super) fn of(library: &Library, at: &At, screen: &Screen, notebook: &Notebook) -> Option<Self> {
        let id = at.run.part_on(said::side(screen))?;
        let part = notebook.part(id)?;
        let places = &library.words.body_places;
        let told = |id: &str| {
            at.guide.screen(id).is_some_and(|(_, _, told)| told.about == screen.about && speaks_of_part(told))
        };
        let said = said::all(library, at.guide, (at.id, &at.run), notebook);
        Some(Self {
            part: PartChip::of(id, part),
            body: part.body.iter().map(|place| said::label(places, place).to_owned()).collect(),
            said: said
                .into_iter()
                .filter(|said| told(&said.screen))
                .map(|said| {
                    let unwritten: Vec<String> = said.unwritten().collect();
                    (said.short, said.words.into_iter().chain(unwritten).collect())
                })
                .collect(),
        })
    }

    pub(super) fn render(&self) -> Markup {
        html! {
            aside .beside .card aria-label="The part you are meeting" {
                div .beside-part {
                    (role_mark(self.part.role, self.part.colour.as_deref()))
                    div {
                        p .beside-name { a href={ "/parts/" (self.part.id) } { bdi { (self.part.name) } } }
                        p .help {
                            (components::role_word(self.part.role))
                            @if !self.body.is_empty() { " · " bdi { (self.body.join(", ")) } }
                        }
                    }
                }
                @if !self.said.is_empty() {
                    dl .beside-said {
                        @for (short, words) in &self.said {
                            dt { (short) }
                            dd { @for words in words { p dir="auto" { (words) } } }
                        }
                    }
                }
            }
        }
    }
}

/// Whether a screen's answer is something the part says of itself. Its name and manner stand above already, and the
/// situation is not its own.
fn speaks_of_part(screen: &Screen) -> bool {
    let says = screen.bond == Some(BondField::Says);
    let leaves = screen.leaves.iter().any(|field| *field != PartField::Situation);
    !matches!(screen.input, Input::Part(_)) && (says || leaves)
}
