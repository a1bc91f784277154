//! The command line's voice: answers on standard output, remarks on standard error.

use std::{
    fmt::Display,
    io::{self, ErrorKind, Write},
};

use crate::problem::Problem;

/// Prints a line on standard output. A reader that has gone away (`| head`) is no problem of ours; an answer that
/// could not be written down is.
pub(crate) fn say(line: impl Display) -> Result<(), Problem> {
    match writeln!(io::stdout().lock(), "{line}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Problem::new(
            format!("The answer could not be written out ({}). The notebook is whole.", error.kind()),
            "Look where the answer goes, and whether there is room.",
        )),
        _ => Ok(()),
    }
}

/// Prints a line on standard error. If nobody can read it there, nobody can be told so.
pub(crate) fn remark(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Words on one line, without the control characters by which a file from elsewhere could steer the terminal.
pub(crate) fn on_one_line(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `1 entry`, `2 entries`.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_steer_the_terminal() {
        assert_eq!(on_one_line("one\u{1b}[2Jtwo\nthree \u{7f}\u{9b}four"), "one [2Jtwo three four");
    }

    #[test]
    fn one_is_counted_as_one() {
        assert_eq!(counted(1, "entry", "entries"), "1 entry");
        assert_eq!(counted(0, "entry", "entries"), "0 entries");
    }
}
