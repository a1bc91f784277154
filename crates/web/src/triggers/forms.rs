//! The forms of a trigger and of one time it happened: what stands in them, and what they ask of the core.

use hearken_core::{
    Extra, Notebook, Record, RecordId, Refusal, When,
    triggers::{Occurrence, Response, Trigger},
};

use crate::{
    components::{PartChip, Typing},
    form::Fields,
    words,
    zone::Clock,
};

/// A form for one trigger, new or not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct TriggerForm {
    pub(super) typing: Typing,
    pub(super) trigger: Trigger,
    /// The parts it calls, in the order in which they come.
    pub(super) called: Vec<PartChip>,
    /// The others.
    pub(super) others: Vec<PartChip>,
    /// Hidden parts were asked for.
    pub(super) hidden: bool,
    /// There are hidden parts to ask for.
    pub(super) keeps_hidden: bool,
}

impl TriggerForm {
    pub(super) fn of(typing: Typing, trigger: Trigger, notebook: &Notebook, hidden: bool) -> Self {
        let called = PartChip::these(notebook, &trigger.parts);
        let mut others = PartChip::to_choose(notebook, &[], hidden);
        others.retain(|other| !called.contains(other));
        let keeps_hidden = !hidden && PartChip::any_hidden(notebook);
        Self { typing, trigger, called, others, hidden, keeps_hidden }
    }

    /// The form as it was sent, or as its draft holds it.
    pub(super) fn filled(typing: Typing, fields: &Fields, notebook: &Notebook) -> Self {
        let hidden = fields.has("hidden") || fields.text("go") == "hidden";
        Self::of(typing, trigger(fields, Trigger::default(), notebook), notebook, hidden)
    }
}

/// The trigger that the form describes. What the form does not show stays as it was `before`.
pub(super) fn trigger(fields: &Fields, before: Trigger, notebook: &Notebook) -> Trigger {
    let parts = moved(parts(fields, notebook), fields.text("go"));
    let text = |name: &str| fields.text(name).to_owned();
    Trigger { name: text("name"), signs: text("signs"), parts, helps: text("helps"), ..before }
}

/// The ticked parts, each once, in their order. One that was erased while the form was open keeps nothing from being kept.
fn parts(fields: &Fields, notebook: &Notebook) -> Vec<RecordId> {
    let mut parts: Vec<RecordId> = Vec::new();
    for part in fields.records("part") {
        if notebook.part(part).is_some() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// The parts after a button beside one was pressed: `up-ID`, `down-ID`, `out-ID`.
fn moved(mut parts: Vec<RecordId>, go: &str) -> Vec<RecordId> {
    let (how, part) = go.split_once('-').unwrap_or_default();
    let Some(at) = parts.iter().position(|known| known.to_string() == part) else { return parts };
    match how {
        "up" if at > 0 => parts.swap(at, at - 1),
        "down" if at + 1 < parts.len() => parts.swap(at, at + 1),
        "out" => drop(parts.remove(at)),
        _ => {}
    }
    parts
}

/// The trigger as the form found it.
pub(super) fn before(notebook: &Notebook, record: RecordId, base: u32) -> Trigger {
    match notebook.revision(record, base).map(|revision| &revision.what) {
        Some(Record::Trigger(trigger)) => Trigger::clone(trigger),
        _ => Trigger::default(),
    }
}

/// A form for one time it happened.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct TimeForm {
    pub(super) typing: Typing,
    pub(super) fields: Fields,
    pub(super) parts: Vec<PartChip>,
    pub(super) chosen: Vec<String>,
    pub(super) keeps_hidden: bool,
}

impl TimeForm {
    /// The form with these fields; the parts that the trigger calls come first.
    pub(super) fn filled(typing: Typing, fields: Fields, trigger: &Trigger, notebook: &Notebook) -> Self {
        let hidden = fields.has("hidden") || fields.text("go") == "hidden";
        let chosen = fields.records("part");
        let mut parts = PartChip::to_choose(notebook, &[&chosen[..], &trigger.parts].concat(), hidden);
        let place = |part: &PartChip| trigger.parts.iter().position(|called| called.to_string() == part.id);
        parts.sort_by_key(|part| place(part).unwrap_or(usize::MAX));
        Self {
            typing,
            fields,
            parts,
            chosen: chosen.iter().map(RecordId::to_string).collect(),
            keeps_hidden: !hidden && PartChip::any_hidden(notebook),
        }
    }
}

/// What a form shows of one time.
pub(super) fn as_fields(time: &Occurrence) -> Fields {
    let mut fields = Fields::default();
    let mut push =
        |name: &str, value: Option<String>| value.into_iter().for_each(|value| fields.push(name, &value));
    push("strength", time.strength.map(|level| level.to_string()));
    push("did", time.did.map(|did| did.id().to_owned()));
    push("steady", time.steady_after.map(|minutes| minutes.to_string()));
    push("helped", Some(time.helped.clone()));
    push("words", Some(time.words.clone()));
    push("when", Some(words::input_value(time.when.local())));
    time.came.iter().for_each(|part| push("part", Some(part.to_string())));
    fields
}

/// One time as the form says it. What the form does not show stays as the form found it.
pub(super) fn time(
    fields: &Fields,
    trigger: RecordId,
    record: RecordId,
    notebook: &Notebook,
    clock: &Clock,
) -> Result<Occurrence, Refusal> {
    let base = fields.number("base");
    let found = match notebook.revision(record, base).map(|revision| &revision.what) {
        Some(Record::Occurrence(time)) => Some(Occurrence::clone(time)),
        _ => None,
    };
    // On a retry the moment of the first try stands.
    let known = found.as_ref().or_else(|| notebook.get::<Occurrence>(record));
    Ok(Occurrence {
        trigger: found.as_ref().map_or(trigger, |time| time.trigger),
        when: when(fields.text("when"), known, clock),
        strength: number(fields.text("strength"))?.map(|level| u8::try_from(level).unwrap_or(u8::MAX)),
        came: parts(fields, notebook),
        did: Response::from_id(fields.text("did")),
        steady_after: number(fields.text("steady"))?,
        helped: fields.text("helped").trim().to_owned(),
        words: fields.text("words").trim().to_owned(),
        extra: found.map_or_else(Extra::default, |time| time.extra),
    })
}

fn number(typed: &str) -> Result<Option<u32>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Refusal::NotANumber),
    }
}

fn when(typed: &str, before: Option<&Occurrence>, clock: &Clock) -> When {
    match before {
        Some(before) if typed.is_empty() || typed == words::input_value(before.when.local()) => {
            before.when.clone()
        }
        _ => clock.read(typed).unwrap_or_else(|| clock.now()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_move_up_down_and_out_and_never_past_an_end() {
        let [a, b, c] = [1, 2, 3].map(|n| RecordId::from_bytes([n; 16]));
        let all = || vec![a, b, c];
        assert_eq!(moved(all(), &format!("up-{c}")), [a, c, b]);
        assert_eq!(moved(all(), &format!("down-{a}")), [b, a, c]);
        assert_eq!(moved(all(), &format!("out-{b}")), [a, c]);
        for go in
            [format!("up-{a}"), format!("down-{c}"), "hidden".to_owned(), "up-x".to_owned(), String::new()]
        {
            assert_eq!(moved(all(), &go), all(), "{go}");
        }
    }
}
