//! Marks on a plot: a line from top to bottom, a shape for its kind, and its name where there is room.

use hearken_core::marks::MarkKind;

use super::{PlotMark, axis::Span, frame::Frame, mark_word};

/// How wide a letter of a mark's name is at most.
const LETTER: f64 = 7.0;
/// Letters of a name that are shown; the table has it whole.
const LETTERS: usize = 16;
/// Rows for names above the lines.
const ROWS: [f64; 2] = [14.0, 30.0];

/// A mark as it is drawn.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Placed {
    pub(super) kind: MarkKind,
    pub(super) x: f64,
    /// The height of its shape.
    pub(super) y: f64,
    /// Its name, where it begins.
    pub(super) name: Option<(f64, String)>,
}

/// The marks within the time that is shown. Names that would cover another are left to the table.
pub(super) fn placed(marks: &[PlotMark], span: Span, frame: Frame) -> Vec<Placed> {
    let mut free = [0.0; ROWS.len()];
    let shown = marks.iter().filter(|mark| span.holds(mark.when.at));
    shown.map(|mark| place(mark, frame.x(span, mark.when.at), frame, &mut free)).collect()
}

fn place(mark: &PlotMark, x: f64, frame: Frame, free: &mut [f64; ROWS.len()]) -> Placed {
    let name = shown_name(mark);
    let long = name.chars().count() as f64 * LETTER;
    let begins = [x + 9.0, x - 9.0 - long];
    for begin in begins.into_iter().filter(|begin| *begin >= 0.0 && begin + long <= frame.width) {
        for (row, y) in ROWS.into_iter().enumerate() {
            if begin.min(x - 6.0) >= free[row] {
                free[row] = (begin + long).max(x) + 8.0;
                return Placed { kind: mark.kind, x, y, name: Some((begin, name)) };
            }
        }
    }
    Placed { kind: mark.kind, x, y: ROWS[1], name: None }
}

fn shown_name(mark: &PlotMark) -> String {
    let name = mark.name.trim();
    if name.is_empty() {
        return mark_word(mark.kind).to_owned();
    }
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    name.chars().take(LETTERS - 1).chain(['…']).collect()
}
