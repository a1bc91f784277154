//! The person's half of every problem: two plain sentences.

use hearken_core::{Refusal, breathing::Beyond};
use hearken_report::picture::{FILE_BYTES, NoPicture};
use hearken_vault::{InviteError, StoreError};

use super::Problem;

/// What a person reads: what happened, then what stands and what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Said {
    pub(crate) what: String,
    pub(crate) then: String,
}

impl Problem {
    /// The two sentences.
    pub(crate) fn said(&self) -> Said {
        let (what, then) = match self {
            Self::NotHere | Self::Refused(Refusal::NotHere) => (
                "This is not here.",
                "It may have been erased, or the address has a slip in it. Nothing else has changed.",
            ),
            Self::NotThisWay => (
                "This page cannot be used like that.",
                "Nothing was changed. Go back and use the page's own buttons.",
            ),
            Self::Locked { .. } => ("The notebook is locked.", "Nothing is lost. Unlock it to go on."),
            Self::NotSetUp => ("There is no notebook here yet.", "Begin one; it takes two minutes."),
            Self::TooLong { limit } | Self::Refused(Refusal::TooLong { limit, .. }) => {
                return too_long(*limit);
            }
            Self::Refused(Refusal::Breath(beyond)) => return beyond_a_bound(*beyond),
            Self::Refused(refusal) => refused(refusal),
            Self::NoPicture(why) => return no_picture(*why),
            Self::NoRecording => (
                "This is not a voice note that can be kept here.",
                "Nothing was changed. WebM, Ogg and MP4 sound can be kept.",
            ),
            Self::LongRecording => (
                "This voice note is too long: three minutes, or 1 MB, fit here.",
                "It was not kept. Say it in two shorter ones.",
            ),
            Self::NotText => (
                "What arrived was not readable text.",
                "Nothing was kept and nothing was changed. Go back; your words should still be on the page.",
            ),
            Self::NotWhole => (
                "What you sent did not arrive whole.",
                "Nothing of it was kept. Your words are still on the page you sent them from: go back and try again.",
            ),
            Self::OtherSite => (
                "This was sent from another site, so it was not done.",
                "Nothing was changed. Open the page here and try again.",
            ),
            Self::OtherHost => (
                "The notebook does not answer under this address.",
                "Nothing was shown. Open it at the address that was printed when it started.",
            ),
            Self::WithTheSitter => (
                "This device is with the sitter, and opens this one session alone.",
                "Nothing was changed. Words that came with it wait, sealed, for whoever takes the device back.",
            ),
            Self::SatBefore => ("The session is over, or was ended here.", "Nothing of it is left to open."),
            Self::Invitation(error) => return invitation(error),
            Self::NoCode => (
                "That is not a code: a code has eight digits.",
                "This try was not counted. Ask for the code again if you are not sure.",
            ),
            Self::NoRole => (
                "It is not said yet what they are to you.",
                "Nothing was made. Choose one, then invite them.",
            ),
            Self::SpaceEnded => ENDED,
            Self::HeldFull => (
                "There is no more room to hold words while the notebook is locked.",
                "Your words are still on the page you sent them from: go back, copy them, then unlock.",
            ),
            Self::Store(error) => stored(error),
            Self::Panicked => (
                "Something broke on our side.",
                "What was kept is safe. Go back and try again; if it stays so, start the program again.",
            ),
        };
        Said { what: what.to_owned(), then: then.to_owned() }
    }
}

fn too_long(limit: usize) -> Said {
    let limit = if limit >= 1 << 20 { format!("{} MB", limit >> 20) } else { format!("{limit} letters") };
    Said {
        what: format!("This is too long: {limit} fit here."),
        then:
            "Nothing of it was kept yet. Your words are still on the page: keep them in two or more pieces."
                .to_owned(),
    }
}

/// The bound itself says what it is; its numbers stand in the content.
fn beyond_a_bound(beyond: Beyond) -> Said {
    let own = &hearken_content::library().breath_rules.own;
    let what = match beyond {
        Beyond::Pace => &own.said_pace,
        Beyond::Phase => &own.said_phase,
        Beyond::Out => &own.said_out,
        Beyond::Hold => &own.said_hold,
        Beyond::Gate => &own.said_gate,
        Beyond::Minutes => &own.said_minutes,
    };
    let then = "Nothing is lost: change it, then keep it.".to_owned();
    Said { what: what.clone(), then }
}

fn no_picture(why: NoPicture) -> Said {
    let what = match why {
        NoPicture::TooLarge => format!("This file is too large: {} MB can be read.", FILE_BYTES >> 20),
        NoPicture::TooManyPixels => "This picture has more dots than can be opened here.".to_owned(),
        NoPicture::Unreadable => "This is not a picture that can be read here.".to_owned(),
    };
    let then = match why {
        NoPicture::Unreadable => "Nothing was changed. JPEG, PNG, WebP and GIF can be read.",
        _ => "Nothing was changed. Choose a smaller one, or a photo of it.",
    };
    Said { what, then: then.to_owned() }
}

/// What whoever is not in a space any more reads.
const ENDED: (&str, &str) = ("This space was ended.", "Nothing of it can be opened here.");

fn invitation(error: &InviteError) -> Said {
    let (what, then) = match error {
        InviteError::OtherCode { left } => {
            let left = crate::words::count(usize::try_from(*left).unwrap_or(0), "time", "times");
            return Said {
                what: "That is not the code of this link.".to_owned(),
                then: format!("You can try {left} more. Ask whoever invited you to read it to you again."),
            };
        }
        InviteError::OwnInvitation => (
            "This is your own invitation.",
            "It is for the person you want to invite. Give them the link and the code.",
        ),
        InviteError::OtherKey => (
            "The key that lies here is not the one of the person you gave the code to.",
            "Nobody was let in, and nothing was shown. End this invitation and make a new one.",
        ),
        _ => (
            "This invitation does not open anything.",
            "It may be over, taken up, or withdrawn. Whoever invited you can make a new one.",
        ),
    };
    Said { what: what.to_owned(), then: then.to_owned() }
}

fn refused(refusal: &Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::Empty => ("There is nothing to keep yet.", "Write a word or two, then press Keep."),
        Refusal::NoName => {
            ("It has no name yet.", "Any word will do; you can change it later. The rest is still here.")
        }
        Refusal::TooMany { .. } => {
            ("These are more than fit together.", "Nothing is lost. Take some of them out, then keep it.")
        }
        Refusal::Finished => (
            "This exercise has already ended.",
            "What you wrote before is kept. You can read it, or begin a new one.",
        ),
        Refusal::OtherKind => (
            "This page is from another time and no longer fits.",
            "Nothing was changed. Open it again from the menu.",
        ),
        Refusal::NotANumber => (
            "One field asks for a number.",
            "Nothing is lost: put digits there, or leave it empty, then keep it.",
        ),
        Refusal::OutOfRange { .. } => {
            ("The scale goes from 0 to 10.", "Nothing is lost: choose a number on it, then keep it.")
        }
        Refusal::SamePart => {
            ("These two are the same part.", "Nothing was changed. Choose another one, or leave it as it is.")
        }
        Refusal::Archived => {
            ("That part is archived.", "Nothing is lost. Bring it back on its page first, then try again.")
        }
        Refusal::OnlyInTheOffice => (
            "That is given in an office, with staff who stay with you.",
            "Nothing is lost. Choose “in an office”, or another way of taking it.",
        ),
        Refusal::NotNow => (
            "This has moved on since the page was opened.",
            "Nothing was changed. Open it again to see where it stands.",
        ),
        Refusal::NeverShown => (
            "This stays with you.",
            "Nothing was shown. A hidden part, a private corner and a private entry are never shared, nor scores with a sitter.",
        ),
        Refusal::NothingToUndo => ("There is nothing to undo here.", "Nothing was changed."),
        Refusal::NotHere | Refusal::TooLong { .. } | Refusal::Breath(_) => {
            ("This did not fit.", "Nothing was changed.")
        }
    }
}

fn stored(error: &StoreError) -> (&'static str, &'static str) {
    match error {
        StoreError::Full => (
            "The disk is full, so this could not be kept.",
            "All that was kept before is safe, and your words are still on this page. Make room, then press Keep again.",
        ),
        StoreError::ReadOnly => (
            "The notebook's folder may not be written to, so this could not be kept.",
            "All that was kept before is safe. Copy what you wrote, then allow writing there.",
        ),
        StoreError::Damaged(_) => (
            "The notebook's file is damaged in one place.",
            "Nothing was written over it. Put back your last backup, or have the program check it with: hearken verify.",
        ),
        StoreError::Newer { .. } => (
            "A newer program wrote this notebook.",
            "Nothing was touched. Open it with that program, or a newer one.",
        ),
        StoreError::InUse => (
            "Another program has this notebook open.",
            "Nothing was touched. Close the other one, then try again.",
        ),
        StoreError::Overtaken => (
            "Something else was kept in this notebook in the same moment, so this was not.",
            "Nothing is lost, and your words are still on this page. Go back to it and press Keep again.",
        ),
        StoreError::NotAMember => ENDED,
        StoreError::Away(_) => (
            "The notebook's database is not answering just now.",
            "What was kept is safe. If you were writing, your words are still on the page: wait a minute and try again.",
        ),
        StoreError::Fault(_) => (
            "The notebook could not be reached just now.",
            "What was kept is safe. If you were writing, your words are still on the page: wait a moment and try again.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_says_what_happened_and_what_stands() {
        let refusals = [
            Refusal::Empty,
            Refusal::NoName,
            Refusal::TooLong { bytes: 9, limit: 400 },
            Refusal::TooMany { limit: 1 },
            Refusal::NotHere,
            Refusal::Finished,
            Refusal::OtherKind,
            Refusal::OnlyInTheOffice,
            Refusal::NotNow,
            Refusal::NeverShown,
        ];
        let stores = [
            StoreError::Full,
            StoreError::ReadOnly,
            StoreError::Damaged("page 7".to_owned()),
            StoreError::Newer { found: 2, known: 1 },
            StoreError::InUse,
            StoreError::Overtaken,
            StoreError::NotAMember,
            StoreError::Away("57P03".to_owned()),
            StoreError::Fault("errno 5".to_owned()),
        ];
        let others = [
            Problem::NotHere,
            Problem::NotThisWay,
            Problem::NotText,
            Problem::NoRecording,
            Problem::LongRecording,
            Problem::OtherSite,
            Problem::OtherHost,
            Problem::HeldFull,
            Problem::Invitation(InviteError::NotHere),
            Problem::Invitation(InviteError::OtherCode { left: 0 }),
            Problem::Invitation(InviteError::OwnInvitation),
            Problem::Invitation(InviteError::OtherKey),
            Problem::NoCode,
            Problem::NoRole,
            Problem::SpaceEnded,
            Problem::Panicked,
            Problem::NoPicture(NoPicture::TooLarge),
            Problem::NoPicture(NoPicture::TooManyPixels),
            Problem::NoPicture(NoPicture::Unreadable),
        ];
        let all = refusals.map(Problem::Refused).into_iter().chain(stores.map(Problem::Store)).chain(others);
        for problem in all {
            let said = problem.said();
            assert!(said.what.ends_with('.') && said.then.ends_with('.'), "{problem:?}");
            assert!(!said.then.contains("page 7") && !said.what.contains("errno"), "{problem:?}");
            assert!(problem.status().is_client_error() || problem.status().is_server_error());
        }
    }
}
