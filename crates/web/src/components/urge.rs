//! What stands first wherever a part is opened that carries an urge to harm: a number, a person, the ground (rules S1, K2,
//! K4). Without a word about parts.

use axum::{extract::FromRequestParts, http::request::Parts};
use hearken_content::{Country, Line, Number};
use maud::{Markup, html};

use crate::{
    AppState,
    error::Problem,
    session::{Visitor, cookie},
};

/// The help lines that are nearest to whoever asks: of the country they chose, else those that work in many.
#[derive(Clone, Copy)]
pub(crate) struct Nearest(pub(crate) &'static Country);

impl FromRequestParts<AppState> for Nearest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let help = &state.library.help;
        let chosen = cookie(&parts.headers, "country").map(str::to_owned);
        let settings = match parts.extensions.get::<Visitor>() {
            Some(Visitor(Some(session))) => session.vault().read().settings().country,
            _ => None,
        };
        let code = chosen.or(settings).unwrap_or_default();
        Ok(Self(help.country(&code).unwrap_or(help.international())))
    }
}

/// The card itself.
pub(crate) fn urge_to_harm(Nearest(country): Nearest) -> Markup {
    let said = &hearken_content::library().urge_to_harm;
    html! {
        section .notice .problem .urge aria-labelledby="urge" {
            h2 #urge { (said.title) }
            p { (said.text) }
            div .urge-now {
                p { (said.danger.text) }
                @if let Some(emergency) = country.emergency.first() { (number(&said.numbers, emergency)) }
                p { a .button .danger href="/help-now" { (said.danger.button) } }
            }
            h3 { (said.person.title) }
            p { (said.person.text) }
            @if let Some(line) = country.lines.first() { (line_of(&said.numbers, line)) }
            p .urge-ground {
                (said.ground.text) " "
                @if let Some(first) = said.grounding.first() { a href={ "/grounding/" (first) } { (said.ground.button) } }
            }
        }
    }
}

fn line_of(call: &str, line: &Line) -> Markup {
    html! {
        p { (line.name) @if let Some(hours) = &line.hours { " " span .help { (hours) } } }
        @if let Some(first) = line.numbers.first() {
            (number(call, first))
        } @else if let Some(reach) = line.reaches.iter().find(|reach| reach.link.is_some()) {
            p .number { a .call href=[&reach.link] rel="noreferrer" { (reach.to) } }
        }
    }
}

fn number(call: &str, number: &Number) -> Markup {
    html! { p .number { (call) " " a .call href={ "tel:" (number.tel) } { (number.number) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_k2_k4_a_number_comes_first_and_no_word_about_parts() {
        let help = &hearken_content::library().help;
        for country in help.countries().chain([help.international()]) {
            let card = urge_to_harm(Nearest(country)).into_string();
            let tel = &country.emergency.first().unwrap().tel;
            assert!(card.find(&format!("tel:{tel}")) < card.find("/help-now"), "{}", country.code);
            assert!(card.contains("href=\"/grounding/") && card.contains("href=\"/help-now\""));
            assert!(!card.to_lowercase().contains(" part"), "{}", country.code);
            let person = card.split_once("<h3>").unwrap().1;
            assert!(person.contains("class=\"call\""), "{}: somebody can be reached", country.code);
        }
    }
}
