//! Serves the files of the page from memory, compressed where the browser takes that.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::io;
use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{self, HeaderValue};
use axum::http::{Response, StatusCode};
use tower::ServiceExt;
use tower_http::services::ServeDir;
use tower_http::services::fs::Backend;

use super::open_file::{FileMetadata, OpenFile};
use super::page::Page;
use super::page_file::{BROTLI_EXTENSION, GZIP_EXTENSION, INDEX, is_hashed, media_type};

/// Files whose name holds a digest of their content may be kept for ever.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// All others are asked for again each time; an unchanged one costs only the headers.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The answer to a request for a file of the page; `None` if there is no such file.
pub(super) async fn serve(page: &Page, mut request: Request) -> Option<Response<Body>> {
    let name = match request.uri().path().trim_start_matches('/') {
        "" => INDEX.to_owned(),
        name => name.to_owned(),
    };
    // Compressed twins are another form of their file, not files of their own; and no file of a page has a name to be encoded.
    if name.ends_with(BROTLI_EXTENSION) || name.ends_with(GZIP_EXTENSION) || name.contains('%') {
        return None;
    }
    // The times that the library knows are none, and nobody needs a part of a file.
    for condition in [header::RANGE, header::IF_MODIFIED_SINCE, header::IF_UNMODIFIED_SINCE] {
        request.headers_mut().remove(condition);
    }
    let files = ServeDir::with_backend("", page.clone()).precompressed_br().precompressed_gzip();
    let response: Result<_, Infallible> = files.oneshot(request).await;
    let mut response = response.ok().filter(|response| response.status() != StatusCode::NOT_FOUND)?.map(Body::new);
    let headers = response.headers_mut();
    headers.remove(header::LAST_MODIFIED);
    headers.remove(header::ACCEPT_RANGES);
    if let (Some(media_type), true) = (media_type(&name), headers.contains_key(header::CONTENT_TYPE)) {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    headers.insert(header::CACHE_CONTROL, if is_hashed(&name) { IMMUTABLE } else { REVALIDATE });
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    Some(response)
}

/// The name of a file as the page has it, for a path that the library has checked.
fn name_of(path: &Path) -> Option<String> {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    let parts: Option<Vec<_>> = parts.map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

impl Backend for Page {
    type File = OpenFile;
    type Metadata = FileMetadata;
    type OpenFuture = Ready<io::Result<OpenFile>>;
    type MetadataFuture = Ready<io::Result<FileMetadata>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let found = name_of(&path).and_then(|name| self.find(&name));
        ready(found.ok_or_else(|| io::ErrorKind::NotFound.into()))
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let metadata = match name_of(&path) {
            Some(name) if name.is_empty() => Some(FileMetadata::ROOT),
            Some(name) => self.find(&name).map(|file| file.metadata),
            None => None,
        };
        ready(metadata.ok_or_else(|| io::ErrorKind::NotFound.into()))
    }
}
