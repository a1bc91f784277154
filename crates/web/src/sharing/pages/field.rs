//! One field of what is shown, as the other reads it: its words, or the plot of its scores with the table beneath.

use hearken_core::sharing::{SharedBand, SharedField, SharedPoint};
use maud::Markup;

use crate::{
    components::{Band, Line, Plot, Point, written},
    zone::Clock,
};

/// A field; `nth` on its page.
pub(in crate::sharing) fn field_shown(nth: usize, field: &SharedField, clock: &Clock) -> Markup {
    let Some(course) = &field.course else { return written(&field.text) };
    let point = |point: &SharedPoint| Point {
        when: point.when.clone(),
        level: point.level,
        address: None,
        remark: (!point.remark.is_empty()).then(|| point.remark.clone()),
    };
    let band = |band: &SharedBand| Band { from: band.from, to: band.to, name: band.name.clone() };
    let points = course.points.iter().map(point).collect();
    Plot {
        id: format!("shared-{nth}"),
        title: field.name.clone(),
        lines: vec![Line { name: field.name.clone(), points, ..Line::default() }],
        highest: course.highest,
        bands: course.bands.iter().map(band).collect(),
        numbers: true,
        ..Plot::default()
    }
    .render(clock)
}
