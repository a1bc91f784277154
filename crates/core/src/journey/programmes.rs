//! A programme: which way the medicine is taken, where, how often, and who is there for it.

use jiff::civil::Date;

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, When,
    limits::{TIES, check_optional_name, check_text},
};

/// Which way the medicine is taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Route {
    /// A lozenge or tablet that melts in the mouth.
    #[default]
    Sublingual,
    /// Into a muscle.
    Intramuscular,
    /// Into a vein.
    Intravenous,
    /// Esketamine by the nose.
    Esketamine,
    /// Another way that was prescribed; the person says which.
    Other,
}

impl Route {
    /// Every route, in the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::Sublingual, Self::Intramuscular, Self::Intravenous, Self::Esketamine, Self::Other];

    /// Its name in forms, content and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sublingual => "sublingual",
            Self::Intramuscular => "im",
            Self::Intravenous => "iv",
            Self::Esketamine => "esketamine",
            Self::Other => "other",
        }
    }

    /// The route with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.id() == id)
    }

    /// Whether a programme at home can be planned with it. Esketamine never leaves the office (R33), and injections are
    /// given there.
    pub const fn fits_home(self) -> bool {
        matches!(self, Self::Sublingual | Self::Other)
    }
}

/// Where the sessions are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Setting {
    /// At home, with a sitter.
    #[default]
    Home,
    /// In the office, with staff.
    Office,
}

impl Setting {
    /// Every setting, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Home, Self::Office];

    /// Its name in forms, content and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Office => "office",
        }
    }

    /// The setting with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.id() == id)
    }
}

/// Somebody who is there for it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Person {
    /// What they are to it, by its name in the content: prescriber, practice, emergency contact, sitter.
    pub role: String,
    /// What they are called.
    pub name: String,
    /// How to reach them; may be empty.
    pub phone: String,
}

impl Person {
    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.name.trim().is_empty() && self.phone.trim().is_empty()
    }
}

/// A programme of treatment.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Programme {
    /// What the person calls it; may be empty.
    pub name: String,
    /// Which way the medicine is taken.
    pub route: Route,
    /// Where.
    pub setting: Setting,
    /// How many sessions are planned; `None` while that is open.
    pub planned: Option<u16>,
    /// Days from one session to the next, as planned; `None` while that is open.
    pub spacing_days: Option<u16>,
    /// The day it begins.
    pub begins: Option<Date>,
    /// The day it is to end.
    pub ends: Option<Date>,
    /// Who is there for it.
    pub people: Vec<Person>,
    /// The address that somebody would give an ambulance.
    pub address: String,
    /// The country of that address, by its two letters.
    pub country: String,
    /// What stands on the label, if the person typed it. Text: never read, never computed with.
    pub label: String,
    /// Medicines and allergies, for whoever helps in an emergency.
    pub medicines: String,
    /// Anything else.
    pub notes: String,
    /// When it was over, once it is.
    pub ended: Option<When>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Programme {
    /// Who has that role.
    pub fn person(&self, role: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.role == role && !person.is_empty())
    }

    /// The texts that a person typed.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let people = self.people.iter().flat_map(|person| [&person.name, &person.phone]);
        let own = [&self.name, &self.address, &self.label, &self.medicines, &self.notes];
        own.into_iter().chain(people).map(String::as_str)
    }
}

/// The most sessions that a programme may plan, and the most days between two.
const MOST: u16 = 1_000;

/// Plans a new programme (`base` 0) or an edit of one. People of whom nothing is said are left out.
pub fn keep_programme(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    mut programme: Programme,
) -> Result<NewRevision, Refusal> {
    if programme.setting == Setting::Home && !programme.route.fits_home() {
        return Err(Refusal::OnlyInTheOffice);
    }
    programme.people.retain(|person| !person.is_empty());
    check_optional_name(&programme.name)?;
    check_optional_name(&programme.country)?;
    programme.texts().try_for_each(check_text)?;
    programme.people.iter().try_for_each(|person| check_optional_name(&person.role))?;
    if programme.people.len() > TIES {
        return Err(Refusal::TooMany { limit: TIES });
    }
    if [programme.planned, programme.spacing_days].into_iter().flatten().any(|number| number > MOST) {
        return Err(Refusal::TooMany { limit: usize::from(MOST) });
    }
    notebook.check_kind::<Programme>(record, base)?;
    Ok(NewRevision::edit(record, base, programme.into()))
}

/// The programme that is on: of those that are not over, the one that came last.
pub fn current(notebook: &Notebook) -> Option<(RecordId, &Programme)> {
    notebook.all::<Programme>().rfind(|(_, programme)| programme.ended.is_none())
}
