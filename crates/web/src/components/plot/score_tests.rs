//! What holds for plots of questionnaire scores: bands, numbers, corridor, hollow points, keys and small figures; and
//! one course of a PHQ-9, to the letter.

use hearken_core::marks::MarkKind;
use maud::PreEscaped;

use super::{
    Band, Corridor, Line, Plot, Point,
    axis::Span,
    draw::Drawing,
    frame::Frame,
    numbers, small_multiples,
    tests::{DAY, NOW, clock, mark, point},
};

/// The bands of a PHQ-9 (Kroenke 2001).
pub(super) const PHQ_9: [(u32, u32, &str); 5] = [
    (0, 4, "minimal"),
    (5, 9, "mild"),
    (10, 14, "moderate"),
    (15, 19, "moderately severe"),
    (20, 27, "severe"),
];

pub(super) fn bands() -> Vec<Band> {
    PHQ_9.map(|(from, to, name)| Band { from, to, name: name.to_owned() }).to_vec()
}

/// Scores, each so many days ago.
pub(super) fn scores(highest: u8, said: impl IntoIterator<Item = (i64, u8)>) -> Plot {
    let points = said.into_iter().map(|(ago, level)| point(NOW - ago * DAY, Some(level))).collect();
    Plot {
        id: "phq-9".to_owned(),
        title: "Depression · PHQ-9".to_owned(),
        lines: vec![Line { name: "PHQ-9".to_owned(), points, ..Line::default() }],
        highest,
        numbers: true,
        ..Plot::default()
    }
}

fn with_remark(point: Point, remark: &str) -> Point {
    Point { remark: Some(remark.to_owned()), ..point }
}

/// A course with everything that a course of scores has.
fn sample() -> Plot {
    let course = [(112, 17), (100, 16), (84, 18), (66, 12), (60, 12), (38, 11), (20, 9), (3, 9)];
    let mut plot = scores(27, course);
    let fifth = plot.lines[0].points[4].clone();
    plot.lines[0].points[4] = with_remark(fifth, "overlapping <recall>");
    plot.lines[0].points.push(with_remark(point(NOW - 50 * DAY, None), "not enough items"));
    let name = "usual variation around your start".to_owned();
    Plot {
        bands: bands(),
        corridor: Some(Corridor { around: 17.0, reach: 5.77, name }),
        marks: [(90, 1), (62, 2), (34, 3)]
            .map(|(ago, nth)| mark(ago, MarkKind::Session, &format!("Session {nth}")))
            .to_vec(),
        ..plot
    }
}

/// The drawing of a plot in one frame.
pub(super) fn drawing(plot: Plot, frame: Frame) -> String {
    drawn(plot, frame, |drawing| drawing.render().into_string())
}

pub(super) fn drawn<T>(mut plot: Plot, frame: Frame, look: impl FnOnce(&Drawing<'_>) -> T) -> T {
    plot.keep_what_is_shown();
    let clock = clock();
    let (span, frame) = (Span::of(&plot, &clock).unwrap(), frame.with(&plot));
    look(&Drawing { plot: &plot, clock: &clock, span, frame, name: "wide" })
}

fn numbers_of(plot: Plot, frame: Frame) -> Vec<u8> {
    drawn(plot, frame, |it| numbers::placed(it.plot, it.span, it.frame).iter().map(|it| it.level).collect())
}

fn page(plot: Plot) -> String {
    plot.render(&clock()).into_string()
}

#[test]
fn a_course_of_scores_is_drawn_to_the_letter() {
    let drawn = drawing(sample(), Frame::wide(1)).replace("><", ">\n<");
    assert_eq!(drawn + "\n", include_str!("golden_scores.svg"));
}

#[test]
fn a_plot_that_asks_for_none_of_it_has_none_of_it() {
    let plain = Plot { bands: Vec::new(), corridor: None, numbers: false, marks: Vec::new(), ..sample() };
    let mut plain = plain;
    plain.lines[0].points.iter_mut().for_each(|point| point.remark = None);
    let page = page(plain);
    for new in ["plot-bands", "plot-corridor", "plot-numbers", "plot-hollow", "plot-key", "hollow", "Bands"] {
        assert!(!page.contains(new), "{new}");
    }
}

#[test]
pub(super) fn bands_are_told_by_words_in_the_drawing_in_its_description_and_in_the_table() {
    for frame in [Frame::narrow(1), Frame::wide(1)] {
        let drawing = drawing(sample(), frame);
        assert!(PHQ_9.iter().all(|(.., name)| drawing.contains(&format!(">{name}</text>"))));
        assert!(drawing.contains("Bands: 0 to 4 minimal, 5 to 9 mild,"));
        assert_eq!(drawing.matches("fill-opacity").count(), 5);
    }
    let page = page(sample());
    assert!(page.contains(r#"<td>18 <span class="help">moderately severe</span></td>"#));
}

#[test]
fn every_level_lies_within_its_own_band_and_on_no_edge() {
    let heights: Vec<(f64, f64)> = drawn(sample(), Frame::wide(1), |it| {
        bands()
            .iter()
            .map(|band| [f64::from(band.from) - 0.5, f64::from(band.to) + 0.5])
            .map(|[foot, top]| (it.frame.height_of(27, top), it.frame.height_of(27, foot)))
            .collect()
    });
    let frame = Frame::wide(1).with(&sample());
    for (band, (top, foot)) in bands().iter().zip(heights) {
        for level in [band.from, band.to] {
            let y = frame.y(27, u8::try_from(level).unwrap());
            assert!(top <= y && y <= foot && (level == 0 || level == 27 || (top < y && y < foot)), "{level}");
        }
    }
}

#[test]
pub(super) fn bands_that_no_scale_holds_harm_nothing() {
    let odd = [(30, 40), (9, 2), (0, u32::MAX), (u32::MAX, 0)];
    let bands = odd.map(|(from, to)| Band { from, to, name: "<b>odd</b>".repeat(40) }).to_vec();
    let page = page(Plot { bands, ..sample() });
    assert!(page.contains("&lt;b&gt;odd") && !page.contains("<b>odd") && !page.contains("height=\"-"));
}

#[test]
fn narrow_bands_keep_their_names_apart() {
    let tight = [(0, 7), (8, 9), (10, 14), (15, 19), (20, 42)];
    let bands: Vec<Band> =
        tight.iter().map(|&(from, to)| Band { from, to, name: format!("from {from}") }).collect();
    let drawing = drawing(Plot { bands, ..scores(42, [(30, 8), (2, 40)]) }, Frame::narrow(1));
    let names = drawing.split("<text ").filter(|text| text.contains(">from "));
    let mut heights: Vec<f64> = names
        .map(|text| text.split("y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
        .collect();
    heights.sort_by(f64::total_cmp);
    assert_eq!(heights.len(), 5);
    assert!(heights.windows(2).all(|pair| pair[1] - pair[0] > 13.9), "{heights:?}");
}

#[test]
fn the_corridor_is_named_with_its_ends_and_clipped_to_the_scale() {
    let said = page(sample());
    assert!(said.contains("usual variation around your start<span class=\"help\">, 11.2 to 22.8</span>"));
    assert!(said.contains("Between 11.2 and 22.8: usual variation around your start."));
    let lines = |around, reach| {
        let corridor = Some(Corridor { around, reach, name: "usual".to_owned() });
        drawing(Plot { corridor, ..scores(27, [(9, 3)]) }, Frame::wide(1))
            .split("plot-corridor")
            .nth(1)
            .map(|group| group.split("</g>").next().unwrap_or_default().matches("<line").count())
    };
    assert_eq!(lines(14.0, 5.0), Some(2));
    assert_eq!(lines(3.0, 5.0), Some(1), "what would lie below 0 is not drawn");
    assert_eq!(lines(25.0, 5.0), Some(1));
    assert_eq!(lines(60.0, 5.0), None, "none of it is on the scale");
    assert_eq!([lines(f64::NAN, 5.0), lines(3.0, f64::INFINITY)], [None, None]);
}

#[test]
fn few_points_have_all_their_numbers_and_many_only_the_first_last_highest_and_lowest() {
    let course = |many: i64| scores(27, (0..many).map(|n| (n * 14, u8::try_from(5 + n * 7 % 11).unwrap())));
    assert_eq!(numbers_of(course(14), Frame::wide(1)).len(), 14);
    assert_eq!(numbers_of(course(8), Frame::narrow(1)).len(), 8);
    for (many, frame) in [(15, Frame::wide(1)), (9, Frame::narrow(1)), (130, Frame::wide(1))] {
        let shown = numbers_of(course(many), frame);
        assert!((2..=4).contains(&shown.len()) && shown.contains(&5) && shown.contains(&15), "{shown:?}");
    }
    assert!(!drawing(Plot { numbers: false, ..course(3) }, Frame::wide(1)).contains("plot-numbers"));
}

#[test]
fn one_score_all_the_same_and_two_on_one_day_are_drawn() {
    assert_eq!(numbers_of(scores(27, [(4, 11)]), Frame::narrow(1)), [11]);
    assert_eq!(numbers_of(scores(80, (0..9).map(|n| (n * 30, 33))), Frame::narrow(1)), [33, 33]);
    let mut twice = scores(27, [(40, 4), (7, 20)]);
    twice.lines[0].points.push(point(NOW - 7 * DAY + 3_600_000, Some(19)));
    assert_eq!(numbers_of(twice.clone(), Frame::wide(1)).len(), 3, "one above, one below");
    assert_eq!(page(twice).matches("<tr><th scope=\"row\">").count(), 3);
    assert!(page(scores(27, [])).contains("Nothing was said in this time."));
}

#[test]
fn what_cannot_be_compared_is_hollow_and_the_table_says_why() {
    let page = page(sample());
    assert_eq!(page.matches(r#"<path class="plot-hollow""#).count(), 3, "narrow, wide and the legend");
    assert!(page.contains("hollow: cannot be compared"));
    assert!(page.contains(
        "12 <span class=\"help\">moderate</span><br><span class=\"help\">overlapping &lt;recall&gt;"
    ));
    assert!(
        page.contains("not said</span><br><span class=\"help\">not enough items"),
        "no score has no number"
    );
    assert!(page.contains("2 of them cannot be compared; the table says why."));
}

#[test]
fn a_year_of_weeks_is_drawn_small_with_tiny_hollow_points() {
    let mut year = scores(27, (0..52).map(|n| (n * 7, u8::try_from(20 - n / 4).unwrap())));
    for point in &mut year.lines[0].points {
        point.remark = Some("overlapping recall".to_owned());
    }
    let page = page(year);
    assert_eq!(page.matches("<circle class=\"plot-hollow\"").count(), 52, "on a phone");
    assert_eq!(page.matches("<path class=\"plot-hollow\"").count(), 52 + 1, "wide, and the legend");
    assert_eq!(page.matches("<tr><th scope=\"row\">").count(), 52);
}

#[test]
fn twelve_sessions_in_a_year_have_numbers_on_a_phone_and_a_key_below() {
    let sessions = (1..=12).map(|nth| mark(365 - nth * 28, MarkKind::Session, &format!("Session {nth}")));
    let events = [mark(200, MarkKind::LifeEvent, "a new <flat>"), mark(100, MarkKind::Medicine, "")];
    let plot = Plot { marks: sessions.chain(events).collect(), ..scores(27, (0..12).map(|n| (n * 30, 9))) };
    let narrow = drawing(plot.clone(), Frame::narrow(1));
    for key in (1..=12).map(|nth| nth.to_string()).chain(["a".to_owned(), "b".to_owned()]) {
        assert!(narrow.contains(&format!("text-anchor=\"middle\">{key}</text>")), "{key}");
    }
    let page = page(plot);
    assert!(
        page.contains("plot-key") && page.contains("What is marked") && page.contains("a new &lt;flat&gt;")
    );
    assert!(!super::tests::sample().render(&clock()).into_string().contains("plot-key\""), "names have room");
}

#[test]
fn every_measure_fits_its_scale() {
    for (highest, last) in [(27, "27"), (21, "21"), (80, "80"), (100, "100"), (42, "42")] {
        let drawing = drawing(scores(highest, [(9, 0), (1, highest)]), Frame::narrow(1));
        assert!(drawing.contains(&format!("text-anchor=\"end\">{last}</text>")), "{highest}");
    }
}

#[test]
fn small_figures_share_one_time_and_say_what_was_said_last() {
    let phq = Plot { address: Some("/measures/phq-9".to_owned()), ..sample() };
    let gad = Plot {
        id: "gad-7".to_owned(),
        title: "Anxiety <GAD-7>".to_owned(),
        ..scores(21, [(400, 15), (3, 6)])
    };
    let none = Plot { id: "pcl-5".to_owned(), title: "PCL-5".to_owned(), ..scores(80, []) };
    let page = small_multiples(vec![phq, gad, none], &clock()).into_string();
    assert_eq!(page.matches("<figure class=\"plot plot-small\">").count(), 3);
    assert!(page.contains("<a href=\"/measures/phq-9\">Depression · PHQ-9</a>"));
    assert!(page.contains("<b>9</b><span class=\"help\"> mild, Thu 19 Nov</span>"), "{page}");
    assert!(page.contains("Anxiety &lt;GAD-7&gt;") && page.contains("Nothing was said in this time."));
    assert!(page.contains("<li><svg class=\"plot-corridor\"") && page.contains("hollow: cannot be compared"));
    assert!(page.contains("As a table<span class=\"sr-only\">: Depression · PHQ-9</span>"));
    let ticks: Vec<_> = page.split("<svg class=\"plot-small\"").skip(1).map(dates).collect();
    assert_eq!(ticks.len(), 2);
    assert_eq!(ticks[0], ticks[1]);
    assert!(small_multiples(Vec::new(), &clock()).into_string().contains("Nothing was said"));
}

/// The dates below a drawing.
fn dates(svg: &str) -> Vec<String> {
    let texts = svg.split("</svg>").next().unwrap_or_default().split("<text ").skip(1);
    let texts = texts.filter_map(|text| text.split_once("</text>"));
    texts.map(|(text, _)| text.to_owned()).filter(|text| text.contains(" 20")).collect()
}

#[test]
fn every_drawing_is_a_named_picture_and_ids_are_told_apart() {
    let other = Plot { id: "gad-7".to_owned(), ..sample() };
    let PreEscaped(page) = small_multiples(vec![sample(), other], &clock());
    let page = page + &sample().render(&clock()).into_string();
    assert_eq!(page.matches("role=\"img\" aria-labelledby=").count(), 4);
    assert_eq!(
        page.matches("<svg").count(),
        page.matches("role=\"img\"").count() + page.matches("aria-hidden").count()
    );
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for region in page.split("role=\"region\"").skip(1) {
        assert!(region.trim_start().starts_with("aria-label="));
    }
    assert!(!page.contains("style=") && !page.contains("<script"));
}
