//! Vital signs and how readily somebody answers: typed in, asked back where a reading cannot be, and never judged here.

use axum::{
    extract::State as Shared,
    response::{IntoResponse, Response},
};
use hearken_content::{Named, library};
use hearken_core::{
    Notebook, RecordId, Refusal,
    journey::{self, Moment, MomentKind, TreatmentSession},
};
use hearken_vault::Session;
use maud::{Markup, html};

use super::{form, moment, on_from, urgent};
use crate::{
    AppState,
    components::{Tone, Typing, field, keep_row, notice, short_text, typing_fields},
    error::{Problem, Said},
    form::{Fields, Form, Query, RecordPath},
    journey::office,
    layout::{Page, Place, shell},
    session::{Unlocked, kept},
    zone::Clock,
};

/// What is measured, by its name in the rules.
const MEASURED: [&str; 5] = ["systolic", "diastolic", "pulse", "oxygen", "breaths"];

fn numbers() -> impl Iterator<Item = &'static Named> {
    let numbers = &library().safety.rules.numbers;
    MEASURED.into_iter().filter_map(|id| numbers.iter().find(|number| number.id == id))
}

pub(super) async fn page(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let due = due(&session, id, &clock)?;
    let (typing, fields) = form(&state, &session, &format!("/journey/sessions/{id}/vitals"), &query);
    Ok(vitals_page(Page::open(Place::Journey, &session), id, &typing, &fields, &due, None))
}

/// The readings that an office asks for.
fn due(session: &Session, id: RecordId, clock: &Clock) -> Result<Markup, Problem> {
    let notebook = session.vault().read();
    notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    Ok(office::reading_card(&notebook, id, clock))
}

fn vitals_page(
    page: Page,
    id: RecordId,
    typing: &Typing,
    fields: &Fields,
    due: &Markup,
    trouble: Option<&Said>,
) -> Markup {
    let address = format!("/journey/sessions/{id}");
    shell(
        &page,
        &html! {
            p .over { a href={ (address) "/during" } { "Back" } }
            h1 { "Readings" }
            p .lead { "Only what you measured. The rest stays empty." }
            @if let Some(said) = trouble { (notice(Tone::Problem, said)) }
            (due)
            form .card method="post" action={ (address) "/vitals" } data-draft-place=(typing.place) {
                (typing_fields(typing))
                (readings(fields))
                (keep_row("Keep"))
            }
        },
    )
}

/// The fields: each number with the least and the most that it can be, how readily somebody answers, and a word.
pub(super) fn readings(fields: &Fields) -> Markup {
    let answers = &library().journey.sitter.responsiveness;
    let input = |number: &Named| {
        let [least, most] = number.plausible.unwrap_or([0, i32::MAX]);
        html! {
            input type="number" inputmode="numeric" id=(number.id) name=(number.id) value=(fields.text(&number.id))
                data-least=(least) data-most=(most) data-label=(number.label) autocomplete="off";
        }
    };
    html! {
        div .pair { @for number in numbers() { (field(&number.id, &number.label, number.unit.as_deref(), &input(number))) } }
        fieldset {
            legend { (answers.title) }
            p .help { (answers.ask) " " (answers.no_pain) }
            @for button in &answers.buttons {
                @let score = button.score.to_string();
                label .choice { input type="radio" name="moaas" value=(score) checked[fields.text("moaas") == score]; " " (button.label) }
            }
        }
        (field("about-readings", "A word about it", None, &short_text("about-readings", "words", fields.text("words"))))
        label .choice hidden[!fields.has("unlikely")] data-unlikely="" { input type="checkbox" name="sure" value="1"; " It is what the device shows" }
    }
}

/// What is said of a reading that cannot be.
pub(super) fn asked_back(label: &str) -> Said {
    Said {
        what: format!("{label}: is that what the device shows?"),
        then: "It may be a slip of the finger. Nothing is kept yet and nothing is lost: mend it, or say that it is so.".to_owned(),
    }
}

/// What was typed: each number with its value. The first that cannot be is named, and nothing is dropped.
fn typed(fields: &Fields) -> Result<Vec<(String, i32)>, String> {
    let mut values = Vec::new();
    for number in numbers() {
        let text = fields.text(&number.id).trim();
        if text.is_empty() {
            continue;
        }
        let [least, most] = number.plausible.unwrap_or([0, i32::MAX]);
        match text.parse::<i32>() {
            Ok(value) if (least..=most).contains(&value) || fields.has("sure") => {
                values.push((number.id.clone(), value));
            }
            _ => return Err(number.label.clone()),
        }
    }
    let of = |id: &str| values.iter().find(|(known, _)| known == id).map(|&(_, value)| value);
    if let (Some(upper), Some(lower)) = (of("systolic"), of("diastolic"))
        && upper <= lower
        && !fields.has("sure")
    {
        return Err("Upper and lower blood pressure".to_owned());
    }
    if let Ok(score) = fields.text("moaas").parse() {
        values.push(("moaas".to_owned(), score));
    }
    Ok(values)
}

pub(super) async fn keep(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(mut fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let words = fields.text("words").trim().to_owned();
    let tried = match typed(&fields) {
        Ok(numbers) if numbers.is_empty() && words.is_empty() => Err(Problem::Refused(Refusal::Empty).said()),
        Ok(numbers) => Ok(numbers),
        Err(label) => {
            fields.push("unlikely", "1");
            Err(asked_back(&label))
        }
    };
    let numbers = match tried {
        Ok(numbers) => numbers,
        Err(said) => {
            let page = Page::open(Place::Journey, &session);
            let due = due(&session, id, &clock)?;
            let page = vitals_page(page, id, &Typing::again(&fields), &fields, &due, Some(&said));
            return Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let moment = if numbers.is_empty() {
        // Words alone are no reading, and are kept all the same.
        Moment { words, ..moment(&session, id, MomentKind::Words, &clock) }
    } else {
        let by = office::watcher(&session.vault().read(), id);
        Moment { by, numbers, words, ..moment(&session, id, MomentKind::Vitals, &clock) }
    };
    let change = move |notebook: &Notebook| journey::note_moment(notebook, record, moment.clone());
    let before = urgent(&session, id, &clock);
    session.vault().write(change, fields.done()).await?;
    let under_way =
        session.vault().read().get::<TreatmentSession>(id).is_some_and(|it| !it.state.is_before());
    let ready = || format!("/journey/sessions/{id}/ready");
    let on = if under_way { on_from(&session, id, &clock, &before) } else { ready() };
    Ok(kept(&state, &session, &on))
}
