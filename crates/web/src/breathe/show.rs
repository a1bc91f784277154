//! The list of patterns, and one of them.

use axum::extract::{RawPathParams, State};
use hearken_content::BreathPattern;
use hearken_core::{
    When,
    breathing::{Fit, OwnBreath},
};
use hearken_vault::{Draft, Session};
use maud::Markup;

use super::{
    Now, as_pattern,
    pages::{
        list::{ListPage, Row},
        pattern::PatternPage,
    },
};
use crate::{
    AppState,
    components::Typing,
    drafts,
    error::{Problem, Said},
    form::{Fields, Query},
    layout::{Page, Place},
    session::Unlocked,
    zone::Clock,
};

/// So long after it was typed, what a draft says of the distress is of another time, in seconds: no pattern lasts longer.
const LATELY: u64 = 3_600;

pub(super) async fn list(Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let page = Page::open(Place::Exercises, &session);
    let notebook = session.vault().read();
    let now = Now::of(&notebook, &clock.now());
    let row = |pattern: BreathPattern, own: bool| Row { fit: now.fit(&pattern), pattern, own };
    let shipped = hearken_content::library().breath.iter().cloned().map(|pattern| row(pattern, false));
    let own = notebook.all::<OwnBreath>().map(|(id, own)| row(as_pattern(&id.to_string(), own), true));
    let rows: Vec<Row> = shipped.chain(own).collect();
    let old =
        now.care.is_old(&clock.now(), hearken_content::library().breath_rules.questions.again_after_days);
    let answered = now.care.asked.is_some() && !old;
    ListPage { page, rows, stage: now.stage, answered, open: now.open, screened: now.screened }.render()
}

/// The id of the pattern in the address.
pub(super) fn id(params: &RawPathParams) -> &str {
    params.iter().find(|(name, _)| *name == "pattern").map_or("", |(_, id)| id)
}

pub(super) async fn pattern(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    params: RawPathParams,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/breathe/{}", id(&params));
    let draft = drafts::at(session.vault(), &place, &query);
    let typing = Typing::new(&state, &place, state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = match draft {
        Some(draft) => typed(&draft, &query, &clock.now()),
        None => query,
    };
    pattern_page(&session, &clock, id(&params), typing, fields, None)
}

/// What a draft says. The way that was chosen just now goes before the one in it; and how strong the distress was another time
/// is no answer for now.
fn typed(draft: &Draft, query: &Fields, now: &When) -> Fields {
    let mut fields = draft.fields.clone();
    if query.has("way") {
        fields.insert("way".to_owned(), query.text("way").to_owned());
    }
    if now.at.seconds_since(draft.saved) >= LATELY {
        fields.retain(|name, _| !matches!(name.as_str(), "before" | "after" | "done"));
    }
    Fields::from_draft(&fields)
}

/// The page of a pattern, or what is said where it does not fit the moment.
pub(super) fn pattern_page(
    session: &Session,
    clock: &Clock,
    id: &str,
    typing: Typing,
    fields: Fields,
    trouble: Option<Said>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Exercises, session);
    let notebook = session.vault().read();
    let pattern = super::pattern(&notebook, id).ok_or(Problem::NotHere)?;
    let now = Now::of(&notebook, &clock.now());
    let (fit, screened) = (now.fit(&pattern), now.screened);
    let sound = notebook.settings().breath_sound;
    let open = fit == Fit::Yes;
    let way = if open { fields.text("way").to_owned() } else { String::new() };
    Ok(PatternPage {
        page,
        pattern: pattern.in_way(&way),
        way,
        fit,
        screened,
        sound,
        typing,
        fields,
        trouble,
    }
    .render())
}
