//! Marks on a plot: a line from top to bottom, a shape for its kind, and its name. Where not every name has room, each
//! mark has a number or a letter instead, and a key below says what they stand for.

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
/// Where the shape of a mark with a key lies, and the rows of keys above it, the nearer first.
const KEYED: (f64, [f64; 2]) = (35.0, [26.0, 13.0]);
/// Where the shape of a mark lies in a small figure.
const SMALL: f64 = 8.0;

/// A mark as it is drawn.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Placed {
    pub(super) kind: MarkKind,
    pub(super) x: f64,
    /// The height of its shape.
    pub(super) y: f64,
    /// Its name, where it begins.
    pub(super) name: Option<(f64, String)>,
    /// What stands for its name, and how high.
    pub(super) key: Option<(f64, String)>,
}

/// The marks as one drawing shows them: with their names if all have room, else with keys, and bare in a small figure.
pub(super) fn shown(marks: &[PlotMark], span: Span, frame: Frame) -> Vec<Placed> {
    if frame.is_small() {
        let bare = |mark: &PlotMark| Placed {
            kind: mark.kind,
            x: frame.x(span, mark.when.at),
            y: SMALL,
            name: None,
            key: None,
        };
        return marks.iter().filter(|mark| span.holds(mark.when.at)).map(bare).collect();
    }
    let named = placed(marks, span, frame);
    if named.iter().all(|mark| mark.name.is_some()) { named } else { keyed(marks, span, frame) }
}

/// Every mark with its key, as far as they do not cover each other.
fn keyed(marks: &[PlotMark], span: Span, frame: Frame) -> Vec<Placed> {
    let shown: Vec<_> = marks.iter().filter(|mark| span.holds(mark.when.at)).collect();
    let (y, rows) = KEYED;
    let mut free = rows.map(|row| (row, f64::MIN));
    let place = |(key, mark): (String, &&PlotMark)| {
        let (x, half) = (frame.x(span, mark.when.at), key.chars().count() as f64 * LETTER / 2.0 + 1.0);
        let row = free.iter_mut().find(|(_, free)| x - half >= *free);
        let key = row.map(|(row, free)| {
            *free = x + half;
            (*row, key)
        });
        Placed { kind: mark.kind, x, y, name: None, key }
    };
    keys(&shown).into_iter().zip(&shown).map(place).collect()
}

/// What stands for each mark: its own number if that is its name (“Session 3”), else the next letter.
pub(super) fn keys(marks: &[&PlotMark]) -> Vec<String> {
    let mut letters = 0;
    let key = |mark: &&PlotMark| {
        own_number(mark).unwrap_or_else(|| {
            letters += 1;
            letter(letters)
        })
    };
    marks.iter().map(key).collect()
}

fn own_number(mark: &PlotMark) -> Option<String> {
    let name = mark.name.trim().to_lowercase();
    let number = name.strip_prefix(mark_word(mark.kind))?.trim();
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| number.to_owned())
}

/// a to z, then aa, ab and so on.
fn letter(nth: usize) -> String {
    let mut left = nth;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(('a'..='z').nth(left % 26).unwrap_or('a'));
        left /= 26;
    }
    letters.iter().rev().collect()
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
                return Placed { kind: mark.kind, x, y: ROWS[row], name: Some((begin, name)), key: None };
            }
        }
        Placed { kind: mark.kind, x, y: ROWS[1], name: None, key: None }
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

#[cfg(test)]
mod tests {
    use hearken_core::When;

    use super::*;

    #[test]
    fn a_session_keeps_its_own_number_and_everything_else_has_a_letter() {
        let mark = |kind, name: &str| PlotMark { when: When::default(), kind, name: name.to_owned() };
        let marks = [
            mark(MarkKind::Session, "Session 5"),
            mark(MarkKind::LifeEvent, "moved"),
            mark(MarkKind::Session, "Session 6"),
            mark(MarkKind::Medicine, "12"),
            mark(MarkKind::Session, ""),
        ];
        assert_eq!(keys(&marks.iter().collect::<Vec<_>>()), ["5", "a", "6", "b", "c"]);
        assert_eq!([1, 26, 27, 52, 53, 702, 703].map(letter).join(" "), "a z aa az ba zz aaa");
    }
}
