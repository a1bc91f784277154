//! The list of triggers: each with a way to say at once that it happened.

use maud::{Markup, html};

use crate::components::{PartsPlace, parts_nav};
use crate::layout::{Page, shell};

/// A trigger in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::triggers) struct Row {
    pub(in crate::triggers) address: String,
    pub(in crate::triggers) name: String,
    /// When it happened last, in words.
    pub(in crate::triggers) last: Option<String>,
    pub(in crate::triggers) strength: Option<u8>,
}

/// Every trigger.
pub(in crate::triggers) struct ListPage {
    pub(in crate::triggers) page: Page,
    pub(in crate::triggers) triggers: Vec<Row>,
    pub(in crate::triggers) archived: Vec<Row>,
}

impl ListPage {
    pub(in crate::triggers) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Triggers))
                div .head {
                    h1 { "Triggers" }
                    a .button .main href="/triggers/new" { "Name a trigger" }
                }
                @if self.triggers.is_empty() {
                    section .card {
                        p { "Situations that set parts off live here: what they are, whom they call, what helps." }
                        p { "Each time one happens you can say so in a tap." }
                    }
                }
                ul .part-list { @for row in &self.triggers { (card(row)) } }
                @if !self.archived.is_empty() {
                    details {
                        summary { "No longer looked at" }
                        ul .plain-list { @for row in &self.archived { li { a href=(row.address) { bdi { (row.name) } } } } }
                    }
                }
            },
        )
    }
}

fn card(row: &Row) -> Markup {
    html! {
        li .card {
            a .part-name href=(row.address) { bdi { (row.name) } }
            p .help {
                @match &row.last {
                    Some(last) => { "Last " (last) @if let Some(level) = row.strength { ", how strong " (level) } },
                    None => "Not yet told",
                }
            }
            p { a .button .second href={ (row.address) "/happened" } { "It happened" span .sr-only { ": " (row.name) } } }
        }
    }
}
