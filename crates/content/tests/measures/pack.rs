//! WHO-5: section 6 of the notes. It is a pack of its own, under a licence of its own, and not built in.

use std::{fs, path::Path};

use hearken_content::{Library, check, embedded, library, with_own};
use hearken_measures::{Better, Total};

use crate::{
    answering::{all, points, score, total},
    wording::fingerprint,
};

/// The files of the pack, as `--content packs/who-5` reads them.
fn with_pack() -> Library {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/who-5");
    assert!(fs::read_to_string(root.join("LICENSE")).expect("it is there").contains("CC BY-NC-SA 3.0 IGO"));
    let read = |name: &str| (name.to_owned(), fs::read_to_string(root.join(name)).expect("it is there"));
    let own = ["measures/who-5.json", "measures/who-5.toml"].map(read);
    check(&with_own(&own)).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

#[test]
fn who5_is_not_built_in_and_can_be_added() {
    assert!(embedded().all(|(path, text)| !path.contains("who-5") && !text.contains("who5-")));
    assert!(library().measure("who-5").is_none());
    assert!(with_pack().measure("who-5").is_some_and(hearken_content::Measure::is_offered));
}

#[test]
fn who5_shows_its_citation_and_that_who_endorses_nothing() {
    let library = with_pack();
    let who5 = library.measure("who-5").unwrap();
    for said in [
        "CC BY-NC-SA 3.0 IGO",
        "Geneva: World Health Organization; 2024",
        "WHO does not endorse this application.",
    ] {
        assert!(
            who5.file.licence.words.contains(said) && who5.form.as_ref().unwrap().copyright.contains(said)
        );
    }
}

#[test]
fn g1_who5_has_the_words_it_had_in_this_version() {
    let library = with_pack();
    let form = library.measure("who-5").unwrap().form.as_ref().unwrap();
    assert_eq!(
        (form.version.as_str(), fingerprint(form)),
        ("1", 0x703e_eab0_c1c9_2c32),
        "a changed form needs a new version"
    );
}

#[test]
fn who5_the_index_is_the_raw_score_times_4_and_higher_is_better() {
    let library = with_pack();
    let who5 = library.measure("who-5").unwrap();
    assert_eq!(total(who5, "index", &all(who5, &[5; 5])), points(100));
    assert_eq!(total(who5, "index", &all(who5, &[3, 3, 3, 2, 2])), points(52), "raw 13 is not below 50");
    assert_eq!(total(who5, "index", &all(who5, &[5; 4])), Total::NotEnough { answered: 4, of: 5 });
    let scale = &who5.file.scoring.scales[0];
    assert_eq!(scale.better, Some(Better::Higher));
    assert_eq!(scale.cuts.iter().map(|cut| cut.at).collect::<Vec<_>>(), [50, 28]);
    assert_eq!((scale.reliable.as_ref(), scale.felt.as_ref().unwrap().at), (None, 10));
    assert!(score(who5, &all(who5, &[0; 5])).safety.is_empty());
}
