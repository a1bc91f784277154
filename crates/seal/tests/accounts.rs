//! The account's key pair: what is sealed to it (vault keys, held words) opens for it alone.

use hearken_seal::{AccountPublic, AccountSecret, Id, KdfParams, SealError, SessionSecret, VaultKey};
use proptest::{collection::vec, prelude::*, sample::Index};

const ACCOUNT: Id = [1; 16];
const VAULT: Id = [2; 16];

fn unwrap(wrapped: &[u8], secret: &AccountSecret, key: &VaultKey) -> Result<VaultKey, SealError> {
    VaultKey::unwrap(wrapped, secret, ACCOUNT, VAULT, key.epoch(), &key.commitment())
}

#[test]
fn a_member_unwraps_the_vault_key_and_opens_with_it() {
    let (secret, key) = (AccountSecret::make(), VaultKey::make(VAULT, 4));
    let wrapped = key.wrap_to(&secret.public(), ACCOUNT);
    assert_eq!(wrapped.len(), 1170);
    let unwrapped = unwrap(&wrapped, &secret, &key).ok().unwrap();
    let draft = key.seal_draft([3; 16], b"words");
    assert_eq!(&unwrapped.open_draft([3; 16], &draft).ok().unwrap()[..], b"words");
}

#[test]
fn somebody_else_unwraps_nothing() {
    let key = VaultKey::make(VAULT, 4);
    let wrapped = key.wrap_to(&AccountSecret::make().public(), ACCOUNT);
    assert_eq!(unwrap(&wrapped, &AccountSecret::make(), &key).err(), Some(SealError::Open));
}

#[test]
fn a_public_key_survives_its_bytes() {
    let public = AccountSecret::make().public();
    let bytes = public.bytes();
    assert_eq!(bytes.len(), 1216);
    assert!(AccountPublic::from_bytes(&bytes).ok().unwrap() == public);
    assert!(AccountSecret::make().public() != public);
}

#[test]
fn bytes_that_are_no_public_key_are_refused() {
    let bytes = AccountSecret::make().public().bytes();
    // Coefficients of an ML-KEM key are below 3329; all ones are not.
    let impossible = [&[0xff; 1184], &bytes[1184..]].concat();
    for wrong in [&bytes[..1215], &[bytes.as_slice(), &[0]].concat(), &[], &impossible] {
        assert_eq!(
            AccountPublic::from_bytes(wrong).err(),
            Some(SealError::Malformed),
            "{} bytes",
            wrong.len()
        );
    }
}

#[test]
fn a_cookie_is_read_in_its_one_spelling_only() {
    let session = SessionSecret::make();
    let cookie = session.to_cookie();
    assert_eq!(cookie.len(), 43);
    assert_eq!(SessionSecret::from_cookie(&cookie).unwrap().id_hash(), session.id_hash());
    let zeros = "A".repeat(43);
    assert!(SessionSecret::from_cookie(&zeros).is_some());
    for wrong in
        ["", "A", &zeros[1..], &format!("{zeros}="), &format!("{zeros}A"), &format!("{}B", &zeros[1..])]
    {
        assert!(SessionSecret::from_cookie(wrong).is_none(), "{wrong:?}");
    }
    for wrong in ["+", "/", " ", "\n"] {
        assert!(SessionSecret::from_cookie(&format!("{wrong}{}", &zeros[1..])).is_none(), "{wrong:?}");
    }
    assert!(SessionSecret::from_cookie(&"ä".repeat(21)).is_none());
}

#[test]
fn a_code_stands_for_one_secret_and_another_code_for_another() {
    let secret = |code| SessionSecret::from_code(code, KdfParams::FLOOR);
    assert_eq!(secret("ABCDE12345").id_hash(), secret("ABCDE12345").id_hash());
    assert_ne!(secret("ABCDE12345").id_hash(), secret("ABCDE12346").id_hash());
    let sealed = secret("ABCDE12345").seal_beside(ACCOUNT, [6; 16], 0, b"words");
    assert!(secret("ABCDE12345").open_beside(ACCOUNT, [6; 16], 0, &sealed).is_ok());
    assert!(secret("ABCDE12346").open_beside(ACCOUNT, [6; 16], 0, &sealed).is_err());
}

#[test]
fn what_the_database_knows_of_a_session_is_not_its_cookie() {
    let session = SessionSecret::make();
    assert!(SessionSecret::from_cookie(&session.to_cookie()).unwrap().id_hash() == session.id_hash());
    let sealed = session.seal_account(&AccountSecret::make(), ACCOUNT);
    assert_eq!(sealed.len(), 62);
    assert_eq!(SessionSecret::make().open_account(&sealed, ACCOUNT).err(), Some(SealError::Open));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn held_words_open_for_the_person_they_were_sealed_to(
        (account, ticket) in any::<(Id, Id)>(),
        text in vec(any::<u8>(), 0..2000),
    ) {
        let secret = AccountSecret::make();
        let sealed = secret.public().seal_held(account, ticket, &text);
        prop_assert_eq!(&secret.open_held(account, ticket, &sealed).ok().unwrap()[..], text.as_slice());
        prop_assert_eq!(secret.open_held(ticket, account, &sealed).is_ok(), account == ticket);
        prop_assert_eq!(AccountSecret::make().open_held(account, ticket, &sealed).err(), Some(SealError::Open));
    }

    #[test]
    fn a_session_opens_the_account_it_was_made_for((account, other) in any::<(Id, Id)>()) {
        let (secret, session) = (AccountSecret::make(), SessionSecret::make());
        let sealed = session.seal_account(&secret, account);
        let returned = SessionSecret::from_cookie(&session.to_cookie()).unwrap();
        prop_assert!(returned.open_account(&sealed, account).ok().unwrap().public() == secret.public());
        prop_assert_eq!(returned.open_account(&sealed, other).is_ok(), account == other);
    }

    #[test]
    fn what_a_session_keeps_beside_opens_in_its_place_alone(
        (account, name, other) in any::<(Id, Id, Id)>(),
        piece in any::<u32>(),
        text in vec(any::<u8>(), 0..2000),
    ) {
        let session = SessionSecret::make();
        let sealed = session.seal_beside(account, name, piece, &text);
        let returned = SessionSecret::from_cookie(&session.to_cookie()).unwrap();
        prop_assert_eq!(&returned.open_beside(account, name, piece, &sealed).unwrap()[..], text.as_slice());
        prop_assert_eq!(session.open_beside(account, other, piece, &sealed).is_ok(), name == other);
        prop_assert_eq!(session.open_beside(other, name, piece, &sealed).is_ok(), account == other);
        prop_assert!(session.open_beside(account, name, piece ^ 1, &sealed).is_err());
        prop_assert!(SessionSecret::make().open_beside(account, name, piece, &sealed).is_err());
    }

    #[test]
    fn any_flipped_bit_refuses(at in any::<Index>(), bit in 0..8_u32) {
        let (secret, session, key) = (AccountSecret::make(), SessionSecret::make(), VaultKey::make(VAULT, 1));
        let flip = |mut bytes: Vec<u8>| {
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            bytes
        };
        prop_assert!(unwrap(&flip(key.wrap_to(&secret.public(), ACCOUNT)), &secret, &key).is_err());
        let held = secret.public().seal_held(ACCOUNT, [5; 16], b"words");
        prop_assert!(secret.open_held(ACCOUNT, [5; 16], &flip(held)).is_err());
        prop_assert!(session.open_account(&flip(session.seal_account(&secret, ACCOUNT)), ACCOUNT).is_err());
        let beside = flip(session.seal_beside(ACCOUNT, [6; 16], 0, b"words"));
        prop_assert!(session.open_beside(ACCOUNT, [6; 16], 0, &beside).is_err());
        prop_assert!(key.open_draft([5; 16], &flip(key.seal_draft([5; 16], b"words"))).is_err());
    }
}
