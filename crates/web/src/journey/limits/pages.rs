//! The page of the limits.

use hearken_content::{Fault, Safety, Threshold};
use maud::{Markup, html};

use crate::layout::{Page, shell};

/// The file in which a practice sets limits, below a content folder of its own.
const FILE: &str = "safety/limits.toml";

/// What such a file looks like; a test holds that it can be used.
const EXAMPLE: &str = "id = \"limits\"

[[limit]]
id = \"pre-systolic\"
value = 130

[[sources]]
text = \"Decided by the practice\"
tag = \"P\"
";

/// Every limit.
pub(super) struct LimitsPage<'a> {
    pub(super) page: Page,
    pub(super) safety: &'a Safety,
    /// What is wrong with a practice's file.
    pub(super) faults: Vec<&'a Fault>,
}

impl LimitsPage<'_> {
    pub(super) fn render(&self) -> Markup {
        let thresholds = &self.safety.rules.thresholds;
        let (own, rest): (Vec<_>, Vec<_>) = thresholds.iter().partition(|one| self.is_own(one));
        shell(
            &self.page,
            &html! {
                p .over { a href="/journey" { "Journey" } }
                h1 { "The limits of the rules" }
                p .lead { "The safety rules compare with these numbers. Each has a default with its source; a practice can set many of them within bounds." }
                p .help { "They say when a rule asks for something. That a number keeps within a limit says nothing about whether a session is right for you." }
                (self.faults())
                @if !own.is_empty() { h2 { "Set here" } @for one in own { (self.limit(one)) } }
                h2 { "As they come" }
                @for one in rest { (self.limit(one)) }
                (how())
            },
        )
    }

    fn is_own(&self, limit: &Threshold) -> bool {
        self.safety.own_limits.iter().any(|own| own.id == limit.id)
    }

    fn faults(&self) -> Markup {
        html! {
            @if !self.faults.is_empty() {
                section .notice role="alert" {
                    p .what { "A file with limits is not used." }
                    p { "Something in it is not as it should be. Until it is mended, the defaults hold." }
                    ul { @for fault in &self.faults { li { code { (fault.file) } ", " (fault.place) ": " (fault.message) } } }
                }
            }
        }
    }

    fn limit(&self, limit: &Threshold) -> Markup {
        let unit = unit(&limit.unit);
        let now = self.safety.limits().get(&limit.id).unwrap_or(limit.default);
        let rules: Vec<&str> = self.safety.using(&limit.id).map(|rule| rule.id.as_str()).collect();
        html! {
            details .limit open[self.is_own(limit)] {
                summary { span { (limit.name) ": " strong { (now) (unit) } } }
                dl .facts {
                    dt { "In force" }
                    dd { (now) (unit) ", " @if self.is_own(limit) { "set in " code { (FILE) } } @else { "the default" } }
                    dt { "Default" }
                    dd { (limit.default) (unit) }
                    dt { "What a practice may set" }
                    dd { @if limit.least == limit.most { "Nothing else: this one is fixed." } @else { (limit.least) " to " (limit.most) (unit) } }
                    @if !rules.is_empty() { dt { "Rules" } dd { (rules.join(", ")) } }
                    @if let Some(note) = &limit.note { dt { "Note" } dd { (note) } }
                    dt { "Sources" }
                    dd { @for source in limit.sources.iter().filter_map(|id| self.safety.source(id)) {
                        p { (source.text) " [" (source.tag.as_str()) "]" @if let Some(doi) = &source.doi { " doi:" (doi) } }
                    } }
                    dt { "Its name in the file" }
                    dd { code { (limit.id) } }
                }
            }
        }
    }
}

/// How a practice changes them.
fn how() -> Markup {
    html! {
        h2 { "How a practice changes them" }
        p { "Write the file " code { (FILE) } " into a folder " code { "content" } " beside the notebook, or into the one that " code { "--content" } " names, and start the program again. Nothing else of the rules can be changed. A number outside its bounds is not taken, and is said here." }
        pre tabindex="0" aria-label="Such a file" { (EXAMPLE) }
        p .help { "How sure a source is: V was seen in it, V1 in one copy, V2 in two that agree, M is from memory and has to be checked, P is a rule of this product." }
    }
}

/// A unit as it is read, with the blank before it.
fn unit(ucum: &str) -> &'static str {
    match ucum {
        "mm[Hg]" => " mmHg",
        "h" => " hours",
        "min" => " minutes",
        "d" => " days",
        "wk" => " weeks",
        "mo" => " months",
        "a" => " years",
        "%" => " %",
        "/min" => " a minute",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;
    use hearken_content::{OwnLimit, library};

    fn rendered(own: &[(&str, i32)], faults: Vec<&Fault>) -> String {
        let mut safety = library().safety.clone();
        safety.own_limits =
            own.iter().map(|(id, value)| OwnLimit { id: (*id).to_owned(), value: *value }).collect();
        LimitsPage { page: Page::sample(Place::Journey), safety: &safety, faults }.render().into_string()
    }

    #[test]
    fn every_limit_is_there_with_its_bounds_and_every_source_with_its_tag() {
        let page = rendered(&[], Vec::new());
        let thresholds = &library().safety.rules.thresholds;
        assert_eq!(page.matches("<details class=\"limit\"").count(), thresholds.len());
        assert!(thresholds.iter().all(|one| !unit(&one.unit).is_empty() || one.unit == "1"));
        let (before, _) = page.split_once("<code>pre-systolic</code>").unwrap();
        let (_, limit) = before.rsplit_once("<details").unwrap();
        for said in ["140 mmHg", "the default", "100 to 180 mmHg", "R19", "[M]"] {
            assert!(limit.contains(said), "{said}: {limit}");
        }
        assert!(page.contains("this one is fixed") && !page.contains("Set here"));
    }

    #[test]
    fn what_a_practice_set_stands_first_with_its_default_and_a_file_with_a_fault_is_said() {
        let fault = Fault {
            file: FILE.to_owned(),
            place: "limit <b>".to_owned(),
            check: "limits-are-within-bounds",
            message: "1300 is not from 100 to 180".to_owned(),
        };
        let page = rendered(&[("pre-systolic", 130)], vec![&fault]);
        let (own, _) = page.split_once("As they come").unwrap();
        assert!(own.contains("130 mmHg") && own.contains("140 mmHg") && own.contains("set in"));
        assert!(page.contains("1300 is not from 100 to 180") && page.contains("limit &lt;b&gt;"));
        assert!(page.contains("the defaults hold"));
    }

    #[test]
    fn the_file_that_is_shown_can_be_used() {
        let own = [(FILE.to_owned(), EXAMPLE.to_owned())];
        let library = hearken_content::check(&hearken_content::with_own(&own)).unwrap();
        assert_eq!(library.safety.limits().get("pre-systolic"), Some(130));
    }
}
