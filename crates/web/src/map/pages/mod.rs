//! What is shown of the map.

mod list;
mod map;
mod place;
mod shared;

pub(super) use list::{BondLine, ListPage, Row};
pub(super) use map::{Done, MapPage, Since};
pub(super) use place::PlacePage;
