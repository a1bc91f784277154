//! The list of pieces, one of them with its sources, and the glossary.

use std::collections::BTreeSet;

use hearken_content::{Library, Piece, Source, Term, Token, tokens};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::{
    components::term_address,
    layout::{Page, shell},
    words,
};

use super::due;

/// All pieces.
pub(super) struct ListPage {
    pub(super) library: &'static Library,
}

impl ListPage {
    pub(super) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                h1 { "Learn" }
                p { (self.library.learn_words.intro) }
                ul .plain-list .large .pieces {
                    @for piece in &self.library.pieces {
                        li {
                            a href={ "/learn/" (piece.id) } { (piece.title) }
                            p .help { (piece.summary) " " (minutes(piece)) "." }
                        }
                    }
                }
                p { a .button .second href="/learn/glossary" { "What words mean" } }
                (footing(self.library))
            },
        )
    }
}

/// One piece.
pub(super) struct PiecePage {
    pub(super) library: &'static Library,
    pub(super) piece: &'static Piece,
    pub(super) today: Date,
}

impl PiecePage {
    pub(super) fn render(&self, page: &Page) -> Markup {
        let piece = self.piece;
        let mut seen = BTreeSet::new();
        shell(
            page,
            &html! {
                article .piece {
                    p .ways-on { a href="/learn" { "Learn" } }
                    h1 .prompt data-spoken="" { (piece.title) }
                    button .button .second .small type="button" data-read-aloud="" hidden { "Read to me" }
                    p .prompt-help data-spoken="" { (piece.summary) }
                    p .help { (minutes(piece)) ". " (self.reviewed()) }
                    @for section in &piece.sections {
                        h2 data-spoken="" { (section.title) }
                        @for text in &section.paragraphs { (paragraph(text, &mut seen)) }
                    }
                    (self.terms())
                    h2 #sources { "Sources" }
                    ol .sources {
                        @for (index, source) in piece.sources.iter().enumerate() { (source_line(index + 1, source)) }
                    }
                    (footing(self.library))
                    (self.ways_on())
                }
            },
        )
    }

    /// When it was last held against its sources, and whether that is too long ago.
    fn reviewed(&self) -> Markup {
        let Some((reviewed, due)) = due(&self.piece.reviewed, self.piece.review_months) else {
            return html! { (self.library.learn_words.past_review) };
        };
        html! {
            "Reviewed on " (words::long_day(reviewed)) "."
            @if self.today > due { " " strong { (self.library.learn_words.past_review) } }
        }
    }

    /// The terms that this piece says more about.
    fn terms(&self) -> Markup {
        let about = |term: &&Term| term.piece.as_deref() == Some(self.piece.id.as_str());
        let terms: Vec<&Term> = self.library.glossary.terms.iter().filter(about).collect();
        html! {
            @if !terms.is_empty() {
                h2 { "Words in this piece" }
                ul .row .plain-row .terms-row { @for term in terms { li { a .term href=(term_address(term)) { (term.term) } } } }
            }
        }
    }

    /// Pieces that go with it, the one before and the one after.
    fn ways_on(&self) -> Markup {
        let pieces = &self.library.pieces;
        let at = pieces.iter().position(|piece| piece.id == self.piece.id).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| pieces.get(at));
        let related = self.piece.related.iter().filter_map(|id| self.library.piece(id));
        html! {
            div .ways-on {
                h2 { "Goes with it" }
                ul .plain-list { @for piece in related { li { a href={ "/learn/" (piece.id) } { (piece.title) } } } }
                nav .row aria-label="Pieces" {
                    @if let Some(piece) = before { a rel="prev" href={ "/learn/" (piece.id) } { "Before: " (piece.title) } }
                    @if let Some(piece) = pieces.get(at + 1) { a rel="next" href={ "/learn/" (piece.id) } { "Next: " (piece.title) } }
                }
            }
        }
    }
}

/// What words mean.
pub(super) struct GlossaryPage {
    pub(super) library: &'static Library,
}

impl GlossaryPage {
    pub(super) fn render(&self, page: &Page) -> Markup {
        let glossary = &self.library.glossary;
        let mut seen = BTreeSet::new();
        shell(
            page,
            &html! {
                article .piece {
                    p .ways-on { a href="/learn" { "Learn" } }
                    h1 { "What words mean" }
                    dl .glossary {
                        @for term in &glossary.terms {
                            dt #(term.id) { (term.term) }
                            dd {
                                (term.plain)
                                @for number in &term.sources { (mark(*number, &mut seen)) }
                                @if let Some(piece) = term.piece.as_ref().and_then(|id| self.library.piece(id)) {
                                    " " a .ways-on href={ "/learn/" (piece.id) } { "More: " (piece.title) }
                                }
                            }
                        }
                    }
                    h2 #sources { "Sources" }
                    ol .sources {
                        @for (index, source) in glossary.sources.iter().enumerate() { (source_line(index + 1, source)) }
                    }
                    (footing(self.library))
                }
            },
        )
    }
}

/// A piece on a page about something else, behind a tap: the same words and sources, once.
pub(crate) fn folded(piece: &'static Piece) -> Markup {
    let mut seen = BTreeSet::new();
    html! {
        details .piece-folded {
            summary { (piece.title) }
            p .help { (piece.summary) }
            @for section in &piece.sections {
                h3 { (section.title) }
                @for text in &section.paragraphs { (paragraph(text, &mut seen)) }
            }
            h3 { "Sources" }
            ol .sources {
                @for (index, source) in piece.sources.iter().enumerate() { (source_line(index + 1, source)) }
            }
            p .ways-on { a href={ "/learn/" (piece.id) } { "Read it by itself" } }
        }
    }
}

fn minutes(piece: &Piece) -> String {
    format!("About {} to read", words::count(piece.minutes(), "minute", "minutes"))
}

fn paragraph(text: &str, seen: &mut BTreeSet<usize>) -> Markup {
    let tokens = tokens(text);
    let before_mark = |at: usize| matches!(tokens.get(at + 1), Some(Token::Mark(_)));
    html! {
        p data-spoken="" {
            @for (at, token) in tokens.iter().enumerate() {
                @match *token {
                    // Without the blank a mark never begins a line, and the stop stays with its sentence.
                    Token::Words(words) if before_mark(at) => (words.trim_end()),
                    Token::Words(words) => (words),
                    Token::Mark(number) => (mark(number, seen)),
                }
            }
        }
    }
}

/// A link to a source. The style sheet shows its number, so that nothing reads it aloud within the sentence. A source
/// leads back to the first one.
fn mark(number: usize, seen: &mut BTreeSet<usize>) -> Markup {
    let id = seen.insert(number).then(|| format!("mark-{number}"));
    html! {
        a .mark id=[id] href={ "#source-" (number) } data-number=(number) aria-label={ "Source " (number) } {}
    }
}

fn source_line(number: usize, source: &Source) -> Markup {
    html! {
        li #{ "source-" (number) } {
            (source.text)
            @if let Some(doi) = &source.doi { " · doi:" (doi) }
            " · " span title=(attested(source)) { "[" (source.tag.as_str()) "]" }
            " " a .ways-on href={ "#mark-" (number) } aria-label={ "Back to where source " (number) " is named" } { "↑" }
        }
    }
}

/// What the tag of a source means.
fn attested(source: &Source) -> &'static str {
    match source.tag.as_str() {
        "M" => "from memory, to be checked at the source",
        "P" => "a rule of this program",
        _ => "seen in a named source",
    }
}

/// What a page to learn from is and is not.
fn footing(library: &Library) -> Markup {
    html! {
        footer .footing {
            p { (library.learn_words.disclaimer) }
            p .help { (library.learn_words.trademark) }
            p .help { "Letters beside a source: V, seen in a named source. M, from memory, to be checked at the source. P, a rule of this program." }
        }
    }
}

#[cfg(test)]
mod tests {
    use hearken_content::library;
    use jiff::civil::date;

    use super::*;
    use crate::layout::Place;

    fn page_of(piece: &'static Piece, today: Date) -> String {
        PiecePage { library: library(), piece, today }.render(&Page::sample(Place::Learn)).into_string()
    }

    #[test]
    fn every_piece_shows_its_sources_its_disclaimer_and_a_way_back_from_each_source() {
        for piece in &library().pieces {
            let html = page_of(piece, date(2026, 11, 27));
            for number in 1..=piece.sources.len() {
                assert_eq!(
                    html.matches(&format!("id=\"mark-{number}\"")).count(),
                    1,
                    "{} {number}",
                    piece.id
                );
                assert_eq!(
                    html.matches(&format!("id=\"source-{number}\"")).count(),
                    1,
                    "{} {number}",
                    piece.id
                );
                assert!(html.contains(&format!("href=\"#mark-{number}\"")), "{} {number}", piece.id);
            }
            assert!(html.contains("not medical or therapeutic advice") && html.contains("not affiliated"));
            assert!(html.contains("data-read-aloud"));
        }
    }

    #[test]
    fn a_piece_says_when_its_review_is_long_past() {
        let piece = library().piece("what-ketamine-therapy-is").expect("it is shipped");
        let past = &library().learn_words.past_review;
        assert!(!page_of(piece, date(2027, 5, 27)).contains(past.as_str()));
        assert!(page_of(piece, date(2027, 5, 28)).contains(past.as_str()));
    }

    #[test]
    fn the_list_and_the_glossary_name_everything_there_is() {
        let list = ListPage { library: library() }.render(&Page::sample(Place::Learn)).into_string();
        assert!(library().pieces.iter().all(|piece| list.contains(&format!("/learn/{}\"", piece.id))));
        let glossary = GlossaryPage { library: library() }.render(&Page::sample(Place::Learn)).into_string();
        for term in &library().glossary.terms {
            assert!(glossary.contains(&format!("<dt id=\"{}\">", term.id)), "{}", term.id);
        }
    }
}
