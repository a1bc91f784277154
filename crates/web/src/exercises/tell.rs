//! What an answer also says of the part that is being met.

use hearken_content::{Guide, PartField};
use hearken_core::{
    exercises::{AnswerValue, Run},
    parts::{Blend, Part, Permission},
};

/// Writes an answer into the fields of the part that the screen names. An empty answer tells nothing, so what the
/// part said on another day stays.
pub(super) fn tell(part: &mut Part, leaves: &[PartField], value: &AnswerValue) {
    if value.is_empty() {
        return;
    }
    for field in leaves {
        match value {
            AnswerValue::Words(words) => put(part, *field, words),
            AnswerValue::Picture { words, colour, shape, age } => match field {
                PartField::Colour => part.colour = colour.clone().or(part.colour.take()),
                PartField::Shape => part.shape = shape.clone().or(part.shape.take()),
                PartField::Age => put(part, *field, age),
                _ => put(part, *field, words),
            },
            AnswerValue::Chosen { options, .. } => choose(part, *field, options),
            AnswerValue::Body { places, words } if *field == PartField::Body => {
                let own = Some(words.trim()).filter(|words| !words.is_empty());
                part.body = places.iter().map(String::as_str).chain(own).map(str::to_owned).collect();
            }
            _ => {}
        }
    }
}

/// What was picked of a part: whether it lets others by, how blended it is. An option that is none of these tells nothing.
fn choose(part: &mut Part, field: PartField, options: &[String]) {
    let picked = options.first().map_or("", String::as_str);
    match field {
        PartField::Permission => part.permission = Permission::from_id(picked).unwrap_or(part.permission),
        PartField::Blend => part.blend = Blend::from_id(picked).or(part.blend),
        _ => {}
    }
}

fn put(part: &mut Part, field: PartField, words: &str) {
    let place = match field {
        PartField::Manner => &mut part.manner,
        PartField::Look => &mut part.look,
        PartField::Age => &mut part.felt_age,
        PartField::Purpose => &mut part.purpose,
        PartField::Feels => &mut part.feels,
        PartField::Fears => &mut part.fears,
        PartField::Gifts => &mut part.gifts,
        PartField::Needs => &mut part.needs,
        PartField::Reflection => &mut part.relates,
        PartField::Voice => &mut part.voice,
        PartField::Sensation => &mut part.sensation,
        PartField::Since => &mut part.since,
        PartField::Desires => &mut part.desires,
        PartField::Beliefs => &mut part.beliefs,
        PartField::NewRole => &mut part.new_role,
        PartField::NewRoleChanged => &mut part.new_role_changed,
        PartField::Notes => &mut part.notes,
        PartField::Situation => return comes_in(part, words),
        // A name is given when the part is met; the others are no words, or the person's own to say.
        _ => return,
    };
    if !words.trim().is_empty() {
        *place = words.to_owned();
    }
}

/// A part comes in many situations, so one is added to those that are known.
fn comes_in(part: &mut Part, situation: &str) {
    let situation = situation.trim();
    if situation.is_empty() || part.trailheads.contains(situation) {
        return;
    }
    if !part.trailheads.trim().is_empty() {
        part.trailheads.push('\n');
    }
    part.trailheads.push_str(situation);
}

/// Tells a part that was just named in which situation it came: that was asked before anybody knew who it is.
pub(super) fn tell_situation(part: &mut Part, guide: &Guide, run: &Run) {
    for (_, screen) in guide.screens().filter(|(_, screen)| screen.leaves == [PartField::Situation]) {
        if let Some(answer) = run.answer(&screen.id) {
            tell(part, &screen.leaves, &answer.value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_becomes_what_the_part_said() {
        let mut part = Part::default();
        tell(&mut part, &[PartField::Fears], &AnswerValue::Words("That we fall.".to_owned()));
        assert_eq!(part, Part { fears: "That we fall.".to_owned(), ..Part::default() });
    }

    #[test]
    fn an_empty_answer_takes_nothing_away() {
        let before =
            Part { look: "an owl".to_owned(), colour: Some("#000000".to_owned()), ..Part::default() };
        let mut part = before.clone();
        let leaves = [PartField::Look, PartField::Colour, PartField::Shape, PartField::Age];
        let picture =
            AnswerValue::Picture { words: " ".to_owned(), colour: None, shape: None, age: String::new() };
        tell(&mut part, &leaves, &picture);
        tell(&mut part, &leaves, &AnswerValue::Skipped);
        assert_eq!(part, before);
    }

    #[test]
    fn a_part_comes_in_many_situations_and_each_is_said_once() {
        let mut part = Part::default();
        for situation in ["before a call", "on the train home", " before a call "] {
            tell(&mut part, &[PartField::Situation], &AnswerValue::Words(situation.to_owned()));
        }
        assert_eq!(part.trailheads, "before a call\non the train home");
    }

    #[test]
    fn no_answer_fills_what_is_the_persons_own_to_say() {
        let mut part = Part::default();
        for field in PartField::ALL.into_iter().filter(|field| !field.takes_words()) {
            tell(&mut part, &[field], &AnswerValue::Words("yes".to_owned()));
        }
        assert_eq!(part, Part::default());
        for field in PartField::ALL.into_iter().filter(|field| field.takes_words()) {
            let before = part.clone();
            tell(&mut part, &[field], &AnswerValue::Words("so".to_owned()));
            assert_ne!(part, before, "{}", field.as_str());
        }
    }

    #[test]
    fn a_picture_tells_only_what_it_shows() {
        let mut part = Part { look: "an owl".to_owned(), ..Part::default() };
        let picture = AnswerValue::Picture {
            words: String::new(),
            colour: Some("#3f6f8f".to_owned()),
            shape: Some("circle".to_owned()),
            age: "nine".to_owned(),
        };
        tell(&mut part, &[PartField::Look, PartField::Colour, PartField::Shape, PartField::Age], &picture);
        assert_eq!(
            (part.look.as_str(), part.colour.as_deref(), part.shape.as_deref(), part.felt_age.as_str()),
            ("an owl", Some("#3f6f8f"), Some("circle"), "nine")
        );
    }

    #[test]
    fn places_and_own_words_say_where_it_lives() {
        let mut part = Part::default();
        let body =
            AnswerValue::Body { places: vec!["chest".to_owned()], words: "behind the eyes ".to_owned() };
        tell(&mut part, &[PartField::Body], &body);
        assert_eq!(part.body, ["chest", "behind the eyes"]);
    }
}
