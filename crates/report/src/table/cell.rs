//! Cells of a table that a spreadsheet opens and never runs (OWASP ASVS 5.0, 1.2.10), in the shape of RFC 4180.
//!
//! A spreadsheet takes a cell for a formula by how it begins, and quotes are gone before it looks. So an apostrophe stands in
//! front of such words; whoever reads the table takes exactly that one away again.

/// Letters with which a formula begins. The wide ones are taken for the others by some.
const BEGINS_A_FORMULA: [char; 12] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// What stands in front of a cell that must not be run.
const GUARD: char = '\'';

/// One cell, as it is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell(String);

impl Cell {
    /// Nothing: not answered.
    pub const fn empty() -> Self {
        Self(String::new())
    }

    /// A whole number, which is never guarded.
    pub fn number(number: i64) -> Self {
        Self(number.to_string())
    }

    /// A number with a point, which is never guarded.
    pub fn decimal(number: f64) -> Self {
        Self(number.to_string())
    }

    /// Words, guarded if they begin like a formula. Words that begin with an apostrophe get another one, so that both ways are
    /// clear.
    pub fn words(words: &str) -> Self {
        let begins = |words: &str| words.starts_with(BEGINS_A_FORMULA);
        let needs_guard = words.starts_with(GUARD) || begins(words) || begins(words.trim_start());
        Self(if needs_guard { format!("{GUARD}{words}") } else { words.to_owned() })
    }

    /// As it stands in the file.
    fn written(&self) -> String {
        let Self(text) = self;
        let blank = |letter: char| letter.is_whitespace();
        let quoted =
            text.contains([',', '"', '\r', '\n']) || text.starts_with(blank) || text.ends_with(blank);
        if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    }
}

/// The words of a cell that [`Cell::words`] wrote.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix(GUARD).unwrap_or(cell)
}

/// One line of cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row(Vec<Cell>);

impl Row {
    /// A row of these cells.
    pub fn of(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self(cells.into_iter().collect())
    }

    /// The row with its end of line.
    pub fn line(&self) -> String {
        let cells: Vec<_> = self.0.iter().map(Cell::written).collect();
        format!("{}\r\n", cells.join(","))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads a line as RFC 4180 has it, without knowing how it was written.
    fn read(line: &str) -> Vec<String> {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        let mut letters = line.strip_suffix("\r\n").expect("a line has an end").chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => {
                    letters.next();
                    cells.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                letter => cells.last_mut().unwrap().push(letter),
            }
        }
        assert!(!quoted, "every quote is closed");
        cells
    }

    /// Words that try: some of the letters that matter, in any order, and any others.
    fn words() -> impl Strategy<Value = String> {
        prop_oneof!["[=+@'\"\t\r\n\0 ,;＝＋－＠a-c-]{0,6}", any::<String>()]
    }

    proptest! {
        #[test]
        fn no_cell_of_words_begins_like_a_formula_and_each_reads_back(all in prop::collection::vec(words(), 1..6)) {
            let line = Row::of(all.iter().map(|words| Cell::words(words))).line();
            let cells = read(&line);
            prop_assert_eq!(cells.len(), all.len());
            for (cell, words) in cells.iter().zip(&all) {
                prop_assert!(!cell.starts_with(BEGINS_A_FORMULA), "{:?}", cell);
                prop_assert!(!cell.trim_start().starts_with(BEGINS_A_FORMULA), "{:?}", cell);
                prop_assert_eq!(unguarded(cell), words);
            }
        }

        #[test]
        fn numbers_are_never_guarded_and_read_back(whole in any::<i64>(), other in -1e12..1e12_f64) {
            let cells = read(&Row::of([Cell::number(whole), Cell::decimal(other)]).line());
            prop_assert_eq!(cells[0].parse::<i64>(), Ok(whole));
            prop_assert_eq!(cells[1].parse::<f64>(), Ok(other));
        }
    }

    #[test]
    fn each_beginning_of_a_formula_is_guarded_once() {
        for begins in BEGINS_A_FORMULA {
            let words = format!("{begins}1");
            assert_eq!(Cell::words(&words).0, format!("'{words}"));
        }
        assert_eq!(Cell::words("  =1").0, "'  =1");
        assert_eq!(Cell::words("'tis").0, "''tis");
        assert_eq!(Cell::words("a = 1").0, "a = 1");
        assert_eq!(Cell::number(-5).0, "-5");
    }
}
