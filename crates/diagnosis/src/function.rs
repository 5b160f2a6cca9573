//! The function that makes a password of a text and a secret: SHA-256, or one that was taken for it.

use zeroize::Zeroizing;

use crate::hash::{Hash, Kind};
use crate::recipe::Recipe;

/// A function other than SHA-256 over content and secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// HMAC-SHA256 over the content, with the secret as its key: what the misnomer `hmacsha256` suggests.
    HmacSha256,
    /// HMAC-SHA256 over content and secret, with the secret as its key as well.
    HmacSha256WithSecretInside,
    /// HMAC-SHA256 over the secret, with the content as its key.
    HmacSha256Reversed,
    /// SHA-256 over the result of SHA-256.
    Sha256Twice(Inner),
    /// SHA-1, as the documents before late 2019 had it.
    Sha1,
    /// HMAC-SHA1 over the content, with the secret as its key: what the old documents' `hmacsha1` suggests.
    HmacSha1,
    /// MD5.
    Md5,
    /// HMAC-MD5 over the content, with the secret as its key.
    HmacMd5,
}

/// Hands pieces to a sink.
type Feed<'f> = dyn Fn(&mut dyn FnMut(&[u8])) + 'f;

/// In which form a first hash is hashed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inner {
    /// As bytes.
    Bytes,
    /// As hex in upper case.
    UpperHex,
    /// As hex in lower case.
    LowerHex,
}

impl Function {
    /// Whether it makes these bytes of the recipe.
    pub(crate) fn makes(self, recipe: &Recipe<'_>, target: &[u8]) -> bool {
        if target.len() != self.kind().length() {
            return false;
        }
        match self {
            Self::Sha1 | Self::Md5 => plain(self.kind(), recipe, target),
            Self::HmacSha256 | Self::HmacSha1 | Self::HmacMd5 => {
                self.hmac(&recipe.secret_bytes(), &|sink| recipe.feed_content(sink), target)
            }
            Self::HmacSha256WithSecretInside => self.hmac(&recipe.secret_bytes(), &|sink| recipe.feed(sink), target),
            Self::HmacSha256Reversed => self.hmac(&recipe.content_bytes(), &|sink| recipe.feed_secret(sink), target),
            Self::Sha256Twice(inner) => twice(recipe, inner, target),
        }
    }

    const fn kind(self) -> Kind {
        match self {
            Self::HmacSha256 | Self::HmacSha256WithSecretInside | Self::HmacSha256Reversed | Self::Sha256Twice(_) => {
                Kind::Sha256
            }
            Self::Sha1 | Self::HmacSha1 => Kind::Sha1,
            Self::Md5 | Self::HmacMd5 => Kind::Md5,
        }
    }

    fn hmac(self, key: &[u8], feed: &Feed<'_>, target: &[u8]) -> bool {
        let (mut inner, outer) = Hash::keyed(self.kind(), key);
        feed(&mut |bytes| inner.update(bytes));
        outer.chain(&inner.finish()).is(target)
    }
}

/// Whether a plain hash of the recipe makes these bytes.
pub(crate) fn plain(kind: Kind, recipe: &Recipe<'_>, target: &[u8]) -> bool {
    let mut hash = Hash::new(kind);
    recipe.feed(&mut |bytes| hash.update(bytes));
    hash.is(target)
}

fn twice(recipe: &Recipe<'_>, inner: Inner, target: &[u8]) -> bool {
    let mut hash = Hash::new(Kind::Sha256);
    recipe.feed(&mut |bytes| hash.update(bytes));
    let first = hash.finish();
    let hash = Hash::new(Kind::Sha256);
    let hash = match inner {
        Inner::Bytes => hash.chain(&first),
        Inner::UpperHex => hash.chain(Zeroizing::new(hex::encode_upper(&*first)).as_bytes()),
        Inner::LowerHex => hash.chain(Zeroizing::new(hex::encode(&*first)).as_bytes()),
    };
    hash.is(target)
}
