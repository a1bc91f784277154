//! T01: `kill -9` at a random moment while four clients write. Every acknowledged word is there, none twice, and the
//! notebook opens again by itself within two seconds.

use std::{
    thread,
    time::{Duration, Instant},
};

use super::{
    Lab, control_must_fail,
    writers::{Ledger, while_writing},
};
use crate::{
    Result,
    journal::Numbers,
    product::{Notebook, Server},
    summary::Outcome,
};

const WRITERS: usize = 4;
const REOPEN: Duration = Duration::from_secs(2);

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    let rounds = lab.rounds(20, 500);
    let (notebook, ledger, mut numbers) = (lab.notebook()?, Ledger::default(), Numbers::from_seed(1));
    for round in 0..rounds {
        let server = Server::start(&notebook)?;
        if server.started_in > REOPEN {
            return Err(format!("round {round}: it took {:?} to start again", server.started_in).into());
        }
        write_and_kill(&notebook, &ledger, server, round as u64, &mut numbers)?;
        // Reading everything back takes longer than writing it; so not after every kill.
        if round % lab.rounds(4, 25) == 0 {
            notebook.survey()?.check(&ledger.acknowledged(), &ledger.attempted())?;
        }
    }
    notebook.survey()?.check(&ledger.acknowledged(), &ledger.attempted())?;
    let noticed = control_must_fail("a client that trusts unanswered requests", control(lab))?;
    let kept = ledger.len();
    Ok(Outcome::Held(format!(
        "{rounds} kills, {kept} words acknowledged, none lost or doubled; control: {noticed}"
    )))
}

fn write_and_kill(
    notebook: &Notebook,
    ledger: &Ledger,
    server: Server,
    round: u64,
    numbers: &mut Numbers,
) -> Result {
    let (client, before) = (server.unlocked(notebook)?, ledger.len());
    let moment = Duration::from_millis(40 + numbers.below(260) as u64);
    while_writing(ledger, &client, WRITERS, round, || {
        // The moment counts from the first answer, or a busy machine would only ever be killed before it wrote.
        let patience = Instant::now();
        while ledger.len() == before && patience.elapsed() < Duration::from_secs(20) {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(moment);
        server.kill()
    })?;
    if ledger.len() == before { Err("nothing was acknowledged before the kill".into()) } else { Ok(()) }
}

/// The same kill, with a client that takes "sent" for "saved".
fn control(lab: &Lab) -> Result {
    let (notebook, ledger) = (lab.notebook()?, Ledger::default());
    let server = Server::start(&notebook)?;
    let mut client = server.unlocked(&notebook)?.twin();
    ledger.write_and_trust(&mut client, 7, 400);
    server.kill()?;
    let trusted = notebook.survey()?.check(&ledger.acknowledged(), &ledger.attempted());
    trusted.map_err(|lost| lost.to_string().lines().next().unwrap_or("").to_owned().into())
}
