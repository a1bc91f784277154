//! An invitation into a shared vault: what stands in the link, the code that is told by voice, and what the two together
//! open.
//!
//! The database has the link's hash and a hash of both; neither gives the other away. Whoever takes the invitation up
//! vouches for their public key with both, so that whoever made it can tell that this key is the one of the person who was
//! told the code, and not one that was put in its place.

use zeroize::Zeroizing;

use crate::{
    AccountPublic, Id, Opened, SealError, base64,
    format::{self, AES_256_GCM_SIV},
    hazmat::{
        aead::AeadKey,
        hash::{equal, hkdf, hkdf_public},
    },
    labels, padding, random_bytes,
    secret::Secret32,
};

/// The 32 random bytes in an invitation's link. Wiped on drop.
pub struct InvitationLink(Secret32);

/// How many digits a code has.
const DIGITS: usize = 8;

/// Codes that can be made: of eight digits.
const CODES: u64 = 100_000_000;

impl InvitationLink {
    /// A fresh link.
    pub fn make() -> Self {
        Self(Secret32::random())
    }

    /// As it stands in the address: 43 characters of base64url without padding.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(base64::encode_url(self.0.expose()))
    }

    /// Reads what stood in an address; `None` for anything that [`Self::to_text`] cannot have written.
    pub fn from_text(text: &str) -> Option<Self> {
        if text.len() != 43 {
            return None;
        }
        let link = Self(Secret32::from_slice(&base64::decode(text.as_bytes())?)?);
        // The last character has two idle bits: only one spelling of each link counts.
        (*link.to_text() == text).then_some(link)
    }

    /// What the database knows the invitation by. It opens nothing.
    pub fn id_hash(&self) -> [u8; 32] {
        hkdf_public(&[], self.0.expose(), &[labels::INVITATION_ID])
    }

    /// Link and code together.
    pub fn with_code(&self, code: &InvitationCode) -> InvitationKey {
        InvitationKey {
            id_hash: self.id_hash(),
            secret: hkdf(code.0.as_bytes(), self.0.expose(), &[labels::INVITATION_KEY]),
        }
    }
}

/// The eight digits that are told by voice. Wiped on drop.
pub struct InvitationCode(Zeroizing<String>);

impl InvitationCode {
    /// A fresh code.
    pub fn make() -> Self {
        // 2^64 is so much more than the number of codes that none is likelier than another by one part in 10^11.
        let number = u64::from_be_bytes(random_bytes()) % CODES;
        Self(Zeroizing::new(format!("{number:0DIGITS$}")))
    }

    /// Reads a code as people type it, with blanks and hyphens between the digits; `None` unless there are eight.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut digits = Zeroizing::new(String::with_capacity(typed.len()));
        digits.extend(typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-'));
        let is_code = digits.len() == DIGITS && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_code.then_some(Self(digits))
    }

    /// The eight digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// What a link and its code open together. Wiped on drop.
pub struct InvitationKey {
    id_hash: [u8; 32],
    secret: Secret32,
}

impl InvitationKey {
    /// What the database compares with: whether the code belongs to the link.
    pub fn check(&self) -> [u8; 32] {
        hkdf_public(&[], self.secret.expose(), &[labels::INVITATION_CHECK])
    }

    /// Whether these are the link and the code of the invitation with this check. Takes as long for every wrong one.
    pub fn is(&self, check: &[u8; 32]) -> bool {
        equal(&self.check(), check)
    }

    /// Seals what the invitation says to whoever has both: format, algorithm, nonce, padded text, tag.
    pub fn seal(&self, text: &[u8]) -> Vec<u8> {
        self.aead().seal(&format::head(AES_256_GCM_SIV), &self.context(), &padding::pad(text))
    }

    /// Opens what [`Self::seal`] sealed.
    ///
    /// # Errors
    /// [`SealError::Open`] for another link or code or for changed bytes; [`SealError::Malformed`] and
    /// [`SealError::UnknownAlgorithm`] when they are not of this shape.
    pub fn open(&self, sealed: &[u8]) -> Result<Opened, SealError> {
        let body = format::body(sealed, AES_256_GCM_SIV)?;
        Opened::unpad(self.aead().open(&self.context(), body)?)
    }

    /// Vouches that this public key is the one of an account that had link and code.
    pub fn vouch(&self, account: Id, public: &AccountPublic) -> [u8; 32] {
        let info: [&[u8]; 3] = [labels::INVITATION_VOUCH, &account, &public.bytes()];
        hkdf_public(&[], self.secret.expose(), &info)
    }

    /// Whether [`Self::vouch`] gave this, for this key of this account.
    pub fn vouches(&self, account: Id, public: &AccountPublic, vouched: &[u8; 32]) -> bool {
        equal(&self.vouch(account, public), vouched)
    }

    fn aead(&self) -> AeadKey {
        AeadKey::new(&hkdf(&[], self.secret.expose(), &[labels::INVITATION_SEAL]))
    }

    /// Frozen: label, format, algorithm, hash of the link.
    fn context(&self) -> Vec<u8> {
        [labels::INVITATION, &format::head(AES_256_GCM_SIV), &self.id_hash].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in ["04821773", " 0482 1773 ", "0482-1773", "04 82 17 73"] {
            assert_eq!(InvitationCode::parse(typed).unwrap().digits(), "04821773", "{typed}");
        }
        for wrong in ["", "0482177", "048217730", "0482177x", "٠٤٨٢١٧٧٣"] {
            assert!(InvitationCode::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_code_that_was_made_can_be_typed() {
        for _ in 0..200 {
            let code = InvitationCode::make();
            assert_eq!(InvitationCode::parse(code.digits()).unwrap().digits(), code.digits());
        }
    }

    #[test]
    fn a_link_is_read_in_its_one_spelling_alone() {
        let link = InvitationLink(Secret32::from_slice(&[7; 32]).unwrap());
        let text = link.to_text();
        assert!(InvitationLink::from_text(&text).is_some_and(|read| read.id_hash() == link.id_hash()));
        for wrong in ["", &text[..42], &format!("{}d", &text[..42]), &format!("{}=", *text)] {
            assert!(InvitationLink::from_text(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn only_link_and_code_together_open_and_vouch() {
        let (link, code) = (InvitationLink::make(), InvitationCode::parse("11112222").unwrap());
        let key = link.with_code(&code);
        let (sealed, public) = (key.seal(b"from whom"), crate::AccountSecret::make().public());
        let vouched = key.vouch([1; 16], &public);
        assert_eq!(&*key.open(&sealed).unwrap(), b"from whom");
        assert!(key.is(&key.check()) && key.vouches([1; 16], &public, &vouched));
        let others = [
            link.with_code(&InvitationCode::parse("11112223").unwrap()),
            InvitationLink::make().with_code(&code),
        ];
        for other in others {
            assert_eq!(other.open(&sealed).err(), Some(SealError::Open));
            assert!(!other.is(&key.check()) && !other.vouches([1; 16], &public, &vouched));
        }
        assert!(!key.vouches([2; 16], &public, &vouched));
        assert!(!key.vouches([1; 16], &crate::AccountSecret::make().public(), &vouched));
    }

    #[test]
    fn what_the_database_has_is_not_what_opens() {
        let link = InvitationLink::make();
        let key = link.with_code(&InvitationCode::make());
        assert_ne!(link.id_hash(), *link.0.expose());
        assert_ne!(key.check(), *key.secret.expose());
    }

    /// An invitation that was sent before a new version is still good after it.
    #[test]
    fn what_an_invitation_derives_is_frozen() {
        let link = InvitationLink(Secret32::from_slice(&[7; 32]).unwrap());
        let key = link.with_code(&InvitationCode::parse("04821773").unwrap());
        let public = crate::AccountSecret::from_seed(&[5; 32]).unwrap().public();
        let derived = [link.id_hash(), key.check(), key.vouch([1; 16], &public)];
        let begins = derived.map(|bytes| u64::from_be_bytes(bytes[..8].try_into().unwrap()));
        assert_eq!(begins, [4356129704570662749, 4492075309921593989, 3984925639511851758]);
    }
}
