//! What is shown of parts.

mod change;
mod form;
mod form_own;
mod one;
mod pieces;
mod told;

pub(super) use change::{MergePage, PicturePage, PrintedPart, SplitPage};
pub(super) use form::PartFormPage;
pub(super) use one::{Look, Merged, PartPage, Standing, Undo};
pub(super) use pieces::{BondLine, Heading, Mention, Named, Trait};
pub(super) use told::{Change, Story, StoryItem};
