//! The windows after a session and after a course: which one is open, what was done in it, and those around it.

use hearken_content::{AfterWords, Anchor, MeasureName, WindowWords, library};
use hearken_core::{
    Notebook, RecordId, Timestamp, When,
    journey::{self, Programme, State, TreatmentSession},
};

use crate::{measures, words, zone::Clock};

const HOUR: i64 = 3_600;

/// Where a window stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stands {
    ToCome,
    Open,
    Passed,
}

/// A guide that was begun in a window, with its day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Done {
    pub(super) address: String,
    pub(super) title: &'static str,
    pub(super) when: String,
}

/// A questionnaire that a window offers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Offered {
    /// Where it is begun, or gone on with.
    pub(super) address: String,
    pub(super) name: &'static str,
    /// Whether it was begun and waits.
    pub(super) waits: bool,
    /// Where the answers of this window are read, and their day.
    pub(super) answered: Option<(String, String)>,
}

/// A window with its days and what was done in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Window {
    pub(super) words: &'static WindowWords,
    pub(super) stands: Stands,
    /// From and to, as days.
    pub(super) days: [String; 2],
    pub(super) done: Vec<Done>,
    pub(super) measures: Vec<Offered>,
}

fn content() -> &'static AfterWords {
    &library().journey.after
}

/// What the windows of a session are counted from: when it was over, or when it began where nobody ended it. `None` while
/// it is still to come or under way: nothing is asked then (U5).
pub(in crate::journey) fn anchor(session: &TreatmentSession) -> Option<&When> {
    if session.state.is_before() || matches!(session.state, State::InSession | State::Cancelled) {
        return None;
    }
    session.ended.as_ref().or(session.began.as_ref())
}

/// What the windows of the course are counted from, where that session is the last one of a programme that is over.
fn course<'a>(notebook: &'a Notebook, id: RecordId, session: &TreatmentSession) -> Option<&'a When> {
    let programme = notebook.get::<Programme>(session.programme)?;
    let of = journey::sessions_of(notebook, session.programme);
    let last = of.iter().rev().find(|(_, session)| anchor(session).is_some())?;
    programme.ended.as_ref().filter(|_| last.0 == id)
}

/// Every window of a session, in the order of time; those of the course with its last session.
pub(super) fn of(
    notebook: &Notebook,
    id: RecordId,
    session: &TreatmentSession,
    clock: &Clock,
) -> Vec<Window> {
    let windows = content().windows.iter();
    let counted = windows.filter_map(|words| {
        let from = match words.anchor {
            Anchor::Session => anchor(session),
            Anchor::Course => course(notebook, id, session),
        };
        Some(window(notebook, words, from?.at, clock))
    });
    counted.collect()
}

/// The questions of the screening that the time after a session asks now: those of the windows that are open, or all of
/// them while none is. Nothing before it is over.
pub(in crate::journey) fn asks(
    notebook: &Notebook,
    id: RecordId,
    session: &TreatmentSession,
    clock: &Clock,
) -> Vec<&'static str> {
    let windows = of(notebook, id, session, clock);
    let is_open = |window: &&Window| window.stands == Stands::Open && !window.words.asks.is_empty();
    let mut asking: Vec<_> = windows.iter().filter(is_open).collect();
    if asking.is_empty() {
        asking = windows.iter().collect();
    }
    asking.into_iter().flat_map(|window| window.words.asks.iter().map(String::as_str)).collect()
}

fn window(notebook: &Notebook, words: &'static WindowWords, anchor: Timestamp, clock: &Clock) -> Window {
    let [from, to] = words.span_hours().map(|hours| anchor.plus_seconds(i64::from(hours) * HOUR));
    let now = clock.now().at;
    let stands = match () {
        () if now < from => Stands::ToCome,
        () if now < to => Stands::Open,
        () => Stands::Passed,
    };
    let day = |at: Timestamp| words::day(clock.when(at).date(), clock.today());
    Window {
        words,
        stands,
        days: [day(from), day(to.plus_seconds(-1))],
        done: done(notebook, words, from..to, clock),
        measures: offered(notebook, words, from..to, clock),
    }
}

/// The window's questionnaires that this program has, and those of them that were finished in it.
fn offered(
    notebook: &Notebook,
    window: &WindowWords,
    time: std::ops::Range<Timestamp>,
    clock: &Clock,
) -> Vec<Offered> {
    let named = window.measures.iter().filter_map(|id| content().measures.iter().find(|one| one.id == *id));
    let one = |named: &'static MeasureName| {
        library().measure(&named.id).filter(|measure| measure.is_offered())?;
        let open = measures::open_one(notebook, &named.id, clock);
        let mut answered = measures::finished(notebook, &named.id);
        let last = answered.rfind(|(_, response)| time.contains(&response.when.at));
        Some(Offered {
            address: open.map_or_else(|| format!("/measures/about/{}", named.id), measures::address),
            name: &named.name,
            waits: open.is_some(),
            answered: last
                .map(|(id, response)| (measures::address(id), words::moment(&response.when, clock.today()))),
        })
    };
    named.filter_map(one).collect()
}

/// Runs of the window's guides that were begun in it.
fn done(
    notebook: &Notebook,
    words: &WindowWords,
    time: std::ops::Range<Timestamp>,
    clock: &Clock,
) -> Vec<Done> {
    let runs =
        notebook.runs().filter(|(_, run)| time.contains(&run.begun.at) && words.guides.contains(&run.guide));
    let one = |(id, run): (RecordId, &hearken_core::exercises::Run)| {
        let guide = library().guide(&run.guide, run.guide_version)?;
        Some(Done {
            address: format!("/exercises/{id}"),
            title: &guide.title,
            when: words::moment(&run.begun, clock.today()),
        })
    };
    runs.filter_map(one).collect()
}

/// The window that is open and in which nothing was done yet, of the session that was last: for Today.
pub(in crate::journey) fn waits(
    notebook: &Notebook,
    clock: &Clock,
) -> Option<(RecordId, &'static WindowWords)> {
    let over = notebook.all::<TreatmentSession>().filter_map(|(id, session)| Some((anchor(session)?.at, id)));
    let (_, id) = over.max()?;
    let session = notebook.get::<TreatmentSession>(id)?;
    let windows = of(notebook, id, session, clock);
    let open = windows.iter().rev().find(|window| window.stands == Stands::Open)?;
    open.done.is_empty().then_some((id, open.words))
}
