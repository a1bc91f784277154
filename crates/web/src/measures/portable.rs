//! The conditions of a form as its script is given them: which answers bring up help, and which questions are asked. So both
//! hold with the network gone (G3). Items stand there by their place, answers by what the form's fields send.

use hearken_core::responses::Answer;
use hearken_measures::{Compare, Condition, EnableAll, Form, Item};
use serde_json::{Value, json};

use super::{At, forms};

/// Everything the script needs.
pub(super) fn portable(at: &At) -> Value {
    let form = at.form();
    let help = at.measure.file.scoring.safety.iter().filter_map(|answer| {
        Some(json!({ "id": answer.id, "level": answer.level.id(), "when": condition(form, &answer.when)? }))
    });
    let asked = form.all_items().enumerate().filter_map(|(nth, item)| {
        let enable = item.enable.as_ref()?;
        let when: Vec<_> =
            enable.when.iter().filter_map(|when| compare(form, &when.question, &when.compare)).collect();
        Some(json!({ "item": nth, "all": enable.all == EnableAll::All, "when": when }))
    });
    let parents: serde_json::Map<_, _> =
        parents(form).map(|(child, of)| (child.to_string(), json!(of))).collect();
    let levels: serde_json::Map<_, _> = at
        .measure
        .file
        .scoring
        .safety
        .iter()
        .map(|answer| (answer.id.clone(), json!(answer.level.id())))
        .collect();
    json!({ "levels": levels, "help": help.collect::<Vec<_>>(), "asked": asked.collect::<Vec<_>>(), "parents": parents })
}

/// Each item below another with that one's place: who is not asked, with all below it, is not.
fn parents(form: &Form) -> impl Iterator<Item = (usize, usize)> {
    let below = |(of, item): (usize, &Item)| {
        item.items.iter().filter_map(|child| Some((place(form, &child.link_id)?, of))).collect::<Vec<_>>()
    };
    form.all_items().enumerate().flat_map(below)
}

/// The place of an item.
fn place(form: &Form, link_id: &str) -> Option<usize> {
    form.all_items().position(|item| item.link_id == link_id)
}

/// A condition that a script can look at; one about a total is left to the server.
fn condition(form: &Form, when: &Condition) -> Option<Value> {
    let all = |conditions: &[Condition]| {
        conditions.iter().map(|one| condition(form, one)).collect::<Option<Vec<_>>>()
    };
    Some(match when {
        Condition::All(conditions) => json!({ "all": all(conditions)? }),
        Condition::Any(conditions) => json!({ "any": all(conditions)? }),
        Condition::Count(count) => {
            let from = |item: &String| {
                count.but.iter().find(|(but, _)| but == item).map_or(count.value, |(_, value)| *value)
            };
            let items: Option<Vec<_>> =
                count.items.iter().map(|item| Some(json!([place(form, item)?, from(item)]))).collect();
            json!({ "count": items?, "least": count.least, "most": count.most })
        }
        Condition::Unasked(items) => {
            let items: Option<Vec<_>> = items.iter().map(|item| place(form, item)).collect();
            json!({ "unasked": items? })
        }
        // What was left open on purpose, and totals, are known once they were sent.
        Condition::Skipped(_) | Condition::Total { .. } => return None,
    })
}

/// One condition for a question to be asked: the values of the field that meet it.
fn compare(form: &Form, question: &str, compare: &Compare) -> Option<Value> {
    let nth = place(form, question)?;
    let item = form.item(question)?;
    Some(match compare {
        Compare::Exists(there) => json!({ "item": nth, "exists": there }),
        Compare::Is(wanted) => json!({ "item": nth, "is": sent(item, wanted) }),
        Compare::IsNot(wanted) => json!({ "item": nth, "is-not": sent(item, wanted) }),
        Compare::More { than, or_same } => json!({ "item": nth, "more": than, "same": or_same }),
        Compare::Less { than, or_same } => json!({ "item": nth, "less": than, "same": or_same }),
    })
}

/// What the field sends for an answer.
fn sent(item: &Item, wanted: &Answer) -> String {
    let is = |answer: &Answer| match wanted {
        Answer::Code { system, code } => item
            .choice_of(answer)
            .is_some_and(|choice| choice.coding.system == *system && choice.coding.code == *code),
        _ => answer == wanted,
    };
    match item.options.iter().position(|choice| is(&item.answer_of(choice))) {
        Some(nth) => nth.to_string(),
        None => forms::typed(wanted),
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use hearken_content::{Measure, library};
    use hearken_core::{
        When,
        responses::{Given, Response},
    };

    use super::*;

    /// Answers to every item that has options: the same ones in every run, all of them looked through by a small step.
    fn many(measure: &'static Measure, form: &Form) -> Vec<Vec<Given>> {
        let items: Vec<&Item> = form.all_items().filter(|item| !item.options.is_empty()).collect();
        (0..120_usize)
            .map(|run| {
                let given = items.iter().enumerate().filter_map(|(nth, item)| {
                    // Two steps without a common divisor reach every mixture; now and then one is left open.
                    let step = run * (2 * nth + 3) + run / 7 + nth * measure.file.id.len();
                    let choice = item.options.get(step % (item.options.len() + 1))?;
                    Some(Given { item: item.link_id.clone(), answer: item.answer_of(choice) })
                });
                given.collect()
            })
            .collect()
    }

    /// Whether an item, or one above it, waits for an answer.
    fn waits(form: &Form, nth: usize) -> bool {
        let item = form.all_items().nth(nth);
        let above = || parents(form).find(|(child, _)| *child == nth).is_some_and(|(_, of)| waits(form, of));
        item.is_some_and(|item| item.enable.is_some()) || above()
    }

    fn case(at: &At) -> Value {
        let form = at.form();
        let scoring = &at.measure.file.scoring;
        let known: Vec<_> = at
            .measure
            .file
            .scoring
            .safety
            .iter()
            .filter(|answer| condition(form, &answer.when).is_some())
            .map(|answer| &answer.id)
            .collect();
        let counted: Vec<Given> = form.counted(&at.response.answers).cloned().collect();
        let fired: Vec<_> = scoring
            .fired(&counted)
            .into_iter()
            .map(|answer| &answer.id)
            .filter(|id| known.contains(id))
            .collect();
        let given: serde_json::Map<_, _> = at
            .response
            .answers
            .iter()
            .filter_map(|one| {
                let item = form.item(&one.item)?;
                let sent = item.options.iter().position(|choice| item.answer_of(choice) == one.answer)?;
                let value = item.options.get(sent).and_then(hearken_measures::Choice::whole);
                Some((place(form, &one.item)?.to_string(), json!([sent.to_string(), value])))
            })
            .collect();
        let asked: Vec<usize> = {
            let ids: Vec<&str> = form.asked(&at.response.answers).map(|item| item.link_id.as_str()).collect();
            form.all_items()
                .enumerate()
                .filter(|(nth, item)| waits(form, *nth) && ids.contains(&item.link_id.as_str()))
                .map(|(nth, _)| nth)
                .collect()
        };
        json!({ "given": given, "fired": fired, "asked": asked })
    }

    /// The table that the script's own look is held against (`e2e/unit/measures.test.js`). Where a condition has changed, it
    /// is written anew with `HEARKEN_WRITE=1`, and looked at.
    #[test]
    fn g3_the_table_for_the_script_says_what_the_program_says() {
        let measures =
            library().measures.iter().filter_map(|measure| Some((measure, measure.form.as_ref()?)));
        let table =
            measures.filter(|(measure, _)| !measure.file.scoring.safety.is_empty()).map(|(measure, form)| {
                let at = |answers: Vec<Given>| At {
                    id: hearken_core::RecordId::from_bytes([1; 16]),
                    response: Response { answers, ..Response::begun("", "", "", When::default()) },
                    measure: crate::measures::Known::Shipped(measure, form),
                };
                let cases: Vec<_> =
                    many(measure, form).into_iter().map(|answers| case(&at(answers))).collect();
                json!({ "measure": measure.file.id, "handed": portable(&at(Vec::new())), "cases": cases })
            });
        let table = format!("{}\n", json!(table.collect::<Vec<_>>()));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/unit/measures.json");
        if std::env::var_os("HEARKEN_WRITE").is_some() {
            fs::write(&path, &table).unwrap();
        }
        assert!(fs::read_to_string(path).unwrap() == table, "run this test with HEARKEN_WRITE=1");
    }
}
