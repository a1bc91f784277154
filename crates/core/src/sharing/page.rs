//! What is shown to the other in a space, and what they saw of it.

use jiff::civil::Date;

use super::{Authored, SharedCourse, check_in};
use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, When,
    limits::{check_optional_name, check_text},
};

/// The most fields that one page may have.
pub const PAGE_FIELDS: usize = 400;

/// Something that was shared: a copy of the fields that were ticked, and of nothing else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SharedPage {
    /// Who shows it.
    pub by: RecordId,
    /// What it is, by the name that storage has for its kind; `map` and `measure` for what is no record.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// What is shown of it, in order.
    pub fields: Vec<SharedField>,
    /// Whether it follows what it was made of.
    pub keeps_up: bool,
    /// The last day on which it is shown.
    pub until: Option<Date>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// One field of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SharedField {
    /// Which one it is: the same for good, so that it can be ticked again.
    pub key: String,
    /// What stands above it.
    pub name: String,
    /// What it says.
    pub text: String,
    /// The numbers in it, where it is the course of a score; the text says the same.
    pub course: Option<SharedCourse>,
}

/// The other looked at something: written when its page is shown to them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Who looked.
    pub by: RecordId,
    /// The page, or what was said.
    pub what: RecordId,
    /// The revision they saw.
    pub rev: u32,
    /// When.
    pub when: When,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl SharedPage {
    /// Whether it is shown on that day.
    pub fn is_shown(&self, today: Date) -> bool {
        self.until.is_none_or(|until| today <= until)
    }
}

impl Authored for SharedPage {
    fn by(&self) -> RecordId {
        self.by
    }
}

impl Authored for Seen {
    fn by(&self) -> RecordId {
        self.by
    }
}

/// Plans that a page stands in a space as it is given; nothing where it does already. `space` is the notebook of the space.
pub fn publish(space: &Notebook, record: RecordId, page: SharedPage) -> Result<Option<NewRevision>, Refusal> {
    check_in(space, page.by)?;
    check_optional_name(&page.kind)?;
    check_optional_name(&page.title)?;
    if page.fields.len() > PAGE_FIELDS {
        return Err(Refusal::TooMany { limit: PAGE_FIELDS });
    }
    for field in &page.fields {
        check_optional_name(&field.key)?;
        check_optional_name(&field.name)?;
        check_text(&field.text)?;
        field.course.as_ref().map_or(Ok(()), SharedCourse::check)?;
    }
    let standing = space.get_with_rev::<SharedPage>(record);
    space.check_kind::<SharedPage>(record, standing.map_or(0, |(rev, _)| rev))?;
    match standing {
        Some((_, standing)) if standing.by != page.by => Err(Refusal::OtherKind),
        Some((_, standing)) if *standing == page => Ok(None),
        standing => Ok(Some(NewRevision::edit(record, standing.map_or(0, |(rev, _)| rev), page.into()))),
    }
}

/// Plans that somebody has seen a page as it stands: once for each of its revisions and each day.
pub fn see(space: &Notebook, record: RecordId, seen: Seen) -> Option<NewRevision> {
    let look = |it: &Seen| (it.by, it.what, it.rev, it.when.date());
    let before = space.all::<Seen>().any(|(_, it)| look(it) == look(&seen));
    (!before).then(|| NewRevision::edit(record, 0, seen.into()))
}
