//! Proofs: break the running program on purpose and look for a lost, doubled, wrong or leaked word.
//!
//! Each proof holds only if its **negative control** fails: the same harness, run where the promise is known to be
//! broken (syncing turned off, an answer given too early, a word planted in a log), has to notice. A harness that
//! was never seen failing proves nothing.

mod archive;
mod backups;
mod between;
mod by_tests;
mod canaries;
mod clocks;
mod damage;
mod disk_full;
mod egress;
mod erasing;
mod faults;
mod forms;
mod guesses;
mod kills;
mod lab;
mod memory;
mod power;
mod rollback;
mod second;
mod syscalls;
mod web;
mod writers;

pub(crate) use lab::Lab;

use crate::{Result, scale, summary::Outcome, summary::Summary, tools};

struct Proof {
    number: &'static str,
    what: &'static str,
    prove: fn(&Lab) -> Result<Outcome>,
    /// Whether the short form is tests alone, which `cargo xtask test` has run already when it comes to the proofs.
    in_tests: bool,
}

const fn proof(number: &'static str, what: &'static str, prove: fn(&Lab) -> Result<Outcome>) -> Proof {
    Proof { number, what, prove, in_tests: false }
}

const fn tests(number: &'static str, what: &'static str, prove: fn(&Lab) -> Result<Outcome>) -> Proof {
    Proof { number, what, prove, in_tests: true }
}

const PROOFS: &[Proof] = &[
    proof("T01", "kill -9 in the middle of writing", kills::prove),
    proof("T02", "killed at every system call of one save", syscalls::prove),
    proof("T03", "power cuts", power::prove),
    proof("T04", "input/output errors on every write and sync", faults::prove),
    proof("T05", "a full disk", disk_full::prove),
    proof("T06", "one flipped bit", damage::prove_flips),
    proof("T07", "files cut short, lost or made of noise", damage::prove_cuts),
    proof("T08", "yesterday's file, a cut tail, swapped entries", rollback::prove),
    proof("T09", "a second process on the same notebook", second::prove),
    tests("T10", "a PostgreSQL server that is killed, restarted or only read", by_tests::database_away),
    tests("T11", "one suite on both databases", by_tests::both_databases),
    tests("T12", "two devices in every order, on the net and off it", by_tests::interleavings),
    proof("T13", "notes of a session: ten thousand brought once, and the browser killed", web::prove_queue),
    proof("T14", "a clock that jumps", clocks::prove),
    tests("T15", "updates of older notebooks, killed on the way", by_tests::updates),
    proof("T16", "wrong passphrases", guesses::prove),
    tests("T17", "what others published, and what was frozen", by_tests::known_answers),
    tests("T18", "any history of two people in their spaces", by_tests::histories),
    tests("T19", "a server that swaps, replays and slips in", by_tests::malicious_server),
    tests("T20", "whoever is no longer in", by_tests::no_longer_in),
    tests("T21", "two people at once on one server", by_tests::side_by_side),
    tests("T22", "every route for everybody", by_tests::matrix),
    tests("T23", "whoever has the whole database reads no word", by_tests::at_rest),
    tests("T24", "each look leaves one line that cannot be taken out", by_tests::looks),
    tests("T25", "no nonce twice", by_tests::nonces),
    proof("T26", "no key and no word left in memory after locking", memory::prove),
    proof("T27", "no connection to any other machine", egress::prove),
    proof("T28", "no word outside the sealed data (with T33)", canaries::prove),
    tests("T29", "strangers who guess, and the owner who gets in", by_tests::guessed_at),
    tests("T30", "no open door without encryption", by_tests::open_doors),
    proof("T31", "sessions begin anew and end at once", web::prove_sessions),
    proof("T32", "nothing done for another site", web::prove_other_sites),
    tests("T34", "TLS of our own, and what proxies say", by_tests::own_tls),
    proof("T35", "headers on every answer", web::prove_headers),
    proof("T36", "hostile words in every field", web::prove_hostile),
    tests("T38", "zips that lead outside, lie and burst", by_tests::zips),
    tests("T39", "what is too large, has no end or comes too slowly", by_tests::large_and_slow),
    tests("T40", "crowds that say nothing", by_tests::crowds),
    tests("T41", "requests with two meanings, and requests of noise", by_tests::smuggling),
    proof("T42", "what no field was made for, in every field (with T37)", web::prove_odd_values),
    proof("T43", "backups made while writing", backups::prove),
    proof("T44", "out, in, and out again", archive::prove),
    proof("T45", "erased for good", erasing::prove),
    proof("T46", "nothing telling outside", web::prove_neutral),
    proof("T47", "leaving quickly from every page", web::prove_leaving),
    tests("T58", "each check of an installed system seen red", by_tests::doctor),
    proof("T54", "a thousand people who write and read for ten minutes", scale::prove_load),
    proof(
        "crowd",
        "9,500 idle and 500 active connections, beside a server without any work",
        scale::prove_crowd,
    ),
    proof("two", "one of two servers killed, and the database, under load", scale::prove_two_servers),
    proof("breath", "ten minutes of breath keep time, two of them in the background", web::prove_breath),
    proof("scores", "LHC-Forms adds up 14,000 sets of answers to the same sums", web::prove_scores),
];

/// Says which proofs there are.
pub(crate) fn list() {
    for Proof { number, what, .. } in PROOFS {
        println!("{number}  {what}");
    }
}

/// Builds the debug binary (or takes the one `HEARKEN_BIN` names), runs the proofs named (all, if none is), prints the table. Tells whether all held.
pub(crate) fn prove(short: bool, names: &[String]) -> Result<bool> {
    if let Some(unknown) = names.iter().find(|name| !PROOFS.iter().any(|proof| proof.number == name.as_str()))
    {
        return Err(format!("there is no proof {unknown}; see `cargo xtask proof --list`").into());
    }
    tools::build_debug_binary()?;
    let mut summary = Summary::default();
    let named = |proof: &Proof| names.is_empty() || names.iter().any(|name| name == proof.number);
    run(&mut summary, short, &named);
    Ok(summary.finish())
}

/// Runs the short forms that were not among the tests, as steps of a summary. The debug binary must be built.
pub(crate) fn add_to(summary: &mut Summary) {
    run(summary, true, &|proof| !proof.in_tests);
}

fn run(summary: &mut Summary, short: bool, chosen: &dyn Fn(&Proof) -> bool) {
    for proof in PROOFS.iter().filter(|proof| chosen(proof)) {
        summary.step(&format!("{} {}", proof.number, proof.what), || (proof.prove)(&Lab::new(short)?));
    }
}

/// Turns a control that did not fail into a failure of the proof.
pub(crate) fn control_must_fail(what: &str, control: Result) -> Result<String> {
    match control {
        Err(noticed) => Ok(noticed.to_string()),
        Ok(()) => Err(format!("the negative control was not noticed: {what}").into()),
    }
}
