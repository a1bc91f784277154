//! Differences as sentences: “The Planner’s guard: 8, now 5”.

use hearken_core::{
    Notebook, RecordId,
    bonds::Bond,
    compare::{About, Aspect, Difference, Said},
    parts::{Permission, Role},
    readings::Scale,
};
use maud::{Markup, html};

use crate::{bonds::forward, components::role_word};

/// Each difference as a sentence, in the order given. What is about a part or a bond that was erased is left out.
pub(crate) fn sentences(notebook: &Notebook, differences: &[Difference]) -> Vec<Markup> {
    differences.iter().filter_map(|difference| sentence(notebook, difference)).collect()
}

fn sentence(notebook: &Notebook, difference: &Difference) -> Option<Markup> {
    match difference.about {
        About::Itself => Some(html! { "Self, " (level(difference)?) }),
        About::Part(part) => of_part(notebook, part, difference),
        About::Bond(bond) => of_bond(notebook, notebook.get::<Bond>(bond)?, difference),
    }
}

fn of_part(notebook: &Notebook, part: RecordId, difference: &Difference) -> Option<Markup> {
    let name = html! { bdi { (notebook.part(part)?.name) } };
    let (before, after) = (difference.before.as_ref(), difference.after.as_ref());
    Some(match (&difference.what, before.map(plain), after.map(plain)) {
        (Aspect::Presence, None, _) => html! { (name) " is new on the map" },
        (Aspect::Presence, ..) => html! { (name) " is no longer on the map" },
        (Aspect::Name, Some(before), _) => html! { (name) ", called before: " bdi { (before) } },
        (Aspect::NewRole, None, Some(now)) => html! { (name) " has a new role: " bdi { (now) } },
        (Aspect::NewRole, Some(before), None) => {
            html! { (name) " no longer has the role: " bdi { (before) } }
        }
        (Aspect::Level(_), ..) => html! { (name) "’s " (level(difference)?) },
        (aspect, before, after) => html! { (name) ", " (changed(what(aspect), before, after)) },
    })
}

fn of_bond(notebook: &Notebook, bond: &Bond, difference: &Difference) -> Option<Markup> {
    let tie = tie(notebook, bond)?;
    let (before, after) = (difference.before.as_ref().map(plain), difference.after.as_ref().map(plain));
    Some(match (&difference.what, &before, &after) {
        (Aspect::Presence, None, _) => html! { "A new bond: " (tie) },
        (Aspect::Presence, ..) => html! { "No longer: " (tie) },
        (aspect, ..) => html! { (tie) ", " (changed(what(aspect), before, after)) },
    })
}

/// “The Planner is in conflict with the Scroller”.
fn tie(notebook: &Notebook, bond: &Bond) -> Option<Markup> {
    let name = |part: RecordId| Some(&notebook.part(notebook.view().resolve(part))?.name);
    Some(html! { bdi { (name(bond.from)?) } " " (forward(&bond.kind)) " " bdi { (name(bond.to)?) } })
}

/// “guard: 8, now 5”; `None` for a scale that only a newer program knows.
fn level(difference: &Difference) -> Option<Markup> {
    let Aspect::Level(scale) = &difference.what else { return None };
    let name = match scale {
        Scale::SelfEnergy => "Self-energy",
        Scale::Other(_) => return None,
        scale => scale.id(),
    };
    Some(changed(name, difference.before.as_ref().map(plain), difference.after.as_ref().map(plain)))
}

/// “role: manager, now not yet known”. What was not said before is only said now, and the other way round.
fn changed(what: &str, before: Option<String>, after: Option<String>) -> Markup {
    html! {
        (what) ": "
        @match (before, after) {
            (Some(before), Some(after)) => { bdi { (before) } ", now " bdi { (after) } },
            (None, Some(after)) => { bdi { (after) } ", not said before" },
            (Some(before), None) => { bdi { (before) } ", no longer said" },
            (None, None) => {},
        }
    }
}

fn what(aspect: &Aspect) -> &'static str {
    match aspect {
        Aspect::Presence => "on the map",
        Aspect::Name => "name",
        Aspect::Role => "role",
        Aspect::NewRole => "new role",
        Aspect::Permission => "lets others by",
        Aspect::Blend => "blended",
        Aspect::Strength => "strength",
        Aspect::Over => "over",
        Aspect::Level(_) => "level",
    }
}

fn plain(said: &Said) -> String {
    match said {
        Said::Here => "here".to_owned(),
        Said::Words(words) => words.clone(),
        Said::Level(level) => level.to_string(),
        Said::Id(id) => match (Role::from_id(id), Permission::from_id(id)) {
            (Some(role), _) => role_word(role).to_owned(),
            (None, Some(Permission::Partial)) => "in part".to_owned(),
            _ => id.replace('-', " "),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::{
        NewRevision, Revision, Timestamp, bonds::BondKind, notebook::Prepared, parts::Part, readings::Scale,
    };

    fn notebook() -> Notebook {
        let id = |n| RecordId::from_bytes([n; 16]);
        let named = |name: &str| Part { name: name.to_owned(), ..Part::default() };
        let records = [
            NewRevision::first(id(1), named("The Planner").into()),
            NewRevision::first(id(2), named("<Scroller>").into()),
            NewRevision::first(id(3), Bond::new(id(1), BondKind::Conflict, id(2)).into()),
        ];
        let mut notebook = Notebook::default();
        for NewRevision { record, base, settles, what } in records {
            let saved = Timestamp::from_millis(1);
            notebook.apply(Prepared::of(Revision { record, rev: 1, base, settles, saved, what }));
        }
        notebook
    }

    fn said(about: About, what: Aspect, before: Option<Said>, after: Option<Said>) -> String {
        let said = sentences(&notebook(), &[Difference { about, what, before, after }]);
        let text = said.into_iter().map(Markup::into_string).collect::<String>();
        text.replace("<bdi>", "").replace("</bdi>", "")
    }

    #[test]
    fn differences_read_as_sentences() {
        let (planner, bond) =
            (About::Part(RecordId::from_bytes([1; 16])), About::Bond(RecordId::from_bytes([3; 16])));
        let (eight, five) = (Some(Said::Level(8)), Some(Said::Level(5)));
        let guard = || Aspect::Level(Scale::Guard);
        assert_eq!(said(planner, guard(), eight.clone(), five.clone()), "The Planner’s guard: 8, now 5");
        assert_eq!(said(planner, guard(), None, five), "The Planner’s guard: 5, not said before");
        let host = Some(Said::Words("host".to_owned()));
        assert_eq!(said(planner, Aspect::NewRole, None, host), "The Planner has a new role: host");
        let role = |role: Role| Some(Said::Id(role.id()));
        assert_eq!(
            said(planner, Aspect::Role, role(Role::NotYetKnown), role(Role::Manager)),
            "The Planner, role: not yet known, now manager"
        );
        let tie = "The Planner is in conflict with &lt;Scroller&gt;";
        assert_eq!(said(bond, Aspect::Presence, None, Some(Said::Here)), format!("A new bond: {tie}"));
        assert_eq!(said(bond, Aspect::Presence, Some(Said::Here), None), format!("No longer: {tie}"));
        assert_eq!(
            said(About::Itself, Aspect::Level(Scale::SelfEnergy), None, eight),
            "Self, Self-energy: 8, not said before"
        );
    }

    #[test]
    fn no_sentence_says_which_way_is_better_or_why() {
        let words = ["better", "worse", "improved", "progress", "because", "thanks to", "caused", "healed"];
        let source = include_str!("sentences.rs").split("mod tests").next().unwrap();
        assert!(words.iter().all(|word| !source.contains(word)));
    }
}
