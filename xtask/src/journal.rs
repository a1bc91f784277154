//! An invented journal of any size, the same on every machine, with planted words whose number is known.
//!
//! The generator is splitmix64, so a seed gives the same bytes for ever; a search that finds another number of
//! planted words than [`PLANTED`] says is wrong.

/// Words that the text never makes by itself, and how many entries hold each.
pub(crate) const PLANTED: [(&str, usize); 4] =
    [("marigolds", 1), ("saltmarsh", 10), ("weathervane", 100), ("threshold", 1000)];

/// A small deterministic source of numbers. Nothing secret may come from it.
pub(crate) struct Numbers(u64);

impl Numbers {
    /// The same seed gives the same numbers.
    pub(crate) fn from_seed(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which is at least 1.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Ten bytes for the random part of an id.
    pub(crate) fn ten_bytes(&mut self) -> [u8; 10] {
        std::array::from_fn(|_| self.next() as u8)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// One invented entry.
pub(crate) struct Written {
    /// Its title.
    pub(crate) title: String,
    /// Its words.
    pub(crate) body: String,
    /// Seconds since the first entry.
    pub(crate) second: i64,
}

const WHO: [&str; 10] = [
    "the Lookout",
    "Pebble",
    "the List Maker",
    "the Inspector",
    "Kettle",
    "the Small One",
    "Żabka",
    "the Bridge",
    "el Abuelo",
    "the Sprinter",
];
const DID: [&str; 8] = [
    "came close",
    "stayed behind the curtain",
    "spoke first",
    "would not look up",
    "asked to be left alone",
    "laughed a little",
    "held on tight",
    "let me sit beside it",
];
const WHERE: [&str; 8] = [
    "in the throat",
    "under the ribs",
    "in both hands",
    "behind the left ear",
    "in the jaw",
    "low in the belly",
    "across the shoulders",
    "somewhere outside of me",
];
const THEN: [&str; 8] = [
    "It wants things to stay as they are until it trusts the new ones.",
    "I had not known how long it has been on duty.",
    "What it fears most is that somebody will notice.",
    "We found one sentence that both of us could say.",
    "After a while the room felt larger.",
    "It remembers a hallway, a coat, the smell of rain.",
    "I said thank you and it did not know where to look.",
    "There was nothing to solve, so we watched the light move.",
];

/// `count` entries of about `bytes` bytes each, over five years.
pub(crate) fn entries(count: usize, bytes: usize, seed: u64) -> Vec<Written> {
    let mut numbers = Numbers::from_seed(seed);
    let planted = plan(count, &mut numbers);
    let step = (5 * 365 * 86_400 / count.max(1)) as i64;
    (0..count).map(|place| entry(&mut numbers, bytes, place as i64 * step, &planted[place])).collect()
}

/// How many entries of a journal of this size hold the planted word.
pub(crate) fn planted_in(count: usize, planted: usize) -> usize {
    planted.min(count)
}

/// Which planted words go into which entry: each into as many different ones as it says.
fn plan(count: usize, numbers: &mut Numbers) -> Vec<Vec<&'static str>> {
    let mut plan = vec![Vec::new(); count];
    for (word, many) in PLANTED {
        let mut free: Vec<usize> = (0..count).collect();
        for _ in 0..planted_in(count, many) {
            let chosen = free.swap_remove(numbers.below(free.len()));
            plan[chosen].push(word);
        }
    }
    plan
}

fn entry(numbers: &mut Numbers, bytes: usize, second: i64, planted: &[&str]) -> Written {
    let who = numbers.pick(&WHO);
    let length = bytes * 3 / 4 + numbers.below(bytes / 2 + 1);
    let mut body = String::with_capacity(length + 160);
    for word in planted {
        body.push_str(&format!("The word of the day was {word}. "));
    }
    while body.len() < length {
        body.push_str(&sentence(numbers, who));
        body.push_str(if numbers.below(5) == 0 { "\n\n" } else { " " });
    }
    Written { title: format!("{who}, {}", numbers.pick(&WHERE)), body, second }
}

fn sentence(numbers: &mut Numbers, who: &str) -> String {
    match numbers.below(3) {
        0 => format!("{who} {}, {}.", numbers.pick(&DID), numbers.pick(&WHERE)),
        1 => numbers.pick(&THEN).to_owned(),
        _ => format!(
            "It went from {} to {} out of ten while {} {}.",
            4 + numbers.below(7),
            numbers.below(4),
            numbers.pick(&WHO),
            numbers.pick(&DID)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_planted_word_is_there_as_often_as_it_says() {
        let journal = entries(2_000, 512, 7);
        for (word, many) in PLANTED {
            let found = journal.iter().filter(|entry| entry.body.contains(word)).count();
            assert_eq!(found, many, "{word}");
        }
    }

    #[test]
    fn the_same_seed_writes_the_same_journal() {
        let (one, two, other) = (entries(50, 512, 1), entries(50, 512, 1), entries(50, 512, 2));
        let texts = |journal: &[Written]| journal.iter().map(|entry| entry.body.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&one), texts(&two));
        assert_ne!(texts(&one), texts(&other));
    }

    #[test]
    fn entries_are_about_as_long_as_asked() {
        let journal = entries(500, 2048, 3);
        let mean = journal.iter().map(|entry| entry.body.len()).sum::<usize>() / journal.len();
        assert!((1_900..2_300).contains(&mean), "{mean}");
    }
}
