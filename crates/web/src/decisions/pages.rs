//! The list of decisions, and the page of one.

use maud::{Markup, html};

use super::picture::Picture;
use crate::{
    components::{PartsPlace, card, parts_nav, written},
    layout::{Page, shell},
    sharing::share_link,
};

/// A decision in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct DecisionLine {
    pub(super) address: String,
    pub(super) question: String,
    pub(super) field: String,
    pub(super) chosen: Option<String>,
    pub(super) when: String,
}

/// Every decision.
pub(super) struct DecisionsPage {
    pub(super) page: Page,
    pub(super) open: Vec<DecisionLine>,
    pub(super) due: Vec<DecisionLine>,
    pub(super) decided: Vec<DecisionLine>,
}

impl DecisionsPage {
    pub(super) fn render(&self) -> Markup {
        let none = self.open.is_empty() && self.due.is_empty() && self.decided.is_empty();
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Decisions))
                div .head {
                    h1 { "Decisions" }
                    a .button .main href="/decisions/new" { "Hold a council" }
                }
                @if none {
                    section .card {
                        p { "When something is to be decided, each part that wants to can say what it wants, fears and needs. Then you choose." }
                        p { "Nothing is weighed here, and nothing is in a hurry." }
                    }
                }
                (group("Not decided yet", &self.open))
                (group("To look back at", &self.due))
                (group("Decided", &self.decided))
            },
        )
    }
}

fn group(heading: &str, lines: &[DecisionLine]) -> Markup {
    html! {
        @if !lines.is_empty() {
            section .card {
                h2 { (heading) }
                ul .plain-list {
                    @for line in lines {
                        li {
                            a href=(line.address) dir="auto" { (line.question) }
                            @if let Some(chosen) = &line.chosen { p dir="auto" { (chosen) } }
                            p .help { @if !line.field.is_empty() { bdi { (line.field) } " · " } (line.when) }
                        }
                    }
                }
            }
        }
    }
}

/// A step that can be gone to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct StepLink {
    pub(super) address: String,
    pub(super) title: String,
}

/// A time it was looked back at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct BackLine {
    pub(super) when: String,
    pub(super) words: String,
}

/// One decision.
pub(super) struct DecisionPage {
    pub(super) page: Page,
    pub(super) id: String,
    pub(super) question: String,
    pub(super) field: String,
    pub(super) asked: String,
    pub(super) picture: Picture,
    pub(super) self_sees: String,
    pub(super) chosen: Option<String>,
    pub(super) decided: Option<String>,
    pub(super) look_back: Option<String>,
    pub(super) due: bool,
    pub(super) back: Vec<BackLine>,
    pub(super) steps: Vec<StepLink>,
    /// Where it goes on.
    pub(super) next: Option<String>,
    /// What another window kept at the same time, in words.
    pub(super) others: Vec<String>,
}

impl DecisionPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Decisions))
                p .over { @if !self.field.is_empty() { bdi { (self.field) } " · " } "asked " (self.asked) }
                h1 dir="auto" { (self.question) }
                (self.onward())
                @if !self.others.is_empty() { (self.twins()) }
                @if !self.picture.rows.is_empty() { (self.picture.render()) }
                @if !self.self_sees.trim().is_empty() { (card("What you saw", &written(&self.self_sees))) }
                @if let Some(chosen) = &self.chosen { (self.choice(chosen)) }
                @if !self.back.is_empty() { (self.looked_back()) }
                (self.ways_on())
            },
        )
    }

    /// The one thing to do next, and how it stands.
    fn onward(&self) -> Markup {
        let look_back = format!("/decisions/{}/look-back", self.id);
        html! {
            div .row .ways-on {
                @if let Some(next) = &self.next { a .button .main href=(next) { "Go on" } }
                @if self.due {
                    a .button .main href=(look_back) { "Look back at it" }
                    form method="post" action={ "/decisions/" (self.id) "/another-day" } {
                        button .button .second { "Another day" }
                    }
                } @else if self.decided.is_some() {
                    a .button .second href=(look_back) { "Look back at it" }
                }
            }
        }
    }

    fn choice(&self, chosen: &str) -> Markup {
        card(
            "What you chose",
            &html! {
                (written(chosen))
                p .help {
                    @if let Some(day) = &self.decided { "Chosen " (day) ". " }
                    @match &self.look_back {
                        Some(day) => { "To look back at on " (day) "." },
                        None => { "No day is set to look back." },
                    }
                }
            },
        )
    }

    fn looked_back(&self) -> Markup {
        card(
            "Looking back",
            &html! {
                ul .plain-list {
                    @for back in &self.back { li { p .help { (back.when) } (written(&back.words)) } }
                }
            },
        )
    }

    fn twins(&self) -> Markup {
        html! {
            section .notice .ways-on {
                p .what { "Kept in another window at the same time" }
                @for other in &self.others { details { summary { "Read what it says" } (written(other)) } }
                p { "What stands below is what counts. If you want something of the other, write it into its step." }
                form method="post" action={ "/decisions/" (self.id) "/settle" } {
                    button .button .second { "Keep what stands below" }
                }
            }
        }
    }

    fn ways_on(&self) -> Markup {
        html! {
            details .ways-on {
                summary { "Every step, to go to" }
                ol .step-list { @for step in &self.steps { li { a href=(step.address) { bdi { (step.title) } } } } }
            }
            div .row .ways-on {
                button .button .second type="button" data-print="" hidden { "Print it" }
                (share_link(&self.page, &self.id))
                a .button .second href={ "/decisions/" (self.id) "/erase" } { "Erase" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn line() -> DecisionLine {
        DecisionLine {
            address: "/decisions/d".to_owned(),
            question: "Move <b>now</b>?".to_owned(),
            field: "<i>".to_owned(),
            chosen: Some("<u>".to_owned()),
            when: "Sun 22 Nov".to_owned(),
        }
    }

    fn page(due: bool) -> String {
        DecisionPage {
            page: Page::sample(Place::Parts),
            id: "d".to_owned(),
            question: "Move <b>now</b>?".to_owned(),
            field: "home".to_owned(),
            asked: "Sun 22 Nov".to_owned(),
            picture: Picture { options: Vec::new(), rows: Vec::new() },
            self_sees: "<i>both</i>".to_owned(),
            chosen: Some("<u>stay</u>".to_owned()),
            decided: Some("Mon 23 Nov".to_owned()),
            look_back: None,
            due,
            back: vec![BackLine { when: "Tue 24 Nov".to_owned(), words: "<s>fine</s>".to_owned() }],
            steps: vec![StepLink { address: "/decisions/d/table".to_owned(), title: "<em>".to_owned() }],
            next: None,
            others: vec!["<b>other</b>".to_owned()],
        }
        .render()
        .into_string()
    }

    #[test]
    fn words_are_words_in_the_list_and_on_the_page() {
        let list = DecisionsPage {
            page: Page::sample(Place::Parts),
            open: vec![line()],
            due: vec![line()],
            decided: Vec::new(),
        };
        for page in [list.render().into_string(), page(true)] {
            for markup in ["<b>", "<i>", "<u>", "<s>", "<em>"] {
                assert!(!page.contains(markup), "{markup}");
            }
        }
    }

    #[test]
    fn open_ones_stand_before_those_to_look_back_at_and_those_before_the_rest() {
        let page = DecisionsPage {
            page: Page::sample(Place::Parts),
            open: vec![line()],
            due: vec![line()],
            decided: vec![line()],
        };
        let page = page.render().into_string();
        let at = |heading: &str| page.find(&format!("<h2>{heading}")).unwrap();
        assert!(at("Not decided yet") < at("To look back at") && at("To look back at") < at("Decided"));
    }

    #[test]
    fn one_to_look_back_at_can_wait_without_blame() {
        assert!(page(true).contains("Another day") && !page(false).contains("Another day"));
        for word in ["missed", "late", "overdue", "should have"] {
            assert!(!page(true).contains(word), "{word}");
        }
    }
}
