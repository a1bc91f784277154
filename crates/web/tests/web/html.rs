//! Just enough HTML to tell what a person reads from what the page is built of.

/// What stands between the tags and in the fields, as a browser shows it.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::new();
    walk(html, |piece| match piece {
        Piece::Text(found) => text.push_str(&unescaped(found)),
        Piece::Tag(tag) => {
            if let Some((_, value)) = tag.split_once(" value=\"") {
                text.push_str(&unescaped(value.split('"').next().unwrap_or_default()));
            }
            text.push('\u{1}');
        }
    });
    text
}

/// Every tag with the names of its attributes and without their values: what a page is built of.
pub(crate) fn skeleton(html: &str) -> Vec<String> {
    let mut tags = Vec::new();
    walk(html, |piece| {
        if let Piece::Tag(tag) = piece {
            let mut outside = true;
            let names: String = tag
                .chars()
                .filter(|&c| {
                    outside ^= c == '"';
                    outside || c == '"'
                })
                .collect();
            tags.push(names);
        }
    });
    tags
}

enum Piece<'a> {
    Text(&'a str),
    Tag(&'a str),
}

fn walk<'a>(html: &'a str, mut see: impl FnMut(Piece<'a>)) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        see(Piece::Text(&rest[..start]));
        let inside = &rest[start + 1..];
        let mut quoted = false;
        let end = inside.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let end = end.unwrap_or(inside.len());
        see(Piece::Tag(&inside[..end]));
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    see(Piece::Text(rest));
}

/// The four characters that are ever written as entities.
pub(crate) fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn a_tag_that_stands_in_a_text_is_no_tag() {
    let page = "<p class=\"a>b\">1 &lt;b&gt; &amp;amp;</p><input value=\"x &quot;y\">";
    assert_eq!(text(page), "\u{1}1 <b> &amp;\u{1}x \"y\u{1}");
    assert_eq!(skeleton(page), ["p class=\"\"", "/p", "input value=\"\""]);
}
