//! How much of a form is read. A larger one is refused whole: half a questionnaire is none.

/// The most items (`interop`, section 7.4 (P)).
pub const MOST_ITEMS: usize = 5_000;

/// The most items within each other (P).
pub const MOST_DEPTH: usize = 16;

/// The most options of one item (P).
pub const MOST_OPTIONS: usize = 200;

/// The most letters of an expression (P).
pub const MOST_EXPRESSION: usize = 10_000;

/// The most letters of an item's name (P).
pub const MOST_NAME: usize = 255;

/// The most remarks on what is not followed (P).
pub const MOST_NOTES: usize = 1_000;
