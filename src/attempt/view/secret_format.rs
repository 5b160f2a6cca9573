//! The secret written as devices want it.

use enos::{Identity, Secret, quote};

use crate::form::TypedSecret;
use crate::page::action::Format;

impl Format {
    /// Writes it. Quotes and backslashes are escaped as each format asks for.
    #[must_use]
    pub fn write(self, identity: &Identity, secret: &Secret) -> TypedSecret {
        let [before, between, behind, end] = match self {
            Self::Raw => return TypedSecret::new(secret.expose().to_owned()),
            Self::Json => [r#"{"productKey":"#, r#","deviceKey":"#, r#","deviceSecret":"#, "}\n"],
            Self::C => {
                ["#define ENOS_PRODUCT_KEY ", "\n#define ENOS_DEVICE_KEY ", "\n#define ENOS_DEVICE_SECRET ", "\n"]
            }
            Self::Env => ["ENOS_PRODUCT_KEY=", "\nENOS_DEVICE_KEY=", "\nENOS_DEVICE_SECRET=", "\n"],
            Self::At => ["AT+ENOS=", ",", ",", "\r\n"],
        };
        let product = self.value(identity.product_key.as_str());
        let device = self.value(identity.device_key.as_str());
        let secret = self.value(secret.expose());
        let pieces = [before, product.expose(), between, device.expose(), behind, secret.expose(), end];
        TypedSecret::new(pieces.concat())
    }

    fn value(self, text: &str) -> TypedSecret {
        TypedSecret::new(match self {
            Self::Raw => text.to_owned(),
            // A C compiler and a modem read backslashes in front of quotes and backslashes as JSON does.
            Self::Json | Self::C | Self::At => quote(text),
            // A shell reads nothing between single quotes; the quote itself has to step outside.
            Self::Env => ["'", &text.replace('\'', r"'\''"), "'"].concat(),
        })
    }
}

#[cfg(test)]
mod tests {
    use enos::{ClientId, DeviceKey, ProductKey};

    use super::*;

    fn written(format: Format, secret: &str) -> String {
        let identity = Identity {
            client_id: ClientId::parse("c").unwrap(),
            device_key: DeviceKey::parse("dk1").unwrap(),
            product_key: ProductKey::parse("pk1").unwrap(),
        };
        format.write(&identity, &Secret::parse(secret).unwrap()).expose().to_owned()
    }

    #[test]
    fn writes_what_each_format_asks_for() {
        assert_eq!(written(Format::Raw, "s3"), "s3");
        assert_eq!(
            written(Format::Json, "s3"),
            "{\"productKey\":\"pk1\",\"deviceKey\":\"dk1\",\"deviceSecret\":\"s3\"}\n"
        );
        let lines =
            "#define ENOS_PRODUCT_KEY \"pk1\"\n#define ENOS_DEVICE_KEY \"dk1\"\n#define ENOS_DEVICE_SECRET \"s3\"\n";
        assert_eq!(written(Format::C, "s3"), lines);
        let lines = "ENOS_PRODUCT_KEY='pk1'\nENOS_DEVICE_KEY='dk1'\nENOS_DEVICE_SECRET='s3'\n";
        assert_eq!(written(Format::Env, "s3"), lines);
        assert_eq!(written(Format::At, "s3"), "AT+ENOS=\"pk1\",\"dk1\",\"s3\"\r\n");
    }

    #[test]
    fn cannot_be_broken_out_of_by_quotes() {
        assert!(written(Format::Json, "a\"b\\").contains(r#""a\"b\\""#));
        assert!(written(Format::C, "a\"b\\").contains(r#""a\"b\\""#));
        assert!(written(Format::Env, "a'b$c").contains(r"'a'\''b$c'"));
    }
}
