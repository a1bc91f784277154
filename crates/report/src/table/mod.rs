//! Answers, totals and results as CSV: one row for each answer, each total and what the answers say together (`result`), under keys
//! that stay the same.
//!
//! Empty means not answered, never 0. Rows of one response share a number, which holds within the file alone. A column of
//! numbers holds numbers and nothing else; every other cell is guarded, so that no spreadsheet runs it.

mod cell;

use hearken_core::{
    Notebook,
    responses::{Answer, Given, Response},
};
use hearken_measures::Total;

use crate::measured::{Measured, responses};
pub use cell::{Cell, Row, unguarded};

/// The keys of the columns, in their order.
pub const COLUMNS: [&str; 14] = [
    "kind", "response", "date", "zone", "measure", "version", "language", "state", "item", "number", "code",
    "words", "scale", "total",
];

/// What stands beside a total in which a mean stands in for an answer.
const PRORATED: &str = "prorated";

/// A mark by which a spreadsheet knows that this is UTF-8.
const MARK: char = '\u{feff}';

/// Writes every answer and every total, oldest response first.
pub fn write(notebook: &Notebook, measured: &[Measured<'_>]) -> String {
    let mut text = String::from(MARK);
    text.push_str(&Row::of(COLUMNS.map(Cell::words)).line());
    for (number, (response, known)) in (1..).zip(responses(notebook, measured)) {
        for row in rows(number, response, known) {
            text.push_str(&row.line());
        }
    }
    text
}

fn rows(number: i64, response: &Response, known: Option<&Measured<'_>>) -> Vec<Row> {
    let when = &response.when;
    let head = |kind| {
        [
            Cell::words(kind),
            Cell::number(number),
            Cell::words(&when.shown()),
            Cell::words(when.zone.as_deref().unwrap_or_default()),
            Cell::words(&response.measure),
            Cell::words(&response.version),
            Cell::words(&response.language),
            Cell::words(response.state.id()),
        ]
    };
    let row = |kind, rest: [Cell; 6]| Row::of(head(kind).into_iter().chain(rest));
    let given: Vec<&Given> = match known {
        Some(known) => known.counted(response).collect(),
        None => response.answers.iter().collect(),
    };
    let answers = given.into_iter().map(|given| row("answer", answer(given, known)));
    let scored = known.and_then(|known| known.scored(response));
    let totals = scored.iter().flat_map(|scored| &scored.totals).map(|(scale, total)| {
        let points = match total {
            Total::Of { points, .. } => Cell::number(*points),
            Total::NotEnough { .. } => Cell::empty(),
        };
        let none = Cell::empty;
        // A mean stands in for an answer: such a total is not compared with others.
        let words =
            if matches!(total, Total::Of { filled: true, .. }) { Cell::words(PRORATED) } else { none() };
        row("total", [none(), none(), none(), words, Cell::words(&scale.id), points])
    });
    let results = scored.iter().filter_map(|scored| scored.outcome).map(|outcome| {
        let none = Cell::empty;
        let (code, words) = (Cell::words(&outcome.id), Cell::words(&outcome.name));
        row("result", [none(), none(), code, words, none(), none()])
    });
    answers.chain(totals).chain(results).collect()
}

/// The cells of an answer: item, number, code, words; no scale and no total.
fn answer(given: &Given, known: Option<&Measured<'_>>) -> [Cell; 6] {
    let none = Cell::empty;
    let item = known.and_then(|known| known.form.item(&given.item));
    let choice = item.and_then(|item| item.choice_of(&given.answer));
    let label = choice.map_or_else(none, |choice| Cell::words(&choice.label));
    let code_of = |code: &str| choice.map_or_else(|| Cell::words(code), |it| Cell::words(&it.coding.code));
    let (number, code, words) = match &given.answer {
        Answer::Number(number) => (Cell::number(*number), code_of(""), label),
        Answer::Decimal(digits) => match digits.parse::<f64>() {
            Ok(value) if value.is_finite() => (Cell::decimal(value), none(), none()),
            _ => (none(), none(), Cell::words(digits)),
        },
        Answer::Yes(yes) => (none(), Cell::words(if *yes { "yes" } else { "no" }), none()),
        Answer::Code { code, .. } => (none(), code_of(code), label),
        Answer::Text(words) | Answer::Date(words) => (none(), none(), Cell::words(words)),
        Answer::Skipped => (none(), none(), none()),
    };
    [Cell::words(&given.item), number, code, words, none(), none()]
}
