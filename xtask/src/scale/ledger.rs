//! What was acknowledged, and whether it is there, once.

use std::{collections::HashMap, sync::Arc};

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
    let mut faults = Faults::default();
    for (person, words) in people.iter().zip(acknowledged) {
        faults.look(&words_of(store, person).await?, words);
    }
    let sum = acknowledged.iter().map(|words| words.0.len()).sum();
    faults.none(sum).map(|()| sum)
}

/// Words that are not as they were acknowledged.
#[derive(Default)]
struct Faults {
    lost: Vec<String>,
    doubled: Vec<String>,
}

impl Faults {
    /// Looks at what is kept of one person: words, and in how many entries each stands.
    fn look(&mut self, kept: &HashMap<String, usize>, acknowledged: &Acknowledged) {
        self.lost.extend(acknowledged.0.iter().filter(|word| !kept.contains_key(*word)).cloned());
        let doubled = kept.iter().filter(|(_, times)| **times > 1);
        self.doubled.extend(doubled.map(|(word, _)| word.clone()));
    }

    fn none(&self, of: usize) -> Result {
        for (faults, are) in [(&self.lost, "lost"), (&self.doubled, "there twice")] {
            if let Some(first) = faults.first() {
                let many = faults.len();
                return Err(format!("{many} of {of} acknowledged words are {are}, as {first}").into());
            }
        }
        Ok(())
    }
}

/// The words that stand in a notebook, and in how many entries each.
async fn words_of(store: &Arc<dyn Store>, person: &Somebody) -> Result<HashMap<String, usize>> {
    let session = keeper(store, 0).session(&person.cookie).await?.ok_or("a session was ended")?;
    let faults = session.vault().faults();
    if !faults.is_empty() {
        return Err(format!("a notebook has {} faults", faults.len()).into());
    }
    let notebook = session.vault().read();
    let mut words = HashMap::new();
    for word in notebook.journal().flat_map(|(_, entry)| test_words(&entry.body)) {
        *words.entry(word).or_insert(0) += 1;
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_lost_and_one_that_is_there_twice_are_each_a_fault() {
        let said = |kept: &[(&str, usize)]| {
            let kept = kept.iter().map(|(word, times)| ((*word).to_owned(), *times)).collect();
            let mut faults = Faults::default();
            faults.look(&kept, &Acknowledged(vec!["heron".to_owned()]));
            faults.none(1).err().map(|fault| fault.to_string()).unwrap_or_default()
        };
        assert_eq!(said(&[("heron", 1), ("sent, and not acknowledged", 1)]), "");
        assert_eq!(said(&[]), "1 of 1 acknowledged words are lost, as heron");
        assert_eq!(said(&[("heron", 2)]), "1 of 1 acknowledged words are there twice, as heron");
    }
}
