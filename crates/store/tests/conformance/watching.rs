//! Being told at once what was written into a space, by whichever process.

use std::{sync::Arc, time::Duration};

use hearken_core::VaultId;
use hearken_vault::port::{Told, Watching};
use tokio::time::timeout;

use crate::support::{Backend, Person};

/// What is told next. Nobody waits for ever in a test.
pub(crate) async fn told(watching: &mut Watching) -> Told {
    timeout(Duration::from_secs(60), watching.next()).await.expect("something is told")
}

pub(super) async fn what_one_handle_writes_into_a_space_is_told_to_who_watches_another(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Person::begins(&backend).await;
    let ben = ada.comes_along().await;
    let space = ada.shares_a_space_with(&ben).await;
    let shared = ada.store.is_shared();
    let other = if shared { backend.open() } else { ada.store.clone() };
    let (mut one, mut two) = (other.watch(), other.watch());
    if shared {
        for watching in [&mut one, &mut two] {
            assert_eq!(told(watching).await, Told::Anything, "from here on it is listened");
        }
    }
    ada.writes("into a notebook of one's own, which is told to nobody").await;
    ada.says(space, "something").await;
    let vault = VaultId::from_bytes(space.bytes());
    assert_eq!((told(&mut one).await, told(&mut two).await), (Told::Vault(vault), Told::Vault(vault)));
    ben.says(space, "something else").await;
    ada.keeper.end_space(&ada.session, space).await.unwrap();
    for _ in 0..2 {
        timeout(Duration::from_secs(60), one.until_told_of(vault)).await.expect("the end is told too");
    }
}
