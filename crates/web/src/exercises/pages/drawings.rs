//! Drawings as they are seen: on their screen, in a run that has ended, and before one goes.

use hearken_content::Screen;
use hearken_core::{Notebook, RecordId, drawings, pictures::Picture};
use maud::{Markup, html};

use super::super::{At, drawing::place};
use crate::{
    form::Fields,
    layout::{Page, shell},
};

/// A drawing that is kept, with the way to take it out; `place` is where its picture is.
pub(super) fn drawing(place: &str) -> Markup {
    html! {
        figure .kept-drawing {
            img .drawn src=(place) alt="What you drew";
            figcaption { a .quiet-danger href={ (place) "/erase" } { "Erase" } }
        }
    }
}

/// Room to draw in, which needs a script; what stands on its screen is shown without one, too.
pub(crate) struct Room {
    /// The id of what is drawn in this window.
    record: RecordId,
    /// What was drawn before; it lies below what is drawn now.
    drawn: Option<RecordId>,
    /// Where the drawings of other windows are.
    elsewhere: Vec<String>,
}

impl Room {
    /// On a screen whose form is filled like this.
    pub(super) fn on(
        notebook: &Notebook,
        at: &At,
        screen: &Screen,
        filled: &Fields,
        record: RecordId,
    ) -> Self {
        let drawn = filled.record("picture").filter(|&id| notebook.get::<Picture>(id).is_some());
        let standing = drawings::standing(notebook, &at.run, &screen.id).into_iter();
        let elsewhere = standing.filter(|&id| Some(id) != drawn).map(place).collect();
        Self { record, drawn, elsewhere }
    }

    /// Takes what is drawn to this address.
    pub(super) fn render(&self, address: &str) -> Markup {
        let drawn = self.drawn.map(place);
        html! {
            div .drawing data-drawing=(address) data-record=(self.record) {
                input type="hidden" name="picture" value=[self.drawn];
                @if let Some(drawn) = &drawn { img .drawn src=(drawn) alt="What you drew"; }
                div data-drawing-room="" hidden {
                    canvas width="640" height="480" data-drawing-canvas="" role="img" aria-label="Room to draw in, with a finger or a mouse. The words below do as well." {}
                    div .row {
                        button .button .second .small type="button" data-drawing-undo="" { "Undo" }
                        button .button .second .small type="button" data-drawing-clear="" { "Clear" }
                        p .help data-drawing-status="" role="status" {}
                    }
                }
                p data-drawing-erase="" hidden[drawn.is_none()] {
                    a .quiet-danger href=(format!("{}/erase", drawn.unwrap_or_default())) { "Erase this drawing" }
                }
                noscript { p .help { "Drawing needs JavaScript. Words do as well." } }
                @if !self.elsewhere.is_empty() {
                    p .help { "Drawn in another window. It stays with the exercise, too." }
                    @for place in &self.elsewhere { (drawing(place)) }
                }
            }
        }
    }

    #[cfg(test)]
    pub(super) fn sample() -> Self {
        let record = RecordId::from_bytes([9; 16]);
        Self { record, drawn: Some(record), elsewhere: vec!["/drawings/1".to_owned()] }
    }
}

/// Asks before a drawing goes.
pub(crate) struct EraseDrawingPage {
    /// The address of its run.
    pub(crate) run: String,
    /// Where its picture is.
    pub(crate) drawing: String,
}

impl EraseDrawingPage {
    pub(crate) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                h1 { "Erase this drawing?" }
                p .lead { "It is taken out of the notebook with whatever it was drawn over, and cannot be brought back. A backup made before still holds it." }
                p { "What you wrote in the exercise stays." }
                img .drawn src=(self.drawing) alt="The drawing that goes";
                form .row method="post" action={ (self.drawing) "/erase" } {
                    a .button .second href=(self.run) { "Keep it" }
                    button .button .danger { "Erase it" }
                }
            },
        )
    }
}
