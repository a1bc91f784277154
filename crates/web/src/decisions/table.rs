//! Who sits at the table, and how each part sits there.

use axum::{extract::State, response::Response};
use hearken_core::{
    Known, Notebook, RecordId,
    decisions::{self, Decision, Seat, Seating, Step},
    parts,
};
use hearken_vault::Session;
use maud::{Markup, html};

use super::{
    picture::seat_word,
    question::field_label,
    step::{self, PartPath, StepPage},
};
use crate::{
    AppState,
    components::{PartChip, Typing, field, harm_notice, long_text, part_picker_named, role_mark, role_word},
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::Unlocked,
};

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = step::address(id, Step::Table);
    let (typing, typed) = step::open(&state, &session, id, &place, &query)?;
    table_page(&session, id, typing, typed.as_ref(), query.text("hidden") == "1", None)
}

fn table_page(
    session: &Session,
    id: RecordId,
    typing: Typing,
    typed: Option<&Fields>,
    hidden_too: bool,
    trouble: Option<&Problem>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let decision: &Decision = notebook.get(id).ok_or(Problem::NotHere)?;
    let seated: Vec<RecordId> = match typed {
        Some(typed) => typed.records("part"),
        None => decision.seats.iter().map(|seat| seat.part).collect(),
    };
    let offered: Vec<RecordId> = decisions::standing_seats(&notebook, &decision.field, id)
        .into_iter()
        .map(|seat| seat.part)
        .filter(|part| !seated.contains(part) && notebook.lists(*part))
        .collect();
    let mut rest = PartChip::to_choose(&notebook, &seated, hidden_too);
    rest.retain(|part| !offered.iter().any(|id| id.to_string() == part.id));
    let some_hidden = !hidden_too && PartChip::any_hidden(&notebook);
    let help = "Choose the parts that want to be heard in this. You need not ask all of them.";
    let mut asked = StepPage::asking(page, typing, &decision.question, "Who sits at the table?", help);
    let chosen: Vec<String> = seated.iter().map(RecordId::to_string).collect();
    asked.fields = html! {
        (standing(&decision.field, &PartChip::these(&notebook, &offered)))
        (part_picker_named("Your parts", &rest, &chosen))
        @if rest.is_empty() && offered.is_empty() {
            p { "No parts have a name here yet. " a href="/parts/new" { "Name one" } ", or go on without." }
        }
        @if some_hidden {
            p { a href={ (step::address(id, Step::Table)) "?hidden=1" } { "Also show the parts you keep out of lists" } }
        }
    };
    asked.trouble = trouble;
    Ok(asked.render())
}

/// Parts that were given a seat to keep, offered and not taken.
fn standing(field: &str, parts: &[PartChip]) -> Markup {
    html! {
        @if !parts.is_empty() {
            (part_picker_named(&format!("They keep a seat when it is about {}. Do they sit here too?", field_label(field)), parts, &[]))
        }
    }
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let wanted = fields.records("part");
    let change =
        move |notebook: &Notebook, decision: &mut Decision| seat_these(notebook, id, &wanted, decision);
    let again =
        |typing, problem: &Problem| table_page(&session, id, typing, Some(&fields), false, Some(problem));
    step::keep(&state, &session, id, Step::Table, &fields, change, again).await
}

/// Whoever was at the table and stays keeps the seat with all it said; new ones sit down behind. Whoever got up and sits down
/// again has its seat as it last was. A part that was erased while the form was open does not come back.
fn seat_these(notebook: &Notebook, id: RecordId, wanted: &[RecordId], decision: &mut Decision) {
    let erased = |seat: &Seat| notebook.part(seat.part).is_none();
    decision.seats.retain(|seat| wanted.contains(&seat.part) || erased(seat));
    for &part in wanted {
        if decision.seat(part).is_none() && notebook.part(part).is_some() {
            decision.seats.push(last_seat(notebook, id, part, decision).unwrap_or_else(|| Seat::of(part)));
        }
    }
}

/// The seat that a part had here when it last sat at the table, with what it said of the options that are still there.
fn last_seat(notebook: &Notebook, id: RecordId, part: RecordId, decision: &Decision) -> Option<Seat> {
    let before = notebook.history(id).iter().rev().filter_map(|revision| Decision::of(&revision.what));
    let mut seat = before.filter_map(|before| before.seat(part)).next()?.clone();
    seat.voices.retain(|voice| decision.options.iter().any(|option| option.number == voice.option));
    Some(seat)
}

pub(super) async fn seat_page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    PartPath(part): PartPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = step::address(id, Step::Seat(part));
    let (typing, typed) = step::open(&state, &session, id, &place, &query)?;
    how_it_sits(&session, id, part, typing, typed.as_ref(), None)
}

fn how_it_sits(
    session: &Session,
    id: RecordId,
    part_id: RecordId,
    typing: Typing,
    typed: Option<&Fields>,
    trouble: Option<&Problem>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let decision: &Decision = notebook.get(id).ok_or(Problem::NotHere)?;
    let part = notebook.part(part_id).ok_or(Problem::NotHere)?;
    let mut seat = decision.seat(part_id).ok_or(Problem::NotHere)?.clone();
    let untouched = seat.seat == Seating::Advises && seat.why.is_empty() && !seat.standing;
    if let Some(typed) = typed {
        put_seat(typed, &mut seat);
    }
    let chip = PartChip::of(part_id, part);
    let heading = format!("How does {} sit here?", part.name);
    let help = "You seat the parts. Each of the three is a good seat, and none is for ever.";
    let mut asked = StepPage::asking(page, typing, &decision.question, &heading, help);
    let kept = decisions::standing_seats(&notebook, &decision.field, id);
    let before = kept.into_iter().find(|kept| kept.part == part_id && untouched && typed.is_none());
    asked.before = html! {
        @if parts::carries_urge(&notebook, part_id) { (harm_notice()) }
        @if let Some(before) = before { (offer(&decision.field, before, &asked.typing)) }
    };
    asked.fields = seat_fields(&chip, &decision.field, &seat);
    asked.trouble = trouble;
    Ok(asked.render())
}

fn seat_fields(part: &PartChip, field_of_life: &str, seat: &Seat) -> Markup {
    html! {
        (who(part))
        fieldset {
            legend { "Its seat, this time" }
            @for way in Seating::ALL {
                label .choice {
                    input type="radio" name="seat" value=(way.id()) checked[seat.seat == way];
                    span { (seat_word(way)) span .help { (seat_help(way)) } }
                }
            }
        }
        (field("why", "Why so?", Some("Tell the part too. It may have a word to say about it."), &long_text("why", "why", 2, &seat.why, None)))
        @if !field_of_life.is_empty() {
            label .choice {
                input type="checkbox" name="standing" value="yes" checked[seat.standing];
                span {
                    "Offer it this seat whenever it is about " bdi { (field_label(field_of_life)) }
                    span .help { "You are asked each time. Nothing is seated by itself." }
                }
            }
        }
    }
}

/// The seat it was given to keep: offered, with the reason that was given then. A form of its own, so that no key
/// pressed in the other takes it unasked.
fn offer(field_of_life: &str, before: &Seat, typing: &Typing) -> Markup {
    html! {
        form .standing-offer method="post" action=(typing.place) {
            input type="hidden" name="base" value=(typing.base);
            p {
                "When it was about " bdi { (field_label(field_of_life)) } " before: it " (seat_word(before.seat)) "."
                @if !before.why.trim().is_empty() { " “" bdi { (before.why) } "”" }
            }
            p { button .button .second name="go" value="as-before" { "The same again" } }
        }
    }
}

const fn seat_help(seat: Seating) -> &'static str {
    match seat {
        Seating::Advises => "It is heard, and you take its counsel.",
        Seating::Leads => "It knows this ground. You let it go first.",
        Seating::SitsOut => "It is not asked about this one, and it is told why.",
    }
}

/// The part that a step is about.
pub(super) fn who(part: &PartChip) -> Markup {
    html! {
        p .part-name {
            (role_mark(part.role, part.colour.as_deref())) bdi { (part.name) } span .help { (role_word(part.role)) }
        }
    }
}

pub(super) async fn keep_seat(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    PartPath(part): PartPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let form = fields.clone();
    let change = move |notebook: &Notebook, decision: &mut Decision| {
        let kept = decisions::standing_seats(notebook, &decision.field, id);
        let before = kept.into_iter().find(|kept| kept.part == part && form.text("go") == "as-before");
        if let Some(seat) = decision.seats.iter_mut().find(|seat| seat.part == part) {
            match before {
                Some(Seat { seat: way, why, standing, .. }) => {
                    (seat.seat, seat.why, seat.standing) = (*way, why.clone(), *standing);
                }
                None => put_seat(&form, seat),
            }
        }
    };
    let again =
        |typing, problem: &Problem| how_it_sits(&session, id, part, typing, Some(&fields), Some(problem));
    step::keep(&state, &session, id, Step::Seat(part), &fields, change, again).await
}

fn put_seat(fields: &Fields, seat: &mut Seat) {
    seat.seat = Seating::from_id(fields.text("seat")).unwrap_or(seat.seat);
    seat.why = fields.text("why").to_owned();
    seat.standing = fields.has("standing");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_seat_is_offered_and_not_taken() {
        let mut before = Seat::of(RecordId::from_bytes([1; 16]));
        (before.seat, before.why, before.standing) =
            (Seating::SitsOut, "It only wants <money>.".to_owned(), true);
        let offered = offer("money", &before, &Typing { base: 3, ..Typing::default() }).into_string();
        assert!(offered.contains("It only wants &lt;money&gt;.") && offered.contains("value=\"as-before\""));
        assert!(offered.contains("name=\"base\" value=\"3\""));
        let shown = seat_fields(&PartChip::sample(), "money", &Seat::of(before.part)).into_string();
        assert!(shown.contains("value=\"advises\" checked") && !shown.contains("value=\"sits-out\" checked"));
        assert!(!shown.contains("name=\"standing\" value=\"yes\" checked"));
        assert!(!shown.contains("<button"), "the Enter key presses the form's own button");
    }

    #[test]
    fn without_a_field_of_life_no_seat_can_stand() {
        let seat = Seat::of(RecordId::from_bytes([1; 16]));
        assert!(!seat_fields(&PartChip::sample(), "", &seat).into_string().contains("standing"));
    }
}
