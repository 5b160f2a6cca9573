//! One file of the page, with its compressed forms.

use std::io::{self, Read};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use flate2::Compression;
use flate2::read::GzEncoder;
use sha2::{Digest, Sha256};

/// The file that makes a folder a page.
pub(super) const INDEX: &str = "index.html";
/// How many hexadecimal digits Trunk puts into a name.
const DIGEST_LENGTH: usize = 16;
/// Larger files are not compressed at start, in bytes; nothing of the page is as large in a release build.
const LARGEST_TO_COMPRESS: usize = 4 * 1024 * 1024;
/// Quality and window of brotli: the best where the program itself was compiled with care, the fastest in debug builds.
const BROTLI_QUALITY: i32 = if cfg!(debug_assertions) { 1 } else { 11 };
const BROTLI_WINDOW: i32 = 22;

#[derive(Debug)]
pub(super) struct PageFile {
    plain: Form,
    brotli: OnceLock<Form>,
    gzip: OnceLock<Form>,
}

/// The content of a file as it is, or compressed.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) body: Bytes,
    /// The library makes the entity tag of a time and the length. A file's own time may stay the same from build to
    /// build, so this one is made of the content.
    pub(super) tag: SystemTime,
}

/// What the names of compressed forms end in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extension {
    Brotli,
    Gzip,
}

/// The name of a file, and the extension of its compressed form where the name means that one.
pub(super) fn split_form(name: &str) -> (&str, Option<Extension>) {
    let brotli = name.strip_suffix(".br").map(|name| (name, Some(Extension::Brotli)));
    let gzip = || name.strip_suffix(".gz").map(|name| (name, Some(Extension::Gzip)));
    brotli.or_else(gzip).unwrap_or((name, None))
}

impl Form {
    fn new(body: Bytes) -> Self {
        let digest = Sha256::digest(&body);
        let number = |bytes: &[u8]| bytes.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        let (seconds, rest) = digest.split_at(4);
        let (nanoseconds, _) = rest.split_at(4);
        let time = Duration::new(number(seconds).into(), number(nanoseconds) % 1_000_000_000);
        Self { body, tag: SystemTime::UNIX_EPOCH + time }
    }
}

impl PageFile {
    pub(super) fn new(body: Bytes) -> Self {
        Self { plain: Form::new(body), brotli: OnceLock::new(), gzip: OnceLock::new() }
    }

    pub(super) fn body(&self) -> &[u8] {
        &self.plain.body
    }

    /// Its content, or the compressed form of it, if there is one.
    pub(super) fn form(&self, extension: Option<Extension>) -> Option<Form> {
        match extension {
            None => Some(self.plain.clone()),
            Some(extension) => self.place(extension).get().cloned(),
        }
    }

    /// Gives it a compressed form, unless it has one.
    pub(super) fn set_compressed(&self, extension: Extension, form: Bytes) {
        self.place(extension).get_or_init(|| Form::new(form));
    }

    /// Makes the compressed forms that are missing, where it is worth it.
    pub(super) fn compress(&self, name: &str) {
        if !media_type(name).is_some_and(is_compressible) || self.body().len() > LARGEST_TO_COMPRESS {
            return;
        }
        for (extension, form) in [(Extension::Gzip, gzip(self.body())), (Extension::Brotli, brotli(self.body()))] {
            if let Some(form) = form.ok().filter(|form| form.len() < self.body().len()) {
                self.set_compressed(extension, form.into());
            }
        }
    }

    fn place(&self, extension: Extension) -> &OnceLock<Form> {
        match extension {
            Extension::Brotli => &self.brotli,
            Extension::Gzip => &self.gzip,
        }
    }
}

fn brotli(mut body: &[u8]) -> io::Result<Vec<u8>> {
    let mut form = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: BROTLI_QUALITY, lgwin: BROTLI_WINDOW, ..Default::default() };
    brotli::BrotliCompress(&mut body, &mut form, &parameters)?;
    Ok(form)
}

fn gzip(body: &[u8]) -> io::Result<Vec<u8>> {
    let level = if cfg!(debug_assertions) { Compression::fast() } else { Compression::best() };
    let mut form = Vec::new();
    GzEncoder::new(body, level).read_to_end(&mut form)?;
    Ok(form)
}

/// Whether the name ends in a digest of the content, as Trunk's names do: `app-0123456789abcdef_bg.wasm`.
pub(super) fn is_hashed(name: &str) -> bool {
    name.split(['-', '.', '_', '/'])
        .any(|part| part.len() == DIGEST_LENGTH && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The media type of a file of this name; `None` for a type that no page is made of: keys, configurations.
pub(super) fn media_type(name: &str) -> Option<&'static str> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    Some(match extension.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

fn is_compressible(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || matches!(media_type, "application/wasm" | "application/json" | "application/manifest+json" | "image/svg+xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_a_digest_in_its_name_is_kept_for_ever() {
        for name in ["app-0123456789abcdef.js", "app-0123456789abcdef_bg.wasm", "css/base-00ff00ff00ff00ff.css"] {
            assert!(is_hashed(name), "{name}");
        }
        for name in ["index.html", "boot.js", "service-worker.js", "app-0123456789abcde.js"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn only_what_pages_are_made_of_is_served() {
        for name in ["index.html", "a.js", "js_api.d.ts", "a_bg.wasm", "icons/icon-192.png", "LICENSE.txt"] {
            assert!(media_type(name).is_some(), "{name}");
        }
        for name in
            ["gateway-key.pem", "a.key", "A.PEM", "gateway.toml", "a.p12", "a.crt", "id_rsa", "a.pem.bak", "a.env"]
        {
            assert!(media_type(name).is_none(), "{name}");
        }
    }

    #[test]
    fn compresses_what_gets_smaller_by_it() {
        let file = PageFile::new(Bytes::from(vec![b'a'; 4096]));
        file.compress("a.txt");
        assert!(file.form(Some(Extension::Brotli)).is_some() && file.form(Some(Extension::Gzip)).is_some());
        for (name, body) in [("a.txt", vec![b'a']), ("a.png", vec![b'a'; 4096])] {
            let file = PageFile::new(body.into());
            file.compress(name);
            assert!(file.form(Some(Extension::Brotli)).is_none(), "{name}");
            assert!(file.form(Some(Extension::Gzip)).is_none(), "{name}");
        }
    }
}
