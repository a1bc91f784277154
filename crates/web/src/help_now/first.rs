//! Help on the whole screen (K1): the emergency number, then the crisis line, then the person's own people and practice.
//! It goes away after one tap, and works locked.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use maud::{Markup, html};

use super::log::note_seen;
use crate::{
    AppState,
    components::Nearest,
    form::{Fields, Form},
    layout::{Page, Place, whole_screen},
    session::{Visitor, local_path, see_other},
    zone::Clock,
};

/// Looking changes nothing in the notebook (the time is noted when it is put away).
pub(super) async fn page(Visitor(session): Visitor, nearest: Nearest) -> Response {
    let page = Page::for_visitor(Place::Elsewhere, session.as_ref());
    FirstPage { nearest, then: "/help-now" }.render(&page).into_response()
}

/// “I have seen this.”
pub(super) async fn seen(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Response {
    note_seen(&state, session.as_ref(), "K1", &clock).await;
    see_other(local_path(fields.text("then")).unwrap_or("/help-now"))
}

/// The same of the card.
pub(super) async fn card_seen(
    State(state): State<AppState>,
    Visitor(session): Visitor,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Response {
    note_seen(&state, session.as_ref(), "K2", &clock).await;
    see_other(local_path(fields.text("then")).unwrap_or("/"))
}

/// The screen itself. One tap leads on to `then`, a page of ours.
pub(crate) struct FirstPage<'a> {
    pub(crate) nearest: Nearest,
    pub(crate) then: &'a str,
}

impl FirstPage<'_> {
    pub(crate) fn render(&self, page: &Page) -> Markup {
        let said = &hearken_content::library().display.first;
        whole_screen(
            page,
            &html! {
                h1 { (said.title) }
                p { (said.text) }
                (self.nearest.shown_by("K1"))
                p .help { (said.nobody) }
                form .first-seen method="post" action="/help-now/first/seen" {
                    input type="hidden" name="then" value=(self.then);
                    button .button .second { (said.seen) }
                }
                p { a href="/help-now" { (said.all) } }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k1_in_every_country_the_emergency_number_then_the_crisis_line_and_one_way_on() {
        let help = &hearken_content::library().help;
        for country in help.countries().chain([help.international()]) {
            let nearest = Nearest::of(country);
            let page = FirstPage { nearest, then: "/journal" }.render(&Page::outside()).into_string();
            let tel = &country.emergency.first().unwrap().tel;
            let first = page.find("href=\"tel:").unwrap();
            assert!(page[first..].starts_with(&format!("href=\"tel:{tel}\"")), "{}", country.code);
            let line = page.find("class=\"crisis-line\"").unwrap();
            assert!(first < line && line < page.find("/help-now/first/seen").unwrap());
            assert!(page.contains("value=\"/journal\"") && !page.contains("<nav"));
        }
    }

    #[test]
    fn k1_no_word_about_parts() {
        let nearest = Nearest::of(hearken_content::library().help.international());
        let page = FirstPage { nearest, then: "/" }.render(&Page::outside()).into_string();
        let main = page.split_once("<main").unwrap().1.to_lowercase();
        assert!(!main.contains(" part") && !main.contains("protector"));
    }
}
