//! Breathing to a count: the patterns, the questions before some of them (B2), the day of a session (B3), the test while
//! one breathes (B4), what was kept of it, and own patterns.

mod care;
mod keep;
mod log;
mod own;
mod pages;
mod show;

use hearken_content::{Ask, BreathPattern, Phase, PhaseKind};
use hearken_core::{
    Notebook, RecordId, When,
    breathing::{self, Care, DayRule, Fit, OwnBreath, Stage},
};

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/breathe", show::list)
        .post("/breathe/day", care::day)
        .get("/breathe/questions", care::questions)
        .post("/breathe/questions", care::answer)
        .get("/breathe/log", log::list)
        .get("/breathe/log/{id}", log::one)
        .post("/breathe/log/{id}", log::edit)
        .get("/breathe/log/{id}/erase", log::erase_page)
        .post("/breathe/log/{id}/erase", log::erase)
        .get("/breathe/own", own::new)
        .post("/breathe/own", own::keep)
        .get("/breathe/own/{id}", own::edit)
        .get("/breathe/own/{id}/erase", own::erase_page)
        .post("/breathe/own/{id}/erase", own::erase)
        .get("/breathe/{pattern}", show::pattern)
        .post("/breathe/{pattern}", keep::keep)
        .post("/breathe/{pattern}/on", care::switch_on)
}

/// What may be offered now.
struct Now {
    care: Care,
    /// Whether patterns that hold the breath may be shown (B2).
    open: bool,
    /// Whether what was said before a session hides them, whatever is answered here (B2).
    screened: bool,
    /// Where in the day of a session (B3).
    stage: Option<Option<(Stage, bool)>>,
}

impl Now {
    fn of(notebook: &Notebook, now: &When) -> Self {
        let rules = &hearken_content::library().breath_rules;
        let care = breathing::care(notebook);
        let asks = &rules.questions.asks;
        let screened = breathing::is_screened(notebook, asks.iter().flat_map(Ask::screened_by));
        let said_no =
            care.opens_holds(asks.iter().map(|ask| ask.id.as_str()), now, rules.questions.again_after_days);
        Self {
            open: said_no && !screened,
            screened,
            stage: breathing::stage(notebook, now, &day_rule()),
            care,
        }
    }

    fn fit(&self, pattern: &BreathPattern) -> Fit {
        let kind = (pattern.holds() || pattern.gate.is_some(), !pattern.phases.is_empty());
        breathing::fits(&self.care, &pattern.id, kind, self.open, self.stage, &day_rule())
    }
}

/// How a pattern fits the moment: asked before it is led outside these pages too (B3, B4).
pub(crate) fn fit(notebook: &Notebook, now: &When, pattern: &BreathPattern) -> Fit {
    Now::of(notebook, now).fit(pattern)
}

/// The numbers and ids of rule B3.
fn day_rule() -> DayRule<'static> {
    let day = &hearken_content::library().breath_rules.session_day;
    DayRule {
        before: &day.before,
        after: &day.after,
        lasts_hours: day.lasts_hours,
        steady_minutes: day.steady_minutes,
    }
}

/// The pattern of that id: one of the content, or one of the person's own.
fn pattern(notebook: &Notebook, id: &str) -> Option<BreathPattern> {
    let library = hearken_content::library();
    library.breath(id).cloned().or_else(|| {
        let record: RecordId = id.parse().ok()?;
        Some(as_pattern(id, notebook.get::<OwnBreath>(record)?))
    })
}

/// What a pattern is called; an own one may be gone.
fn name_of(notebook: &Notebook, id: &str) -> String {
    pattern(notebook, id).map_or_else(|| "A pattern that is no longer here".to_owned(), |it| it.name)
}

/// An own pattern in the shape of the others.
fn as_pattern(id: &str, own: &OwnBreath) -> BreathPattern {
    let library = hearken_content::library();
    let bounds = &library.breath_rules.own;
    let [inward, top, out, low] = own.phases;
    let phases = [
        (PhaseKind::In, inward, &bounds.cue_in),
        (PhaseKind::Hold, top, &bounds.cue_hold),
        (PhaseKind::Out, out, &bounds.cue_out),
        (PhaseKind::Hold, low, &bounds.cue_hold),
    ];
    let phases = phases.into_iter().filter(|(_, ms, _)| *ms > 0);
    BreathPattern {
        id: id.to_owned(),
        name: own.name.clone(),
        summary: bounds.summary.clone(),
        default: false,
        minutes: own.minutes,
        minutes_most: bounds.minutes_most,
        instruction: library.breath.first().map(|first| first.instruction.clone()).unwrap_or_default(),
        notes: Vec::new(),
        gate: own.holds().then(|| "B2".to_owned()),
        cycles_most: None,
        phases: phases.map(|(kind, ms, cue)| Phase { kind, ms, cue: cue.clone() }).collect(),
        ways: Vec::new(),
        sources: Vec::new(),
    }
}
