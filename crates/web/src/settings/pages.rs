//! Settings, what else there is on a phone, and the state of the notebook.

use hearken_core::settings::{ANSWER_RANGE, IDLE_RANGE, Settings, WAITS_FOR_ME};
use maud::{Markup, html};

use crate::{
    components::{Tone, account_name, card, field, notice, passphrase, quiet},
    error::Said,
    layout::{Page, shell, unread_mark},
};

/// Everything that can be set.
pub(super) struct SettingsPage {
    pub(super) page: Page,
    pub(super) settings: Settings,
    pub(super) words_confirmed: bool,
    pub(super) kept: bool,
    pub(super) trouble: Option<Said>,
}

impl SettingsPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "Settings" }
                @if self.kept { p .kept role="status" { "Kept." } }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                (self.choices())
                (card("Passphrase", &change_passphrase()))
                (card("Your account", &html! {
                    p { "Where you are signed in, passkeys and codes, and closing it." }
                    p { a .button .second href="/settings/account" { "Open it" } }
                }))
                (card("Recovery words", &html! {
                    p { @if self.words_confirmed { "You have them on paper." } @else { "You have not confirmed them yet." } }
                    p { a .button .second href="/recovery-words" { "Recovery words" } }
                }))
                (card(&hearken_content::library().plan.title, &html! {
                    p { (hearken_content::library().plan.lead) }
                    p { a .button .second href="/plan" { "Open it" } }
                }))
                (card(&hearken_content::library().display.log.title, &html! {
                    p { "Times alone, and never why." }
                    p { a .button .second href="/settings/help-shown" { "See the times" } }
                }))
                (card(&hearken_content::library().sharing_words.page.title, &html! {
                    p { (hearken_content::library().sharing_words.page.lead) }
                    p { a .button .second href="/sharing" { "See with whom you share" } }
                }))
                (card("From elsewhere", &html! {
                    p { "A journal from another program, or parts you described in one." }
                    p { a .button .second href="/settings/import" { "Bring something in" } }
                }))
                (card("The notebook itself", &html! {
                    p { "Each time it is opened, every page of it is checked." }
                    p { a .button .second href="/settings/notebook" { "See what was checked" } }
                }))
                form .row method="post" action="/lock" { button .button .second { "Lock the notebook" } }
            },
        )
    }

    fn choices(&self) -> Markup {
        let settings = &self.settings;
        let help = &hearken_content::library().help;
        html! {
            form .card method="post" action="/settings" {
                (field("idle_minutes", "Lock after so many quiet minutes", None, &html! {
                    input type="number" id="idle_minutes" name="idle_minutes" inputmode="numeric"
                        min=(IDLE_RANGE.start()) max=(IDLE_RANGE.end()) value=(settings.idle_minutes);
                }))
                (field("country", "Your country, for the help numbers", Some("Only to show the right numbers. It goes nowhere."), &html! {
                    select id="country" name="country" {
                        option value="" { "not said" }
                        @for country in help.countries() {
                            option value=(country.code) selected[settings.country.as_ref() == Some(&country.code)] { (country.name) }
                        }
                    }
                }))
                label .choice { input type="checkbox" name="read_aloud" value="1" checked[settings.read_aloud]; span { "Read exercises aloud" } }
                label .choice { input type="checkbox" name="breath_sound" value="1" checked[settings.breath_sound]; span { "Sound while breathing" } }
                label .choice { input type="checkbox" name="chimes" value="1" checked[settings.chimes]; span { "A soft chime when it is your turn" } }
                (field("answer_seconds", "Time to answer, hands-free", Some("How long an exercise that reads itself to you waits before it goes on."), &answer_time(settings)))
                div .row .end { button .button .main { "Keep" } }
            }
        }
    }
}

/// The times to answer that can be picked; one that came from elsewhere stays among them.
const ANSWER_TIMES: [u16; 8] = [*ANSWER_RANGE.start(), 10, 20, 30, 45, 60, 90, *ANSWER_RANGE.end()];

fn answer_time(settings: &Settings) -> Markup {
    let chosen = settings.answer_seconds;
    let own = (chosen != WAITS_FOR_ME && !ANSWER_TIMES.contains(&chosen)).then_some(chosen);
    html! {
        select id="answer_seconds" name="answer_seconds" {
            @for seconds in ANSWER_TIMES.into_iter().chain(own) {
                option value=(seconds) selected[seconds == chosen] { (seconds) " seconds" }
            }
            option value=(WAITS_FOR_ME) selected[chosen == WAITS_FOR_ME] { "wait for me" }
        }
    }
}

fn change_passphrase() -> Markup {
    html! {
        form method="post" action="/settings/passphrase" {
            (account_name())
            (passphrase("current", "The present one", None, "current-password"))
            (passphrase("passphrase", "A new one", Some("Four or five words that only you would put together."), "new-password"))
            (passphrase("again", "The new one once more", None, "new-password"))
            p .help { "Every other browser that is unlocked now will be locked." }
            div .row .end { button .button .second { "Change it" } }
        }
    }
}

/// On a phone: everything that has no place in the bar below.
pub(super) struct MorePage {
    pub(super) page: Page,
}

impl MorePage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "More" }
                ul .plain-list .large {
                    li { a href="/journal" { "Journal" } }
                    li { a href="/measures" { "Measures" } }
                    li {
                        a href="/sharing" {
                            (hearken_content::library().sharing_words.page.title) (unread_mark(self.page.has_unread()))
                        }
                    }
                    li { a href="/check-in" { "Check in" } }
                    li { a href="/triggers" { "Triggers" } }
                    li { a href="/marks" { "Marks" } }
                    li { a href="/plan" { (hearken_content::library().plan.title) } }
                    li { a href="/breathe" { "Breathe" } }
                    li { a href="/grounding" { "Come back to the room" } }
                    li { a href="/learn" { "Learn" } }
                    li { a href="/settings" { "Settings" } }
                    li { a href="/settings/notebook" { "The notebook itself" } }
                    li { a href="/help-now" { (hearken_content::library().help.words.button) } }
                }
                form .row method="post" action="/lock" { button .button .second { "Lock the notebook" } }
            },
        )
    }
}

/// One thing that was found on opening.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Finding {
    pub(super) what: String,
    pub(super) then: String,
}

/// The state of the notebook.
pub(super) struct NotebookPage {
    pub(super) page: Page,
    /// How many saves there have been.
    pub(super) entries: u64,
    /// The beginning of the newest link, to compare with a backup.
    pub(super) link: String,
    pub(super) findings: Vec<Finding>,
    /// The whole notebook is older than one seen before.
    pub(super) older: bool,
    /// Saves that only a newer program can read.
    pub(super) unknown: usize,
}

impl NotebookPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "The notebook itself" }
                p .lead { "When it was opened, each save was unsealed and compared with the one before it: nothing missing, nothing changed, nothing moved." }
                @if self.findings.is_empty() { (quiet("All of it is as it was left.", "There is nothing to do.")) }
                @for finding in &self.findings {
                    (notice(Tone::Problem, &Said { what: finding.what.clone(), then: finding.then.clone() }))
                }
                @if self.older {
                    form .row method="post" action="/settings/notebook/accept" {
                        button .button .second { "I put this older copy back on purpose" }
                    }
                }
                dl .traits {
                    dt { "Saves" } dd .figure { (self.entries) }
                    dt { "Mark of the newest" } dd .figure { (self.link) }
                }
                p .help { "Number and mark stand on a backup, too. If a later backup has a smaller number, something was taken away." }
                @if self.unknown > 0 {
                    p .help { (self.unknown) " saves are from a newer program. They are kept as they are and not shown." }
                }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn every_page_renders() {
        let trouble = Some(Said { what: "What <happened>.".to_owned(), then: "What to do.".to_owned() });
        let settings = Settings { country: Some("DE".to_owned()), read_aloud: true, ..Settings::default() };
        let page = SettingsPage {
            page: Page::sample(Place::Settings),
            settings,
            words_confirmed: false,
            kept: true,
            trouble,
        };
        let page = page.render().into_string();
        assert!(page.contains("value=\"DE\" selected") && page.contains("&lt;happened&gt;"));
        assert!(page.contains("name=\"read_aloud\" value=\"1\" checked"));
        assert!(
            MorePage { page: Page::sample(Place::More) }
                .render()
                .into_string()
                .contains("href=\"/settings\"")
        );
    }

    #[test]
    fn an_older_copy_can_be_accepted_and_a_healthy_one_needs_nothing() {
        let notebook = |findings: Vec<Finding>, older| NotebookPage {
            page: Page::sample(Place::Settings),
            entries: 12,
            link: "0badcafe".to_owned(),
            findings,
            older,
            unknown: 2,
        };
        let healthy = notebook(Vec::new(), false).render().into_string();
        assert!(healthy.contains("All of it is as it was left.") && !healthy.contains("on purpose"));
        let finding = Finding { what: "Older.".to_owned(), then: "Look.".to_owned() };
        assert!(notebook(vec![finding], true).render().into_string().contains("/settings/notebook/accept"));
    }
}
