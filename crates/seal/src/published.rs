//! Known answers, T17: what each primitive must give, as others published it, through this crate's own doors.
//!
//! `tests/vectors/published/` holds one file for each primitive; its first lines name the source. A line that is
//! `valid` must come out as it stands, an `invalid` one must be refused.

use std::{fs, path::PathBuf};

use crate::{
    KdfParams, RecoveryWords,
    hazmat::{
        aead::AeadKey,
        argon::argon2id,
        hash::{
            hkdf_into, sha256,
            tests::{hex, unhex},
        },
        hpke,
    },
    secret::Secret32,
};

type Check = fn(&[&str]) -> Result<(), String>;

/// Each file, what a line of it is checked with, and how many lines it has at least.
const FILES: [(&str, Check, usize); 6] = [
    ("sha_256.txt", hashes, 5),
    ("hkdf_sha256.txt", derives, 80),
    ("aes_256_gcm_siv.txt", seals_and_opens, 120),
    ("argon2id.txt", stretches, 8),
    ("hpke_x_wing.txt", seals_to_a_recipient, 3),
    ("bip39_english.txt", spells, 8),
];

/// The lines of a file, split at their blanks. A lone hyphen stands for nothing.
pub(crate) fn lines(name: &str) -> Vec<Vec<String>> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/vectors/published", name].iter().collect();
    let text = fs::read_to_string(path).unwrap();
    let vectors = text.lines().filter(|line| !line.starts_with('#'));
    let word = |word: &str| if word == "-" { String::new() } else { word.to_owned() };
    vectors.map(|line| line.split(' ').map(word).collect()).collect()
}

fn same(found: &[u8], expected: &str) -> Result<(), String> {
    if hex(found) == expected { Ok(()) } else { Err(format!("gives {} and not {expected}", hex(found))) }
}

fn secret(text: &str) -> Secret32 {
    Secret32::from_slice(&unhex(text)).unwrap()
}

fn hashes(words: &[&str]) -> Result<(), String> {
    let [_, bytes, times, digest] = words else { return Err("four words".to_owned()) };
    same(&sha256(&[&unhex(bytes).repeat(times.parse().unwrap())]), digest)
}

fn derives(words: &[&str]) -> Result<(), String> {
    let [_, from, salt, info, output] = words else { return Err("five words".to_owned()) };
    let mut target = vec![0; output.len() / 2];
    hkdf_into(&unhex(salt), &unhex(from), &[&unhex(info)], &mut target);
    same(&target, output)
}

fn seals_and_opens(words: &[&str]) -> Result<(), String> {
    let [verdict, key, nonce, context, text, sealed] = words else { return Err("six words".to_owned()) };
    let (key, context) = (AeadKey::new(&secret(key)), unhex(context));
    let opened = key.open(&context, &unhex(&format!("{nonce}{sealed}")));
    if *verdict != "valid" {
        return if opened.is_err() { Ok(()) } else { Err("opens".to_owned()) };
    }
    same(&opened.map_err(|fault| fault.to_string())?, text)?;
    let nonce_bytes = unhex(nonce).try_into().unwrap();
    same(&key.seal_as_published(nonce_bytes, &context, &unhex(text)), &format!("{nonce}{sealed}"))
}

fn stretches(words: &[&str]) -> Result<(), String> {
    let [_, passphrase, salt, memory, passes, lanes, output] = words else {
        return Err("seven words".to_owned());
    };
    let [memory_kib, passes, lanes] = [memory, passes, lanes].map(|number| number.parse().unwrap());
    let params = KdfParams { memory_kib, passes, lanes };
    same(argon2id(&unhex(passphrase), &unhex(salt), params).expose(), output)
}

fn seals_to_a_recipient(words: &[&str]) -> Result<(), String> {
    let [_, seed, public, info, context, text, encapsulated, sealed] = words else {
        return Err("eight words".to_owned());
    };
    same(&hpke::Recipient::of_seed(&secret(seed)).bytes(), public)?;
    let sealed = unhex(&format!("{encapsulated}{sealed}"));
    let opened = hpke::open(&secret(seed), &unhex(info), &unhex(context), &sealed);
    same(&opened.map_err(|fault| fault.to_string())?, text)
}

fn spells(words: &[&str]) -> Result<(), String> {
    let [_, entropy, phrase @ ..] = words else { return Err("two words and more".to_owned()) };
    let read = RecoveryWords::parse(&phrase.join(" ")).map_err(|fault| fault.to_string())?;
    same(read.entropy().expose(), entropy)?;
    if read.words() == phrase { Ok(()) } else { Err("is spelled otherwise".to_owned()) }
}

/// Every line that is not as it should be.
fn faults(name: &str, check: Check, vectors: &[Vec<String>]) -> Vec<String> {
    let complaint = |(at, words): (usize, &Vec<String>)| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        check(&words).err().map(|fault| format!("{name}, vector {}: {fault}", at + 1))
    };
    vectors.iter().enumerate().filter_map(complaint).collect()
}

#[test]
fn every_published_vector_comes_out_as_it_was_published() {
    for (name, check, least) in FILES {
        let vectors = lines(name);
        assert!(vectors.len() >= least, "{name} has {} vectors", vectors.len());
        assert_eq!(faults(name, check, &vectors), Vec::<String>::new());
    }
}

/// The negative control: one digit or one word changed in what must come out, and a good vector called bad.
#[test]
fn a_changed_vector_is_noticed() {
    for (name, check, _) in FILES {
        let mut vector = lines(name).swap_remove(0);
        let last = vector.last_mut().unwrap();
        let other = if name.starts_with("bip39") { "zoo".to_owned() } else { flipped(last) };
        *last = other;
        assert_eq!(faults(name, check, &[vector]).len(), 1, "{name}");
    }
    let mut good = lines("aes_256_gcm_siv.txt").swap_remove(0);
    good[0] = "invalid".to_owned();
    assert_eq!(faults("good", seals_and_opens, &[good]), ["good, vector 1: opens"]);
}

fn flipped(digits: &str) -> String {
    let (rest, last) = digits.split_at(digits.len() - 1);
    format!("{rest}{}", if last == "0" { "1" } else { "0" })
}
