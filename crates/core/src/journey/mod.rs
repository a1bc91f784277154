//! The journey: a programme of ketamine treatment and its sessions, from the first plan to what stays of them.
//!
//! What a person says before (screening, intentions), what is noted while it lasts (moments), and what they do with it
//! after (small acts). Which questions there are, which rules look at them and what each window after a session asks is
//! content. Nothing here knows a dose, and nothing here clears anybody for anything.

mod acts;
mod belongings;
mod intentions;
mod keeping;
mod moments;
mod office;
mod programmes;
mod screenings;
mod sessions;
mod states;

pub use acts::{SmallAct, acts_of, keep_act, look_at_act};
pub(crate) use belongings::all_of;
pub use intentions::{Intention, intentions_of, keep_intention};
pub use moments::{Moment, MomentKind, Watcher, keep_moment, moments_of, note_moment};
pub use office::{DueAt, Seen, Standing, THERE, mark, pressure_due, seen};
pub use programmes::{Person, Programme, Route, Setting, current, keep_programme, programme_at_hand};
pub use screenings::{
    Answered, Release, Said, Screening, keep_release, keep_screening, newest_screening, releases_of,
};
pub use sessions::{
    ENDED_ANOTHER_WAY, Tick, TreatmentSession, begin, day_of, end_another_way, go, is_untouched,
    keep_session, latest_before, sessions_of, take_back_beginning, tick,
};
pub use states::State;
