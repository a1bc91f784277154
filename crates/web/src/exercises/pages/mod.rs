//! The pages of exercises: what each shows as a struct, and how it is drawn.

pub(super) mod about;
pub(super) mod beside;
pub(super) mod drawings;
pub(super) mod erase;
pub(super) mod finished;
pub(super) mod gate;
pub(super) mod hands_free;
pub(super) mod inputs;
pub(super) mod list;
pub(super) mod lost;
pub(super) mod screen;
pub(super) mod take_away;
pub(super) mod too_much;
pub(super) mod voice_notes;

#[cfg(test)]
mod tests;
