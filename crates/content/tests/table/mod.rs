//! What the truth table is made of: the inputs of a rule, and what the clinical notes say comes of them.

pub(crate) mod inputs;
pub(crate) mod rows;
