//! The sitter's card and agreement: one page of paper that works without a phone.

use hearken_content::{Point, library};
use hearken_core::journey::{self, Programme, Route, Setting, TreatmentSession};
use maud::{Markup, html};

use super::words;
use crate::{
    components::{Nearest, Words, written},
    error::Problem,
    form::RecordPath,
    layout::{Page, Place, shell},
    routes::Routes,
    session::Unlocked,
    words::long_day,
};

pub(super) fn routes() -> Routes {
    Routes::default().get("/journey/sessions/{id}/card", page)
}

async fn page(
    Unlocked(session): Unlocked,
    nearest: Nearest,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let programme = journey::programme_at_hand(&notebook, treatment.programme).unwrap_or_default();
    let address = format!("/journey/sessions/{id}");
    let nearest = nearest.in_country(&programme.country);
    Ok(SitterCard { page, address, treatment: treatment.clone(), programme, nearest }.render())
}

/// The card, then the agreement on a page of its own.
struct SitterCard {
    page: Page,
    address: String,
    treatment: TreatmentSession,
    programme: Programme,
    nearest: Nearest,
}

impl SitterCard {
    fn render(&self) -> Markup {
        let said = &library().journey.sitter;
        shell(
            &self.page,
            &html! {
                p .over .ways-on { a href=(self.address) { "The session" } }
                h1 { (said.card.title) }
                p .help .ways-on { (said.card.lead) }
                div .row .ways-on { button .button .main type="button" data-print="" hidden { "Print it" } }
                section .sitter-sheet {
                    (self.whom())
                    h2 { (said.emergency.title) }
                    p { strong { (said.emergency.first) } " " (said.emergency.next) }
                    ul { @for sign in &said.emergency.signs { (self.line(sign)) } }
                    p { (said.card.look_in) }
                    @for part in &said.card.sections {
                        h3 { (part.title) }
                        ul { @for line in &part.lines { (self.line(line)) } }
                    }
                    h3 { (said.recovery.title) }
                    ul { @for item in &said.recovery.items { (self.line(item)) } }
                }
                section .sitter-agreement {
                    h2 { (said.agreement.title) }
                    p { (said.agreement.lead) }
                    ul { @for point in &said.agreement.points { (self.line(point)) } }
                    p { (said.agreement.agree) ": ________________________" }
                }
            },
        )
    }

    /// The numbers, the address, and who it is for: first on the card.
    fn whom(&self) -> Markup {
        html! {
            dl .facts {
                dt { "Day" } dd { (long_day(self.treatment.planned.date())) }
                @if !self.programme.address.is_empty() { dt { "Address" } dd { (written(&self.programme.address)) } }
                @if !self.programme.medicines.is_empty() { dt { "Medicines and allergies" } dd { (written(&self.programme.medicines)) } }
                @if !self.programme.label.is_empty() { dt { "What the label says" } dd { (written(&self.programme.label)) } }
                @for person in &self.programme.people {
                    dt { (words::role(&person.role)) }
                    dd { bdi { (Words(&person.name)) } " " strong { bdi { (Words(&person.phone)) } } }
                }
            }
            (self.nearest.shown_by("K5"))
        }
    }

    fn line(&self, point: &Point) -> Markup {
        let programme = &self.programme;
        let fits = point.fits(programme.setting == Setting::Home, programme.route == Route::Esketamine);
        html! { @if fits { li { (point.words) } } }
    }
}
