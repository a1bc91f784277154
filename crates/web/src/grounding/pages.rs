//! The list of grounding exercises, and one of them with the check around it.

use hearken_content::{EndCheck, Grounding, fill, library};
use hearken_core::breathing::Fit;
use maud::{Markup, html};

use crate::{
    components::pacer,
    layout::{Page, shell},
};

/// What the list shows.
pub(super) struct ListPage {
    /// Those that fit the moment.
    pub(super) exercises: Vec<&'static Grounding>,
}

impl ListPage {
    pub(super) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                h1 { "Back to the room you are in" }
                p { "Short things to do when it is too much. Any of them will do; stop whenever you like." }
                @for exercise in &self.exercises {
                    section .card {
                        h2 { a href={ "/grounding/" (exercise.id) } { (exercise.title) } }
                        p { (exercise.summary) }
                        p .help { (minutes(exercise.minutes)) }
                    }
                }
            },
        )
    }
}

/// The question before an exercise that is not for everybody at any time.
pub(super) struct AskPage {
    pub(super) exercise: &'static Grounding,
    pub(super) question: &'static str,
    /// What is offered to whoever says no.
    pub(super) instead: Option<&'static Grounding>,
}

impl AskPage {
    pub(super) fn render(&self, page: &Page) -> Markup {
        let exercise = self.exercise;
        shell(
            page,
            &html! {
                h1 .prompt { (exercise.title) }
                p .prompt-help { (self.question) }
                @if let Some(caution) = &exercise.caution { p .caution { (caution) } }
                div .row {
                    a .button .main href={ "/grounding/" (exercise.id) "?yes=1" } { "Yes" }
                    @if let Some(instead) = self.instead {
                        a .button .second href={ "/grounding/" (instead.id) } { "No: " (instead.title) }
                    }
                }
                p { a href="/help-now" { "Show me who can help now" } }
            },
        )
    }
}

/// An exercise whose breath does not fit the moment (B3), or was switched off (B4).
pub(super) struct NotNowPage {
    pub(super) exercise: &'static Grounding,
    pub(super) fit: Fit,
    /// What is offered in its place.
    pub(super) instead: Option<&'static Grounding>,
}

impl NotNowPage {
    pub(super) fn render(&self, page: &Page) -> Markup {
        let rules = &library().breath_rules;
        let why = if self.fit == Fit::Off { &rules.stop_test.off_text } else { &rules.session_day.not_now };
        shell(
            page,
            &html! {
                h1 .prompt { (self.exercise.title) }
                p .prompt-help { (why) }
                div .row {
                    @if let Some(instead) = self.instead {
                        a .button .main href={ "/grounding/" (instead.id) } { (instead.title) }
                    }
                    a .button .second href="/grounding" { "Other ways" }
                }
                p { a href="/help-now" { "Show me who can help now" } }
            },
        )
    }
}

/// How the person is after the exercise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum After {
    /// It eased or stayed low.
    Eased,
    /// It is high, or has risen.
    Help,
}

/// What one exercise shows.
pub(super) struct ExercisePage {
    pub(super) exercise: &'static Grounding,
    pub(super) check: &'static EndCheck,
    /// Today, in words.
    pub(super) date: String,
    /// Whether its breath is led: it is not where it does not fit the moment.
    pub(super) leads: bool,
    /// How strong the distress was before and is after, as far as that was said.
    pub(super) levels: [Option<u8>; 2],
    /// The answer to the check, once it was given.
    pub(super) after: Option<After>,
}

impl ExercisePage {
    /// An exercise of which nothing was said yet.
    pub(super) fn of(exercise: &'static Grounding) -> Self {
        let (check, date) = (&library().end_check, String::new());
        Self { exercise, check, date, leads: true, levels: [None; 2], after: None }
    }

    pub(super) fn render(&self, page: &Page) -> Markup {
        let exercise = self.exercise;
        shell(
            page,
            &html! {
                @match self.after {
                    Some(After::Help) => (self.help()),
                    Some(After::Eased) => p .notice role="status" { (self.check.eased) },
                    None => {},
                }
                h1 .prompt data-spoken="" { (exercise.title) }
                button .button .second .small type="button" data-read-aloud="" hidden { "Read to me" }
                p .prompt-help data-spoken="" { (exercise.summary) }
                p .help { (minutes(exercise.minutes)) }
                @if let Some(caution) = &exercise.caution { p .caution data-spoken="" { (caution) } }
                form .answer method="post" action={ "/grounding/" (exercise.id) } {
                    (rated("before", &self.check.before, self.check, self.levels[0]))
                    ol .grounding-steps {
                        @for step in &exercise.steps { li data-spoken="" { (fill(step, &[("date", &self.date)])) } }
                    }
                    @if self.leads { (breath(exercise)) }
                    (rated("after", &self.check.after, self.check, self.levels[1]))
                    p .help { "These numbers are not kept." }
                    div .row {
                        button .button .main { "How am I now?" }
                        a href="/grounding" { "Other ways" }
                        a href="/help-now" { "Show me who can help now" }
                    }
                }
            },
        )
    }

    fn help(&self) -> Markup {
        html! {
            div .notice .problem role="alert" {
                p { (self.check.help) }
                p { a .button .danger href="/help-now" { "Show the numbers" } }
                p { a href="/plan" { (library().display.card.plan) } }
            }
        }
    }
}

/// The breath that an exercise leads; it moves where there is a script, and can be counted where there is none.
fn breath(exercise: &Grounding) -> Markup {
    let led = exercise.breath.as_ref();
    let led = led.and_then(|breath| Some((library().breath(&breath.pattern)?, breath.minutes)));
    html! {
        @if let Some((pattern, minutes)) = led {
            (pacer(library(), pattern, pattern.seconds(minutes), false, false))
        }
    }
}

/// One of the two scales around an exercise, as it was answered.
fn rated(name: &str, question: &str, check: &EndCheck, level: Option<u8>) -> Markup {
    chosen_scale(name, question, (&check.least, &check.most), level)
}

/// A scale from 0 to 10, with what its ends mean.
pub(crate) fn scale(name: &str, question: &str, least: &str, most: &str) -> Markup {
    chosen_scale(name, question, (least, most), None)
}

fn chosen_scale(name: &str, question: &str, (least, most): (&str, &str), chosen: Option<u8>) -> Markup {
    html! {
        fieldset .scale {
            legend { (question) }
            p .help { "0: " (least) " · 10: " (most) }
            div .scale-steps {
                @for value in 0..=10 {
                    label .chip { input type="radio" name=(name) value=(value) checked[chosen == Some(value)]; (value) }
                }
            }
        }
    }
}

fn minutes([least, most]: [u32; 2]) -> String {
    match (least, most) {
        (1, 1) => "About a minute".to_owned(),
        (least, most) if least == most => format!("About {least} minutes"),
        (least, most) => format!("{least} to {most} minutes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn every_grounding_page_renders_with_its_date_filled_in() {
        for exercise in &library().grounding {
            for after in [None, Some(After::Eased), Some(After::Help)] {
                let date = "Sunday 22 November 2026".to_owned();
                let page = ExercisePage { date, after, ..ExercisePage::of(exercise) };
                let html = page.render(&Page::outside()).into_string();
                assert!(!html.contains("{date}"), "{}", exercise.id);
                assert_eq!(html.contains("Show the numbers"), after == Some(After::Help));
            }
        }
        let list = ListPage { exercises: library().grounding.iter().collect() }
            .render(&Page::sample(Place::Exercises))
            .into_string();
        assert!(library().grounding.iter().all(|exercise| list.contains(&exercise.id)));
    }

    #[test]
    fn the_longer_breath_moves_and_can_be_counted_without_a_script() {
        let shown = |id| {
            let page = ExercisePage::of(library().grounding(id).unwrap());
            page.render(&Page::outside()).into_string()
        };
        let breath = shown("longer-breath");
        assert!(breath.contains("data-breath=\"\" data-seconds=\"180\""), "{breath}");
        for counted in ["data-ms=\"4000\"", "data-ms=\"6000\"", "You can follow the counts"] {
            assert!(breath.contains(counted), "{counted}");
        }
        assert!(!shown("feet-and-chair").contains("data-breath"));
    }

    #[test]
    fn lengths_are_said_in_words() {
        assert_eq!(
            [minutes([1, 1]), minutes([3, 3]), minutes([2, 4])],
            ["About a minute", "About 3 minutes", "2 to 4 minutes"]
        );
    }
}
