//! The people one shares with.

use axum::extract::State;
use hearken_core::{
    RecordId,
    sharing::{SharedPage, Space},
};
use maud::Markup;

use super::{
    pages::{Line, SharingPage},
    sealed,
    standing::{self, Stands},
};
use crate::{
    AppState,
    error::Problem,
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
) -> Result<Markup, Problem> {
    let spaces: Vec<RecordId> = session.vault().read().all::<Space>().map(|(id, _)| id).collect();
    let mut page = SharingPage {
        page: Page::open(Place::Sharing, &session),
        words: &state.library.sharing_words.page,
        people: Vec::new(),
        under_way: Vec::new(),
        ended: Vec::new(),
        given: Vec::new(),
        gone: &state.library.sharing_words.sealed.gone,
    };
    page.given = sealed::lines(&state, &session.vault().read(), &clock);
    for id in spaces {
        let (kept, stands) = standing::of(&state, &session, id).await?;
        let line = Line {
            id: id.to_string(),
            called: kept.called.clone(),
            said: said(&state, &clock, &kept, &stands),
        };
        match stands {
            Stands::On(_) => page.people.push(line),
            Stands::Ended | Stands::WasEnded => page.ended.push(line),
            _ => page.under_way.push(line),
        }
    }
    Ok(page.render())
}

/// What stands under somebody's name.
fn said(state: &AppState, clock: &Clock, kept: &Space, stands: &Stands) -> String {
    let today = clock.today();
    let day = |at| words::day(clock.when(at).date(), today);
    match stands {
        Stands::On(space) => {
            if space.other_has_left() {
                return format!("{}. They have left this space.", role_said(state, kept));
            }
            let (notebook, me) = (space.read(), space.me());
            let here = clock.today_here();
            let mine = notebook.all::<SharedPage>().filter(|(_, page)| page.by == me && page.is_shown(here));
            let sees = match mine.count() {
                0 => "They see nothing of yours now.".to_owned(),
                number => format!("They see {} of yours.", words::count(number, "thing", "things")),
            };
            drop(notebook);
            let new = if space.has_unseen(here) { " There is something new from them." } else { "" };
            format!("{}. {sees}{new}", role_said(state, kept))
        }
        Stands::Invited => {
            let ends = kept.invitation.as_ref().map(|it| day(it.ends)).unwrap_or_default();
            format!("Invited. Give them the link and the code. The invitation ends on {ends}.")
        }
        Stands::TakenUp(_) => "Took the invitation up. Compare the six words, then let them in.".to_owned(),
        Stands::WornOut => "This invitation is worn out: too many wrong codes were tried.".to_owned(),
        Stands::OtherKey => "Something is wrong with this invitation. Open it to see what.".to_owned(),
        Stands::Waiting(_) => {
            "You took the invitation up. Compare the six words, and wait to be let in.".to_owned()
        }
        Stands::Over => "This invitation is over.".to_owned(),
        Stands::Ended => kept.ended.map(|at| format!("You ended it on {}.", day(at))).unwrap_or_default(),
        Stands::WasEnded => "This space was ended.".to_owned(),
    }
}

/// What they are to this person, or this person to them.
pub(super) fn role_said(state: &AppState, kept: &Space) -> String {
    let name = &state.library.sharing_words.role(kept.role.id()).name;
    if kept.mine { name.clone() } else { format!("They invited you as: {name}") }
}
