//! Serves the files of the page from memory, compressed where the browser takes that.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::io::{self, Cursor, SeekFrom};
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::SystemTime;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{self, HeaderValue};
use axum::http::{Response, StatusCode};
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower::ServiceExt;
use tower_http::services::ServeDir;
use tower_http::services::fs::{Backend, File, Metadata};

use super::page::Page;
use super::page_file::{Form, INDEX, is_hashed, media_type, split_form};

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
    if split_form(&name).1.is_some() || name.contains('%') {
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

/// One form of a file of the page, opened for one request.
#[derive(Debug, Clone)]
pub(super) struct OpenFile {
    body: Cursor<Bytes>,
    metadata: FileMetadata,
}

/// What the library makes the entity tag of.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileMetadata {
    length: u64,
    modified: SystemTime,
    is_folder: bool,
}

impl OpenFile {
    /// The folder of the page, in which the library looks for `index.html`. It needs to know of no other.
    fn folder() -> Self {
        let metadata = FileMetadata { length: 0, modified: SystemTime::UNIX_EPOCH, is_folder: true };
        Self { body: Cursor::default(), metadata }
    }

    /// The file at a path that the library has checked.
    fn find(page: &Page, path: &Path) -> io::Result<Self> {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        let parts: Option<Vec<_>> = parts.map(|part| part.as_os_str().to_str()).collect();
        let name = parts.map(|parts| parts.join("/")).ok_or(io::ErrorKind::NotFound)?;
        if name.is_empty() {
            return Ok(Self::folder());
        }
        let Form { body, tag } = page.find(&name).ok_or(io::ErrorKind::NotFound)?;
        let metadata = FileMetadata { length: body.len() as u64, modified: tag, is_folder: false };
        Ok(Self { body: Cursor::new(body), metadata })
    }
}

impl Backend for Page {
    type File = OpenFile;
    type Metadata = FileMetadata;
    type OpenFuture = Ready<io::Result<OpenFile>>;
    type MetadataFuture = Ready<io::Result<FileMetadata>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        ready(OpenFile::find(self, &path))
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        ready(OpenFile::find(self, &path).map(|file| file.metadata))
    }
}

impl Metadata for FileMetadata {
    fn is_dir(&self) -> bool {
        self.is_folder
    }

    fn modified(&self) -> io::Result<SystemTime> {
        Ok(self.modified)
    }

    fn len(&self) -> u64 {
        self.length
    }
}

impl File for OpenFile {
    type Metadata = FileMetadata;
    type MetadataFuture<'a> = Ready<io::Result<FileMetadata>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        ready(Ok(self.metadata))
    }
}

impl AsyncRead for OpenFile {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.body).poll_read(cx, buffer)
    }
}

impl AsyncSeek for OpenFile {
    fn start_seek(mut self: Pin<&mut Self>, position: SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.body).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.body).poll_complete(cx)
    }
}
