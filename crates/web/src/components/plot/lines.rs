//! From points to what is drawn of a line: stretches without a gap, thinned so that no more is drawn than can be seen.

use super::{Line, axis::Span, frame::Frame};

/// A stretch of a line that nothing interrupts, as points of the drawing.
pub(super) type Stretch = Vec<(f64, f64)>;

/// The stretches of a line, in order. In each column of a pixel the first, the lowest, the highest and the last point
/// are kept: a peak of one day is seen in five years of days.
pub(super) fn stretches(line: &Line, span: Span, frame: Frame, highest: u8) -> Vec<Stretch> {
    let place = |at, level| (frame.x(span, at), frame.y(highest, level));
    let unbroken = line.points.chunk_by(|a, b| a.level.is_some() == b.level.is_some());
    let drawn = unbroken.map(|points| {
        let points = points.iter().filter_map(|point| Some(place(point.when.at, point.level?)));
        thinned(points.collect())
    });
    drawn.filter(|stretch| !stretch.is_empty()).collect()
}

fn thinned(points: Stretch) -> Stretch {
    let columns = points.chunk_by(|a, b| a.0.floor() == b.0.floor());
    columns.flat_map(ends_and_extremes).collect()
}

/// At most four points of a column, in their order.
fn ends_and_extremes(column: &[(f64, f64)]) -> Stretch {
    if column.len() <= 4 {
        return column.to_vec();
    }
    let at = |wanted: Option<usize>| wanted.unwrap_or_default();
    let by_y = |a: &usize, b: &usize| column[*a].1.total_cmp(&column[*b].1);
    let lowest = at((0..column.len()).min_by(by_y));
    let highest = at((0..column.len()).max_by(by_y));
    let mut kept = vec![0, lowest, highest, column.len() - 1];
    kept.sort_unstable();
    kept.dedup();
    kept.into_iter().map(|index| column[index]).collect()
}

/// The way along a stretch, as SVG writes it.
pub(super) fn path(stretch: &[(f64, f64)]) -> String {
    let step =
        |(nth, (x, y)): (usize, &(f64, f64))| format!("{}{x:.1} {y:.1}", if nth == 0 { 'M' } else { 'L' });
    stretch.iter().enumerate().map(step).collect()
}

/// Where the names of lines stand: as near to the wanted height as they fit, never over each other, in the frame.
pub(super) fn spread(wanted: &[f64], apart: f64, top: f64, floor: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut placed = vec![top; wanted.len()];
    let mut free = top;
    for &nth in &order {
        placed[nth] = wanted[nth].max(free);
        free = placed[nth] + apart;
    }
    let mut least = floor;
    for &nth in order.iter().rev() {
        placed[nth] = placed[nth].min(least);
        least = placed[nth] - apart;
    }
    placed
}
