//! `hearken admin`: the people of a server, for whoever runs it. Nothing here opens a notebook, and no word of one is read.

use std::sync::Arc;

use hearken_core::Timestamp;
use hearken_vault::{
    Name, Store,
    port::{AccountRow, SessionRow, SittingRow},
};

use super::Outcome;
use crate::{
    cli::{AdminAction, Common},
    notebook::{self, Access},
    out::{remark, say},
    problem::Problem,
};

pub(crate) async fn run(common: &Common, action: &AdminAction) -> Result<Outcome, Problem> {
    let access = match action {
        AdminAction::List | AdminAction::Sessions { end: false, .. } => Access::Read,
        _ => Access::Write,
    };
    let store = notebook::store(common, access).await?;
    match action {
        AdminAction::Invite { origin } => invite(store, origin.as_deref()).await,
        AdminAction::List => list(store).await,
        AdminAction::Owner { name } => make_owner(store, name).await,
        AdminAction::Disable { name } => set_disabled(store, name, true).await,
        AdminAction::Enable { name } => set_disabled(store, name, false).await,
        AdminAction::Sessions { name, end } => sessions(store, name, *end).await,
    }
}

async fn invite(store: Arc<dyn Store>, origin: Option<&str>) -> Result<Outcome, Problem> {
    // The owner is nearly always the first account there was, so the first that is looked at.
    let owner = store.accounts().await?.into_iter().find(|account| account.is_owner);
    let Some(owner) = owner else {
        return Err(nobody_invites(store.some_accounts(1).await?.is_empty()));
    };
    let token = notebook::keeper(store).invite_as(owner.id).await?;
    let origin = origin.unwrap_or("http://127.0.0.1:7714").trim_end_matches('/');
    say(format_args!("{origin}/sign-up/{}", token.to_text()))?;
    remark("It works once, for seven days. Whoever has it can make a notebook here and sees nobody else's.");
    Ok(Outcome::Done)
}

fn nobody_invites(nobody_is_there: bool) -> Problem {
    if nobody_is_there {
        Problem::new(
            "Nobody has a notebook here yet, so nobody can invite. Nothing was changed.",
            "The first person needs no invitation: open the server in a browser.",
        )
    } else {
        Problem::new(
            "The owner closed their account, so nobody can invite. Nothing was changed.",
            "Say who is the owner now, with `hearken admin owner NAME`; `hearken admin list` says how people are called.",
        )
    }
}

async fn make_owner(store: Arc<dyn Store>, name: &str) -> Result<Outcome, Problem> {
    let account = named(&*store, name).await?;
    if account.disabled {
        return Err(Problem::new(
            "Whoever is shut out can invite nobody. Nothing was changed.",
            "Let them in again first, with `hearken admin enable NAME`.",
        ));
    }
    notebook::keeper(store).make_owner(account.id).await?;
    Ok(Outcome::Done)
}

async fn list(store: Arc<dyn Store>) -> Result<Outcome, Problem> {
    let keeper = notebook::keeper(store.clone());
    for account in store.accounts().await? {
        let devices = keeper.devices_of(account.id).await?.len();
        let sessions = store.sessions_of(account.id).await?.len();
        say(line(&account, sessions + devices))?;
    }
    Ok(Outcome::Done)
}

fn line(account: &AccountRow, sessions: usize) -> String {
    let name = account.name.as_ref().map_or("\"\"", Name::written);
    let owner = if account.is_owner { "owner" } else { "" };
    let out = if account.disabled { "shut out" } else { "" };
    [name, &minute(account.made), owner, out, &sessions.to_string()].join("\t")
}

/// A moment to the minute, in UTC.
fn minute(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.as_millis())
        .map(|at| at.strftime("%Y-%m-%d %H:%M").to_string())
        .unwrap_or_default()
}

async fn set_disabled(store: Arc<dyn Store>, name: &str, disabled: bool) -> Result<Outcome, Problem> {
    let account = named(&*store, name).await?;
    notebook::keeper(store).set_disabled(account.id, disabled).await?;
    Ok(Outcome::Done)
}

async fn sessions(store: Arc<dyn Store>, name: &str, end: bool) -> Result<Outcome, Problem> {
    let account = named(&*store, name).await?;
    let keeper = notebook::keeper(store.clone());
    if end {
        keeper.end_all(account.id).await?;
        return Ok(Outcome::Done);
    }
    let mut rows = store.sessions_of(account.id).await?;
    rows.sort_by_key(|row| row.made);
    for SessionRow { made, seen, .. } in rows {
        say(format_args!("{}\t{}\t", minute(made), minute(seen)))?;
    }
    for device in keeper.devices_of(account.id).await? {
        say(device_line(&device))?;
    }
    Ok(Outcome::Done)
}

/// A device that sits: it opens one session of treatment, and not the notebook.
fn device_line(device: &SittingRow) -> String {
    let how = if device.joined { "joined" } else { "handed over" };
    [&*minute(device.since), &*minute(device.seen), how].join("\t")
}

async fn named(store: &dyn Store, name: &str) -> Result<AccountRow, Problem> {
    let folded = Name::new(name).map_or_else(|_| String::new(), |name| name.folded().to_owned());
    let found = if folded.is_empty() && !name.trim().is_empty() {
        None
    } else {
        store.account_named(&folded).await?
    };
    found.ok_or_else(|| {
        Problem::new(
            "Nobody of that name has a notebook here. Nothing was changed.",
            "Look with `hearken admin list` how they are called.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::{AccountId, VaultId};

    #[test]
    fn without_an_owner_it_is_said_why_and_how_there_is_one_again() {
        assert!(nobody_invites(true).happened().starts_with("Nobody has a notebook here yet"));
        assert!(nobody_invites(false).happened().starts_with("The owner closed their account"));
    }

    #[test]
    fn a_device_that_sits_is_told_from_a_browser() {
        let device = SittingRow {
            id_hash: [1; 32],
            account: AccountId::from_bytes([1; 16]),
            treatment: hearken_core::RecordId::from_bytes([2; 16]),
            handle: hearken_core::RecordId::from_bytes([3; 16]),
            joined: false,
            sealed: vec![4; 8],
            state: hearken_vault::port::SittingState::GoesOn,
            since: Timestamp::from_millis(1_772_355_600_000),
            seen: Timestamp::from_millis(1_772_355_660_000),
            ends: Timestamp::from_millis(1_772_442_000_000),
            wrong: 0,
            wrong_at: Timestamp::from_millis(0),
        };
        assert_eq!(device_line(&device), "2026-03-01 09:00\t2026-03-01 09:01\thanded over");
        assert!(device_line(&SittingRow { joined: true, ..device }).ends_with("\tjoined"));
    }

    #[test]
    fn a_line_says_who_and_since_when_and_no_more() {
        let account = AccountRow {
            id: AccountId::from_bytes([1; 16]),
            notebook: VaultId::from_bytes([2; 16]),
            public: vec![3; 8],
            words_confirmed: true,
            made: Timestamp::from_millis(1_772_355_600_000),
            name: Some(Name::new("Ada").unwrap()),
            is_owner: true,
            disabled: false,
        };
        assert_eq!(line(&account, 2), "Ada\t2026-03-01 09:00\towner\t\t2");
        let other = AccountRow { name: None, is_owner: false, disabled: true, ..account };
        assert_eq!(line(&other, 0), "\"\"\t2026-03-01 09:00\t\tshut out\t0");
    }
}
