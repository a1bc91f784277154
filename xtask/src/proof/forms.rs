//! Finds the links and forms of a page, so that a proof can type into every field there is, whatever it is called.

/// One form of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageForm {
    /// Where it goes.
    pub(super) action: String,
    /// Its fields in order.
    pub(super) fields: Vec<Field>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// What it is called.
    pub(super) name: String,
    /// What it holds already.
    pub(super) value: String,
    /// Whether a person types words into it.
    pub(super) is_typed: bool,
}

/// The forms of a page that are sent by POST.
pub(super) fn forms(page: &str) -> Vec<PageForm> {
    let mut found = Vec::new();
    for piece in page.split("<form").skip(1) {
        let inside = piece.split("</form>").next().unwrap_or("");
        let head = inside.split('>').next().unwrap_or("");
        if attribute(head, "method").is_some_and(|method| method.eq_ignore_ascii_case("post")) {
            let action = attribute(head, "action").unwrap_or_default();
            found.push(PageForm { action, fields: fields(inside) });
        }
    }
    found
}

/// The local links of a page.
pub(super) fn links(page: &str) -> Vec<String> {
    let hrefs = page.split("<a").skip(1).filter_map(|piece| attribute(piece.split('>').next()?, "href"));
    hrefs
        .filter(|href| href.starts_with('/'))
        .map(|href| href.split('#').next().unwrap_or("").to_owned())
        .collect()
}

fn fields(form: &str) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    for piece in form.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let Some(name) = attribute(tag, "name") else { continue };
        let value = attribute(tag, "value").unwrap_or_default();
        let kind = attribute(tag, "type").unwrap_or_else(|| "text".to_owned());
        let field = match tag.split_whitespace().next() {
            Some("textarea") => Field { name, value: after.to_owned(), is_typed: true },
            Some("input") if matches!(kind.as_str(), "text" | "search" | "password") => {
                Field { name, value, is_typed: true }
            }
            Some("input") if matches!(kind.as_str(), "radio" | "checkbox") => {
                if found.iter().any(|field| field.name == name) {
                    continue;
                }
                Field { name, value, is_typed: false }
            }
            Some("input" | "select" | "button") => Field { name, value, is_typed: false },
            _ => continue,
        };
        found.push(field);
    }
    found
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let sign = format!(" {name}=\"");
    let value = tag.split_once(&sign)?.1.split('"').next()?;
    Some(value.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<a class="x" href="/parts?a=1&amp;b=2">Parts</a> <a href="https://elsewhere.example/">x</a>
        <form method="post" action="/journal"><input type="hidden" name="base" value="0">
        <textarea name="body" rows="3">so far</textarea><input name="title"><input type="radio" name="role" value="a">
        <input type="radio" name="role" value="b"><button>Keep</button></form><form method="get" action="/s"></form>"#;

    #[test]
    fn every_field_of_a_form_is_found_with_what_it_holds() {
        let found = forms(PAGE);
        assert_eq!(found.len(), 1, "the search form is sent by GET");
        let fields: Vec<_> = found[0]
            .fields
            .iter()
            .map(|field| (field.name.as_str(), field.value.as_str(), field.is_typed))
            .collect();
        assert_eq!(
            fields,
            [("base", "0", false), ("body", "so far", true), ("title", "", true), ("role", "a", false)]
        );
    }

    #[test]
    fn links_to_other_places_are_left_alone() {
        assert_eq!(links(PAGE), ["/parts?a=1&b=2"]);
    }
}
