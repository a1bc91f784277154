//! Writes jrnl's encrypted files, for these tests only: the crate reads them and never writes them.

use std::num::NonZeroU32;

use aws_lc_rs::{
    cipher::{
        AES_128, AES_256, EncryptingKey, EncryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey,
    },
    digest, hmac,
    iv::FixedLength,
    pbkdf2,
};

pub(crate) const SALT: [u8; 16] = *b"sixteen of salt!";
const IV: [u8; 16] = *b"sixteen of start";

pub(crate) fn base64(bytes: &[u8], last_two: &[u8; 2]) -> String {
    let alphabet =
        [b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".as_slice(), last_two].concat();
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = alphabet[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= group.len() { letter.into() } else { '=' });
        }
    }
    text
}

pub(crate) fn url(bytes: &[u8]) -> String {
    base64(bytes, b"-_")
}

pub(crate) fn fernet_key(passphrase: &str, salt: &[u8]) -> [u8; 32] {
    let (mut key, rounds) = ([0; 32], NonZeroU32::new(100_000).unwrap());
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt, passphrase.as_bytes(), &mut key);
    key
}

pub(crate) fn token(text: &str, key: &[u8; 32]) -> String {
    let cipher =
        PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_128, &key[16..]).unwrap()).unwrap();
    let mut ciphertext = text.as_bytes().to_vec();
    cipher.less_safe_encrypt(&mut ciphertext, EncryptionContext::Iv128(FixedLength::from(&IV))).unwrap();
    let signed = [&[0x80], 1_767_600_000_u64.to_be_bytes().as_slice(), &IV, &ciphertext].concat();
    let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key[..16]), &signed);
    url(&[&signed, signature.as_ref()].concat())
}

pub(crate) fn version_3(header: &str, token: &str) -> Vec<u8> {
    let length = u16::try_from(header.len()).unwrap().to_be_bytes();
    [b"JRNLv3", length.as_slice(), header.as_bytes(), token.as_bytes()].concat()
}

pub(crate) fn header() -> String {
    format!(r#"{{"salt": "{}"}}"#, url(&SALT))
}

pub(crate) fn version_1(padded: &[u8], passphrase: &str) -> Vec<u8> {
    let secret = digest::digest(&digest::SHA256, passphrase.as_bytes());
    let cipher = EncryptingKey::cbc(UnboundCipherKey::new(&AES_256, secret.as_ref()).unwrap()).unwrap();
    let mut ciphertext = padded.to_vec();
    cipher.less_safe_encrypt(&mut ciphertext, EncryptionContext::Iv128(FixedLength::from(&IV))).unwrap();
    [IV.as_slice(), &ciphertext].concat()
}
