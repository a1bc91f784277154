//! jrnl's encrypted journals. The files are made here, from the same primitives, in all the shapes that are met.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod writer;

use hearken_seal::{ForeignError, looks_like_encrypted_jrnl, open_jrnl};
use proptest::{collection::vec, prelude::*};
use writer::{SALT, base64, fernet_key, header, token, url, version_1, version_3};

const JOURNAL: &str = "[2026-01-05 09:07:00 PM] A door, and somebody behind it.\nNothing else. #part Grüße\n";
const PASSPHRASE: &str = "good river extra stone";

fn opened(file: &[u8]) -> String {
    let text = open_jrnl(file, PASSPHRASE).unwrap_or_else(|error| panic!("{error}"));
    String::from_utf8(text.to_vec()).unwrap()
}

#[test]
fn version_3_opens_with_either_kind_of_header() {
    let token = token(JOURNAL, &fernet_key(PASSPHRASE, &SALT));
    let with_more_keys = format!(r#"{{"kdf": {{"rounds": 1}}, "salt": "{}", "x": null}}"#, url(&SALT));
    for header in [base64(header().as_bytes(), b"+/"), header(), with_more_keys] {
        let file = version_3(&header, &token);
        assert!(looks_like_encrypted_jrnl(&file), "{header}");
        assert_eq!(opened(&file), JOURNAL, "{header}");
    }
}

#[test]
fn version_2_opens_with_the_salt_that_everybody_shares() {
    let salt = 0xf2d5_710e_c18d_2ede_dc8e_3674_8904_cef8_u128.to_be_bytes();
    let token = token(JOURNAL, &fernet_key(PASSPHRASE, &salt));
    assert!(looks_like_encrypted_jrnl(token.as_bytes()));
    for file in [token.clone(), format!("{token}\n"), format!("{token} \r\n\n")] {
        assert_eq!(opened(file.as_bytes()), JOURNAL);
    }
}

#[test]
fn a_line_end_behind_a_version_3_token_does_no_harm() {
    let token = token(JOURNAL, &fernet_key(PASSPHRASE, &SALT)) + "\n";
    assert_eq!(opened(&version_3(&base64(header().as_bytes(), b"+/"), &token)), JOURNAL);
}

#[test]
fn version_1_opens_with_either_kind_of_padding() {
    let padding = 16 - JOURNAL.len() % 16;
    let pkcs7 = [JOURNAL.as_bytes(), &vec![u8::try_from(padding).unwrap(); padding]].concat();
    let blanks = [JOURNAL.as_bytes(), &vec![b' '; padding]].concat();
    for padded in [pkcs7, blanks] {
        let file = version_1(&padded, PASSPHRASE);
        assert!(!looks_like_encrypted_jrnl(&file));
        assert_eq!(opened(&file), JOURNAL);
    }
    assert_eq!(opened(&version_1(&[16; 16], PASSPHRASE)), "");
    assert_eq!(opened(&version_1(&[b' '; 16], PASSPHRASE)), "");
}

#[test]
fn a_wrong_passphrase_opens_no_journal() {
    let key = fernet_key(PASSPHRASE, &SALT);
    let files = [
        version_3(&header(), &token(JOURNAL, &key)),
        token(JOURNAL, &key).into_bytes(), // right passphrase, but not version 2's salt
        version_1(&[b"x".repeat(40), vec![8; 8]].concat(), "another"),
    ];
    for file in files {
        assert_eq!(open_jrnl(&file, "good river extra stones").err(), Some(ForeignError::WrongPassphrase));
    }
    assert_eq!(
        open_jrnl(token(JOURNAL, &key).as_bytes(), PASSPHRASE).err(),
        Some(ForeignError::WrongPassphrase)
    );
}

#[test]
fn text_that_is_no_text_means_a_wrong_passphrase() {
    let nonsense = [&[0xff; 15][..], &[1]].concat();
    let unpadded = b"sixteen letters.";
    let half_padded = b"thirteen let\x03\x02\x03\x03";
    for padded in [nonsense.as_slice(), unpadded, half_padded] {
        let file = version_1(padded, PASSPHRASE);
        assert_eq!(open_jrnl(&file, PASSPHRASE).err(), Some(ForeignError::WrongPassphrase));
    }
}

#[test]
fn a_changed_token_is_refused() {
    let mut file = version_3(&header(), &token(JOURNAL, &fernet_key(PASSPHRASE, &SALT)));
    let middle = file.len() - 60;
    file[middle] = if file[middle] == b'A' { b'B' } else { b'A' };
    assert_eq!(open_jrnl(&file, PASSPHRASE).err(), Some(ForeignError::WrongPassphrase));
}

#[test]
fn files_that_are_no_journals_are_told_apart() {
    let token = token(JOURNAL, &fernet_key(PASSPHRASE, &SALT));
    let files: [(&str, Vec<u8>); 10] = [
        ("empty", Vec::new()),
        ("only the magic", b"JRNLv3".to_vec()),
        ("header longer than the file", b"JRNLv3\xff\xff{}".to_vec()),
        ("header without a salt", version_3("{}", &token)),
        ("header that is no JSON", version_3("salt", &token)),
        ("salt that is too short", version_3(r#"{"salt": "AAAA"}"#, &token)),
        ("token that is no base64", version_3(&header(), "gAAAAA*")),
        ("token cut short", version_3(&header(), "gAAAAABp")),
        ("token of another version", version_3(&header(), &url(&[0x81; 73]))),
        ("not in blocks of sixteen", vec![7; 40]),
    ];
    for (name, file) in files {
        assert_eq!(open_jrnl(&file, PASSPHRASE).err(), Some(ForeignError::Malformed), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_at_all_can_be_tried(bytes in vec(any::<u8>(), 0..200), magic in 0..3_usize) {
        let file = [[b"JRNLv3".as_slice(), b"gAAAAA", b""][magic], &bytes].concat();
        prop_assert_eq!(looks_like_encrypted_jrnl(&file), magic < 2);
        prop_assert!(magic == 2 || open_jrnl(&file, PASSPHRASE).is_err());
    }
}
