//! What can be found, where, and what had to be changed.

use crate::form::FieldError;

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding<T> {
    /// The value, after the corrections.
    pub value: T,
    /// Where it stood.
    pub origin: Origin,
    /// What was corrected, and what is worth knowing.
    pub notes: Vec<Note>,
}

/// Where a value stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// In what.
    pub source: Source,
    /// The line, counted from 1. JSON is not counted in lines.
    pub line: Option<usize>,
}

/// In what a value stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Behind its name.
    Name,
    /// In a column of a table.
    Column,
    /// In JSON.
    Json,
    /// In an MQTT client id.
    MqttClientId,
    /// In an MQTT user name.
    UserName,
    /// In an address, behind `?`.
    Query,
    /// In an address, behind `#`.
    Fragment,
    /// Alone.
    Alone,
}

/// What was changed in a value or in the whole text, or is worth knowing about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// A byte order mark in front of the text was left out.
    ByteOrderMark,
    /// The text was JSON inside a string.
    UnescapedJson,
    /// White space around the value was left out.
    OuterSpace,
    /// Quotation marks around the value were left out.
    Quotes,
    /// Brackets around the value were left out.
    Brackets,
    /// Marks of Markdown around the value were left out.
    Markdown,
    /// Backslashes or doubled quotation marks in it were read as in source code.
    Escapes,
    /// `&amp;` and the like were decoded.
    Entities,
    /// `="…"`, by which a spreadsheet keeps digits as they are, was left out.
    Formula,
    /// Full-width characters, as a Chinese keyboard writes them, were replaced: in the value, or the colon in front of it.
    FullWidth,
    /// Invisible characters were left out.
    Invisible,
    /// `%41` and the like were decoded.
    PercentDecoded,
    /// What follows the bar in an MQTT client id was left out.
    ModeSuffix,
    /// There was a space behind a comma of the MQTT client id, as in the vendor's template. A device must not send it.
    SpaceAfterComma,
    /// There were backslashes in front of the commas of the MQTT client id, as a modem's commands need them.
    BackslashComma,
    /// The word `clientId` stood in front of the client id, as in documents of old versions.
    OldPrefix,
    /// `signmethod` was misspelled.
    MisspelledMethod,
    /// The signing method is an old one.
    OldMethod,
    /// A comment behind the value was left out.
    Comment,
    /// The value was ended at this character.
    EndedAt(char),
    /// The value ends with this character, which may belong to the sentence.
    EndsWith(char),
    /// The secret holds a space.
    InnerSpace,
    /// The secret stood in an address, which browsers and servers keep.
    SecretInAddress,
    /// A serial number was taken for the client id.
    SerialNumber,
}

/// A field that a value belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastedField {
    /// The product.
    ProductKey,
    /// The device.
    DeviceKey,
    /// The device's own identifier.
    ClientId,
    /// The product's secret.
    ProductSecret,
    /// The device's secret.
    DeviceSecret,
    /// A secret, and nothing says whose.
    UnlabelledSecret,
    /// The gateway's address.
    Gateway,
}

impl PastedField {
    /// Whether it holds a secret, which is never shown.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        match self {
            Self::ProductSecret | Self::DeviceSecret | Self::UnlabelledSecret => true,
            Self::ProductKey | Self::DeviceKey | Self::ClientId | Self::Gateway => false,
        }
    }
}

/// A piece of the text that was not used. It is not repeated, since it may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The line, counted from 1. JSON is not counted in lines.
    pub line: Option<usize>,
    /// Why it was not used.
    pub why: SkipReason,
}

/// Why a piece was not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// A name without a value.
    NoValue(PastedField),
    /// A value that only keeps the place of one, `{deviceKey}` or `******` for instance.
    Placeholder(PastedField),
    /// A value behind a quotation mark that never closes, or closes in the middle of a word.
    CutOff(PastedField),
    /// A number that a spreadsheet has rounded.
    Rounded(PastedField),
    /// A value that this field cannot have.
    Refused(PastedField, FieldError),
    /// A value that holds what may belong to something else, a secret for instance.
    NotAlone(PastedField),
    /// The address of a gateway that cannot be used, or that holds more than an address.
    GatewayAddress,
    /// A row that has another number of cells than the table's head.
    RowLength {
        /// The cells of the row.
        cells: usize,
        /// The cells of the head.
        columns: usize,
    },
    /// A row in which a quotation mark is missing.
    RowQuotes,
    /// A table with a head that is not understood.
    Head,
    /// Something that this page has no use for.
    Unneeded(Unneeded),
    /// A name that this page does not know.
    UnknownName,
    /// A value without a name.
    NoName,
    /// An address in which no key stands.
    BareAddress,
    /// A user name that is not `{deviceKey}&{productKey}`.
    UserName,
    /// An object of JSON has members that this page does not know.
    UnknownMembers {
        /// How many.
        count: usize,
    },
    /// There is more that was not used.
    More,
}

/// What is known by its name, and not needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unneeded {
    /// The asset id, which EnOS gives.
    AssetId,
    /// A computed password, which is as good as a secret.
    Password,
    /// The time that was signed.
    Timestamp,
    /// EnOS's own address, which no browser can open.
    Server,
    /// A serial number, where there is a client id already.
    SerialNumber,
    /// The keys of an application, which are not those of a device.
    Application,
    /// A name, a model, a region and the like.
    Other,
}

impl Skipped {
    /// The most pieces that are listed; the last says that there are more.
    pub const LIMIT: usize = 20;
}
