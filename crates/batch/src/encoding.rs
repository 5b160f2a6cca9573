//! In which encoding the bytes of a list are text.
//!
//! The bytes are decoded by whoever reads the file: every browser has `TextDecoder`, which weighs nothing, while the tables of
//! GB18030 would weigh more than the rest of this crate. So only the choice is made here.

use core::str;

/// How the bytes are to be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, with a byte order mark or without one.
    Utf8,
    /// UTF-16 with a byte order mark, the lower byte first: what spreadsheets call "Unicode text".
    Utf16Le,
    /// UTF-16 with a byte order mark, the higher byte first.
    Utf16Be,
    /// GB18030, which holds GBK and GB2312: what spreadsheets write in China.
    Gb18030,
}

/// Why bytes are not the text of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// There are none.
    Empty,
    /// More than [`BYTE_LIMIT`].
    TooLarge {
        /// The bytes given.
        bytes: usize,
    },
    /// A ZIP archive, which a workbook of today is, too.
    Zip,
    /// A workbook of before 2007, or one with a password.
    OldOrEncryptedWorkbook,
    /// Something with zero bytes, which no text has.
    Binary,
}

/// The most bytes of a list: 10 MB.
pub const BYTE_LIMIT: usize = 10 * 1024 * 1024;

impl TextEncoding {
    /// Looks at the bytes. A byte order mark decides; without one, bytes that are UTF-8 throughout are taken for that, and all others
    /// for GB18030, whose decoder has to be a strict one: bytes that are not GB18030 either are no text.
    ///
    /// # Errors
    /// When they are too many, or something other than text.
    pub fn of(bytes: &[u8]) -> Result<Self, NotText> {
        if bytes.len() > BYTE_LIMIT {
            return Err(NotText::TooLarge { bytes: bytes.len() });
        }
        match bytes {
            [] => Err(NotText::Empty),
            [0xff, 0xfe, ..] => Ok(Self::Utf16Le),
            [0xfe, 0xff, ..] => Ok(Self::Utf16Be),
            [b'P', b'K', 3, 4, ..] => Err(NotText::Zip),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(NotText::OldOrEncryptedWorkbook),
            _ if bytes.contains(&0) => Err(NotText::Binary),
            _ if str::from_utf8(bytes).is_ok() => Ok(Self::Utf8),
            _ => Ok(Self::Gb18030),
        }
    }

    /// The label by which the Encoding Standard, and with it `TextDecoder`, knows the encoding.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_decides() {
        assert_eq!(TextEncoding::of(b"\xef\xbb\xbfa"), Ok(TextEncoding::Utf8));
        assert_eq!(TextEncoding::of(b"\xff\xfea\0"), Ok(TextEncoding::Utf16Le));
        assert_eq!(TextEncoding::of(b"\xfe\xff\0a"), Ok(TextEncoding::Utf16Be));
    }

    #[test]
    fn what_is_not_utf_8_is_gb18030() {
        assert_eq!(TextEncoding::of("设备标识".as_bytes()), Ok(TextEncoding::Utf8));
        // printf '设备标识' | iconv -t GB18030 | xxd -p
        assert_eq!(TextEncoding::of(b"\xc9\xe8\xb1\xb8\xb1\xea\xca\xb6"), Ok(TextEncoding::Gb18030));
    }

    #[test]
    fn says_what_is_no_text() {
        assert_eq!(TextEncoding::of(b""), Err(NotText::Empty));
        assert_eq!(TextEncoding::of(b"PK\x03\x04rest"), Err(NotText::Zip));
        assert_eq!(TextEncoding::of(b"\xd0\xcf\x11\xe0\xa1\xb1"), Err(NotText::OldOrEncryptedWorkbook));
        assert_eq!(TextEncoding::of(b"a\0b\0"), Err(NotText::Binary));
        let bytes = vec![b'a'; BYTE_LIMIT + 1];
        assert_eq!(TextEncoding::of(&bytes), Err(NotText::TooLarge { bytes: BYTE_LIMIT + 1 }));
        assert_eq!(TextEncoding::of(bytes.get(1..).unwrap()), Ok(TextEncoding::Utf8));
    }
}
