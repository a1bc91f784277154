//! Who is there, what time it is, and where things are kept: the set-up that every test starts from.

mod backend;
mod clock;
mod person;
mod postgres;
mod postgres_killed;
mod postgres_pair;
mod postgres_server;
mod small_disk;
mod soft_passkey;

pub(crate) use backend::{Backend, Sqlite, find};
pub(crate) use clock::{Day, HandClock};
pub(crate) use person::{PASSPHRASE, Person, entry, keeper, pass, process, writing};
pub(crate) use postgres::Postgres;
pub(crate) use postgres_pair::Pair;
pub(crate) use small_disk::SmallDisk;
pub(crate) use soft_passkey::{Brought, SoftPasskey};
