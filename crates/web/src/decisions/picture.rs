//! The council as one picture: the options by the parts, in the order in which they came, on one page of paper.

use hearken_core::{
    Notebook,
    decisions::{Decision, Seating, Voice},
    parts,
};
use maud::{Markup, html};

use super::voice::spoken_about;
use crate::components::{PartChip, role_mark, role_word};

/// How a part sits, as a person says it after its name.
pub(super) const fn seat_word(seat: Seating) -> &'static str {
    match seat {
        Seating::Advises => "advises",
        Seating::Leads => "leads",
        Seating::SitsOut => "sits this one out",
    }
}

/// One part at the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Row {
    /// `None` for one that was erased.
    pub(super) part: Option<PartChip>,
    /// Whether it is young and hurt: then it is asked nothing here.
    pub(super) exile: bool,
    pub(super) seat: Seating,
    pub(super) why: String,
    /// What it says of each option, in the options' order.
    pub(super) voices: Vec<Option<Voice>>,
}

/// The whole table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Picture {
    /// The options, and whether each is the one that was chosen.
    pub(super) options: Vec<(String, bool)>,
    pub(super) rows: Vec<Row>,
}

impl Picture {
    pub(super) fn of(notebook: &Notebook, decision: &Decision) -> Self {
        let options = spoken_about(decision);
        let rows = decision.seats.iter().map(|seat| Row {
            part: notebook.part(seat.part).map(|part| PartChip::of(seat.part, part)),
            exile: parts::is_exile(notebook, seat.part),
            seat: seat.seat,
            why: seat.why.clone(),
            voices: options
                .iter()
                .map(|option| seat.voices.iter().find(|voice| voice.option == option.number).cloned())
                .collect(),
        });
        let is_chosen = |number| decision.chosen == Some(number);
        Self {
            rows: rows.collect(),
            options: options.into_iter().map(|option| (option.name, is_chosen(option.number))).collect(),
        }
    }

    /// On a phone each part stands for itself, its options below each other; the roles keep it a table for whoever
    /// listens to it.
    pub(super) fn render(&self) -> Markup {
        html! {
            table .council role="table" aria-label="The council: the parts by the options" {
                thead role="rowgroup" {
                    tr role="row" {
                        th role="columnheader" scope="col" { "At the table" }
                        @for (name, chosen) in &self.options {
                            th role="columnheader" scope="col" dir="auto" {
                                (name) @if *chosen { span .chosen { "chosen" } }
                            }
                        }
                    }
                }
                tbody role="rowgroup" { @for row in &self.rows { (self.row(row)) } }
            }
        }
    }

    fn row(&self, row: &Row) -> Markup {
        html! {
            tr role="row" {
                th role="rowheader" scope="row" {
                    @match &row.part {
                        Some(part) => {
                            span .council-part { (role_mark(part.role, part.colour.as_deref())) bdi { (part.name) } }
                            span .help { (role_word(part.role)) " · " (seat_word(row.seat)) }
                        },
                        None => {
                            span .council-part { "A part that was erased" }
                            span .help { (seat_word(row.seat)) }
                        },
                    }
                    @if !row.why.trim().is_empty() { span .council-why dir="auto" { (row.why) } }
                }
                @for ((name, chosen), voice) in self.options.iter().zip(&row.voices) {
                    td role="cell" {
                        // Seen on a phone only, where no heading stands above; the heading is read out anyway.
                        span .council-option aria-hidden="true" dir="auto" {
                            (name) @if *chosen { span .chosen { "chosen" } }
                        }
                        (said(row.seat, row.exile, voice.as_ref()))
                    }
                }
            }
        }
    }
}

fn said(seat: Seating, exile: bool, voice: Option<&Voice>) -> Markup {
    let Some(voice) = voice else {
        let silence = match (seat, exile) {
            (Seating::SitsOut, _) => "sits out",
            (_, true) => "honoured here",
            _ => "has said nothing",
        };
        return html! { p .help { (silence) } };
    };
    let texts = [("wants", &voice.wants), ("fears", &voice.fears), ("needs", &voice.needs)];
    html! {
        dl .council-says {
            @for (label, text) in texts {
                @if !text.trim().is_empty() { div { dt { (label) } dd dir="auto" { (text) } } }
            }
            @if let Some(strength) = voice.strength { div { dt { "how strongly" } dd { (strength) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(seat: Seating, strengths: [u8; 2]) -> Row {
        let voice = |strength| {
            Some(Voice {
                option: 1,
                wants: "<b>room</b>".to_owned(),
                strength: Some(strength),
                ..Voice::default()
            })
        };
        Row {
            part: Some(PartChip::sample()),
            exile: false,
            seat,
            why: "it <i>knows</i>".to_owned(),
            voices: strengths.map(voice).to_vec(),
        }
    }

    fn picture() -> Picture {
        let silent = Row { voices: vec![None, None], ..row(Seating::SitsOut, [0, 0]) };
        Picture {
            options: vec![("Move".to_owned(), false), ("<u>Stay</u>".to_owned(), true)],
            rows: vec![row(Seating::Leads, [3, 8]), row(Seating::Advises, [2, 9]), silent],
        }
    }

    #[test]
    fn nothing_is_added_up_sorted_or_called_better() {
        let page = picture().render().into_string();
        // 3 and 2, 8 and 9: neither their sums nor their means stand anywhere.
        for figure in [">5<", ">17<", ">2.5<", ">8.5<", ">5.5<"] {
            assert!(!page.contains(figure), "{figure}");
        }
        for word in ["total", "sum", "average", "mean", "winner", "wins", "best", "most", "recommend", "%"] {
            assert!(!page.to_lowercase().contains(word), "{word}");
        }
        let (first, second) = (page.find("Move").unwrap(), page.find("Stay").unwrap());
        assert!(first < second, "options stand in the order in which they were written");
    }

    #[test]
    fn it_shows_who_leads_who_sits_out_and_every_word_as_a_word() {
        let page = picture().render().into_string();
        for shown in [
            "leads",
            "sits this one out",
            "sits out",
            "&lt;b&gt;room",
            "&lt;u&gt;Stay",
            "chosen",
            "&lt;i&gt;knows",
        ] {
            assert!(page.contains(shown), "{shown}");
        }
    }

    #[test]
    fn u1_an_exile_that_said_nothing_is_honoured_and_not_waited_for() {
        let silent = Row { exile: true, voices: vec![None, None], ..row(Seating::Advises, [0, 0]) };
        let page = Picture { rows: vec![silent], ..picture() }.render().into_string();
        assert!(page.contains("honoured here") && !page.contains("has said nothing"));
    }

    #[test]
    fn a_part_that_was_erased_leaves_its_seat_and_not_its_name() {
        let mut picture = picture();
        picture.rows[0].part = None;
        assert!(picture.render().into_string().contains("A part that was erased"));
    }
}
