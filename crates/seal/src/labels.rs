//! Every domain-separation label, on one page.
//!
//! A label names one purpose. It goes into each derivation, each authenticated context and each hash of that
//! purpose, so that bytes made for one can never pass for another. Labels are part of the frozen formats: one
//! that was released never changes; a new format gets a new label (`…/v2`) beside the old.
//!
//! No label is the beginning of another, so a label followed by fixed-width fields reads in one way only.

/// HKDF info: passphrase (stretched by Argon2id) → key of an unlocker. Followed by the account id.
pub(crate) const UNLOCKER_PASSPHRASE_KEY: &[u8] = b"hearken/unlocker-key/passphrase/v1";
/// HKDF info: recovery entropy → key of an unlocker. Followed by the account id.
pub(crate) const UNLOCKER_RECOVERY_KEY: &[u8] = b"hearken/unlocker-key/recovery/v1";
/// HKDF info: secret of a passkey → key of an unlocker. Followed by the account id.
pub(crate) const UNLOCKER_PASSKEY_KEY: &[u8] = b"hearken/unlocker-key/passkey/v1";
/// Associated data of the account secret inside an unlocker.
pub(crate) const UNLOCKER: &[u8] = b"hearken/unlocker/v1";

/// What passkeys are asked to give their secret for.
pub(crate) const PASSKEY_SALT: &[u8] = b"hearken/passkey-salt/v1";
/// Hash prefix of a credential's id: what the database knows the passkey by.
pub(crate) const PASSKEY_ID: &[u8] = b"hearken/passkey-id/v1";
/// Hash prefix of a challenge: what the database knows it by.
pub(crate) const PASSKEY_CHALLENGE: &[u8] = b"hearken/passkey-challenge/v1";
/// HKDF info: account secret → key of what is kept about passkeys and codes. Followed by the account id.
pub(crate) const FACTOR_KEY: &[u8] = b"hearken/factor-key/v1";
/// Associated data of what is kept about a passkey or codes.
pub(crate) const FACTOR: &[u8] = b"hearken/factor/v1";

/// HKDF info: vault key → entry key. Followed by vault id and epoch.
pub(crate) const ENTRY_KEY: &[u8] = b"hearken/entry-key/v1";
/// HKDF info: vault key → draft key. Followed by vault id and epoch.
pub(crate) const DRAFT_KEY: &[u8] = b"hearken/draft-key/v1";
/// HKDF info: vault key → name of a record in calendars. Followed by vault id, epoch and record id.
pub(crate) const CALENDAR_EVENT: &[u8] = b"hearken/calendar-event/v1";
/// HKDF info: vault key → key for what a browser notes while a session lasts. Followed by vault id, epoch and session id.
pub(crate) const CAPTURE_KEY: &[u8] = b"hearken/capture-key/v1";
/// HKDF info: vault key → public commitment. Followed by vault id and epoch.
pub(crate) const VAULT_COMMITMENT: &[u8] = b"hearken/vault-commitment/v1";

/// Associated data of an entry.
pub(crate) const ENTRY: &[u8] = b"hearken/entry/v1";
/// Associated data of a draft.
pub(crate) const DRAFT: &[u8] = b"hearken/draft/v1";

/// HKDF info: token of a feed → what the database knows the feed by.
pub(crate) const FEED_ID: &[u8] = b"hearken/feed-id/v1";
/// HKDF info: token of a feed → key of the feed.
pub(crate) const FEED_KEY: &[u8] = b"hearken/feed-key/v1";
/// Associated data of a feed.
pub(crate) const FEED: &[u8] = b"hearken/feed/v1";
/// HKDF info: vault key → key that the keys of feeds are kept under. Followed by vault id and epoch.
pub(crate) const FEED_KEEPING: &[u8] = b"hearken/feed-keeping-key/v1";
/// Associated data of a feed's key that is kept for the vault.
pub(crate) const FEED_KEPT: &[u8] = b"hearken/feed-kept/v1";

/// HKDF info: link of an invitation → what the database knows the invitation by.
pub(crate) const INVITATION_ID: &[u8] = b"hearken/invitation-id/v1";
/// HKDF info: link and code of an invitation → its key.
pub(crate) const INVITATION_KEY: &[u8] = b"hearken/invitation-key/v1";
/// HKDF info: key of an invitation → what the database compares with.
pub(crate) const INVITATION_CHECK: &[u8] = b"hearken/invitation-check/v1";
/// HKDF info: key of an invitation → key of what it says.
pub(crate) const INVITATION_SEAL: &[u8] = b"hearken/invitation-seal/v1";
/// HKDF info: key of an invitation → what vouches for a public key. Followed by account id and public key.
pub(crate) const INVITATION_VOUCH: &[u8] = b"hearken/invitation-vouch/v1";
/// Associated data of what an invitation says.
pub(crate) const INVITATION: &[u8] = b"hearken/invitation/v1";
/// Hash prefix of the six words. Followed by vault id, and account id and public key of both members.
pub(crate) const SIX_WORDS: &[u8] = b"hearken/six-words/v1";

/// HKDF info: the server's own key → key of reminders.
pub(crate) const MAIL_KEY: &[u8] = b"hearken/mail-key/v1";
/// HKDF info: the server's own key → what rows that it seals are known by.
pub(crate) const MAIL_MARK: &[u8] = b"hearken/mail-mark/v1";
/// Associated data of reminders.
pub(crate) const MAIL: &[u8] = b"hearken/mail/v1";

/// HPKE info and associated data of a vault key that is wrapped to a member.
pub(crate) const VAULT_KEY_WRAP: &[u8] = b"hearken/vault-key-wrap/v1";
/// HPKE info and associated data of words held for somebody whose notebook is locked.
pub(crate) const HELD: &[u8] = b"hearken/held/v1";

/// HPKE info and associated data of what a browser notes while a session lasts.
pub(crate) const CAPTURE: &[u8] = b"hearken/capture/v1";

/// Associated data of a page for somebody without an account. Followed by everything before the nonce.
pub(crate) const PAGE: &[u8] = b"hearken/page/v1";

/// HKDF info: session secret → what the database knows the session by.
pub(crate) const SESSION_ID: &[u8] = b"hearken/session-id/v1";
/// HKDF info: session secret → key of the session's account blob.
pub(crate) const SESSION_KEY: &[u8] = b"hearken/session-key/v1";
/// Associated data of the account secret inside a session blob.
pub(crate) const SESSION: &[u8] = b"hearken/session/v1";
/// HKDF info: secret of a second step → what the database knows the step by.
pub(crate) const STEP_ID: &[u8] = b"hearken/second-step-id/v1";
/// HKDF info: secret of a second step → key of the account blob that waits for it.
pub(crate) const STEP_KEY: &[u8] = b"hearken/second-step-key/v1";
/// Associated data of the account secret that waits for a second step.
pub(crate) const STEP: &[u8] = b"hearken/second-step/v1";
/// HKDF info: unlocker of a passphrase → proof that a browser has opened the account before. Followed by account id and
/// the browser's number.
pub(crate) const KNOWN_BROWSER: &[u8] = b"hearken/known-browser/v1";
/// HKDF info: session secret → key of what a session keeps beside the account secret.
pub(crate) const BESIDE_KEY: &[u8] = b"hearken/beside-key/v1";
/// Associated data of what a session keeps beside the account secret.
pub(crate) const BESIDE: &[u8] = b"hearken/beside/v1";
/// Argon2id salt: a code that is told by voice. The same for all, so that the code alone finds what it opens.
pub(crate) const CODE_SALT: &[u8] = b"hearken/code-salt/v1";
/// HKDF info: such a code (stretched by Argon2id) → secret of a session.
pub(crate) const CODE_SECRET: &[u8] = b"hearken/code-secret/v1";
/// HKDF info: a PIN → what it is compared with. Stored sealed alone.
pub(crate) const REMEMBERED: &[u8] = b"hearken/remembered/v1";

/// Hash prefix of a chain's first link. Followed by the vault id.
pub(crate) const CHAIN_GENESIS: &[u8] = b"hearken/chain-genesis/v1";
/// Hash prefix of every further link.
pub(crate) const CHAIN_LINK: &[u8] = b"hearken/chain-link/v1";

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    /// Every label that a source text spells out.
    fn labels_in(source: &str) -> Vec<&str> {
        let opening = concat!("b\"", "hearken/");
        source.split(opening).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
    }

    fn sources(folder: &Path) -> Vec<(String, String)> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .flat_map(|path| match path.is_dir() {
                true => sources(&path),
                false => vec![(path.display().to_string(), fs::read_to_string(&path).unwrap())],
            })
            .collect()
    }

    #[test]
    fn no_label_is_the_beginning_of_another() {
        let page = include_str!("labels.rs").split("#[cfg(test)]").next().unwrap();
        let labels = labels_in(page);
        assert_eq!(labels.len(), 49, "{labels:?}");
        for (at, label) in labels.iter().enumerate() {
            assert!(label.ends_with("/v1"), "{label}");
            let others = labels.iter().enumerate().filter(|(other, _)| *other != at);
            others.for_each(|(_, other)| assert!(!other.starts_with(label), "{label} begins {other}"));
        }
    }

    /// Tests may spell a label out, to pin it; code may not.
    #[test]
    fn all_labels_stand_on_this_page() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let elsewhere = sources(&folder).into_iter().filter(|(path, _)| !path.ends_with("labels.rs"));
        for (path, source) in elsewhere {
            let code = source.split("#[cfg(test)]").next().unwrap();
            assert_eq!(labels_in(code), Vec::<&str>::new(), "{path}");
        }
    }
}
