//! An opened notebook out to people, and other programs' files in.
//!
//! - [`archive`]: the whole notebook as one zip that can be read without us, and back again without loss.
//! - [`calendar`]: times at which something waits, for a calendar, without a word of what.
//! - [`fhir`]: what was measured, as a bundle that other programs of clinicians read.
//! - [`import`]: what people wrote in jrnl, in Day One or in a folder of Markdown, and their parts from other programs.
//! - [`measured`]: the questionnaires that [`fhir`] and [`table`] are handed.
//! - [`openplural`]: parts, groups and bonds in the form in which programs of this field hand them on.
//! - [`picture`]: a stranger's picture, made small and freed of all but what is seen.
//! - [`table`]: answers and totals as a table that a spreadsheet opens, and never runs.
//! - [`take_away`]: one exercise or one entry as plain text, to print or to show to somebody.
//!
//! **Deliberately absent:** storage, HTTP, the network, a clock, randomness. A reader gives back records that
//! somebody else keeps; ids and times are handed in.

pub mod archive;
mod base64;
pub mod calendar;
pub mod fhir;
pub mod fuzz;
pub mod import;
pub mod measured;
pub mod openplural;
pub mod picture;
pub mod table;
pub mod take_away;
