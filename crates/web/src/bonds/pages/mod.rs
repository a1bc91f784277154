//! What is shown of bonds.

mod bond;

pub(super) use bond::{BondPage, Known, Other};
