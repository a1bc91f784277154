//! `verify` looks at every space a notebook has a key of, and names the one in which something is wrong.

use std::{fs, path::Path, process::Output, sync::Arc, time::Duration};

use hearken_core::{
    Extra, RecordId, Timestamp, VaultId,
    sharing::{Manner, Role, Said, Space},
};
use hearken_seal::{InvitationCode, InvitationLink, KdfParams, Passphrase};
use hearken_store::SqliteStore;
use hearken_vault::{Clock, Joins, Keeper, Name, SignUps, Store, Who};
use jiff::civil::date;
use tempfile::TempDir;

use crate::{case::PASSPHRASE, redact::redact, step::hearken};

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(1_795_369_200_000)
    }

    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }
}

/// Ada, who shares a space with Ben, in the folder `notebook`; and the sealed bytes of what she said there.
async fn two_who_share(here: &Path) -> Vec<u8> {
    fs::write(here.join("pass"), PASSPHRASE).unwrap();
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&here.join("notebook")).unwrap());
    let keeper = Keeper::new(store.clone(), Arc::new(Noon), KdfParams::FLOOR);
    keeper.say_who_may_join(SignUps::Open);
    let (named, pass) = (|name| Name::new(name).unwrap(), Passphrase::new(PASSPHRASE));
    let first = Joins::First(Some(named("Ada")));
    let (_, ada) = keeper.join_as(first, &Who::default(), &pass).await.unwrap();
    let (_, ben) = keeper.join_as(Joins::Openly(named("Ben")), &Who::default(), &pass).await.unwrap();
    let space = keeper.invite_into_space(&ada, "Ben", "Ada", Role::Friend).await.unwrap();
    let invitation = ada.vault().read().get::<Space>(space).unwrap().invitation.clone().unwrap();
    let link = InvitationLink::from_text(&invitation.link).unwrap();
    let code = InvitationCode::parse(&invitation.code).unwrap();
    keeper.take_up(&ben, &link, &code, "Ben", "Ada").await.unwrap();
    keeper.let_in(&ada, space).await.unwrap();
    let said = Said {
        by: RecordId::from_bytes([0; 16]),
        about: None,
        manner: Manner::Message,
        words: "by the mill".into(),
        to_do: String::new(),
        extra: Extra::default(),
    };
    let open = keeper.space(&ada, space).await.unwrap().unwrap();
    open.say(date(2026, 11, 22), keeper.new_record_id(), said).await.unwrap();
    let entries = store.read(VaultId::from_bytes(space.bytes()), 0, 100).await.unwrap();
    entries.last().unwrap().sealed.clone().unwrap()
}

fn verifies(here: &Path) -> (Option<i32>, String) {
    let typed = ["verify", "--account", "Ada", "--passphrase-file", "pass"];
    let Output { status, stdout, stderr } = hearken(here, &typed).output().unwrap();
    let said = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    (status.code(), redact(&said))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn verify_looks_at_spaces_and_names_the_one_that_was_changed() {
    let here = TempDir::new().unwrap();
    let sealed = two_who_share(here.path()).await;
    let (code, said) = verifies(here.path());
    assert!(said.contains("in the space with Ben") && said.contains("none is missing"), "{said}");
    assert_eq!(code, Some(0), "{said}");
    let changed = changes(&here.path().join("notebook"), &sealed);
    assert!(changed > 0, "the bytes were found");
    let (code, said) = verifies(here.path());
    let (_, of_space) = said.split_once("in the space with Ben").unwrap_or_else(|| panic!("{said}"));
    assert!(of_space.contains("was changed after it was written"), "{said}");
    assert!(code == Some(1) && !said.contains("none is missing"), "{said}");
}

/// Flips a bit of these bytes wherever they lie in the files of a folder; how often.
fn changes(folder: &Path, sealed: &[u8]) -> usize {
    let mut changed = 0;
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        let mut bytes = fs::read(&file).unwrap();
        let at = bytes.windows(sealed.len()).position(|window| window == sealed);
        if let Some(at) = at {
            bytes[at + sealed.len() / 2] ^= 1;
            fs::write(&file, bytes).unwrap();
            changed += 1;
        }
    }
    changed
}
