//! Room for what a page is about to say, so that a long one is not copied again and again as it grows.

use maud::Render;

/// About so many bytes follow. Says nothing.
pub(crate) struct Room(pub(crate) usize);

impl Render for Room {
    fn render_to(&self, page: &mut String) {
        page.reserve(self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;

    #[test]
    fn it_makes_room_and_says_nothing() {
        let page = html! { p { (Room(10_000)) "words" } }.into_string();
        assert_eq!(page, "<p>words</p>");
        assert!(page.capacity() >= 10_000);
    }
}
