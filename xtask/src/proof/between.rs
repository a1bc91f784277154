//! Two people on one server who share: whoever has it invites the other, both compare six words, and each says and notes
//! something. Whoever has the server has no name there; the other is called [`NAME`].

use super::forms::{PageForm, forms, links};
use crate::{
    Result,
    journal::Numbers,
    product::{
        http::{Answer, Client},
        record_id,
    },
};

/// What the other signs in as.
const NAME: &str = "Ben";
/// What the other unlocks with.
const PASSPHRASE: &str = "eleven amber kites above the quarry";

/// An invitation into a space, as it is handed over.
pub(super) struct Handed {
    /// The page of the space, the same address for both.
    pub(super) space: String,
    /// The path of the link.
    pub(super) link: String,
    pub(super) code: String,
}

/// Something shown in a space.
struct Shown {
    /// Its page, the same address for both.
    page: String,
    /// The part that is shown.
    part: String,
}

/// All that two people share, and what they are called there.
pub(super) struct Shared {
    pub(super) ben: Client,
    /// The page of the space, the same address for both.
    pub(super) space: String,
    /// The part that is shown.
    pub(super) part: String,
    /// The note of a sealed page, and its file.
    pub(super) given: String,
    pub(super) file: Vec<u8>,
}

/// The other joins, and they share: everything that is typed is a new word. Fails where either does not read what is for them.
pub(super) fn shares(
    ada: &mut Client,
    stranger: Client,
    word: &mut impl FnMut() -> String,
) -> Result<Shared> {
    let mut numbers = Numbers::from_seed(73);
    let mut ben = joins(ada, stranger)?;
    let handed = invites(ada, &word(), &word())?;
    takes_up(&mut ben, &handed, &word(), &word())?;
    let space = handed.space;
    lets_in(ada, &mut ben, &space)?;
    let (job, asked, answered, left) = (word(), word(), word(), word());
    let shown = shows(ada, &space, &word(), &job)?;
    says(&mut ben, &mut numbers, &space, "question", &asked, Some(&shown.page))?;
    says(ada, &mut numbers, &space, "message", &answered, None)?;
    says(ada, &mut numbers, &space, "note", &word(), None)?;
    leaves(&mut ben, &mut numbers, &space, &left)?;
    notes(ada, &mut numbers, &space, &word())?;
    notes(&mut ben, &mut numbers, &space, &word())?;
    reads(&mut ben, &shown.page, &job)?;
    reads(&mut ben, &space, &answered)?;
    reads(ada, &space, &asked)?;
    reads(ada, &space, &left)?;
    let sealed_with = [word(), word(), word()].join(" ");
    let (given, file) = gives(ada, &shown.part, &word(), &sealed_with)?;
    Ok(Shared { ben, space, part: shown.part, given, file })
}

fn reads(client: &mut Client, page: &str, word: &str) -> Result {
    match client.get(page)?.text().contains(word) {
        true => Ok(()),
        false => Err(format!("{page} does not show {word} to whom it is for").into()),
    }
}

/// A link by which one more person may join.
pub(super) fn link_to_join(owner: &mut Client) -> Result<String> {
    let page = owner.post("/settings/account/invite", &[])?.text();
    Ok(format!("/sign-up/{}", after(&page, "/sign-up/").ok_or("nobody could be invited to the server")?))
}

/// The other joins.
fn joins(owner: &mut Client, mut other: Client) -> Result<Client> {
    let link = link_to_join(owner)?;
    let fields = [("name", NAME), ("passphrase", PASSPHRASE), ("again", PASSPHRASE)];
    went(&other.post(&link, &fields)?, "joining")?;
    Ok(other)
}

/// The other comes back, in a browser that knows them not.
pub(super) fn comes_back(mut other: Client) -> Result<Client> {
    went(&other.post("/unlock", &[("name", NAME), ("passphrase", PASSPHRASE)])?, "signing in")?;
    Ok(other)
}

/// Invites somebody to be one's therapist.
pub(super) fn invites(ada: &mut Client, called: &str, own_name: &str) -> Result<Handed> {
    let asked = [("called", called), ("own_name", own_name), ("role", "therapist")];
    let space = went(&ada.post("/sharing/invite", &asked)?, "inviting")?;
    let page = ada.get(&space)?.text();
    let link = after(&page, "/sharing/join/").ok_or("an invitation has no link")?;
    let code = after(&page, "class=\"said-code\">").ok_or("an invitation has no code")?;
    Ok(Handed { space, link: format!("/sharing/join/{link}"), code: code.to_owned() })
}

/// The other takes it up.
pub(super) fn takes_up(ben: &mut Client, handed: &Handed, own_name: &str, called: &str) -> Result {
    let names = [("code", &*handed.code), ("own_name", own_name), ("called", called)];
    went(&ben.post(&format!("{}/take-up", handed.link), &names)?, "taking an invitation up").map(drop)
}

/// The six words were the same, so the other is let in; and finds that.
fn lets_in(ada: &mut Client, ben: &mut Client, space: &str) -> Result {
    went(&ada.post(&format!("{space}/same"), &[("compared", "1")])?, "letting somebody in")?;
    match ben.get(space)?.text().contains("Both of you are in.") {
        true => Ok(()),
        false => Err("whoever was let in does not find that they are".into()),
    }
}

/// Shows all there is of a new part with that name and job, with its later changes.
fn shows(ada: &mut Client, space: &str, name: &str, job: &str) -> Result<Shown> {
    let met = [("name", name), ("role", "manager"), ("purpose", job)];
    let part = went(&ada.post("/parts", &met)?, "meeting a part")?;
    let what = format!("record/{}", last(&part));
    let offered = ada.get(&format!("/sharing/show?what={what}"))?.text();
    let mut asked = vec![("what", &*what), ("space", last(space)), ("keeps_up", "1")];
    asked.extend(ticks(&offered).map(|key| ("field", key)));
    went(&ada.post("/sharing/show", &asked)?, "showing a part")?;
    let beginning = format!("{space}/pages/");
    let page = links(&ada.get(space)?.text()).into_iter().rfind(|link| link.starts_with(&beginning));
    Ok(Shown { page: page.ok_or("what is shown has no page")?, part })
}

/// Says something, about something that is shown or about nothing.
fn says(
    client: &mut Client,
    numbers: &mut Numbers,
    space: &str,
    manner: &str,
    words: &str,
    about: Option<&str>,
) -> Result {
    let record = record_id(numbers);
    let mut said = vec![("record", &*record), ("manner", manner), ("words", words)];
    said.extend(about.map(|page| ("about", last(page))));
    went(&client.post(&format!("{space}/say"), &said)?, "saying something").map(drop)
}

/// The other leaves an exercise to do.
fn leaves(ben: &mut Client, numbers: &mut Numbers, space: &str, words: &str) -> Result {
    let record = record_id(numbers);
    let left = [("record", &*record), ("to_do", "exercise/check-in"), ("words", words)];
    went(&ben.post(&format!("{space}/leave"), &left)?, "leaving something to do").map(drop)
}

/// Notes something about the other, for oneself.
fn notes(client: &mut Client, numbers: &mut Numbers, space: &str, words: &str) -> Result {
    let record = record_id(numbers);
    let note = [("record", &*record), ("base", "0"), ("draft", ""), ("words", words)];
    went(&client.post(&format!("{space}/notes"), &note)?, "noting something").map(drop)
}

/// Makes a sealed page of a part: the note of it, and the file.
fn gives(ada: &mut Client, part: &str, to: &str, passphrase: &str) -> Result<(String, Vec<u8>)> {
    let what = format!("record/{}", last(part));
    let offered = ada.get(&format!("/sharing/sealed?what={what}"))?.text();
    let mut asked = vec![("what", &*what), ("to", to), ("passphrase", passphrase)];
    asked.extend(ticks(&offered).map(|key| ("field", key)));
    let looked = ada.post("/sharing/sealed", &asked)?.text();
    let record = after_until(&looked, "name=\"record\" value=\"", '"');
    let record = record.ok_or("a sealed page is not shown before it is made")?.to_owned();
    asked.push(("record", &record));
    let file = ada.post("/sharing/sealed/file", &asked)?;
    match file.status {
        200 => Ok((format!("/sharing/given/{record}"), file.body)),
        status => Err(format!("a sealed page was answered {status}").into()),
    }
}

/// Every page of sharing that links lead to from these, with the forms that go to one of them.
pub(super) fn everything_shared(
    client: &mut Client,
    from: impl IntoIterator<Item = String>,
) -> Result<(Vec<String>, Vec<PageForm>)> {
    let (mut to_visit, mut pages, mut met) = (from.into_iter().collect::<Vec<_>>(), Vec::new(), Vec::new());
    while let Some(page) = to_visit.pop() {
        if pages.contains(&page) {
            continue;
        }
        let text = client.get(&page)?.text();
        met.extend(forms(&text).into_iter().filter(|form| form.action.starts_with("/sharing/")));
        to_visit.extend(links(&text).into_iter().filter(|link| link.starts_with("/sharing")));
        pages.push(page);
    }
    Ok((pages, met))
}

/// Where an answer leads that did what was asked, without what the address says about it.
fn went(answer: &Answer, what: &str) -> Result<String> {
    let to = answer.header("location").filter(|_| answer.status == 303);
    let to = to.ok_or_else(|| format!("{what} was answered {}", answer.status))?;
    Ok(to.split('?').next().unwrap_or_default().to_owned())
}

/// The fields that a page offers to tick.
fn ticks(page: &str) -> impl Iterator<Item = &str> {
    page.split("name=\"field\" value=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// The end of an address: an id.
pub(super) fn last(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}

/// What a page says from there to the next tag.
fn after<'a>(page: &'a str, sign: &str) -> Option<&'a str> {
    after_until(page, sign, '<')
}

fn after_until<'a>(page: &'a str, sign: &str, end: char) -> Option<&'a str> {
    page.split_once(sign)?.1.split(end).next().map(str::trim)
}
