//! What an answer also says of the part that is being met.

use hearken_content::PartField;
use hearken_core::{exercises::AnswerValue, parts::Part};

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
            AnswerValue::Body { places, words } if *field == PartField::Body => {
                let own = Some(words.trim()).filter(|words| !words.is_empty());
                part.body = places.iter().map(String::as_str).chain(own).map(str::to_owned).collect();
            }
            _ => {}
        }
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
        // A name is given when the part is met; colour, shape and body are no words; a situation belongs to the
        // run alone, since a part comes in many.
        PartField::Name | PartField::Situation | PartField::Colour | PartField::Shape | PartField::Body => {
            return;
        }
    };
    if !words.trim().is_empty() {
        *place = words.to_owned();
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
