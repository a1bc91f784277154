//! What the settings at the top of a note mean for an entry: title, tags, who may see it, and its own id.

use serde_json::{Value as Json, json};

use super::front_matter::{Field, Value};

/// Names under which a date of writing stands, the likeliest first.
const DATES: [&str; 6] = ["date", "created", "created_at", "creation_date", "datetime", "day"];
/// Names under which tags stand.
const TAGS: [&str; 4] = ["tags", "tag", "keywords", "categories"];
/// Names under which places and weather stand.
const PLACES: [&str; 8] =
    ["location", "lat", "lon", "latitude", "longitude", "coordinates", "place", "weather"];

/// The settings of one note.
#[derive(Default)]
pub(super) struct Settings {
    fields: Vec<Field>,
}

impl Settings {
    /// Wraps the settings of a note.
    pub(super) fn new(fields: Vec<Field>) -> Self {
        Self { fields }
    }

    /// The first text that stands under one of the names, in their order.
    fn text(&self, names: &[&str]) -> Option<&str> {
        let named = |name: &&str| self.fields.iter().find(|field| field.key.eq_ignore_ascii_case(name));
        names.iter().filter_map(named).find_map(|field| match &field.value {
            Value::Text(text) if !is_nothing(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// The date as it was written.
    pub(super) fn date(&self) -> Option<&str> {
        self.text(&DATES)
    }

    /// The zone that our own twins name.
    pub(super) fn zone(&self) -> Option<&str> {
        self.text(&["zone"])
    }

    /// The title.
    pub(super) fn title(&self) -> Option<&str> {
        self.text(&["title"])
    }

    /// Their own id of the note.
    pub(super) fn id(&self) -> Option<&str> {
        self.text(&["uuid", "id"])
    }

    /// Whether the person marked it.
    pub(super) fn starred(&self) -> bool {
        self.text(&["starred"]).is_some_and(is_yes)
    }

    /// The tags, in a list or in one text with commas or blanks between them, with or without their sign.
    pub(super) fn tags(&self) -> Vec<String> {
        let named = |field: &&Field| TAGS.iter().any(|name| field.key.eq_ignore_ascii_case(name));
        let mut tags = Vec::new();
        for field in self.fields.iter().filter(named) {
            match &field.value {
                Value::List(list) => tags.extend(list.iter().map(String::as_str)),
                Value::Text(text) if text.contains(',') => tags.extend(text.split(',')),
                Value::Text(text) => tags.extend(text.split_whitespace()),
                Value::Nested => {}
            }
        }
        let plain =
            tags.into_iter().filter(|tag| !is_nothing(tag)).map(|tag| tag.trim().trim_start_matches('#'));
        plain.map(str::to_owned).collect()
    }

    /// Whether the note must never be offered for sharing. A word that is not understood keeps it hidden.
    pub(super) fn is_hidden(&self) -> bool {
        self.fields.iter().any(|field| {
            let word = match &field.value {
                Value::Text(word) => word.trim().to_lowercase(),
                _ => "?".to_owned(),
            };
            let word = word.as_str();
            match field.key.to_lowercase().as_str() {
                "private" | "draft" => !is_no(word),
                "publish" | "share" => !(is_yes(word) || word == "public"),
                "visibility" => word != "public",
                _ => false,
            }
        })
    }

    /// How many settings give away a place.
    pub(super) fn places(&self) -> u64 {
        self.fields.iter().filter(|field| is_place(field)).count() as u64
    }

    /// The settings as they were written, in their order; places only if they are to be kept.
    pub(super) fn kept(&self, keep_places: bool) -> Option<Json> {
        let kept: Vec<&str> = self
            .fields
            .iter()
            .filter(|field| keep_places || !is_place(field))
            .map(|field| field.raw.as_str())
            .collect();
        (!kept.is_empty()).then(|| json!(kept))
    }
}

fn is_place(field: &Field) -> bool {
    PLACES.iter().any(|name| field.key.eq_ignore_ascii_case(name))
}

fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text == "~" || text.eq_ignore_ascii_case("null")
}

fn is_yes(word: &str) -> bool {
    ["true", "yes", "on", "y", "1"].contains(&word.trim().to_lowercase().as_str())
}

fn is_no(word: &str) -> bool {
    ["false", "no", "off", "n", "0"].contains(&word.trim())
}
