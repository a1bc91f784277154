//! Fernet tokens: base64url of version (0x80), time (8), IV (16), AES-128-CBC with PKCS#7, HMAC-SHA256 (32).

use aws_lc_rs::{
    cipher::{AES_128, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey},
    hmac,
    iv::FixedLength,
};
use zeroize::Zeroizing;

use super::ForeignError;
use crate::{base64, secret::Secret32};

const VERSION: u8 = 0x80;
const TIME: usize = 8;

/// Opens a token. Blanks and line ends around it are let pass; its time is not looked at.
pub(super) fn open(key: &Secret32, token: &[u8]) -> Result<Zeroizing<Vec<u8>>, ForeignError> {
    let malformed = ForeignError::Malformed;
    let token = base64::decode(token.trim_ascii()).ok_or(malformed)?;
    let (signed, signature) = token.split_last_chunk::<32>().ok_or(malformed)?;
    let (head, body) = signed.split_at_checked(1 + TIME).ok_or(malformed)?;
    let (iv, ciphertext) = body.split_first_chunk::<16>().ok_or(malformed)?;
    if head[0] != VERSION {
        return Err(malformed);
    }
    let (signing, encrypting) = key.expose().split_at(16);
    hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, signing), signed, signature)
        .map_err(|_| ForeignError::WrongPassphrase)?;

    let key = UnboundCipherKey::new(&AES_128, encrypting).and_then(PaddedBlockDecryptingKey::cbc_pkcs7);
    let mut text = Zeroizing::new(ciphertext.to_vec());
    let length = key
        .and_then(|key| {
            key.decrypt(&mut text, DecryptionContext::Iv128(FixedLength::from(iv))).map(|text| text.len())
        })
        .map_err(|_| malformed)?;
    text.truncate(length);
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{hazmat::hash::tests::unhex, published::lines};

    /// The Fernet specification's own vectors (`tests/vectors/published/fernet.txt`).
    #[test]
    fn every_published_token_is_read_or_refused_as_the_specification_says() {
        let tokens = lines("fernet.txt");
        assert_eq!(tokens.len(), 9);
        for token in tokens {
            let [verdict, key, token, what] = &token[..] else { panic!("four words") };
            let key = Secret32::from_slice(&base64::decode(key.as_bytes()).unwrap()).unwrap();
            let opened = open(&key, token.as_bytes()).map(|text| text.to_vec());
            match verdict.as_str() {
                "valid" => assert_eq!(opened, Ok(unhex(what))),
                "wrong" => assert_eq!(opened, Err(ForeignError::WrongPassphrase), "{what}"),
                _ => assert_eq!(opened, Err(ForeignError::Malformed), "{what}"),
            }
        }
    }
}
