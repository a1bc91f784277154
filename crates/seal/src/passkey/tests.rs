//! An authenticator of our own signs, and everything that could be wrong with what it signs is refused.

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use proptest::prelude::*;

use super::*;

const ORIGIN: &str = "https://notes.example";
const HOST: &str = "notes.example";
const CHALLENGE: [u8; 32] = [7; 32];

fn expected() -> Expected<'static> {
    Expected { challenge: &CHALLENGE, origin: ORIGIN, host: HOST }
}

fn client(kind: &str, challenge: &[u8; 32], origin: &str) -> Vec<u8> {
    let challenge = base64::encode_url(challenge);
    format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#)
        .into_bytes()
}

fn data(host: &str, flags: u8, counter: u32) -> Vec<u8> {
    [sha256(&[host.as_bytes()]).as_slice(), &[flags], &counter.to_be_bytes()].concat()
}

fn key_pair() -> EcdsaKeyPair {
    EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap()
}

/// The COSE map of a key of P-256.
fn cose(pair: &EcdsaKeyPair) -> Vec<u8> {
    let point = pair.public_key().as_ref();
    [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], &point[1..33], &[0x22, 0x58, 32], &point[33..]].concat()
}

fn new_data(credential: &[u8], key: &[u8]) -> Vec<u8> {
    let length = u16::try_from(credential.len()).unwrap().to_be_bytes();
    [&data(HOST, PRESENT | VERIFIED | WITH_KEY, 0), [0; 16].as_slice(), &length, credential, key].concat()
}

fn made(pair: &EcdsaKeyPair) -> NewPasskey {
    let client = client("webauthn.create", &CHALLENGE, ORIGIN);
    NewPasskey::read(&client, &new_data(b"credential", &cose(pair)), &expected()).ok().unwrap()
}

fn sign(pair: &EcdsaKeyPair, client: &[u8], data: &[u8]) -> Vec<u8> {
    let signed = [data, &sha256(&[client])].concat();
    pair.sign(&SystemRandom::new(), &signed).unwrap().as_ref().to_vec()
}

/// What comes of an assertion whose parts are those.
fn answer(pair: &EcdsaKeyPair, client: &[u8], data: &[u8]) -> Result<u32, PasskeyFault> {
    let signature = sign(pair, client, data);
    Assertion { client_data: client, authenticator_data: data, signature: &signature }
        .check(&made(pair).public, &expected())
}

#[test]
fn what_a_passkey_signs_here_is_accepted() {
    let pair = key_pair();
    let new = made(&pair);
    assert_eq!((new.credential.as_slice(), new.counter), (b"credential".as_slice(), 0));
    let client = client("webauthn.get", &CHALLENGE, ORIGIN);
    assert_eq!(answer(&pair, &client, &data(HOST, PRESENT | VERIFIED, 41)), Ok(41));
    assert_eq!(challenge_in(&client), Some(CHALLENGE));
    assert_eq!(PasskeyPublic::from_bytes(new.public.bytes()), new.public);
}

#[test]
fn what_was_made_for_something_else_is_refused() {
    let (pair, good) = (key_pair(), data(HOST, PRESENT | VERIFIED, 1));
    let framed =
        String::from_utf8(client("webauthn.get", &CHALLENGE, ORIGIN)).unwrap().replace("false", "true");
    for (what, client) in [
        ("a registration", client("webauthn.create", &CHALLENGE, ORIGIN)),
        ("another challenge", client("webauthn.get", &[8; 32], ORIGIN)),
        ("another origin", client("webauthn.get", &CHALLENGE, "https://notes.example.evil.test")),
        ("another scheme", client("webauthn.get", &CHALLENGE, "http://notes.example")),
        ("inside another page", framed.into_bytes()),
    ] {
        assert_eq!(answer(&pair, &client, &good), Err(PasskeyFault::Elsewhere), "{what}");
    }
    let client = client("webauthn.get", &CHALLENGE, ORIGIN);
    let of_another_host = data("evil.test", PRESENT | VERIFIED, 1);
    assert_eq!(answer(&pair, &client, &of_another_host), Err(PasskeyFault::Elsewhere));
    for flags in [0, PRESENT, VERIFIED] {
        assert_eq!(answer(&pair, &client, &data(HOST, flags, 1)), Err(PasskeyFault::NotVerified));
    }
}

#[test]
fn another_passkeys_signature_and_changed_bytes_are_refused() {
    let (pair, client, data) =
        (key_pair(), client("webauthn.get", &CHALLENGE, ORIGIN), data(HOST, PRESENT | VERIFIED, 1));
    let signature = sign(&pair, &client, &data);
    let check = |public: &PasskeyPublic, data: &[u8], signature: &[u8]| {
        Assertion { client_data: &client, authenticator_data: data, signature }.check(public, &expected())
    };
    let public = made(&pair).public;
    assert_eq!(check(&public, &data, &signature), Ok(1));
    assert_eq!(check(&made(&key_pair()).public, &data, &signature), Err(PasskeyFault::Signature));
    let mut later = data.clone();
    later[36] = 9;
    assert_eq!(check(&public, &later, &signature), Err(PasskeyFault::Signature), "a counter set forward");
    assert_eq!(check(&public, &data, &signature[1..]), Err(PasskeyFault::Signature));
    for none in [&[][..], &[9; 66], &[1; 66], &[3, 1]] {
        assert_eq!(check(&PasskeyPublic::from_bytes(none), &data, &signature), Err(PasskeyFault::Signature));
    }
}

#[test]
fn each_kind_of_key_is_read_and_no_other() {
    let pair = Ed25519KeyPair::generate().unwrap();
    let cose = [&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32], pair.public_key().as_ref()].concat();
    let public = Reader::new(&cose).public().unwrap();
    assert!(public.has_signed(b"text", pair.sign(b"text").as_ref()));
    assert!(!public.has_signed(b"other", pair.sign(b"text").as_ref()));
    let rsa =
        [&[0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0], [0xc1; 256].as_slice(), &[0x21, 0x43, 1, 0, 1]]
            .concat();
    assert_eq!(Reader::new(&rsa).public().unwrap().bytes().len(), 1 + 2 + 256 + 3);
    assert!(!Reader::new(&rsa).public().unwrap().has_signed(b"text", &[0; 256]));
    let es384 = [0xa3, 1, 2, 3, 0x38, 0x22, 0x20, 2];
    assert_eq!(Reader::new(&es384).public(), Err(PasskeyFault::Algorithm));
}

#[test]
fn a_new_passkey_that_is_cut_short_is_refused() {
    let (whole, client) =
        (new_data(b"credential", &cose(&key_pair())), client("webauthn.create", &CHALLENGE, ORIGIN));
    for length in 0..whole.len() {
        let cut = NewPasskey::read(&client, &whole[..length], &expected()).err();
        assert_eq!(cut, Some(PasskeyFault::Malformed), "{length} bytes");
    }
    let none = NewPasskey::read(&client, &new_data(b"", &cose(&key_pair())), &expected()).err();
    assert_eq!(none, Some(PasskeyFault::Malformed), "without an id");
    assert_eq!(NewPasskey::read(b"{", &whole, &expected()).err(), Some(PasskeyFault::Malformed));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(client: Vec<u8>, bytes: Vec<u8>, json in "\\PC{0,80}") {
        let _ = NewPasskey::read(&client, &bytes, &expected());
        let _ = Reader::new(&bytes).public();
        let _ = challenge_in(json.as_bytes());
        let public = PasskeyPublic::from_bytes(&bytes);
        let _ = Assertion { client_data: &client, authenticator_data: &bytes, signature: &bytes }.check(&public, &expected());
    }
}
