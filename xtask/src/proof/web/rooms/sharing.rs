//! What is about other people and no walk makes by itself: an invitation into a space, with its link and its code, and what
//! only leads somewhere once a second person is there.

use std::collections::BTreeSet;

use super::super::super::forms::{Field, PageForm, forms};
use crate::{
    Result,
    journal::Numbers,
    product::{http::Client, record_id},
};

/// An address as an invitation to this server has one. Nobody is invited to the server of one person alone.
const NO_INVITATION: &str = "/sign-up/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Invites somebody and gives the pages where that is seen.
pub(super) fn furnish(client: &mut Client, pages: &mut BTreeSet<String>, met: &mut Vec<PageForm>) -> Result {
    // Of two, because “they are different” ends one.
    let (space, other) = (invited(client)?, invited(client)?);
    let (join, code) = handed_over(&client.get(&space)?.text()).ok_or("an invitation is not shown")?;
    // The code leads on to the names.
    met.extend(forms(&client.post(&join, &[("code", &code)])?.text()));
    for page in [join, format!("{space}/end"), format!("{space}/notes"), space.clone()] {
        met.extend(forms(&client.get(&page)?.text()));
        pages.insert(page);
    }
    given(client, pages, met)?;
    let mut numbers = Numbers::from_seed(73);
    let (page, grant) = (record_id(&mut numbers), record_id(&mut numbers));
    let note = format!("{space}/notes/{page}");
    pages.extend([
        format!("{space}/pages/{page}"),
        format!("{space}/leave"),
        format!("{space}/news"),
        format!("{note}/erase"),
        note.clone(),
        NO_INVITATION.to_owned(),
    ]);
    // The six words are compared once somebody took it up; nothing is said or shown before they are in.
    let compared = || vec![field("compared", "1", false)];
    let to_come = [
        (format!("{other}/same"), compared()),
        (format!("{other}/different"), compared()),
        (format!("{space}/say"), vec![field("words", "", true)]),
        (format!("{space}/stop/{grant}"), Vec::new()),
        (format!("{space}/pause"), Vec::new()),
        (format!("{space}/go-on"), Vec::new()),
        (
            format!("{space}/leave"),
            vec![field("to_do", "exercise/check-in", false), field("words", "", true)],
        ),
        (format!("{space}/not-now/{grant}"), Vec::new()),
        (format!("{space}/anew"), Vec::new()),
        (format!("{note}/erase"), Vec::new()),
        (NO_INVITATION.to_owned(), ["name", "passphrase", "again"].map(|name| field(name, "", true)).into()),
    ];
    met.extend(to_come.map(|(action, fields)| PageForm { action, fields }));
    Ok(())
}

/// Gives a sealed page of the map's parts away: the form, the look at it, the file, and the note of it.
fn given(client: &mut Client, pages: &mut BTreeSet<String>, met: &mut Vec<PageForm>) -> Result {
    let kept = client.post("/parts", &[("name", "The Keeper"), ("role", "manager")])?;
    let part = kept.header("location").ok_or("a part could not be kept")?.to_owned();
    let what = format!("record/{}", part.trim_start_matches("/parts/").split('?').next().unwrap_or_default());
    let passphrase = "lantern otter drizzle sofa plywood anthem";
    let asked = [("what", &*what), ("to", "Cleo"), ("field", "role"), ("passphrase", passphrase)];
    met.extend(forms(&client.get(&format!("/sharing/sealed?what={what}"))?.text()));
    let looked = forms(&client.post("/sharing/sealed", &asked)?.text());
    let record = looked.iter().flat_map(|form| &form.fields).find(|field| field.name == "record");
    let record = record.ok_or("a sealed page is not shown before it is made")?.value.clone();
    client.post("/sharing/sealed/file", &[&asked[..], &[("record", &record)]].concat())?;
    met.extend(looked);
    let note = format!("/sharing/given/{record}");
    for page in [format!("{note}/erase"), note] {
        met.extend(forms(&client.get(&page)?.text()));
        pages.insert(page);
    }
    Ok(())
}

/// Invites somebody and gives the address of the space.
fn invited(client: &mut Client) -> Result<String> {
    let asked = [("called", "Dr Lind"), ("own_name", "Ada"), ("role", "therapist")];
    let made = client.post("/sharing/invite", &asked)?;
    let space = made.header("location").ok_or("nobody could be invited")?;
    Ok(space.split('?').next().unwrap_or_default().to_owned())
}

fn field(name: &str, value: &str, is_typed: bool) -> Field {
    Field { name: name.to_owned(), value: value.to_owned(), is_typed }
}

/// The path of the link, and the code, as the page says both.
fn handed_over(page: &str) -> Option<(String, String)> {
    let (_, link) = page.split_once("/sharing/join/")?;
    let (_, code) = page.split_once("class=\"said-code\">")?;
    let until_tag = |text: &str| text.split('<').next().unwrap_or_default().trim().to_owned();
    Some((format!("/sharing/join/{}", until_tag(link)), until_tag(code)))
}
