//! A disk as it could be found after the power came back.
//!
//! Synced bytes are there. Of everything else, any part may be: nothing, all, the first few writes, or any 512-byte
//! sector of any write. A name (created, removed, renamed) is sure only once its folder was synced.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::{Change, Note};
use crate::{Result, journal::Numbers, tools::files_below};

const SECTOR: usize = 512;

/// What became of the writes that were not yet synced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    /// None reached the disk.
    Dropped,
    /// The first few of each file did.
    Prefix,
    /// Each sector did or did not, by a coin.
    Sectors,
    /// All did.
    Kept,
}

impl Fate {
    /// Any of them; the mixed one twice as often.
    pub(crate) fn any(numbers: &mut Numbers) -> Self {
        [Self::Dropped, Self::Sectors, Self::Sectors, Self::Prefix, Self::Kept][numbers.below(5)]
    }
}

#[derive(Clone)]
enum Pending {
    Bytes(u64, Vec<u8>),
    Size(u64),
}

#[derive(Clone, Default)]
struct File {
    synced: Vec<u8>,
    /// In order, each with the number of its note.
    pending: Vec<(usize, Pending)>,
}

/// A change of names that the folder was not yet synced after.
struct NameChange {
    note: usize,
    /// The names it changed, all of them or none, and what stood under each before.
    before: Vec<(PathBuf, Option<File>)>,
}

/// A disk that follows the notes.
pub(crate) struct Disk {
    root: PathBuf,
    files: BTreeMap<PathBuf, File>,
    names: Vec<NameChange>,
    /// Ticket of each running sync, with the number of the note it began at.
    syncs: BTreeMap<u64, usize>,
    seen: usize,
}

impl Disk {
    /// A disk that holds a copy of `base` where the recorded program had `root`.
    pub(crate) fn from_base(base: &Path, root: &Path) -> Result<Self> {
        let root = root.canonicalize()?;
        let mut files = BTreeMap::new();
        for path in files_below(base)? {
            let synced = fs::read(&path)?;
            files.insert(root.join(path.strip_prefix(base)?), File { synced, pending: Vec::new() });
        }
        Ok(Self { root, files, names: Vec::new(), syncs: BTreeMap::new(), seen: 0 })
    }

    /// Follows one note.
    pub(crate) fn follow(&mut self, note: &Note) {
        self.seen += 1;
        let (now, path) = (self.seen, &note.path);
        match &note.change {
            Change::Created => {
                let before = self.files.insert(path.clone(), File::default());
                self.names.push(NameChange { note: now, before: vec![(path.clone(), before)] });
            }
            Change::Wrote(at, bytes) => self.pend(path, Pending::Bytes(*at, bytes.clone())),
            Change::Resized(size) => self.pend(path, Pending::Size(*size)),
            Change::SyncBegan(ticket) => {
                self.syncs.insert(*ticket, now);
            }
            Change::SyncEnded(ticket) => {
                let began = self.syncs.remove(ticket).unwrap_or(0);
                self.sync(path, began);
            }
            Change::Removed => {
                let before = self.files.remove(path);
                self.names.push(NameChange { note: now, before: vec![(path.clone(), before)] });
            }
            Change::Renamed(to) => self.rename(now, path, to),
        }
    }

    fn pend(&mut self, path: &Path, what: Pending) {
        let now = self.seen;
        self.files.entry(path.to_owned()).or_default().pending.push((now, what));
    }

    /// Makes durable what was there when the sync began: the file's bytes, or the folder's names.
    fn sync(&mut self, path: &Path, began: usize) {
        match self.files.get_mut(path) {
            Some(file) => {
                let covered = file.pending.iter().take_while(|(note, _)| *note < began).count();
                for (_, what) in file.pending.drain(..covered) {
                    apply(&mut file.synced, &what);
                }
            }
            None => self.names.retain(|name| name.note > began || name.before[0].0.parent() != Some(path)),
        }
    }

    fn rename(&mut self, now: usize, from: &Path, to: &Path) {
        let moved = self.files.remove(from);
        let replaced = moved.clone().and_then(|file| self.files.insert(to.to_owned(), file));
        let before = vec![(from.to_owned(), moved), (to.to_owned(), replaced)];
        self.names.push(NameChange { note: now, before });
    }

    /// One of the states that a cut at this moment could leave, by path below the root.
    pub(crate) fn after_cut(&self, fate: Fate, numbers: &mut Numbers) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = self.files.clone();
        // Newest first, so that a name changed twice ends as it was before the first change that is taken back.
        for name in self.names.iter().rev() {
            let taken_back = match fate {
                Fate::Kept => false,
                Fate::Dropped => true,
                Fate::Prefix | Fate::Sectors => numbers.below(2) == 0,
            };
            for (path, before) in name.before.iter().filter(|_| taken_back) {
                match before {
                    Some(file) => found.insert(path.clone(), file.clone()),
                    None => found.remove(path),
                };
            }
        }
        let below = |path: &Path| {
            path.strip_prefix(&self.root).expect("only files below the root are noted").to_owned()
        };
        found.iter().map(|(path, file)| (below(path), settle(file, fate, numbers))).collect()
    }

    /// Writes such a state into an empty folder.
    pub(crate) fn write_after_cut(&self, fate: Fate, numbers: &mut Numbers, folder: &Path) -> Result {
        for (path, bytes) in self.after_cut(fate, numbers) {
            let target = folder.join(path);
            fs::create_dir_all(target.parent().expect("it lies in the folder"))?;
            fs::write(target, bytes)?;
        }
        Ok(())
    }
}

/// The bytes of one file after the cut.
fn settle(file: &File, fate: Fate, numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = file.synced.clone();
    let arrived = match fate {
        Fate::Dropped => 0,
        Fate::Prefix => numbers.below(file.pending.len() + 1),
        Fate::Sectors | Fate::Kept => file.pending.len(),
    };
    for (_, what) in &file.pending[..arrived] {
        match what {
            Pending::Bytes(at, data) if fate == Fate::Sectors => some_sectors(&mut bytes, *at, data, numbers),
            Pending::Size(_) if fate == Fate::Sectors && numbers.below(2) == 0 => {}
            what => apply(&mut bytes, what),
        }
    }
    bytes
}

fn some_sectors(bytes: &mut Vec<u8>, at: u64, data: &[u8], numbers: &mut Numbers) {
    let mut from = 0;
    while from < data.len() {
        let place = at as usize + from;
        let until = data.len().min(from + SECTOR - place % SECTOR);
        if numbers.below(2) == 0 {
            apply(bytes, &Pending::Bytes(place as u64, data[from..until].to_vec()));
        }
        from = until;
    }
}

fn apply(bytes: &mut Vec<u8>, what: &Pending) {
    match what {
        Pending::Size(size) => bytes.resize(*size as usize, 0),
        Pending::Bytes(at, data) => {
            let (from, until) = (*at as usize, *at as usize + data.len());
            if bytes.len() < until {
                bytes.resize(until, 0);
            }
            bytes[from..until].copy_from_slice(data);
        }
    }
}

#[cfg(test)]
mod tests;
