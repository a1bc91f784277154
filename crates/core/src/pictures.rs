//! Pictures of parts: small, already freed of whatever a camera wrote into them.

use std::collections::HashSet;

use crate::{Extra, Kind, Known, NewRevision, Notebook, RecordId, Refusal, parts::Part};

/// Bytes that one picture may have once it was made small.
pub const PICTURE_BYTES: usize = 400 << 10;

/// How a picture's bytes are to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PictureKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

impl PictureKind {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The kind with that media type.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png].into_iter().find(|kind| kind.media_type() == media_type)
    }
}

/// A picture, made anew from what was given, so that it holds nothing but what is seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// How its bytes are to be read.
    pub kind: PictureKind,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Plans a picture and that the part has it.
pub fn give(
    notebook: &Notebook,
    part: RecordId,
    record: RecordId,
    picture: Picture,
) -> Result<Vec<NewRevision>, Refusal> {
    if picture.bytes.len() > PICTURE_BYTES {
        return Err(Refusal::TooLong { bytes: picture.bytes.len(), limit: PICTURE_BYTES });
    }
    notebook.check_kind::<Picture>(record, 0)?;
    let (_, rev, described) = notebook.part_with_rev(part).ok_or(Refusal::NotHere)?;
    let described = Part { picture: Some(record), ..described.clone() };
    Ok(vec![NewRevision::first(record, picture.into()), crate::parts::keep(notebook, part, rev, described)?])
}

/// Every picture that a part alone ever had and that is still here. One that another part has or had is that one's too: parts
/// that were one for a while share it.
pub fn all_of(notebook: &Notebook, part: RecordId) -> Vec<RecordId> {
    let had = |part| notebook.history(part).iter().filter_map(|said| Part::of(&said.what)?.picture);
    let others = notebook.of_kind(Kind::Part).iter().filter(|&&other| other != part);
    let shared: HashSet<RecordId> = others.flat_map(|&other| had(other)).collect();
    let here = |picture: &RecordId| notebook.get::<Picture>(*picture).is_some() && !shared.contains(picture);
    let mut pictures: Vec<_> = had(part).filter(here).collect();
    pictures.sort_unstable();
    pictures.dedup();
    pictures
}
