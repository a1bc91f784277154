//! Every guide is walked through the program itself, on every branch and to every stop. What is answered is made from the
//! guides, so a new guide, option or stop is walked without anybody listing it.

use axum::http::StatusCode;
use hearken_content::{ChoiceOption, Guide, Input, Screen, WayDoes, library};

use crate::person::{Page, Person};

/// Every guide as a run of it begins now; older versions are only gone on with.
fn guides() -> impl Iterator<Item = &'static Guide> {
    let newest = |guide: &&Guide| {
        library().newest_guide(&guide.id).is_some_and(|newest| newest.version == guide.version)
    };
    library().guides.iter().filter(newest)
}

/// Begins a run of a guide, with a therapist's code where it needs one.
async fn begin(person: &mut Person, guide: &Guide) -> String {
    let code = if guide.needs_therapist() { "MAPLE" } else { "" };
    let begun = person.post("/exercises", &[("guide", &guide.id), ("code", code)]).await;
    begun.location().to_owned()
}

/// Something to say on a screen, which opens no gate and takes no branch.
fn harmless(screen: &Screen) -> Vec<(&str, &str)> {
    match &screen.input {
        Input::Text(_) | Input::Spoken(_) | Input::Processing(_) => vec![("words", "A few words.")],
        Input::Part(_) => vec![("name", "The Keeper")],
        Input::Parts(_) => vec![("name", "Somebody")],
        Input::Scale(scale) => scale.scales.iter().map(|id| (id.as_str(), "3")).collect(),
        Input::FeelToward(feel) => {
            let word = feel.words.iter().find(|word| word.self_like).expect("a check finds both kinds");
            vec![("option", &word.id)]
        }
        Input::Drawing(_) => vec![("words", "A grey shore.")],
        _ => Vec::new(),
    }
}

/// The options of a screen that lead somewhere else, and none.
fn branches(screen: &Screen) -> Vec<Option<&str>> {
    let Input::Choice(choice) = &screen.input else { return vec![None] };
    let open =
        choice.options.iter().filter(|option| option.gate.is_none()).map(|option| Some(option.id.as_str()));
    std::iter::once(None).chain(open).collect()
}

/// The screen at which a run waits, from the address it leads to; `None` when it has ended.
fn screen_of<'a>(guide: &'a Guide, page: &Page) -> Option<&'a Screen> {
    let id = page.location().split('/').nth(3)?;
    guide.screen(id).map(|(_, _, screen)| screen)
}

/// Answers one screen as its page asks it.
async fn answer(person: &mut Person, run: &str, screen: &Screen, option: Option<&str>) -> Page {
    let place = format!("{run}/{}", screen.id);
    let shown = person.get(&place).await;
    assert_eq!(shown.status, StatusCode::OK, "{place}");
    let (base, record) = (shown.field("base"), shown.field("record"));
    let mut fields = vec![("base", base.as_str()), ("record", record.as_str()), ("go", "next")];
    fields.extend(harmless(screen));
    fields.extend(option.map(|option| ("option", option)));
    person.post(&place, &fields).await
}

/// Walks from one screen to the end, taking `option` there and nothing special after it.
async fn walk_on(person: &mut Person, guide: &Guide, run: &str, from: &Screen, option: Option<&str>) {
    let (mut at, mut option) = (Some(from), option);
    let mut passed = 0;
    while let Some(screen) = at {
        let next = answer(person, run, screen, option.take()).await;
        at = screen_of(guide, &next);
        passed += 1;
        assert!(passed <= guide.screens().count(), "{} goes round in circles", guide.id);
    }
    let ended = person.get(run).await;
    assert!(ended.status == StatusCode::OK && ended.body.contains("Ended"), "{} has an end", guide.id);
}

#[tokio::test]
async fn every_guide_is_walked_to_its_end_on_every_branch() {
    let mut person = Person::new().await;
    for guide in guides() {
        let first = guide.first_screen().expect("a check finds a guide without screens");
        let run = begin(&mut person, guide).await;
        walk_on(&mut person, guide, &run, first, None).await;
        for (_, screen) in guide.screens() {
            for option in branches(screen).into_iter().flatten() {
                let run = begin(&mut person, guide).await;
                person.post(&format!("{run}/go"), &[("screen", &screen.id)]).await;
                walk_on(&mut person, guide, &run, screen, Some(option)).await;
            }
        }
    }
}

/// What opens a gate on a screen: the field and its value, with the gate.
fn gate_openers(screen: &Screen) -> Vec<(&str, String, &str)> {
    match &screen.input {
        Input::Choice(choice) => gated("option", &choice.options),
        Input::Part(part) => gated("manner", &part.manners),
        Input::FeelToward(feel) => {
            let others = feel.words.iter().filter(|word| !word.self_like);
            others.map(|word| ("option", word.id.clone(), feel.gate.as_str())).collect()
        }
        Input::Scale(scale) => {
            let Some((gate, at)) = scale.gate.as_deref().zip(scale.at) else { return Vec::new() };
            scale.scales.iter().map(|id| (id.as_str(), at.to_string(), gate)).collect()
        }
        _ => Vec::new(),
    }
}

fn gated<'a>(name: &'a str, options: &'a [ChoiceOption]) -> Vec<(&'a str, String, &'a str)> {
    options.iter().filter_map(|option| Some((name, option.id.clone(), option.gate.as_deref()?))).collect()
}

#[tokio::test]
async fn u1_u3_u4_every_stop_is_reached_and_offers_the_ways_it_must() {
    let mut person = Person::new().await;
    let mut rules = std::collections::BTreeSet::new();
    for guide in guides() {
        for (_, screen) in guide.screens() {
            for (name, value, gate) in gate_openers(screen) {
                let run = begin(&mut person, guide).await;
                let place = format!("{run}/{}", screen.id);
                let shown = person.get(&place).await;
                let (base, record) = (shown.field("base"), shown.field("record"));
                let mut fields = vec![("base", base.as_str()), ("record", record.as_str()), ("go", "next")];
                fields.extend([(name, value.as_str())]);
                fields.extend(harmless(screen).into_iter().filter(|(field, _)| *field == "name"));
                let opened = person.post(&place, &fields).await;
                assert_eq!(
                    opened.location(),
                    format!("{place}/{gate}"),
                    "{}, {}: {value}",
                    guide.id,
                    screen.id
                );
                let gate = guide.gate(gate).expect("a check finds a gate that is missing");
                let page = person.get(&format!("{place}/{}", gate.id)).await;
                let helps = gate.ways.iter().any(|way| way.does == WayDoes::Help);
                assert!(gate.ways.iter().all(|way| page.shows(&way.label)), "{}: {}", guide.id, gate.id);
                assert!(gate.grounding.iter().all(|id| page.body.contains(&format!("/grounding/{id}"))));
                assert!(gate.rule != "U4" || helps, "{}: {} leads to help", guide.id, gate.id);
                rules.insert(gate.rule.as_str());
            }
        }
    }
    assert!(["U1", "U3", "U4"].iter().all(|rule| rules.contains(rule)), "reached: {rules:?}");
}

#[tokio::test]
async fn u4_this_is_too_much_is_at_hand_on_every_screen_of_every_guide() {
    let mut person = Person::new().await;
    for guide in guides() {
        let run = begin(&mut person, guide).await;
        for (_, screen) in guide.screens() {
            let shown = person.get(&format!("{run}/{}", screen.id)).await;
            assert!(shown.shows(&library().stop_test.button), "{}: {}", guide.id, screen.id);
            assert!(shown.body.contains("href=\"/help-now\""), "{}: {}", guide.id, screen.id);
        }
        let test = person.get(&format!("{run}/too-much")).await;
        assert!(library().stop_test.signs.iter().all(|sign| test.shows(&sign.label)), "{}", guide.id);
    }
}

#[tokio::test]
async fn u1_what_is_done_with_a_therapist_opens_with_their_code_alone_and_notes_it() {
    let mut person = Person::new().await;
    let refused = person.post("/exercises", &[("guide", "with-therapist"), ("code", "  ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Nothing was begun") && !person.get("/exercises").await.shows("Waiting for you"));
    let begun = person.post("/exercises", &[("guide", "with-therapist"), ("code", " MAPLE ")]).await;
    let run = begun.location().to_owned();
    person.post(&format!("{run}/finish"), &[]).await;
    let ended = person.get(&run).await;
    assert!(ended.shows("With a therapist in the room.") && ended.shows("MAPLE"));
}

/// What a person reads on the first and the last page of every guide, as it was looked at. `HEARKEN_FREEZE=1` writes it anew.
#[tokio::test]
async fn the_first_and_last_page_of_each_guide_read_as_they_were_looked_at() {
    let mut person = Person::new().await;
    let mut read = String::new();
    for guide in guides() {
        let run = begin(&mut person, guide).await;
        let ends = [guide.screens().next(), guide.screens().last()];
        for (_, screen) in ends.into_iter().flatten() {
            let shown = person.get(&format!("{run}/{}", screen.id)).await;
            let main = shown.body.split_once("<main").expect("a page has a main part").1;
            // Values are ids and names of buttons, and differ from run to run.
            let main = main.split(" value=\"").enumerate().map(|(index, piece)| {
                if index == 0 { piece } else { piece.split_once('"').map_or("", |(_, rest)| rest) }
            });
            let words =
                crate::html::text(&format!("<main{}", main.collect::<String>())).replace('\u{1}', " ");
            let words: Vec<&str> = words.split_whitespace().collect();
            read += &format!("# {}, {}\n{}\n\n", guide.id, screen.id, words.join(" "));
        }
        person.post(&format!("{run}/erase"), &[]).await;
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/web/exercises/first_and_last.txt");
    if std::env::var_os("HEARKEN_FREEZE").is_some() {
        std::fs::write(path, &read).expect("the file can be written");
    }
    let looked_at = std::fs::read_to_string(path).unwrap_or_default();
    assert!(read == looked_at, "a first or last page has changed; look at it, then freeze it:\n{read}");
}
