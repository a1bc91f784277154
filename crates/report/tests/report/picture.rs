//! Pictures: made small, freed of what a camera wrote into them, and no bytes do harm.

use std::{
    io::Cursor,
    time::{Duration, Instant},
};

use hearken_core::pictures::{PICTURE_BYTES, PictureKind};
use hearken_report::picture::{FILE_BYTES, NoPicture, from_file};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::{collection::vec, prelude::*};

const CANARY: &[u8] = b"52.5200N13.4050E canary";

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).expect("memory can be written to");
    bytes
}

/// Red on the left, blue on the right.
fn flag(width: u32, height: u32) -> DynamicImage {
    let colour = |x| if x < width / 2 { Rgb([200, 20, 20]) } else { Rgb([20, 20, 200]) };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| colour(x)))
}

/// Pixels that do not repeat, so that nothing can be squeezed out of them.
fn noise(side: u32) -> RgbaImage {
    let mut state = 1_u32;
    RgbaImage::from_fn(side, side, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgba(state.to_be_bytes())
    })
}

/// A JPEG as a phone writes it: with a block that says which way up it was held, where and when it was taken.
fn photo(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(CANARY);
    let plain = encoded(&flag(1_200, 800), ImageFormat::Jpeg);
    let length = u16::try_from(exif.len() + 2).expect("a short block").to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}

/// A PNG that says it is this large and holds almost nothing.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(&flag(2, 2), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&sum);
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn a_photo_loses_where_it_was_taken_and_stands_the_right_way_up() {
    let original = photo(6);
    assert!(holds(&original, CANARY), "the canary is planted");
    let picture = from_file(&original).unwrap();
    assert_eq!((picture.kind, picture.width, picture.height), (PictureKind::Jpeg, 427, 640));
    assert!(!holds(&picture.bytes, CANARY) && !holds(&picture.bytes, b"Exif"));
    let turned = image::load_from_memory(&picture.bytes).unwrap().to_rgb8();
    let (top, bottom) = (turned.get_pixel(200, 20), turned.get_pixel(200, 620));
    assert!(top.0[0] > 150 && bottom.0[2] > 150, "what was left is above: {top:?} {bottom:?}");
}

#[test]
fn what_stands_in_a_png_beside_its_pixels_is_dropped() {
    let plain = encoded(&flag(20, 10), ImageFormat::Png);
    let text = [b"tEXtComment\0", CANARY].concat();
    let length = u32::try_from(text.len() - 4).unwrap().to_be_bytes();
    let original = [&plain[..33], &length, &text, &crc(&text).to_be_bytes(), &plain[33..]].concat();
    let picture = from_file(&original).unwrap();
    assert_eq!((picture.width, picture.height), (20, 10), "a small one is not blown up");
    assert!(holds(&original, CANARY) && !holds(&picture.bytes, CANARY));
}

#[test]
fn transparency_stays_and_everything_fits() {
    let clear = DynamicImage::ImageRgba8(noise(900));
    let picture = from_file(&encoded(&clear, ImageFormat::Png)).unwrap();
    assert_eq!(picture.kind, PictureKind::Png);
    assert!(picture.bytes.len() <= PICTURE_BYTES && picture.width >= 240, "{}", picture.bytes.len());
    let full = DynamicImage::ImageRgb8(clear.to_rgb8());
    let picture = from_file(&encoded(&full, ImageFormat::Png)).unwrap();
    assert_eq!((picture.kind, picture.width), (PictureKind::Jpeg, 640));
    assert!(picture.bytes.len() <= PICTURE_BYTES, "{}", picture.bytes.len());
}

#[test]
fn gif_and_webp_are_read_too() {
    for format in [ImageFormat::Gif, ImageFormat::WebP] {
        let picture = from_file(&encoded(&flag(64, 32), format)).unwrap();
        assert_eq!((picture.width, picture.height), (64, 32), "{format:?}");
    }
}

#[test]
fn what_is_no_picture_is_refused() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".as_slice();
    for bytes in [b"".as_slice(), b"MZ\x90\0", b"%PDF-1.7", svg, &photo(1)[..40]] {
        assert_eq!(from_file(bytes), Err(NoPicture::Unreadable), "{:?}", &bytes[..bytes.len().min(8)]);
    }
}

#[test]
fn forty_one_megabytes_are_refused_unread() {
    let mut large = photo(1);
    large.resize(41 << 20, 0);
    assert_eq!(from_file(&large), Err(NoPicture::TooLarge));
    large.truncate(FILE_BYTES);
    assert!(from_file(&large).is_ok(), "what stands behind a picture is not looked at");
}

#[test]
fn a_picture_that_unfolds_into_gigabytes_is_refused_at_once() {
    let begun = Instant::now();
    for (width, height) in [(50_000, 50_000), (16_000, 16_000), (u32::MAX, 1), (0, 0)] {
        assert!(from_file(&bomb(width, height)).is_err(), "{width} × {height}");
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(from_file(&bomb(2, 2)).is_ok(), "the sum is right, so it was the size that was refused");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_change_of_a_picture_does_harm(
        kind in 0_usize..4,
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        keep in any::<prop::sample::Index>(),
    ) {
        let formats = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP];
        let mut bytes = encoded(&flag(24, 16), formats[kind]);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        bytes.truncate(keep.index(bytes.len() * 3).max(1));
        if let Ok(picture) = from_file(&bytes) {
            prop_assert!(picture.bytes.len() <= PICTURE_BYTES && picture.width <= 640 && picture.height <= 640);
        }
    }
}
