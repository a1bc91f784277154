//! The page with the numbers: large, plain, the emergency number first.

use hearken_content::{Country, HelpWords, Line, Number, Reach, ReachBy, fill};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::{
    components::{about_number, card, field, note_and_check},
    layout::{Page, shell},
    words,
};

/// Help lines of one country, or of none.
pub(super) struct HelpNowPage {
    pub(super) page: Page,
    pub(super) words: &'static HelpWords,
    /// Every country there is a list for.
    pub(super) countries: Vec<&'static Country>,
    pub(super) shown: &'static Country,
    /// Whether the person's country is known and listed.
    pub(super) known: bool,
    pub(super) today: Date,
    /// Whom the person's own plan names, for whoever has unlocked. It stands below the public numbers.
    pub(super) plan: Option<Markup>,
}

impl HelpNowPage {
    pub(super) fn render(&self) -> Markup {
        let Self { words, shown, .. } = self;
        shell(
            &self.page,
            &html! {
                h1 { (words.title) }
                p .lead { (words.intro) }
                @if !self.known { p .lead { (words.unknown) } }
                section .emergency aria-label=(words.emergency) {
                    h2 { (words.emergency) }
                    @for emergency in &shown.emergency { (number(emergency)) }
                }
                @if !shown.lines.is_empty() {
                    section { h2 { (words.lines) } @for entry in &shown.lines { (line(entry)) } }
                }
                @if !shown.extras.is_empty() {
                    section {
                        h2 { (words.extras) }
                        p .help { (words.extras_note) }
                        @for entry in &shown.extras { (line(entry)) }
                    }
                }
                @if let Some(plan) = &self.plan { (plan) }
                // Scripts show it where a copy of the plan is kept in this browser.
                p data-copy="link" hidden { a .button .second href="/plan/offline" { "Your plan, kept on this device" } }
                (self.country_form())
                p .help { (words.nobody_reads) }
                (self.verified())
            },
        )
    }

    fn country_form(&self) -> Markup {
        html! {
            form .card .narrow method="get" action="/help-now" {
                (field("country", &self.words.choose, None, &html! {
                    select id="country" name="country" {
                        option value="" selected[!self.known] { "Another country" }
                        @for country in &self.countries {
                            option value=(country.code) selected[self.known && country.code == self.shown.code] { (country.name) }
                        }
                    }
                }))
                div .row .end { button .button .second { "Show" } }
            }
        }
    }

    fn verified(&self) -> Markup {
        let Ok(day) = self.shown.verified_on.parse::<Date>() else { return html! {} };
        let age = (self.today - day).get_days();
        let old = u32::try_from(age).is_ok_and(|age| age > self.words.old_after_days);
        html! {
            p .help {
                (fill(&self.words.verified, &[("date", &words::long_day(day))]))
                @if old { " " (self.words.old) }
            }
        }
    }
}

fn line(line: &Line) -> Markup {
    card(
        &line.name,
        &html! {
            @if let Some(hours) = &line.hours { p .help { (hours) } }
            @if let Some(note) = &line.note { p .help { (note) } }
            @for one in &line.numbers { (number(one)) }
            @for one in &line.reaches { (reach(one)) }
        },
    )
}

fn number(number: &Number) -> Markup {
    html! {
        p .number {
            a .call href={ "tel:" (number.tel) } { (number.number) }
            (about_number(number))
        }
    }
}

fn reach(reach: &Reach) -> Markup {
    let by = match reach.by {
        ReachBy::Text => "Text",
        ReachBy::Chat => "Chat",
        ReachBy::Whatsapp => "WhatsApp",
        ReachBy::Page => "Page",
    };
    let address = reach.link.clone().or_else(|| {
        let tel = reach.tel.as_ref()?;
        (reach.by == ReachBy::Text).then(|| format!("sms:{tel}"))
    });
    html! {
        p .number {
            span .help { (by) ": " }
            @match address {
                Some(address) => a .call href=(address) rel="noreferrer" { (reach.to) },
                None => (reach.to),
            }
            @if let Some(say) = &reach.say { " " span .help { "Write " (say) } }
            (note_and_check(reach.note.as_deref(), reach.check))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn page(country: &'static Country, known: bool, today: Date) -> String {
        let help = &hearken_content::library().help;
        let countries = help.countries().collect();
        HelpNowPage {
            page: Page::outside(),
            words: &help.words,
            countries,
            shown: country,
            known,
            today,
            plan: None,
        }
        .render()
        .into_string()
    }

    #[test]
    fn every_country_shows_its_emergency_number_before_all_else() {
        let help = &hearken_content::library().help;
        for country in help.countries().chain([help.international()]) {
            let page = page(country, true, date(2026, 11, 23));
            let first = page.find("href=\"tel:").unwrap();
            let tel = &country.emergency.first().unwrap().tel;
            assert!(page[first..].starts_with(&format!("href=\"tel:{tel}\"")), "{}", country.code);
        }
    }

    #[test]
    fn k7_an_unknown_country_gets_numbers_that_work_in_many() {
        let help = &hearken_content::library().help;
        let page = page(help.international(), false, date(2026, 11, 23));
        assert!(page.contains("tel:112") && page.contains("tel:911") && page.contains(&help.words.choose));
    }

    #[test]
    fn old_numbers_say_that_they_are_old() {
        let help = &hearken_content::library().help;
        let shown = |today| page(help.international(), true, today).contains(&help.words.old);
        assert!(!shown(date(2026, 11, 23)));
        assert!(shown(date(2028, 1, 1)));
    }
}
