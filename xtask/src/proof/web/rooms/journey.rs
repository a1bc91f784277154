//! What is about the journey and no walk makes by itself: a session under way, with moments, and one that is over, with an
//! act. Every question is answered before, since nothing begins otherwise.

use std::collections::BTreeSet;

use hearken_content::{Asked, library};

use super::super::super::forms::{PageForm, forms, links};
use crate::{
    Result,
    journal::Numbers,
    product::{http::Client, record_id},
};

/// Questions to which “yes” holds nothing up.
const SO: [&str; 5] = ["ride", "sitter-present", "sitter-adult", "sitter-read", "sitter-phone"];

/// What was never: food, drink and sprays before esketamine.
const NEVER: [(&str, &str); 3] = [("food-never", "1"), ("liquid-never", "1"), ("nasal-never", "1")];

/// Makes both and gives the pages where they are seen.
pub(super) fn furnish(client: &mut Client, pages: &mut BTreeSet<String>, met: &mut Vec<PageForm>) -> Result {
    let mut numbers = Numbers::from_seed(67);
    let programme = record_id(&mut numbers);
    let kept = [
        ("record", programme.as_str()),
        ("base", "0"),
        ("name", "Spring"),
        ("route", "sublingual"),
        ("setting", "home"),
        ("role", "emergency"),
        ("person", "Bea"),
        ("phone", "01632 960001"),
        ("address", "4 Lantern Hill"),
        ("country", "GB"),
    ];
    client.post("/journey", &kept)?;
    let (over, now) =
        (session(client, &programme, &mut numbers)?, session(client, &programme, &mut numbers)?);
    finish(client, &over)?;
    let act = record_id(&mut numbers);
    let id = over.rsplit('/').next().unwrap_or_default();
    client.post(
        "/journey/acts",
        &[("record", &act), ("base", "0"), ("session", id), ("what", "A walk"), ("day", "2020-01-01")],
    )?;
    let act = format!("/journey/acts/{act}");
    let mut seen = vec![format!("{act}/edit"), format!("{act}/erase"), act, format!("{over}/acts/new")];
    seen.extend(["after", "arc"].map(|place| format!("{over}/{place}")));
    seen.extend(
        links(&client.get(&format!("{over}/after"))?.text())
            .into_iter()
            .filter(|link| link.ends_with("/part")),
    );
    seen.extend(
        ["during", "vitals", "wrong", "end", "sitter", "sitter/back"].map(|place| format!("{now}/{place}")),
    );
    seen.extend(stopped(client, &programme, &mut numbers)?);
    for page in seen {
        met.extend(forms(&client.get(&page)?.text()));
        pages.insert(page);
    }
    feed(client, pages, met)?;
    // A script sends the queue; once the medicine is taken, its form is gone; and the last two are only there while a
    // sitter has a device.
    let gone = ["queue", "medicine", "sitter/end", "sitter/back"];
    met.extend(gone.map(|place| PageForm { action: format!("{now}/{place}"), fields: Vec::new() }));
    Ok(())
}

/// An address from which a calendar fetches. It is shown once, and no page links to it.
fn feed(client: &mut Client, pages: &mut BTreeSet<String>, met: &mut Vec<PageForm>) -> Result {
    let page = client.get("/journey/calendar")?.text();
    if let Some(end) = forms(&page).iter().find(|form| form.action.ends_with("/end")) {
        // The walk before has made as many as there can be.
        let name = end.fields.iter().find(|field| field.name == "feed").ok_or("an address has no name")?;
        client.post(&end.action, &[("feed", &name.value)])?;
    }
    client.post("/journey/calendar/feed", &[])?;
    let page = client.get("/journey/calendar?made=1")?.text();
    let after = page.split_once("href=\"webcal://").ok_or("the address is not shown")?.1;
    let address = after.split('"').next().unwrap_or_default();
    let path = address.split_once('/').ok_or("the address has no path")?.1;
    met.extend(forms(&page));
    pages.insert(format!("/{path}"));
    Ok(())
}

/// A session that was prepared and has begun, with a part that came.
pub(super) fn session(client: &mut Client, programme: &str, numbers: &mut Numbers) -> Result<String> {
    let record = record_id(numbers);
    client.post("/journey/sessions", &[("record", &record), ("base", "0"), ("programme", programme)])?;
    let session = format!("/journey/sessions/{record}");
    for (asked, name) in
        [(Asked::Once, "once"), (Asked::EachSession, "each-session"), (Asked::OnTheDay, "on-the-day")]
    {
        let questions = library().safety.screening.asked(asked, None, None);
        let answers = questions.map(|question| (question.id.as_str(), answer(&question.id)));
        let answers: Vec<_> = answers.chain([("base", "0")]).chain(NEVER).collect();
        client.post(&format!("{session}/questions/{name}"), &answers)?;
    }
    let items = library().journey.preparation.items();
    let ticks: Vec<_> =
        items.flat_map(|item| [("shown", item.id.as_str()), ("done", item.id.as_str())]).collect();
    client.post(&format!("{session}/preparation"), &ticks)?;
    for state in ["preparing", "ready", "in-session"] {
        client.post(&format!("{session}/go"), &[("to", state)])?;
    }
    client.post(&format!("{session}/moments"), &[("kind", "part")])?;
    Ok(session)
}

/// A session that a rule holds up, the page for what the prescriber says to it, what they said to another, and when what
/// was answered.
fn stopped(client: &mut Client, programme: &str, numbers: &mut Numbers) -> Result<Vec<String>> {
    let record = record_id(numbers);
    client.post("/journey/sessions", &[("record", &record), ("base", "0"), ("programme", programme)])?;
    let session = format!("/journey/sessions/{record}");
    let answers = [("base", "0"), ("new-voices", "yes"), ("medicines-changed", "yes")];
    client.post(&format!("{session}/questions/each-session"), &answers)?;
    let place = format!("{session}/releases/R11");
    let form = client.get(&place)?.text();
    let shown = form.split("name=\"answers-shown\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let said = [("answers-shown", shown.unwrap_or_default()), ("by", "Dr Lind"), ("reason", "Looked at it.")];
    client.post(&place, &said)?;
    let list = format!("{session}/questions");
    let kept =
        |link: &String| ["/journey/screenings/", "/journey/releases/"].iter().any(|at| link.starts_with(at));
    let read: Vec<_> = links(&client.get(&list)?.text()).into_iter().filter(kept).collect();
    let erased = read.iter().map(|page| format!("{page}/erase")).collect();
    Ok([vec![format!("{session}/releases/R08"), list], read, erased].concat())
}

fn answer(question: &str) -> &'static str {
    match question {
        "age" => "40",
        so if SO.contains(&so) => "yes",
        _ => "no",
    }
}

/// Ends a session by its list.
fn finish(client: &mut Client, session: &str) -> Result {
    let items = &library().journey.sitter.recovery.items;
    let ticks: Vec<_> =
        items.iter().flat_map(|item| [("shown", item.id.as_str()), ("done", item.id.as_str())]).collect();
    client.post(&format!("{session}/end"), &ticks)?;
    Ok(())
}
