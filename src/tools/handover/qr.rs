//! A text as a QR code, drawn as one path of an SVG.

use std::fmt::{self, Write};

use qrcodegen::{QrCodeEcc, QrSegment, Version};
use zeroize::Zeroizing;

/// A QR code as an SVG draws it: `<svg viewBox="0 0 side side"><path d=…>`, dark on light.
///
/// It may stand for a secret: `Debug` shows its size only, and the path is zeroed on drop. What the encoder held on its way
/// there is out of reach.
pub struct QrCode {
    side: i32,
    path: Zeroizing<String>,
}

/// Why there is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QrError {
    /// The text is longer than a code that a telephone can still read off a screen.
    TooLong {
        /// The bytes given.
        length: usize,
    },
}

/// Light modules all around (ISO/IEC 18004, section 9.1), without which readers do not find the code.
const QUIET_ZONE: i32 = 4;

/// 97 modules a side, 666 bytes: the largest that a hand-held camera reads off a small screen without trouble.
const LARGEST_VERSION: u8 = 20;

impl QrCode {
    /// Draws the text with error correction M (15 %), or a higher one where that takes no more room.
    ///
    /// # Errors
    /// When the text does not fit into the largest code that is drawn.
    pub fn draw(text: &str) -> Result<Self, QrError> {
        let segments = QrSegment::make_segments(text);
        let code = qrcodegen::QrCode::encode_segments_advanced(
            &segments,
            QrCodeEcc::Medium,
            Version::MIN,
            Version::new(LARGEST_VERSION),
            None,
            true,
        )
        .map_err(|_| QrError::TooLong { length: text.len() })?;
        Ok(Self { side: code.size() + 2 * QUIET_ZONE, path: path(&code) })
    }

    /// The width and the height in modules, quiet zone included: the numbers of the `viewBox`.
    #[must_use]
    pub const fn side(&self) -> i32 {
        self.side
    }

    /// The dark modules, as the `d` of a path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Debug for QrCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("QrCode").field("side", &self.side).finish_non_exhaustive()
    }
}

/// Dark modules beside each other become one rectangle.
fn path(code: &qrcodegen::QrCode) -> Zeroizing<String> {
    // One dark module takes at most 16 characters, wider rectangles take fewer for each, and a light module parts one from
    // the next: so nothing grows, and no copy of what may be a secret stays behind.
    let most = code.size() * (code.size() + 1) * 8;
    let mut path = Zeroizing::new(String::with_capacity(usize::try_from(most).unwrap_or_default()));
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let dark = i32::try_from(dark).unwrap_or_default();
            if dark > 0 {
                let (left, top) = (x + QUIET_ZONE, y + QUIET_ZONE);
                // Writing into a string cannot fail.
                let _ = write!(path, "M{left} {top}h{dark}v1h-{dark}z");
            }
            x += dark + 1;
        }
    }
    path
}

// What reads the codes back is there natively only.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
#[path = "qr_tests.rs"]
mod tests;
