//! The slider over the whole history, with the marks on it. Without JavaScript it is a day to choose and a button.

use jiff::civil::Date;
use maud::{Markup, html};

use super::Span;

/// The slider of a page that can be seen as it was.
pub(crate) struct TimeSlider<'a> {
    pub(crate) span: &'a Span,
    /// The day that is shown; `None` for now.
    pub(crate) at: Option<Date>,
    /// The page it is on.
    pub(crate) address: &'static str,
    /// Fields of the page's address that stay: names and values without words of the person.
    pub(crate) stays: Vec<(&'static str, String)>,
}

impl TimeSlider<'_> {
    /// Nothing on the very first day: there is nothing to slide over yet.
    pub(crate) fn render(&self) -> Markup {
        if self.span.first == self.span.today {
            return Markup::default();
        }
        let at = self.at.unwrap_or(self.span.today);
        html! {
            form .time-slider method="get" action=(self.address) data-time-slider="" data-first=(self.span.first) {
                @for (name, value) in &self.stays { input type="hidden" name=(name) value=(value); }
                div .slide hidden {
                    span aria-hidden="true" { (self.span.first.strftime("%-d %b %Y")) }
                    input type="range" min="0" max=(days(self.span.first, self.span.today)) value=(days(self.span.first, at))
                        list="marked-days" aria-label="The map as it lay on a day";
                    span aria-hidden="true" { "today" }
                }
                datalist id="marked-days" {
                    @for mark in &self.span.marks {
                        option value=(days(self.span.first, mark.day)) label=(mark.called()) {}
                    }
                }
                div .row {
                    div .field {
                        label for="at" { "As it lay on" }
                        input type="date" id="at" name="at" value=(at) min=(self.span.first) max=(self.span.today) autocomplete="off";
                    }
                    button .button .second { "Show that day" }
                    @if self.at.is_some() { a .button .second href=(self.address) { "Back to today" } }
                    a .button .second href={ "/parts/compare?one=" (self.compare_with()) "&other=" (at) } { "Compare" }
                }
                @if !self.span.marks.is_empty() {
                    nav .around aria-label="Marked days" {
                        @for mark in self.span.marks.iter().rev().take(6) {
                            a .chip href={ (self.address) "?at=" (mark.day) } { bdi { (mark.called()) } }
                        }
                    }
                }
            }
        }
    }

    /// The day that the shown one is compared with at one press.
    fn compare_with(&self) -> Date {
        self.span.default_days().0
    }
}

/// Whole days from one to another.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_slider_reaches_from_the_first_day_to_today_and_stops_at_the_day_shown() {
        let span = Span { first: date(2026, 1, 1), today: date(2027, 1, 1), marks: Vec::new() };
        let slider =
            TimeSlider { span: &span, at: Some(date(2026, 2, 1)), address: "/parts", stays: Vec::new() };
        let slider = slider.render().into_string();
        assert!(slider.contains("max=\"365\" value=\"31\"") && slider.contains("Back to today"));
        assert!(slider.contains("value=\"2026-02-01\""));
        let first_day = Span { today: span.first, ..span };
        let slider = TimeSlider { span: &first_day, at: None, address: "/parts", stays: Vec::new() };
        assert_eq!(slider.render().into_string(), "");
    }
}
