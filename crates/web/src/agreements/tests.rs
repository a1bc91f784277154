//! What the pages of agreements show.

use hearken_core::agreements::Kept;

use super::{forms::AgreementForm, pages::*};
use crate::{
    components::{PartChip, Typing},
    layout::{Page, Place},
};

fn agreed() -> Agreed {
    Agreed {
        what: "No <b>plans</b> after nine".to_owned(),
        by_whom: "<i>both</i>".to_owned(),
        how_to_check: "</dl>".to_owned(),
        parts: vec![PartChip::sample()],
        made: "Sun 22 Nov".to_owned(),
        due: Some("Sun 29 Nov".to_owned()),
        ended: None,
        last: Some((Kept::No, "Sat 21 Nov".to_owned())),
    }
}

fn look(words: &str) -> LookLine {
    LookLine { kept: Kept::No, when: "Sat 21 Nov".to_owned(), words: words.to_owned() }
}

fn page(due: bool) -> AgreementPage {
    AgreementPage {
        page: Page::sample(Place::Parts),
        id: "a".to_owned(),
        agreed: agreed(),
        due,
        looks: vec![look("<u>late</u>")],
        others: vec![Beside { agreed: agreed(), looks: vec![look("<u>elsewhere</u>")] }],
        before: vec![Before { saved: "Fri 20 Nov".to_owned(), agreed: agreed() }],
    }
}

fn everything() -> Vec<String> {
    let list = AgreementsPage {
        page: Page::sample(Place::Parts),
        due: vec![("a".to_owned(), agreed())],
        open: vec![("b".to_owned(), agreed())],
        ended: vec![("c".to_owned(), Agreed { ended: Some("Sun 1 Nov".to_owned()), ..agreed() })],
    };
    let form = AgreementForm { what: "</textarea><b>".to_owned(), ..AgreementForm::default() };
    let form = AgreementFormPage { page: Page::sample(Place::Parts), form, trouble: None };
    let look = LookPage {
        page: Page::sample(Place::Parts),
        agreement: agreed(),
        kept: Some(Kept::Partly),
        words: "</textarea>".to_owned(),
        next: "2026-12-01".to_owned(),
        typing: Typing::default(),
        trouble: None,
    };
    [list.render(), page(true).render(), page(false).render(), form.render(), look.render()]
        .into_iter()
        .map(maud::PreEscaped::into_string)
        .collect()
}

#[test]
fn words_are_words_on_every_page() {
    for page in everything() {
        for markup in ["<b>", "<i>", "<u>", "</textarea><b>"] {
            assert!(!page.contains(markup), "{markup}");
        }
    }
    assert!(everything()[1].contains("No &lt;b&gt;plans&lt;/b&gt;"));
}

#[test]
fn whether_it_was_kept_is_said_and_never_counted() {
    for page in everything() {
        let text = page.to_lowercase();
        for word in ["%", "streak", "in a row", "times", "failed", "broken", "missed", "overdue", "score"] {
            assert!(!text.contains(word), "{word}");
        }
    }
    assert!(everything()[1].contains("Not this time"));
}

#[test]
fn one_that_waits_can_be_put_off_without_a_word_of_blame() {
    assert!(page(true).render().into_string().contains("action=\"/agreements/a/another-day\""));
    assert!(!page(false).render().into_string().contains("another-day"));
}

#[test]
fn how_it_went_is_shown_of_what_stands_beside_too() {
    let page = page(true).render().into_string();
    let (_, beside) = page.split_once("Kept in another window").unwrap();
    assert!(beside.split("</section>").next().unwrap().contains("elsewhere"));
}
