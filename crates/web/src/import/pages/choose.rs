//! Where a file is chosen.

use maud::{Markup, html};

use super::counted;
use crate::{
    components::{Tone, card, field, notice, quiet},
    error::Said,
    layout::{Page, shell},
};

/// What was brought in just now.
pub(crate) struct Came {
    pub(crate) parts: u32,
    pub(crate) groups: u32,
    pub(crate) bonds: u32,
    pub(crate) entries: u32,
    pub(crate) answers: u32,
    /// Of them: those to questionnaires that were added, which no rule looks at.
    pub(crate) added: u32,
    pub(crate) others: u32,
}

/// The page on which a file is chosen.
pub(crate) struct ChoosePage {
    pub(crate) page: Page,
    pub(crate) came: Option<Came>,
    pub(crate) trouble: Option<Said>,
}

impl ChoosePage {
    pub(crate) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "From elsewhere" }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if let Some(came) = &self.came { (came.said()) }
                p .lead { "Bring in what you wrote in another program. You see what would come before anything is kept." }
                form .card method="post" action="/settings/import" enctype="multipart/form-data" {
                    (field("file", "The file", Some("It stays on this machine, and nothing in it is looked up anywhere."), &html! {
                        input type="file" id="file" name="file" required;
                    }))
                    div .row .end { button .button .main { "Look at it" } }
                }
                (card("What can be read", &html! {
                    dl .traits {
                        dt { "Parts" } dd { "PluralKit, Simply Plural, OpenPlural (PluralPort)" }
                        dt { "Journals" } dd { "jrnl, Day One, Markdown as a zip or one file" }
                        dt { "Answers" } dd { "questionnaires that are here, as FHIR R4 in JSON" }
                        dt { "Everything" } dd { "a zip that Hearken wrote" }
                    }
                    p .help { "Bringing the same file in again adds nothing. Of a newer one only what you have not changed here is renewed." }
                }))
            },
        )
    }
}

impl Came {
    /// What to know of what came.
    fn then(&self) -> &'static str {
        match (self.answers, self.added) {
            (answers, added) if answers == 0 || self.parts > 0 && added == 0 => {
                "Hidden parts stay off the map and lists until you ask for them."
            }
            (_, 0) => "They keep their dates, and are marked as brought in. The safety rules know of them.",
            (answers, added) if added < answers => {
                "They keep their dates, and are marked as brought in. The safety rules know of those to Hearken’s own questionnaires. No rule looks at answers to those that you added."
            }
            _ => {
                "They keep their dates, and are marked as brought in. No safety rule looks at answers to questionnaires that you added."
            }
        }
    }

    fn said(&self) -> Markup {
        let counts = [
            counted(self.parts.into(), "part", "parts"),
            counted(self.groups.into(), "group", "groups"),
            counted(self.bonds.into(), "bond", "bonds"),
            counted(self.entries.into(), "journal entry", "journal entries"),
            counted(self.answers.into(), "answered questionnaire", "answered questionnaires"),
            counted(self.others.into(), "other thing", "other things"),
        ];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        if counts.is_empty() {
            return quiet("All of it was here already.", "Nothing was added and nothing was changed.");
        }
        html! {
            (quiet(&format!("Kept: {}.", counts.join(", ")), self.then()))
            p .row {
                @if self.parts > 0 { a .button .second href="/parts" { "To your parts" } }
                @if self.entries > 0 { a .button .second href="/journal" { "To the journal" } }
                @if self.answers > 0 { a .button .second href="/measures" { "To your measures" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn page(came: Option<Came>) -> String {
        ChoosePage { page: Page::sample(Place::Settings), came, trouble: None }.render().into_string()
    }

    #[test]
    fn the_form_sends_a_file_and_nothing_else() {
        let page = page(None);
        assert!(page.contains("enctype=\"multipart/form-data\"") && page.contains("type=\"file\""));
        assert!(!page.contains("Kept:"));
    }

    #[test]
    fn what_came_is_counted_and_nothing_is_said_as_nothing() {
        let came = Came { parts: 1, groups: 0, bonds: 2, entries: 0, answers: 0, added: 0, others: 0 };
        let page_with = page(Some(came));
        assert!(page_with.contains("Kept: 1 part, 2 bonds.") && page_with.contains("To your parts"));
        let none = Came { parts: 0, groups: 0, bonds: 0, entries: 0, answers: 0, added: 0, others: 0 };
        assert!(page(Some(none)).contains("All of it was here already."));
    }

    #[test]
    fn the_safety_rules_are_said_to_know_only_of_answers_to_what_is_our_own() {
        let page = |answers, added| {
            page(Some(Came { parts: 0, groups: 0, bonds: 0, entries: 0, answers, added, others: 0 }))
        };
        let (know, none) = ("The safety rules know of", "rule looks at answers to");
        assert!(page(2, 0).contains(know) && !page(2, 0).contains(none));
        assert!(page(2, 1).contains(know) && page(2, 1).contains(none));
        assert!(!page(2, 2).contains(know) && page(2, 2).contains(none));
    }
}
