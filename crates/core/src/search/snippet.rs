//! Showing a hit: a stretch of the original text around the first found word, with every found word marked.

use memchr::memmem;

use super::{
    Query,
    fold::fold_char,
    text::{Needle, word_char},
};

/// A stretch of a snippet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The words, as they were written.
    pub text: String,
    /// Whether they were looked for.
    pub found: bool,
}

/// About `width` characters of `text` around the first word that was found; the beginning when none was.
pub fn snippet(text: &str, query: &Query, width: usize) -> Vec<Piece> {
    let (folded, origin) = fold_mapped(text);
    let mut marks = Vec::new();
    for needle in query.words.iter().map(Needle::bytes) {
        let begins = memmem::find_iter(folded.as_bytes(), needle);
        // The needle begins with the blank before the word.
        marks.extend(begins.map(|start| (origin[start + 1], origin[start + needle.len()])));
    }
    marks.sort_unstable();
    let centre = marks.first().map_or(0, |&(start, _)| start);
    let (start, end) = window(text, centre, width);
    cut(text, start, end, &marks)
}

/// The text as it is searched, and for each of its bytes (and one past the last) the byte of `text` it came from.
fn fold_mapped(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len() + 1);
    let mut origin = Vec::with_capacity(text.len() + 2);
    folded.push(' ');
    origin.push(0);
    for (at, c) in text.char_indices() {
        fold_char(c, &mut |folded_char| {
            word_char(folded_char, &mut |c| folded.push(c));
            origin.resize(folded.len(), at);
        });
    }
    origin.push(text.len());
    (folded, origin)
}

/// Bytes of a window of about `width` characters, a third of it before `centre`, beginning and ending at blanks.
fn window(text: &str, centre: usize, width: usize) -> (usize, usize) {
    let start = text[..centre].char_indices().rev().take(width / 3).last().map_or(centre, |(at, _)| at);
    let start = if start == 0 {
        0
    } else {
        text[start..centre].find(char::is_whitespace).map_or(start, |blank| start + blank)
    };
    let start = text[start..].find(|c: char| !c.is_whitespace()).map_or(start, |blanks| start + blanks);
    let end = text[start..].char_indices().nth(width).map_or(text.len(), |(at, _)| start + at);
    let end = if end == text.len() {
        end
    } else {
        text[centre.max(start)..end].rfind(char::is_whitespace).map_or(end, |blank| centre.max(start) + blank)
    };
    (start, end)
}

fn cut(text: &str, start: usize, end: usize, marks: &[(usize, usize)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |text: &str, found: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), found });
        }
    };
    if start > 0 {
        push("… ", false);
    }
    let mut at = start;
    for &(from, to) in marks {
        // A mark may fall inside the one before it, or stand outside the window.
        let (from, to) = (from.max(at), to.min(end));
        if from < to {
            push(&text[at..from], false);
            push(&text[from..to], true);
            at = to;
        }
    }
    push(&text[at.min(end)..end], false);
    if end < text.len() {
        push(" …", false);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, typed: &str, width: usize) -> String {
        let query = Query::parse(typed).unwrap();
        let marked = |piece: Piece| if piece.found { format!("[{}]", piece.text) } else { piece.text };
        snippet(text, &query, width).into_iter().map(marked).collect()
    }

    #[test]
    fn the_found_words_are_marked_as_they_were_written() {
        assert_eq!(shown("I met Żółw by the sea.", "zolw SEA", 100), "I met [Żółw] by the [sea].");
    }

    #[test]
    fn a_long_text_is_cut_at_blanks_around_the_hit() {
        let text = format!("{}harbour {}", "before ".repeat(30), "after ".repeat(30));
        assert_eq!(shown(&text, "harb", 30), "… before [harb]our after after …");
    }

    proptest! {
        #[test]
        fn no_text_and_no_query_make_it_panic(text in "\\PC{0,80}", typed in "\\PC{0,10}", width in 0usize..50) {
            if let Some(query) = Query::parse(&typed) {
                snippet(&text, &query, width);
            }
        }
    }
}
