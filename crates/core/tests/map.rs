//! The map: where parts lie, which bonds are seen, and laying it out anew.

use std::collections::BTreeSet;

use hearken_core::{
    NewRevision, RecordId,
    bonds::{self, Bond, BondKind},
    groups::{self, Group},
    map::{LABEL, Map, Shown, arrange, places},
    parts::{self, Blend, Part, Role},
    places::{self as placing, Place, Point, REACH, place_id},
    readings::{self, Reading, Scale},
};
use proptest::prelude::*;

use crate::person::{Day, Person, id};

/// Somebody with so many parts; the first has the id 1.
fn with_parts(many: u8) -> Person {
    let mut person = Person::default();
    (1..=many).for_each(|n| person.meets(id(n), &format!("Part {n}")).unwrap());
    person
}

fn ties(person: &mut Person, record: u8, from: u8, kind: BondKind, to: u8) {
    let planned = bonds::keep(&person.notebook, id(record), 0, Bond::new(id(from), kind, id(to))).unwrap();
    person.saves([planned]);
}

fn puts(person: &mut Person, part: u8, x: i32, y: i32) {
    let planned = placing::put(&person.notebook, &[(id(part), Point { x, y })]).unwrap();
    person.saves(planned);
}

fn map(person: &Person) -> Map<'_> {
    Map::of(&person.notebook.view(), Shown::default())
}

fn points(person: &Person) -> Vec<(RecordId, Point)> {
    map(person).spots.iter().map(|spot| (spot.id, spot.at)).collect()
}

/// Every two points that would write over each other.
fn too_near(points: &[Point]) -> Vec<(Point, Point)> {
    let near = |a: &Point, b: &Point| (a.x - b.x).abs() < LABEL.x && (a.y - b.y).abs() < LABEL.y;
    let pairs = points.iter().enumerate().flat_map(|(n, a)| points[..n].iter().map(move |b| (*a, *b)));
    pairs.filter(|(a, b)| near(a, b)).collect()
}

fn lies_well(points: &[Point]) {
    assert_eq!(too_near(points), []);
    for at in points {
        assert_eq!(*at, at.on_map());
        assert!(at.x.abs() >= 150 || at.y.abs() >= 150, "Self keeps its room from {at:?}");
    }
}

#[test]
fn a_hundred_and_fifty_parts_find_room_apart_from_each_other_and_from_self() {
    let person = with_parts(150);
    let at: Vec<Point> = points(&person).into_iter().map(|(_, at)| at).collect();
    assert_eq!(at.len(), 150);
    lies_well(&at);
}

#[test]
fn ten_thousand_parts_lie_on_the_map_too() {
    let mut person = Person::default();
    for n in 0..10_000_u32 {
        let mut bytes = [7; 16];
        bytes[..4].copy_from_slice(&n.to_be_bytes());
        person.meets(RecordId::from_bytes(bytes), "One of many").unwrap();
    }
    assert!(points(&person).iter().all(|(_, at)| *at == at.on_map()));
}

#[test]
fn what_the_person_placed_stays_there_and_nothing_is_laid_upon_it() {
    let mut person = with_parts(3);
    let second = points(&person)[1].1;
    puts(&mut person, 1, second.x + 10, second.y);
    let now = points(&person);
    assert_eq!(now[0].1, Point { x: second.x + 10, y: second.y });
    assert!((now[1].1.x - now[0].1.x).abs() >= 100 || (now[1].1.y - now[0].1.y).abs() >= 66);
}

#[test]
fn moving_one_part_away_moves_no_other() {
    let mut person = with_parts(12);
    let before = points(&person);
    puts(&mut person, 4, 5, 700);
    assert_eq!(points(&person)[4..], before[4..]);
    assert_eq!(points(&person)[..3], before[..3]);
}

#[test]
fn closeness_sets_the_first_place_and_a_hand_placement_wins() {
    let mut person = with_parts(2);
    let far = |person: &Person| f64::from(points(person)[0].1.x).hypot(f64::from(points(person)[0].1.y));
    let rate = |person: &mut Person, record: u8, level: u8| {
        let day = Day(i64::from(record)).noon();
        let reading = Reading { levels: vec![(Scale::Closeness, level)], ..Reading::of(Some(id(1)), day) };
        let planned = readings::check_in(&person.notebook, vec![(id(record), reading)]).unwrap();
        person.saves(planned);
    };
    rate(&mut person, 100, 10);
    let near = far(&person);
    rate(&mut person, 101, 0);
    assert!(far(&person) > near + 400.0, "from {near} to {}", far(&person));
    puts(&mut person, 1, 300, 300);
    rate(&mut person, 102, 10);
    assert_eq!(points(&person)[0].1, Point { x: 300, y: 300 });
}

#[test]
fn a_blended_part_lies_beside_self_until_it_is_placed() {
    let mut person = with_parts(2);
    person.describes(id(1), Part { blend: Some(Blend::Blended), ..Part::named("One").unwrap() });
    let at = points(&person)[0].1;
    assert!(at.x.abs() < 150 && at.y.abs() < 150, "{at:?}");
    puts(&mut person, 1, 600, 0);
    assert_eq!(points(&person)[0].1, Point { x: 600, y: 0 });
}

#[test]
fn hidden_and_archived_parts_come_when_asked_for_and_merged_ones_never() {
    let mut person = with_parts(4);
    person.describes(id(1), Part { hidden: true, ..Part::named("Hidden").unwrap() });
    let archived = parts::archive(&person.notebook, id(2)).unwrap();
    person.saves([archived]);
    let merged = parts::merge(&person.notebook, id(3), id(4)).unwrap();
    person.saves(merged);
    let seen = |shown| {
        let map = Map::of(&person.notebook.view(), shown);
        map.spots.iter().map(|spot| spot.part.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(seen(Shown::default()), ["Part 4"]);
    assert_eq!(seen(Shown { hidden: true, ..Shown::default() }), ["Hidden", "Part 4"]);
    assert_eq!(seen(Shown { archived: true, ..Shown::default() }), ["Part 2", "Part 4"]);
}

#[test]
fn bonds_are_seen_between_parts_that_are_seen_and_until_they_are_over() {
    let mut person = with_parts(4);
    ties(&mut person, 50, 1, BondKind::Protects, 2);
    ties(&mut person, 51, 3, BondKind::Fears, 4);
    ties(&mut person, 52, 1, BondKind::Allied, 4);
    person.describes(id(4), Part { hidden: true, ..Part::named("Hidden").unwrap() });
    let ends = |person: &Person| map(person).ties.iter().map(|tie| (tie.from, tie.to)).collect::<Vec<_>>();
    assert_eq!(ends(&person), [(0, 1)]);
    let merged = parts::merge(&person.notebook, id(2), id(3)).unwrap();
    person.saves(merged);
    assert_eq!(ends(&person), [(0, 1)], "now of the part that the second turned out to be");
    assert_eq!(map(&person).spots[1].id, id(3));
    let over = bonds::end(&person.notebook, id(50), Day(2).noon()).unwrap();
    person.saves([over]);
    assert_eq!(ends(&person), []);
}

#[test]
fn a_group_shows_its_parts_and_those_of_the_groups_within_it() {
    let mut person = with_parts(4);
    let group = |name: &str, parts: &[u8], within: Option<u8>| Group {
        name: name.to_owned(),
        parts: parts.iter().map(|&n| id(n)).collect(),
        within: within.map(id),
        ..Group::default()
    };
    for (record, group) in [(60, group("Outer", &[1], None)), (61, group("Inner", &[2, 3], Some(60)))] {
        let planned = groups::keep(&person.notebook, id(record), 0, group).unwrap();
        person.saves([planned]);
    }
    let seen = |group: u8, role| {
        let shown = Shown { group: Some(id(group)), role, ..Shown::default() };
        Map::of(&person.notebook.view(), shown).spots.iter().map(|spot| spot.id).collect::<Vec<_>>()
    };
    assert_eq!(seen(60, None), [id(1), id(2), id(3)]);
    assert_eq!(seen(61, None), [id(2), id(3)]);
    assert_eq!(seen(61, Some(Role::Manager)), []);
    let circles: Vec<_> =
        map(&person).circles.iter().map(|circle| (circle.id, circle.spots.clone())).collect();
    assert_eq!(circles, [(id(60), vec![0]), (id(61), vec![1, 2])]);
}

#[test]
fn laying_a_large_map_out_anew_keeps_labels_apart() {
    let mut person = with_parts(150);
    // Ids above 150 name bonds; they tie each part to one or two others.
    for n in 0..100_u8 {
        ties(&mut person, 151 + n, 1 + n, BondKind::Protects, 1 + (u16::from(n) * 7 % 149 + 1) as u8);
    }
    let arranged = arrange(&map(&person));
    assert_eq!(arranged.iter().map(|(id, _)| *id).collect::<BTreeSet<_>>().len(), 150);
    lies_well(&arranged.into_iter().map(|(_, at)| at).collect::<Vec<_>>());
}

/// Parts, some placed by hand, and bonds between them.
fn anything() -> impl Strategy<Value = Person> {
    let placed = prop::collection::vec((1..40_u8, -1200..1200_i32, -1200..1200_i32), 0..20);
    let tied = prop::collection::vec((1..40_u8, 1..40_u8), 0..60);
    (1..40_u8, placed, tied).prop_map(|(many, placed, tied)| {
        let mut person = with_parts(many);
        for (part, x, y) in placed.into_iter().filter(|&(part, ..)| part <= many) {
            puts(&mut person, part, x, y);
        }
        for (n, (from, to)) in tied.into_iter().enumerate() {
            if from != to && from <= many && to <= many {
                ties(&mut person, 100 + n as u8, from, BondKind::Allied, to);
            }
        }
        person
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_part_that_is_met_moves_none_that_was_there(person in anything()) {
        let mut person = person;
        let before = places(&person.notebook.view());
        person.meets(id(200), "A new one").unwrap();
        let after = places(&person.notebook.view());
        prop_assert!(before.iter().all(|(part, at)| after[part] == *at));
    }

    #[test]
    fn every_part_lies_on_the_map_and_where_it_was_put(person in anything()) {
        let view = person.notebook.view();
        for (part, at) in places(&view) {
            prop_assert!(at.x.abs() <= REACH && at.y.abs() <= REACH);
            prop_assert!(view.place(part).is_none_or(|placed| placed == at));
        }
    }

    #[test]
    fn the_same_map_is_always_laid_out_the_same_way(person in anything()) {
        let arranged = arrange(&map(&person));
        prop_assert_eq!(&arranged, &arrange(&map(&person)));
        let at: Vec<Point> = arranged.into_iter().map(|(_, at)| at).collect();
        prop_assert_eq!(too_near(&at), []);
        prop_assert!(at.iter().all(|at| *at == at.on_map() && (at.x.abs() >= 150 || at.y.abs() >= 150)));
    }
}

#[test]
fn a_place_that_a_file_puts_beyond_the_map_lies_at_its_edge() {
    let mut person = Person::default();
    person.meets(id(1), "The Planner").unwrap();
    let beyond = Point { x: i32::MAX, y: i32::MIN };
    let place = Place { part: id(1), at: beyond, extra: hearken_core::Extra::default() };
    person.saves([NewRevision::first(place_id(id(1)), place.into())]);
    assert_eq!(person.notebook.view().place(id(1)), Some(beyond.on_map()));
}
