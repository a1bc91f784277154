//! Patterns of one's own, within bounds.

use crate::{Extra, NewRevision, Notebook, RecordId, Refusal, limits::check_name};

/// A pattern somebody made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OwnBreath {
    /// What it is called.
    pub name: String,
    /// Milliseconds of breathing in, a pause, breathing out, a pause.
    pub phases: [u32; 4],
    /// How many minutes it takes.
    pub minutes: u32,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Within which bounds a pattern lies; the content has the numbers.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The shortest and the longest breath, in milliseconds.
    pub cycle: (u32, u32),
    /// The shortest and the longest breathing in or out.
    pub phase: (u32, u32),
    /// The longest pause.
    pub hold: u32,
    /// The longest time, in minutes.
    pub minutes: u32,
    /// The questions about health were answered, so that a pause may be (B2).
    pub holds_open: bool,
}

/// The bound that a pattern lies beyond.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beyond {
    /// The whole breath is too short or too long.
    Pace,
    /// Breathing in or out is too short or too long.
    Phase,
    /// Breathing out is shorter than breathing in.
    Out,
    /// A pause is too long.
    Hold,
    /// There is a pause, and the questions do not let it through.
    Gate,
    /// The time is out of bounds.
    Minutes,
}

impl OwnBreath {
    /// Whether the breath is held.
    pub const fn holds(&self) -> bool {
        self.phases[1] > 0 || self.phases[3] > 0
    }

    /// The first bound it lies beyond.
    pub fn beyond(&self, bounds: &Bounds) -> Option<Beyond> {
        let within = |value: u32, (least, most): (u32, u32)| (least..=most).contains(&value);
        let [inward, top, out, low] = self.phases;
        let cycle = self.phases.iter().fold(0_u32, |sum, &ms| sum.saturating_add(ms));
        let all = [
            (self.holds() && !bounds.holds_open, Beyond::Gate),
            (top > bounds.hold || low > bounds.hold, Beyond::Hold),
            (!within(inward, bounds.phase) || !within(out, bounds.phase), Beyond::Phase),
            (out < inward, Beyond::Out),
            (!within(cycle, bounds.cycle), Beyond::Pace),
            (!within(self.minutes, (1, bounds.minutes)), Beyond::Minutes),
        ];
        all.into_iter().find(|(beyond, _)| *beyond).map(|(_, which)| which)
    }
}

/// Plans a new pattern (`base` 0) or an edit of one.
pub fn keep_own(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    own: OwnBreath,
    bounds: &Bounds,
) -> Result<NewRevision, Refusal> {
    let name = check_name(&own.name)?.to_owned();
    if let Some(beyond) = own.beyond(bounds) {
        return Err(Refusal::Breath(beyond));
    }
    notebook.check_kind::<OwnBreath>(record, base)?;
    Ok(NewRevision::edit(record, base, OwnBreath { name, ..own }.into()))
}
