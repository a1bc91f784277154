//! Pieces to learn from, and what words mean. Only while unlocked: a locked notebook does not tell what it is.

mod pages;

use axum::extract::{RawPathParams, State};
use jiff::civil::Date;
use maud::Markup;

use crate::{
    AppState,
    error::Problem,
    layout::{Page, Place},
    routes::Routes,
    session::Unlocked,
    zone::Clock,
};

pub(crate) use pages::folded;
use pages::{GlossaryPage, ListPage, PiecePage};

pub(crate) fn routes() -> Routes {
    Routes::default().get("/learn", list).get("/learn/glossary", glossary).get("/learn/{piece}", piece)
}

async fn list(State(state): State<AppState>, Unlocked(session): Unlocked) -> Markup {
    ListPage { library: state.library }.render(&Page::open(Place::Learn, &session))
}

async fn glossary(State(state): State<AppState>, Unlocked(session): Unlocked) -> Markup {
    GlossaryPage { library: state.library }.render(&Page::open(Place::Learn, &session))
}

async fn piece(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    params: RawPathParams,
) -> Result<Markup, Problem> {
    let id = params.iter().find(|(name, _)| *name == "piece").map_or("", |(_, id)| id);
    let piece = state.library.piece(id).ok_or(Problem::NotHere)?;
    let page = PiecePage { library: state.library, piece, today: clock.today() };
    Ok(page.render(&Page::open(Place::Learn, &session)))
}

/// The day on which a piece is due to be looked at again; `None` when its date cannot be read.
fn due(reviewed: &str, months: u32) -> Option<(Date, Date)> {
    let reviewed: Date = reviewed.parse().ok()?;
    let months = jiff::Span::new().try_months(months).ok()?;
    Some((reviewed, reviewed.checked_add(months).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_piece_is_due_some_months_after_its_review() {
        assert_eq!(due("2026-11-27", 12), Some((date(2026, 11, 27), date(2027, 11, 27))));
        assert_eq!(due("2026-08-31", 6), Some((date(2026, 8, 31), date(2027, 2, 28))));
        assert_eq!(due("soon", 6), None);
    }

    #[test]
    fn every_piece_has_a_day_of_review_that_can_be_read() {
        for piece in &hearken_content::library().pieces {
            assert!(due(&piece.reviewed, piece.review_months).is_some(), "{}", piece.id);
        }
    }
}
