//! One person's log: open it, record into it, erase from it, lock it. The storage ports and the sessions.
//!
//! This is the only crate that sees both sides: it turns domain records into bytes ([`stored`]), seals them through
//! the narrow door of `hearken-seal`, and hands sealed bytes to a [`port::Store`]. **Deliberately absent:** SQL,
//! HTTP, and any decision about what a record may say (that is `core`'s).
//!
//! Who may read what is decided here and nowhere else: a [`Session`] is the proof that somebody unlocked, and an
//! [`OpenVault`] can be had from a [`Session`] alone. Which sessions are narrow, held to a single session of treatment, is
//! said here too.

mod access;
mod account;
mod aside;
mod attempts;
mod begin;
mod decoy;
mod doors;
mod draft;
mod factors;
mod feed;
mod held;
mod integrity;
mod keeper;
mod keys;
mod known;
mod late;
mod members;
mod name;
mod narrow;
mod older;
mod open;
mod plan;
pub mod port;
mod session;
mod sitting;
mod space;
pub mod stored;
mod told;
mod weight;
mod who;
mod write;

pub use account::UnlockError;
pub use aside::AsideBytes;
pub use begin::{BeginError, Joins};
pub use draft::{Draft, DraftKept};
pub use factors::{
    Answered, CodesError, LONGEST_LABEL, MOST_PASSKEYS, MadePasskey, PasskeyError, Place, SecondStep,
    SeenPasskey,
};
pub use feed::{Feed, FeedId, MOST_FEEDS};
pub use held::{HoldError, Sender};
pub use integrity::{Fault, FaultKind};
pub use keeper::{Glance, Keeper, SeenSession, Setup};
pub use late::{LATE_NOTES_FOR, LateNote};
pub use name::{LONGEST_NAME, Name, NameFault};
pub use narrow::{HandOverError, JoinError, Sitting, TakeBackError, is_pin};
pub use open::OpenVault;
pub use port::{Clock, Head, Store, StoreError};
pub use session::{Cookie, Session};
pub use space::{Greeting, InviteError, LookedOver, Newcomer, OpenSpace, SpaceLookedOver, member_id};
pub use who::{Door, InvitationToken, SignUps, Who};
pub use write::{Change, Saved, WriteError};
