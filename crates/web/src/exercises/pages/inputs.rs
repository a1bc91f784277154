//! The fields of a screen, by the kind of answer it takes.

use hearken_content::{
    BodyInput, ChoiceInput, FeelTowardInput, Input, OwnQuestionsInput, PartInput, PartsInput, PictureInput,
    Processing, ProcessingInput, ScaleInput, TextSize, WaitInput,
};
use maud::{Markup, html};

use crate::components::{field, level_row, long_text, pacer, role_mark, short_text};

use super::{super::scales, hands_free, screen::ScreenPage};

pub(super) fn render(page: &ScreenPage) -> Markup {
    match &page.screen.input {
        Input::None => html! {},
        Input::Breath(input) => {
            // Where its breath does not fit the moment (B3, B4), the words alone stand.
            let led = page.library.breath(&input.pattern).filter(|_| page.leads);
            html! {
                @if let Some(pattern) = led {
                    (pacer(page.library, pattern, pattern.seconds(input.minutes), page.sound, false))
                }
            }
        }
        Input::Text(input) | Input::Spoken(input) => {
            words(page, if input.size == TextSize::Short { 3 } else { 7 })
        }
        Input::Wait(input) => wait(page, input),
        Input::Drawing(input) => html! {
            (page.room.render(&format!("{}/{}/drawing", page.run, page.screen.id)))
            (field("words", &input.words, None, &long_text("words", "words", 3, page.filled.text("words"), None)))
        },
        Input::Scale(input) => scale(page, input),
        Input::Parts(input) => parts(page, input),
        Input::Choice(input) => choice(page, input),
        Input::Part(input) => part(page, input),
        Input::Picture(input) => picture(page, input),
        Input::Body(input) => body(page, input),
        Input::OwnQuestions(input) => own_questions(page, input),
        Input::FeelToward(input) => feel_toward(page, input),
        Input::Processing(input) => processing(page, input),
    }
}

/// A quiet time.
fn wait(page: &ScreenPage, input: &WaitInput) -> Markup {
    let length = match input.seconds {
        ..=59 => format!("{} seconds", input.seconds),
        60..=89 => "a minute".to_owned(),
        seconds => format!("{} minutes", (seconds + 30) / 60),
    };
    html! {
        div .wait data-wait=(input.seconds) data-chimes=(hands_free::on(page.hands_free.chimes)) {
            p .help { "About " (length) ". Go on whenever you are ready." }
            p .wait-left data-wait-left="" aria-hidden="true" {}
            p role="status" data-wait-over="" {}
        }
    }
}

fn scale(page: &ScreenPage, input: &ScaleInput) -> Markup {
    html! {
        @for scale in scales::asked(page.library, input) {
            (level_row(&scale.id, &scale.question, scale.words, page.filled.text(&scale.id)))
        }
    }
}

/// The parts that are known, any number of them, and room for a new one.
fn parts(page: &ScreenPage, input: &PartsInput) -> Markup {
    html! {
        @if !page.parts.is_empty() {
            fieldset .chips {
                legend { (input.label) }
                @for part in &page.parts {
                    (chip("checkbox", "part", &part.id, picked(page, "part", &part.id), &html! {
                        (role_mark(part.role, part.colour.as_deref())) bdi { (part.name) }
                    }))
                }
            }
        }
        @if let Some(label) = &input.new_name {
            (field("name", label, None, &short_text("name", "name", page.filled.text("name"))))
        }
    }
}

/// A place for words; its label is the question itself.
fn words(page: &ScreenPage, rows: u8) -> Markup {
    long_text("words", "words", rows, page.filled.text("words"), page.screen.placeholder.as_deref())
}

/// One thing to pick: a circle or a box, drawn as a chip.
fn chip(kind: &str, name: &str, value: &str, checked: bool, label: &Markup) -> Markup {
    html! {
        label .chip { input type=(kind) name=(name) value=(value) checked[checked]; (label) }
    }
}

fn picked(page: &ScreenPage, name: &str, value: &str) -> bool {
    page.filled.all(name).any(|picked| picked == value)
}

fn own_word(page: &ScreenPage, label: &str) -> Markup {
    field("other", label, None, &short_text("other", "other", page.filled.text("other")))
}

fn choice(page: &ScreenPage, input: &ChoiceInput) -> Markup {
    let kind = if input.many { "checkbox" } else { "radio" };
    html! {
        fieldset .chips aria-labelledby="prompt" {
            @for option in &input.options {
                (chip(kind, "option", &option.id, picked(page, "option", &option.id), &html! { (option.label) }))
            }
        }
        @if let Some(other) = &input.other { (own_word(page, other)) }
    }
}

fn feel_toward(page: &ScreenPage, input: &FeelTowardInput) -> Markup {
    html! {
        fieldset .chips aria-labelledby="prompt" {
            @for word in &input.words {
                (chip("checkbox", "option", &word.id, picked(page, "option", &word.id), &html! { (word.label) }))
            }
        }
        (own_word(page, &input.other))
    }
}

fn part(page: &ScreenPage, input: &PartInput) -> Markup {
    html! {
        @if !page.parts.is_empty() {
            fieldset .chips {
                legend { (input.known) }
                @for part in &page.parts {
                    (chip("radio", "part", &part.id, picked(page, "part", &part.id), &html! {
                        (role_mark(part.role, part.colour.as_deref())) bdi { (part.name) }
                    }))
                }
            }
        }
        (field("name", &input.new_name, None, &short_text("name", "name", page.filled.text("name"))))
        fieldset .chips {
            legend { (input.manner) }
            @for manner in &input.manners {
                (chip("radio", "manner", &manner.id, picked(page, "manner", &manner.id), &html! { (manner.label) }))
            }
        }
        (own_word(page, &input.other))
    }
}

fn picture(page: &ScreenPage, input: &PictureInput) -> Markup {
    let words = &page.library.words;
    html! {
        (field("look", &input.look, None, &long_text("look", "look", 3, page.filled.text("look"), None)))
        fieldset .chips {
            legend { (input.colour) }
            @for colour in &words.colours {
                (chip("radio", "colour", &colour.hex, picked(page, "colour", &colour.hex), &html! {
                    (swatch(&colour.hex)) (colour.label)
                }))
            }
            (chip("radio", "colour", "", page.filled.text("colour").is_empty(), &html! { "no colour" }))
        }
        fieldset .chips {
            legend { (input.shape) }
            @for shape in &words.shapes {
                (chip("radio", "shape", &shape.id, picked(page, "shape", &shape.id), &html! { (shape.label) }))
            }
            (chip("radio", "shape", "", page.filled.text("shape").is_empty(), &html! { "no shape" }))
        }
        (field("age", &input.age, None, &short_text("age", "age", page.filled.text("age"))))
    }
}

fn swatch(hex: &str) -> Markup {
    html! {
        svg .swatch viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" {
            circle cx="10" cy="10" r="8" fill=(hex) stroke="currentColor" stroke-width="1" {}
        }
    }
}

fn body(page: &ScreenPage, input: &BodyInput) -> Markup {
    html! {
        fieldset .chips {
            legend { (input.places) }
            @for place in &page.library.words.body_places {
                (chip("checkbox", "body", &place.id, picked(page, "body", &place.id), &html! { (place.label) }))
            }
        }
        (field("words", &input.other, None, &short_text("words", "words", page.filled.text("words"))))
    }
}

/// Every pair there is, and an empty one to go on with.
fn own_questions(page: &ScreenPage, input: &OwnQuestionsInput) -> Markup {
    let answer = page.names.fill(&input.answer);
    let pairs = page.filled.all("question").zip(page.filled.all("answer"));
    let asked = pairs.filter(|(question, answer)| !question.is_empty() || !answer.is_empty());
    html! {
        @for (number, (asked, said)) in asked.chain([("", "")]).enumerate() {
            @let (question_id, answer_id) = (format!("question-{number}"), format!("answer-{number}"));
            div .own-question role="group" aria-label={ "Question " (number + 1) } {
                (field(&question_id, &input.question, None, &short_text(&question_id, "question", asked)))
                (field(&answer_id, &answer, None, &long_text(&answer_id, "answer", 3, said, None)))
            }
        }
    }
}

fn processing(page: &ScreenPage, input: &ProcessingInput) -> Markup {
    html! {
        (words(page, 7))
        dl .ways {
            @for way in &input.ways {
                dt { (way.label) }
                dd {
                    p { (way.help) }
                    @if way.does == Processing::Journal {
                        p .help { "Write above. “Finish” leaves an entry with your words and what was said." }
                    }
                }
            }
        }
    }
}

/// Buttons of the screen's own, after “Next”.
pub(super) fn buttons(page: &ScreenPage) -> Markup {
    html! {
        @match &page.screen.input {
            Input::OwnQuestions(input) => button .button .second name="go" value="more" { (input.add) },
            Input::Processing(input) => {
                @if let Some(way) = input.ways.iter().find(|way| way.does == Processing::Agreement) {
                    button .button .second name="go" value="agreement" { (way.label) }
                }
                button .button .second name="go" value="take-away" { "Print or save some steps" }
            },
            _ => {},
        }
    }
}
