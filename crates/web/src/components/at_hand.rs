//! The help that is at hand for whoever asks, piece by piece in the order a rule names (K1, K2, K6), and their cards.
//! Without a word about parts.

use axum::{extract::FromRequestParts, http::request::Parts};
use hearken_content::{Country, Line, Number, Shows, Titled, library};
use hearken_core::plan::{PlanEntry, SafetyPlan, current};
use maud::{Markup, html};

use super::Words;
use crate::{
    AppState,
    error::Problem,
    session::{Visitor, country_shown},
};

/// What is nearest to whoever asks: the help lines of the country they chose, else those that work in many; and their
/// plan, if they have unlocked and have one.
#[derive(Clone)]
pub(crate) struct Nearest {
    pub(crate) country: &'static Country,
    pub(crate) plan: SafetyPlan,
}

impl FromRequestParts<AppState> for Nearest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        let (settings, plan) = match parts.extensions.get::<Visitor>() {
            // Whoever sits with the person sees the numbers of the place, and nothing of the plan.
            Some(Visitor(Some(session))) if session.narrow().is_some() => {
                (session.vault().read().settings().country, SafetyPlan::default())
            }
            Some(Visitor(Some(session))) => {
                let notebook = session.vault().read();
                (notebook.settings().country, current(&notebook))
            }
            _ => (None, SafetyPlan::default()),
        };
        Ok(Self { country: country_shown(&parts.headers, settings.as_deref()), plan })
    }
}

impl Nearest {
    /// The help of a country, for somebody without a plan.
    #[cfg(test)]
    pub(crate) fn of(country: &'static Country) -> Self {
        Self { country, plan: SafetyPlan::default() }
    }

    /// The same help where an address is in that country; as it is, where that is not said.
    pub(crate) fn in_country(self, code: &str) -> Self {
        let country = library().help.country(code).unwrap_or(self.country);
        Self { country, ..self }
    }

    /// Everything a rule shows, in its order.
    pub(crate) fn shown_by(&self, rule: &str) -> Markup {
        html! { @for piece in library().display.shows(rule) { (self.piece(*piece)) } }
    }

    /// One thing that helps; nothing where the person has not named it.
    pub(crate) fn piece(&self, piece: Shows) -> Markup {
        let words = &library().display;
        match piece {
            Shows::Emergency => self.emergency(),
            Shows::CrisisLine => {
                html! { @if let Some(line) = crisis_line(self.country) { div .crisis-line { (line_of(line)) } } }
            }
            Shows::PlanPeople => self.of_plan(&words.first.people, "ask"),
            Shows::PracticeLine => self.of_plan(&words.card.practice, "services"),
            Shows::Plan => html! { @if !self.plan.is_empty() { p { a href="/plan" { (words.card.plan) } } } },
            Shows::Grounding => html! { p { a href="/grounding" { "Come back to the room" } } },
            Shows::HelpNow => html! { p { a href="/help-now" { (words.first.all) } } },
            Shows::Address => self.of_card("address"),
            Shows::Allergies => self.of_card("allergies"),
            Shows::Medicines => self.of_card("medicines"),
        }
    }

    fn emergency(&self) -> Markup {
        let said = &library().help.words.emergency;
        html! {
            section .emergency aria-label=(said) {
                h2 { (said) }
                @for one in &self.country.emergency { (number(one)) }
            }
        }
    }

    fn of_card(&self, field: &str) -> Markup {
        self.of_plan(library().plan.step(field).map_or("", |field| &field.title), field)
    }

    fn of_plan(&self, heading: &str, step: &str) -> Markup {
        let entries = self.plan.step(step);
        html! {
            @if !entries.is_empty() {
                section .from-plan {
                    h3 { (heading) }
                    ul .plain-list { @for one in entries { li { (entry(one)) } } }
                }
            }
        }
    }
}

/// The first line that a tap reaches: one with a number, else one with an address.
pub(crate) fn crisis_line(country: &Country) -> Option<&Line> {
    let called = country.lines.iter().find(|line| !line.numbers.is_empty());
    called.or_else(|| country.lines.first())
}

/// A help line and how it is reached.
pub(super) fn line_of(line: &Line) -> Markup {
    html! {
        p { (line.name) @if let Some(hours) = &line.hours { " " span .help { (hours) } } }
        @if let Some(note) = &line.note { p .help { (note) } }
        @if let Some(first) = line.numbers.first() {
            (number(first))
        } @else if let Some(reach) = line.reaches.iter().find(|reach| reach.link.is_some()) {
            p .number {
                a .call href=[&reach.link] rel="noreferrer" { (reach.to) }
                (note_and_check(reach.note.as_deref(), reach.check))
            }
        }
    }
}

/// A number to tap.
pub(super) fn number(number: &Number) -> Markup {
    let call = &library().urge_to_harm.numbers;
    html! {
        p .number {
            (call) " " a .call href={ "tel:" (number.tel) } { (number.number) }
            (about_number(number))
        }
    }
}

/// What stands beside a number wherever it is shown: what it is for, what to do after dialling, and whether it is doubted.
pub(crate) fn about_number(number: &Number) -> Markup {
    html! {
        @if let Some(label) = &number.label { " " span .help { (label) } }
        (note_and_check(number.note.as_deref(), number.check))
    }
}

/// What is to be known of a way to reach somebody, and whether it is doubted.
pub(crate) fn note_and_check(note: Option<&str>, check: bool) -> Markup {
    html! {
        @if let Some(note) = note { " " span .help { (note) } }
        @if check { " " span .help { "(" (library().help.words.check) ")" } }
    }
}

/// An entry of a plan; its number can be tapped.
pub(crate) fn entry(entry: &PlanEntry) -> Markup {
    html! {
        @if !entry.words.is_empty() { bdi { (Words(&entry.words)) } }
        @if !entry.phone.is_empty() {
            " "
            @match entry.dials() {
                Some(tel) => a .call href={ "tel:" (tel) } { (entry.phone) },
                None => bdi { (entry.phone) },
            }
        }
    }
}

/// What fills the screen in danger (K1), as a card on a page that has more to say.
pub(crate) fn help_now_card(nearest: &Nearest) -> Markup {
    let said = &library().display.first;
    html! {
        section .notice .problem .help-now-card aria-labelledby="help-first" {
            h2 #help-first { (said.title) }
            p { (said.text) }
            (nearest.shown_by("K1"))
            p { a .button .second href="/help-now" { (said.all) } }
            p .help { (said.nobody) }
        }
    }
}

/// The card of K2, where what somebody answered asks for it.
pub(crate) fn talk_card(nearest: &Nearest) -> Markup {
    let said = &library().display.card;
    html! {
        section .notice .talk-card aria-labelledby="help-first" {
            h2 #help-first { (said.title) }
            p { (said.text) }
            (nearest.shown_by("K2"))
            p { a .button .second href="/help-now" { (library().display.first.all) } }
        }
    }
}

/// The gentle card of K2 where words in an entry brought it (K6): it asks, and what is below it can be passed by.
pub(crate) fn asks_card(nearest: &Nearest) -> Markup {
    let Titled { title, text } = &library().display.asks;
    html! {
        section .notice .asks aria-labelledby="asks" {
            h2 #asks { (title) }
            (nearest.shown_by("K6"))
            p { a .button .second href="/help-now" { (library().display.first.all) } }
            p .help { (text) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::plan::PlanStep;

    fn with_plan() -> Nearest {
        let entry = |words: &str, phone: &str| PlanEntry { words: words.to_owned(), phone: phone.to_owned() };
        let step = |id: &str, entry| PlanStep { id: id.to_owned(), entries: vec![entry] };
        let steps =
            vec![step("ask", entry("Ana", "555 0100")), step("services", entry("Practice", "555 0199"))];
        let plan = SafetyPlan { steps, ..SafetyPlan::default() };
        Nearest { plan, ..Nearest::of(library().help.country("GB").unwrap()) }
    }

    #[test]
    fn k1_pieces_stand_in_the_order_of_the_rule() {
        let shown = with_plan().shown_by("K1").into_string();
        let places =
            ["tel:999", "tel:116123", "tel:5550100", "tel:5550199"].map(|tel| shown.find(tel).unwrap());
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn k2_k6_the_card_has_line_plan_and_practice_and_no_word_about_parts() {
        let card = asks_card(&with_plan()).into_string();
        assert!(
            card.contains("tel:116123") && card.contains("href=\"/plan\"") && card.contains("tel:5550199")
        );
        assert!(!card.contains("tel:5550100") && !card.to_lowercase().contains(" part"));
    }

    #[test]
    fn k1_k2_a_number_that_is_doubted_says_so_wherever_it_is_shown() {
        let help = &library().help;
        let beside = |number: &Number| about_number(number).into_string();
        let mut doubted = 0;
        for country in help.countries().chain([help.international()]) {
            let nearest = Nearest::of(country);
            let line = crisis_line(country).and_then(|line| line.numbers.first());
            for (rule, numbers) in
                [("K1", country.emergency.iter().chain(line).collect()), ("K2", Vec::from_iter(line))]
            {
                let shown = nearest.shown_by(rule).into_string();
                for number in numbers {
                    assert!(shown.contains(&format!("</a>{}", beside(number))), "{}: {rule}", country.code);
                    assert_eq!(number.check, beside(number).contains(&help.words.check));
                    doubted += usize::from(number.check);
                }
            }
        }
        assert!(doubted > 0);
        let portugal = Nearest::of(help.country("PT").unwrap()).shown_by("K2").into_string();
        assert!(portugal.contains("option 4"));
    }

    #[test]
    fn k2_somebody_can_be_reached_in_every_country_without_a_plan() {
        let help = &library().help;
        for country in help.countries().chain([help.international()]) {
            let shown = Nearest::of(country).shown_by("K2").into_string();
            assert!(shown.contains("class=\"call\"") && !shown.contains("/plan"), "{}", country.code);
        }
    }
}
