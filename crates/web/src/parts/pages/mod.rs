//! What is shown of parts.

mod form;
mod part;

pub(super) use form::PartFormPage;
pub(super) use part::{Mention, PartPage, Trait};
