//! Reminders by mail: a mail that says that something is waiting, and nothing of what.
//!
//! Nothing here can carry a word of a notebook: what is sent is a constant, and what is kept is an address and bare times.
//! The server must read both while the notebook is locked, so they are sealed under a key of its own, which lies in a file;
//! what is sealed lies in the store, where several programs find it. Each mail is sent at most once: it is noted as done before
//! the mail server is given it. **Deliberately absent:** any type of a record, HTTP, SQL, a clock; and of the store everything
//! but its port for mail.

mod config;
mod key_file;
mod old_files;
mod post;
mod reminders;
mod rounds;
mod waiting;

pub use config::{Config, ConfigError};
pub use old_files::{Owners, old_files};
pub use post::{MESSAGE, NotSent, Post};
pub use reminders::{MOST_TIMES, Reminders};
pub use rounds::{Asked, Mail, TakenFrom};
