//! How much one thing may hold. Generous for a person, small enough that no single save can hurt the machine.

use crate::Refusal;

/// Bytes of UTF-8 in one text: about 170,000 words of English.
pub const TEXT_BYTES: usize = 1 << 20;

/// Bytes of UTF-8 in one name or title.
pub const NAME_BYTES: usize = 400;

/// Parts, tags or body places tied to one thing.
pub const TIES: usize = 100;

/// Questions of one's own in one exercise screen.
pub const OWN_QUESTIONS: usize = 50;

/// Fields of one's own on one part.
pub const OWN_FIELDS: usize = 100;

/// Groups that may stand within each other. More is a loop, or hurts.
pub const DEEPEST_GROUP: usize = 64;

/// The highest level of anything that is rated from 0 on.
pub const HIGHEST_LEVEL: u8 = 10;

/// Refuses a level above [`HIGHEST_LEVEL`].
pub fn check_level(level: u8) -> Result<(), Refusal> {
    if level > HIGHEST_LEVEL { Err(Refusal::OutOfRange { highest: HIGHEST_LEVEL }) } else { Ok(()) }
}

/// Refuses a name that is longer than [`NAME_BYTES`]; an empty one is fine.
pub fn check_optional_name(name: &str) -> Result<(), Refusal> {
    if name.len() > NAME_BYTES {
        return Err(Refusal::TooLong { bytes: name.len(), limit: NAME_BYTES });
    }
    Ok(())
}

/// Refuses a text that is longer than [`TEXT_BYTES`].
pub fn check_text(text: &str) -> Result<(), Refusal> {
    if text.len() > TEXT_BYTES {
        return Err(Refusal::TooLong { bytes: text.len(), limit: TEXT_BYTES });
    }
    Ok(())
}

/// Gives the name without blanks around it; refuses an empty one and one longer than [`NAME_BYTES`].
pub fn check_name(name: &str) -> Result<&str, Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::NoName);
    }
    check_optional_name(name)?;
    Ok(name)
}
