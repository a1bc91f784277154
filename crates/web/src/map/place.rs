//! Putting a part somewhere: by dragging it on the map, or by a form.

use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use hearken_core::{
    RecordId,
    map::{self, Map, Shown},
    places::{self, Point},
};
use maud::Markup;
use serde_json::json;

use super::pages::PlacePage;
use crate::{
    AppState,
    components::PartChip,
    error::Problem,
    form::{Fields, Form, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept, remember_head, wants_json},
};

/// How far one press of a button moves a part.
const STEP: i32 = 40;

pub(super) async fn page(Unlocked(session): Unlocked, RecordPath(id): RecordPath) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let part = notebook.part(id).ok_or(Problem::NotHere)?;
    let view = notebook.view();
    let at = view.place(id).or_else(|| map::places(&view).get(&id).copied()).unwrap_or_default();
    let shown = Shown { hidden: part.hidden, archived: part.archived, ..Shown::default() };
    let near = Map::of(&view, shown).spots.into_iter().filter(|spot| spot.id != id);
    let mut near: Vec<(i64, String)> =
        near.map(|spot| (distance(spot.at, at), spot.part.name.clone())).collect();
    near.sort();
    let near = near.into_iter().take(3).map(|(_, name)| name).collect();
    Ok(PlacePage { page, chip: PartChip::of(id, part), at, near }.render())
}

fn distance(one: Point, other: Point) -> i64 {
    let square = |by: i32| i64::from(by) * i64::from(by);
    square(one.x - other.x) + square(one.y - other.y)
}

/// Puts parts where the form says. A script that drags sends one or several; the form's page sends one.
pub(super) async fn put(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let places = moved(&fields);
    let first = places.first().map(|&(part, _)| part).ok_or(Problem::NotHere)?;
    session.vault().write(move |notebook| places::put(notebook, &places), Vec::new()).await?;
    if wants_json(&headers) {
        let mut answer = Json(json!({ "kept": true })).into_response();
        remember_head(&state, &mut answer, session.vault());
        return Ok(answer);
    }
    let back = if fields.has("step") { format!("/parts/{first}/place") } else { "/parts".to_owned() };
    Ok(kept(&state, &session, &back))
}

/// Every part that the form names, with its point; one step further where a button for a step was pressed.
fn moved(fields: &Fields) -> Vec<(RecordId, Point)> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|by| by.is_finite());
    let points = fields.all("x").zip(fields.all("y")).map(|(x, y)| Some((number(x)?, number(y)?)));
    let (right, down) = match fields.text("step") {
        "left" => (-STEP, 0),
        "right" => (STEP, 0),
        "up" => (0, -STEP),
        "down" => (0, STEP),
        _ => (0, 0),
    };
    // A number beyond the map is as good as its edge.
    let whole = |by: f64| by.clamp(-9_999.0, 9_999.0).round() as i32;
    let parts = fields.all("part").zip(points);
    parts
        .filter_map(|(part, point)| {
            let (x, y) = point?;
            Some((part.parse().ok()?, Point { x: whole(x) + right, y: whole(y) + down }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(form: &str) -> Vec<(i32, i32)> {
        let fields = Fields::parse(form.as_bytes()).unwrap();
        moved(&fields).into_iter().map(|(_, at)| (at.x, at.y)).collect()
    }

    const ID: &str = "0197a5e0-0000-7000-8000-000000000001";

    #[test]
    fn one_or_several_parts_are_moved_and_what_is_no_number_moves_nothing() {
        assert_eq!(of(&format!("part={ID}&x=12.4&y=-7&part={ID}&x=1&y=2")), [(12, -7), (1, 2)]);
        assert_eq!(of(&format!("part={ID}&x=10&y=10&step=left")), [(-30, 10)]);
        assert_eq!(of(&format!("part={ID}&x=1e300&y=-1e300")), [(9_999, -9_999)]);
        assert_eq!(of(&format!("part={ID}&x=NaN&y=0")), []);
        assert_eq!(of("part=x&x=1&y=1"), []);
    }
}
