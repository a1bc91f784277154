//! T06 and T07: flipped bits, cut-off files, noise. What is shown is right, or it is reported; never wrong in silence.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Lab, control_must_fail, rollback};
use crate::{
    Result,
    journal::Numbers,
    product::{Notebook, test_word},
    summary::Outcome,
    tools::files_below,
};

const CUT_STEP: usize = 512;

pub(super) fn prove_flips(lab: &Lab) -> Result<Outcome> {
    let words = vec![test_word(1), test_word(2)];
    let original = lab.notebook_with(&words)?;
    let database = rollback::database_of(&original)?;
    let bytes = fs::read(original.folder().join(&database))?;
    let live = live_places(&original, &bytes)?;
    let places = chosen_places(lab, &live, bytes.len());
    let mut noticed_live = 0;
    for &place in &places {
        let copy = lab.copy_of(&original)?;
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (place % 8);
        fs::write(copy.folder().join(&database), flipped)?;
        let verdict = honest(&copy, &words).map_err(|fault| format!("byte {place} flipped: {fault}"))?;
        let is_live = live.binary_search(&place).is_ok();
        if is_live && verdict == Verdict::AsBefore {
            return Err(
                format!("byte {place}, inside a sealed entry, was flipped and `verify` is content").into()
            );
        }
        noticed_live += usize::from(is_live);
        fs::remove_dir_all(copy.folder())?;
    }
    let noticed = control_must_fail("a word expected that was never written", control(&original, &words))?;
    let many = places.len();
    Ok(Outcome::Held(format!(
        "{many} flips, {noticed_live} of them in sealed entries and all of those reported; control: {noticed}"
    )))
}

pub(super) fn prove_cuts(lab: &Lab) -> Result<Outcome> {
    let words = vec![test_word(1), test_word(2)];
    let original = lab.notebook_with(&words)?;
    let database = rollback::database_of(&original)?;
    let bytes = fs::read(original.folder().join(&database))?;
    let every = lab.rounds((bytes.len() / CUT_STEP / 20).max(1), 1);
    let mut damages: Vec<(PathBuf, Vec<u8>)> = (0..bytes.len())
        .step_by(CUT_STEP * every)
        .map(|length| (database.clone(), bytes[..length].to_vec()))
        .collect();
    damages.extend(noises(&database, &bytes));
    let (many, mut reported) = (damages.len(), 0);
    for (file, content) in damages {
        let copy = lab.copy_of(&original)?;
        let what = format!("{} with {} bytes", file.display(), content.len());
        fs::write(copy.folder().join(&file), content)?;
        let verdict = honest(&copy, &words).map_err(|fault| format!("{what}: {fault}"))?;
        reported += usize::from(verdict == Verdict::Reported);
        fs::remove_dir_all(copy.folder())?;
    }
    let noticed = control_must_fail("a word expected that was never written", control(&original, &words))?;
    Ok(Outcome::Held(format!(
        "{many} cuts and noises, {reported} reported, the rest harmless; control: {noticed}"
    )))
}

#[derive(PartialEq, Eq)]
enum Verdict {
    /// Everything is there and `verify` is content.
    AsBefore,
    /// `verify` says that something is wrong.
    Reported,
}

/// Fails when something wrong is shown, or something is missing and nobody says so.
fn honest(notebook: &Notebook, words: &[String]) -> Result<Verdict> {
    let survey = notebook.glance()?;
    if let Some((strange, _)) = survey.words.iter().find(|(word, _)| !words.contains(word)) {
        return Err(format!("{strange} is shown and was never written\n{}", survey.said).into());
    }
    match survey.verify {
        Some(0) => survey.check(words, words).map(|()| Verdict::AsBefore),
        Some(1 | 2) => Ok(Verdict::Reported),
        other => Err(format!("`verify` ended with {other:?}\n{}", survey.said).into()),
    }
}

/// Expects a word that is not there: `honest` has to complain.
fn control(original: &Notebook, words: &[String]) -> Result {
    let one_more = [words, &[test_word(3)]].concat();
    let checked = honest(original, &one_more).map(|_| ());
    checked.map_err(|fault| fault.to_string().lines().next().unwrap_or("").to_owned().into())
}

/// Where sealed entries lie in the file: every place that holds a byte of one, ascending.
fn live_places(notebook: &Notebook, bytes: &[u8]) -> Result<Vec<usize>> {
    let mut places = Vec::new();
    for sealed in rollback::sealed_entries(notebook)? {
        let beginning = &sealed[..sealed.len().min(48)];
        let found =
            memchr::memmem::find(bytes, beginning).ok_or("a sealed entry is not in the file as it is")?;
        // A long one goes on in overflow pages elsewhere; its beginning is enough.
        let unbroken = sealed.iter().zip(&bytes[found..]).take_while(|(one, other)| one == other).count();
        places.extend(found..found + unbroken);
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

/// Every byte of the sealed entries and every 64th elsewhere; in the short form a sample of both.
fn chosen_places(lab: &Lab, live: &[usize], length: usize) -> Vec<usize> {
    let mut numbers = Numbers::from_seed(6);
    if !lab.is_short() {
        let mut places: Vec<usize> = (0..length).step_by(64).chain(live.iter().copied()).collect();
        places.sort_unstable();
        places.dedup();
        return places;
    }
    let from_live = (0..24).map(|_| live[numbers.below(live.len())]).collect::<Vec<_>>();
    from_live.into_iter().chain((0..24).map(|_| numbers.below(length))).collect()
}

/// Noise where a file of the store is, or could come to lie.
fn noises(database: &Path, bytes: &[u8]) -> Vec<(PathBuf, Vec<u8>)> {
    let mut numbers = Numbers::from_seed(7);
    let mut noise = |length: usize| (0..length).map(|_| numbers.next() as u8).collect::<Vec<u8>>();
    let beside = |ending: &str| PathBuf::from(format!("{}{ending}", database.display()));
    let mut zeroed_page = bytes.to_vec();
    let middle = bytes.len() / 2 / 4096 * 4096;
    zeroed_page[middle..(middle + 4096).min(bytes.len())].fill(0);
    vec![
        (beside("-wal"), noise(9_000)),
        (beside("-wal"), Vec::new()),
        (beside("-shm"), noise(32_768)),
        (beside("-journal"), noise(5_000)),
        (database.to_owned(), noise(bytes.len())),
        (database.to_owned(), [bytes, &noise(4_096)[..]].concat()),
        (database.to_owned(), zeroed_page),
    ]
}

/// The files of a notebook's folder that begin as a database does.
pub(super) fn databases(folder: &Path) -> Result<Vec<PathBuf>> {
    let begins_well =
        |path: &PathBuf| fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3\0"));
    Ok(files_below(folder)?.into_iter().filter(begins_well).collect())
}
