//! What was acknowledged, and whether it is there.

use std::{collections::HashSet, sync::Arc};

use hearken_vault::Store;

use super::people::{Somebody, keeper};
use crate::{Result, product::test_words};

/// The words that the server said it has kept of one person.
#[derive(Clone, Default)]
pub(super) struct Acknowledged(pub(super) Vec<String>);

/// Opens every notebook with nothing but its cookie, and holds what stands in it against what was acknowledged. How many
/// words that were. The server is gone.
pub(super) async fn all_there(
    store: &Arc<dyn Store>,
    people: &[Somebody],
    acknowledged: &[Acknowledged],
) -> Result<usize> {
    let mut lost = Vec::new();
    for (person, words) in people.iter().zip(acknowledged) {
        let kept = words_of(store, person).await?;
        lost.extend(words.0.iter().filter(|word| !kept.contains(*word)).cloned());
    }
    let sum = acknowledged.iter().map(|words| words.0.len()).sum();
    match lost.first() {
        None => Ok(sum),
        Some(first) => Err(format!("{} of {sum} acknowledged words are lost, as {first}", lost.len()).into()),
    }
}

async fn words_of(store: &Arc<dyn Store>, person: &Somebody) -> Result<HashSet<String>> {
    let session = keeper(store, 0).session(&person.cookie).await?.ok_or("a session was ended")?;
    let faults = session.vault().faults();
    if !faults.is_empty() {
        return Err(format!("a notebook has {} faults", faults.len()).into());
    }
    let notebook = session.vault().read();
    Ok(notebook.journal().flat_map(|(_, entry)| test_words(&entry.body)).collect())
}
