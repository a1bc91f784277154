//! G1 and section 0 of the notes: words, order and options are what they were, and their terms stand with them.

use hearken_content::library;
use hearken_measures::{Form, Item};

use crate::answering::measure;

/// A fingerprint of every text and option of each form, in order. Changing one of these is a new version of the form: old
/// answers were given to other words.
const FINGERPRINTS: &[(&str, &str, u64)] = &[
    ("phq-9", "1", 0x167b_0fd7_4867_0f14),
    ("gad-7", "1", 0xa614_9148_c30f_dd86),
    ("phq-2", "1", 0x154c_9df5_7714_9b5c),
    ("gad-2", "1", 0x73dc_076b_6668_e46e),
    ("pcl-5", "1", 0xe95a_68ea_63a4_bd48),
    ("pc-ptsd-5", "1", 0xd544_26a4_c924_4f30),
    ("asq", "1", 0xd2c8_a609_169f_b44d),
    ("dass-21", "1", 0x52ef_ee87_b358_d9a4),
    ("suds", "1", 0x7ad1_9886_bc4a_4104),
    ("dissociation", "1", 0x767c_6dfc_4eed_3e13),
    ("reflection", "1", 0xa698_7a7f_5b0d_b1ec),
    ("self-energy", "1", 0xb257_841d_c70e_e093),
    ("moaas", "trapezius-squeeze-0-to-5.1", 0xd4ec_dd92_84ea_7460),
];

/// FNV-1a, 64 bits.
pub(crate) fn fingerprint(form: &Form) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for item in form.all_items() {
        [&item.link_id, &item.prefix, &item.text].into_iter().for_each(|text| take(text));
        for choice in &item.options {
            [&choice.coding.system, &choice.coding.code, &choice.label]
                .into_iter()
                .for_each(|text| take(text));
            take(&choice.whole().map_or(String::new(), |value| value.to_string()));
        }
    }
    hash
}

#[test]
fn g1_words_order_and_options_are_what_they_were_in_this_version() {
    let forms = library().measures.iter().filter_map(|measure| Some((measure.id(), measure.form.as_ref()?)));
    let now: Vec<_> = forms.map(|(id, form)| (id, form.version.as_str(), fingerprint(form))).collect();
    assert_eq!(now, FINGERPRINTS, "a changed form needs a new version, and its fingerprint here");
}

#[test]
fn g1_the_fingerprint_sees_a_word_an_order_and_an_option() {
    let form = measure("phq-9").form.as_ref().unwrap();
    let changed = |change: fn(&mut Vec<Item>)| {
        let mut other = form.clone();
        change(&mut other.items[0].items);
        fingerprint(&other) != fingerprint(form)
    };
    assert!(changed(|items| items[0].text.push('.')));
    assert!(changed(|items| items.swap(5, 6)));
    assert!(changed(|items| items[0].options.swap(0, 1)));
    assert!(changed(|items| items[0].options[0].label = "Not at all sure".to_owned()));
}

#[test]
fn every_form_is_offered_in_a_deliberate_order() {
    let ids: Vec<&str> = library().measures.iter().map(hearken_content::Measure::id).collect();
    let wanted = [
        "phq-9",
        "gad-7",
        "phq-2",
        "gad-2",
        "pcl-5",
        "pc-ptsd-5",
        "asq",
        "c-ssrs",
        "dass-21",
        "suds",
        "dissociation",
        "reflection",
        "self-energy",
        "moaas",
    ];
    assert_eq!(ids, wanted);
    let not_offered = library().measures.iter().filter(|measure| !measure.is_offered());
    assert!(not_offered.map(hearken_content::Measure::id).eq(["c-ssrs"]));
}

fn links(form: &Form) -> Vec<&str> {
    form.questions(&[]).map(|item| item.link_id.as_str()).collect()
}

#[test]
fn phq9_is_named_as_loinc_and_lhc_forms_name_it() {
    let form = measure("phq-9").form.as_ref().unwrap();
    assert_eq!((form.url.as_str(), form.codes[0].code.as_str()), ("http://loinc.org/q/44249-1", "44249-1"));
    let wanted = [
        "/44250-9", "/44255-8", "/44259-0", "/44254-1", "/44251-7", "/44258-2", "/44252-5", "/44253-3",
        "/44260-8", "/69722-7",
    ];
    assert_eq!(links(form), wanted, "in the order of the items, not of the codes");
    for item in form.questions(&[]) {
        assert_eq!(format!("/{}", item.codes[0].code), item.link_id);
        assert_eq!(item.required, item.link_id != "/69722-7");
    }
    let codes = |item: &str| {
        let options = &form.item(item).unwrap().options;
        options.iter().map(|one| (one.coding.code.clone(), one.whole())).collect::<Vec<_>>()
    };
    let pairs =
        |codes: [&str; 4]| codes.into_iter().map(str::to_owned).zip((0..4).map(Some)).collect::<Vec<_>>();
    assert_eq!(codes("/44260-8"), pairs(["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"]));
    assert_eq!(
        codes("/69722-7"),
        pairs(["LA6572-7", "LA6573-5", "LA6575-0", "LA6574-3"]),
        "not in numeric order"
    );
}

#[test]
fn gad7_is_named_as_loinc_names_it() {
    let form = measure("gad-7").form.as_ref().unwrap();
    assert_eq!(form.codes[0].code, "69737-5");
    let wanted = ["/69725-0", "/68509-9", "/69733-4", "/69734-2", "/69735-9", "/69689-8", "/69736-7"];
    assert_eq!(links(form), wanted);
    assert!(form.questions(&[]).all(|item| item.options[0].label == "Not at all"));
}

#[test]
fn what_has_no_verified_loinc_code_has_one_of_our_own() {
    for id in
        ["pcl-5", "dass-21", "moaas", "suds", "dissociation", "reflection", "self-energy", "pc-ptsd-5", "asq"]
    {
        let form = measure(id).form.as_ref().unwrap();
        assert_eq!(form.url, format!("urn:hearken:measures:{id}"));
        for item in form.questions(&[]) {
            assert!(
                item.codes
                    .iter()
                    .all(|code| code.system == "urn:hearken:measures" && code.code == item.link_id)
            );
        }
    }
}

#[test]
fn every_form_has_a_version_a_language_and_its_terms() {
    for measure in &library().measures {
        let Some(form) = &measure.form else { continue };
        assert_eq!(form.language, "en", "{}", measure.id());
        assert!(
            !form.version.is_empty() && form.copyright.contains(&measure.file.licence.words),
            "{}",
            measure.id()
        );
    }
    assert!(
        measure("phq-9")
            .file
            .licence
            .words
            .contains("No permission required to reproduce, translate, display or distribute.")
    );
}

#[test]
fn the_words_before_the_questions_stand_around_them_letter_for_letter() {
    let stem = |id: &str| measure(id).form.as_ref().unwrap().item("stem").unwrap().text.as_str();
    for id in ["phq-9", "phq-2", "gad-7", "gad-2"] {
        assert_eq!(
            stem(id),
            "Over the last 2 weeks, how often have you been bothered by any of the following problems?"
        );
    }
    assert_eq!(stem("pcl-5"), "In the past month, how much were you bothered by:");
    for id in ["phq-9", "gad-7", "phq-2", "gad-2", "pcl-5"] {
        assert!(
            stem(id).starts_with(&measure(id).file.recall),
            "the recall period is in its own words: {id}"
        );
    }
}
