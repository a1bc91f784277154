//! What is about an office and no walk makes by itself: a session with esketamine under way, with something noted in it.

use std::collections::BTreeSet;

use super::{
    super::super::forms::{PageForm, forms, links},
    journey,
};
use crate::{
    Result,
    journal::Numbers,
    product::{http::Client, record_id},
};

/// Makes it and gives the pages where it is seen.
pub(super) fn furnish(client: &mut Client, pages: &mut BTreeSet<String>, met: &mut Vec<PageForm>) -> Result {
    let mut numbers = Numbers::from_seed(71);
    let programme = record_id(&mut numbers);
    let kept = [
        ("record", programme.as_str()),
        ("base", "0"),
        ("name", "At the practice"),
        ("route", "esketamine"),
        ("setting", "office"),
        ("role", "emergency"),
        ("person", "Bea"),
        ("phone", "01632 960001"),
    ];
    client.post("/journey", &kept)?;
    let session = journey::session(client, &programme, &mut numbers)?;
    let office = format!("{session}/office");
    client.post(&office, &[("effect", "sedation"), ("there", "1")])?;
    let noted = links(&client.get(&office)?.text()).into_iter().find(|link| link.ends_with("/seen"));
    let noted = noted.ok_or("what was noted in an office has no page")?;
    for page in [format!("{noted}/erase"), noted, format!("{session}/form"), office] {
        met.extend(forms(&client.get(&page)?.text()));
        pages.insert(page);
    }
    Ok(())
}
