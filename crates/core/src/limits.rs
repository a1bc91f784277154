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
    if name.len() > NAME_BYTES {
        return Err(Refusal::TooLong { bytes: name.len(), limit: NAME_BYTES });
    }
    Ok(name)
}
