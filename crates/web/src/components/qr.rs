//! A code to scan, drawn here: dark squares on white, with the margin that cameras need.

use std::fmt::Write;

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// Squares of white around it.
const MARGIN: usize = 4;

/// The picture of a text; `None` when the text is too long for one.
pub(crate) fn picture(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width() + 2 * MARGIN;
    let mut squares = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % code.width() + MARGIN, at / code.width() + MARGIN);
            write!(squares, "M{x} {y}h1v1h-1z").ok()?;
        }
    }
    Some(html! {
        svg .to-scan xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label)
            shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#ffffff" {}
            path d=(squares) fill="#000000" {}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_of_a_picture_are_where_a_camera_looks_for_them() {
        let drawn = picture("https://notes.example/join#ABCD-1234", "To scan").unwrap().into_string();
        // 36 bytes with level M need version 3: 29 squares a side, and four of white around.
        assert!(drawn.contains("viewBox=\"0 0 37 37\"") && drawn.contains("aria-label=\"To scan\""));
        for corner in ["M4 4h", "M10 10h", "M32 4h", "M4 32h"] {
            assert!(drawn.contains(corner), "{corner}");
        }
        assert!(!drawn.contains("M3 4h") && !drawn.contains("M33 4h") && !drawn.contains("M5 5h"));
    }

    #[test]
    fn what_is_too_long_has_no_picture() {
        assert!(picture(&"x".repeat(5_000), "To scan").is_none());
    }
}
