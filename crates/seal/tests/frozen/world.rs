//! One account, one vault and one of each sealed thing, with all that is needed to open them.

use std::collections::BTreeMap;

use hearken_seal::{
    AccountSecret, Digest, EntryPlace, FeedToken, Id, KdfParams, Link, MailKey, PasskeySecret, Passphrase,
    RecoveryWords, SessionSecret, StepSecret, Unlocker, VaultKey, challenge_id, passkey_id, passkey_salt,
    seal_page,
};

use crate::vector::Vector;

const ACCOUNT: Id = [0xa1; 16];
const VAULT: Id = [0xb1; 16];
const RECORD: Id = [0xc1; 16];
const DRAFT: Id = [0xd1; 16];
const TICKET: Id = [0xe1; 16];
const EPOCH: u32 = 3;
const PASSPHRASE: &str = "Grüße vom Fluss, 川 ";
const TEXT: &str = "The watcher stood by the door and did not let anybody in. Für heute genug.";
/// A published test vector of BIP-39; whoever uses these words has no secret.
const WORDS: &str = "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor \
                     acoustic avoid letter advice cage absurd amount doctor acoustic bless";

/// A world that opens everything through the public interface, as a server does.
pub(crate) struct World {
    facts: BTreeMap<String, Vec<u8>>,
    previous: Link,
    secret: AccountSecret,
    key: VaultKey,
}

impl World {
    pub(crate) fn new(vectors: Vec<Vector>) -> Self {
        let facts: BTreeMap<_, _> = vectors.into_iter().map(|vector| (vector.name, vector.bytes)).collect();
        let array = |name: &str| <[u8; 32]>::try_from(facts[name].as_slice()).unwrap();
        let epoch = u32::from_be_bytes(facts["epoch"].as_slice().try_into().unwrap());
        let words = RecoveryWords::parse(std::str::from_utf8(&facts["words"]).unwrap()).ok().unwrap();
        let secret = Unlocker::from_bytes(&facts["recovery"])
            .ok()
            .unwrap()
            .open_with_recovery(ACCOUNT, &words)
            .ok()
            .unwrap();
        let key = VaultKey::unwrap(&facts["wrap"], &secret, ACCOUNT, VAULT, epoch, &array("commitment"))
            .ok()
            .unwrap();
        Self { previous: Link(array("previous")), secret, key, facts }
    }

    pub(crate) fn bytes(&self, name: &str) -> &[u8] {
        self.facts.get(name).unwrap_or_else(|| panic!("{name} is in good.txt"))
    }

    pub(crate) fn array<const N: usize>(&self, name: &str) -> [u8; N] {
        self.bytes(name).try_into().unwrap()
    }

    pub(crate) fn id(&self, name: &str) -> Id {
        self.array(name)
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        std::str::from_utf8(self.bytes(name)).unwrap()
    }

    pub(crate) fn account(&self) -> Id {
        self.id("account")
    }

    pub(crate) fn epoch(&self) -> u32 {
        self.key.epoch()
    }

    pub(crate) fn passphrase(&self) -> Passphrase {
        Passphrase::new(self.text("passphrase"))
    }

    pub(crate) fn words(&self) -> RecoveryWords {
        RecoveryWords::parse(self.text("words")).ok().unwrap()
    }

    pub(crate) fn session(&self) -> SessionSecret {
        SessionSecret::from_cookie(self.text("cookie")).unwrap()
    }

    pub(crate) fn passkey(&self) -> PasskeySecret {
        PasskeySecret::from_bytes(self.bytes("passkey_secret")).unwrap()
    }

    pub(crate) fn step(&self) -> StepSecret {
        StepSecret::from_cookie(self.text("step_cookie")).unwrap()
    }

    pub(crate) fn feed_token(&self) -> FeedToken {
        FeedToken::from_text(self.text("token")).unwrap()
    }

    pub(crate) fn mail_key(&self) -> MailKey {
        MailKey::from_text(self.text("mail_key")).unwrap()
    }

    pub(crate) fn secret(&self) -> &AccountSecret {
        &self.secret
    }

    pub(crate) fn key(&self) -> &VaultKey {
        &self.key
    }

    pub(crate) fn place(&self) -> EntryPlace<'_> {
        EntryPlace {
            vault: self.id("vault"),
            seq: u64::from_be_bytes(self.array("seq")),
            record: self.id("record"),
            rev: u32::from_be_bytes(self.array("rev")),
            previous: &self.previous,
        }
    }
}

/// Everything good, sealed anew.
pub(crate) fn fresh() -> Vec<Vector> {
    let (secret, session, key) = (AccountSecret::make(), SessionSecret::make(), VaultKey::make(VAULT, EPOCH));
    let facts = [
        given(),
        ways_in(&secret, &session),
        sealed(&secret, &key),
        feed(&key),
        mail(),
        factors(&secret),
        page(),
    ]
    .concat();
    facts.iter().map(|(name, bytes)| Vector::new("", name, bytes)).collect()
}

type Fact = (&'static str, Vec<u8>);

fn given() -> Vec<Fact> {
    vec![
        ("account", ACCOUNT.into()),
        ("vault", VAULT.into()),
        ("epoch", EPOCH.to_be_bytes().into()),
        ("seq", 1_u64.to_be_bytes().into()),
        ("record", RECORD.into()),
        ("rev", 1_u32.to_be_bytes().into()),
        ("draft_id", DRAFT.into()),
        ("ticket", TICKET.into()),
        ("passphrase", PASSPHRASE.into()),
        ("words", WORDS.into()),
        ("text", TEXT.into()),
    ]
}

fn ways_in(secret: &AccountSecret, session: &SessionSecret) -> Vec<Fact> {
    let passphrase = Passphrase::new(PASSPHRASE);
    let words = RecoveryWords::parse(WORDS).ok().unwrap();
    let unlocker = Unlocker::by_passphrase(secret, ACCOUNT, &passphrase, KdfParams::FLOOR);
    vec![
        ("public", secret.public().bytes()),
        ("unlocker", unlocker.bytes()),
        ("recovery", Unlocker::by_recovery(secret, ACCOUNT, &words).bytes()),
        ("cookie", session.to_cookie().as_bytes().into()),
        ("session_id", session.id_hash().into()),
        ("session", session.seal_account(secret, ACCOUNT)),
    ]
}

fn sealed(secret: &AccountSecret, key: &VaultKey) -> Vec<Fact> {
    let previous = Link::genesis(VAULT);
    let place = EntryPlace { vault: VAULT, seq: 1, record: RECORD, rev: 1, previous: &previous };
    let entry = key.seal_entry(&place, TEXT.as_bytes());
    let next = previous.next(place.seq, place.record, place.rev, &Digest::of(&entry));
    vec![
        ("commitment", key.commitment().into()),
        ("wrap", key.wrap_to(&secret.public(), ACCOUNT)),
        ("previous", previous.0.into()),
        ("entry", entry),
        ("next", next.0.into()),
        ("draft", key.seal_draft(DRAFT, TEXT.as_bytes())),
        ("held", secret.public().seal_held(ACCOUNT, TICKET, TEXT.as_bytes())),
    ]
}

fn feed(key: &VaultKey) -> Vec<Fact> {
    let token = FeedToken::make();
    vec![
        ("token", token.to_text().as_bytes().into()),
        ("feed_id", token.id_hash().into()),
        ("feed", token.key().seal(VAULT, TEXT.as_bytes())),
        ("kept", key.keep_feed_key(&token.key())),
    ]
}

fn mail() -> Vec<Fact> {
    let key = MailKey::make();
    vec![("mail_key", key.to_text().as_bytes().into()), ("mail", key.seal(VAULT, TEXT.as_bytes()))]
}

/// What a passkey gives out, in this world.
const PASSKEY: [u8; 32] = [0xf1; 32];
const CREDENTIAL: &[u8] = b"credential";

fn factors(secret: &AccountSecret) -> Vec<Fact> {
    let (given, step) = (PasskeySecret::from_bytes(&PASSKEY).unwrap(), StepSecret::make());
    let id = passkey_id(CREDENTIAL);
    vec![
        ("credential", CREDENTIAL.into()),
        ("passkey_secret", PASSKEY.into()),
        ("passkey_salt", passkey_salt().into()),
        ("passkey_id", id.into()),
        ("challenge_id", challenge_id(&[0xf2; 32]).into()),
        ("passkey", Unlocker::by_passkey(secret, ACCOUNT, &given).bytes()),
        ("factor", secret.seal_factor(ACCOUNT, &id, TEXT.as_bytes())),
        ("step_cookie", step.to_cookie().as_bytes().into()),
        ("step_id", step.id_hash().into()),
        ("step", step.seal_account(secret, ACCOUNT)),
    ]
}

fn page() -> Vec<Fact> {
    vec![("page", seal_page(&Passphrase::new(PASSPHRASE), TEXT.as_bytes()))]
}
