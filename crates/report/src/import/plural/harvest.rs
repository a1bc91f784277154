//! Where the readers of inner systems hand in what they found: ids are made unique, names and ties are seen to, and
//! what has no place is kept, once and here.

use std::collections::{HashMap, HashSet};

use hearken_core::{
    Record, When,
    bonds::BondKind,
    groups::Group,
    journal::{JournalEntry, SourceRef},
    limits::{self, TEXT_BYTES, TIES},
};
use serde_json::json;

use super::{
    beside::with_source,
    draft::{self, PART, PartDraft, Was},
    secrets,
    value::Fields,
};
use crate::import::{
    Format, Found, FoundKind, Import, ImportOptions, ImportReport, Tied, Ties, gather::JOURNAL, notes,
    report::Note, text::digest_of,
};

pub(crate) use super::drafts::{BondDraft, GroupDraft, NoteDraft};

/// What groups are called in a report.
pub(crate) const GROUP: &str = "group";
/// What bonds are called in a report.
pub(crate) const BOND: &str = "bond";
/// What is dropped, and never kept, in a report.
pub(crate) const SECRET: &str = "secret";
/// What is kept of a whole file, in a report.
pub(crate) const SYSTEM: &str = "system";

/// Bytes that may be kept, unseen, of one file.
const KEPT_BYTES: usize = 8 << 20;

/// Collects what one import of an inner system finds.
pub(crate) struct Harvest<'a> {
    app: &'static str,
    /// What the file does not say about itself.
    pub(crate) options: &'a ImportOptions<'a>,
    ids: HashMap<String, u32>,
    members: HashSet<String>,
    import: Import,
    groups: Vec<GroupDraft>,
    undirected: HashSet<(String, String, BondKind)>,
}

impl<'a> Harvest<'a> {
    pub(crate) fn new(format: Format, options: &'a ImportOptions<'a>) -> Self {
        Self {
            app: format.name(),
            options,
            ids: HashMap::new(),
            members: HashSet::new(),
            import: Import::default(),
            groups: Vec::new(),
            undirected: HashSet::new(),
        }
    }

    /// The report so far.
    pub(crate) fn report(&mut self) -> &mut ImportReport {
        &mut self.import.report
    }

    /// Says something that holds for `count` of a kind.
    pub(crate) fn say(&mut self, note: &'static Note, kind: &'static str, count: u64) {
        self.import.report.say(note, kind, None, count);
    }

    /// Whether a member with that id was handed in.
    pub(crate) fn has_member(&self, id: &str) -> bool {
        self.members.contains(id)
    }

    /// Takes a part in. `id` is the other program's, or `None` where it has none.
    pub(crate) fn part(&mut self, id: Option<String>, mut draft: PartDraft) {
        let id = id.unwrap_or_else(|| {
            self.say(&notes::NO_ID, PART, 1);
            digest_of(&[&draft.name, &draft.part.notes])
        });
        draft.settle_name(&mut self.import.report);
        draft.part.hidden &= !self.options.take.ordinary;
        if draft.part.hidden {
            self.say(&notes::HIDDEN, PART, 1);
        }
        let name = self.own_id(&format!("members/{id}"), PART);
        self.members.insert(id);
        let PartDraft { part, kept, also, picture, degraded, .. } = draft;
        let ties = Ties { picture, ..Ties::default() };
        self.found(Record::Part(Box::new(part)), &name, kept, Rest { ties, also, degraded });
    }

    /// Takes a group in, to be tied once all of them are known.
    pub(crate) fn group(&mut self, draft: GroupDraft) {
        self.groups.push(draft);
    }

    /// Takes a bond in, if both its ends are here and it is no second of the same.
    pub(crate) fn bond(&mut self, draft: BondDraft) {
        let BondDraft { id, from, to, mut bond, kept } = draft;
        if !self.has_member(&from) || !self.has_member(&to) || from == to {
            self.import.report.count(BOND).failed += 1;
            let note = if from == to { &notes::BOND_TO_ITSELF } else { &notes::DANGLING };
            return self.import.report.say(note, BOND, Some(&id), 1);
        }
        let ends = if bond.kind.is_symmetric() && to < from { (&to, &from) } else { (&from, &to) };
        if !self.undirected.insert((ends.0.clone(), ends.1.clone(), bond.kind.clone())) {
            self.import.report.count(BOND).skipped += 1;
            return self.say(&notes::BOND_TWICE, BOND, 1);
        }
        let mut degraded = false;
        for text in [&mut bond.over, &mut bond.from_says, &mut bond.to_says, &mut bond.since] {
            if text.len() > TEXT_BYTES {
                text.clear();
                degraded = true;
                self.import.report.say(&notes::TEXT_TOO_LONG, BOND, Some(&id), 1);
            }
        }
        if let BondKind::Own { name, inverse } = &mut bond.kind {
            *name = draft::name(name, "is tied to").0;
            if !inverse.is_empty() {
                *inverse = draft::name(inverse, "is tied to").0;
            }
        }
        let ties = Ties { ends: Some((member(&from), member(&to))), ..Ties::default() };
        let name = self.own_id(&format!("relationships/{id}"), BOND);
        self.found(Record::Bond(Box::new(bond)), &name, kept, Rest { ties, also: Vec::new(), degraded });
    }

    /// Takes a note in as a journal entry that speaks of its parts.
    pub(crate) fn note(&mut self, draft: NoteDraft) {
        let NoteDraft { id, title: written, mut body, when, members, tags, starred, hidden, mut kept } =
            draft;
        let (title, was) = draft::name(&written, "");
        let mut degraded = false;
        if was == Was::TooLong {
            // The whole of it is the first line of the text, so that no word is lost.
            body = format!("{written}\n{body}");
            degraded = true;
        }
        if body.len() > TEXT_BYTES {
            self.import.report.count(JOURNAL).failed += 1;
            return self.import.report.say(&notes::TOO_LONG, JOURNAL, Some(&id), 1);
        }
        if title.is_empty() && body.trim().is_empty() {
            self.import.report.count(JOURNAL).skipped += 1;
            return self.import.report.say(&notes::EMPTY, JOURNAL, Some(&id), 1);
        }
        self.flag_time(&when);
        let mut parts = self.known(members, JOURNAL);
        if parts.len() > TIES {
            kept.insert("members".to_owned(), json!(parts.split_off(TIES)));
            degraded = true;
            self.say(&notes::NO_ROOM, JOURNAL, 1);
        }
        let entry = JournalEntry {
            title: Some(title).filter(|title| !title.is_empty()),
            body: body.into(),
            when,
            tags: tags
                .into_iter()
                .map(|tag| draft::name(&tag, "").0)
                .filter(|tag| !tag.is_empty())
                .take(TIES)
                .collect(),
            starred,
            hidden: hidden && !self.options.take.ordinary,
            ..JournalEntry::default()
        };
        let name = self.own_id(&format!("notes/{id}"), JOURNAL);
        let ties = Ties { parts, ..Ties::default() };
        self.found(Record::Journal(entry), &name, kept, Rest { ties, also: Vec::new(), degraded });
    }

    /// Keeps what a whole system says of itself, in an archived group of its name that holds no part.
    pub(crate) fn system(&mut self, id: &str, name: &str, about: &str, mut kept: Fields) {
        let dropped = secrets::strip_fields(&mut kept);
        self.secrets(dropped);
        self.within_room(&mut kept);
        let (name, _) = draft::name(name, "From another program");
        let about = if about.len() <= TEXT_BYTES { about.to_owned() } else { String::new() };
        let group = Group { name, about, archived: true, ..Group::default() };
        let id = self.own_id(&format!("systems/{id}"), SYSTEM);
        self.say(&notes::SYSTEM_KEPT, SYSTEM, 1);
        let rest = Rest { ties: Ties::default(), also: Vec::new(), degraded: false };
        self.found(Record::Group(Box::new(group)), &id, kept, rest);
    }

    /// Counts secrets that were dropped.
    pub(crate) fn secrets(&mut self, count: u64) {
        if count > 0 {
            self.import.report.count(SECRET).skipped += count;
            self.say(&notes::SECRETS_DROPPED, SECRET, count);
        }
    }

    /// Counts something that is kept with the file and does not show.
    pub(crate) fn preserved(&mut self, note: &'static Note, kind: &'static str, count: u64) {
        if count > 0 {
            self.import.report.count(kind).preserved_only += count;
            self.say(note, kind, count);
        }
    }

    /// Says of times that nobody can know yet, and of those whose zone was assumed.
    fn flag_time(&mut self, when: &When) {
        if when.zone_assumed {
            self.say(&notes::ZONE_ASSUMED, JOURNAL, 1);
        }
        if self.options.now.is_some_and(|now| when.at > now) {
            self.say(&notes::FUTURE, JOURNAL, 1);
        }
    }

    /// The members that are here, each once, as ties; says how many are not.
    fn known(&mut self, members: Vec<String>, kind: &'static str) -> Vec<String> {
        let (mut known, mut seen, mut missing) = (Vec::new(), HashSet::new(), 0);
        for id in members {
            if !self.members.contains(&id) {
                missing += 1;
            } else if seen.insert(id.clone()) {
                known.push(member(&id));
            }
        }
        self.say(&notes::DANGLING, kind, missing);
        known
    }

    /// The id, with a number behind it when the file holds the same one again.
    fn own_id(&mut self, id: &str, kind: &'static str) -> String {
        let times = self.ids.entry(id.to_owned()).or_default();
        *times += 1;
        if *times == 1 {
            return id.to_owned();
        }
        let id = format!("{id}#{times}");
        self.say(&notes::ID_TWICE, kind, 1);
        id
    }

    fn found(&mut self, what: Record, id: &str, mut kept: Fields, rest: Rest) {
        let Rest { ties, also, degraded } = rest;
        let dropped = secrets::strip_fields(&mut kept);
        self.secrets(dropped);
        let source = SourceRef { app: self.app.to_owned(), id: id.to_owned(), kept: None };
        let what = with_source(what, source, self.app, kept, &ties);
        let tied = Tied { what, ties, also };
        self.import.found.push(Found { what: FoundKind::Tied(Box::new(tied)), degraded });
    }

    /// Drops the largest things that are kept until the rest has room, and says so.
    fn within_room(&mut self, kept: &mut Fields) {
        let mut sizes: Vec<(usize, String)> =
            kept.iter().map(|(name, value)| (value.to_string().len(), name.clone())).collect();
        sizes.sort_unstable();
        let mut whole: usize = sizes.iter().map(|(size, _)| size).sum();
        while whole > KEPT_BYTES {
            let Some((size, name)) = sizes.pop() else { break };
            whole -= size;
            kept.remove(&name);
            self.import.report.count(SYSTEM).failed += 1;
            self.say(&notes::TOO_MUCH_TO_KEEP, SYSTEM, 1);
        }
    }

    /// Ties the groups and gives everything that was found.
    pub(crate) fn finish(mut self) -> Import {
        let groups = std::mem::take(&mut self.groups);
        let mut within: HashMap<String, String> = HashMap::new();
        for group in &groups {
            if let Some(outer) = &group.within {
                within.entry(group.id.clone()).or_insert_with(|| outer.clone());
            }
        }
        let there: HashSet<String> = groups.iter().map(|group| group.id.clone()).collect();
        if self.options.take.groups {
            groups.into_iter().for_each(|group| self.tie_group(group, &there, &within));
        } else {
            self.import.report.count(GROUP).skipped += groups.len() as u64;
        }
        self.import
    }

    fn tie_group(&mut self, group: GroupDraft, there: &HashSet<String>, within: &HashMap<String, String>) {
        let (name, was) = draft::name(&group.name, "Unnamed group");
        let mut about = group.about;
        if was == Was::TooLong {
            draft::put(&mut about, &group.name);
            self.say(&notes::NAME_SHORTENED, GROUP, 1);
        }
        let mut degraded = group.degraded || was == Was::TooLong;
        if about.len() > TEXT_BYTES {
            about.clear();
            degraded = true;
            self.say(&notes::TEXT_TOO_LONG, GROUP, 1);
        }
        let outer = group.within.filter(|outer| {
            let sound = there.contains(outer) && !loops(&group.id, within);
            if !sound {
                degraded = true;
                self.import.report.say(&notes::TOP_LEVEL, GROUP, None, 1);
            }
            sound
        });
        let parts = self.known(group.members, GROUP);
        let ties = Ties { parts, within: outer.map(|id| format!("groups/{id}")), ..Ties::default() };
        let record =
            Group { name, about, colour: group.colour, archived: group.archived, ..Group::default() };
        let id = self.own_id(&format!("groups/{}", group.id), GROUP);
        let rest = Rest { ties, also: Vec::new(), degraded };
        self.found(Record::Group(Box::new(record)), &id, group.kept, rest);
    }
}

/// What comes with a record besides itself.
struct Rest {
    ties: Ties,
    also: Vec<(String, String)>,
    degraded: bool,
}

fn member(id: &str) -> String {
    format!("members/{id}")
}

/// Whether following what a group stands within never ends, or goes deeper than groups may.
fn loops(group: &str, within: &HashMap<String, String>) -> bool {
    let mut steps = std::iter::successors(Some(group), |id| within.get(*id).map(String::as_str));
    steps.nth(limits::DEEPEST_GROUP).is_some()
}
