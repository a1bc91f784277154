//! Small pieces that pages are made of.

mod asking;
mod at_hand;
mod beside;
mod erase;
mod escaped;
mod fields;
mod harm;
mod levels;
mod pacer;
mod parts;
mod parts_nav;
mod plot;
mod qr;
mod room;
mod term;
mod typing;
mod urge;

use hearken_core::search::Piece;
use maud::{Markup, html};

use crate::error::Said;

pub(crate) use asking::asks_for_help;
pub(crate) use at_hand::{
    Nearest, about_number, asks_card, entry as plan_entry, help_now_card, note_and_check, talk_card,
};
pub(crate) use beside::{Beside, in_two_windows};
pub(crate) use erase::{ErasePage, take_out};
pub(crate) use escaped::Words;
pub(crate) use fields::{
    account_name, code_input, day_picker, field, keep_row, long_text, passphrase, short_text, sign_in_name,
    when_picker,
};
pub(crate) use harm::harm_notice;
pub(crate) use levels::{level_row, level_row_with};
pub(crate) use pacer::{pacer, seconds as pacer_seconds};
pub(crate) use parts::{
    PartChip, content_role, is_colour, part_links, part_picker, part_picker_in, part_picker_named, part_tick,
    role_mark, role_word,
};
pub(crate) use parts_nav::{PartsPlace, parts_nav};
pub(crate) use plot::{
    Band, Corridor, Line, Plot, Point, Reach, mark_name, mark_sign, mark_word, plot_marks, reaches,
    small_multiples,
};
pub(crate) use qr::picture as picture_to_scan;
pub(crate) use room::Room;
pub(crate) use term::{role_term, term, term_address};
pub(crate) use typing::{Typing, settles_fields, typing_fields};
pub(crate) use urge::{card_seen, urge_to_harm};

/// What a notice is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tone {
    /// Something went as it should.
    Quiet,
    /// Something did not.
    Problem,
}

/// What happened, and what stands or what to do: two parts.
pub(crate) fn notice(tone: Tone, said: &Said) -> Markup {
    let role = if tone == Tone::Problem { "alert" } else { "status" };
    html! {
        div .notice .problem[tone == Tone::Problem] role=(role) {
            p .what { (said.what) }
            p .then { (said.then) }
        }
    }
}

/// A quiet notice in two parts.
pub(crate) fn quiet(what: &str, then: &str) -> Markup {
    notice(Tone::Quiet, &Said { what: what.to_owned(), then: then.to_owned() })
}

/// A stretch of a text in which the words that were looked for are marked.
pub(crate) fn marked(pieces: &[Piece]) -> Markup {
    html! {
        @for piece in pieces {
            @let words = Words(&piece.text);
            @if piece.found { mark { (words) } } @else { (words) }
        }
    }
}

/// Words as they were written, line breaks and all.
pub(crate) fn written(text: &str) -> Markup {
    html! { div .written dir="auto" { (Words(text)) } }
}

/// A card with a heading.
pub(crate) fn card(heading: &str, content: &Markup) -> Markup {
    html! { section .card { h2 { (heading) } (content) } }
}
