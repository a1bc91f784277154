//! `hearken demo`: the notebook of an invented person, to look around in. What it says is content, not code.

mod care;
mod journey;
mod parts;
mod story;

use std::path::{Path, PathBuf};

use hearken_seal::Passphrase;

use super::Outcome;
use crate::{cli::Common, clock, folder, notebook, out::say, passphrase, problem::Problem};

/// The invented notebook is no secret.
const PASSPHRASE: &str = "look around";

pub(crate) async fn run(common: &Common) -> Result<Outcome, Problem> {
    let folder = of_demo(common)?;
    let common = &Common { data: Some(folder.clone()), ..common.clone() };
    let keeper = notebook::keeper(notebook::store_or_new(common).await?);
    let typed = common.passphrase_file.as_deref().map(passphrase::from_file).transpose()?;
    let passphrase = typed.as_ref().map_or(PASSPHRASE, |typed| typed.as_str());
    let (_, session) = keeper.begin(&Passphrase::new(passphrase)).await?;
    let words = keeper.pending_words(&session).await?.expect("new words wait to be shown");
    let answers: Vec<_> = (0..24).map(|at| (at, words[at].to_owned())).collect();
    keeper.check_words(&session, &answers).await?;
    let revisions =
        story::tell(hearken_content::demo(), &clock::here(keeper.now()), &mut || keeper.new_record_id());
    session.vault().append_revisions(revisions).await?;
    keeper.lock(&session).await?;
    say(hearken_content::demo().notice.as_str())?;
    say(format_args!("Look around with: hearken --data {}", quoted(&folder)))?;
    if typed.is_none() {
        say(format_args!("Its passphrase is: {PASSPHRASE}"))?;
    }
    Ok(Outcome::Done)
}

/// The folder that was named; else one beside the notebook's own, never the notebook's own.
fn of_demo(common: &Common) -> Result<PathBuf, Problem> {
    if common.data.is_some() {
        return folder::of(common);
    }
    Ok(folder::usual()?.with_file_name("hearken-demo"))
}

/// A path as it can be typed again.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path }
}
