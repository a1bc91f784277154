//! Which questionnaires somebody wants to be asked, how often, and which are due now.

use axum::{extract::State, response::Response as Answered};
use hearken_content::library;
use hearken_core::{
    Notebook, Refusal,
    journey::TreatmentSession,
    measure_plan::{
        self, Asked, MeasurePlan,
        due::{Days, Why, due},
    },
};
use jiff::civil::Date;

use super::{Known, known, series};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form},
    session::{Unlocked, kept},
    zone::Clock,
};

/// Where nothing says over how many days a questionnaire looks back, it is offered to be asked again after these (P).
const USUAL_DAYS: u32 = 14;

/// A questionnaire that is due.
pub(crate) struct DueNow {
    pub(crate) address: String,
    pub(crate) name: String,
    /// Why, in a sentence.
    pub(crate) why: &'static str,
    since: Date,
}

/// What is due today, the longest due first.
pub(crate) fn due_now(notebook: &Notebook, clock: &Clock) -> Vec<DueNow> {
    let plan = measure_plan::current(notebook);
    let sessions = sessions_over(notebook);
    let next = next_session(notebook, clock);
    let mut found: Vec<_> = plan
        .measures
        .iter()
        .filter_map(|asked| {
            let measure = known(notebook, &asked.measure).filter(Known::is_asked)?;
            let finished = series::finished(notebook, measure.id());
            let finished: Vec<_> = finished.map(|(_, response)| response.when.date()).collect();
            let days = Days { finished: &finished, sessions: &sessions, next_session: next };
            let due = due(&days, asked.every_days, measure.file.recall_days, clock.today())?;
            Some(DueNow {
                address: format!("/measures/about/{}", measure.id()),
                name: format!("{} · {}", measure.file.title, measure.file.short),
                why: why(due.why),
                since: due.since,
            })
        })
        .collect();
    found.sort_by_key(|due| due.since);
    found
}

fn why(why: Why) -> &'static str {
    let words = &library().measure_words.due;
    match why {
        Why::FirstBaseline => &words.first,
        Why::SecondBaseline => &words.second,
        Why::BeforeSession => &words.session,
        Why::Interval => &words.interval,
    }
}

/// The days on which sessions took place.
fn sessions_over(notebook: &Notebook) -> Vec<Date> {
    let all = notebook.all::<TreatmentSession>();
    all.filter_map(|(_, it)| it.started()).map(hearken_core::When::date).collect()
}

/// The day of the session that comes next.
fn next_session(notebook: &Notebook, clock: &Clock) -> Option<Date> {
    let all = notebook.all::<TreatmentSession>().filter(|(_, it)| it.state.is_before());
    all.map(|(_, it)| it.planned.date()).filter(|day| *day >= clock.today()).min()
}

/// One line of the plan's form.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) asked: bool,
    pub(super) every_days: u32,
}

/// The plan's form: its revision and its lines.
pub(super) fn form(notebook: &Notebook, measures: &[Known]) -> (u32, Vec<Line>) {
    let plan = measure_plan::current(notebook);
    let line = |measure: &Known| {
        let asked = plan.asked(measure.id());
        let usual = measure.file.recall_days.unwrap_or(USUAL_DAYS);
        Line {
            id: measure.id().to_owned(),
            name: format!("{} · {}", measure.file.title, measure.file.short),
            asked: asked.is_some(),
            // None at all, as another program may have written it, could not be kept again.
            every_days: asked.map_or(usual, |asked| asked.every_days.max(1).into()),
        }
    };
    let rev = notebook.current(measure_plan::id(notebook)).map_or(0, |revision| revision.rev);
    (rev, measures.iter().map(line).collect())
}

/// Keeps which questionnaires are asked.
pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Answered, Problem> {
    let days: Vec<(&str, u16)> = fields
        .all("asked")
        .map(|measure| {
            let days =
                fields.text(&format!("every-{measure}")).trim().parse().map_err(|_| Refusal::NotANumber)?;
            Ok((measure, days))
        })
        .collect::<Result<_, Refusal>>()
        .map_err(Problem::Refused)?;
    let is_asked =
        |notebook: &Notebook, measure: &str| known(notebook, measure).is_some_and(|it| it.is_asked());
    let days = {
        let notebook = session.vault().read();
        days.into_iter().filter(|(measure, _)| is_asked(&notebook, measure)).collect::<Vec<_>>()
    };
    let days = days.into_iter();
    let measures =
        days.map(|(measure, every_days)| Asked { measure: measure.to_owned(), every_days }).collect();
    let base = fields.number("base");
    let change = move |notebook: &Notebook| {
        // What another program asks for that is not known here stays.
        let mut plan = MeasurePlan { measures, ..MeasurePlan::default() };
        let unknown = measure_plan::current(notebook).measures;
        plan.measures.extend(unknown.into_iter().filter(|asked| !is_asked(notebook, &asked.measure)));
        measure_plan::keep_plan(notebook, base, plan)
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, "/measures"))
}
