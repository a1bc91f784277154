//! A connection that listens for what others write, and goes away.

use hearken_core::VaultId;
use hearken_vault::port::Told;

use crate::{
    conformance::watching::told,
    support::{Backend, Person, Postgres},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn when_the_connection_that_listens_was_killed_everybody_is_told_once_and_telling_goes_on() {
    let backend = Postgres::new();
    let ada = Person::begins(&backend).await;
    let ben = ada.comes_along().await;
    let space = ada.shares_a_space_with(&ben).await;
    let (other, vault) = (backend.open(), VaultId::from_bytes(space.bytes()));
    let mut watching = other.watch();
    assert_eq!(told(&mut watching).await, Told::Anything);
    let client = backend.connect().await;
    for round in 0..3 {
        let killed = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'";
        assert_eq!(client.query(killed, &[]).await.unwrap().len(), 1, "one connection listens");
        assert_eq!(told(&mut watching).await, Told::Anything, "what was missed may be anything");
        ada.says(space, &format!("sentence {round}")).await;
        assert_eq!(told(&mut watching).await, Told::Vault(vault));
    }
    drop((watching, other));
}
