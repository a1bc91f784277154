//! Looking back: the parts as of a day, and two days compared, in a notebook of twenty years.

use std::{hint::black_box, time::Duration};

use hearken_core::{
    NewRevision, Notebook, RecordId, Revision, Timestamp, When,
    bonds::{Bond, BondKind},
    compare::compare,
    notebook::Prepared,
    parts::{Part, Role},
    readings::{Reading, Scale},
};

use super::{median, table::Table, timed};
use crate::{Result, journal::Numbers};

const PARTS: usize = 150;
const BONDS: usize = 400;
const REVISIONS: usize = 60_000;
const YEARS: i64 = 20;
/// 2006-01-01, in milliseconds.
const FIRST_DAY: i64 = 1_136_073_600_000;
const YEAR: i64 = 31_557_600_000;

/// Measures both on a day in the middle of the twenty years.
pub(super) fn measure(table: &mut Table) -> Result {
    let notebook = twenty_years();
    let day = |year: i64| notebook.as_of(Timestamp::from_millis(FIRST_DAY + year * YEAR));
    let map = timed(21, || {
        let view = day(10);
        let parts: Vec<_> = view
            .all::<Part>()
            .map(|(id, part)| (part, view.place(id), view.level(Some(id), &Scale::Guard)))
            .collect();
        Ok(black_box((parts, view.bonds().count())))
    })?;
    let what = format!("the parts and bonds as of a day, {REVISIONS} revisions");
    table.row(&what).took(median(map), Duration::from_millis(10));
    let compared = timed(21, || Ok(black_box(compare(&day(5), &day(15), true)).len()))?;
    table.row("compare two days of them").took(median(compared), Duration::from_millis(10));
    Ok(())
}

/// Parts and bonds that are described again and again, and readings in between, evenly over the years.
fn twenty_years() -> Notebook {
    let mut numbers = Numbers::from_seed(20);
    let mut notebook = Notebook::default();
    let parts = ids(PARTS, &mut numbers);
    let bonds = ids(BONDS, &mut numbers);
    for n in 0..REVISIONS {
        let at = Timestamp::from_millis(FIRST_DAY + YEARS * YEAR * n as i64 / REVISIONS as i64);
        let saved = match n {
            n if n < PARTS => (parts[n], Part { name: format!("Part {n}"), ..Part::default() }.into()),
            n if n < PARTS + BONDS => (bonds[n - PARTS], bond(&parts, &mut numbers).into()),
            n if n % 4 == 0 => (parts[numbers.below(PARTS)], described(&mut numbers).into()),
            n if n % 10 == 1 => (bonds[numbers.below(BONDS)], bond(&parts, &mut numbers).into()),
            _ => {
                let reading = reading(parts[numbers.below(PARTS)], at, &mut numbers);
                (RecordId::from_parts(at, numbers.ten_bytes()), reading.into())
            }
        };
        save(&mut notebook, at, NewRevision::first(saved.0, saved.1));
    }
    notebook
}

fn ids(many: usize, numbers: &mut Numbers) -> Vec<RecordId> {
    (0..many).map(|_| RecordId::from_parts(Timestamp::from_millis(FIRST_DAY), numbers.ten_bytes())).collect()
}

fn described(numbers: &mut Numbers) -> Part {
    let role = Role::ALL[numbers.below(Role::ALL.len())];
    Part { name: format!("Part {}", numbers.below(PARTS)), role, ..Part::default() }
}

fn bond(parts: &[RecordId], numbers: &mut Numbers) -> Bond {
    let from = numbers.below(PARTS);
    let to = (from + 1 + numbers.below(PARTS - 1)) % PARTS;
    Bond::new(parts[from], BondKind::KNOWN[numbers.below(5)].clone(), parts[to])
}

fn reading(part: RecordId, at: Timestamp, numbers: &mut Numbers) -> Reading {
    let level = u8::try_from(numbers.below(11)).unwrap_or(0);
    Reading { levels: vec![(Scale::Guard, level)], ..Reading::of(Some(part), When::new(at, 60)) }
}

fn save(notebook: &mut Notebook, saved: Timestamp, NewRevision { record, what, settles, .. }: NewRevision) {
    let base = notebook.current(record).map_or(0, |current| current.rev);
    notebook.apply(Prepared::of(Revision { record, rev: base + 1, base, settles, saved, what }));
}
