//! The frame around every page: where one can go, the two ways out, and what must be said on top.

use hearken_vault::{OpenVault, Session};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{
    assets,
    components::{self, Room, Tone},
    error::Said,
    narrow, offline,
    sharing::{Follower, followers},
};

/// A page's place in the navigation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    Today,
    Parts,
    Exercises,
    Journey,
    Journal,
    Measures,
    Learn,
    Sharing,
    Settings,
    More,
    /// Nowhere in the navigation.
    Elsewhere,
}

/// What the frame of a page shows: where it is, and what the open notebook wants said on every page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Page {
    pub(crate) at: Place,
    /// `None` while locked: then there is no navigation, and nothing tells what this is.
    pub(crate) open: Option<Open>,
}

/// What the frame needs to know of an open notebook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Open {
    /// After how many quiet minutes it locks.
    pub(crate) idle_minutes: u16,
    /// The notebook of an invented person.
    pub(crate) invented: bool,
    /// Something was found wrong on opening.
    pub(crate) faults: bool,
    /// Something from somebody they share with waits unread.
    pub(crate) unread: bool,
    /// The one page that whoever sits with the person is at home on; then nothing else of the notebook is offered.
    pub(crate) sitter: Option<String>,
    /// Whoever sees what is changed later in what is shown to them.
    pub(crate) followers: Vec<Follower>,
}

impl Page {
    /// A page of an open notebook.
    pub(crate) fn open(at: Place, session: &Session) -> Self {
        let vault: &OpenVault = session.vault();
        let sitter = session.narrow().map(narrow::during);
        let invented = vault.read().settings().invented;
        let followers = if sitter.is_some() { Vec::new() } else { followers(&vault.read()) };
        let open = Open {
            // Whoever only watches is not locked out: a narrow session ends with the session of treatment.
            idle_minutes: if sitter.is_some() { 0 } else { session.idle_minutes() },
            invented,
            faults: !vault.faults().is_empty() && sitter.is_none(),
            unread: session.has_unread(),
            sitter,
            followers,
        };
        Self { at, open: Some(open) }
    }

    /// A page that anybody may see.
    pub(crate) fn outside() -> Self {
        Self { at: Place::Elsewhere, open: None }
    }

    /// A page for whoever is there: framed as open when somebody has unlocked.
    pub(crate) fn for_visitor(at: Place, session: Option<&Session>) -> Self {
        session.map_or_else(Self::outside, |session| Self::open(at, session))
    }

    /// A page of an invented, damaged notebook: every banner shows.
    #[cfg(test)]
    pub(crate) fn sample(at: Place) -> Self {
        let open = Open {
            idle_minutes: 15,
            invented: true,
            faults: true,
            unread: true,
            sitter: None,
            followers: Vec::new(),
        };
        Self { at, open: Some(open) }
    }

    /// Whether one can go anywhere from here: not while locked, and not while a sitter has the device.
    fn goes_anywhere(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.sitter.is_none())
    }

    /// Whether something from somebody they share with waits unread.
    pub(crate) fn has_unread(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.unread)
    }

    /// Where the first page is for whoever is here.
    fn home(&self) -> &str {
        self.open.as_ref().and_then(|open| open.sitter.as_deref()).unwrap_or("/")
    }
}

/// About as many bytes as the frame has.
const FRAME: usize = 3_000;

/// A whole page: `content` within its frame.
pub(crate) fn shell(page: &Page, content: &Markup) -> Markup {
    let idle_minutes = page.open.as_ref().map(|open| open.idle_minutes);
    html! {
        (Room(FRAME + content.0.len()))
        (DOCTYPE)
        html lang="en" {
            (head(Some(content)))
            body .locked[!page.goes_anywhere()] data-idle-minutes=[idle_minutes] {
                a .skip href="#main" { "Skip to the page" }
                header .side {
                    (brand(page))
                    (ways_out(page))
                    @if page.goes_anywhere() { (navigation(page.at, page.has_unread())) }
                }
                main #main tabindex="-1" {
                    @if let Some(open) = &page.open { (banners(open)) }
                    (content)
                }
            }
        }
    }
}

/// A page that is nothing but its content, in large letters and without movement; only leaving quickly stands beside it.
pub(crate) fn whole_screen(page: &Page, content: &Markup) -> Markup {
    let idle_minutes = page.open.as_ref().map(|open| open.idle_minutes);
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(Some(content)))
            body .whole-screen data-idle-minutes=[idle_minutes] {
                main #main tabindex="-1" { (content) }
                form method="post" action="/leave" { button .plain .leave { "Leave quickly" } }
            }
        }
    }
}

/// The head of every page; `moved` is the content that scripts may move. The title never tells what this is.
fn head(moved: Option<&Markup>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            title { "Notebook" }
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="format-detection" content="telephone=no";
            link rel="icon" type="image/svg+xml" href=(assets::tab_icon());
            link rel="stylesheet" href=(assets::style());
            @if let Some(content) = moved {
                link rel="manifest" href=(offline::MANIFEST);
                script type="module" src=(assets::script()) {}
                @for module in assets::modules_of(&content.0) { script type="module" src=(module) {} }
            }
        }
    }
}

fn brand(page: &Page) -> Markup {
    html! {
        @if page.goes_anywhere() {
            a .brand href="/" { (PreEscaped(include_str!("../assets/icons/brand.svg"))) span { "Hearken" } }
        } @else {
            a .brand href=(page.home()) { span { "Notebook" } }
        }
    }
}

/// The two ways out stand before everything else, in sight and for the keyboard.
fn ways_out(page: &Page) -> Markup {
    html! {
        div .ways-out {
            a .help-now href="/help-now" { (hearken_content::library().help.words.button) }
            @if page.goes_anywhere() {
                a .wide-only href="/learn" aria-current=[current(page.at == Place::Learn)] { "Learn" }
                a .wide-only href="/settings" aria-current=[current(page.at == Place::Settings)] { "Settings" }
                form .wide-only method="post" action="/lock" { button .plain { "Lock" } }
            }
            form method="post" action="/leave" { button .plain .leave { "Leave quickly" } }
        }
    }
}

fn navigation(at: Place, unread: bool) -> Markup {
    let places = [
        (Place::Today, "/", "Today"),
        (Place::Parts, "/parts", "Parts"),
        (Place::Exercises, "/exercises", "Exercises"),
        (Place::Journey, "/journey", "Journey"),
    ];
    let more = matches!(
        at,
        Place::More | Place::Journal | Place::Measures | Place::Sharing | Place::Learn | Place::Settings
    );
    html! {
        nav aria-label="Main" {
            ul {
                @for (place, address, name) in places {
                    li { a href=(address) aria-current=[current(place == at)] { (name) } }
                }
                li .wide-only { a href="/journal" aria-current=[current(at == Place::Journal)] { "Journal" } }
                li .wide-only { a href="/measures" aria-current=[current(at == Place::Measures)] { "Measures" } }
                li .wide-only { a href="/sharing" aria-current=[current(at == Place::Sharing)] { "Sharing" (unread_mark(unread)) } }
                li .phone-only { a href="/more" aria-current=[current(more)] { "More" (unread_mark(unread)) } }
            }
        }
    }
}

/// Beside what leads to where something waits unread: a dot, and words for whoever hears the page.
pub(crate) fn unread_mark(unread: bool) -> Markup {
    html! { @if unread { span .unread {} span .sr-only { " (something new)" } } }
}

fn current(here: bool) -> Option<&'static str> {
    here.then_some("page")
}

fn banners(open: &Open) -> Markup {
    html! {
        @if open.invented {
            p .banner { "This is the notebook of an invented person, to look around in. Keep nothing of your own here." }
        }
        @if open.faults {
            p .banner .warning {
                "Something in this notebook is not as it was left. What can be read is shown as it is. "
                a href="/settings/notebook" { "See what was found" }
            }
        }
    }
}

/// The page that says what went wrong. It asks nothing of the notebook, so it works when that does not.
pub(crate) fn problem(said: &Said, number: Option<&str>) -> Markup {
    shell(
        &Page::outside(),
        &html! {
            h1 { "Not quite" }
            (components::notice(Tone::Problem, said))
            p { a .button .second href="/" { "Go to the first page" } }
            @if let Some(number) = number {
                p .help { "Whoever runs this finds what happened under the number " code { (number) } ". It says nothing about you." }
            }
        },
    )
}

/// The page that is left behind when somebody leaves quickly: no frame, no script, nothing that tells.
pub(crate) fn neutral(content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" { (head(None)) body .neutral { main { (content) } } }
    }
}

/// A page to print: no frame, the one style sheet, no script.
pub(crate) fn printed(content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" { (head(None)) body .printed { main { (content) } } }
    }
}
