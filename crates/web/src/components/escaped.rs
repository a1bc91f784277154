//! A person's words inside an element, made safe in long strides.
//!
//! maud looks at one byte after the other, which for a page of fifty entries is most of the page's time. Between
//! elements only `<`, `>` and `&` mean anything, so everything up to the next of them is copied as it is.

use maud::Render;

/// Words between elements. Never inside an attribute: there a quotation mark would end it.
pub(crate) struct Words<'a>(pub(crate) &'a str);

impl Render for Words<'_> {
    fn render_to(&self, page: &mut String) {
        let mut rest = self.0;
        while let Some(at) = memchr::memchr3(b'<', b'>', b'&', rest.as_bytes()) {
            page.push_str(&rest[..at]);
            page.push_str(match rest.as_bytes()[at] {
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&amp;",
            });
            rest = &rest[at + 1..];
        }
        page.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;
    use proptest::prelude::*;

    #[test]
    fn no_element_can_be_begun_or_ended_from_inside() {
        let page = html! { p { (Words("</p><script>alert('1')</script> a & b")) } }.into_string();
        assert_eq!(page, "<p>&lt;/p&gt;&lt;script&gt;alert('1')&lt;/script&gt; a &amp; b</p>");
    }

    proptest! {
        #[test]
        fn it_reads_as_what_maud_would_have_written(words in "[<>&\"'aé;\n]{0,40}") {
            let ours = html! { (Words(&words)) }.into_string();
            let theirs = html! { (words) }.into_string().replace("&quot;", "\"");
            prop_assert_eq!(ours, theirs);
        }
    }
}
