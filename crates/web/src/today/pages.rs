//! The first page of an open notebook.

use maud::{Markup, html};

use super::SHOWN;
use crate::{
    components::{Nearest, asks_card, card, keep_row, part_picker},
    journal::{EntryForm, entry_fields},
    journey::Waits,
    layout::{Page, shell},
    measures::DueNow,
    sharing::{Found, found_card},
};

/// An exercise that waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Waiting {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) part: Option<String>,
    pub(super) begun: String,
}

/// Words that are typed but not yet kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Unkept {
    pub(super) id: String,
    /// The revision that is shown.
    pub(super) seen: u32,
    pub(super) address: String,
    pub(super) name: String,
    pub(super) beginning: String,
    pub(super) typed: String,
}

/// Something whose day has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Due {
    pub(super) address: String,
    pub(super) words: String,
    /// The parts it is with, by name.
    pub(super) with: Vec<String>,
}

/// Today.
pub(super) struct TodayPage {
    pub(super) page: Page,
    pub(super) day: String,
    pub(super) form: EntryForm,
    /// The id of the entry that was kept just now.
    pub(super) kept: Option<String>,
    /// What the card that asks shows, if the words of that entry ask for it (K6).
    pub(super) asks: Option<Nearest>,
    pub(super) words_unconfirmed: bool,
    pub(super) drafts: Vec<Unkept>,
    pub(super) runs: Vec<Waiting>,
    /// What of the journey the moment calls for.
    pub(super) journey: Option<Waits>,
    /// The agreement to look at, if the day of one has come.
    pub(super) agreement: Option<Due>,
    /// The decision to look back at, if the day of one has come.
    pub(super) decision: Option<Due>,
    /// The questionnaires that are due.
    pub(super) measures: Vec<DueNow>,
    /// Whether the safety plan asks to be looked at.
    pub(super) plan: bool,
    /// What others left to do.
    pub(super) left: Vec<Found>,
    /// Whether to offer an exercise.
    pub(super) offer: bool,
}

impl TodayPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { (self.day) }
                h1 #now { "What is here, right now?" }
                @if let Some(id) = &self.kept {
                    p .kept role="status" { "Kept. " a href={ "/journal/" (id) } { "Read it" } }
                }
                @if let Some(nearest) = &self.asks { (asks_card(nearest)) }
                (self.capture())
                @if !self.is_under_way() {
                    div .row .ways-on {
                        a .button .second href="/check-in" { "Check in" }
                        a .button .second href="/triggers" { "A trigger happened" }
                        a .button .second href="/breathe" { "Breathe" }
                    }
                }
                div .cards { @for card in self.cards().into_iter().take(3) { (card) } }
            },
        )
    }

    fn capture(&self) -> Markup {
        let form = &self.form;
        html! {
            form .card .capture method="post" action="/journal" data-draft-place=(form.typing.place) {
                (entry_fields(form))
                input type="hidden" name="title" value=(form.title);
                input type="hidden" name="when" value=(form.when);
                textarea name="body" rows="3" dir="auto" aria-labelledby="now"
                    placeholder="A word, a feeling, a sentence from a part…"
                    autocomplete="off" autocorrect="off" spellcheck="false" { "\n" (form.body) }
                (part_picker(&form.parts, &form.chosen))
                (keep_row("Keep"))
            }
        }
    }

    /// Whether a session is under way. Then nothing is prompted here but the way to it (U5).
    fn is_under_way(&self) -> bool {
        self.journey.as_ref().is_some_and(|waits| waits.alone)
    }

    /// What waits, the most pressing first.
    fn cards(&self) -> Vec<Markup> {
        if self.is_under_way() {
            return self.journey.iter().map(journey_card).collect();
        }
        let mut cards = Vec::new();
        if self.words_unconfirmed {
            cards.push(recovery_card());
        }
        if !self.drafts.is_empty() {
            cards.push(drafts_card(&self.drafts));
        }
        if self.plan {
            cards.push(plan_card());
        }
        cards.extend(self.journey.as_ref().map(journey_card));
        if !self.measures.is_empty() {
            cards.push(measures_card(&self.measures));
        }
        cards.extend(self.agreement.as_ref().map(agreement_card));
        cards.extend(self.decision.as_ref().map(decision_card));
        if !self.runs.is_empty() {
            cards.push(runs_card(&self.runs));
        }
        if !self.left.is_empty() {
            cards.push(found_card(&self.left, &hearken_content::library().sharing_words.left));
        }
        if self.offer {
            cards.extend(hearken_content::library().newest_guide("meet-a-protector").map(offer_card));
        }
        cards
    }
}

fn recovery_card() -> Markup {
    card(
        "Your recovery words",
        &html! {
            p .help { "Should you forget the passphrase, only these 24 words open the notebook. You have not confirmed them yet." }
            p { a .button .main href="/recovery-words" { "Write them down" } }
        },
    )
}

/// The newest, and the others behind a line that opens.
fn drafts_card(drafts: &[Unkept]) -> Markup {
    let (newest, others) = drafts.split_at(drafts.len().min(SHOWN));
    card(
        "Not yet kept",
        &html! {
            (drafts_list(newest))
            @if !others.is_empty() { details { summary { "And " (others.len()) " more" } (drafts_list(others)) } }
        },
    )
}

fn drafts_list(drafts: &[Unkept]) -> Markup {
    html! {
        ul .plain-list {
            @for draft in drafts {
                li {
                    a href=(draft.address) { (draft.name) } " " span .help { (draft.typed) }
                    @if !draft.beginning.is_empty() { p dir="auto" { (draft.beginning) } }
                    form method="post" action={ "/drafts/" (draft.id) "/discard" } {
                        input type="hidden" name="seen" value=(draft.seen);
                        button .plain { "Throw it away" span .sr-only { ": " (draft.name) ", " (draft.typed) } }
                    }
                }
            }
        }
    }
}

fn plan_card() -> Markup {
    let said = &hearken_content::library().plan;
    card(&said.title, &html! { p { (said.due) } p { a .button .second href="/plan" { "Look at it" } } })
}

fn journey_card(waits: &Waits) -> Markup {
    card(
        waits.title,
        &html! {
            p dir="auto" { (waits.words) }
            p { a .button .second href=(waits.address) { (waits.way) } }
        },
    )
}

fn agreement_card(due: &Due) -> Markup {
    let with: Vec<String> = std::iter::once("You".to_owned()).chain(due.with.iter().cloned()).collect();
    card(
        "An agreement",
        &html! {
            p dir="auto" { bdi { (together(&with)) } " agreed: " bdi { (due.words) } }
            p .help { "How is it going?" }
            (look_or_later(due, "look", "Look at it"))
        },
    )
}

fn decision_card(due: &Due) -> Markup {
    card(
        "A decision you made",
        &html! {
            p dir="auto" { (due.words) }
            p .help { "You wanted to look back at it around now." }
            (look_or_later(due, "look-back", "Look back"))
        },
    )
}

/// The way to look, and the way to let it wait: both are fine.
fn look_or_later(due: &Due, look: &str, label: &str) -> Markup {
    html! {
        div .row {
            a .button .second href={ (due.address) "/" (look) } { (label) }
            form method="post" action={ (due.address) "/another-day" } {
                input type="hidden" name="back" value="/";
                button .plain { "Another day" span .sr-only { ": " (due.words) } }
            }
        }
    }
}

/// “You and The Planner”, “You, The Planner and Rest”.
fn together(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Two of the questionnaires that are due; all of them stand on their own page.
fn measures_card(due: &[DueNow]) -> Markup {
    card(
        &hearken_content::library().measure_words.due.card,
        &html! {
            ul .plain-list {
                @for one in due.iter().take(2) { li { a href=(one.address) { (one.name) } " " span .help { (one.why) } } }
            }
            p { a href="/measures" { "All measures" } }
        },
    )
}

fn runs_card(runs: &[Waiting]) -> Markup {
    card(
        "Waiting for you",
        &html! {
            ul .plain-list {
                @for run in runs {
                    li {
                        a href=(run.address) { (run.title) }
                        @if let Some(part) = &run.part { ", with " bdi { (part) } }
                        " " span .help { "begun " (run.begun) }
                    }
                }
            }
        },
    )
}

fn offer_card(guide: &hearken_content::Guide) -> Markup {
    card(
        &guide.title,
        &html! {
            p .help { (guide.summary) }
            p { a .button .second href={ "/exercises/about/" (guide.id) } { "Look at it" span .sr-only { ": " (guide.title) } } }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::{PartChip, Typing},
        layout::Place,
    };

    fn sample() -> TodayPage {
        let form = EntryForm {
            typing: Typing { place: "/".to_owned(), ..Typing::default() },
            body: "half a <b>sentence</b>".to_owned(),
            parts: vec![PartChip::sample()],
            back: "/".to_owned(),
            ..EntryForm::default()
        };
        let draft = Unkept {
            id: "d".to_owned(),
            seen: 1,
            address: "/journal/new?draft=d".to_owned(),
            name: "A journal entry".to_owned(),
            beginning: "<script>".to_owned(),
            typed: "Sun 22 Nov, 18:40".to_owned(),
        };
        let run = Waiting {
            address: "/exercises/r".to_owned(),
            title: "Meeting a protector".to_owned(),
            part: Some("The <i>Planner</i>".to_owned()),
            begun: "Sat 21 Nov, 09:00".to_owned(),
        };
        TodayPage {
            page: Page::sample(Place::Today),
            day: "Sunday 22 November 2026".to_owned(),
            form,
            kept: Some("e".to_owned()),
            asks: None,
            words_unconfirmed: true,
            drafts: vec![draft],
            runs: vec![run],
            journey: None,
            agreement: Some(Due {
                address: "/agreements/a".to_owned(),
                words: "<u>no plans</u> after nine".to_owned(),
                with: vec!["The <i>Planner</i>".to_owned(), "Rest".to_owned()],
            }),
            decision: Some(Due {
                address: "/decisions/d".to_owned(),
                words: "<u>Move?".to_owned(),
                with: Vec::new(),
            }),
            measures: Vec::new(),
            plan: false,
            left: Vec::new(),
            offer: true,
        }
    }

    #[test]
    fn today_shows_at_most_three_things_and_words_as_words() {
        let page = sample().render().into_string();
        assert_eq!(page.matches("<section class=\"card\"").count(), 3);
        assert!(page.contains("half a &lt;b&gt;sentence&lt;/b&gt;") && page.contains("&lt;i&gt;Planner"));
        assert!(!page.contains("<u>"));
        assert!(page.contains("name=\"back\" value=\"/\""));
    }

    #[test]
    fn u5_while_a_session_is_under_way_today_prompts_nothing_but_the_way_to_it() {
        let waits = Waits {
            title: "Your session is under way",
            words: "Sat 28 Nov, 10:00".to_owned(),
            address: "/journey/sessions/s/during".to_owned(),
            way: "Open it",
            alone: true,
        };
        let page = TodayPage { journey: Some(waits.clone()), ..sample() }.render().into_string();
        assert_eq!(page.matches("<section class=\"card\"").count(), 1);
        assert!(page.contains("/journey/sessions/s/during") && !page.contains("href=\"/check-in\""));
        let soon = TodayPage { journey: Some(Waits { alone: false, ..waits }), ..sample() };
        assert!(soon.render().into_string().contains("href=\"/check-in\""));
    }

    #[test]
    fn on_a_quiet_day_today_offers_one_exercise() {
        let nothing = TodayPage { agreement: None, decision: None, runs: Vec::new(), ..sample() };
        let page = TodayPage { drafts: Vec::new(), words_unconfirmed: false, ..nothing };
        assert_eq!(page.render().into_string().matches("<section class=\"card\"").count(), 1);
    }

    #[test]
    fn what_is_due_is_asked_kindly_and_may_wait() {
        let page =
            TodayPage { drafts: Vec::new(), words_unconfirmed: false, ..sample() }.render().into_string();
        assert!(
            page.contains("You, The &lt;i&gt;Planner&lt;/i&gt; and Rest")
                && page.contains("How is it going?")
        );
        assert!(
            page.contains("href=\"/agreements/a/look\"") && page.contains("href=\"/decisions/d/look-back\"")
        );
        assert_eq!(page.matches("/another-day\"").count(), 2);
        for blame in ["overdue", "missed", "late", "forgot", "failed"] {
            assert!(!page.to_lowercase().contains(blame), "{blame}");
        }
    }
}
