//! Every exercise: the guides, the runs that wait, the runs that have ended.

use hearken_content::{Fault, Guide, Library, When};
use hearken_core::{
    RecordId, Timestamp,
    exercises::{Run, RunState},
};
use hearken_vault::Session;
use maud::{Markup, html};

use crate::{
    AppState,
    layout::{Page, shell},
    words,
    zone::Clock,
};

use super::super::ending::listed_title;

/// What the page shows.
pub(crate) struct ListPage {
    /// The guides in their newest version, by when they fit; shelves without one are left out.
    shelves: Vec<(Shelf, Vec<&'static Guide>)>,
    /// Runs that wait, the newest first.
    open: Vec<RunLine>,
    /// Runs that have ended, the newest first.
    finished: Vec<RunLine>,
    /// Files of one's own that could not be used, each with what is wrong.
    left_out: &'static [Fault],
}

/// Where a guide stands in the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shelf {
    AnyDay,
    Before,
    After,
    WithTherapist,
}

impl Shelf {
    const ALL: [Self; 4] = [Self::AnyDay, Self::Before, Self::After, Self::WithTherapist];

    fn of(guide: &Guide) -> Self {
        match guide.when.as_slice() {
            _ if guide.needs_therapist() => Self::WithTherapist,
            [When::Before] => Self::Before,
            [When::After] => Self::After,
            _ => Self::AnyDay,
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::AnyDay => "any-day",
            Self::Before => "before",
            Self::After => "after",
            Self::WithTherapist => "with-therapist",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::AnyDay => "On any day",
            Self::Before => "Before a session",
            Self::After => "After a session",
            Self::WithTherapist => "With your therapist in the room",
        }
    }
}

/// One run in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct RunLine {
    id: String,
    title: String,
    /// Where it stands, or when it ended.
    stands: String,
    /// When it was begun.
    begun: String,
}

impl ListPage {
    pub(crate) fn of(state: &AppState, session: &Session, clock: &Clock) -> Self {
        let library = state.library;
        let notebook = session.vault().read();
        let (mut open, mut finished) = (Vec::new(), Vec::new());
        for (id, run) in notebook.runs().rev() {
            let guide = library.guide(&run.guide, run.guide_version);
            let title = guide.map_or_else(|| run.guide.clone(), |guide| listed_title(guide, run, &notebook));
            let line = RunLine::of(id, run, title, guide, clock);
            if run.is_open() { open.push(line) } else { finished.push(line) }
        }
        Self { shelves: shelves(library), open, finished, left_out: hearken_content::left_out() }
    }

    pub(crate) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                h1 { "Exercises" }
                @if !self.open.is_empty() {
                    section .card {
                        h2 { "Waiting for you" }
                        p .help { "Each waits where you left it. Nothing is lost, and there is no hurry." }
                        (lines(&self.open))
                    }
                }
                @for (shelf, guides) in &self.shelves {
                    section .shelf #{ "shelf-" (shelf.id()) } {
                        h2 { (shelf.title()) }
                        ul .guides { @for guide in guides { (guide_line(guide)) } }
                    }
                }
                @if !self.left_out.is_empty() { (left_out(self.left_out)) }
                @if !self.finished.is_empty() {
                    section .card { h2 { "To read again" } (lines(&self.finished)) }
                }
                p { a href="/breathe" { "Breathe to a count" } }
                p { a href="/grounding" { "Ways back to the room you are in" } }
                p { a href="/learn" { "What parts work is, and what is known of it" } }
            },
        )
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        let line = RunLine {
            id: "0197a5e0-0000-7000-8000-000000000002".to_owned(),
            title: "Meeting the <i>Planner</i>".to_owned(),
            stands: "Step 4 of 10: Who protects you here".to_owned(),
            begun: "Sat 22 Nov, 18:40".to_owned(),
        };
        let fault = Fault {
            file: "guides/<b>.toml".to_owned(),
            place: "line 1".to_owned(),
            check: "files-follow-the-schema",
            message: "unknown field `<i>`".to_owned(),
        };
        let left_out = Box::leak(Box::new([fault]));
        let shelves = shelves(hearken_content::library());
        Self { shelves, open: vec![line.clone()], finished: vec![line], left_out }
    }
}

/// Every guide in its newest version, on its shelf.
fn shelves(library: &'static Library) -> Vec<(Shelf, Vec<&'static Guide>)> {
    let newest = |guide: &&Guide| {
        library.newest_guide(&guide.id).is_some_and(|newest| newest.version == guide.version)
    };
    let on = |shelf| library.guides.iter().filter(newest).filter(move |guide| Shelf::of(guide) == shelf);
    let in_order = |shelf| {
        let mut guides: Vec<_> = on(shelf).collect();
        guides.sort_by_key(|guide| (guide.order, &guide.title));
        guides
    };
    let shelves = Shelf::ALL.map(|shelf| (shelf, in_order(shelf)));
    shelves.into_iter().filter(|(_, guides)| !guides.is_empty()).collect()
}

fn guide_line(guide: &Guide) -> Markup {
    html! {
        li .guide-line #(guide.id) {
            h3 { a href={ "/exercises/about/" (guide.id) } { (guide.title) } }
            p { (guide.summary) }
            p .help { "About " (guide.minutes) " minutes" }
        }
    }
}

/// Files of one's own that have a fault; the rest works.
fn left_out(faults: &[Fault]) -> Markup {
    html! {
        section .card .left-out {
            h2 { "Guides of your own that are not used" }
            p { "Something in these files is not as it should be. Everything else works, and nothing of your notebook is touched." }
            ul { @for fault in faults { li { code { (fault.file) } ", " (fault.place) ": " (fault.message) } } }
            p .help { "Mend the file, then start the program again." }
        }
    }
}

impl RunLine {
    fn of(id: RecordId, run: &Run, title: String, guide: Option<&Guide>, clock: &Clock) -> Self {
        let today = clock.today();
        let stands = match &run.state {
            RunState::Open { screen } => guide.and_then(|guide| stands_at(guide, screen)).unwrap_or_default(),
            RunState::Finished { at, .. } => format!("Ended {}", moment(*at, clock)),
        };
        Self { id: id.to_string(), title, stands, begun: words::moment(&run.begun, today) }
    }
}

fn moment(at: Timestamp, clock: &Clock) -> String {
    words::moment(&clock.when(at), clock.today())
}

/// “Step 4 of 10: Who protects you here”.
pub(crate) fn stands_at(guide: &Guide, screen: &str) -> Option<String> {
    let (index, step, _) = guide.screen(screen)?;
    Some(format!("Step {} of {}: {}", index + 1, guide.steps.len(), step.title))
}

fn lines(runs: &[RunLine]) -> Markup {
    html! {
        ul .runs {
            @for run in runs {
                li {
                    a href={ "/exercises/" (run.id) } { bdi { (run.title) } }
                    span .help { (run.stands) " · begun " (run.begun) }
                }
            }
        }
    }
}
