//! Why a change was not made. Typed here; put into words where somebody reads them.

/// A change that the notebook does not take. Nothing was written, nothing was lost.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// There is nothing to keep.
    #[error("nothing to keep")]
    Empty,
    /// A name is needed and none was given.
    #[error("no name")]
    NoName,
    /// A text is longer than one record may hold.
    #[error("{bytes} bytes where {limit} fit")]
    TooLong {
        /// How long it is, in bytes.
        bytes: usize,
        /// How long it may be, in bytes.
        limit: usize,
    },
    /// More things tied to one record than it may hold.
    #[error("more than {limit} ties")]
    TooMany {
        /// How many it may hold.
        limit: usize,
    },
    /// The record is not in this notebook, or was erased.
    #[error("no such record")]
    NotHere,
    /// The run is already finished.
    #[error("the run is finished")]
    Finished,
    /// The same id was used before for something of another kind.
    #[error("the id names something else")]
    OtherKind,
    /// A number was asked for, and something else was typed.
    #[error("not a number")]
    NotANumber,
    /// A level beyond the end of its scale.
    #[error("above {highest}")]
    OutOfRange {
        /// The highest there is.
        highest: u8,
    },
    /// A part cannot be tied to itself, nor found to be itself.
    #[error("the same part")]
    SamePart,
    /// The part is archived.
    #[error("the part is archived")]
    Archived,
    /// A pattern of breath beyond what is safe.
    #[error("beyond the bounds of a breath: {0:?}")]
    Breath(crate::breathing::Beyond),
    /// Planned at home, and given in the office alone (R33).
    #[error("given in the office alone")]
    OnlyInTheOffice,
    /// A session cannot go on to that from where it stands, nor a space that is not open yet, or over.
    #[error("not from where it stands")]
    NotNow,
    /// It is never shown to anybody: a hidden part, a private entry, what has no page that could be shown.
    #[error("never shown to anybody")]
    NeverShown,
    /// There is nothing before the newest revision that could be taken up again.
    #[error("nothing to undo")]
    NothingToUndo,
}
