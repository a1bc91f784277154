//! The map as it is with many parts: its page, and laying it out anew.

use std::time::Duration;

use super::{median, table::Table, timed};
use crate::{
    Result,
    journal::Numbers,
    product::{http::Client, record_id},
};

const PARTS: usize = 150;
const BONDS: usize = 400;
const ROLES: [&str; 4] = ["manager", "firefighter", "exile", "not-yet-known"];
const KINDS: [&str; 5] = ["protects", "conflict", "allied", "cares-for", "fears"];

/// Fills the notebook's map and measures it.
pub(super) fn measure(table: &mut Table, client: &mut Client) -> Result {
    fill(client)?;
    let page = |client: &mut Client| match client.get("/parts")?.status {
        200 => Ok(()),
        other => Err(format!("the map is {other}").into()),
    };
    let mut runs = timed(40, || page(client))?;
    runs.drain(..10);
    let what = format!("map with {PARTS} parts, {BONDS} bonds, there and back");
    table.row(&what).took(median(runs), Duration::from_millis(5));
    let anew = timed(9, || match client.post("/parts/arrange", &[])?.status {
        303 => Ok(()),
        other => Err(format!("laying the map out anew was answered with {other}").into()),
    })?;
    table.row("the same, laid out anew and kept").took(median(anew), Duration::from_millis(50));
    Ok(())
}

fn fill(client: &mut Client) -> Result {
    // Far from the seeds of the other clients: the same id would be taken for the same record.
    let mut numbers = Numbers::from_seed(2_000);
    let parts: Vec<String> = (0..PARTS).map(|_| record_id(&mut numbers)).collect();
    for (n, part) in parts.iter().enumerate() {
        let (name, role) = (format!("Part {n}"), ROLES[n % ROLES.len()]);
        kept(client, "/parts", &[("record", part), ("name", &name), ("role", role)])?;
    }
    for n in 0..BONDS {
        let from = n % PARTS;
        // Never the part itself: 7 and 150 share no factor, and each round turns further.
        let to = (from + 1 + (n * 7 + n / PARTS) % (PARTS - 1)) % PARTS;
        let ends = [("from", parts[from].as_str()), ("to", &parts[to]), ("kind", KINDS[n % KINDS.len()])];
        kept(client, "/bonds", &ends)?;
    }
    Ok(())
}

fn kept(client: &mut Client, path: &str, form: &[(&str, &str)]) -> Result {
    match client.post(path, form)?.status {
        303 => Ok(()),
        other => Err(format!("a save at {path} was answered with {other}").into()),
    }
}
