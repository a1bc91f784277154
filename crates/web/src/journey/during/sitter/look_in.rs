//! When the sitter looks in next: counted from the last look, by the number that the content names.
//!
//! A look that the clock says is still to come counts for nothing (a clock was set back): then it is time sooner, never later.

use hearken_content::{ResponsivenessButton, library};
use hearken_core::{
    Notebook, RecordId, Timestamp,
    journey::{self, Moment, MomentKind, TreatmentSession},
};

/// How the looks stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct LookIn {
    /// Seconds since the last one, or since there was something to look after.
    pub(super) since: u64,
    /// Whether there was one.
    pub(super) looked: bool,
    /// Minutes from then to the next.
    pub(super) minutes: u64,
    /// What the last answer asks for.
    pub(super) last: Option<&'static ResponsivenessButton>,
    /// Minutes since the start at which a time without a look began and ended.
    pub(super) gaps: Vec<(u64, u64)>,
}

/// How a look stands, in whole minutes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stands {
    /// Minutes that are left.
    Later(u64),
    /// Now.
    Due,
    /// It was not done in its minute.
    Missed,
}

/// The answer of that score.
pub(super) fn button(score: i32) -> Option<&'static ResponsivenessButton> {
    u8::try_from(score).ok().and_then(|score| library().journey.sitter.responsiveness.button(score))
}

/// Minutes to the next look after that answer.
pub(super) fn minutes_after(last: Option<&ResponsivenessButton>) -> u64 {
    let usual = library().journey.sitter.card.look_in_minutes;
    u64::from(last.and_then(|button| button.recheck_minutes).unwrap_or(usual))
}

/// A look, or readings that say how the person answered.
fn is_look(moment: &Moment) -> bool {
    moment.kind == MomentKind::LookIn || moment.number("moaas").is_some()
}

impl LookIn {
    /// How they stand now; `None` before the session began.
    pub(super) fn at(
        notebook: &Notebook,
        id: RecordId,
        treatment: &TreatmentSession,
        now: Timestamp,
    ) -> Option<Self> {
        let from = treatment.started()?.at;
        let moments = journey::moments_of(notebook, id);
        let looks = moments.iter().map(|(_, moment)| *moment).filter(|it| is_look(it));
        let mut looks: Vec<_> = looks
            .filter(|it| it.when.at <= now)
            .map(|it| (it.when.at, it.number("moaas").and_then(button)))
            .collect();
        looks.sort_by_key(|(at, _)| *at);
        let since_start = |at: Timestamp| at.seconds_since(from) / 60;
        let mut gaps = Vec::new();
        let (mut before, mut last, mut looked) = (from, None, false);
        for (at, answer) in looks.into_iter().filter(|(at, _)| *at >= from) {
            if at.seconds_since(before) / 60 > minutes_after(last) {
                gaps.push((since_start(before), since_start(at)));
            }
            (before, last, looked) = (at, answer, true);
        }
        Some(Self { since: now.seconds_since(before), looked, minutes: minutes_after(last), last, gaps })
    }

    /// How the next one stands.
    pub(super) fn stands(&self) -> Stands {
        let passed = self.since / 60;
        match self.minutes.checked_sub(passed) {
            Some(0) => Stands::Due,
            Some(left) => Stands::Later(left),
            None => Stands::Missed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::{Revision, When, notebook::Prepared};

    const MINUTE: i64 = 60_000;

    fn at(minute: i64) -> When {
        When::new(Timestamp::from_millis(1_795_369_200_000 + minute * MINUTE), 0)
    }

    /// A session that began at minute 0, with looks at these minutes.
    fn looked(looks: &[(i64, i32)]) -> (Notebook, RecordId, TreatmentSession) {
        let id = RecordId::from_bytes([1; 16]);
        let mut notebook = Notebook::default();
        let treatment = TreatmentSession { began: Some(at(0)), ..TreatmentSession::new(id) };
        let moments = looks.iter().map(|(minute, score)| Moment {
            kind: MomentKind::LookIn,
            when: at(*minute),
            numbers: vec![("moaas".to_owned(), *score)],
            ..Moment::new(id)
        });
        let records = std::iter::once(treatment.clone().into()).chain(moments.map(Into::into));
        for (n, what) in (1_u8..).zip(records) {
            let (record, saved) = (RecordId::from_bytes([n; 16]), at(0).at);
            notebook.apply(Prepared::of(Revision { record, rev: 1, base: 0, settles: vec![], saved, what }));
        }
        (notebook, id, treatment)
    }

    fn stands(looks: &[(i64, i32)], minute: i64) -> Stands {
        let (notebook, id, treatment) = looked(looks);
        LookIn::at(&notebook, id, &treatment, at(minute).at).unwrap().stands()
    }

    #[test]
    fn a_look_is_due_a_quarter_of_an_hour_after_the_last_and_missed_a_minute_later() {
        assert_eq!(stands(&[], 0), Stands::Later(15));
        assert_eq!([14, 15, 16].map(|now| stands(&[], now)), [Stands::Later(1), Stands::Due, Stands::Missed]);
        assert_eq!(
            [16, 29, 30, 31].map(|now| stands(&[(15, 5)], now)),
            [Stands::Later(14), Stands::Later(1), Stands::Due, Stands::Missed]
        );
    }

    #[test]
    fn r27_after_only_a_loud_call_one_looks_again_in_five_minutes() {
        assert_eq!(
            [4, 5, 6].map(|now| stands(&[(0, 3)], now)),
            [Stands::Later(1), Stands::Due, Stands::Missed]
        );
        assert_eq!(stands(&[(0, 3), (5, 5)], 6), Stands::Later(14), "and as usual once they answer");
    }

    #[test]
    fn a_miss_stays_to_be_seen() {
        let (notebook, id, treatment) = looked(&[(15, 5), (50, 5), (60, 5)]);
        let look = LookIn::at(&notebook, id, &treatment, at(61).at).unwrap();
        assert_eq!((look.stands(), look.gaps), (Stands::Later(14), vec![(15, 50)]));
    }

    #[test]
    fn a_clock_set_back_makes_the_next_look_come_sooner_and_never_later() {
        assert_eq!(stands(&[(10, 5), (90, 5)], 31), Stands::Missed, "the look at 90 is still to come");
        assert_eq!(stands(&[(90, 5)], 5), Stands::Later(10));
    }
}
