//! Sums: their range is that of the options, and their names leave no gap.

use hearken_measures::Scale;

use super::{Finding, Folder, numbers, to_mend, with_forms};

/// The lowest and the highest sum are what the options add up to.
pub(in crate::checks) fn totals_are_what_options_add_up_to(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for (measure, form) in with_forms(folder) {
        for scale in &measure.value.scoring.scales {
            let items = scale.items.iter().filter_map(|item| form.value.item(item));
            let ranges: Vec<Vec<i64>> = items.filter_map(numbers).collect();
            // An item that is not there, or not answered so, is named by another check.
            if ranges.len() < scale.items.len() {
                continue;
            }
            let sum = |end: fn(&[i64]) -> Option<i64>| {
                ranges.iter().filter_map(|range| end(range)).sum::<i64>() * scale.times
            };
            let (lowest, highest) =
                (sum(|range| range.iter().min().copied()), sum(|range| range.iter().max().copied()));
            if (scale.lowest, scale.highest) != (lowest, highest) {
                let message = format!("the options add up to {lowest} to {highest}; say so");
                found.push(Finding::new(to_mend(measure, form), place(scale), message));
            }
        }
    }
    found
}

/// Bands follow each other without a gap, from the lowest sum to the highest.
pub(in crate::checks) fn bands_leave_no_gap(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for measure in &folder.measures {
        for scale in measure.value.scoring.scales.iter().filter(|scale| !scale.bands.is_empty()) {
            if !is_covered(scale) {
                let (lowest, highest) = (scale.lowest, scale.highest);
                let message = format!("the bands go from {lowest} to {highest}, each on from the one before");
                found.push(Finding::new(&measure.file, place(scale), message));
            }
        }
    }
    found
}

/// Whether every sum lies in exactly one band.
fn is_covered(scale: &Scale) -> bool {
    let ordered = scale.bands.iter().all(|band| band.from <= band.to);
    let joined = scale.bands.windows(2).all(|pair| pair[1].from == pair[0].to + 1);
    let ends = scale.bands.first().map(|band| band.from) == Some(scale.lowest)
        && scale.bands.last().map(|band| band.to) == Some(scale.highest);
    ordered && joined && ends
}

/// The PCL-5 has no bands: none were derived from data, and whoever prints some made them up.
pub(in crate::checks) fn no_bands_where_none_were_derived(folder: &Folder) -> Vec<Finding> {
    let pcl = folder.measures.iter().filter(|measure| measure.value.id == "pcl-5");
    let mut found = Vec::new();
    for measure in pcl {
        let banded = measure.value.scoring.scales.iter().filter(|scale| !scale.bands.is_empty());
        found.extend(banded.map(|scale| Finding::new(&measure.file, place(scale), "take the bands out")));
    }
    found
}

fn place(scale: &Scale) -> String {
    format!("scale {}", scale.id)
}
