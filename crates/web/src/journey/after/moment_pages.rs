//! Moments in a list, and the page on which a part is said of one.

use hearken_core::{RecordId, journey::MomentKind};
use maud::{Markup, html};

use crate::{
    components::{
        PartChip, Tone, Typing, field, keep_row, long_text, notice, part_links, typing_fields, written,
    },
    error::Said,
    layout::{Page, shell},
    sharing::who_follows,
};

/// A moment as it is looked back on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::journey) struct Line {
    /// Where a part is said of it.
    pub(in crate::journey) address: String,
    pub(in crate::journey) kind: MomentKind,
    pub(in crate::journey) when: String,
    pub(in crate::journey) part: Vec<PartChip>,
    pub(in crate::journey) words: String,
    /// Where its voice note is.
    pub(in crate::journey) sound: Option<String>,
}

const fn kind(kind: MomentKind) -> &'static str {
    match kind {
        MomentKind::Part => "A part was here",
        MomentKind::Words => "Words",
        MomentKind::Voice => "A voice note",
        MomentKind::Vitals => "Vital signs",
        MomentKind::LookIn => "Looked in",
        MomentKind::Wrong => "Something was wrong",
    }
}

/// The moments of a session, in the order they happened.
pub(in crate::journey) fn moment_list(lines: &[Line]) -> Markup {
    html! {
        @if lines.is_empty() { p .help { "Nothing was noted while it lasted." } }
        ol .plain-list .noted { @for line in lines { li { (one(line)) } } }
    }
}

fn one(line: &Line) -> Markup {
    html! {
        (told(line))
        p .ways-on {
            a href=(line.address) {
                @if line.part.is_empty() { "Say which part it was" } @else { "Change what is said of it" }
                span .sr-only { ": " (line.when) }
            }
        }
    }
}

fn told(line: &Line) -> Markup {
    html! {
        p .help { (line.when) " · " (kind(line.kind)) }
        (part_links(&line.part))
        @if !line.words.is_empty() { (written(&line.words)) }
        @if let Some(sound) = &line.sound {
            audio controls preload="none" src=(sound) aria-label={ "Voice note, " (line.when) } {}
        }
    }
}

/// One moment, and which part it was.
pub(super) struct MomentPage {
    pub(super) page: Page,
    pub(super) typing: Typing,
    /// The session it belongs to.
    pub(super) session: String,
    pub(super) back: String,
    pub(super) chosen: Option<RecordId>,
    pub(super) line: Line,
    pub(super) parts: Vec<PartChip>,
    pub(super) trouble: Option<Said>,
}

impl MomentPage {
    pub(super) fn render(&self) -> Markup {
        let line = &self.line;
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.back) { "After the session" } }
                h1 { (kind(line.kind)) }
                p .lead { (line.when) }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if let Some(sound) = &line.sound {
                    audio controls preload="none" src=(sound) aria-label={ "Voice note, " (line.when) } {}
                    p .help { "Listen, and write down by hand what you want to keep." }
                }
                form .card method="post" action=(line.address) data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    (self.part())
                    (field("words", "In your words", None, &long_text("words", "words", 4, &line.words, None)))
                    (who_follows(&self.page, &[&self.session]))
                    (keep_row("Keep"))
                }
            },
        )
    }

    fn part(&self) -> Markup {
        let is_it = |part: &PartChip| self.chosen.is_some_and(|chosen| chosen.to_string() == part.id);
        html! {
            @if self.parts.is_empty() {
                p .help { "You have named no part yet. " a href="/parts/new" { "Name one" } ", and come back here." }
            } @else {
                (field("part", "Which part was it?", Some("Leave it open while you do not know."), &html! {
                    select id="part" name="part" autocomplete="off" {
                        option value="" { "Not known yet" }
                        @for part in &self.parts { option value=(part.id) selected[is_it(part)] { (part.name) } }
                    }
                }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn line() -> Line {
        Line {
            address: "/journey/moments/x/part".to_owned(),
            kind: MomentKind::Part,
            when: "Sun 22 Nov, 18:40".to_owned(),
            part: Vec::new(),
            words: String::new(),
            sound: None,
        }
    }

    #[test]
    fn a_part_that_was_here_can_be_said_later_and_its_voice_note_listened_to() {
        let known = Line {
            part: vec![PartChip::sample()],
            words: "<i>quiet</i>".to_owned(),
            sound: Some("/recordings/r".to_owned()),
            ..line()
        };
        let list = moment_list(&[line(), known]).into_string();
        for shown in [
            "Say which part it was",
            "Change what is said",
            "The &lt;b&gt;Planner",
            "&lt;i&gt;quiet",
            "/recordings/r",
        ] {
            assert!(list.contains(shown), "{shown}");
        }
        assert!(moment_list(&[]).into_string().contains("Nothing was noted"));
    }

    #[test]
    fn the_form_offers_the_parts_and_not_to_know() {
        let chip = PartChip::sample();
        let page = |parts: Vec<PartChip>, chosen: Option<RecordId>| {
            let page = MomentPage {
                page: Page::sample(Place::Journey),
                typing: Typing::default(),
                session: "s".to_owned(),
                back: "/journey/sessions/s/after".to_owned(),
                chosen,
                line: line(),
                parts,
                trouble: None,
            };
            page.render().into_string()
        };
        let chosen = page(vec![chip.clone()], chip.id.parse().ok());
        assert!(chosen.contains("Not known yet") && chosen.contains("selected>The &lt;b&gt;"));
        assert!(page(Vec::new(), None).contains("You have named no part yet"));
    }
}
