//! The pages of programmes.

use hearken_core::journey::{Programme, Route, Setting};
use maud::{Markup, html};

use crate::{
    components::{
        Tone, Typing, Words, day_picker, field, keep_row, long_text, notice, short_text, typing_fields,
        written,
    },
    error::Said,
    journey::{
        beside::{self, Beside, Said as Field},
        sessions::SessionRow,
        words,
    },
    layout::{Page, shell},
    words::long_day,
};

/// A programme in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Row {
    pub(super) address: String,
    pub(super) name: String,
    pub(super) about: &'static str,
    pub(super) over: bool,
}

/// Every programme.
pub(super) struct ListPage {
    pub(super) page: Page,
    pub(super) programmes: Vec<Row>,
}

impl ListPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                div .head {
                    h1 { "Journey" }
                    a .button .main href="/journey/new" { "Begin a programme" }
                }
                @if self.programmes.is_empty() {
                    section .card {
                        p { "A programme of treatment lives here: its sessions, what to prepare for each, what came, and what you make of it." }
                        p { "Your prescriber decides what you take, and whether. Here you keep what helps you through it." }
                    }
                }
                ul .part-list {
                    @for row in &self.programmes {
                        li .card {
                            a .part-name href=(row.address) { bdi { (Words(&row.name)) } }
                            p .help { (row.about) @if row.over { " · over" } }
                        }
                    }
                }
                p .ways-on { a href="/journey/calendar" { "In your calendar" } }
            },
        )
    }
}

/// One programme with its sessions.
pub(super) struct ProgrammePage {
    pub(super) page: Page,
    pub(super) address: String,
    pub(super) programme: Programme,
    pub(super) begins: Option<String>,
    pub(super) ends: Option<String>,
    pub(super) beside: Vec<Beside>,
    pub(super) sessions: Vec<SessionRow>,
    /// Whether there are others.
    pub(super) many: bool,
}

impl ProgrammePage {
    pub(super) fn render(&self) -> Markup {
        let programme = &self.programme;
        shell(
            &self.page,
            &html! {
                div .head {
                    h1 { bdi { (Words(words::name(programme))) } }
                    a .button .main href={ (self.address) "/sessions/new" } { "Plan a session" }
                }
                (self.plan())
                (beside::shown(&self.beside, "What stands on this page counts for now, and of medicines and allergies every line of both. “Change it” shows both, and what you keep there is what holds."))
                h2 { "Sessions" }
                @if self.sessions.is_empty() { p .help { "None is planned yet." } }
                ol .plain-list .journey-sessions { @for row in &self.sessions { (row.render()) } }
                (self.people())
                @if !programme.notes.is_empty() { h2 { "Notes" } (written(&programme.notes)) }
                (self.ways())
            },
        )
    }

    fn plan(&self) -> Markup {
        let programme = &self.programme;
        html! {
            p .lead {
                (words::route(programme.route)) ". " (words::setting(programme.setting)) "."
                @if programme.ended.is_some() { " It is over." }
            }
            p .help {
                @if let Some(planned) = programme.planned { "Planned: " (planned) " sessions" @if let Some(days) = programme.spacing_days { ", " (days) " days apart" } ". " }
                @if let Some(day) = &self.begins { "Begins " (day) ". " }
                @if let Some(day) = &self.ends { "Ends " (day) "." }
            }
        }
    }

    fn people(&self) -> Markup {
        let programme = &self.programme;
        html! {
            h2 { "Who is there for it" }
            @if programme.people.is_empty() { p .help { "Nobody is named yet." } }
            dl .facts {
                @for person in &programme.people {
                    dt { (words::role(&person.role)) }
                    dd { bdi { (Words(&person.name)) } @if !person.phone.is_empty() { " · " bdi { (Words(&person.phone)) } } }
                }
                @if !programme.address.is_empty() { dt { "Address for an ambulance" } dd { (written(&programme.address)) } }
                @if !programme.medicines.is_empty() { dt { "Medicines and allergies" } dd { (written(&programme.medicines)) } }
                @if !programme.label.is_empty() { dt { "What the label says" } dd { (written(&programme.label)) } }
            }
        }
    }

    fn ways(&self) -> Markup {
        let over = self.programme.ended.is_some();
        html! {
            div .row .ways-on {
                a .button .second href={ (self.address) "/edit" } { "Change it" }
                a .button .second href={ (self.address) "/arc" } { "The arc" }
                a .button .second href="/journey/calendar" { "In your calendar" }
                a .button .second href="/journey/limits" { "The limits of the rules" }
                @if self.many { a .button .second href="/journey?all=1" { "Other programmes" } }
                @else { a .button .second href="/journey/new" { "Begin another" } }
                form method="post" action={ (self.address) "/end" } {
                    @if over { input type="hidden" name="back" value="1"; }
                    button .button .second { @if over { "It goes on after all" } @else { "It is over" } }
                }
                a .button .second href={ (self.address) "/erase" } { "Erase" }
            }
        }
    }
}

/// Each field of a programme with its name, as the form calls it.
pub(super) fn said(programme: &Programme) -> Vec<Field> {
    let number = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
    let day = |day: Option<jiff::civil::Date>| day.map(long_day).unwrap_or_default();
    let library = hearken_content::library();
    let country = library.help.country(&programme.country).map_or(&programme.country, |known| &known.name);
    let of = [
        ("What do you call it?", programme.name.clone()),
        ("How is the medicine taken?", words::route(programme.route).to_owned()),
        ("Where?", words::setting(programme.setting).to_owned()),
        ("Sessions planned", number(programme.planned)),
        ("Days between two", number(programme.spacing_days)),
        ("Begins", day(programme.begins)),
        ("Ends", day(programme.ends)),
        ("Country", country.clone()),
        ("The address where you will be", programme.address.clone()),
        ("Medicines and allergies", programme.medicines.clone()),
        ("What the label says", programme.label.clone()),
        ("Anything else", programme.notes.clone()),
        ("It is over", programme.ended.as_ref().map(|ended| long_day(ended.date())).unwrap_or_default()),
    ];
    let people = library.journey.people.people.iter().map(|role| {
        let person = programme.person(&role.id);
        let who = person.map(|person| format!("{} {}", person.name, person.phone).trim().to_owned());
        (role.label.clone(), who.unwrap_or_default())
    });
    of.into_iter().map(|(label, text)| (label.to_owned(), text)).chain(people).collect()
}

/// The form of a programme.
pub(super) struct FormPage {
    pub(super) page: Page,
    pub(super) typing: Typing,
    pub(super) programme: Programme,
    pub(super) beside: Vec<Beside>,
    pub(super) trouble: Option<Said>,
}

impl FormPage {
    pub(super) fn render(&self) -> Markup {
        let programme = &self.programme;
        shell(
            &self.page,
            &html! {
                h1 { @if self.typing.base == 0 { "A programme" } @else { "What you know of it" } }
                p .lead { "As your prescriber planned it with you. A few lines are enough; all of it can change." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                (beside::above_the_form(&self.beside))
                form .card method="post" action="/journey" data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    (beside::settles(&self.beside))
                    (field("name", "What do you call it?", Some("For yourself. It may stay empty."), &short_text("name", "name", &programme.name)))
                    (self.route())
                    (self.setting())
                    (self.numbers())
                    (self.people())
                    (field("address", "The address where you will be", Some("What somebody would tell an ambulance."), &long_text("address", "address", 2, &programme.address, None)))
                    (field("medicines", "Medicines and allergies", Some("For whoever helps you in an emergency. It is printed on the sitter's card."), &long_text("medicines", "medicines", 2, &programme.medicines, None)))
                    (field("label", "What the label says", Some("If you want it at hand. It stays text: nothing here reads or reckons with it."), &long_text("label", "label", 2, &programme.label, None)))
                    (field("notes", "Anything else", None, &long_text("notes", "notes", 3, &programme.notes, None)))
                    (keep_row("Keep"))
                }
            },
        )
    }

    fn route(&self) -> Markup {
        html! {
            fieldset .choices {
                legend { "How is the medicine taken?" }
                @for route in Route::ALL {
                    label .choice { input type="radio" name="route" value=(route.id()) checked[self.programme.route == route]; " " (words::route(route)) }
                }
            }
        }
    }

    fn setting(&self) -> Markup {
        html! {
            fieldset .choices {
                legend { "Where?" }
                @for setting in Setting::ALL {
                    label .choice { input type="radio" name="setting" value=(setting.id()) checked[self.programme.setting == setting]; " " (words::setting(setting)) }
                }
            }
        }
    }

    fn numbers(&self) -> Markup {
        let programme = &self.programme;
        let number = |name: &str, value: Option<u16>| {
            html! { input type="number" id=(name) name=(name) min="0" max="1000" inputmode="numeric" value=[value] autocomplete="off"; }
        };
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        html! {
            div .pair {
                (field("planned", "Sessions planned", None, &number("planned", programme.planned)))
                (field("spacing", "Days between two", None, &number("spacing", programme.spacing_days)))
                (day_picker("begins", "Begins", None, &day(programme.begins)))
                (day_picker("ends", "Ends", None, &day(programme.ends)))
            }
        }
    }

    fn people(&self) -> Markup {
        let people = &hearken_content::library().journey.people;
        html! {
            fieldset {
                legend { (people.title) }
                p .help { (people.lead) }
                @for words in &people.people {
                    @let (role, label) = (words.id.as_str(), words.label.as_str());
                    @let person = self.programme.person(role);
                    @let name = person.map_or("", |person| &person.name);
                    @let phone = person.map_or("", |person| &person.phone);
                    input type="hidden" name="role" value=(role);
                    div .pair {
                        (field(&format!("person-{role}"), label, Some(&words.help), &short_text(&format!("person-{role}"), "person", name)))
                        (field(&format!("phone-{role}"), &format!("{label}: number"), None, &html! {
                            input type="tel" id={ "phone-" (role) } name="phone" value=(phone) dir="auto" autocomplete="off" spellcheck="false";
                        }))
                    }
                }
                (self.country())
            }
        }
    }

    fn country(&self) -> Markup {
        let countries = hearken_content::library().help.countries();
        html! {
            (field("country", "Country", Some("So that the right emergency number stands on the card."), &html! {
                select id="country" name="country" autocomplete="off" {
                    option value="" selected[self.programme.country.is_empty()] { "Not said" }
                    @for country in countries {
                        option value=(country.code) selected[self.programme.country == country.code] { (country.name) }
                    }
                }
            }))
        }
    }
}
