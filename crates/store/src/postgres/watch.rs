//! Hearing what other processes write: one connection of this process listens, from the first time that somebody watches.
//!
//! What is told while that connection is away is not heard. So once it is there again, everybody is told that it may have been
//! anything.

use std::{future::poll_fn, pin::pin, sync::OnceLock, time::Duration};

use hearken_core::VaultId;
use hearken_vault::port::{Told, Watch, Watching, telling};
use tokio::{
    sync::broadcast,
    task::JoinHandle,
    time::{sleep, timeout},
};
use tokio_postgres::{AsyncMessage, Error, Notification};

use super::{PostgresStore, connect::Way};

/// What is listened to. A notification holds the id of a vault, and nothing else.
const LISTEN: &str = "LISTEN hearken_news";

/// The first pause before a connection is looked for again; each is twice as long as the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// The longest of them.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Who listens.
pub(super) struct Ears {
    way: Way,
    told: broadcast::Sender<Told>,
    listening: OnceLock<JoinHandle<()>>,
}

impl Ears {
    pub(super) fn new(way: Way) -> Self {
        Self { way, told: telling(), listening: OnceLock::new() }
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        if let Some(listening) = self.listening.get() {
            listening.abort();
        }
    }
}

impl Watch for PostgresStore {
    fn watch(&self) -> Watching {
        let (ears, watching) = (&self.ears, Watching::of(&self.ears.told));
        ears.listening.get_or_init(|| tokio::spawn(listen(ears.way.clone(), ears.told.clone())));
        watching
    }
}

/// Listens for good.
async fn listen(way: Way, told: broadcast::Sender<Told>) {
    let mut pause = FIRST_PAUSE;
    loop {
        let mut heard = false;
        let ended = hear(&way, &told, &mut heard).await;
        if heard {
            pause = FIRST_PAUSE;
        }
        // Nothing is lost by it: pages that are open hear of what is new a little later.
        tracing::debug!(?ended, "nobody hears what other processes write; listening again soon");
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Listens until the connection ends. `heard` says whether there was one.
async fn hear(way: &Way, told: &broadcast::Sender<Told>, heard: &mut bool) -> Result<(), Error> {
    // One that takes the connection and says nothing more would be listened to for good.
    let Ok(reached) = timeout(way.longest(), way.reach()).await else { return Ok(()) };
    let (client, mut connection) = reached?;
    let mut asked = pin!(client.batch_execute(LISTEN));
    loop {
        tokio::select! {
            listens = &mut asked, if !*heard => {
                listens?;
                *heard = true;
                let _ = told.send(Told::Anything);
            }
            message = poll_fn(|context| connection.poll_message(context)) => match message {
                Some(Ok(AsyncMessage::Notification(said))) => {
                    let _ = told.send(vault_of(&said).map_or(Told::Anything, Told::Vault));
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error),
                None => return Ok(()),
            },
        }
    }
}

fn vault_of(said: &Notification) -> Option<VaultId> {
    let payload = said.payload();
    let byte = |nth: usize| u8::from_str_radix(payload.get(2 * nth..2 * nth + 2)?, 16).ok();
    let mut bytes = [0; 16];
    for (nth, place) in bytes.iter_mut().enumerate() {
        *place = byte(nth)?;
    }
    (payload.len() == 32).then(|| VaultId::from_bytes(bytes))
}
