//! What is about other people: a second person on the server, and three invitations. One is handed over, one is taken up and
//! waits for the six words, and in the space of the third both are in, with something shown, said, left to do and noted.

use std::collections::BTreeSet;

use super::super::super::{
    between::{self, Handed},
    forms::{Field, PageForm, forms},
};
use crate::{
    Result,
    product::{http::Client, test_word},
};

const SEALED_WITH: &str = "lantern otter drizzle sofa plywood anthem";

/// The first of the words that are typed here; the walks are far from it.
const FIRST_WORD: usize = 500_000;

/// The other, and what they can open and send.
pub(super) struct Other {
    pub(super) client: Client,
    pub(super) pages: BTreeSet<String>,
    pub(super) met: Vec<PageForm>,
}

/// Lets a second person in and gives the pages where that is seen, by either.
pub(super) fn furnish(
    ada: &mut Client,
    stranger: Client,
    pages: &mut BTreeSet<String>,
    met: &mut Vec<PageForm>,
) -> Result<Other> {
    // Of a walk's own invitations nothing is known; of one route only so many addresses are kept.
    pages.retain(|page| !is_of_a_space(page));
    let mut numbers = FIRST_WORD..;
    let mut word = || numbers.next().map(test_word).unwrap_or_default();
    let between::Shared { mut ben, space, part, given, .. } = between::shares(ada, stranger, &mut word)?;
    let invited = between::invites(ada, &word(), &word())?;
    let waiting = between::invites(ada, &word(), &word())?;
    between::takes_up(&mut ben, &waiting, &word(), &word())?;
    met.extend(looked_at(ada, &part)?);

    let join = between::link_to_join(ada)?;
    let spaces = [invited.space.clone(), waiting.space.clone(), space.clone()];
    let from = spaces.iter().cloned().chain(["/sharing".to_owned(), given]);
    let (seen, forms_met) = between::everything_shared(ada, from)?;
    pages.extend(seen);
    pages.extend([join.clone(), format!("{space}/news"), invited.link.clone()]);
    met.extend(forms_met);
    met.extend(behind_the_code(ada, &invited)?);
    met.extend(said_by_no_form(&space, &waiting.space));
    met.push(PageForm { action: join, fields: ["name", "passphrase", "again"].map(typed).into() });

    let (seen, mut theirs) = between::everything_shared(&mut ben, spaces[1..].to_vec())?;
    theirs.extend(behind_the_code(&mut ben, &invited)?);
    theirs.extend(said_by_no_form(&space, &waiting.space));
    let seen = seen.into_iter().chain([format!("{space}/news"), invited.link]);
    Ok(Other { client: ben, pages: seen.collect(), met: theirs })
}

/// The forms of a sealed page, of which the second is behind the first.
fn looked_at(ada: &mut Client, part: &str) -> Result<Vec<PageForm>> {
    let what = format!("record/{}", between::last(part));
    let mut met = forms(&ada.get(&format!("/sharing/sealed?what={what}"))?.text());
    let asked = [("what", &*what), ("to", "Cleo"), ("field", "role"), ("passphrase", SEALED_WITH)];
    met.extend(forms(&ada.post("/sharing/sealed", &asked)?.text()));
    Ok(met)
}

/// The forms of an invitation: its code leads on to the names.
fn behind_the_code(client: &mut Client, handed: &Handed) -> Result<Vec<PageForm>> {
    let mut met = forms(&client.get(&handed.link)?.text());
    met.extend(forms(&client.post(&handed.link, &[("code", &handed.code)])?.text()));
    met.retain(|form| form.action.starts_with("/sharing/"));
    Ok(met)
}

/// What is sent by the second button of a form, or while it stands otherwise between the two than it does now.
fn said_by_no_form(on: &str, waiting: &str) -> [PageForm; 4] {
    let compared = Field { name: "compared".to_owned(), value: "1".to_owned(), is_typed: false };
    let nothing = Vec::new();
    [
        (format!("{waiting}/different"), vec![compared]),
        (format!("{on}/pause"), nothing.clone()),
        (format!("{on}/go-on"), nothing.clone()),
        (format!("{on}/anew"), nothing),
    ]
    .map(|(action, fields)| PageForm { action, fields })
}

fn typed(name: &str) -> Field {
    Field { name: name.to_owned(), value: String::new(), is_typed: true }
}

/// Whether an address is one of a space: `/sharing/{id}`, and below.
fn is_of_a_space(page: &str) -> bool {
    page.strip_prefix("/sharing/").is_some_and(|rest| rest.split(['/', '?']).next().is_some_and(is_id))
}

fn is_id(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_space_is_told_from_the_rest_of_sharing() {
        let space = "/sharing/0193abcd-0000-7000-8000-000000000001";
        assert!([space, &format!("{space}/end"), &format!("{space}?shown=1")].into_iter().all(is_of_a_space));
        let given = format!("/sharing/given/{}", between::last(space));
        assert!(["/sharing", "/sharing/invite", "/parts", &given].into_iter().all(|it| !is_of_a_space(it)));
    }
}
