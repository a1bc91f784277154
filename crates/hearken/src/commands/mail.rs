//! Mail, where an operator has described a mail server.

use std::{path::Path, sync::Arc, time::Duration};

use hearken_core::Timestamp;
use hearken_mail::{Config, Mail, Owners, old_files};
use hearken_vault::{Keeper, Store};

use crate::out::remark;

/// How often it is looked whose time has come.
const ROUND: Duration = Duration::from_secs(30);

/// Mail as `mail.toml` describes it: the file that was named, or the one beside the notebook. What cannot be used is said,
/// and keeps nobody from their notebook.
pub(super) fn open(data: &Path, named: Option<&Path>, store: &Arc<dyn Store>) -> Option<Arc<Mail>> {
    let usual = data.join("mail.toml");
    let described = named.or(Some(usual.as_path()).filter(|usual| usual.is_file()))?;
    let opened = Config::read(described).and_then(|config| Ok((config.post()?, config.key_file(data))));
    let opened = opened.map_err(|fault| fault.to_string());
    match opened
        .and_then(|(post, key)| Mail::open(post, store.clone(), &key).map_err(|fault| fault.to_string()))
    {
        Ok(mail) => Some(Arc::new(mail)),
        Err(fault) => {
            remark(format_args!("Mail is not used: {fault}"));
            None
        }
    }
}

/// Takes in what earlier versions kept in files of that folder. `is_of_folder` is whether the notebooks lie there too. What cannot
/// be taken in stays where it is.
pub(super) async fn take_in_files(
    mail: &Mail,
    data: &Path,
    store: &Arc<dyn Store>,
    is_of_folder: bool,
    now: Timestamp,
) {
    if let Err(fault) = take_in(mail, data, store, is_of_folder, now).await {
        remark(format_args!("Reminders of an earlier version could not be taken in, and wait: {fault}"));
    }
}

async fn take_in(
    mail: &Mail,
    data: &Path,
    store: &Arc<dyn Store>,
    complete: bool,
    now: Timestamp,
) -> Result<(), String> {
    let files = old_files(data).map_err(|error| error.to_string())?;
    if files.is_empty() {
        return Ok(());
    }
    let accounts = store.accounts().await.map_err(|error| error.to_string())?;
    let accounts = accounts.into_iter().map(|account| (account.notebook, account.id)).collect();
    mail.take_in_files(&files, &Owners { accounts, complete }, now).await.map_err(|error| error.to_string())
}

/// Sends what is due, as long as the program runs.
pub(super) async fn go_round(mail: Arc<Mail>, keeper: Keeper) {
    let mut every = tokio::time::interval(ROUND);
    loop {
        every.tick().await;
        mail.go_round(keeper.now()).await;
    }
}
