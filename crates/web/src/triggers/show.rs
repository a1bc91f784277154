//! One trigger: what it is, each time it happened, its course beside the marks, and what helped.

use hearken_core::{
    Notebook, RecordId,
    triggers::{self, Occurrence, Trigger},
};
use maud::Markup;

use super::pages::{Time, TriggerPage, did_word};
use crate::{
    components::{Line, Nearest, PartChip, Plot, Point, Reach, asks_for_help, in_two_windows, plot_marks},
    error::Problem,
    form::{Query, RecordPath},
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

/// Times that stand below the plot; its table has all of them.
const LISTED: usize = 20;

pub(super) async fn page(
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let trigger = notebook.get::<Trigger>(id).ok_or(Problem::NotHere)?;
    let times = triggers::occurrences(&notebook, id);
    let kept = query.record("kept").and_then(|kept| times.iter().find(|(time, _)| *time == kept));
    let reach = Reach::of(&query);
    let page = TriggerPage {
        page,
        address: format!("/triggers/{id}"),
        trigger: trigger.clone(),
        parts: PartChip::these(&notebook, &trigger.parts),
        kept: kept.is_some(),
        strong: strong(&times, kept.map(|(_, time)| *time)),
        asks: kept
            .is_some_and(|(_, time)| asks_for_help([time.words.as_str(), time.helped.as_str()]))
            .then_some(nearest),
        reach,
        plot: plot(&notebook, trigger, &times, reach, &clock),
        times: times
            .iter()
            .rev()
            .take(LISTED)
            .map(|(id, time)| listed(&notebook, &clock, *id, time))
            .collect(),
        helped: helped(&times, &clock),
    };
    Ok(page.render(&clock))
}

/// What is said before anything else, where the last two times were strong, or the one that was kept just now (K3, U4).
fn strong(times: &[(RecordId, &Occurrence)], kept: Option<&Occurrence>) -> Option<&'static str> {
    let words = &hearken_content::library().strong_trigger;
    if words.again_and_again(times.iter().rev().filter_map(|(_, time)| time.strength)) {
        return Some(&words.again);
    }
    let strength = kept.and_then(|time| time.strength);
    strength.filter(|&level| words.is_strong(level)).map(|_| words.once.as_str())
}

fn plot(
    notebook: &Notebook,
    trigger: &Trigger,
    times: &[(RecordId, &Occurrence)],
    reach: Reach,
    clock: &Clock,
) -> Option<Plot> {
    times.iter().find(|(_, time)| time.strength.is_some())?;
    let words = hearken_content::library().words.scale("distress");
    let point = |(id, time): &(RecordId, &Occurrence)| Point {
        when: time.when.clone(),
        level: time.strength,
        address: Some(format!("/triggers/times/{id}")),
        ..Point::default()
    };
    let line = Line {
        name: words.label.clone(),
        least: words.least.clone(),
        most: words.most.clone(),
        points: times.iter().map(point).collect(),
    };
    Some(Plot {
        id: "course".to_owned(),
        title: format!("How strong “{}” was", trigger.name),
        lines: vec![line],
        marks: plot_marks(notebook),
        from: reach.from(clock),
        highest: 10,
        ..Plot::default()
    })
}

/// One time, said in words.
pub(super) fn in_words(notebook: &Notebook, clock: &Clock, id: RecordId, time: &Occurrence) -> Time {
    let strength = time.strength.map(|level| format!("how strong {level}"));
    let did = time.did.map(|did| did_word(did).to_owned());
    let steady = time.steady_after.map(|minutes| format!("steady after {}", lasted(minutes)));
    Time {
        address: format!("/triggers/times/{id}"),
        when: words::moment(&time.when, clock.today()),
        said: [strength, did, steady].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        came: PartChip::these(notebook, &time.came),
        helped: time.helped.clone(),
        words: time.words.clone(),
    }
}

/// The same as the list has it.
fn listed(notebook: &Notebook, clock: &Clock, id: RecordId, time: &Occurrence) -> Time {
    let shown = in_words(notebook, clock, id, time);
    let both = [Some(shown.said).filter(|said| !said.is_empty()), in_two_windows(notebook, id)];
    let said = both.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Time { said, ..shown }
}

/// The same, a line for each thing.
pub(super) fn lines(notebook: &Notebook, clock: &Clock, id: RecordId, time: &Occurrence) -> Vec<String> {
    let Time { when, said, came, helped, words, .. } = in_words(notebook, clock, id, time);
    let came: Vec<String> = came.into_iter().map(|part| part.name).collect();
    vec![when, said, came.join(", "), helped, words]
}

/// Minutes as people say them: “40 minutes”, “2 hours”, “2 hours 5 minutes”.
fn lasted(minutes: u32) -> String {
    let count =
        |number: u32, one, many| words::count(usize::try_from(number).unwrap_or(usize::MAX), one, many);
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, rest) => count(rest, "minute", "minutes"),
        (hours, 0) => count(hours, "hour", "hours"),
        (hours, rest) => format!("{} {}", count(hours, "hour", "hours"), count(rest, "minute", "minutes")),
    }
}

/// What helped, in the person's own words, the newest first.
fn helped(times: &[(RecordId, &Occurrence)], clock: &Clock) -> Vec<(String, String)> {
    let said = times.iter().rev().filter(|(_, time)| !time.helped.trim().is_empty());
    said.map(|(_, time)| (words::moment(&time.when, clock.today()), time.helped.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::{Extra, Timestamp, When};

    #[test]
    fn time_till_steady_is_said_as_people_say_it() {
        assert_eq!(
            [0, 1, 40, 60, 125, 1440].map(lasted).join(", "),
            "0 minutes, 1 minute, 40 minutes, 1 hour, 2 hours 5 minutes, 24 hours"
        );
    }

    #[test]
    fn k3_grounding_is_offered_after_one_strong_time_kept_and_more_is_said_after_two_rated_in_a_row() {
        let words = &hearken_content::library().strong_trigger;
        let said = |levels: &[Option<u8>]| {
            let all: Vec<_> = levels.iter().map(|&strength| time(strength)).collect();
            let times: Vec<_> = all.iter().map(|time| (time.trigger, time)).collect();
            (strong(&times, None), strong(&times, all.last()))
        };
        let (once, again) = (Some(words.once.as_str()), Some(words.again.as_str()));
        assert_eq!(said(&[]), (None, None));
        assert_eq!(said(&[Some(10), Some(7)]), (None, None));
        assert_eq!(said(&[Some(7), Some(8)]), (None, once));
        assert_eq!(said(&[Some(2), Some(8), None, Some(9)]), (again, again));
    }

    /// One time a trigger happened, of which only this is known.
    fn time(strength: Option<u8>) -> Occurrence {
        Occurrence {
            trigger: RecordId::from_bytes([1; 16]),
            when: When::new(Timestamp::default(), 0),
            strength,
            came: Vec::new(),
            did: None,
            steady_after: None,
            helped: String::new(),
            words: String::new(),
            extra: Extra::default(),
        }
    }
}
