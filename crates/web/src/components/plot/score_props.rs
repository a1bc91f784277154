//! What holds for every plot of scores, by property.

use hearken_core::marks::MarkKind;
use proptest::prelude::*;

use super::{
    Corridor, MOST_LINES, Plot, PlotMark, axis,
    frame::Frame,
    marks, numbers,
    score_tests::{PHQ_9, bands, drawing, drawn, scores},
    tests::mark,
};

proptest! {
    #[test]
    fn numbers_never_cover_each_other(said in prop::collection::vec((0_i64..90, 0_u8..=100), 1..40), wide: bool) {
        let frame = if wide { Frame::wide(1) } else { Frame::narrow(1) };
        drawn(scores(100, said), frame, |it| {
            let placed = numbers::placed(it.plot, it.span, it.frame);
            prop_assert!(!placed.is_empty());
            for (n, number) in placed.iter().enumerate() {
                prop_assert!(placed[n + 1..].iter().all(|other| !number.covers(other)), "{placed:?}");
                prop_assert!(number.y - 10.0 > 0.0 && number.y < it.frame.floor());
            }
            Ok(())
        })?;
    }

    #[test]
    fn dates_never_run_into_each_other_nor_out_of_the_drawing(ago in 0_i64..4_000, lines in 1_usize..=4) {
        let one = scores(100, [(ago, 1)]);
        for frame in [Frame::narrow(lines), Frame::wide(lines), Frame::small()] {
            drawn(one.clone(), frame, |it| {
                let ticks = axis::ticks(it.span, it.clock, it.frame.most_ticks);
                let half = |label: &str| label.chars().count() as f64 * 3.4;
                let dates: Vec<_> = ticks
                    .iter()
                    .map(|tick| (it.date_at(it.frame.x(it.span, tick.at), &tick.label), half(&tick.label)))
                    .collect();
                prop_assert!(dates.iter().all(|(x, half)| x - half >= -0.01 && x + half <= it.frame.width + 0.01));
                prop_assert!(dates.windows(2).all(|pair| pair[1].0 - pair[0].0 >= pair[0].1 + pair[1].1), "{dates:?}");
                Ok(())
            })?;
        }
    }

    #[test]
    fn every_band_has_its_name_whatever_the_course(said in prop::collection::vec((0_i64..400, 0_u8..=27), 1..8)) {
        let name = "usual variation".to_owned();
        let plot = Plot { bands: bands(), corridor: Some(Corridor { around: 17.0, reach: 6.0, name }), ..scores(27, said) };
        let drawing = drawing(plot, Frame::narrow(1));
        for (.., band) in PHQ_9 {
            prop_assert!(drawing.contains(&format!(">{band}</text>")), "a band always has its name");
        }
    }

    #[test]
    fn keys_of_marks_never_cover_each_other(ago in prop::collection::vec(0_i64..400, 0..60)) {
        let marks: Vec<PlotMark> = ago.iter().map(|&days| mark(days, MarkKind::LifeEvent, "a rather long name")).collect();
        let plot = Plot { marks, ..scores(27, [(400, 1)]) };
        drawn(plot, Frame::narrow(1), |it| {
            let shown = marks::shown(&it.plot.marks, it.span, it.frame);
            let keys: Vec<_> = shown.iter().filter_map(|mark| Some((mark.x, mark.key.as_ref()?))).collect();
            for (n, (x, (y, key))) in keys.iter().enumerate() {
                let room = |other: &String| (key.len() + other.len()) as f64 * 3.5;
                prop_assert!(keys[n + 1..].iter().all(|(other, (row, word))| row != y || (other - x).abs() >= room(word)));
            }
            Ok(())
        })?;
    }

    #[test]
    fn no_more_lines_than_can_be_told_apart_and_nothing_outside(levels in prop::collection::vec(0_u8..=255, 1..200), lines in 1_usize..7) {
        let one = scores(255, (0..).zip(levels));
        let plot = Plot { lines: vec![one.lines[0].clone(); lines], bands: bands(), ..one };
        let drawing = drawing(plot, Frame::narrow(lines));
        prop_assert!(!drawing.contains("=\"-") && !drawing.contains("NaN"));
        prop_assert_eq!(drawing.matches("class=\"plot-line").count(), lines.min(MOST_LINES));
    }
}
