//! A file of the page as the library for static files reads it.

use std::future::{Ready, ready};
use std::io::{self, Cursor, SeekFrom};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::SystemTime;

use axum::body::Bytes;
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{File, Metadata};

use super::page_file::Form;

/// One form of a file of the page, opened for one request.
#[derive(Debug, Clone)]
pub(super) struct OpenFile {
    body: Cursor<Bytes>,
    pub(super) metadata: FileMetadata,
}

/// What the library makes the entity tag of.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileMetadata {
    length: u64,
    modified: SystemTime,
    is_folder: bool,
}

impl FileMetadata {
    /// The folder of the page, in which the library looks for `index.html`. It needs to know of no other.
    pub(super) const ROOT: Self = Self { length: 0, modified: SystemTime::UNIX_EPOCH, is_folder: true };
}

impl OpenFile {
    pub(super) fn new(form: &Form) -> Self {
        let metadata = FileMetadata { length: form.body.len() as u64, modified: form.tag, is_folder: false };
        Self { body: Cursor::new(form.body.clone()), metadata }
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
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().body).poll_read(cx, buffer)
    }
}

impl AsyncSeek for OpenFile {
    fn start_seek(self: Pin<&mut Self>, position: SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.get_mut().body).start_seek(position)
    }

    fn poll_complete(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.get_mut().body).poll_complete(cx)
    }
}
