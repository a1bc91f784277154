//! Places in a text that the page fills in: `{part}` for the part that is being met, `{other}` for the one on the other
//! side, `{date}` for a day.

/// The names that may stand in braces in a content file.
pub(crate) const KNOWN: [&str; 3] = ["part", "other", "date"];

/// The names that may stand in braces in what the pages of questionnaires say: numbers that were worked out, and
/// what a questionnaire is called.
pub(crate) const OF_MEASURES: [&str; 11] =
    ["points", "usual", "answered", "of", "count", "days", "recall", "better", "pairs", "remark", "name"];

/// Puts values into a text: `fill("Ask {part}, and wait.", &[("part", "the Planner")])`.
///
/// A value is never looked into again, so braces in a person's own words stay as they are.
/// A name without a value stays as it is written.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = next(rest) {
        filled.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&format!("{{{name}}}")),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The names in braces in a text.
pub(crate) fn names(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, name, after)) = next(rest) {
        found.push(name);
        rest = after;
    }
    found
}

/// Splits at the first pair of braces: what stands before it, inside it, after it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let (before, from) = text.split_once('{')?;
    let (name, after) = from.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_replaced_everywhere() {
        let text = fill("Ask {part}. Thank {part}.", &[("part", "the Planner")]);
        assert_eq!(text, "Ask the Planner. Thank the Planner.");
    }

    #[test]
    fn braces_in_a_persons_words_stay() {
        assert_eq!(fill("Ask {part}.", &[("part", "{date}"), ("date", "today")]), "Ask {date}.");
    }

    #[test]
    fn a_name_without_a_value_stays() {
        assert_eq!(fill("It is {date}, {", &[]), "It is {date}, {");
    }

    #[test]
    fn names_are_found_in_order() {
        assert_eq!(names("{a} and {b}"), ["a", "b"]);
    }
}
