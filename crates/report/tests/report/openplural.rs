//! OpenPlural, in.

use hearken_core::{
    bonds::BondKind,
    parts::{OwnValue, Role},
    pictures::{Picture, PictureKind},
};
use hearken_report::import::{Format, ImportError, ImportOptions, Take};
use serde_json::{Value, json};

use crate::{
    common::{self, Folder, zip_of},
    plural::{ALL, bonds, bring_in, brought_in, entry, group, kept, own, part, read, sample, taking},
};

const OP: Format = Format::OpenPlural;

#[test]
fn members_become_parts_with_their_roles() {
    let (notebook, report) = brought_in(&sample("openplural.json"), OP, Take::USUAL);
    let (_, keeper) = part(&notebook, "Keeper");
    assert_eq!((keeper.role, keeper.hidden, keeper.felt_age.as_str()), (Role::Manager, false, "old"));
    assert_eq!((keeper.notes.as_str(), keeper.colour.as_deref()), ("Keeps the light.", Some("#ff8800")));
    assert_eq!(own(keeper, "Birthday").as_deref(), Some("5 March"));
    let (_, gull) = part(&notebook, "Gull");
    assert!(gull.hidden, "a bare word that is not public");
    assert_eq!(gull.source.as_ref().expect("a source").id, "members/9007199254740993");
    assert_eq!(own(gull, "Birthday").as_deref(), Some("1990-07-01"));
    let (_, tide) = part(&notebook, "Tide");
    assert!(tide.hidden, "said to be public, and never to be shared");
    assert_eq!(own(tide, "Birthday").as_deref(), Some("5 March"), "a hidden year stays hidden");
    assert_eq!((report.of("part").imported, report.of("state").preserved_only), (3, 1));
}

#[test]
fn fields_keep_their_types() {
    let (notebook, report) = brought_in(&sample("openplural.json"), OP, Take::USUAL);
    let (_, keeper) = part(&notebook, "Keeper");
    let value =
        |name: &str| keeper.own_fields.iter().find(|field| field.name == name).map(|field| &field.value);
    assert!(
        matches!(value("Tea"), Some(OwnValue::Choice { options, chosen }) if options.len() == 2 && chosen == "green")
    );
    assert_eq!(value("Lamps"), Some(&OwnValue::Number("7".to_owned())));
    assert_eq!(value("Afraid of fog"), Some(&OwnValue::YesNo(Some(true))));
    assert_eq!(
        value("Odd"),
        Some(&OwnValue::Text(r#"{"a":[1]}"#.to_owned())),
        "an unknown type is kept as it is"
    );
    assert_eq!((value("First light"), keeper.private.as_str()), (None, "First light: 2026-01-01"));
    assert_eq!(report.count_of("field-without-name"), 1);
}

#[test]
fn relationships_become_bonds_once_each() {
    let (notebook, report) = brought_in(&sample("openplural.json"), OP, Take::USUAL);
    let keeper = part(&notebook, "Keeper").0;
    let bonds = bonds(&notebook);
    let kinds: Vec<_> = bonds.iter().map(|bond| bond.kind.clone()).collect();
    let own =
        |name: &str, inverse: &str| BondKind::Own { name: name.to_owned(), inverse: inverse.to_owned() };
    assert_eq!(
        kinds,
        [BondKind::Protects, BondKind::Conflict, own("teaches", "is taught by"), own("rows with", "")]
    );
    assert!(bonds.iter().all(|bond| bond.from == keeper));
    assert_eq!((bonds[0].over.as_str(), bonds[0].since.as_str()), ("at night", "2025-01-01"));
    assert!(bonds[2].ended.is_some());
    assert_eq!((report.count_of("bond-twice"), report.count_of("bond-to-itself")), (1, 1));
    assert_eq!((report.of("bond").failed, report.count_of("deleted-there")), (2, 1));
}

#[test]
fn groups_and_notes_are_tied_and_what_dangles_is_said() {
    let (notebook, report) = brought_in(&sample("openplural.json"), OP, Take::USUAL);
    let (pier, group_of_pier) = group(&notebook, "Pier");
    assert_eq!(group_of_pier.parts, [part(&notebook, "Keeper").0, part(&notebook, "Gull").0]);
    assert_eq!(group(&notebook, "End of the pier").1.within, Some(pier));
    let note = notebook.journal().next().expect("a note").1;
    assert_eq!((note.parts.as_slice(), note.hidden), (&[part(&notebook, "Keeper").0][..], true));
    assert!(report.count_of("dangling-reference") >= 3);
}

#[test]
fn history_is_read_from_periods_alone() {
    let (notebook, _) = brought_in(&sample("openplural.json"), OP, ALL);
    let day = entry(&notebook, "Who was in front");
    assert_eq!(day.body, "10:00–11:00 Keeper\n12:00– (still, when this was written) Asleep");
}

#[test]
fn what_has_no_place_is_kept_with_its_record_or_its_system() {
    let (notebook, report) = brought_in(&sample("openplural.json"), OP, Take::USUAL);
    let (_, keeper) = part(&notebook, "Keeper");
    let beside = kept(keeper.source.as_ref());
    assert_eq!(
        (&beside["extensions"]["sheaf"]["shelf"], &beside["asset"]["data_base64"]),
        (&json!(3), &json!("Zm9v"))
    );
    let whole = kept(group(&notebook, "Harbour").1.source.as_ref());
    let rest = &whole["file"];
    assert_eq!(rest["chat"]["messages"][0]["body"], "kept whole");
    assert_eq!((&rest["something_new"]["a"], &rest["members"][0]["id"]), (&json!(1), &json!("m4")));
    assert_eq!(rest["front_periods"].as_array().map(Vec::len), Some(2));
    assert_eq!(whole["extensions"]["sheaf"]["colour_of_day"], "blue");
    assert_eq!((report.count_of("picture-kept"), report.count_of("their-warnings")), (1, 1));
}

#[test]
fn a_picture_becomes_one_of_ours_when_somebody_can_make_it() {
    fn make(bytes: &[u8]) -> Option<Picture> {
        let bytes = bytes.to_vec();
        Some(Picture {
            kind: PictureKind::Png,
            width: 1,
            height: 1,
            bytes,
            extra: hearken_core::Extra::default(),
        })
    }
    let options = ImportOptions { picture: Some(make), ..taking(Take::USUAL) };
    let import = common::read_bytes(sample("openplural.json").to_string(), OP, &options).expect("a file");
    assert_eq!(import.report.of("media").imported, 1);
    let mut notebook = hearken_core::Notebook::default();
    common::carry_out(common::plan(import, &notebook), &mut notebook);
    let (_, keeper) = part(&notebook, "Keeper");
    let picture = notebook.get::<Picture>(keeper.picture.expect("it has one")).expect("it is here");
    assert_eq!(picture.bytes, b"foo");
}

#[test]
fn the_same_file_again_and_the_same_parts_from_elsewhere_are_not_doubled() {
    let (mut notebook, _) = brought_in(&sample("openplural.json"), OP, Take::USUAL);
    let count = notebook.records().count();
    assert_eq!(bring_in(&sample("openplural.json"), OP, Take::USUAL, &mut notebook).total().imported, 0);
    assert_eq!(notebook.records().count(), count);
    let (mut other, _) = brought_in(&sample("pluralkit.json"), Format::PluralKit, Take::USUAL);
    let watcher = part(&other, "Watcher").0;
    bring_in(&sample("openplural.json"), OP, Take::USUAL, &mut other);
    assert_eq!(part(&other, "Keeper").0, watcher, "known by where it came from before");
}

#[test]
fn either_name_of_the_version_will_do_and_no_other_version_will() {
    let file = |version: Value| {
        let mut file = json!({"members": null, "systems": []});
        file.as_object_mut().expect("an object").extend(version.as_object().expect("an object").clone());
        read(&file, OP, Take::USUAL)
    };
    assert!(file(json!({"pluralport_version": "0.1"})).is_ok());
    assert!(file(json!({"openplural_version": "0.1"})).is_ok());
    assert!(
        file(json!({"pluralport_version": "0.1", "openplural_version": "9"})).is_ok(),
        "the old name loses"
    );
    for other in [
        json!({"pluralport_version": "0.2"}),
        json!({"openplural_version": 0.1}),
        json!({"pluralport_version": null}),
    ] {
        assert!(matches!(file(other.clone()), Err(ImportError::OtherVersion)), "{other}");
    }
    assert!(matches!(file(json!({})), Err(ImportError::OtherFormat)));
}

#[test]
fn both_kinds_of_zip_are_read_with_their_pictures() {
    let member = |asset: Value| {
        json!({"openplural_version": "0.1", "assets": [asset],
               "members": [{"id": "m", "name": "A", "avatar_asset_id": "a", "privacy": {"visibility": "public"}}]})
        .to_string()
    };
    let sheaf =
        member(json!({"id": "a", "kind": "image", "extensions": {"sheaf": {"bundle_path": "assets/x"}}}));
    let space = member(json!({"id": "a", "kind": "image", "uri": "media/x.png"}));
    for files in [
        vec![("openplural.json", sheaf.as_bytes()), ("assets/x", b"foo")],
        vec![
            ("manifest.json", br#"{"format":"openplural"}"#),
            ("systems/one/openplural.json", space.as_bytes()),
            ("systems/one/media/x.png", b"foo"),
        ],
    ] {
        let folder = Folder::new();
        let import = common::read(&folder.put("x.zip", zip_of(&files)), OP).expect("a bundle");
        let mut notebook = hearken_core::Notebook::default();
        common::carry_out(common::plan(import, &notebook), &mut notebook);
        assert_eq!(kept(part(&notebook, "A").1.source.as_ref())["asset"]["data_base64"], "Zm9v");
    }
}

#[test]
fn a_program_that_is_known_to_lose_words_is_named_as_such() {
    let mut file = sample("openplural.json");
    file["producer"]["app"] = json!("PluralSpace");
    let (_, report) = brought_in(&file, OP, Take::USUAL);
    assert_eq!(report.count_of("take-the-original"), 1);
}
