//! Single bits flipped, and the file cut short.

use std::ops::Range;

use hearken_vault::FaultKind;

use super::victim::Victim;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// Where the first bytes of each live entry lie in the file; a long one goes on elsewhere.
fn places(victim: &Victim) -> Vec<(u64, Range<usize>)> {
    let place = |sealed: &[u8]| {
        let whole = memchr::memmem::find(victim.database(), sealed).map(|start| start..start + sealed.len());
        whole
            .or_else(|| memchr::memmem::find(victim.database(), &sealed[..64]).map(|start| start..start + 64))
    };
    victim.sealed.iter().map(|(seq, sealed)| (*seq, place(sealed).expect("it lies in the file"))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_bit_flipped_inside_an_entry_is_reported_and_the_others_stay_readable() {
    let victim = Victim::make().await;
    let mut dice = Dice(6);
    for (seq, place) in places(&victim) {
        for _ in 0..24 {
            let (at, bit) = (place.start + dice.below(place.len()), dice.below(8));
            let folder = victim.with_database(|database| database[at] ^= 1 << bit);
            let faults = victim.judged(&folder, &format!("bit {bit} of byte {at}")).await.expect("it opens");
            assert_eq!(
                (faults[0].kind, faults[0].seq),
                (FaultKind::Changed, Some(seq)),
                "bit {bit} of byte {at}"
            );
            // When it is the erasure that cannot be read, nothing says any more why the erased bytes are gone.
            let others: Vec<_> = faults[1..].iter().map(|fault| (fault.kind, fault.seq)).collect();
            assert_eq!(others, if seq == 6 { vec![(FaultKind::Missing, Some(2))] } else { vec![] });
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_bit_flipped_anywhere_shows_a_wrong_word_or_hides_one() {
    let victim = Victim::make().await;
    let mut dice = Dice(7);
    let (mut opened, mut refused) = (0, 0);
    let used: Vec<usize> = (0..victim.database().len()).filter(|&at| victim.database()[at] != 0).collect();
    for round in 0..1500 {
        let at =
            if round % 8 == 0 { dice.below(victim.database().len()) } else { used[dice.below(used.len())] };
        let bit = dice.below(8);
        let folder = victim.with_database(|database| database[at] ^= 1 << bit);
        match victim.judged(&folder, &format!("bit {bit} of byte {at}")).await {
            Some(_) => opened += 1,
            None => refused += 1,
        }
    }
    assert!(opened > refused, "{opened} opened, {refused} refused: most of a damaged notebook can be read");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damage_to_the_pages_of_entries_keeps_nobody_out() {
    let victim = Victim::make().await;
    let mut dice = Dice(8);
    const PAGE: usize = 16_384;
    let page = places(&victim)[0].1.start / PAGE * PAGE;
    for round in 0..120 {
        // The page's head and its list of rows first: what SQLite itself relies on.
        let at = page + if round < 60 { dice.below(40) } else { dice.below(PAGE) };
        let bit = dice.below(8);
        let folder = victim.with_database(|database| database[at] ^= 1 << bit);
        let opened = victim.judged(&folder, &format!("bit {bit} of byte {at}")).await;
        assert!(opened.is_some(), "bit {bit} of byte {at} keeps everybody out");
    }
    for (start, length) in [(0, PAGE), (8, 64), (PAGE / 2, PAGE / 2)] {
        let folder = victim.with_database(|database| database[page + start..page + start + length].fill(0));
        let faults =
            victim.judged(&folder, &format!("{length} zeros from {start} on")).await.expect("it opens");
        assert!(!faults.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_cut_anywhere_is_noticed() {
    let victim = Victim::make().await;
    for length in (0..victim.database().len()).step_by(512) {
        let folder = victim.with_database(|database| database.truncate(length));
        if let Some(faults) = victim.judged(&folder, &format!("cut at {length}")).await {
            // What was cut off held nothing of the notebook's, or somebody is told.
            let whole = length >= victim.database().len() - 16_384;
            assert!(whole || !faults.is_empty(), "cut at {length}");
        }
    }
}
