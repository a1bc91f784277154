//! Every sentence that an import report can say, on one page.

use super::report::{
    Level::{self, Error, Info, Warning},
    Note,
};

const fn note(level: Level, code: &'static str, message: &'static str) -> Note {
    Note { level, code, message }
}

// What could not be kept.
pub(crate) static TOO_LONG: Note = note(
    Error,
    "text-too-long",
    "This text is longer than one entry can hold, so it was left out. The others came in.",
);
pub(crate) static NOT_TEXT: Note =
    note(Error, "not-text", "This file is not readable as text, so it was left out. The others came in.");
pub(crate) static NOT_READABLE: Note =
    note(Error, "not-readable", "This could not be understood, so it was left out. The others came in.");
pub(crate) static MEDIA_NOT_KEPT: Note = note(
    Error,
    "media-not-kept",
    "Pictures, sounds and files cannot be kept here yet. Their place in the text is marked; keep the original file.",
);
pub(crate) static ORG_NOT_READ: Note =
    note(Error, "org-not-read", "Org files are not read. They are as they were.");

// What was changed, or is kept where it does not show.
pub(crate) static DATE_FROM_FILE: Note = note(
    Warning,
    "date-from-file",
    "No date was written here, so the file's own time was taken. Copying a file can change that time.",
);
pub(crate) static BEFORE_FIRST_DATE: Note = note(
    Warning,
    "text-before-first-date",
    "There was text before the first dated line. It was kept as an entry with the date of the one that follows.",
);
pub(crate) static NOT_A_DATE: Note = note(
    Warning,
    "not-a-date",
    "A line looked as if it began an entry, but its date could not be read. It was kept as text.",
);
pub(crate) static DATE_NOT_READ: Note = note(
    Warning,
    "date-not-read",
    "The date written here could not be read. It is kept, and another one was taken.",
);
pub(crate) static FRONT_MATTER_AS_TEXT: Note = note(
    Warning,
    "front-matter-as-text",
    "The block of settings at the top of this file could not be understood. It was kept as text.",
);
pub(crate) static TOO_MANY_TAGS: Note = note(
    Warning,
    "too-many-tags",
    "There were more tags than an entry can hold. The others are kept with it, unseen.",
);
pub(crate) static PLACES_DROPPED: Note = note(
    Warning,
    "places-dropped",
    "Places, weather and device names were left out, because they give away where and who somebody is.",
);
pub(crate) static STYLE_DROPPED: Note =
    note(Warning, "style-dropped", "Underlining cannot be kept in plain text. The words are all there.");
pub(crate) static EMBED_NOT_KNOWN: Note = note(
    Warning,
    "embed-not-known",
    "Something was placed in the text that is not known here. It is kept with the entry, unseen.",
);
pub(crate) static RICH_TEXT_NOT_READ: Note = note(
    Warning,
    "rich-text-not-read",
    "The styled text could not be read. The plain text was taken instead.",
);
pub(crate) static ZONE_NOT_KNOWN: Note =
    note(Warning, "zone-not-known", "The time zone written here is not known. The one you gave was taken.");
pub(crate) static EDITED_HERE: Note = note(
    Warning,
    "edited-here",
    "This entry changed in the file, but you have changed it here since. Yours was left as it is.",
);
pub(crate) static SETTINGS_KEPT: Note =
    note(Warning, "settings-kept", "This notebook has settings of its own. They were left as they are.");
pub(crate) static ERASED_THERE: Note = note(
    Warning,
    "erased-there",
    "Something was erased in the other notebook but is still here. It was left here; you can erase it yourself.",
);

// Good to know.
pub(crate) static ZONE_ASSUMED: Note = note(
    Info,
    "zone-assumed",
    "These times do not say where they were written. The time zone you gave was taken.",
);
pub(crate) static EMPTY: Note =
    note(Info, "empty", "There was nothing written here, so nothing was made of it.");
pub(crate) static PASSED_OVER: Note =
    note(Info, "passed-over", "Settings, deleted notes and copies made by a sync program were passed over.");
pub(crate) static NOT_OF_THE_JOURNAL: Note =
    note(Info, "not-of-the-journal", "Files that do not belong to the journal were passed over.");
pub(crate) static LINK_NOT_FOLLOWED: Note =
    note(Info, "link-not-followed", "Links to other places on the disk are not followed.");
pub(crate) static FUTURE_KIND: Note =
    note(Info, "unknown-kind-kept", "A newer version of this program wrote this. It is kept, unseen.");
pub(crate) static ERASED_HERE: Note =
    note(Info, "erased-here", "You have erased this here, so it was not brought back.");
pub(crate) static UPDATED: Note = note(
    Info,
    "updated",
    "This entry changed in the file since it was brought in. The newer words were taken.",
);
