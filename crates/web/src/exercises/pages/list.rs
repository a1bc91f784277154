//! Every exercise: the guides, the runs that wait, the runs that have ended.

use hearken_content::Guide;
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

use super::super::ending::title_of;

/// What the page shows.
pub(crate) struct ListPage {
    /// The guides in their newest version, each with the id of the run that its button begins.
    guides: Vec<(&'static Guide, String)>,
    /// Runs that wait, the newest first.
    open: Vec<RunLine>,
    /// Runs that have ended, the newest first.
    finished: Vec<RunLine>,
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
        let newest = library.guides.iter().filter(|guide| {
            library.newest_guide(&guide.id).is_some_and(|newest| newest.version == guide.version)
        });
        let guides = newest.map(|guide| (guide, state.keeper.new_record_id().to_string())).collect();
        let notebook = session.vault().read();
        let (mut open, mut finished) = (Vec::new(), Vec::new());
        for (id, run) in notebook.runs().rev() {
            let guide = library.guide(&run.guide, run.guide_version);
            let title = guide.map_or_else(|| run.guide.clone(), |guide| title_of(guide, run, &notebook));
            let line = RunLine::of(id, run, title, guide, clock);
            if run.is_open() { open.push(line) } else { finished.push(line) }
        }
        Self { guides, open, finished }
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
                @for (guide, record) in &self.guides { (guide_card(guide, record)) }
                @if !self.finished.is_empty() {
                    section .card { h2 { "To read again" } (lines(&self.finished)) }
                }
                p { a href="/breathe" { "Breathe to a count" } }
                p { a href="/grounding" { "Ways back to the room you are in" } }
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
        let guides = hearken_content::library().guides.iter().map(|guide| (guide, line.id.clone())).collect();
        Self { guides, open: vec![line.clone()], finished: vec![line] }
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

/// A guide with all that must be read before it is begun.
fn guide_card(guide: &Guide, record: &str) -> Markup {
    html! {
        section .card .guide #(guide.id) {
            h2 { (guide.title) }
            p { (guide.summary) }
            p .help { "About " (guide.minutes) " minutes, in " (guide.steps.len()) " steps. Stop at any of them." }
            p { (guide.disclaimer) }
            p { (guide.not_now) }
            div .cautions {
                p { (guide.cautions.intro) }
                ul { @for item in &guide.cautions.items { li { (item) } } }
            }
            form method="post" action="/exercises" {
                input type="hidden" name="guide" value=(guide.id);
                input type="hidden" name="record" value=(record);
                button .button .main { "Begin" }
            }
            details {
                summary { "Where this comes from" }
                ul .sources { @for source in &guide.sources { li { (source.text) } } }
            }
        }
    }
}
