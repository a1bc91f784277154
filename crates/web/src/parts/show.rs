//! The page of one part: who it is, what it said, what ties it to others, and its story.

use hearken_content::PartField;
use hearken_core::{
    Known, Notebook, Record, RecordId,
    parts::{self, Part},
    readings::Scale,
};
use maud::Markup;

use super::{
    pages::{Look, Merged, PartPage, Standing, Undo},
    picture, said, story, ties,
};
use crate::{
    components::{Nearest, PartChip, role_word},
    error::Problem,
    form::{Query, RecordPath},
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    nearest: Nearest,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let urge = parts::carries_urge(&session.vault().read(), id);
    let put_away = query.has("seen");
    let notebook = session.vault().read();
    let (_, rev, part) = notebook.part_with_rev(id).ok_or(Problem::NotHere)?;
    let family = ties::family(&notebook, id);
    let merged = merged(&notebook, id, &family);
    Ok(PartPage {
        page,
        nearest: (urge && !put_away).then_some(nearest),
        put_away: urge && put_away,
        address: format!("/parts/{id}"),
        rev,
        look: look(&notebook, &clock, id, part),
        headings: said::headings(part),
        permission_since: permission_since(&notebook, &clock, id, part),
        private: part.private.clone(),
        hidden: part.hidden,
        archived: part.archived,
        became: part
            .merged_into
            .map(|into| notebook.view().resolve(into))
            .and_then(|into| chip(&notebook, into)),
        became_erased: part
            .merged_into
            .is_some_and(|into| notebook.part(notebook.view().resolve(into)).is_none()),
        found_within: part.split_from.and_then(|from| chip(&notebook, from)),
        undo: undo(&notebook, id, &merged),
        merged,
        others: others(&notebook, id),
        bonds: ties::bonds(&notebook, &family),
        named: ties::named_in(&notebook, &clock, &family),
        story: story::page(&notebook, &clock, &family, story::moment(query.text("before"))),
        exile: parts::is_exile(&notebook, id),
    }
    .render())
}

fn chip(notebook: &Notebook, id: RecordId) -> Option<PartChip> {
    Some(PartChip::of(id, notebook.part(id)?))
}

/// Who it is at a glance.
fn look(notebook: &Notebook, clock: &Clock, id: RecordId, part: &Part) -> Look {
    let since = |at| words::day(clock.when(at).date(), clock.today());
    let levels = [(Scale::Guard, "Guard"), (Scale::Trust, "Trust")];
    let view = notebook.view();
    Look {
        chip: PartChip::of(id, part),
        emoji: part.emoji.clone(),
        picture: picture::of(notebook, part).map(|(picture, _)| picture.to_string()),
        known_since: notebook.history(id).first().map(|first| since(first.saved)),
        roles: roles(notebook, clock, id),
        levels: levels
            .into_iter()
            .filter_map(|(scale, name)| {
                let (at, level) = view.level(Some(id), &scale)?;
                Some(format!("{name} {level} of 10, {}", since(at)))
            })
            .collect(),
    }
}

/// How its role changed, oldest first: the word, and the day from which on it held. Empty while it never changed.
fn roles(notebook: &Notebook, clock: &Clock, id: RecordId) -> Vec<(String, String)> {
    let mut roles: Vec<(String, String)> = Vec::new();
    let mut last = None;
    for revision in notebook.history(id) {
        if let Record::Part(part) = &revision.what
            && last != Some(part.role)
        {
            last = Some(part.role);
            let day = words::day(clock.when(revision.saved).date(), clock.today());
            roles.push((role_word(part.role).to_owned(), day));
        }
    }
    if roles.len() > 1 { roles } else { Vec::new() }
}

/// The day since which it has let others by as it does now. `None` while nobody asked.
fn permission_since(notebook: &Notebook, clock: &Clock, id: RecordId, part: &Part) -> Option<String> {
    if part.permission == parts::Permission::NotAsked {
        return None;
    }
    let said = notebook.history(id).iter().rev().take_while(
        |revision| matches!(&revision.what, Record::Part(was) if was.permission == part.permission),
    );
    said.last().map(|first| words::day(clock.when(first.saved).date(), clock.today()))
}

/// Those that turned out to be this one.
fn merged(notebook: &Notebook, id: RecordId, family: &[RecordId]) -> Vec<Merged> {
    let others = family.iter().filter(|&&other| other != id);
    others
        .filter_map(|&other| {
            let part = notebook.part(other)?;
            let direct = part.merged_into == Some(id);
            let undoes_this = direct && parts::unmerge(notebook, other).is_ok_and(|plan| plan.len() == 2);
            Some(Merged { chip: PartChip::of(other, part), undoes_this })
        })
        .collect()
}

/// The last change, if it can be undone here: a merge is undone by taking the two apart.
fn undo(notebook: &Notebook, id: RecordId, merged: &[Merged]) -> Option<Undo> {
    let [.., newest] = notebook.history(id) else { return None };
    let before = notebook.revision(id, newest.base)?;
    let Record::Part(part) = &newest.what else { return None };
    let was = Part::of(&before.what)?;
    let alone = was.merged_into.is_none() && part.merged_into.is_none();
    let by_merge = !alone || merged.iter().any(|other| other.undoes_this);
    (!by_merge && before.what != newest.what).then_some(Undo { base: newest.rev, rev: before.rev })
}

/// What another window kept at the same time.
fn others(notebook: &Notebook, id: RecordId) -> Vec<Standing> {
    let standing = notebook.also_standing(id).into_iter();
    let urge = hearken_content::library().words.field_label(PartField::UrgeToHarm);
    let told = standing.filter_map(|revision| {
        let part = Part::of(&revision.what)?;
        Some(Standing {
            rev: revision.rev,
            role: role_word(part.role),
            headings: said::headings(part),
            private: part.private.clone(),
            hidden: part.hidden,
            urge: part.urge_to_harm.then_some(urge),
        })
    });
    told.collect()
}
