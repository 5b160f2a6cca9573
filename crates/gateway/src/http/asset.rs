//! One file of the page, ready to be sent.

use std::sync::OnceLock;

use axum::body::Body;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Response, StatusCode};
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// Files whose name holds a digest of their content may be kept for ever.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// All others are asked for again each time; an unchanged one costs only the headers.
const REVALIDATE: &str = "no-cache";
/// How many hexadecimal digits Trunk puts into a name.
const DIGEST_LENGTH: usize = 16;
/// Larger files are not compressed at start, in bytes; nothing of the page is as large in a release build.
const LARGEST_TO_COMPRESS: usize = 4 * 1024 * 1024;
/// Quality and window of brotli: the best where the program itself was compiled with care, the fastest in debug builds.
const BROTLI_QUALITY: u32 = if cfg!(debug_assertions) { 1 } else { 11 };
const BROTLI_WINDOW: u32 = 22;

/// One file of the page.
#[derive(Debug)]
pub(crate) struct Asset {
    body: Bytes,
    brotli: OnceLock<Bytes>,
    tag: String,
    media_type: &'static str,
    cache_control: &'static str,
}

impl Asset {
    /// The file `name` with its content.
    pub(crate) fn new(name: &str, body: Bytes) -> Self {
        let digest = hex(&Sha256::digest(&body));
        Self {
            tag: digest.chars().take(DIGEST_LENGTH).collect(),
            media_type: media_type(name).unwrap_or("application/octet-stream"),
            cache_control: if is_hashed(name) { IMMUTABLE } else { REVALIDATE },
            brotli: OnceLock::new(),
            body,
        }
    }

    /// Its content.
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }

    /// Gives it the compressed twin that lay beside it.
    pub(crate) fn set_brotli(&self, twin: Bytes) {
        let _ = self.brotli.set(twin);
    }

    /// Makes the compressed twin, where there is none and it is worth it.
    pub(crate) fn compress(&self) {
        if self.brotli.get().is_some() || !is_compressible(self.media_type) || self.body.len() > LARGEST_TO_COMPRESS {
            return;
        }
        let mut twin = Vec::new();
        let mut source = self.body.as_ref();
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: i32::try_from(BROTLI_QUALITY).unwrap_or_default(),
            lgwin: i32::try_from(BROTLI_WINDOW).unwrap_or_default(),
            ..Default::default()
        };
        let written = brotli::BrotliCompress(&mut source, &mut twin, &parameters);
        if written.is_ok() && twin.len() < self.body.len() {
            self.set_brotli(twin.into());
        }
    }

    /// The answer to a request with these headers.
    pub(crate) fn answer(&self, request: &HeaderMap) -> Response<Body> {
        let brotli = self.brotli.get().filter(|_| accepts_brotli(request));
        let tag = match brotli {
            Some(_) => format!("\"{}-br\"", self.tag),
            None => format!("\"{}\"", self.tag),
        };
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.cache_control));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let known = is_known(request, &tag);
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(header::ETAG, tag);
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        if brotli.is_some() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        *response.body_mut() = Body::from(brotli.unwrap_or(&self.body).clone());
        response
    }
}

/// Whether the name ends in a digest of the content, as Trunk's names do: `app-0123456789abcdef_bg.wasm`.
pub(super) fn is_hashed(name: &str) -> bool {
    name.split(['-', '.', '_', '/'])
        .any(|part| part.len() == DIGEST_LENGTH && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn accepts_brotli(request: &HeaderMap) -> bool {
    let values = request.get_all(header::ACCEPT_ENCODING);
    let mut codings = values.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    codings.any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = weight.trim().trim_end_matches(['0', '.']) == "q=";
        name.trim().eq_ignore_ascii_case("br") && !refused
    })
}

/// Whether the visitor has this very content already.
fn is_known(request: &HeaderMap, tag: &str) -> bool {
    let values = request.get_all(header::IF_NONE_MATCH);
    let mut tags = values.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    tags.any(|known| known.trim().trim_start_matches("W/") == tag)
}

/// Whether it is of a type that pages are made of. Anything else lies in the folder by mistake: keys, configurations.
pub(super) fn is_served(name: &str) -> bool {
    media_type(name).is_some()
}

fn media_type(name: &str) -> Option<&'static str> {
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

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

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
            assert!(is_served(name), "{name}");
        }
        for name in
            ["gateway-key.pem", "a.key", "A.PEM", "gateway.toml", "a.p12", "a.crt", "id_rsa", "a.pem.bak", "a.env"]
        {
            assert!(!is_served(name), "{name}");
        }
    }

    #[test]
    fn sends_brotli_to_those_who_take_it() {
        let asset = Asset::new("a.txt", Bytes::from(vec![b'a'; 4096]));
        asset.compress();
        let plain = asset.answer(&HeaderMap::new());
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        let packed = asset.answer(&request(header::ACCEPT_ENCODING, "gzip, br;q=0.9"));
        assert_eq!(packed.headers()[header::CONTENT_ENCODING], "br");
        assert_ne!(packed.headers()[header::ETAG], plain.headers()[header::ETAG]);
        let refused = asset.answer(&request(header::ACCEPT_ENCODING, "gzip, br;q=0.0"));
        assert!(!refused.headers().contains_key(header::CONTENT_ENCODING));
    }

    #[test]
    fn does_not_send_again_what_is_known() {
        let asset = Asset::new("a.txt", Bytes::from_static(b"a"));
        let answer = asset.answer(&request(header::IF_NONE_MATCH, "\"ca978112ca1bbdca\""));
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
        let answer = asset.answer(&request(header::IF_NONE_MATCH, "\"ca978112ca1bbdcb\""));
        assert_eq!(answer.status(), StatusCode::OK);
    }
}
