//! What somebody shows to whom, and for how long. Kept in their own notebook; what the other sees of it is a
//! [`super::SharedPage`].

use jiff::civil::Date;

use super::{PAGE_FIELDS, Space, first, is_out_of_sight};
use crate::{
    Extra, NewRevision, Notebook, Record, RecordId, Refusal,
    limits::{check_name, check_optional_name},
};

/// Something is shown to somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grant {
    /// The space it is shown in.
    pub space: RecordId,
    /// What is shown.
    pub subject: Subject,
    /// The fields that were ticked, by their keys.
    pub fields: Vec<String>,
    /// All of it is shown, whatever is ticked, also fields that say something only later. Records from before there was this choice
    /// have ticked fields alone.
    pub whole: bool,
    /// Whether the other sees what is changed later.
    pub keeps_up: bool,
    /// The last day on which it is shown.
    pub until: Option<Date>,
    /// Its page in the space. While it is paused there is none, and it comes back on another one.
    pub page: RecordId,
    /// It is not shown for now.
    pub paused: bool,
    /// It is not shown any more.
    pub stopped: bool,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// What can be shown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// A record of the notebook.
    Record(RecordId),
    /// The map of one's parts.
    Map,
    /// The scores of a questionnaire, by its id.
    Measure(String),
}

impl Subject {
    /// How it is written: `record/…`, `map`, `measure/…`.
    pub fn id(&self) -> String {
        match self {
            Self::Record(record) => format!("record/{record}"),
            Self::Map => "map".to_owned(),
            Self::Measure(id) => format!("measure/{id}"),
        }
    }

    /// What was written so.
    pub fn from_id(id: &str) -> Option<Self> {
        match id.split_once('/') {
            Some(("record", record)) => record.parse().ok().map(Self::Record),
            Some(("measure", id)) if !id.is_empty() => Some(Self::Measure(id.to_owned())),
            None if id == "map" => Some(Self::Map),
            _ => None,
        }
    }
}

impl Grant {
    /// Whether it is shown on that day.
    pub fn is_on(&self, today: Date) -> bool {
        !self.paused && !self.stopped && self.until.is_none_or(|until| today <= until)
    }
}

/// Whether a record may be shown to anybody: nothing that is kept out of sight, and only kinds that have a page which can be
/// shown. Whoever makes a page of something that is shown already asks again, since it may have been hidden since.
fn may_be_shown(notebook: &Notebook, record: RecordId, what: &Record) -> bool {
    let has_page = matches!(
        what,
        Record::Part(_)
            | Record::Journal(_)
            | Record::Exercise(_)
            | Record::Agreement(_)
            | Record::Decision(_)
            | Record::Intention(_)
            | Record::TreatmentSession(_)
            | Record::Response(_)
    );
    has_page && !is_out_of_sight(notebook, record)
}

/// Plans that something is shown, or is shown in another way. The same subject is shown in one space once: a second time
/// changes the first. What was paused comes back on the page that is given here, since its page before was taken out.
pub fn share(notebook: &Notebook, record: RecordId, grant: Grant) -> Result<NewRevision, Refusal> {
    let space = notebook.get::<Space>(grant.space).ok_or(Refusal::NotHere)?;
    if !space.is_on() {
        return Err(Refusal::NotNow);
    }
    check_shown(notebook, &grant.subject, &grant.fields)?;
    let grant = Grant { stopped: false, ..grant };
    let standing =
        |(_, it): &(RecordId, &Grant)| !it.stopped && it.space == grant.space && it.subject == grant.subject;
    let Some((here, it)) = notebook.all::<Grant>().find(standing) else {
        return first(notebook, record, grant.into());
    };
    let rev = notebook.current(here).map_or(0, |current| current.rev);
    if (here, rev) == (record, 1) && *it == grant {
        return first(notebook, record, grant.into());
    }
    let page = if it.paused && !grant.paused { grant.page } else { it.page };
    let changed = Grant { page, extra: it.extra.clone(), ..grant };
    Ok(NewRevision::edit(here, rev, changed.into()))
}

/// Refuses what is not here or is never shown, and more fields than a page has.
pub(super) fn check_shown(notebook: &Notebook, subject: &Subject, fields: &[String]) -> Result<(), Refusal> {
    match subject {
        Subject::Record(record) => {
            let shown = notebook.current(*record).ok_or(Refusal::NotHere)?;
            if !may_be_shown(notebook, *record, &shown.what) {
                return Err(Refusal::NeverShown);
            }
        }
        Subject::Measure(id) => drop(check_name(id)?),
        Subject::Map => {}
    }
    if fields.len() > PAGE_FIELDS {
        return Err(Refusal::TooMany { limit: PAGE_FIELDS });
    }
    fields.iter().try_for_each(|key| check_optional_name(key))
}

/// Plans that what was taken back comes on another page, as it is shown in `expected`; nothing where that was changed since, by a
/// stop above all.
pub fn show_on(
    notebook: &Notebook,
    record: RecordId,
    expected: &Grant,
    page: RecordId,
) -> Option<NewRevision> {
    let (rev, grant) = notebook.get_with_rev::<Grant>(record)?;
    let is_same = grant == expected && !grant.stopped && !grant.paused;
    is_same.then(|| NewRevision::edit(record, rev, Grant { page, ..grant.clone() }.into()))
}

/// Plans that something is shown no more. Twice is once.
pub fn stop(notebook: &Notebook, record: RecordId) -> Result<Option<NewRevision>, Refusal> {
    let (rev, grant) = notebook.get_with_rev::<Grant>(record).ok_or(Refusal::NotHere)?;
    let stopped = Grant { stopped: true, ..grant.clone() };
    Ok((!grant.stopped).then(|| NewRevision::edit(record, rev, stopped.into())))
}

/// Plans that nothing is shown any more in one space.
pub fn stop_all(notebook: &Notebook, space: RecordId) -> Vec<NewRevision> {
    let shown = notebook.all::<Grant>().filter(|(_, grant)| grant.space == space);
    shown.filter_map(|(record, _)| stop(notebook, record).ok().flatten()).collect()
}
