//! The product as its users see it: a binary with a command line and a web server. Nothing in here looks inside.

pub(crate) mod http;
mod notebook;
mod server;

pub(crate) use notebook::{
    EVERYWHERE, Notebook, body, entry_form, record_id, said, test_word, test_words, write_entry,
};
pub(crate) use server::Server;
