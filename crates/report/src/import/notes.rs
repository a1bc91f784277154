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

pub(crate) static TEXT_TOO_LONG: Note =
    note(Error, "field-too-long", "This is longer than a text can be, so it was left out. The rest came in.");
pub(crate) static NOT_A_RECORD: Note = note(
    Error,
    "not-a-record",
    "Something stands where a record should be, so it was left out. The others came in.",
);
pub(crate) static NOT_A_TEXT: Note =
    note(Error, "not-a-text", "Something stands where a text should be, so it was left out.");
pub(crate) static BAD_TIME: Note =
    note(Error, "time-not-read", "A time could not be read, so what happened then was left out.");
pub(crate) static BOND_TO_ITSELF: Note =
    note(Error, "bond-to-itself", "A bond led from a part to itself, so it was left out.");
pub(crate) static PICTURE_TOO_LARGE: Note = note(
    Error,
    "picture-too-large",
    "A picture is larger than what can be kept beside a part, so it was left out. Keep the original file.",
);
pub(crate) static TOO_MUCH_TO_KEEP: Note = note(
    Error,
    "too-much-to-keep",
    "There is more in this file than can be kept unseen, so some of it was left out. Keep the original file.",
);

// Answers to questionnaires.
pub(crate) static ANSWERS_NOT_KNOWN: Note = note(
    Error,
    "answers-not-known",
    "These answer no questionnaire that is here, so they were left out. Add it first, then bring them in again.",
);
pub(crate) static ANSWERS_TO_SEVERAL: Note = note(
    Error,
    "answers-to-several",
    "These could answer more than one questionnaire that is here, so they were left out. Take away the added one that is not meant, then bring them in again.",
);
pub(crate) static ANSWERS_TOO_MUCH: Note = note(
    Error,
    "answers-too-much",
    "These have more answers, or longer ones, than can be kept with one questionnaire, so they were left out.",
);
pub(crate) static ANSWERS_AHEAD: Note = note(
    Error,
    "answers-ahead",
    "These say that they were given at a time that is still to come, so they were left out.",
);
pub(crate) static ANSWERS_SAFETY_LOST: Note = note(
    Error,
    "answers-safety-not-read",
    "An answer that may ask for help could not be read, so none of these came in. Answer this questionnaire here instead.",
);
pub(crate) static ANSWERS_OF_SEVERAL: Note = note(
    Warning,
    "answers-of-several",
    "This file holds answers of more than one person. All of them would come in as yours: look at it before you bring it in.",
);
pub(crate) static ANSWERS_OTHER_VERSION: Note = note(
    Error,
    "answers-other-version",
    "These answer other words of a questionnaire than those that are here, so they were left out.",
);
pub(crate) static ANSWERS_ABOUT_OTHERS: Note = note(
    Error,
    "answers-about-others",
    "These say what somebody saw in another person, so they were left out.",
);
pub(crate) static ANSWERS_WITHOUT_DAY: Note = note(
    Error,
    "answers-without-day",
    "These do not say on which day they were given, so they were left out.",
);
pub(crate) static ANSWERS_REFUSED: Note = note(
    Error,
    "answers-not-taken",
    "These were entered in error, or could mean something else than they say, so they were left out.",
);
pub(crate) static NO_ANSWERS: Note =
    note(Error, "no-answers", "Nothing here is an answer that its questionnaire takes, so it was left out.");
pub(crate) static ANSWER_LEFT_OUT: Note = note(
    Warning,
    "answer-not-taken",
    "This answer does not fit its question, so it was left out. The others came in.",
);
pub(crate) static ANSWERS_UNFINISHED: Note = note(
    Warning,
    "answers-unfinished",
    "These were on their way in the other program. They came in as left before the end.",
);

// What was changed, or is kept where it does not show.
pub(crate) static DANGLING: Note = note(
    Warning,
    "dangling-reference",
    "Something is named here that is not in the file. That tie was left out, and the rest came in.",
);
pub(crate) static TOP_LEVEL: Note = note(
    Warning,
    "group-at-top-level",
    "This group stands within itself, or within one that is not in the file. It now stands alone.",
);
pub(crate) static BOND_TWICE: Note =
    note(Warning, "bond-twice", "The same bond stands here twice. It was taken once.");
pub(crate) static DELETED_THERE: Note =
    note(Warning, "deleted-there", "This was deleted in the other program, so it was not brought in.");
pub(crate) static HIDDEN: Note = note(
    Warning,
    "arrives-hidden",
    "Not said to be public, so these arrive hidden: kept off the map and lists until you ask for them.",
);
pub(crate) static PRIVATE_CORNER: Note = note(
    Warning,
    "private-field",
    "A field was private there. It is now in the private corner of its part, which is never shared or printed.",
);
pub(crate) static GROUP_SHOWN: Note = note(
    Warning,
    "private-group",
    "A group was private there. Groups cannot be hidden here; hidden parts in it stay hidden.",
);
pub(crate) static NAME_CLEANED: Note =
    note(Warning, "name-cleaned", "Signs that cannot be seen were taken out of a name.");
pub(crate) static NAME_EMPTY: Note = note(
    Warning,
    "name-empty",
    "There was no name here. A plain word stands in its place; you can change it.",
);
pub(crate) static NAME_SHORTENED: Note = note(
    Warning,
    "name-shortened",
    "A name is longer than names can be here. It was cut; all of it is kept with the rest.",
);
pub(crate) static NO_ROOM: Note =
    note(Warning, "no-room", "There was no room for this, so it is kept sealed beside the rest, unseen.");
pub(crate) static NOT_A_COLOUR: Note =
    note(Warning, "not-a-colour", "A colour could not be read. It is kept as it was written, unseen.");
pub(crate) static KEPT_UNSEEN: Note = note(
    Warning,
    "kept-unseen",
    "There is no place here for some of this. It is kept sealed beside the rest, unseen.",
);
pub(crate) static STATES_KEPT: Note = note(
    Warning,
    "states-kept",
    "States such as asleep are no parts. They are kept sealed with the file, unseen.",
);
pub(crate) static HISTORY_KEPT: Note = note(
    Warning,
    "history-kept",
    "Who was in front, and when, was not asked for. It is kept sealed with the file, unseen.",
);
pub(crate) static NOTES_KEPT: Note =
    note(Warning, "notes-kept", "Notes were not asked for. They are kept sealed with the file, unseen.");
pub(crate) static CHAT_SEALED: Note = note(
    Warning,
    "chat-sealed",
    "The service had locked these messages with a key of its own. They are kept; only the service could read them.",
);
pub(crate) static PICTURE_ELSEWHERE: Note = note(
    Warning,
    "picture-elsewhere",
    "A picture lies on a server, and nothing is ever fetched. Its address is kept; you can add the picture yourself.",
);
pub(crate) static PICTURE_KEPT: Note =
    note(Warning, "picture-kept", "A picture is kept sealed beside its part, and does not show yet.");
pub(crate) static FIELD_WITHOUT_NAME: Note = note(
    Warning,
    "field-without-name",
    "A field has words, but nothing says what it is called. The words are kept sealed, unseen.",
);
pub(crate) static FIELD_TWICE: Note =
    note(Warning, "field-twice", "A field stands twice in the same record. The last one was taken.");
pub(crate) static NO_ID: Note = note(
    Warning,
    "no-id",
    "This has no id. It is known by what it says, so a changed one would come in once more.",
);
pub(crate) static ID_TWICE: Note = note(
    Warning,
    "id-twice",
    "The same id stands here twice. Both came in; what names that id means the first.",
);
pub(crate) static END_BEFORE_START: Note =
    note(Warning, "end-before-start", "An end came before its start. They were swapped.");
pub(crate) static FUTURE: Note =
    note(Warning, "in-the-future", "A date lies in the future. It was kept as it is; look at it once.");
pub(crate) static SECRETS_DROPPED: Note = note(
    Warning,
    "secrets-dropped",
    "Keys, tokens and addresses of people or services were left out and are not kept anywhere.",
);
pub(crate) static TAKE_THE_ORIGINAL: Note = note(
    Warning,
    "take-the-original",
    "The program that wrote this may have left out what parts say of themselves. If you have an older file, take that.",
);
pub(crate) static OTHER_VERSION: Note = note(
    Warning,
    "other-version",
    "The file says that it is of another version than is known. What could be understood was taken.",
);
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
    "This changed in the file, but you have changed it here since. Yours was left as it is.",
);
pub(crate) static SETTINGS_KEPT: Note =
    note(Warning, "settings-kept", "This notebook has settings of its own. They were left as they are.");
pub(crate) static SHOWN_STOPPED: Note = note(
    Warning,
    "shown-stopped",
    "The file says that this is shown to somebody. It was brought in as not shown; share it again if you want it seen.",
);
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
pub(crate) static SHOWN_KEPT: Note =
    note(Info, "shown-kept", "What you show to somebody stays as it is here, whatever the file says of it.");
pub(crate) static OTHER_KIND: Note = note(
    Warning,
    "other-kind",
    "The file has something else in the place of what is here, or changes what it is. It was left out.",
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
pub(crate) static UPDATED: Note =
    note(Info, "updated", "This changed in the file since it was brought in. The newer words were taken.");
pub(crate) static SYSTEM_KEPT: Note = note(
    Info,
    "system-kept",
    "What the file says of the whole is kept sealed in an archived group of its name.",
);
pub(crate) static THEIR_WARNINGS: Note =
    note(Info, "their-warnings", "The program that wrote this file had warnings of its own.");
pub(crate) static WRITTEN_HERE: Note =
    note(Info, "written-here", "This was written here in the first place, so it was left as it is.");
