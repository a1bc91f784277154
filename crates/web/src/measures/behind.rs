//! The numbers behind what is said of a course, each with what it takes for granted. Nothing is shown that the points cannot
//! carry; none of it says why.

use hearken_content::{HowWords, fill, library};
use hearken_core::statistics::{Interrupted, Reliability, Shows, Shrunken, Slope, corrected_tau};
use hearken_measures::Scale;

use super::said::{Change, direction, points};

/// One number and what it takes for granted.
pub(super) struct Behind {
    pub(super) name: &'static str,
    pub(super) figure: String,
    pub(super) how: String,
}

const WEEK: f64 = 7.0;

/// Everything the points can carry.
pub(super) fn of(scale: &Scale, change: &Change) -> Vec<Behind> {
    let words = &library().measure_words.how;
    let found = [
        reliable(words, scale),
        overlap(words, change),
        slope(words, change),
        corrected(words, scale, change),
        break_in_the_line(words, change),
        shrunken(words, scale, change),
    ];
    found.into_iter().flatten().collect()
}

fn reliable(words: &'static HowWords, scale: &Scale) -> Option<Behind> {
    let reliable = scale.reliable.as_ref()?;
    let computed =
        reliability(scale).map(|it| format!(", computed {:.2}", it.threshold())).unwrap_or_default();
    let note = reliable.note.as_deref().unwrap_or_default();
    Some(Behind {
        name: &words.reliable.title,
        figure: format!("{} points{computed}", reliable.points),
        how: format!("{} {note}", words.reliable.text),
    })
}

/// The spread and the reliability that a threshold was computed from.
fn reliability(scale: &Scale) -> Option<Reliability> {
    let reliable = scale.reliable.as_ref()?;
    Reliability::new(reliable.sd?, reliable.r?)
}

fn overlap(words: &'static HowWords, change: &Change) -> Option<Behind> {
    let overlap = change.overlap?;
    let (nap, tau) = (overlap.interval, overlap.tau_interval());
    Some(Behind {
        name: &words.pairs.title,
        figure: format!(
            "NAP {:.2} ({:.2} to {:.2}), Tau {:.2} ({:.2} to {:.2})",
            overlap.nap,
            nap.low,
            nap.high,
            overlap.tau(),
            tau.low,
            tau.high
        ),
        how: words.pairs.text.clone(),
    })
}

/// Of the days since the first session, or of all where there was none.
fn slope(words: &'static HowWords, change: &Change) -> Option<Behind> {
    let phase = if change.since.is_empty() { &change.before } else { &change.since };
    let slope = Slope::of(phase)?;
    Some(Behind {
        name: &words.slope.title,
        figure: format!("{:+.1} points a week, from {} pairs", slope.per_day * WEEK, slope.pairs),
        how: words.slope.text.clone(),
    })
}

fn corrected(words: &'static HowWords, scale: &Scale, change: &Change) -> Option<Behind> {
    let corrected = corrected_tau(&change.before, &change.since, direction(scale.better?))?;
    let taken_out = corrected.per_day * WEEK;
    Some(Behind {
        name: &words.corrected.title,
        figure: format!("{:.2}, without {taken_out:+.1} points a week from before", corrected.tau),
        how: words.corrected.text.clone(),
    })
}

fn break_in_the_line(words: &'static HowWords, change: &Change) -> Option<Behind> {
    let series = Interrupted::of(&change.before, &change.since)?;
    let slope = match series.shows {
        Shows::LevelAndSlope => format!(", then {:+.1} points a week more than before", series.slope * WEEK),
        Shows::Level => String::new(),
    };
    Some(Behind {
        name: &words.series.title,
        figure: format!("{:+.1} points at the first score after{slope}", series.level),
        how: words.series.text.clone(),
    })
}

fn shrunken(words: &'static HowWords, scale: &Scale, change: &Change) -> Option<Behind> {
    let moved = change.newest? - change.start?;
    let prior = f64::from(words.prior);
    let it = Shrunken::of(moved, reliability(scale)?.s_diff(), prior)?;
    Some(Behind {
        name: &words.shrunken.title,
        figure: format!(
            "{:+.1} points, with 95 % between {:+.1} and {:+.1}",
            it.mean, it.interval.low, it.interval.high
        ),
        how: fill(&words.shrunken.text, &[("points", &points(prior))]),
    })
}
