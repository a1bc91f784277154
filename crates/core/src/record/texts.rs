//! Every text that a person typed into a record: what searching looks through.

use super::Record;
use crate::{
    exercises::AnswerValue,
    parts::{OwnValue, Part},
};

impl Record {
    /// Gives each text of the record, in the order in which a page would show them; none of the settings, erasures and
    /// kinds that are not known.
    pub fn each_text(&self, see: &mut impl FnMut(&str)) {
        match self {
            Self::Journal(entry) => {
                entry.title.iter().for_each(|title| see(title));
                see(&entry.body);
                entry.tags.iter().for_each(|tag| see(tag));
            }
            Self::Part(part) => part_texts(part).for_each(see),
            Self::Bond(bond) => bond.texts().into_iter().for_each(see),
            Self::Group(group) => all(&[&group.name, &group.about], see),
            Self::Reading(reading) => see(&reading.note),
            Self::Agreement(agreement) => {
                all(&[&agreement.what, &agreement.by_whom, &agreement.how_to_check], see);
                agreement.looks.iter().for_each(|look| see(&look.words));
            }
            Self::Decision(decision) => decision.texts().for_each(see),
            Self::Trigger(trigger) => all(&[&trigger.name, &trigger.signs, &trigger.helps], see),
            Self::Occurrence(time) => all(&[&time.helped, &time.words], see),
            Self::Mark(mark) => all(&[&mark.name, &mark.about], see),
            Self::SafetyPlan(plan) => {
                let entries = plan.steps.iter().flat_map(|step| &step.entries);
                entries.for_each(|entry| all(&[&entry.words, &entry.phone], see));
            }
            Self::Breathing(breathing) => see(&breathing.words),
            Self::OwnBreath(own) => see(&own.name),
            Self::Programme(programme) => programme.texts().for_each(see),
            Self::TreatmentSession(session) => session.texts().into_iter().for_each(see),
            Self::Screening(screening) => screening.answers.iter().for_each(|answer| see(&answer.words)),
            Self::Release(release) => all(&[&release.by, &release.reason], see),
            Self::Intention(intention) => intention.texts().into_iter().for_each(see),
            Self::Moment(moment) => see(&moment.words),
            Self::SmallAct(act) => act.texts().for_each(see),
            Self::Questionnaire(added) => see(&added.title),
            Self::Space(space) => see(&space.called),
            Self::PrivateNote(note) => see(&note.words),
            Self::GivenPage(page) => see(&page.to),
            Self::Member(member) => see(&member.called),
            Self::SharedPage(page) => {
                see(&page.title);
                page.fields.iter().for_each(|field| see(&field.text));
            }
            Self::Said(said) => see(&said.words),
            Self::Response(response) => response.texts().for_each(see),
            Self::Exercise(run) => {
                let values = run
                    .answers
                    .iter()
                    .flat_map(|answer| std::iter::once(&answer.value).chain(&answer.others));
                values.flat_map(AnswerValue::texts).filter(|text| !text.is_empty()).for_each(see);
            }
            Self::Place(_)
            | Self::Picture(_)
            | Self::Showing(_)
            | Self::BreathCare(_)
            | Self::Recording(_)
            | Self::MeasurePlan(_)
            | Self::Grant(_)
            | Self::Seen(_)
            | Self::KeyMovedOn(_)
            | Self::Settings(_)
            | Self::Erasure(_)
            | Self::Unknown(_) => {}
        }
    }

    /// Whether its texts can be searched for.
    pub fn has_texts(&self) -> bool {
        !matches!(
            self,
            Self::Place(_)
                | Self::Picture(_)
                | Self::Showing(_)
                | Self::BreathCare(_)
                | Self::Recording(_)
                | Self::MeasurePlan(_)
                | Self::Grant(_)
                | Self::Seen(_)
                | Self::KeyMovedOn(_)
                | Self::Settings(_)
                | Self::Erasure(_)
                | Self::Unknown(_)
        )
    }
}

fn all(texts: &[&str], see: &mut impl FnMut(&str)) {
    texts.iter().for_each(|text| see(text));
}

/// Everything that was ever said of a part: the private corner and fields of one's own too, since nobody else searches.
fn part_texts(part: &Part) -> impl Iterator<Item = &str> {
    let names = [&part.name, &part.manner, &part.private, &part.emoji].into_iter().map(String::as_str);
    let texts = part.texts().into_iter().map(|(_, text)| text);
    let own = part.own_fields.iter().flat_map(|field| {
        let value = match &field.value {
            OwnValue::Text(text) | OwnValue::Number(text) | OwnValue::Choice { chosen: text, .. } => {
                text.as_str()
            }
            OwnValue::Date(_) | OwnValue::YesNo(_) => "",
        };
        [field.name.as_str(), value]
    });
    names.chain(texts).chain(part.body.iter().map(String::as_str)).chain(own)
}
