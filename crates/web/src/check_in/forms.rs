//! The form of a check-in: which parts it asks about, and what it asks of the core.

use hearken_core::{
    Notebook, RecordId, Refusal, When,
    parts::{self, Part},
    readings::{self, Quality, Reading, Scale},
    sharing::is_out_of_sight,
};

use crate::{
    components::{PartChip, Typing},
    form::Fields,
    words,
    zone::Clock,
};

/// Parts that have their questions ready; the others get them on asking, so that the page stays small.
const READY: usize = 8;

/// A part that the form asks about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Asked {
    pub(super) chip: PartChip,
    /// It carries an urge to harm the person.
    pub(super) harm: bool,
    /// Ticked: it is here.
    pub(super) here: bool,
}

/// A form for one check-in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct CheckInForm {
    pub(super) typing: Typing,
    /// What is chosen and typed so far.
    pub(super) fields: Fields,
    pub(super) asked: Vec<Asked>,
    /// Parts that can be asked for.
    pub(super) more: Vec<PartChip>,
    /// Whether there are parts that stay out of sight until they are asked for, and were not.
    pub(super) keeps_hidden: bool,
    /// Whether there is a last time whose parts could be taken.
    pub(super) has_last: bool,
}

impl CheckInForm {
    /// The form with these fields in it.
    pub(super) fn filled(typing: Typing, fields: Fields, notebook: &Notebook) -> Self {
        let ticked = fields.records("part");
        let hidden = fields.has("hidden");
        let last = readings::last_parts(notebook, hidden);
        let shown = |&(id, part): &(RecordId, &Part)| {
            part.is_met() && (hidden || ticked.contains(&id) || !is_out_of_sight(notebook, id))
        };
        let mut parts: Vec<_> = notebook.parts().filter(shown).collect();
        // Whoever is here comes first, then those of last time, then the others, in the order they were met.
        parts.sort_by_key(|(id, _)| (!ticked.contains(id), !last.contains(id)));
        let ready = parts.len().min(READY.max(ticked.len()));
        let more = parts.split_off(ready);
        let keeps_hidden = !hidden && PartChip::any_hidden(notebook);
        let asked = |(id, part): (RecordId, &Part)| Asked {
            chip: PartChip::of(id, part),
            harm: parts::carries_urge(notebook, id),
            here: ticked.contains(&id),
        };
        Self {
            typing,
            fields,
            asked: parts.into_iter().map(asked).collect(),
            more: more.into_iter().map(|(id, part)| PartChip::of(id, part)).collect(),
            keeps_hidden,
            has_last: last.iter().any(|part| !ticked.contains(part)),
        }
    }
}

/// The field of a scale of a part.
pub(super) fn field_of(scale: &Scale, part: &str) -> String {
    format!("{}-{part}", scale.id())
}

/// Whether a part is ticked whose questions were not on the page yet.
pub(super) fn asks_for_more(fields: &Fields) -> bool {
    fields.records("part").into_iter().any(|part| !fields.has(&format!("note-{part}")))
}

/// The readings that the form holds, each with its record.
pub(super) fn readings(
    fields: &Fields,
    check_in: RecordId,
    notebook: &Notebook,
    clock: &Clock,
) -> Result<Vec<(RecordId, Reading)>, Refusal> {
    let mut parts = fields.records("part");
    // A part that was erased while the form was open keeps nothing else from being kept.
    parts.retain(|&part| notebook.part(part).is_some());
    parts.sort_unstable();
    parts.dedup();
    let when = |record| when(fields.text("when"), notebook.get::<Reading>(record), clock);
    let of_part = |part: RecordId| {
        let id = part.to_string();
        let record = readings::reading_id(check_in, Some(part));
        let levels = levels(fields, Scale::OF_PARTS.into_iter(), |scale| field_of(scale, &id))?;
        let note = fields.text(&format!("note-{id}")).trim().to_owned();
        Ok((record, Reading { levels, note, ..Reading::of(Some(part), when(record)) }))
    };
    let mut all = parts.into_iter().map(of_part).collect::<Result<Vec<_>, Refusal>>()?;
    let levels = levels(fields, of_self(), |scale| scale.id().to_owned())?;
    let note = fields.text("note").trim().to_owned();
    all.push((check_in, Reading { levels, note, ..Reading::of(None, when(check_in)) }));
    Ok(all)
}

/// What is asked of Self.
pub(super) fn of_self() -> impl Iterator<Item = Scale> {
    std::iter::once(Scale::SelfEnergy).chain(Quality::ALL.map(Scale::Quality))
}

/// The levels that were chosen; what was passed over is not among them.
pub(super) fn levels(
    fields: &Fields,
    scales: impl Iterator<Item = Scale>,
    name: impl Fn(&Scale) -> String,
) -> Result<Vec<(Scale, u8)>, Refusal> {
    let mut levels = Vec::new();
    for scale in scales {
        match fields.text(&name(&scale)).trim() {
            "" => {}
            said => levels.push((scale, said.parse().map_err(|_| Refusal::NotANumber)?)),
        }
    }
    Ok(levels)
}

/// When it was: as it stands if the field was left as it was; else what was typed; else now.
pub(super) fn when(typed: &str, before: Option<&Reading>, clock: &Clock) -> When {
    if let Some(before) = before
        && (typed.is_empty() || typed == words::input_value(before.when.local()))
    {
        return before.when.clone();
    }
    clock.read(typed).unwrap_or_else(|| clock.now())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::{Revision, Timestamp, notebook::Prepared};

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    /// Ten parts, of which the last is hidden and the one before archived.
    fn notebook() -> Notebook {
        let mut notebook = Notebook::default();
        for n in 1..=10 {
            let part = Part { hidden: n == 10, archived: n == 9, ..Part::named("A part").unwrap() };
            let (base, settles, saved) = (0, Vec::new(), Timestamp::default());
            let revision = Revision { record: id(n), rev: 1, base, settles, saved, what: part.into() };
            notebook.apply(Prepared::of(revision));
        }
        notebook
    }

    fn asked(fields: &[(&str, &str)]) -> (Vec<String>, bool) {
        let mut form = Fields::default();
        fields.iter().for_each(|(name, value)| form.push(name, value));
        let form = CheckInForm::filled(Typing::default(), form, &notebook());
        (form.asked.iter().map(|asked| asked.chip.id.clone()).collect(), form.keeps_hidden)
    }

    #[test]
    fn hidden_parts_are_asked_about_once_they_are_asked_for_and_archived_ones_never() {
        let [ninth, tenth] = [9, 10].map(|n| id(n).to_string());
        let (plain, keeps) = asked(&[]);
        assert!(plain.len() == READY && keeps && !plain.contains(&ninth) && !plain.contains(&tenth));
        let (ticked, keeps) = asked(&[("part", &tenth)]);
        assert!(ticked[0] == tenth && keeps, "a part that is ticked comes first, hidden or not");
        let (all, keeps) = asked(&[("hidden", "1"), ("part", &tenth)]);
        assert!(all.contains(&tenth) && !all.contains(&ninth) && !keeps);
    }

    #[test]
    fn a_level_is_taken_passed_over_or_refused() {
        let mut fields = Fields::default();
        fields.push("guard", " 7 ");
        fields.push("trust", "");
        let taken =
            |fields: &Fields| levels(fields, Scale::OF_PARTS.into_iter(), |scale| scale.id().to_owned());
        assert_eq!(taken(&fields), Ok(vec![(Scale::Guard, 7)]));
        fields.push("blended", "much");
        assert_eq!(taken(&fields), Err(Refusal::NotANumber));
    }
}
