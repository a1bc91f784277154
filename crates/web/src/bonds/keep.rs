//! Saying how two parts relate: the empty form, the form of a bond that is known, and keeping what it holds.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Known as _, NewRevision, Notebook, RecordId, Refusal,
    bonds::{self, Bond},
    parts::Part,
};
use hearken_vault::{Draft, Session};
use maud::Markup;

use super::{
    forms::{self, BondForm},
    pages::{BondPage, Known, Other},
};
use crate::{
    AppState,
    components::Typing,
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

const NEW: &str = "/bonds/new";

pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), NEW, &query).filter(|draft| is_of(draft, &query));
    let typing = Typing::new(&state, NEW, state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = draft.map_or(query, |draft| Fields::from_draft(&draft.fields));
    let form = BondForm::filled(typing, &fields, &session.vault().read());
    page(&session, form, None, None).render()
}

/// Whether a draft is about the parts that were asked for: a line that was just drawn opens no other bond's words.
fn is_of(draft: &Draft, query: &Fields) -> bool {
    let fields = Fields::from_draft(&draft.fields);
    ["from", "to"].into_iter().all(|end| !query.has(end) || query.text(end) == fields.text(end))
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/bonds/{id}");
    let draft = drafts::at(session.vault(), &place, &query);
    let (form, known) = {
        let notebook = session.vault().read();
        let (rev, bond) = notebook.get_with_rev::<Bond>(id).ok_or(Problem::NotHere)?;
        let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
        let form = match draft {
            Some(draft) => BondForm::filled(typing, &Fields::from_draft(&draft.fields), &notebook),
            None => BondForm::of(typing, id, bond, &notebook),
        };
        (form, known(&notebook, &clock, id, bond))
    };
    Ok(page(&session, form, Some(known), None).render())
}

fn page(session: &Session, form: BondForm, known: Option<Known>, trouble: Option<&Problem>) -> BondPage {
    BondPage { page: Page::open(Place::Parts, session), form, known, trouble: trouble.map(Problem::said) }
}

/// What is to be said of a bond besides what its form holds.
fn known(notebook: &Notebook, clock: &Clock, id: RecordId, bond: &Bond) -> Known {
    let others = notebook.also_standing(id).into_iter().filter_map(|other| Bond::of(&other.what));
    Known {
        ended: bond.ended.as_ref().map(|when| words::moment(when, clock.today())),
        ends: [bond.from, bond.to].into_iter().filter_map(|end| end_said(notebook, end)).collect(),
        others: others.map(|other| self::other(notebook, clock, other)).collect(),
    }
}

fn other(notebook: &Notebook, clock: &Clock, bond: &Bond) -> Other {
    let ended = bond.ended.as_ref().map(|when| words::moment(when, clock.today())).unwrap_or_default();
    let strength = bond.strength.map(|level| level.to_string()).unwrap_or_default();
    let said = [
        ("Over what, or about what", bond.over.clone()),
        ("What the first says about it", bond.from_says.clone()),
        ("What the second says about it", bond.to_says.clone()),
        ("How strong it is", strength),
        ("Since when", bond.since.clone()),
        ("It was over on", ended),
    ];
    let said = said.into_iter().filter(|(_, words)| !words.trim().is_empty());
    Other { sentence: super::sentence(notebook, bond), said: said.collect() }
}

/// What happened to the part at one end, if the bond is not on the map because of it, or is another's now.
fn end_said(notebook: &Notebook, end: RecordId) -> Option<String> {
    let now = notebook.view().resolve(end);
    let Some(part) = notebook.part(now) else {
        return Some("One of its parts is not in the notebook any more.".to_owned());
    };
    let name = |id| notebook.get::<Part>(id).map_or("", |part| part.name.as_str());
    if now != end {
        return Some(format!(
            "“{}” turned out to be “{}”: this bond is that one's now.",
            name(end),
            part.name
        ));
    }
    part.archived.then(|| {
        format!("“{}” is archived, so this bond is not on the map. It is kept as it was.", part.name)
    })
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let vault = session.vault();
    let again = |trouble: Option<&Problem>, swap: bool| {
        let form = BondForm::filled(Typing::again(&fields), &fields, &vault.read());
        page(&session, if swap { form.swapped() } else { form }, None, trouble).render()
    };
    if fields.has("swap") || fields.has("go") {
        return Ok(again(None, fields.has("swap")).into_response());
    }
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        // Without two parts there is no bond yet.
        let bond = forms::bond(&form, notebook, record).ok_or(Refusal::Empty)?;
        let revision = bonds::keep(notebook, record, form.number("base"), bond)?;
        Ok(vec![NewRevision { settles: form.settles(), ..revision }])
    };
    if let Err(error) = vault.write(change, fields.done()).await {
        let problem = Problem::from(error);
        return Ok((problem.status(), again(Some(&problem), false)).into_response());
    }
    let to_choose = !vault.read().also_standing(record).is_empty();
    let edited = fields.number("base") > 0 || to_choose;
    Ok(kept(&state, &session, &if edited { format!("/bonds/{record}") } else { "/parts".to_owned() }))
}
