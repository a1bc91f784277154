//! One Markdown file as a journal entry. Its text stays as it is, byte for byte, but for a heading that is its title.

use hearken_core::When;
use jiff::tz::TimeZone;
use serde_json::json;

use super::{
    dates::{self, DayNames},
    front_matter::{self, Top},
    settings::Settings,
};
use crate::import::{
    ImportOptions,
    gather::Draft,
    notes,
    report::Note,
    text::{digest_of, heading},
    time, written,
};

/// A file to read, and what is known about it.
pub(crate) struct File<'a> {
    /// Its path from the top.
    pub(crate) path: &'a str,
    /// Its text.
    pub(crate) text: &'a str,
    /// Its own time.
    pub(crate) modified: When,
    /// How the programs that kept this folder name the files of their days.
    pub(crate) day_names: &'a [DayNames],
}

/// A note as it was read.
pub(crate) struct ReadNote {
    /// The entry.
    pub(crate) draft: Draft,
    /// Their own id, if the note has one.
    pub(crate) own_id: Option<String>,
    /// What to say about it.
    pub(crate) said: Vec<&'static Note>,
    /// How many settings give away a place.
    pub(crate) places: u64,
}

/// Reads one file.
pub(crate) fn read(file: &File, options: &ImportOptions) -> ReadNote {
    let mut said = Vec::new();
    let (settings, body) = match front_matter::split(file.text) {
        Top::None => (Settings::default(), file.text),
        Top::Read { fields, body } => (Settings::new(fields), body.strip_prefix('\n').unwrap_or(body)),
        Top::NotUnderstood => {
            said.push(&notes::FRONT_MATTER_AS_TEXT);
            (Settings::default(), file.text)
        }
    };
    let stem = file.path.rsplit('/').next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let (dated, when) = date(file, stem, &settings, body, options, &mut said);
    let (title, body) = title(&settings, body, stem);
    let page = page_properties(body);
    let mut draft = Draft {
        id: digest_of(&[&dated, file.text, file.path]),
        place: file.path.to_owned(),
        title,
        body: body.to_owned(),
        when,
        dated,
        tags: settings.tags().into_iter().chain(page).collect(),
        starred: settings.starred(),
        hidden: settings.is_hidden(),
        degraded: !said.is_empty(),
        ..Draft::default()
    };
    draft.kept.insert("path".to_owned(), json!(file.path));
    if let Some(kept) = settings.kept(options.keep_places) {
        draft.kept.insert("frontMatter".to_owned(), kept);
    }
    ReadNote { draft, own_id: settings.id().map(str::to_owned), said, places: settings.places() }
}

/// The date as it was written (empty for the file's own time), and the moment it means.
fn date(
    file: &File,
    stem: &str,
    settings: &Settings,
    body: &str,
    options: &ImportOptions,
    said: &mut Vec<&'static Note>,
) -> (String, When) {
    let zone = &options.assumed_zone;
    let assumed_day = |day| When { zone_assumed: true, ..time::day(day, zone) };
    let path = file.path.rsplit_once('.').map_or(file.path, |(path, _)| path);
    if let Some(day) = file.day_names.iter().find_map(|names| names.day(path)) {
        return (day.to_string(), assumed_day(day));
    }
    if let Some(dated) = settings.date() {
        match written::whole(dated).and_then(|reading| reading.settle(options.day_first)) {
            Some(written) => return (dated.to_owned(), in_named_zone(written.when(zone), settings.zone())),
            None => said.push(&notes::DATE_NOT_READ),
        }
    }
    if let Some((dated, day)) = dates::in_name(stem) {
        return (dated.to_owned(), assumed_day(day));
    }
    if let Some((dated, written)) = dates::in_body(body, options.day_first) {
        return (dated.to_owned(), written.when(zone));
    }
    said.push(&notes::DATE_FROM_FILE);
    (String::new(), file.modified.clone())
}

/// Our own twins name their zone beside the offset.
fn in_named_zone(mut when: When, zone: Option<&str>) -> When {
    let known = zone.filter(|name| !when.zone_assumed && TimeZone::get(name).is_ok());
    when.zone = known.map(str::to_owned).or(when.zone);
    when
}

/// The title and the text without it: from the settings, else a heading at the beginning, else the file's name.
fn title<'t>(settings: &Settings, body: &'t str, stem: &str) -> (String, &'t str) {
    if let Some(title) = settings.title() {
        return (title.to_owned(), body);
    }
    let start = body.trim_start_matches(['\n', '\r']);
    let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
    match heading(first) {
        Some(title) => (title.to_owned(), rest.trim_start_matches(['\n', '\r'])),
        // A name that is nothing but a date says no more than the date.
        None if dates::in_name(stem).is_some_and(|(dated, _)| dated == stem) => (String::new(), body),
        None if body.trim().is_empty() => (String::new(), body),
        None => (stem.to_owned(), body),
    }
}

/// The tags of a Logseq page, which stand as `tags:: a, b` in its first block.
fn page_properties(body: &str) -> Vec<String> {
    let property = |line: &str| {
        let (name, tags) = line.trim_start_matches(['-', ' ', '\t']).split_once("::")?;
        name.eq_ignore_ascii_case("tags").then(|| tags.to_owned())
    };
    let first_block = body.lines().take_while(|line| !line.trim().is_empty());
    let tags: Vec<String> = first_block.filter_map(property).collect();
    let tag = |tag: &str| tag.trim().trim_start_matches(['#', '[']).trim_end_matches(']').to_owned();
    tags.iter().flat_map(|tags| tags.split(',')).map(tag).filter(|tag| !tag.is_empty()).collect()
}
