//! `hearken init`: a notebook without the browser.

use hearken_seal::Passphrase;
use hearken_vault::{BeginError, Setup};

use super::Outcome;
use crate::{
    cli::Common,
    folder, notebook,
    out::{remark, say},
    passphrase,
    problem::Problem,
};

pub(crate) async fn run(common: &Common) -> Result<Outcome, Problem> {
    let folder = folder::of(common)?;
    // Looked at first, so that nobody thinks of a passphrase in vain; no file is made before there is one.
    if (common.database.is_some() || notebook::has_file(&folder))
        && notebook::keeper(notebook::store_or_new(common).await?).setup().await? == Setup::Ready
    {
        return Err(BeginError::AlreadySetUp.into());
    }
    let passphrase = passphrase::get_new(common)?;
    warn_if_weak(&passphrase);
    let keeper = notebook::keeper(notebook::store_or_new(common).await?);
    let (_, session) = keeper.begin(&passphrase).await?;
    let words = keeper.pending_words(&session).await?.expect("new words wait to be shown");
    let shown = show(&words);
    keeper.lock(&session).await?;
    shown.map_err(|_| {
        Problem::new(
            "The notebook is made, but its recovery words could not be shown. It opens with your passphrase.",
            "Open it in your browser and make new words there, under Settings.",
        )
    })?;
    Ok(Outcome::Done)
}

/// The words in rows of four, numbered.
fn show(words: &[&str]) -> Result<(), Problem> {
    say("Your notebook is ready. These 24 words open it if you ever lose the passphrase.")?;
    say("Write them on paper, in this order. They are not shown again.\n")?;
    for (row, four) in words.chunks(4).enumerate() {
        let numbered: Vec<_> =
            four.iter().enumerate().map(|(n, word)| format!("{:>2} {word:<10}", row * 4 + n + 1)).collect();
        say(numbered.join(" ").trim_end())?;
    }
    say("\nOpen the notebook in your browser with `hearken`, or write with `hearken note`.")
}

/// In the browser a weak passphrase is not taken. Whoever sets one up by hand is told, and may know better.
fn warn_if_weak(passphrase: &Passphrase) {
    if zxcvbn::zxcvbn(passphrase.expose(), &[]).score() < zxcvbn::Score::Three {
        remark(
            "This passphrase could be guessed by somebody who has the file. Four or five words are better.",
        );
    }
}
