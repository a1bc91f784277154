//! A programme: which way the medicine is taken, where, how often, and who is there for it.

use jiff::civil::Date;

use super::keeping::{Since, field_edit};
use crate::{
    Extra, Known, NewRevision, Notebook, RecordId, Refusal, When,
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

    /// What a form said of it, with what other windows said since the form was begun.
    fn merged(self, since: &mut Since<'_, Self>) -> Self {
        let now = since.now;
        let mut roles: Vec<&str> = Vec::new();
        for person in self.people.iter().chain(&now.people) {
            if !roles.contains(&person.role.as_str()) {
                roles.push(&person.role);
            }
        }
        let people = roles.into_iter().filter_map(|role| {
            let of = |programme: &Self| programme.person(role).cloned();
            since.field(of(&self), of)
        });
        let people = people.collect();
        Self {
            people,
            name: since.field(self.name, |it| it.name.clone()),
            route: since.field(self.route, |it| it.route),
            setting: since.field(self.setting, |it| it.setting),
            planned: since.field(self.planned, |it| it.planned),
            spacing_days: since.field(self.spacing_days, |it| it.spacing_days),
            begins: since.field(self.begins, |it| it.begins),
            ends: since.field(self.ends, |it| it.ends),
            address: since.field(self.address, |it| it.address.clone()),
            country: since.field(self.country, |it| it.country.clone()),
            label: since.field(self.label, |it| it.label.clone()),
            medicines: since.field(self.medicines, |it| it.medicines.clone()),
            notes: since.field(self.notes, |it| it.notes.clone()),
            ended: since.field(self.ended, |it| it.ended.clone()),
            extra: since.field(self.extra, |it| it.extra.clone()),
        }
    }
}

/// The most sessions that a programme may plan, and the most days between two.
const MOST: u16 = 1_000;

/// Plans a new programme (`base` 0) or an edit of one. People of whom nothing is said are left out. What another window said
/// since `base` stays, field by field; where both said something else of one, both stand.
pub fn keep_programme(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    mut programme: Programme,
) -> Result<NewRevision, Refusal> {
    programme.people.retain(|person| !person.is_empty());
    notebook.check_kind::<Programme>(record, base)?;
    let planned = field_edit(notebook, record, base, programme, Programme::merged);
    Programme::of(&planned.what).map_or(Ok(()), check)?;
    Ok(planned)
}

/// Refuses what no programme has.
fn check(programme: &Programme) -> Result<(), Refusal> {
    if programme.setting == Setting::Home && !programme.route.fits_home() {
        return Err(Refusal::OnlyInTheOffice);
    }
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
    Ok(())
}

/// A programme as whoever helps is to see it: of medicines and allergies every line that stands, as long as two windows or
/// devices say other ones.
pub fn programme_at_hand(notebook: &Notebook, record: RecordId) -> Option<Programme> {
    let mut standing = notebook.standing(record).filter_map(|revision| Programme::of(&revision.what));
    let mut programme = standing.next()?.clone();
    for line in standing.flat_map(|other| other.medicines.lines()) {
        if !line.trim().is_empty() && programme.medicines.lines().all(|known| known.trim() != line.trim()) {
            programme.medicines = format!("{}\n{line}", programme.medicines).trim_start().to_owned();
        }
    }
    Some(programme)
}

/// The programme that is on: of those that are not over, the one that came last.
pub fn current(notebook: &Notebook) -> Option<(RecordId, &Programme)> {
    notebook.all::<Programme>().rfind(|(_, programme)| programme.ended.is_none())
}
