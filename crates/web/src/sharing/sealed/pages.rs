//! The pages on which a sealed page is put together, and looked at before there is a file.

use hearken_content::{OutsideWords, SealedPageWords};
use hearken_core::{
    RecordId,
    sharing::{SharedField, Subject},
};
use maud::{Markup, html};

use super::{Asked, Copy};
use crate::{
    components::{Tone, card, day_picker, field, notice, short_text, written},
    error::Said,
    form::Fields,
    layout::{Page, shell},
    words::long_day,
};

/// What of it, for whom, until when, and with which passphrase.
pub(super) struct ChoosePage<'a> {
    pub(super) page: Page,
    pub(super) words: &'static SealedPageWords,
    pub(super) subject: &'a Subject,
    pub(super) copy: Option<Copy>,
    /// What was typed before.
    pub(super) typed: &'a Fields,
    pub(super) passphrase: &'a str,
    pub(super) trouble: Option<Said>,
}

impl ChoosePage<'_> {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { a href={ "/sharing/show?what=" (self.subject.id()) } { "Share with…" } }
                h1 { (self.words.title) }
                p .lead { (self.words.lead) }
                @if let Some(trouble) = &self.trouble { (notice(Tone::Problem, trouble)) }
                @match &self.copy {
                    None => { p { "There is nothing here that could be on a page. What you keep out of sight, and a part's private corner, never go to anybody." } }
                    Some(copy) => { (self.form(copy)) }
                }
            },
        )
    }

    fn form(&self, copy: &Copy) -> Markup {
        html! {
            p { (self.words.gone) }
            form method="post" action="/sharing/sealed" {
                input type="hidden" name="what" value=(self.subject.id());
                (card("For whom?", &field("to", "A name that you will know them by", Some("You alone see it. It is not on the page."), &short_text("to", "to", self.typed.text("to")))))
                (card(&copy.called, &html! {
                    p .help {
                        "Only what you tick goes onto the page."
                        @if copy.name_goes_along() { " What it is called, here above, stands on it whatever you tick." }
                    }
                    @for (nth, field) in copy.fields.iter().enumerate() { (self.ticked(nth, field)) }
                    @for field in &copy.along {
                        div .field { p { b { (field.name) } " " span .help { "goes along" } } (written(&field.text)) }
                    }
                }))
                (card("Until when?", &day_picker("until", "The last day", Some(&format!("{} Leave it empty for none.", self.words.request)), self.typed.text("until"))))
                (card("The passphrase", &html! {
                    p { (self.words.passphrase) }
                    (field("passphrase", "Six words, drawn by chance", Some("You can take words of your own instead: six that do not belong together. Capitals do not count."), &html! {
                        // Two lines: six words are longer than a phone is wide.
                        textarea id="passphrase" name="passphrase" rows="2" maxlength="1000" dir="auto"
                            autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" { (self.passphrase) }
                    }))
                }))
                div .row .end { button .button .main { "Look at it first" } }
            }
        }
    }

    fn ticked(&self, nth: usize, field: &SharedField) -> Markup {
        let is_ticked = self.typed.all("field").any(|key| key == field.key);
        html! {
            div .field {
                label .choice for={ "field-" (nth) } {
                    input type="checkbox" id={ "field-" (nth) } name="field" value=(field.key) checked[is_ticked];
                    " " (field.name)
                }
                (written(&field.text))
            }
        }
    }
}

/// The page as they will see it.
pub(super) struct LookPage<'a> {
    pub(super) page: Page,
    pub(super) words: &'static SealedPageWords,
    pub(super) record: RecordId,
    pub(super) asked: &'a Asked,
    pub(super) passphrase: &'a str,
}

impl LookPage<'_> {
    pub(super) fn render(&self) -> Markup {
        let Asked { subject, copy, page } = self.asked;
        shell(
            &self.page,
            &html! {
                p .over { a href=(super::address(subject)) { (self.words.title) } }
                h1 { "As they will see it" }
                p .lead { "For " bdi { (page.to) } ". There is no file yet." }
                (card("Before it is opened", &self.outside()))
                (card(&copy.title(), &html! {
                    @for field in copy.fields.iter().chain(&copy.along) { h3 { (field.name) } (written(&field.text)) }
                }))
                (card("The passphrase", &html! {
                    p .said-code { bdi { (self.passphrase) } }
                    p { (self.words.passphrase) }
                }))
                p { (self.words.gone) }
                (self.form())
                p .help { "The file is called sealed-page.html. That you gave it stands on the page Sharing." }
                p { a href="/sharing" { "To sharing" } }
            },
        )
    }

    fn outside(&self) -> Markup {
        let said = &self.words.outside;
        html! {
            p { (said.who) }
            @if let Some(until) = self.asked.page.until {
                @let (before, after) = OutsideWords::around_the_day(&said.asked);
                p { (before) (long_day(until)) (after) }
            }
            p { (said.unwatched) }
            p { (said.type_it) }
        }
    }

    /// Everything again, since nothing of it was kept.
    fn form(&self) -> Markup {
        let Asked { subject, page, .. } = self.asked;
        html! {
            form method="post" action="/sharing/sealed/file" {
                input type="hidden" name="record" value=(self.record);
                input type="hidden" name="what" value=(subject.id());
                input type="hidden" name="to" value=(page.to);
                @for key in &page.fields { input type="hidden" name="field" value=(key); }
                @if let Some(until) = page.until { input type="hidden" name="until" value=(until); }
                input type="hidden" name="passphrase" value=(self.passphrase);
                div .row .end { button .button .main { "Make the file" } }
            }
        }
    }
}
