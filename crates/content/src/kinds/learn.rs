//! Pieces to learn from, the words that stand on each of their pages, and the glossary.

use serde::Deserialize;

use super::source::Source;

/// One short piece about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Stable name; also the name of its file.
    pub id: String,
    /// Where it stands in the list: lower comes first.
    pub order: u32,
    /// What the person reads.
    pub title: String,
    /// One sentence about it.
    pub summary: String,
    /// The day on which somebody last held it against its sources: `YYYY-MM-DD`.
    pub reviewed: String,
    /// After so many months it is to be looked at again.
    pub review_months: u32,
    /// Ids of pieces that go with it.
    #[serde(default)]
    pub related: Vec<String>,
    /// Its sections, in order.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
    /// Where it comes from; `[1]` in a paragraph is the first of them.
    pub sources: Vec<Source>,
}

/// A heading and the paragraphs below it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Paragraphs, with marks like `[1]` for sources.
    pub paragraphs: Vec<String>,
}

/// Words that are read at an ordinary pace in a minute. A layout matter, so no source.
const WORDS_A_MINUTE: usize = 180;

impl Piece {
    /// All paragraphs, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().flat_map(|section| &section.paragraphs).map(String::as_str)
    }

    /// How many words its paragraphs have; marks are none.
    #[must_use]
    pub fn words(&self) -> usize {
        let is_word = |word: &&str| word.chars().any(char::is_alphanumeric) && !word.starts_with('[');
        self.paragraphs().map(|text| text.split_whitespace().filter(is_word).count()).sum()
    }

    /// About how many minutes it takes to read.
    #[must_use]
    pub fn minutes(&self) -> usize {
        self.words().div_ceil(WORDS_A_MINUTE)
    }
}

/// A stretch of a paragraph: words, or the mark of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// Words as they stand.
    Words(&'a str),
    /// The number of a source, counted from 1.
    Mark(usize),
}

/// Takes a paragraph apart into words and marks. Brackets around anything but a number are words.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text[at..].find('[').map(|open| at + open) {
        let inside = &text[open + 1..];
        let mark = inside.find(']').and_then(|close| Some((close, inside[..close].parse().ok()?)));
        at = open + 1;
        if let Some((close, number)) = mark {
            found.extend((from < open).then(|| Token::Words(&text[from..open])));
            found.push(Token::Mark(number));
            at = open + close + 2;
            from = at;
        }
    }
    found.extend((from < text.len()).then(|| Token::Words(&text[from..])));
    found
}

/// What stands on every page to learn from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// What the list of pieces says first.
    pub intro: String,
    /// What a piece is and is not.
    pub disclaimer: String,
    /// Whose name IFS is, and that this program is not theirs.
    pub trademark: String,
    /// What is said of a piece whose time of review has passed.
    pub past_review: String,
    /// Where the words come from.
    pub sources: Vec<Source>,
}

/// Words and what they mean.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    /// Stable name; also the name of its file.
    pub id: String,
    /// The terms, in the order of the alphabet.
    #[serde(rename = "term")]
    pub terms: Vec<Term>,
    /// Where they come from.
    pub sources: Vec<Source>,
}

impl Glossary {
    /// A term by its id.
    #[must_use]
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == id)
    }
}

/// One term.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Stable name; pages link to it.
    pub id: String,
    /// The word itself.
    pub term: String,
    /// What it means, in plain words.
    pub plain: String,
    /// The id of the piece that says more.
    pub piece: Option<String>,
    /// The numbers of its sources in the list of the glossary, counted from 1.
    pub sources: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_paragraph_falls_into_words_and_marks() {
        let found = tokens("It fell [1][12]. See [note] and [2");
        let words =
            [Token::Words("It fell "), Token::Mark(1), Token::Mark(12), Token::Words(". See [note] and [2")];
        assert_eq!(found, words);
        assert_eq!(tokens(""), []);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_in_taking_apart(text in "[a\\[\\]1 é.]{0,40}") {
            let whole: String = tokens(&text)
                .into_iter()
                .map(|token| match token {
                    Token::Words(words) => words.to_owned(),
                    Token::Mark(number) => format!("[{number}]"),
                })
                .collect();
            // A number may be written with zeros or a plus before it; there are none of these letters here.
            prop_assert_eq!(whole, text);
        }
    }
}
