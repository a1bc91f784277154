//! What everybody has to have, in whichever store: ways in, a key, and a log that ends where it says.

use hearken_seal::Unlocker;
use hearken_vault::{
    Store, StoreError,
    port::{AccountRow, Way},
};

use super::{Made, Verdict, judged, look};

/// So many people are looked at: on a large server the oldest.
const PEOPLE: usize = 1_000;

pub(super) async fn checks(store: Option<&dyn Store>) -> Vec<Made> {
    let names = ["ways-in-whole", "logs-end-whole", "not-older-than-seen"];
    let Some(store) = store else { return names.map(|name| (name, None)).into() };
    match look_at_people(store).await {
        Ok(None) => names.map(|name| (name, None)).into(),
        Ok(Some(found)) => names.into_iter().zip(found.verdicts()).collect(),
        Err(error) => {
            names.map(|name| (name, look(format!("The notebooks cannot be looked at: {error}.")))).into()
        }
    }
}

/// Of how many people something is not as it should be.
#[derive(Default)]
struct Found {
    no_way_in: usize,
    no_end: usize,
    older: usize,
}

impl Found {
    fn verdicts(&self) -> [Verdict; 3] {
        let some = |count: usize, fine: &str, what: &str| {
            judged(
                count == 0,
                || fine.to_owned(),
                || format!("{what} ({count}). Look with `hearken verify`."),
            )
        };
        [
            some(
                self.no_way_in,
                "Everybody has both ways in, and a key.",
                "Somebody lacks a way in, or the key of their notebook",
            ),
            some(self.no_end, "Every log ends where it says.", "A log does not end where it says"),
            some(
                self.older,
                "No notebook is older than one that was seen here.",
                "A notebook is older than one that was seen here",
            ),
        ]
    }
}

async fn look_at_people(store: &dyn Store) -> Result<Option<Found>, StoreError> {
    let (people, mut found) = (store.some_accounts(PEOPLE).await?, Found::default());
    for account in &people {
        found.no_way_in += usize::from(!has_ways_in(store, account).await?);
        let (head, seen) = (store.head(account.notebook).await, store.witness(account.notebook).await?);
        let Ok(Some(head)) = head else {
            found.no_end += 1;
            continue;
        };
        let last = store.read(account.notebook, head.seq.saturating_sub(1), 2).await?;
        let ends = last.last().map_or(head.seq == 0, |last| last.seq == head.seq);
        found.no_end += usize::from(!ends);
        found.older += usize::from(seen.is_some_and(|seen| seen.seq > head.seq));
    }
    Ok(Some(found).filter(|_| !people.is_empty()))
}

async fn has_ways_in(store: &dyn Store, account: &AccountRow) -> Result<bool, StoreError> {
    for way in [Way::Passphrase, Way::Recovery] {
        let sealed = store.unlocker(account.id, way).await?;
        if sealed.is_none_or(|sealed| Unlocker::from_bytes(&sealed).is_err()) {
            return Ok(false);
        }
    }
    Ok(!store.memberships(account.id, account.notebook).await?.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t58_what_is_wrong_with_a_notebook_is_seen_red() {
        let is_red = |found: Found| found.verdicts().map(|verdict| matches!(verdict, Some(Err(_))));
        assert_eq!(is_red(Found::default()), [false; 3]);
        assert_eq!(is_red(Found { no_way_in: 1, ..Found::default() }), [true, false, false]);
        assert_eq!(is_red(Found { no_end: 1, ..Found::default() }), [false, true, false]);
        assert_eq!(is_red(Found { older: 1, ..Found::default() }), [false, false, true]);
    }
}
