//! Taking something out for real: the page that asks before, and the taking out.

use hearken_core::{RecordId, erasure};
use hearken_vault::Session;
use maud::{Markup, html};

use super::{card, written};
use crate::{
    AppState,
    error::Problem,
    layout::{Page, shell},
};

/// What is about to go; parts, entries and exercises share the page.
pub(crate) struct ErasePage {
    pub(crate) page: Page,
    /// What is erased, as a person says it: “this entry”.
    pub(crate) what: String,
    /// Its words, so that it is seen what goes.
    pub(crate) words: String,
    /// What stays, in a sentence.
    pub(crate) stays: String,
    /// Where the thing is read; `/erase` below it takes the form.
    pub(crate) address: String,
}

impl ErasePage {
    pub(crate) fn render(&self) -> Markup {
        self.render_with(&html! {})
    }

    /// The page with more to say about what stays.
    pub(crate) fn render_with(&self, more: &Markup) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "Erase " (self.what) "?" }
                p .lead { "It is taken out of the notebook with all its earlier versions and drafts, and cannot be brought back. A backup made before still holds it." }
                p { (self.stays) }
                (more)
                @if !self.words.is_empty() { (card("What goes", &written(&self.words))) }
                form .row method="post" action={ (self.address) "/erase" } {
                    a .button .second href=(self.address) { "Keep it" }
                    button .button .danger { "Erase it" }
                }
            },
        )
    }
}

/// Takes a record out of the notebook with all its earlier versions and drafts.
pub(crate) async fn take_out(state: &AppState, session: &Session, id: RecordId) -> Result<(), Problem> {
    let erasure = state.keeper.new_record_id();
    session
        .vault()
        .write(move |notebook| erasure::erase(notebook, erasure, id).map(|plan| vec![plan]), Vec::new())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn what_goes_is_shown_as_words() {
        let page = ErasePage {
            page: Page::sample(Place::Journal),
            what: "this <entry>".to_owned(),
            words: "<script>alert(1)</script>".to_owned(),
            stays: "Parts stay.".to_owned(),
            address: "/journal/1".to_owned(),
        };
        let page = page.render().into_string();
        assert!(
            page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("this &lt;entry&gt;")
        );
        assert!(page.contains("action=\"/journal/1/erase\""));
    }
}
