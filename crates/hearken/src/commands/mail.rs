//! Mail, where an operator has described a mail server.

use std::{path::Path, sync::Arc, time::Duration};

use hearken_mail::{Config, Mail};
use hearken_vault::Keeper;

use crate::out::remark;

/// How often it is looked whose time has come.
const ROUND: Duration = Duration::from_secs(30);

/// Mail as `mail.toml` describes it: the file that was named, or the one beside the notebook. What cannot be used is said,
/// and keeps nobody from their notebook.
pub(super) fn open(data: &Path, named: Option<&Path>) -> Option<Arc<Mail>> {
    let usual = data.join("mail.toml");
    let described = named.or(Some(usual.as_path()).filter(|usual| usual.is_file()))?;
    let opened = Config::read(described).and_then(|config| Ok((config.post()?, config.key_file(data))));
    let opened = opened.map_err(|fault| fault.to_string());
    match opened.and_then(|(post, key)| Mail::open(post, data, &key).map_err(|fault| fault.to_string())) {
        Ok(mail) => Some(Arc::new(mail)),
        Err(fault) => {
            remark(format_args!("Mail is not used: {fault}"));
            None
        }
    }
}

/// Sends what is due, as long as the program runs.
pub(super) async fn go_round(mail: Arc<Mail>, keeper: Keeper) {
    let mut every = tokio::time::interval(ROUND);
    loop {
        every.tick().await;
        mail.go_round(keeper.now()).await;
    }
}
