//! One bond: the sentence that it is, and the form that changes it.

use hearken_core::{bonds::BondKind, limits::HIGHEST_LEVEL};
use maud::{Markup, html};

use crate::{
    bonds::{forms::BondForm, forward, inverse},
    components::{
        PartsPlace, Tone, field, keep_row, long_text, notice, parts_nav, settles_fields, short_text, term,
        typing_fields, written,
    },
    error::Said,
    layout::{Page, shell},
};

/// What another window kept at the same time.
pub(crate) struct Other {
    pub(crate) sentence: String,
    /// All else that it says, each under its name.
    pub(crate) said: Vec<(&'static str, String)>,
}

/// What is to be said of a bond that is kept already.
pub(crate) struct Known {
    /// When it was over, in words.
    pub(crate) ended: Option<String>,
    /// A sentence for each end that is archived, gone, or turned out to be another part.
    pub(crate) ends: Vec<String>,
    pub(crate) others: Vec<Other>,
}

/// The page of one bond, new or not.
pub(crate) struct BondPage {
    pub(crate) page: Page,
    pub(crate) form: BondForm,
    pub(crate) known: Option<Known>,
    pub(crate) trouble: Option<Said>,
}

impl BondPage {
    pub(crate) fn render(&self) -> Markup {
        let form = &self.form;
        let typing = &form.typing;
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Within))
                h1 { "How two parts relate" }
                (self.sentence())
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if let Some(known) = &self.known { (known.render()) }
                @if typing.seen > 0 { p .help { "This is as you left it, not yet kept." } }
                form .card method="post" action="/bonds" data-draft-place=(typing.place) data-bond="" {
                    (typing_fields(typing))
                    (settles_fields(&form.settles))
                    @if form.hidden { input type="hidden" name="hidden" value="1"; }
                    div .row .bond-ends {
                        (field("from", "One part", None, &part_choice(form, "from", &form.from)))
                        (field("to", "The other", None, &part_choice(form, "to", &form.to)))
                        // Not the first button: Enter in a field keeps the bond.
                    }
                    (kinds(form))
                    (field("over", "Over what, or about what", Some("For a conflict: what the two pull for. A few words are enough."), &short_text("over", "over", &form.over)))
                    (field("from_says", "What the first says about it", None, &long_text("from_says", "from_says", 2, &form.from_says, None)))
                    (field("to_says", "What the second says about it", None, &long_text("to_says", "to_says", 2, &form.to_says, None)))
                    div .row {
                        (field("strength", "How strong it is", None, &strength(&form.strength)))
                        (field("since", "Since when", None, &short_text("since", "since", &form.since)))
                    }
                    (keep_row("Keep"))
                    p .bond-more {
                        button .plain name="swap" value="1" { "Turn it around" }
                        @if form.keeps_hidden { " · " button .plain name="go" value="hidden" { "Choose among hidden parts too" } }
                    }
                }
                @if let Some(known) = &self.known { (self.ways_on(known)) }
            },
        )
    }

    /// “The Planner protects the Quiet One.”
    fn sentence(&self) -> Markup {
        let form = &self.form;
        let name = |id: &str| form.part(id).map_or("…", |part| part.name.as_str());
        html! {
            p .lead .bond-sentence data-bond-sentence="" {
                bdi { (name(&form.from)) } " " bdi { (form.words()) } " " bdi { (name(&form.to)) } "."
            }
        }
    }

    fn ways_on(&self, known: &Known) -> Markup {
        let address = format!("/bonds/{}", self.form.typing.record);
        html! {
            div .row .ways-on {
                @if known.ended.is_none() {
                    form method="post" action={ (address) "/end" } { button .button .second { "It is over" } }
                } @else {
                    form method="post" action={ (address) "/again" } { button .button .second { "It holds again" } }
                }
                a .button .second href={ (address) "/erase" } { "Erase" }
                a .button .second href="/parts" { "To the map" }
            }
        }
    }
}

impl Known {
    fn render(&self) -> Markup {
        html! {
            @if let Some(day) = &self.ended {
                div .notice role="status" {
                    p .what { "This was over on " (day) "." }
                    p .then { "It is not on the map any more, and stays in its history." }
                }
            }
            @for said in &self.ends { p .notice dir="auto" { (said) } }
            @for other in &self.others {
                section .notice {
                    p .what { "Kept in another window at the same time" }
                    p dir="auto" { (other.sentence) "." }
                    @for (name, words) in &other.said { p .help { (name) } (written(words)) }
                    p .then { "Write into the form what is to stay. Keeping it settles this." }
                }
            }
        }
    }
}

fn part_choice(form: &BondForm, name: &str, chosen: &str) -> Markup {
    html! {
        select id=(name) name=(name) required {
            option value="" { "choose a part" }
            @for part in &form.parts { option value=(part.id) selected[part.id == chosen] { (part.name) } }
        }
    }
}

fn kinds(form: &BondForm) -> Markup {
    let words = &hearken_content::library().words;
    html! {
        fieldset .bond-kinds {
            legend { "How they relate" }
            p .help { "When each makes the other pull harder: " (term("polarised")) ". When they work together: " (term("alliance")) "." }
            @for word in &words.bonds {
                label .choice {
                    input type="radio" name="kind" value=(word.id) checked[form.kind == word.id] data-words=(word.forward);
                    span { "… " (word.forward) " …" span .help { (word.plain) } }
                }
            }
            @for own in &form.own_kinds {
                @let value = own.value();
                label .choice {
                    input type="radio" name="kind" value=(value) checked[form.kind == value] data-words=(forward(&own.kind));
                    span { "… " bdi { (forward(&own.kind)) } " …" (the_other_way(&own.kind)) }
                }
            }
            label .choice {
                input type="radio" name="kind" value="own" checked[form.kind == "own"] data-own="";
                span { "In your own words" span .help { "It is offered again next time." } }
            }
            div .row .own-kind {
                (field("name", "One … the other", Some("For example: teaches"), &short_text("name", "name", &form.name)))
                (field("inverse", "And the other way round", Some("For example: learns from. Empty when it is the same both ways."), &short_text("inverse", "inverse", &form.inverse)))
            }
        }
    }
}

fn the_other_way(kind: &BondKind) -> Markup {
    html! { @if !kind.is_symmetric() { span .help { "The other way round: " bdi { (inverse(kind)) } } } }
}

fn strength(chosen: &str) -> Markup {
    html! {
        select id="strength" name="strength" {
            option value="" { "not said" }
            @for level in 0..=HIGHEST_LEVEL {
                @let level = level.to_string();
                option value=(level) selected[level == chosen] { (level) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bonds::forms::OwnKind,
        components::{PartChip, Typing},
        layout::Place,
    };
    use hearken_core::RecordId;

    fn sample(known: Option<Known>) -> BondPage {
        let kind = BondKind::Own { name: "<teaches>".to_owned(), inverse: "learns & from".to_owned() };
        let own = OwnKind { bond: RecordId::from_bytes([1; 16]), kind };
        let form = BondForm {
            typing: Typing { seen: 1, base: 1, ..Typing::default() },
            from: PartChip::sample().id,
            kind: own.value(),
            over: "\"rest\"".to_owned(),
            strength: "7".to_owned(),
            parts: vec![PartChip::sample()],
            own_kinds: vec![own],
            ..BondForm::default()
        };
        let trouble = Some(Said { what: "No.".to_owned(), then: "Yes.".to_owned() });
        BondPage { page: Page::sample(Place::Parts), form, known, trouble }
    }

    #[test]
    fn a_bond_reads_as_a_sentence_and_own_kinds_are_offered_again() {
        let page = sample(None).render().into_string();
        assert!(
            page.contains(
                "<bdi>The &lt;b&gt;Planner&lt;/b&gt;</bdi> <bdi>&lt;teaches&gt;</bdi> <bdi>…</bdi>."
            )
        );
        for shown in ["learns &amp; from", "&quot;rest&quot;", "value=\"7\" selected", "value=\"protects\""] {
            assert!(page.contains(shown), "{shown}");
        }
        assert!(!page.contains("It is over"));
    }

    #[test]
    fn a_known_bond_says_what_became_of_it() {
        let known = Known {
            ended: Some("Sun 22 Nov".to_owned()),
            ends: vec!["“<i>” is archived.".to_owned()],
            others: vec![Other {
                sentence: "<s> fears".to_owned(),
                said: vec![("Since when", "<u>".to_owned())],
            }],
        };
        let page = sample(Some(known)).render().into_string();
        for shown in [
            "This was over on Sun 22 Nov",
            "“&lt;i&gt;” is archived",
            "&lt;s&gt; fears.",
            "Since when",
            "&lt;u&gt;",
            "It holds again",
        ] {
            assert!(page.contains(shown), "{shown}");
        }
    }
}
