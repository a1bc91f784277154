//! The pages of bringing something in.

mod choose;
mod look;

pub(super) use choose::{Came, ChoosePage};
pub(super) use look::{Choices, LookPage};

/// “3 parts”; `None` for none.
fn counted(count: u64, one: &str, many: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
}
