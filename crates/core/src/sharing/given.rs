//! What somebody gave away as a sealed page: a file for a person without an account. It is out of their hands, so nothing here
//! can be stopped; what is kept says that it was given. The passphrase and the file are kept nowhere.

use jiff::civil::Date;

use super::{Subject, first, grant::check_shown};
use crate::{Extra, NewRevision, Notebook, RecordId, Refusal, When, limits::check_name};

/// Something was given to somebody as a sealed page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GivenPage {
    /// Whom it was for, as the person calls them.
    pub to: String,
    /// What was given.
    pub subject: Subject,
    /// The fields that were ticked, by their keys.
    pub fields: Vec<String>,
    /// When it was made.
    pub when: When,
    /// The last day on which it is to be read. A request.
    pub until: Option<Date>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Plans that a page was given. Asked for again, because the file did not arrive say, it is the same one, and nothing is written.
pub fn give_page(
    notebook: &Notebook,
    record: RecordId,
    page: GivenPage,
) -> Result<Option<NewRevision>, Refusal> {
    let page = GivenPage { to: check_name(&page.to)?.to_owned(), ..page };
    if page.fields.is_empty() {
        return Err(Refusal::Empty);
    }
    check_shown(notebook, &page.subject, &page.fields)?;
    if notebook.was_erased(record) {
        return Err(Refusal::NotHere);
    }
    match notebook.get::<GivenPage>(record) {
        Some(it) if GivenPage { when: it.when.clone(), extra: it.extra.clone(), ..page.clone() } == *it => {
            Ok(None)
        }
        _ => first(notebook, record, page.into()).map(Some),
    }
}
