//! The device's answer to the activation message.

use alloc::format;
use alloc::string::String;

use crate::json::quote;

/// The JSON that tells EnOS that the secret with this message id has arrived.
///
/// The shape is that of the vendor's SDKs; EnOS does not wait for it.
#[must_use]
pub fn activation_reply(id: &str) -> String {
    format!(r#"{{"id":{},"code":200,"data":null,"message":"device activate success"}}"#, quote(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_the_id_whatever_it_holds() {
        let reply: serde_json::Value = serde_json::from_str(&activation_reply("a\"\\\n\u{1}设")).unwrap();
        assert_eq!(reply["id"], "a\"\\\n\u{1}设");
        assert_eq!(reply["code"], 200);
    }
}
