//! What holds for every plot, by property; and one drawing, to the letter.

use axum::http::{HeaderMap, header::COOKIE};
use hearken_core::{Timestamp, When, marks::MarkKind};
use proptest::prelude::*;

use super::{Line, Plot, PlotMark, Point, axis::Span, draw::Drawing, frame::Frame, lines};
use crate::zone::Clock;

pub(super) const DAY: i64 = 86_400_000;
/// Sunday 22 November 2026, 17:40 UTC.
pub(super) const NOW: i64 = 1_795_369_200_000;

/// A clock in Berlin.
pub(super) fn clock() -> Clock {
    let headers = HeaderMap::from_iter([(COOKIE, "zone=60.Europe/Berlin".parse().unwrap())]);
    Clock::of(&headers, Timestamp::from_millis(NOW), 0)
}

pub(super) fn point(at: i64, level: Option<u8>) -> Point {
    Point { when: When::new(Timestamp::from_millis(at), 60), level, ..Point::default() }
}

fn line(name: &str, points: Vec<Point>) -> Line {
    Line { name: name.to_owned(), least: "at ease".to_owned(), most: "on guard".to_owned(), points }
}

fn plot(lines: Vec<Line>) -> Plot {
    let title = "The <b>Planner</b>".to_owned();
    Plot { id: "p".to_owned(), title, lines, highest: 10, ..Plot::default() }
}

pub(super) fn mark(days_ago: i64, kind: MarkKind, name: &str) -> PlotMark {
    PlotMark { when: point(NOW - days_ago * DAY, None).when, kind, name: name.to_owned() }
}

/// The stretches of each line of a plot in one frame.
fn drawn(mut plot: Plot, frame: Frame) -> Vec<Vec<lines::Stretch>> {
    plot.keep_what_is_shown();
    let Some(span) = Span::of(&plot, &clock()) else { return Vec::new() };
    plot.lines.iter().map(|line| lines::stretches(line, span, frame, 10)).collect()
}

pub(super) fn sample() -> Plot {
    let guard = [(90, Some(8)), (60, Some(8)), (45, None), (30, Some(5)), (2, Some(4))];
    let trust = [(60, Some(2)), (30, Some(6)), (2, Some(4))];
    let points =
        |said: &[(i64, Option<u8>)]| said.iter().map(|&(ago, level)| point(NOW - ago * DAY, level)).collect();
    Plot {
        marks: vec![
            mark(50, MarkKind::Session, "session 1"),
            mark(21, MarkKind::Medicine, ""),
            mark(20, MarkKind::LifeEvent, "moved in with <Kim> at last"),
        ],
        ..plot(vec![line("guard", points(&guard)), line("trust", points(&trust))])
    }
}

#[test]
fn a_plot_is_drawn_to_the_letter() {
    let mut plot = sample();
    plot.keep_what_is_shown();
    let clock = clock();
    let span = Span::of(&plot, &clock).unwrap();
    let drawing = Drawing { plot: &plot, clock: &clock, span, frame: Frame::wide(2), name: "wide" };
    let drawn = drawing.render().into_string().replace("><", ">\n<");
    assert_eq!(drawn + "\n", include_str!("golden.svg"));
}

#[test]
fn what_was_not_said_is_a_gap_and_never_a_zero() {
    let drawn = drawn(sample(), Frame::wide(2));
    assert_eq!(drawn[0].iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(drawn[1].iter().map(Vec::len).collect::<Vec<_>>(), [3]);
    let page = sample().render(&clock()).into_string();
    assert!(page.contains("not said") && !page.contains("<td>0</td>"));
}

#[test]
fn words_of_a_person_stay_words_and_every_mark_has_its_shape_and_its_word() {
    let page = sample().render(&clock()).into_string();
    assert!(page.contains("The &lt;b&gt;Planner") && page.contains("moved in with &lt;Kim&gt; at last"));
    for word in ["session", "medicine", "life event"] {
        assert!(page.contains(&format!("<span>{word}</span>")), "{word}");
    }
}

#[test]
fn one_point_and_two_on_one_day_are_drawn() {
    let one = drawn(plot(vec![line("guard", vec![point(NOW, Some(0))])]), Frame::narrow(1));
    assert_eq!(one[0].len(), 1);
    let noon = NOW - DAY / 4;
    let two = plot(vec![line("guard", vec![point(NOW, Some(10)), point(noon, Some(3))])]);
    let two = drawn(two, Frame::narrow(1));
    assert!(two[0][0][0].0 + 20.0 < two[0][0][1].0, "a morning stands apart from its evening: {two:?}");
}

#[test]
fn nothing_said_is_said() {
    let empty = plot(vec![line("guard", vec![point(NOW, None)])]).render(&clock()).into_string();
    assert!(empty.contains("Nothing was said in this time.") && !empty.contains("<svg"));
}

#[test]
fn what_is_ahead_is_said_to_be_ahead() {
    let page = plot(vec![line("guard", vec![point(NOW, Some(1)), point(NOW + 9 * DAY, Some(2))])]);
    let page = page.render(&clock()).into_string();
    assert!(page.contains("plot-ahead") && page.contains("(ahead)"));
    assert!(!sample().render(&clock()).into_string().contains("ahead"));
}

#[test]
fn five_years_of_days_keep_their_one_peak_and_stay_small() {
    let days = 5 * 365;
    let points = (0..days).map(|n| point(NOW - n * DAY, Some(if n == 900 { 10 } else { 4 + (n % 2) as u8 })));
    let five = plot(vec![line("guard", points.collect())]);
    for frame in [Frame::narrow(1), Frame::wide(1)] {
        let drawn = drawn(five.clone(), frame);
        let heights = drawn[0][0].iter().filter(|(_, y)| (y - frame.top).abs() < 0.01);
        assert_eq!(heights.count(), 1);
        assert!(drawn[0][0].len() <= 4 * frame.width as usize);
    }
}

fn any_points() -> impl Strategy<Value = Vec<Point>> {
    let at = prop_oneof![NOW - 2_000 * DAY..NOW + 30 * DAY, NOW - DAY..NOW, Just(i64::MIN), Just(i64::MAX)];
    prop::collection::vec((at, prop::option::of(0_u8..=10)), 0..400)
        .prop_map(|points| points.into_iter().map(|(at, level)| point(at, level)).collect())
}

proptest! {
    #[test]
    fn every_point_is_inside_and_time_runs_one_way(points in any_points(), wide: bool, since in prop::option::of(0_i64..900)) {
        let frame = if wide { Frame::wide(1) } else { Frame::narrow(1) };
        let from = since.map(|days| Timestamp::from_millis(NOW - days * DAY));
        let said = points.iter().filter(|p| p.level.is_some() && from.is_none_or(|from| p.when.at >= from)).count();
        let all = drawn(Plot { from, ..plot(vec![line("guard", points)]) }, frame).concat().concat();
        prop_assert!(all.len() <= said && all.is_empty() == (said == 0));
        for (x, y) in &all {
            prop_assert!((frame.left..=frame.end()).contains(x) && (frame.top..=frame.floor()).contains(y), "{x} {y}");
        }
        prop_assert!(all.is_sorted_by(|a, b| a.0 <= b.0));
    }

    #[test]
    fn thinning_keeps_the_highest_and_lowest_of_every_column(points in any_points()) {
        let frame = Frame::narrow(1);
        let points: Vec<Point> = points.into_iter().filter(|point| point.level.is_some()).collect();
        let mut whole = plot(vec![line("guard", points)]);
        let thin = drawn(whole.clone(), frame).concat().concat();
        whole.keep_what_is_shown();
        if let Some(span) = Span::of(&whole, &clock()) {
            let column = |x: f64| x.floor() as i64;
            for point in &whole.lines[0].points {
                let (x, y) = (frame.x(span, point.when.at), frame.y(10, point.level.unwrap_or_default()));
                let near: Vec<f64> = thin.iter().filter(|kept| column(kept.0) == column(x)).map(|kept| kept.1).collect();
                prop_assert!(near.iter().any(|kept| *kept <= y) && near.iter().any(|kept| *kept >= y));
            }
        }
    }

    #[test]
    fn names_of_lines_never_cover_each_other(wanted in prop::collection::vec(44.0_f64..240.0, 1..=4)) {
        let placed = lines::spread(&wanted, 16.0, 44.0, 240.0);
        for (n, y) in placed.iter().enumerate() {
            prop_assert!((44.0..=240.0).contains(y));
            prop_assert!(placed[n + 1..].iter().all(|other| (other - y).abs() > 15.99), "{placed:?}");
        }
    }

    #[test]
    fn names_of_marks_never_cover_each_other(ago in prop::collection::vec(0_i64..400, 0..60)) {
        let points = vec![point(NOW - 400 * DAY, Some(1))];
        let marks = ago.iter().map(|&days| mark(days, MarkKind::Session, "session twelve")).collect();
        let mut plot = Plot { marks, ..plot(vec![line("guard", points)]) };
        plot.keep_what_is_shown();
        let span = Span::of(&plot, &clock()).unwrap();
        let placed = super::marks::placed(&plot.marks, span, Frame::wide(1));
        prop_assert_eq!(placed.len(), ago.len());
        let named: Vec<_> = placed.iter().filter_map(|it| Some((it.y, it.name.as_ref()?.0))).collect();
        for (y, x) in named.iter().filter(|(y, _)| *y > 20.0) {
            let under = |other: &super::marks::Placed| other.x > *x && other.x < x + 14.0 * 7.0;
            prop_assert!(!placed.iter().any(under), "no line runs through a name in the lower row, {y}");
        }
        for (n, (y, x)) in named.iter().enumerate() {
            prop_assert!(named[n + 1..].iter().all(|(other, begin)| other != y || (begin - x).abs() >= 14.0 * 7.0));
        }
    }
}
