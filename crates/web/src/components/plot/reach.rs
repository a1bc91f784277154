//! How far back a plot reaches, and the marks that every plot shows.

use hearken_core::{
    Notebook, Timestamp,
    marks::{self, MarkedDay},
};
use jiff::ToSpan;
use maud::{Markup, html};

use super::PlotMark;
use crate::{form::Fields, journey, zone::Clock};

/// How far back a plot reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Reach {
    #[default]
    All,
    Year,
    Months,
}

impl Reach {
    const EVERY: [Self; 3] = [Self::Months, Self::Year, Self::All];

    /// What the address says; everything when it says nothing.
    pub(crate) fn of(query: &Fields) -> Self {
        Self::EVERY.into_iter().find(|reach| reach.id() == query.text("reach")).unwrap_or_default()
    }

    const fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Year => "year",
            Self::Months => "months",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::All => "All of it",
            Self::Year => "A year",
            Self::Months => "3 months",
        }
    }

    /// Where it begins on the person's clock.
    pub(crate) fn from(self, clock: &Clock) -> Option<Timestamp> {
        let back = match self {
            Self::All => return None,
            Self::Year => 1.year(),
            Self::Months => 3.months(),
        };
        clock.midnight(clock.today().checked_sub(back).ok()?)
    }
}

/// The reaches to choose from, on the page at `address`.
pub(crate) fn reaches(address: &str, chosen: Reach) -> Markup {
    html! {
        nav .chips aria-label="How far back" {
            @for reach in Reach::EVERY {
                a .chip href={ (address) "?reach=" (reach.id()) } aria-current=[(reach == chosen).then_some("true")] { (reach.word()) }
            }
        }
    }
}

/// The marked days, as plots take them.
pub(crate) fn plot_marks(notebook: &Notebook) -> Vec<PlotMark> {
    let mark = |day: &MarkedDay<'_>| PlotMark {
        when: day.when.clone(),
        kind: day.kind,
        name: mark_name(notebook, day),
    };
    marks::shown(notebook).iter().map(mark).collect()
}

/// What a marked day is called: a session of treatment by its number, everything else as the person calls it.
pub(crate) fn mark_name(notebook: &Notebook, day: &MarkedDay<'_>) -> String {
    let session = day.session.and_then(|session| journey::session_name(notebook, session));
    session.unwrap_or_else(|| day.name.to_owned())
}
