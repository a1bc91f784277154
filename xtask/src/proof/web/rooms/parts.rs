//! What is about parts and no walk makes by itself: a picture, a hidden part, an archived group, a council that was held, an
//! agreement and a decision whose day has come, two windows that said different things, a trigger that happened, a file set
//! aside.

use std::collections::BTreeSet;

use super::super::super::forms::{PageForm, forms};
use crate::{
    Result,
    journal::Numbers,
    product::{
        http::{Answer, Client},
        record_id,
    },
};

/// A day that has come.
const LONG_AGO: &str = "2020-01-01";

/// A PNG of one grey dot.
const DOT: [u8; 67] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00,
    0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81,
    0x77, 0xcd, 0x72, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// Makes all of it and gives the pages where it is seen.
pub(super) fn furnish(client: &mut Client, pages: &mut BTreeSet<String>, met: &mut Vec<PageForm>) -> Result {
    let mut numbers = Numbers::from_seed(53);
    let part = record_id(&mut numbers);
    client.post("/parts", &[("record", &part), ("base", "0"), ("name", "The Lookout")])?;
    let mut seen = pictured(client, &part)?;
    seen.push(format!("/parts/{part}/readings"));
    seen.extend(hidden(client, &mut numbers)?);
    seen.extend(tied(client, &part, &mut numbers)?);
    seen.push(put_away(client, &part, &mut numbers)?);
    seen.extend(agreed(client, &part, &mut numbers)?);
    seen.extend(decided(client, &part, &mut numbers)?);
    seen.extend(triggered(client, &mut numbers)?);
    seen.extend(spoken(client)?);
    seen.extend(drawn(client, met)?);
    seen.push(set_aside(client)?);
    seen.push("/".to_owned());
    for page in seen {
        met.extend(forms(&client.get(&page)?.text()));
        pages.insert(page);
    }
    Ok(())
}

fn pictured(client: &mut Client, part: &str) -> Result<Vec<String>> {
    let address = format!("/parts/{part}/picture");
    upload(client, &address, &DOT)?;
    Ok(vec![format!("{address}/choose"), address, format!("/parts/{part}")])
}

/// A part kept out of sight, and another that two windows describe differently.
fn hidden(client: &mut Client, numbers: &mut Numbers) -> Result<Vec<String>> {
    let (hidden, torn) = (record_id(numbers), record_id(numbers));
    client.post("/parts", &[("record", &hidden), ("base", "0"), ("name", "A shade"), ("hidden", "yes")])?;
    client.post("/parts", &[("record", &torn), ("base", "0"), ("name", "Both")])?;
    for fears in ["falling", "flying"] {
        client.post("/parts", &[("record", &torn), ("base", "1"), ("name", "Both"), ("fears", fears)])?;
    }
    Ok(vec![format!("/parts/{hidden}"), format!("/parts/{torn}")])
}

/// Two parts with a bond that holds, and one that is over.
fn tied(client: &mut Client, part: &str, numbers: &mut Numbers) -> Result<Vec<String>> {
    let (other, holds, over) = (record_id(numbers), record_id(numbers), record_id(numbers));
    client.post("/parts", &[("record", &other), ("base", "0"), ("name", "The Sleeper")])?;
    for (bond, kind) in [(&holds, "protects"), (&over, "fears")] {
        client.post(
            "/bonds",
            &[("record", bond), ("base", "0"), ("from", part), ("to", &other), ("kind", kind)],
        )?;
    }
    client.post(&format!("/bonds/{over}/end"), &[("base", "1")])?;
    Ok([&holds, &over]
        .into_iter()
        .flat_map(|bond| [format!("/bonds/{bond}"), format!("/bonds/{bond}/erase")])
        .collect())
}

/// A group that is archived.
fn put_away(client: &mut Client, part: &str, numbers: &mut Numbers) -> Result<String> {
    let group = record_id(numbers);
    client.post("/groups", &[("record", &group), ("base", "0"), ("name", "Of old"), ("part", part)])?;
    client.post(&format!("/groups/{group}/archive"), &[])?;
    Ok(format!("/groups/{group}"))
}

fn agreed(client: &mut Client, part: &str, numbers: &mut Numbers) -> Result<Vec<String>> {
    let (due, torn) = (record_id(numbers), record_id(numbers));
    for agreement in [&due, &torn] {
        let terms = [
            ("record", agreement.as_str()),
            ("base", "0"),
            ("what", "Rest."),
            ("part", part),
            ("due", LONG_AGO),
        ];
        client.post("/agreements", &terms)?;
    }
    for what in ["Rest at nine.", "Rest at ten."] {
        client.post("/agreements", &[("record", &torn), ("base", "1"), ("what", what), ("part", part)])?;
    }
    Ok(vec![format!("/agreements/{due}"), format!("/agreements/{torn}")])
}

/// A council from its question to its choice, and two windows at its last step.
fn decided(client: &mut Client, part: &str, numbers: &mut Numbers) -> Result<Vec<String>> {
    let council = record_id(numbers);
    let at = |step: &str| format!("/decisions/{council}/{step}");
    let asked = [
        ("record", council.as_str()),
        ("base", "0"),
        ("question", "Go or stay?"),
        ("number", ""),
        ("option", "Go"),
    ];
    client.post("/decisions", &asked)?;
    client.post(&at("table"), &[("base", "1"), ("part", part)])?;
    let (seat, voice) = (at(&format!("seat/{part}")), at(&format!("voice/{part}")));
    client.post(&seat, &[("base", "2"), ("seat", "advises")])?;
    client.post(&voice, &[("base", "3"), ("wants-1", "air")])?;
    client.post(&at("choice"), &[("base", "3"), ("choice", "We go."), ("look_back", LONG_AGO)])?;
    let torn = record_id(numbers);
    client
        .post("/decisions", &[("record", &torn), ("base", "0"), ("question", "Now?"), ("option", "Now")])?;
    for seen in ["Wait.", "Begin."] {
        client.post(&format!("/decisions/{torn}/self"), &[("base", "1"), ("self_sees", seen)])?;
    }
    Ok(vec![format!("/decisions/{council}"), seat, voice, at("look-back"), format!("/decisions/{torn}")])
}

fn triggered(client: &mut Client, numbers: &mut Numbers) -> Result<Vec<String>> {
    let (trigger, time) = (record_id(numbers), record_id(numbers));
    client.post("/triggers", &[("record", &trigger), ("base", "0"), ("name", "A full room")])?;
    client.post(&format!("/triggers/{trigger}/happened"), &[("record", &time), ("strength", "4")])?;
    let time = format!("/triggers/times/{time}");
    Ok(vec![format!("/triggers/{trigger}"), format!("{time}/erase"), time])
}

/// A voice note on a screen of an exercise.
fn spoken(client: &mut Client) -> Result<Vec<String>> {
    let begun = client.post("/exercises", &[("guide", "meet-a-protector")])?;
    let run = begun.header("location").ok_or("an exercise could not be begun")?.to_owned();
    let screen = format!("{run}/situation");
    let note = record_id(&mut Numbers::from_seed(59));
    upload(client, &format!("{screen}/recordings?record={note}&seconds=3"), b"OggS")?;
    Ok(vec![screen, format!("/recordings/{note}/erase"), format!("/recordings/{note}")])
}

/// A drawing, which only a script sends; no page has a form for it.
fn drawn(client: &mut Client, met: &mut Vec<PageForm>) -> Result<Vec<String>> {
    let begun = client.post("/exercises", &[("guide", "meet-a-protector")])?;
    let run = begun.header("location").ok_or("an exercise could not be begun")?;
    let drawing = format!("{run}/situation/drawing");
    let id = record_id(&mut Numbers::from_seed(60));
    let kept = send_file(client, &format!("{drawing}?record={id}"), &DOT)?;
    if kept.status != 200 {
        return Err(format!("a drawing was not kept: {}", kept.status).into());
    }
    met.push(PageForm { action: drawing, fields: Vec::new() });
    Ok(vec![format!("/drawings/{id}/erase"), format!("/drawings/{id}")])
}

/// A file that was chosen and waits to be looked at.
fn set_aside(client: &mut Client) -> Result<String> {
    upload(client, "/settings/import", b"[2026-03-01 10:00] A line from elsewhere.\n")
}

/// Sends a file, and gives where that leads.
pub(super) fn upload(client: &mut Client, address: &str, file: &[u8]) -> Result<String> {
    let answer = send_file(client, address, file)?;
    Ok(answer
        .header("location")
        .ok_or(format!("a file sent to {address} led nowhere: {}", answer.status))?
        .to_owned())
}

/// Sends a file with a form.
fn send_file(client: &mut Client, address: &str, file: &[u8]) -> Result<Answer> {
    let head = b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n".as_slice();
    let body = [head, file, b"\r\n--edge--\r\n"].concat();
    let kind = [("content-type", "multipart/form-data; boundary=edge")];
    client.ask("POST", address, &kind, &body)
}
