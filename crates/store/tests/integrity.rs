//! Damage and forgery, short forms of T06, T07 and T08: whatever is done to the files, no wrong word is ever shown,
//! nothing goes missing unsaid, and what is whole can still be read.

mod bytes;
mod doctored;
mod logs_beside;
mod victim;
