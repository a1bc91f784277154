//! The rows of a form for fields of a person's own. Each row sends all four of its fields, so that they stay in step.

use hearken_core::parts::{OwnField, OwnValue};

use crate::form::Fields;

/// The types a row can have, by name in the form, with what a person reads. Text is nothing, so that an empty row is blank.
pub(crate) const TYPES: [(&str, &str); 5] = [
    ("", "words"),
    ("number", "a number"),
    ("date", "a day"),
    ("choice", "a choice"),
    ("yes-no", "yes or no"),
];

/// What a field is called when somebody filled it and gave it no name.
const NAMELESS: &str = "A field";

/// The name of a field's type in a form.
pub(crate) fn type_of(value: &OwnValue) -> &'static str {
    match value {
        OwnValue::Text(_) => "",
        OwnValue::Number(_) => "number",
        OwnValue::Date(_) => "date",
        OwnValue::Choice { .. } => "choice",
        OwnValue::YesNo(_) => "yes-no",
    }
}

/// Reads every row; one that was emptied is gone.
pub(super) fn read(fields: &Fields) -> Vec<OwnField> {
    let names = fields.all("own-name").zip(fields.all("own-type"));
    let rows = names.zip(fields.all("own-value").zip(fields.all("own-options")));
    rows.filter_map(|((name, kind), (typed, options))| row(name.trim(), kind, typed, options)).collect()
}

fn row(name: &str, kind: &str, typed: &str, options: &str) -> Option<OwnField> {
    if name.is_empty() && typed.trim().is_empty() && options.trim().is_empty() {
        return None;
    }
    let name = if name.is_empty() { NAMELESS } else { name }.to_owned();
    Some(OwnField { name, value: value(kind, typed, options) })
}

/// What does not read as its type stays as words, so that nothing typed is lost.
fn value(kind: &str, typed: &str, options: &str) -> OwnValue {
    let plain = typed.trim();
    let as_words = || OwnValue::Text(typed.to_owned());
    match kind {
        "number" if plain.parse::<f64>().is_ok_and(f64::is_finite) || plain.is_empty() => {
            OwnValue::Number(plain.to_owned())
        }
        "date" if plain.is_empty() => OwnValue::Date(None),
        "date" => plain.parse().map_or_else(|_| as_words(), |date| OwnValue::Date(Some(date))),
        "choice" => {
            let mut options: Vec<String> = options
                .lines()
                .map(str::trim)
                .filter(|option| !option.is_empty())
                .map(str::to_owned)
                .collect();
            if !plain.is_empty() && !options.iter().any(|option| option == plain) {
                options.push(plain.to_owned());
            }
            OwnValue::Choice { options, chosen: plain.to_owned() }
        }
        "yes-no" => match plain.to_lowercase().as_str() {
            "yes" => OwnValue::YesNo(Some(true)),
            "no" => OwnValue::YesNo(Some(false)),
            "" => OwnValue::YesNo(None),
            _ => as_words(),
        },
        _ => as_words(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(rows: &[[&str; 4]]) -> Fields {
        let mut fields = Fields::default();
        for row in rows {
            for (name, value) in ["own-name", "own-type", "own-value", "own-options"].into_iter().zip(row) {
                fields.push(name, value);
            }
        }
        fields
    }

    #[test]
    fn rows_of_every_type_are_read_and_survive_a_draft() {
        let typed = fields(&[
            ["Song", "", "a waltz", ""],
            ["Times", "number", " 3 ", ""],
            ["First", "date", "2020-02-29", ""],
            ["Weather", "choice", "fog", "sun\nfog\n"],
            ["Sleeps", "yes-no", "no", ""],
            ["", "", " ", ""],
        ]);
        let read = read(&typed);
        let shown: Vec<String> =
            read.iter().map(|field| format!("{}: {}", field.name, field.shown())).collect();
        assert_eq!(shown, ["Song: a waltz", "Times: 3", "First: 2020-02-29", "Weather: fog", "Sleeps: no"]);
        assert_eq!(super::read(&Fields::from_draft(&typed.to_draft())), read);
    }

    #[test]
    fn what_is_no_number_no_day_and_no_yes_stays_as_words() {
        for kind in ["number", "date", "yes-no"] {
            let read = read(&fields(&[["", kind, "since the spring", ""]]));
            assert_eq!(read[0].value, OwnValue::Text("since the spring".to_owned()), "{kind}");
            assert_eq!(read[0].name, "A field");
        }
        let read = read(&fields(&[["Weather", "choice", "hail", "sun"]]));
        assert_eq!(read[0].shown(), "hail");
    }
}
