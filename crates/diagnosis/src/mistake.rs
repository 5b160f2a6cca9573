//! The known mistakes.

use enos::PartName;

use crate::Function;

/// A known mistake. No variant holds a secret or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The digest is written in base64 instead of hex.
    Base64,
    /// Zeros at the front of the digest are lost, because it was written as one large number.
    LeadingZerosLost,
    /// Bytes below 16 are written with one hex digit instead of two (`%x` for `%02x`).
    PaddingLost,
    /// Bytes from 128 on are written with `ffffff` in front (a signed character printed as a number).
    SignExtended,
    /// Only the first digits of the right password are sent.
    CutOff {
        /// How many.
        digits: usize,
    },
    /// The first digits of the right password are missing.
    StartMissing {
        /// How many.
        digits: usize,
    },
    /// Something stands behind the 64 digits of the right password.
    TooLong {
        /// How many characters.
        more: usize,
    },
    /// Nothing was hashed at all.
    NotHashed(Plain),
    /// Another function than SHA-256 over content and secret.
    Function(Function),
    /// The other secret signed.
    OtherSecret {
        /// The one that did.
        used: SecretKind,
    },
    /// The right secret, but not quite.
    SecretSlip(SecretSlip),
    /// The secret stands in front of the content instead of behind it.
    SecretInFront,
    /// The pieces are joined by something, and nothing should stand between them.
    Joined(Joints),
    /// Only the values are signed, without their names.
    NamesLeftOut,
    /// The names are written in another way.
    NamesSpelled(Spelling),
    /// The parts are in another order than the alphabetical.
    Order([PartName; 4]),
    /// One part is missing.
    PartLeftOut(PartName),
    /// `securemode` and `signmethod` are signed as well.
    ParametersSigned,
    /// Product key and device key have changed places.
    KeysSwapped,
    /// Letters have changed their case.
    CaseChanged {
        /// Which.
        of: Value,
        /// Into which.
        case: Case,
    },
    /// A MAC address is signed in another form than the one that is sent.
    MacForm {
        /// Where.
        of: Value,
        /// What separates its six bytes.
        separator: Option<char>,
        /// The case of its letters.
        case: Case,
    },
    /// MQTT's whole client id, with its parameters, is signed instead of the bare one.
    WholeClientId,
    /// The bare client id is signed with `clientId` in front of it once more.
    OldPrefix,
    /// One value stands where another belongs.
    Mistaken {
        /// Where it stands.
        place: PartName,
        /// The value that stands there.
        holds: PartName,
    },
    /// The value that was expected here is signed, but another one is sent.
    NotTheOneSent(PartName),
    /// Milliseconds are sent and seconds are signed.
    SecondsSigned,
    /// Seconds are sent and milliseconds are signed.
    MillisecondsSigned {
        /// The milliseconds.
        signed: u64,
    },
    /// A decimal fraction is sent, and the whole milliseconds are signed.
    FractionDropped,
    /// Another time is signed than the one that is sent.
    OtherTimestamp {
        /// The one that is signed, in milliseconds since 1970.
        signed: u64,
        /// The one that is sent; none when that is not known.
        sent: Option<u64>,
    },
    /// The constant 2524608000000 of the vendor's C SDK is signed, and another time is sent.
    ConstantTimestamp,
    /// A zero is signed as time.
    ZeroTimestamp,
}

/// What is sent without being hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// The secret itself: it has been shown to whoever listened, and should be replaced.
    Secret,
    /// The content.
    Content,
    /// Content and secret.
    ContentAndSecret,
}

/// Whose secret it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// The device's own.
    Device,
    /// Its product's.
    Product,
}

/// What happened to the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretSlip {
    /// A line feed behind it.
    Newline,
    /// Carriage return and line feed behind it.
    CarriageReturnNewline,
    /// A zero byte behind it, C's end of a string.
    Nul,
    /// A space behind it.
    SpaceBehind,
    /// A space in front of it.
    SpaceInFront,
    /// It starts or ends with white space, which was cut off.
    Trimmed,
    /// Its letters have changed their case.
    Case(Case),
    /// Quotation marks around it.
    Quoted,
    /// Its name stands in front of it, like those of the parts: `deviceSecret` or `productSecret`.
    Named(SecretKind),
    /// It is not there.
    LeftOut,
}

/// What stands between the pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joints {
    /// Between a name and its value.
    pub within: &'static str,
    /// Between the parts.
    pub between: &'static str,
    /// Between the content and the secret.
    pub before_secret: &'static str,
}

/// How the names are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `clientid`, `devicekey`, `productkey`, `timestamp`
    Lower,
    /// `ClientId`, `DeviceKey`, `ProductKey`, `Timestamp`
    Capitalised,
    /// `client_id`, `device_key`, `product_key`, `timestamp`
    Underscored,
    /// `clientID`
    UpperId,
    /// `timeStamp`, as the vendor's template has it in braces.
    TimeStamp,
    /// `deviceName`, as on Alibaba's platform.
    DeviceName,
}

/// The case of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// a to z
    Lower,
    /// A to Z
    Upper,
}

/// Which values a mistake touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// The client id.
    ClientId,
    /// The device key.
    DeviceKey,
    /// Both of these, which are often the same.
    ClientIdAndDeviceKey,
    /// The product key.
    ProductKey,
    /// All three names.
    AllNames,
    /// The whole string that is hashed, secret included.
    WholeString,
}

impl SecretSlip {
    /// What stands in front of the secret and behind it.
    pub(crate) const fn around(self) -> (&'static str, &'static str) {
        match self {
            Self::Newline => ("", "\n"),
            Self::CarriageReturnNewline => ("", "\r\n"),
            Self::Nul => ("", "\0"),
            Self::SpaceBehind => ("", " "),
            Self::SpaceInFront => (" ", ""),
            Self::Quoted => ("\"", "\""),
            Self::Named(SecretKind::Device) => ("deviceSecret", ""),
            Self::Named(SecretKind::Product) => ("productSecret", ""),
            Self::Trimmed | Self::Case(_) | Self::LeftOut => ("", ""),
        }
    }
}

impl Spelling {
    /// The name as it is written so.
    pub(crate) fn of(self, name: &'static str) -> &'static str {
        match (self, name) {
            (Self::Lower, "clientId") => "clientid",
            (Self::Lower, "deviceKey") => "devicekey",
            (Self::Lower, "productKey") => "productkey",
            (Self::Capitalised, "clientId") => "ClientId",
            (Self::Capitalised, "deviceKey") => "DeviceKey",
            (Self::Capitalised, "productKey") => "ProductKey",
            (Self::Capitalised, "timestamp") => "Timestamp",
            (Self::Underscored, "clientId") => "client_id",
            (Self::Underscored, "deviceKey") => "device_key",
            (Self::Underscored, "productKey") => "product_key",
            (Self::UpperId, "clientId") => "clientID",
            (Self::TimeStamp, "timestamp") => "timeStamp",
            (Self::DeviceName, "deviceKey") => "deviceName",
            _ => name,
        }
    }
}

impl Value {
    /// The parts that are meant; all four count as none, since the whole string is treated as one.
    pub(crate) const fn parts(self) -> &'static [PartName] {
        match self {
            Self::ClientId => &[PartName::ClientId],
            Self::DeviceKey => &[PartName::DeviceKey],
            Self::ClientIdAndDeviceKey => &[PartName::ClientId, PartName::DeviceKey],
            Self::ProductKey => &[PartName::ProductKey],
            Self::AllNames => &[PartName::ClientId, PartName::DeviceKey, PartName::ProductKey],
            Self::WholeString => &[],
        }
    }
}
