//! A copy of the plan that opens when neither the network nor this program answers: what the page offers, the words that
//! the browser seals, and the page that opens them. `docs/plan-copy.md` has the format.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_content::{Country, PlanWords, Shows};
use hearken_core::{
    Notebook,
    plan::{self, PlanEntry, SafetyPlan},
};
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::{
    AppState,
    components::{Nearest, field},
    error::Problem,
    form::Query,
    layout::{Page, shell},
    session::Unlocked,
    words,
    zone::Clock,
};

/// What is true of the word, said wherever it is asked for the first time.
const HONEST: &str = "The copy is sealed with your word, and nothing else opens it. Whoever has this device can try words \
    on it for as long as they like, so a short word does not hold. Take several words, or one long one that nobody would \
    guess, and not your passphrase.";

/// Which wording the plan stands in, in a form that tells nothing of it: whether a copy is older is seen by this. Lines that stand
/// in the plan of another device count by themselves.
fn wording(notebook: &Notebook, said: &PlanWords) -> Option<String> {
    let steps: Vec<_> = said.steps.iter().map(|step| step.id.as_str()).collect();
    let plan = plan::current(notebook);
    if steps.iter().all(|step| plan.step(step).is_empty()) {
        return None;
    }
    let own = plan::wordings(notebook, &steps).pop().map(|newest| (newest.rev, newest.saved));
    let others = plan::others(notebook).filter_map(|other| notebook.current(other));
    let others = others.map(|newest| (newest.rev, newest.saved));
    let all = own.into_iter().chain(others).map(|(rev, saved)| format!("{rev}.{}", saved.as_millis()));
    Some(all.collect::<Vec<_>>().join("+"))
}

/// What the page of the plan offers. Scripts show it, where the browser can keep a copy.
pub(super) struct Offer {
    /// `None` while there is nothing to copy.
    wording: Option<String>,
    country: &'static Country,
    /// Whether the plan was erased just now: then the copy in this browser goes too.
    erased: bool,
}

impl Offer {
    pub(super) fn of(notebook: &Notebook, said: &PlanWords, country: &'static Country, erased: bool) -> Self {
        let gone = plan::all(notebook).is_empty();
        Self { wording: wording(notebook, said), country, erased: erased && gone }
    }

    pub(super) fn render(&self) -> Markup {
        html! {
            section .card .ways-on data-copy="keep" data-of=[&self.wording] data-country=(self.country.code)
                data-erased=[self.erased.then_some("")] hidden {
                h2 { "A copy for when nothing answers" }
                p data-when="none" {
                    "This browser can keep a copy that opens without a network and without this program. It lies sealed on this device, and a word of your choice opens it."
                }
                p data-when="here" { "There is a copy on this device, made on " span data-copy-made {} "." }
                div .notice data-when="older" {
                    p .what { "The copy on this device is older than the plan." }
                    p .then { "It was made on " span data-copy-made {} ". You can make it anew, so that it reads as the plan does now." }
                }
                p data-when="left" { "Nothing stands in the plan, and a copy of an earlier one is still on this device." }
                div data-when="here older left" {
                    p { a .button .second href="/plan/offline" { "Open the copy" } }
                    p .help { "Put that page among your bookmarks. While the copy is here, the page with the help numbers leads to it too." }
                }
                details data-when="none here older" {
                    summary { span data-when="none" { "Keep a copy" } span data-when="here older" { "Make it anew" } }
                    (keep_form())
                }
                details data-when="here older left" { summary { "Remove the copy" } (remove()) }
                p data-copy-status role="status" {}
            }
        }
    }
}

/// The fields have no names, so that no browser could ever send what is typed here.
fn keep_form() -> Markup {
    html! {
        form .narrow method="post" action="/plan/copy" data-copy-form {
            p .ways-on { (HONEST) }
            p .help { "Some browsers clear what a page has kept when space is short, or after a week without a visit. The paper and the file stay." }
            (word("copy-word", "A word for the copy"))
            (word("copy-again", "The word again"))
            div .row .end { button .button .main { "Keep the copy" } }
        }
    }
}

fn word(id: &str, label: &str) -> Markup {
    field(
        id,
        label,
        None,
        &html! {
            input type="password" id=(id) autocomplete="off" autocapitalize="none" maxlength="1000" spellcheck="false";
        },
    )
}

fn remove() -> Markup {
    html! {
        p .ways-on { "It goes from this browser at once. What is in the notebook, on paper or on other devices stays." }
        p { button .button .danger type="button" data-copy-remove { "Remove it from this device" } }
    }
}

/// The words that the browser seals. Posted for, so that no address and no store of the browser ever has them.
pub(super) async fn words_to_seal(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
) -> Result<Response, Problem> {
    let said = &state.library.plan;
    let notebook = session.vault().read();
    let of = wording(&notebook, said).ok_or(Problem::NotHere)?;
    let plan = as_json(said, &plan::current(&notebook));
    Ok(Json(json!({ "of": of, "made": words::long_day(clock.today()), "plan": plan })).into_response())
}

fn as_json(said: &PlanWords, plan: &SafetyPlan) -> Value {
    let entry = |one: &PlanEntry| json!({ "words": one.words, "phone": one.phone, "tel": one.dials() });
    let steps = said.steps.iter().filter(|step| !plan.step(&step.id).is_empty());
    let steps: Vec<_> = steps
        .map(|step| {
            let entries: Vec<_> = plan.step(&step.id).iter().map(entry).collect();
            json!({ "title": step.title, "entries": entries })
        })
        .collect();
    json!({ "title": said.title, "steps": steps })
}

/// The page that opens the copy. It shows nothing of anybody, locked or not: the browser keeps it for everybody alike.
pub(super) async fn shell_page(
    State(state): State<AppState>,
    nearest: Nearest,
    Query(query): Query,
) -> Markup {
    let asked = state.library.help.country(query.text("country"));
    let country = asked.unwrap_or(nearest.country);
    let nearest = Nearest { country, plan: SafetyPlan::default() };
    shell(
        &Page::outside(),
        &html! {
            h1 { "Kept on this device" }
            (nearest.piece(Shows::Emergency))
            (nearest.piece(Shows::CrisisLine))
            (nearest.piece(Shows::HelpNow))
            noscript { p { "What is kept here can only be opened with JavaScript, which is off in this browser." } }
            div data-copy="read" {
                p data-when="none" hidden {
                    "Nothing of yours is kept in this browser. It can be kept from the page of the plan, in the open notebook."
                }
                div data-when="closed" hidden { (open_form()) }
                div data-when="open" hidden {
                    p .help { "As it was on " span data-copy-made {} "." }
                    div data-copy-plan {}
                    p { button .button .second type="button" data-copy-close { "Close it" } }
                }
                p data-copy-status role="status" {}
                details data-when="closed open" hidden { summary { "Remove the copy" } (remove()) }
            }
        },
    )
}

fn open_form() -> Markup {
    html! {
        form .card .narrow method="get" action="/plan/offline" data-copy-form {
            (word("copy-word", "The word for the copy"))
            div .row .end { button .button .main { "Open it" } }
        }
        p .help { "It opens on this device alone, without a network, and closes by itself after 15 quiet minutes. Nobody can read it without the word; but whoever has this device can try words on it for as long as they like, and a short word does not hold." }
    }
}

#[cfg(test)]
mod tests {
    use hearken_core::{RecordId, Revision, Timestamp, notebook::Prepared, plan::PlanStep};

    use super::*;

    fn keeps(notebook: &mut Notebook, record: RecordId, rev: u32, words: &[&str]) {
        let entry = |words: &&str| PlanEntry { words: (*words).to_owned(), ..PlanEntry::default() };
        let entries = words.iter().map(entry).collect();
        let steps = vec![PlanStep { id: "ask".to_owned(), entries }];
        let (base, settles, saved) = (0, Vec::new(), Timestamp::from_millis(i64::from(rev)));
        let what = SafetyPlan { steps, ..SafetyPlan::default() }.into();
        notebook.apply(Prepared::of(Revision { record, rev, base, settles, saved, what }));
    }

    #[test]
    fn there_is_something_to_copy_as_long_as_the_plan_has_a_line_wherever_it_was_written() {
        let said = &hearken_content::library().plan;
        let mut notebook = Notebook::default();
        let own = plan::id(&notebook);
        keeps(&mut notebook, own, 1, &["Ana"]);
        assert_eq!(wording(&notebook, said).as_deref(), Some("1.1"));
        keeps(&mut notebook, own, 2, &[]);
        assert_eq!(wording(&notebook, said).as_deref(), Some("2.2"), "a plan beside it still holds a line");
        keeps(&mut notebook, RecordId::from_bytes([9; 16]), 1, &["Ben"]);
        assert_eq!(wording(&notebook, said).as_deref(), Some("2.2+1.1"), "a copy without Ben is older");
    }
}
