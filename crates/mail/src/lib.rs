//! Reminders by mail: a mail that says that something is waiting, and nothing of what.
//!
//! Nothing here can carry a word of a notebook: what is sent is a constant, and what is kept is an address and bare times.
//! The server must read both while the notebook is locked, so they are sealed under a key of its own, which lies in a file.
//! Each reminder is sent at most once: it is noted as done before the mail server is given it. **Deliberately absent:** any
//! type of a record, HTTP, SQL, a clock.

mod config;
mod kept;
mod post;
mod reminders;
mod rounds;

pub use config::{Config, ConfigError};
pub use post::{MESSAGE, NotSent, Post};
pub use reminders::{MOST_TIMES, Reminders};
pub use rounds::Mail;
