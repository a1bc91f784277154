//! The rebuilt disk keeps its promises, on small histories written by hand.

use super::*;

const FILE: &str = "log";

/// Follows changes to one file in one folder and gives its bytes after a cut, if it is there.
fn after(changes: &[(&str, Change)], fate: Fate, seed: u64) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let mut disk = Disk::from_base(&root, &root).unwrap();
    for (name, change) in changes {
        let path = if name.is_empty() { root.clone() } else { root.join(name) };
        let change = match change {
            Change::Renamed(to) => Change::Renamed(root.join(to)),
            other => other.clone(),
        };
        disk.follow(&Note { until: 0, path, change });
    }
    disk.after_cut(fate, &mut Numbers::from_seed(seed)).remove(Path::new(FILE))
}

fn wrote(at: u64, bytes: &[u8]) -> Change {
    Change::Wrote(at, bytes.to_vec())
}

fn named_and_synced() -> Vec<(&'static str, Change)> {
    vec![
        (FILE, Change::Created),
        ("", Change::SyncBegan(1)),
        ("", Change::SyncEnded(1)),
        (FILE, wrote(0, b"kept")),
        (FILE, Change::SyncBegan(2)),
        (FILE, Change::SyncEnded(2)),
    ]
}

#[test]
fn synced_bytes_survive_every_fate() {
    for seed in 0..50 {
        let fate = Fate::any(&mut Numbers::from_seed(seed));
        assert_eq!(after(&named_and_synced(), fate, seed).unwrap(), b"kept");
    }
}

#[test]
fn bytes_never_synced_can_be_lost() {
    let mut changes = named_and_synced();
    changes.push((FILE, wrote(4, b"lost")));
    assert_eq!(after(&changes, Fate::Dropped, 1).unwrap(), b"kept");
    assert_eq!(after(&changes, Fate::Kept, 1).unwrap(), b"keptlost");
}

#[test]
fn a_sync_does_not_cover_what_was_written_after_it_began() {
    let mut changes = named_and_synced();
    changes.push((FILE, Change::SyncBegan(3)));
    changes.push((FILE, wrote(4, b"late")));
    changes.push((FILE, Change::SyncEnded(3)));
    assert_eq!(after(&changes, Fate::Dropped, 1).unwrap(), b"kept");
}

#[test]
fn a_sync_that_never_ended_makes_nothing_sure() {
    let changes = [(FILE, Change::Created), (FILE, wrote(0, b"x")), (FILE, Change::SyncBegan(1))];
    assert_eq!(after(&changes, Fate::Dropped, 1), None);
}

#[test]
fn a_name_is_sure_only_when_its_folder_was_synced() {
    let synced_file = [
        (FILE, Change::Created),
        (FILE, wrote(0, b"x")),
        (FILE, Change::SyncBegan(1)),
        (FILE, Change::SyncEnded(1)),
    ];
    assert_eq!(after(&synced_file, Fate::Dropped, 1), None);
}

#[test]
fn a_removed_file_can_come_back_until_its_folder_was_synced() {
    let mut changes = named_and_synced();
    changes.push((FILE, Change::Removed));
    assert_eq!(after(&changes, Fate::Dropped, 1).unwrap(), b"kept");
    assert_eq!(after(&changes, Fate::Kept, 1), None);
    changes.push(("", Change::SyncBegan(9)));
    changes.push(("", Change::SyncEnded(9)));
    assert_eq!(after(&changes, Fate::Dropped, 1), None);
}

#[test]
fn a_renamed_file_leaves_the_old_one_or_the_new_one() {
    let mut changes = named_and_synced();
    changes.push(("new", Change::Created));
    changes.push(("new", wrote(0, b"new")));
    changes.push(("new", Change::SyncBegan(3)));
    changes.push(("new", Change::SyncEnded(3)));
    changes.push(("new", Change::Renamed(FILE.into())));
    assert_eq!(after(&changes, Fate::Dropped, 1).unwrap(), b"kept");
    assert_eq!(after(&changes, Fate::Kept, 1).unwrap(), b"new");
}

#[test]
fn torn_writes_are_torn_at_sectors() {
    let mut changes = named_and_synced();
    changes.push((FILE, wrote(0, &[b'n'; 2048])));
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..40 {
        let found = after(&changes, Fate::Sectors, seed).unwrap();
        for sector in found.chunks(SECTOR).filter(|sector| sector.len() == SECTOR) {
            let untouched = sector.iter().filter(|&&byte| byte != b'n').count();
            assert!(
                untouched == 0 || untouched == SECTOR || sector.starts_with(b"kept"),
                "torn inside a sector"
            );
        }
        seen.insert(found);
    }
    assert!(seen.len() > 4, "only {} different states", seen.len());
}
