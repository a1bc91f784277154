//! One door a parser for the fuzzer: any bytes go in, and nothing but time may pass.
//!
//! Each function runs a reader over the bytes and forgets what it found. A panic, a hang or a heap that grows without
//! bound is a fault of the reader.

use std::io::Cursor;

use hearken_core::When;
use jiff::tz::TimeZone;

use crate::{
    archive,
    import::{self, Format, ImportOptions, SafeZip, Take, ZipLimits},
    picture,
};

fn options() -> ImportOptions<'static> {
    ImportOptions { day_first: Some(true), keep_places: true, ..ImportOptions::new(TimeZone::UTC) }
}

/// The guess at what a file is.
pub fn recognise(bytes: &[u8]) {
    let _ = import::recognise_bytes(bytes);
}

/// The list of contents of a zip, and its first file.
pub fn zip(bytes: &[u8]) {
    if let Ok(mut zip) = SafeZip::open(Cursor::new(bytes), &ZipLimits::FOREIGN) {
        let _ = zip.read(0, 1 << 20);
    }
}

/// Our own archive as a zip.
pub fn archive(bytes: &[u8]) {
    let _ = archive::read(Cursor::new(bytes));
}

/// Our own archive's `notebook.json`.
pub fn archive_json(bytes: &[u8]) {
    let _ = archive::read_json(bytes);
}

/// jrnl's plain text.
pub fn jrnl(bytes: &[u8]) {
    on_text(bytes, |text| drop(import::read_jrnl_text(text, When::default(), &options())));
}

/// jrnl's JSON export.
pub fn jrnl_json(bytes: &[u8]) {
    on_text(bytes, |text| drop(import::read_jrnl_json(text, &options())));
}

/// Day One's JSON.
pub fn day_one(bytes: &[u8]) {
    on_text(bytes, |text| drop(import::read_day_one_json(text, &options())));
}

/// Day One's styled text.
pub fn rich_text(bytes: &[u8]) {
    on_text(bytes, |text| drop(import::rich_text_to_markdown(text)));
}

/// The settings at the top of a Markdown file.
pub fn front_matter(bytes: &[u8]) {
    on_text(bytes, |text| drop(import::front_matter::split(text)));
}

/// A whole Markdown file.
pub fn markdown(bytes: &[u8]) {
    on_text(bytes, |text| drop(import::read_markdown_note("note.md", text, When::default(), &options())));
}

/// The exports of `PluralKit`, of Simply Plural, and `OpenPlural`, with all there is to take of them.
pub fn plural(bytes: &[u8]) {
    let take = Take { history: true, ..Take::USUAL };
    let options = ImportOptions { take, ..options() };
    for format in [Format::PluralKit, Format::SimplyPlural, Format::OpenPlural] {
        on_text(bytes, |text| drop(import::read_plural_json(text, format, &options)));
    }
}

fn on_text(bytes: &[u8], read: impl FnOnce(&str)) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(text);
    }
}

/// A picture.
pub fn picture(bytes: &[u8]) {
    let _ = picture::from_file(bytes);
}
