//! The plan to read, one step of it to write, what *Help now* shows of it, and the plan as a file.

use hearken_content::{Country, Number, PlanStepWords, PlanWords};
use hearken_core::plan::{PlanEntry, SafetyPlan};
use maud::{DOCTYPE, Markup, html};

use super::{copy::Offer, past::Past};
use crate::{
    components::{Tone, Typing, keep_row, notice, plan_entry, typing_fields},
    error::Said,
    layout::{Page, shell},
};

/// The steps whose people *Help now* shows.
const TO_CALL: [&str; 2] = ["ask", "services"];

/// The whole plan.
pub(super) struct PlanPage {
    pub(super) page: Page,
    pub(super) said: &'static PlanWords,
    pub(super) plan: SafetyPlan,
    pub(super) due: bool,
    /// The day it was last looked at, in words.
    pub(super) looked: Option<String>,
    pub(super) nearest: &'static Country,
    pub(super) past: Past,
    pub(super) offer: Offer,
}

impl PlanPage {
    pub(super) fn render(&self) -> Markup {
        let said = self.said;
        shell(
            &self.page,
            &html! {
                h1 { (said.title) }
                p .lead { (said.lead) }
                p { (said.promise) }
                @if self.due { section .notice .ways-on { p { (said.due) } (self.looked_button()) } }
                @for step in &said.steps { (self.step(step)) }
                @if let Some(day) = &self.looked { p .help { "Last looked at on " (day) "." } }
                div .row .ways-on {
                    button .button .second type="button" data-print="" hidden { "Print it" }
                    a .button .second href="/plan/card" { (said.card.open) }
                    a .button .second href="/plan/file" download="notebook.html" { "Save it as one file" }
                    @if !self.due && !self.plan.is_empty() { (self.looked_button()) }
                    (self.past.ways())
                }
                p .help .ways-on { (said.file) }
                (self.offer.render())
                details .ways-on { summary { "What is known about plans like this" } p { (said.evidence) } }
            },
        )
    }

    fn looked_button(&self) -> Markup {
        html! { form method="post" action="/plan/looked" { button .button .second { (self.said.looked) } } }
    }

    fn step(&self, step: &PlanStepWords) -> Markup {
        let entries = self.plan.step(&step.id);
        html! {
            section .card {
                h2 { (step.title) }
                @if entries.is_empty() { p .help .ways-on { (step.help) } }
                (list(entries))
                @if step.id == "services" { (lines(self.nearest)) }
                @for id in &step.grounding {
                    @if let Some(exercise) = hearken_content::library().grounding(id) {
                        p .ways-on { a href={ "/grounding/" (id) } { (exercise.title) } }
                    }
                }
                p .ways-on {
                    a .button .second .small href={ "/plan/step/" (step.id) } {
                        @if entries.is_empty() { "Write" } @else { "Change" }
                        span .sr-only { ": " (step.title) }
                    }
                }
            }
        }
    }
}

pub(super) fn list(entries: &[PlanEntry]) -> Markup {
    html! { @if !entries.is_empty() { ul .plain-list .large { @for one in entries { li { (plan_entry(one)) } } } } }
}

/// The emergency numbers, then the first help line that has a number.
fn lines(country: &Country) -> Markup {
    html! {
        p .help { "From the help numbers:" }
        ul .plain-list {
            @for emergency in &country.emergency { li { "Emergency " (call(emergency)) } }
            @for line in country.lines.iter().filter(|line| !line.numbers.is_empty()).take(1) {
                li { (line.name) " " @for number in line.numbers.iter().take(1) { (call(number)) } }
            }
        }
    }
}

fn call(number: &Number) -> Markup {
    html! { a .call href={ "tel:" (number.tel) } { (number.number) } }
}

/// What *Help now* shows of the plan of whoever has unlocked; nothing if there is none. It stands below the lines.
pub(crate) fn for_help(plan: &SafetyPlan) -> Markup {
    let said = &hearken_content::library().plan;
    html! {
        @if !plan.is_empty() {
            section .card {
                h2 { (said.title) }
                @for step in said.steps.iter().filter(|step| TO_CALL.contains(&step.id.as_str())) { (list(plan.step(&step.id))) }
                p { a href="/plan" { "The whole plan" } }
            }
        }
    }
}

/// The plan as one file, with the numbers first.
pub(super) fn file(said: &PlanWords, plan: &SafetyPlan, country: &Country) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { "Notebook" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
            }
            body {
                main {
                    h1 { (said.title) }
                    (lines(country))
                    @for step in said.steps.iter().filter(|step| !plan.step(&step.id).is_empty()) {
                        h2 { (step.title) }
                        (list(plan.step(&step.id)))
                    }
                    p { (said.file) }
                }
            }
        }
    }
}

/// One step, to write.
pub(super) struct StepPage {
    pub(super) page: Page,
    pub(super) step: &'static PlanStepWords,
    pub(super) typing: Typing,
    pub(super) entries: Vec<PlanEntry>,
    pub(super) trouble: Option<Said>,
}

impl StepPage {
    pub(super) fn render(&self) -> Markup {
        let (step, typing) = (self.step, &self.typing);
        let mut entries = self.entries.clone();
        // Always a free line at the end, whether or not there are as many as are good to have.
        let lines = usize::from(step.suggested).max(entries.len() + 1);
        entries.resize(lines, PlanEntry::default());
        shell(
            &self.page,
            &html! {
                h1 { (step.title) }
                p { (step.help) }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                form .card method="post" action={ "/plan/step/" (step.id) } data-draft-place=(typing.place) {
                    (typing_fields(typing))
                    @for (at, entry) in entries.iter().enumerate() { (line(step.phone, at + 1, entry)) }
                    p .help { "Empty lines are left out. When all are full and kept, there is one more." }
                    (keep_row("Keep"))
                }
                p { a href="/plan" { "The whole plan" } }
            },
        )
    }
}

fn line(phone: bool, at: usize, entry: &PlanEntry) -> Markup {
    html! {
        div .field {
            label for={ "words-" (at) } { @if phone { "Who or what, " } @else { "Line " } (at) }
            input type="text" id={ "words-" (at) } name="words" value=(entry.words) dir="auto"
                autocomplete="off" autocorrect="off" spellcheck="false";
            @if phone {
                label for={ "phone-" (at) } { "Number, " (at) }
                input type="tel" id={ "phone-" (at) } name="phone" value=(entry.phone) autocomplete="off";
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;
    use hearken_core::{Notebook, plan::PlanStep};

    fn plan() -> SafetyPlan {
        let ask = PlanEntry { words: "<b>Ana</b>".to_owned(), phone: "+44 20 7946 0958".to_owned() };
        let steps = vec![PlanStep { id: "ask".to_owned(), entries: vec![ask] }];
        SafetyPlan { steps, ..SafetyPlan::default() }
    }

    fn nearest() -> &'static Country {
        hearken_content::library().help.country("GB").unwrap()
    }

    #[test]
    fn an_empty_plan_shows_every_step_and_demands_none() {
        let said = &hearken_content::library().plan;
        let page = Page::sample(Place::More);
        let page = PlanPage {
            page,
            said,
            plan: SafetyPlan::default(),
            due: false,
            looked: None,
            nearest: nearest(),
            past: Past::default(),
            offer: Offer::of(&Notebook::default(), said, nearest(), false),
        };
        let page = page.render().into_string();
        assert!(said.steps.iter().all(|step| page.contains(&step.title)));
        assert!(!page.contains("required") && !page.contains("/plan/looked"));
    }

    #[test]
    fn a_file_has_the_emergency_number_first_no_script_and_says_that_it_is_not_sealed() {
        let said = &hearken_content::library().plan;
        let file = file(said, &plan(), nearest()).into_string();
        assert!(file.find("tel:999") < file.find("tel:+442079460958"));
        assert!(
            file.contains("&lt;b&gt;Ana") && file.contains(&said.file) && file.contains("<title>Notebook<")
        );
        assert!(!file.contains("<script") && !file.contains("src=") && !file.contains("http"));
    }

    #[test]
    fn nothing_asks_the_person_to_sign_or_promise() {
        let said = &hearken_content::library().plan;
        let mut all = vec![&said.title, &said.lead, &said.looked, &said.due];
        all.extend(said.steps.iter().flat_map(|step| [&step.title, &step.help]));
        for word in ["promise", "contract", "sign here", "i will not", "agree"] {
            assert!(!all.iter().any(|text| text.to_lowercase().contains(word)), "{word}");
        }
    }
}
