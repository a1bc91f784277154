//! What would come: counts, what changes on the way, and what can be left out.

use std::collections::BTreeMap;

use hearken_core::RecordId;
use hearken_report::import::{Counts, Format, ImportReport, Level, Take};
use maud::{Markup, html};

use crate::layout::{Page, shell};

/// The kinds that are counted first, in this order.
const FIRST: [&str; 4] = ["part", "group", "bond", "journal"];

/// So many places of one remark are shown.
const PLACES: usize = 50;

/// What the person ticked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Choices {
    pub(crate) take: Take,
    pub(crate) day_first: Option<bool>,
}

/// The page that shows what would come.
pub(crate) struct LookPage {
    pub(crate) page: Page,
    pub(crate) id: RecordId,
    /// What the file is; `None` when it cannot be read before the person has said how days are written.
    pub(crate) format: Option<Format>,
    pub(crate) choices: Choices,
    pub(crate) report: ImportReport,
}

impl LookPage {
    pub(crate) fn render(&self) -> Markup {
        let address = format!("/settings/import/{}", self.id);
        shell(
            &self.page,
            &html! {
                h1 { "This would come in" }
                @match self.format {
                    Some(format) => p .lead { "The file is from " (format.title()) ". Nothing is kept yet." },
                    None => p .lead { "Dates such as 05/06/2026 do not say which is the day. Nothing is kept yet." },
                }
                @if self.format.is_some() { (self.counts()) }
                form .card method="post" action=(address) {
                    input type="hidden" name="chosen" value="1";
                    @match self.format {
                        Some(format) => {
                            @if format.is_plural() { (self.takes()) }
                            @if let Some(day_first) = self.choices.day_first {
                                input type="hidden" name="day_first" value=(if day_first { "yes" } else { "no" });
                            }
                        },
                        None => (which_is_the_day()),
                    }
                    div .row .end {
                        @if self.format.is_some() { button .button .main { "Bring it in" } }
                        @if self.format.is_none_or(Format::is_plural) {
                            button .button .second formmethod="get" formaction=(address) { "Look again" }
                        }
                    }
                }
                (self.warnings())
                form .row method="post" action={ (address) "/forget" } { button .button .second { "Not now" } }
            },
        )
    }

    fn counts(&self) -> Markup {
        // What people look for first stands first; what is said of the whole is no count, and has its sentence below.
        let place = |kind: &&str| FIRST.iter().position(|first| first == kind).unwrap_or(FIRST.len());
        let mut kinds: Vec<_> = self.report.kinds.iter().filter(|(kind, _)| **kind != "system").collect();
        kinds.sort_by_key(|(kind, _)| place(kind));
        let shown: Vec<(&str, String)> = kinds
            .into_iter()
            .map(|(kind, counts)| (kind_in_words(kind), in_words(kind, counts)))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        html! {
            section .card {
                h2 { "How much" }
                @if shown.is_empty() { p { "There is nothing in this file that could come in." } }
                dl .traits {
                    @for (kind, words) in shown { dt { (kind) } dd .figure { (words) } }
                }
            }
        }
    }

    fn takes(&self) -> Markup {
        let Take { groups, notes, history, ordinary } = self.choices.take;
        let choice = |name: &str, ticked: bool, label: &str, help: &str| {
            html! {
                label .choice {
                    input type="checkbox" name=(name) value="1" checked[ticked];
                    span { (label) span .help { (help) } }
                }
            }
        };
        html! {
            fieldset {
                legend { "What to take" }
                (choice("groups", groups, "Groups", "Parts that you saw together there."))
                (choice("notes", notes, "Notes", "As journal entries that speak of their part."))
                (choice("history", history, "Who was in front", "A journal entry for each day. This can be very many."))
                (choice("ordinary", ordinary, "Treat all as ordinary", "Nothing arrives hidden, and private fields stand with the others."))
            }
            p .help { "Parts and bonds always come. Notes and times in front that you leave out are kept sealed, unseen." }
        }
    }

    /// What happens on the way, the weightiest first; the same is said once.
    fn warnings(&self) -> Markup {
        let mut said = BTreeMap::<(Level, &str), (u64, Vec<&str>)>::new();
        for warning in &self.report.warnings {
            let (count, places) = said.entry((warning.level, warning.message)).or_default();
            *count += warning.count;
            // Where answers stand in their file is a number and a name within the form, and no word of a person.
            places.extend(warning.record_id.as_deref().filter(|_| self.format == Some(Format::Fhir)));
        }
        html! {
            @if !said.is_empty() {
                section .card {
                    h2 { "What changes on the way" }
                    ul .plain-list {
                        @for ((level, message), (count, places)) in said {
                            li {
                                p { @if level == Level::Error { strong { "Not kept: " } } (message) }
                                @if count > 1 { p .help { (count) " times" } }
                                @for place in places.iter().take(PLACES) { p .help { bdi { (place) } } }
                                @if places.len() > PLACES { p .help { "And " (places.len() - PLACES) " more." } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn which_is_the_day() -> Markup {
    html! {
        fieldset {
            legend { "In 05/06/2026, which is the day?" }
            label .choice { input type="radio" name="day_first" value="yes" checked; span { "The first number" } }
            label .choice { input type="radio" name="day_first" value="no"; span { "The second number" } }
        }
    }
}

fn kind_in_words(kind: &'static str) -> &'static str {
    match kind {
        "part" => "Parts",
        "group" => "Groups",
        "bond" => "Bonds",
        "journal" => "Journal entries",
        "media" => "Pictures and files",
        "field" => "Other fields",
        "front" => "Stretches in front",
        "state" => "States, such as asleep",
        "message" => "Messages",
        "secret" => "Keys and addresses",
        "questionnaire-response" => "Answered questionnaires",
        "exercise" => "Exercises",
        "file" => "Files",
        "place" => "Places and weather",
        "poll" => "Polls",
        "reminder" => "Reminders",
        "channel" => "Channels",
        "term" => "Words assigned",
        "settings" => "Settings",
        "erasure" => "Erased there",
        other => other,
    }
}

fn in_words(kind: &str, counts: &Counts) -> String {
    let skipped = if kind == "secret" { "left out" } else { "here already or passed over" };
    let said = [
        (counts.imported, "to bring in"),
        (counts.degraded, "of them not whole"),
        (counts.preserved_only, "kept, unseen"),
        (counts.skipped, skipped),
        (counts.failed, "not kept"),
    ];
    let said = said.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    said.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use hearken_report::import::{ImportOptions, read};
    use jiff::tz::TimeZone;

    use super::*;
    use crate::layout::Place;

    fn page(format: Option<Format>, json: &str) -> String {
        let options = ImportOptions::new(TimeZone::UTC);
        let report = read(json.as_bytes(), Format::PluralKit, &options, &mut |_, _| {}).unwrap().report;
        let choices = Choices { take: Take { history: true, ..Take::USUAL }, day_first: None };
        let id = RecordId::from_bytes([7; 16]);
        LookPage { page: Page::sample(Place::Settings), id, format, choices, report }.render().into_string()
    }

    #[test]
    fn it_says_from_where_how_much_and_what_changes() {
        let page = page(Some(Format::PluralKit), r#"{"switches":[],"members":[{"name":"<b>A</b>"},7]}"#);
        assert!(page.contains("The file is from PluralKit.") && page.contains("1 not kept"));
        assert!(page.contains("name=\"history\" value=\"1\" checked"));
        assert!(!page.contains("name=\"ordinary\" value=\"1\" checked"));
        assert!(
            page.contains("arrive hidden") && !page.contains("<b>A"),
            "no word of the person stands in a warning"
        );
    }

    #[test]
    fn what_only_the_person_knows_is_asked_and_cannot_be_passed_over() {
        let page = page(None, r#"{"switches":[],"members":[]}"#);
        assert!(page.contains("which is the day?") && !page.contains("Bring it in"));
    }
}
