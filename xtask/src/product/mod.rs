//! The product as its users see it: a binary with a command line and a web server. Nothing in here looks inside.

pub(crate) mod http;
mod notebook;
mod server;

pub(crate) use notebook::{Notebook, body, entry_form, record_id, said, test_word, write_entry};
pub(crate) use server::Server;
