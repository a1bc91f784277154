//! Marks on a plot: a line from top to bottom, a shape for its kind, and its name where there is room.

use hearken_core::marks::MarkKind;

use super::{PlotMark, axis::Span, frame::Frame, mark_word};

/// How wide a letter of a mark's name is at most.
const LETTER: f64 = 7.0;
/// Letters of a name that are shown; the table has it whole.
const LETTERS: usize = 16;
/// Room for a mark's shape on each side.
const GAP: f64 = 7.0;
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

/// The marks within the time that is shown. Names that would cover another, or another's line, are left to the table.
pub(super) fn placed(marks: &[PlotMark], span: Span, frame: Frame) -> Vec<Placed> {
    let shown: Vec<_> = marks.iter().filter(|mark| span.holds(mark.when.at)).collect();
    let xs: Vec<f64> = shown.iter().map(|mark| frame.x(span, mark.when.at)).collect();
    let mut room = Room { width: frame.width, xs: &xs, free: [0.0; ROWS.len()] };
    shown.iter().zip(&xs).map(|(mark, &x)| room.place(mark, x)).collect()
}

/// What is left of the rows for names, filled from left to right.
struct Room<'a> {
    width: f64,
    /// Where every mark lies.
    xs: &'a [f64],
    /// From where on each row is free.
    free: [f64; ROWS.len()],
}

impl Room<'_> {
    fn place(&mut self, mark: &PlotMark, x: f64) -> Placed {
        let name = shown_name(mark);
        let long = name.chars().count() as f64 * LETTER;
        for (begin, row) in [x + GAP, x - GAP - long].into_iter().flat_map(|begin| [(begin, 0), (begin, 1)]) {
            if self.takes(begin, long, x, row) {
                self.free[row] = (begin + long).max(x + GAP) + 2.0;
                return Placed { kind: mark.kind, x, y: ROWS[row], name: Some((begin, name)) };
            }
        }
        Placed { kind: mark.kind, x, y: ROWS[1], name: None }
    }

    /// Whether a name fits there. Lines of marks run through the lower row.
    fn takes(&self, begin: f64, long: f64, x: f64, row: usize) -> bool {
        let covers = |other: &f64| *other > begin - GAP && *other < begin + long + GAP && *other != x;
        begin >= 0.0
            && begin + long <= self.width
            && begin.min(x - GAP) >= self.free[row]
            && !(row == 1 && self.xs.iter().any(covers))
    }
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
