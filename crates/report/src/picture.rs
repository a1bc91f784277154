//! A picture from a stranger's file: read with limits, made small, and written anew, so that it holds what is seen and
//! nothing else: no place, no time, no camera, no name.

use std::io::Cursor;

use hearken_core::{
    Extra,
    pictures::{PICTURE_BYTES, Picture, PictureKind},
};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    metadata::Orientation,
};

/// The longest file that is looked at, in bytes.
pub const FILE_BYTES: usize = 40 << 20;

/// Pixels along the longer side of what is kept.
pub const LONGEST_SIDE: u32 = 640;

/// Pixels along one side of what is read.
const MOST_SIDE: u32 = 16_384;

/// Bytes of pixels that a file may unfold into: a photo of 48 million pixels, and room to work on it.
const MOST_UNFOLDED: u64 = 224 << 20;

/// Sides to try for a picture with transparency, which cannot be made smaller by a lower quality.
const SIDES: [u32; 4] = [LONGEST_SIDE, 480, 360, 240];

/// Qualities to try for a photo.
const QUALITIES: [u8; 4] = [85, 70, 50, 30];

/// Why a file becomes no picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoPicture {
    /// More bytes than [`FILE_BYTES`].
    #[error("more than {FILE_BYTES} bytes")]
    TooLarge,
    /// It would unfold into more pixels than one wants to hold.
    #[error("too many pixels")]
    TooManyPixels,
    /// Not a picture of a kind that is read here, or a broken one.
    #[error("not a picture")]
    Unreadable,
}

/// Makes a picture of a file that says it is one: PNG, JPEG, WebP or GIF (its first frame).
pub fn from_file(bytes: &[u8]) -> Result<Picture, NoPicture> {
    if bytes.len() > FILE_BYTES {
        return Err(NoPicture::TooLarge);
    }
    let (image, turned) = decode(bytes)?;
    let mut small = smaller(image, LONGEST_SIDE);
    small.apply_orientation(turned);
    if is_see_through(&small) { as_png(&small) } else { as_jpeg(&small) }
}

/// The pixels, and how a camera says they are to be turned.
fn decode(bytes: &[u8]) -> Result<(DynamicImage, Orientation), NoPicture> {
    let reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| NoPicture::Unreadable)?;
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif];
    if !reader.format().is_some_and(|format| known.contains(&format)) {
        return Err(NoPicture::Unreadable);
    }
    let mut decoder = reader.into_decoder().map_err(|_| NoPicture::Unreadable)?;
    let (width, height) = decoder.dimensions();
    if width > MOST_SIDE || height > MOST_SIDE || decoder.total_bytes() > MOST_UNFOLDED {
        return Err(NoPicture::TooManyPixels);
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_SIDE), Some(MOST_SIDE));
    limits.max_alloc = Some(MOST_UNFOLDED);
    decoder.set_limits(limits).map_err(|_| NoPicture::TooManyPixels)?;
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|_| NoPicture::Unreadable)?;
    if image.width() == 0 || image.height() == 0 {
        return Err(NoPicture::Unreadable);
    }
    Ok((image, turned))
}

fn smaller(image: DynamicImage, side: u32) -> DynamicImage {
    if image.width() <= side && image.height() <= side { image } else { image.thumbnail(side, side) }
}

fn is_see_through(image: &DynamicImage) -> bool {
    image.color().has_alpha() && image.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX)
}

fn as_png(image: &DynamicImage) -> Result<Picture, NoPicture> {
    for side in SIDES {
        let image = DynamicImage::ImageRgba8(smaller(image.clone(), side).to_rgba8());
        let mut bytes = Vec::new();
        image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).map_err(|_| NoPicture::Unreadable)?;
        if bytes.len() <= PICTURE_BYTES {
            return Ok(picture(PictureKind::Png, &image, bytes));
        }
    }
    Err(NoPicture::TooManyPixels)
}

fn as_jpeg(image: &DynamicImage) -> Result<Picture, NoPicture> {
    let image = DynamicImage::ImageRgb8(image.to_rgb8());
    for quality in QUALITIES {
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        image.write_with_encoder(encoder).map_err(|_| NoPicture::Unreadable)?;
        if bytes.len() <= PICTURE_BYTES {
            return Ok(picture(PictureKind::Jpeg, &image, bytes));
        }
    }
    Err(NoPicture::TooManyPixels)
}

fn picture(kind: PictureKind, image: &DynamicImage, bytes: Vec<u8>) -> Picture {
    Picture { kind, width: image.width(), height: image.height(), bytes, extra: Extra::default() }
}
