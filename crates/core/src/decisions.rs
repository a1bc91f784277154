//! Decisions: a council in which each part says what it wants, fears and needs for each option.
//!
//! The person seats the parts and chooses; nothing is weighed, counted or recommended here.

use jiff::civil::Date;

use crate::{
    Extra, Known, NewRevision, Notebook, RecordId, Refusal, When,
    limits::{TIES, check_level, check_name, check_optional_name, check_text},
    parts::Part,
};

/// A decision, from the question to the looking back.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Decision {
    /// The question.
    pub question: String,
    /// The field of life: an id of `content/words/fields-of-life.toml`, or the person's own word; may be empty.
    pub field: String,
    /// The options, each with a number that stays its own when others come and go.
    pub options: Vec<Choice>,
    /// The parts at the table.
    pub seats: Vec<Seat>,
    /// What Self sees when all were heard.
    pub self_sees: String,
    /// The option that was chosen; `None` while nothing is, or when the choice is none of them.
    pub chosen: Option<u16>,
    /// The choice in words.
    pub choice: String,
    /// When it was asked.
    pub asked: When,
    /// When it was decided, once it is.
    pub decided: Option<When>,
    /// The day to look back.
    pub look_back: Option<Date>,
    /// The looking back, oldest first.
    pub looked_back: Vec<LookBack>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// One option.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its number within the decision.
    pub number: u16,
    /// What it is.
    pub name: String,
}

/// A part at the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seat {
    /// The part.
    pub part: RecordId,
    /// How it sits.
    pub seat: Seating,
    /// Why it sits so.
    pub why: String,
    /// Whether it sits so in every decision of this field of life; offered again the next time, never done unasked.
    pub standing: bool,
    /// What it says, for each option it spoke about.
    pub voices: Vec<Voice>,
}

impl Seat {
    /// A part that advises, and has not spoken yet.
    pub fn of(part: RecordId) -> Self {
        Self { part, seat: Seating::Advises, why: String::new(), standing: false, voices: Vec::new() }
    }
}

/// How a part sits at the table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Seating {
    /// It is heard, and advises.
    #[default]
    Advises,
    /// It leads, for this one.
    Leads,
    /// It sits this one out.
    SitsOut,
}

impl Seating {
    /// Every way to sit, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Advises, Self::Leads, Self::SitsOut];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Advises => "advises",
            Self::Leads => "leads",
            Self::SitsOut => "sits-out",
        }
    }

    /// The way to sit with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|seat| seat.id() == id)
    }
}

/// What a part says of one option.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Voice {
    /// The option's number.
    pub option: u16,
    /// What it wants.
    pub wants: String,
    /// What it fears.
    pub fears: String,
    /// What it needs.
    pub needs: String,
    /// How strongly, 0 to 10; `None` when it did not say.
    pub strength: Option<u8>,
}

/// One step of a decision: what one page of it asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// The question, its field of life, the options.
    Question,
    /// Who is at the table.
    Table,
    /// How one part sits there, and why.
    Seat(RecordId),
    /// What one part says.
    Voice(RecordId),
    /// What Self sees.
    SelfSees,
    /// The choice, and the day to look back.
    Choice,
}

/// The looking back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LookBack {
    /// When.
    pub when: When,
    /// How it went.
    pub words: String,
}

impl Decision {
    /// The seat of a part, if it is at the table.
    pub fn seat(&self, part: RecordId) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.part == part)
    }

    /// The number that the next option gets: never one that a part has spoken about, even of an option that is gone.
    pub fn next_number(&self) -> u16 {
        let spoken = self.seats.iter().flat_map(|seat| &seat.voices).map(|voice| voice.option);
        let highest = self.options.iter().map(|option| option.number).chain(spoken).max();
        highest.map_or(1, |highest| highest.saturating_add(1))
    }

    /// What one step holds, and nothing else.
    fn only(&self, step: Step) -> Self {
        let seat = |part| self.seat(part).cloned();
        match step {
            Step::Question => Self {
                question: self.question.clone(),
                field: self.field.clone(),
                options: self.options.clone(),
                ..Self::default()
            },
            Step::Table => {
                let bare = |seat: &Seat| Seat::of(seat.part);
                Self { seats: self.seats.iter().map(bare).collect(), ..Self::default() }
            }
            Step::Seat(part) => {
                let seat = seat(part).map(|seat| Seat { voices: Vec::new(), ..seat });
                Self { seats: seat.into_iter().collect(), ..Self::default() }
            }
            Step::Voice(part) => {
                let seat = seat(part).map(|seat| Seat { voices: seat.voices, ..Seat::of(part) });
                Self { seats: seat.into_iter().collect(), ..Self::default() }
            }
            Step::SelfSees => Self { self_sees: self.self_sees.clone(), ..Self::default() },
            Step::Choice => Self {
                chosen: self.chosen,
                choice: self.choice.clone(),
                look_back: self.look_back,
                ..Self::default()
            },
        }
    }

    /// Every text a person typed into it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let own = [&self.question, &self.field, &self.self_sees, &self.choice];
        let options = self.options.iter().map(|option| &option.name);
        let seats = self.seats.iter().flat_map(|seat| {
            let voices = seat.voices.iter().flat_map(|voice| [&voice.wants, &voice.fears, &voice.needs]);
            std::iter::once(&seat.why).chain(voices)
        });
        let back = self.looked_back.iter().map(|back| &back.words);
        own.into_iter().chain(options).chain(seats).chain(back).map(String::as_str)
    }

    /// Whether it waits to be looked back at on that day.
    pub fn is_due(&self, today: Date) -> bool {
        let looked_since = |due: Date| self.looked_back.iter().any(|back| back.when.date() >= due);
        self.decided.is_some() && self.look_back.is_some_and(|due| due <= today && !looked_since(due))
    }

    fn check(&self, notebook: &Notebook) -> Result<(), Refusal> {
        if self.question.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        self.texts().try_for_each(check_text)?;
        check_optional_name(&self.field)?;
        self.options.iter().try_for_each(|option| check_name(&option.name).map(|_| ()))?;
        if self.options.len() > TIES || self.seats.len() > TIES {
            return Err(Refusal::TooMany { limit: TIES });
        }
        for seat in &self.seats {
            // A part that was erased since must not keep the rest from being kept.
            if notebook.get::<Part>(seat.part).is_none() && !notebook.was_erased(seat.part) {
                return Err(Refusal::NotHere);
            }
            seat.voices.iter().filter_map(|voice| voice.strength).try_for_each(check_level)?;
        }
        let is_option = |number| self.options.iter().any(|option| option.number == number);
        if self.chosen.is_some_and(|chosen| !is_option(chosen)) { Err(Refusal::NotHere) } else { Ok(()) }
    }
}

/// Plans a new decision (`base` 0) or an edit of one.
pub fn keep(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    decision: Decision,
) -> Result<NewRevision, Refusal> {
    decision.check(notebook)?;
    notebook.check_kind::<Decision>(record, base)?;
    Ok(NewRevision::edit(record, base, decision.into()))
}

/// Plans one step of a decision. The steps are small, and other windows may be at others of them: what they kept since
/// `base` stays. Where another window changed the very same step, both stand.
pub fn change(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    step: Step,
    change: impl Fn(&mut Decision),
) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, now) = notebook.get_with_rev::<Decision>(record).ok_or(Refusal::NotHere)?;
    let before = notebook.revision(record, base).and_then(|revision| Decision::of(&revision.what));
    let mut changed = now.clone();
    change(&mut changed);
    if changed == *now {
        return Ok(Vec::new());
    }
    let elsewhere = before.is_none_or(|before| before.only(step) != now.only(step));
    let base = if elsewhere && changed.only(step) != now.only(step) { base } else { rev };
    Ok(vec![keep(notebook, record, base, changed)?])
}

/// Plans a looking back, and the next day to look, if there is one. `seen` is the revision that the window showed: the
/// same words, sent again, land once.
pub fn look_back(
    notebook: &Notebook,
    record: RecordId,
    seen: u32,
    back: LookBack,
    next: Option<Date>,
) -> Result<Vec<NewRevision>, Refusal> {
    if back.words.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let (rev, decision) = notebook.get_with_rev::<Decision>(record).ok_or(Refusal::NotHere)?;
    let then = notebook.revision(record, seen).and_then(|revision| Decision::of(&revision.what));
    let since = decision.looked_back.iter().skip(then.map_or(0, |then| then.looked_back.len()));
    if then.is_some() && since.into_iter().any(|kept| kept.words == back.words) {
        return Ok(Vec::new());
    }
    let mut decision = decision.clone();
    decision.look_back = next;
    decision.looked_back.push(back);
    Ok(vec![keep(notebook, record, rev, decision)?])
}

/// Plans that it is looked back at on another day.
pub fn put_off(notebook: &Notebook, record: RecordId, until: Date) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, decision) = notebook.get_with_rev::<Decision>(record).ok_or(Refusal::NotHere)?;
    let later = Decision { look_back: Some(until), ..decision.clone() };
    Ok(if later == *decision { Vec::new() } else { vec![keep(notebook, record, rev, later)?] })
}

/// The seats that parts were given to keep in a field of life, each as it was last given in another decision than
/// `besides`, in the order of the newest decision first. To be offered, never taken unasked.
pub fn standing_seats<'a>(notebook: &'a Notebook, field: &str, besides: RecordId) -> Vec<&'a Seat> {
    let mut seats: Vec<&Seat> = Vec::new();
    let mut settled: Vec<RecordId> = Vec::new();
    let of_field = |(id, decision): &(RecordId, &Decision)| {
        *id != besides && !field.is_empty() && decision.field == field
    };
    let decisions = notebook.all::<Decision>().rev().filter(of_field);
    for seat in decisions.flat_map(|(_, decision)| &decision.seats) {
        if !settled.contains(&seat.part) {
            settled.push(seat.part);
            seats.extend(seat.standing.then_some(seat));
        }
    }
    seats
}
