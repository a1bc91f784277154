//! The first step: the question, its field of life, the options.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    NewRevision, Notebook, RecordId, Refusal,
    decisions::{self, Choice, Decision, Step},
};
use hearken_vault::Session;
use maud::{Markup, html};

use super::step::{self, StepPage};
use crate::{
    AppState,
    components::{Typing, field, long_text, short_text},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

/// Empty fields for options that a page shows beyond those there are.
const ROOM: usize = 2;

pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), "/decisions/new", &query);
    let typing = Typing::new(&state, "/decisions/new", state.keeper.new_record_id(), 0, draft.as_ref());
    let decision = draft
        .map(|draft| filled(&Fields::from_draft(&draft.fields), &Decision::default()))
        .unwrap_or_default();
    page(&session, typing, &decision, None)
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = step::address(id, Step::Question);
    let (typing, typed) = step::open(&state, &session, id, &place, &query)?;
    let decision: Decision = session.vault().read().get::<Decision>(id).ok_or(Problem::NotHere)?.clone();
    let shown = typed.map_or_else(|| decision.clone(), |typed| filled(&typed, &decision));
    Ok(page(&session, typing, &shown, None))
}

fn page(session: &Session, typing: Typing, decision: &Decision, trouble: Option<&Problem>) -> Markup {
    let is_new = typing.base == 0;
    let heading = if is_new { "A question for the council" } else { "The question" };
    let help = "Say what is to be decided. Nothing is weighed here: each part is heard, then you choose.";
    let page = Page::open(Place::Parts, session);
    let mut asked = StepPage::asking(page, typing, "", heading, help);
    asked.action = "/decisions".to_owned();
    asked.fields = fields(decision);
    asked.behind = html! {
        p .step-leave { button .plain name="go" value="more" { "Keep, and make room for another option" } }
    };
    asked.trouble = trouble;
    asked.render()
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let form = fields.clone();
    let change = move |notebook: &Notebook| plan(notebook, record, &form, &clock);
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let shown = filled(&fields, &Decision::default());
        let again = page(&session, Typing::again(&fields), &shown, Some(&problem));
        return Ok((problem.status(), again).into_response());
    }
    let to = match fields.text("go") {
        "more" => step::address(record, Step::Question),
        "leave" => format!("/decisions/{record}"),
        _ => step::address(record, Step::Table),
    };
    Ok(kept(&state, &session, &to))
}

fn plan(
    notebook: &Notebook,
    record: RecordId,
    form: &Fields,
    clock: &Clock,
) -> Result<Vec<NewRevision>, Refusal> {
    let base = form.number("base");
    if notebook.get::<Decision>(record).is_some() {
        return decisions::change(notebook, record, base, Step::Question, |decision| {
            *decision = filled(form, decision);
        });
    }
    let decision = Decision { asked: clock.now(), ..filled(form, &Decision::default()) };
    decisions::keep(notebook, record, base, decision).map(|revision| vec![revision])
}

/// A decision with what the form says of its question. Options keep their numbers; an emptied one is taken out.
fn filled(fields: &Fields, before: &Decision) -> Decision {
    let own = fields.text("field-own").trim();
    let field = if own.is_empty() { fields.text("field") } else { own };
    let mut next = before.next_number();
    let names = fields.all("option").zip(fields.all("number"));
    let named = names.filter(|(name, _)| !name.trim().is_empty());
    let options: Vec<Choice> = named
        .map(|(name, number)| {
            // Sent again, an option has no number in the form and stands there already.
            let here = before.options.iter().find(|option| option.name == name.trim());
            let number = number.parse().ok().or(here.map(|option| option.number)).unwrap_or(next);
            next = next.max(number.saturating_add(1));
            Choice { number, name: name.trim().to_owned() }
        })
        .collect();
    let still = |number: &u16| options.iter().any(|option| option.number == *number);
    Decision {
        question: fields.text("question").to_owned(),
        field: field.to_owned(),
        chosen: before.chosen.filter(still),
        options,
        ..before.clone()
    }
}

fn fields(decision: &Decision) -> Markup {
    let empty = Choice { number: 0, name: String::new() };
    let shown = decision.options.iter().chain(std::iter::repeat_n(&empty, ROOM));
    html! {
        (field("question", "What is to be decided?", None, &long_text("question", "question", 2, &decision.question, None)))
        (field_of_life(&decision.field))
        fieldset {
            legend { "Between what? Leave a line empty to take it out." }
            @for (n, option) in shown.enumerate() {
                @let id = format!("option-{n}");
                div .field {
                    label .sr-only for=(id) { "Option " (n + 1) }
                    (short_text(&id, "option", &option.name))
                    input type="hidden" name="number" value=(if option.number == 0 { String::new() } else { option.number.to_string() });
                }
            }
        }
    }
}

fn field_of_life(chosen: &str) -> Markup {
    let words = &hearken_content::library().words.fields_of_life;
    let own = if words.iter().any(|word| word.id == chosen) { "" } else { chosen };
    html! {
        fieldset .chips {
            legend { "What is it about?" }
            @for word in words {
                label .chip { input type="radio" name="field" value=(word.id) checked[word.id == chosen]; (word.label) }
            }
            label .chip { input type="radio" name="field" value="" checked[chosen == own]; "something else" }
        }
        (field("field-own", "In a word of your own", None, &short_text("field-own", "field-own", own)))
    }
}

/// A field of life as it is read.
pub(super) fn field_label(field: &str) -> &str {
    let words = &hearken_content::library().words.fields_of_life;
    words.iter().find(|word| word.id == field).map_or(field, |word| &word.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(options: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        fields.push("question", "Move?");
        for (number, name) in options {
            fields.push("number", number);
            fields.push("option", name);
        }
        fields
    }

    #[test]
    fn options_keep_their_numbers_when_others_come_and_go() {
        let first = filled(&form(&[("", "Move"), ("", "Stay")]), &Decision::default());
        let second = filled(&form(&[("1", " "), ("2", "Stay here"), ("", "Share")]), &first);
        let numbers: Vec<(u16, &str)> =
            second.options.iter().map(|option| (option.number, option.name.as_str())).collect();
        assert_eq!(numbers, [(2, "Stay here"), (3, "Share")]);
    }

    #[test]
    fn a_choice_that_is_no_option_any_more_is_none() {
        let mut first = filled(&form(&[("", "Move")]), &Decision::default());
        first.chosen = Some(1);
        assert_eq!(filled(&form(&[("1", "")]), &first).chosen, None);
        assert_eq!(filled(&form(&[("1", "Go")]), &first).chosen, Some(1));
    }

    #[test]
    fn a_field_of_ones_own_stands_in_its_place() {
        let shown = field_of_life("the <garden>").into_string();
        assert!(shown.contains("value=\"the &lt;garden&gt;\""));
        assert!(field_of_life("money").into_string().contains("value=\"money\" checked"));
        assert_eq!((field_label("money"), field_label("the garden")), ("money", "the garden"));
    }
}
