//! The rows of the form for fields of a person's own: what is there, and an empty one at the end.

use hearken_core::parts::{OwnField, OwnValue};
use maud::{Markup, html};

use crate::{
    components::{long_text, short_text},
    parts::forms::own::{TYPES, type_of},
};

/// Every row. Without a script one field can be added with each save; the script adds rows.
pub(super) fn rows(fields: &[OwnField]) -> Markup {
    let empty = OwnField { name: String::new(), value: OwnValue::Text(String::new()) };
    html! {
        div .own-rows data-own-rows="" {
            @for (n, field) in fields.iter().chain([&empty]).enumerate() { (row(n, field)) }
        }
        p .help { "An emptied row is gone once it is kept. Keep, and there is room for one more." }
    }
}

fn row(n: usize, field: &OwnField) -> Markup {
    let (name, value, kind) = (format!("own-name-{n}"), format!("own-value-{n}"), format!("own-type-{n}"));
    let chosen = type_of(&field.value);
    html! {
        fieldset .own-row {
            legend .sr-only { "A field of your own" }
            div .row {
                div .field { label for=(name) { "What it is called" } (short_text(&name, "own-name", &field.name)) }
                div .field {
                    label for=(kind) { "It holds" }
                    select id=(kind) name="own-type" data-own-type="" {
                        @for (id, label) in TYPES { option value=(id) selected[id == chosen] { (label) } }
                    }
                }
                div .field { label for=(value) { "What stands in it" } (input(&value, &field.value)) }
            }
            (options(n, &field.value))
        }
    }
}

/// The place to fill, as its type asks.
fn input(id: &str, value: &OwnValue) -> Markup {
    match value {
        OwnValue::Text(text) if text.contains('\n') => long_text(id, "own-value", 3, text, None),
        OwnValue::Text(text) | OwnValue::Number(text) => short_text(id, "own-value", text),
        OwnValue::Date(date) => html! {
            input type="date" id=(id) name="own-value" value=(date.map(|date| date.to_string()).unwrap_or_default()) autocomplete="off";
        },
        OwnValue::Choice { options, chosen } => {
            select(id, options.iter().map(|option| (option.as_str(), option.as_str())), chosen)
        }
        OwnValue::YesNo(said) => {
            let chosen = said.map_or("", |yes| if yes { "yes" } else { "no" });
            select(id, [("yes", "yes"), ("no", "no")].into_iter(), chosen)
        }
    }
}

fn select<'a>(id: &str, options: impl Iterator<Item = (&'a str, &'a str)>, chosen: &str) -> Markup {
    html! {
        select id=(id) name="own-value" {
            option value="" { "not said" }
            @for (value, label) in options { option value=(value) selected[value == chosen] { (label) } }
        }
    }
}

/// What can be chosen. Every row sends it, so that rows stay in step; only a choice and an empty row show it.
fn options(n: usize, value: &OwnValue) -> Markup {
    let id = format!("own-options-{n}");
    let options = match value {
        OwnValue::Choice { options, .. } => options.join("\n"),
        OwnValue::Text(text) if text.is_empty() => String::new(),
        _ => return html! { input type="hidden" name="own-options" value=""; },
    };
    html! {
        div .field .own-options data-own-options="" {
            label for=(id) { "For a choice: what can be chosen, one a line" }
            (long_text(&id, "own-options", 2, &options, None))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_sends_its_four_fields_whatever_its_type() {
        let values = [
            OwnValue::Text("<b>\nwords".to_owned()),
            OwnValue::Number("3".to_owned()),
            OwnValue::Date(Some(jiff::civil::date(2020, 2, 29))),
            OwnValue::Choice { options: vec!["<sun>".to_owned()], chosen: "<sun>".to_owned() },
            OwnValue::YesNo(Some(true)),
        ];
        let fields: Vec<_> =
            values.into_iter().map(|value| OwnField { name: "<i>".to_owned(), value }).collect();
        let rows = rows(&fields).into_string();
        for name in ["own-name", "own-type", "own-value", "own-options"] {
            assert_eq!(rows.matches(&format!("name=\"{name}\"")).count(), 6, "{name}");
        }
        assert!(rows.contains("value=\"2020-02-29\"") && rows.contains("value=\"&lt;sun&gt;\" selected"));
        assert!(!rows.contains("<b>") && !rows.contains("<i>") && !rows.contains("<sun>"));
    }
}
