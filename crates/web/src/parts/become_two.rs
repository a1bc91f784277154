//! A part that was found within another: it gets a name, and of what the other says only what is ticked.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_content::PartField;
use hearken_core::{
    Notebook, RecordId, Refusal,
    parts::{self, Part},
};
use hearken_vault::Session;
use maud::Markup;

use super::{
    pages::{SplitPage, Trait},
    said::{form_name, words_in, words_mut, words_of},
};
use crate::{
    AppState,
    components::{PartChip, Typing},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
};

/// Fields that can be taken along: what it says and how it looks. Never the private corner.
fn can_be_copied(field: PartField) -> bool {
    use PartField::{Body, Colour, Emoji, Name, Private, Role, Shape};
    let listed = matches!(field, Role | Colour | Shape | Body | Emoji);
    listed
        || (field.takes_words() && !matches!(field, Name | Private))
        || matches!(field, PartField::Burdens | PartField::LegacyBurdens)
}

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/parts/{id}/split");
    let draft = drafts::at(session.vault(), &place, &query);
    let filled = draft.as_ref().map(|draft| Fields::from_draft(&draft.fields)).unwrap_or_default();
    let typing = Typing::new(&state, &place, state.keeper.new_record_id(), 0, draft.as_ref());
    Ok(split_page(&session, id, typing, &filled, None)?.render())
}

fn split_page(
    session: &Session,
    id: RecordId,
    typing: Typing,
    filled: &Fields,
    trouble: Option<&Problem>,
) -> Result<SplitPage, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let part = notebook.part(id).ok_or(Problem::NotHere)?;
    let words = &hearken_content::library().words;
    let fields = PartField::ALL.into_iter().filter(|field| can_be_copied(*field)).filter_map(|field| {
        let text = words_of(part, field);
        let name = form_name(field);
        let ticked = filled.all("copy").any(|copied| copied == name);
        let said = Trait { label: words.field_label(field).to_owned(), text: text.clone() };
        (!text.trim().is_empty()).then_some((name, ticked, said))
    });
    Ok(SplitPage {
        page,
        from: PartChip::of(id, part),
        fields: fields.collect(),
        name: filled.text("name").to_owned(),
        typing,
        trouble: trouble.map(Problem::said),
    })
}

pub(super) async fn split(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    session.vault().read().part(id).ok_or(Problem::NotHere)?;
    let new = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let form = fields.clone();
    let plan = move |notebook: &Notebook| {
        let from = notebook.part(id).ok_or(Refusal::NotHere)?;
        parts::split(notebook, id, new, found(from, &form)).map(|revision| vec![revision])
    };
    if let Err(error) = session.vault().write(plan, fields.done()).await {
        let problem = Problem::from(error);
        let page = split_page(&session, id, Typing::again(&fields), &fields, Some(&problem))?.render();
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/parts/{new}")))
}

/// The new part: its name, and what was ticked. An urge to harm and being kept out of sight go along unasked: the
/// stricter holds.
fn found(from: &Part, form: &Fields) -> Part {
    let mut part = Part {
        name: form.text("name").to_owned(),
        hidden: from.hidden,
        urge_to_harm: from.urge_to_harm,
        ..Part::default()
    };
    let ticked = |field: &PartField| {
        let name = form_name(*field);
        can_be_copied(*field) && form.all("copy").any(|copied| copied == name)
    };
    for field in PartField::ALL.into_iter().filter(ticked) {
        match field {
            PartField::Role => part.role = from.role,
            PartField::Colour => part.colour.clone_from(&from.colour),
            PartField::Shape => part.shape.clone_from(&from.shape),
            PartField::Body => part.body.clone_from(&from.body),
            _ => {
                if let (Some(said), Some(words)) = (words_in(from, field), words_mut(&mut part, field)) {
                    said.clone_into(words);
                }
            }
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ticked_goes_along_and_the_private_corner_never() {
        let from = Part {
            name: "The Planner".to_owned(),
            fears: "falling".to_owned(),
            gifts: "care".to_owned(),
            private: "mine".to_owned(),
            body: vec!["chest".to_owned()],
            urge_to_harm: true,
            ..Part::default()
        };
        let mut form = Fields::default();
        for (name, value) in [
            ("name", "The Watcher"),
            ("copy", "fears"),
            ("copy", "body"),
            ("copy", "private"),
            ("copy", "name"),
        ] {
            form.push(name, value);
        }
        let found = found(&from, &form);
        let wanted = Part {
            name: "The Watcher".to_owned(),
            fears: "falling".to_owned(),
            body: vec!["chest".to_owned()],
            urge_to_harm: true,
            ..Part::default()
        };
        assert_eq!(found, wanted);
    }
}
