//! What is about breathing and no walk makes by itself: a pattern of one's own, and one that was stopped twice.

use std::collections::BTreeSet;

use super::super::super::forms::{PageForm, forms};
use crate::{
    Result,
    journal::Numbers,
    product::{http::Client, record_id},
};

/// Makes both and gives the pages where they are seen.
pub(super) fn furnish(client: &mut Client, pages: &mut BTreeSet<String>, met: &mut Vec<PageForm>) -> Result {
    let mut numbers = Numbers::from_seed(61);
    let own = record_id(&mut numbers);
    let pattern = [
        ("record", own.as_str()),
        ("base", "0"),
        ("name", "Mine"),
        ("in", "4.5"),
        ("top", ""),
        ("out", "6"),
        ("low", ""),
        ("minutes", "5"),
    ];
    client.post("/breathe/own", &pattern)?;
    for _ in 0..2 {
        let record = record_id(&mut numbers);
        let stopped = [("record", record.as_str()), ("sign", "dizzy"), ("minutes", "5")];
        client.post("/breathe/coherent_55", &stopped)?;
    }
    let own = format!("/breathe/own/{own}");
    for page in [format!("{own}/erase"), own, "/breathe/coherent_55".to_owned()] {
        met.extend(forms(&client.get(&page)?.text()));
        pages.insert(page);
    }
    Ok(())
}
