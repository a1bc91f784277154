//! The state of the notebook: what was checked when it was opened, and what was found.

use axum::{extract::State, response::Response};
use hearken_vault::{Fault, FaultKind};
use maud::Markup;

use super::pages::{Finding, NotebookPage};
use crate::{
    AppState,
    error::Problem,
    layout::{Page, Place},
    session::{Unlocked, kept},
};

pub(super) async fn page(Unlocked(session): Unlocked) -> Markup {
    let page = Page::open(Place::Settings, &session);
    let vault = session.vault();
    let faults = vault.faults();
    let head = vault.head();
    let notebook = vault.read();
    NotebookPage {
        page,
        entries: head.seq,
        link: head.link.short(),
        older: faults.iter().any(|fault| fault.kind == FaultKind::Older),
        findings: faults.iter().map(finding).collect(),
        unknown: notebook.unknown_revisions(),
    }
    .render()
}

/// What was found, in words.
fn finding(fault: &Fault) -> Finding {
    let (what, then) = match fault.kind {
        FaultKind::Changed => (
            "was changed by something other than this notebook",
            "It is not shown. A backup may still have it.",
        ),
        FaultKind::Missing => ("is missing", "Nothing is shown in its place. A backup may still have it."),
        FaultKind::Unreadable => (
            "is whole, but in a form this program does not know",
            "It is kept as it is. A newer program may read it.",
        ),
        FaultKind::Reordered => (
            "does not stand where it was written",
            "It is shown with this warning. A backup may have the right order.",
        ),
        FaultKind::Older => (
            "The whole notebook is older than one that was seen here before",
            "What was written after it is not in it. If you put an older copy back on purpose, say so below; else look for the newer file.",
        ),
        FaultKind::Draft => {
            ("Words that were not yet kept could not be opened", "They are left where they are.")
        }
        FaultKind::Held => (
            "Words that arrived while the notebook was locked could not be opened",
            "They are left where they are.",
        ),
        FaultKind::Late => (
            "A note from a sitter’s device came in a form that cannot be kept",
            "It had no words that could be read. What else was noted there is in your notebook.",
        ),
    };
    let what = match fault.seq {
        Some(seq) => format!("Save number {seq} {what}."),
        None if matches!(
            fault.kind,
            FaultKind::Changed | FaultKind::Missing | FaultKind::Unreadable | FaultKind::Reordered
        ) =>
        {
            format!("One save {what}.")
        }
        None => format!("{what}."),
    };
    Finding { what, then: then.to_owned() }
}

/// “I put this older copy back on purpose”: from here on it is the notebook.
pub(super) async fn accept(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
) -> Result<Response, Problem> {
    session.vault().accept_older().await?;
    Ok(kept(&state, &session, "/settings/notebook"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_is_a_sentence_and_says_what_stands() {
        let kinds = [
            FaultKind::Changed,
            FaultKind::Missing,
            FaultKind::Unreadable,
            FaultKind::Reordered,
            FaultKind::Older,
            FaultKind::Draft,
            FaultKind::Held,
            FaultKind::Late,
        ];
        for kind in kinds {
            let Finding { what, then } = finding(&Fault { kind, seq: None, record: None });
            assert!(
                what.chars().next().is_some_and(char::is_uppercase)
                    && what.ends_with('.')
                    && then.ends_with('.'),
                "{what}"
            );
        }
        let changed = finding(&Fault { kind: FaultKind::Changed, seq: Some(7), record: None });
        assert_eq!(changed.what, "Save number 7 was changed by something other than this notebook.");
    }
}
