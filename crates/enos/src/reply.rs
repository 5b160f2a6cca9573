//! The device's answer to the activation message.

use alloc::format;
use alloc::string::String;

use crate::MessageId;
use crate::json::quote;

/// The JSON that tells EnOS that the secret with this message id has arrived. It repeats the id in the kind in which it came;
/// a message without one is answered without one.
///
/// The shape is that of the vendor's SDKs; EnOS does not wait for it.
#[must_use]
pub fn activation_reply(id: Option<&MessageId>) -> String {
    let id = match id {
        Some(MessageId::Text(id)) => format!(r#""id":{},"#, quote(id)),
        Some(MessageId::Number(id)) => format!(r#""id":{id},"#),
        None => String::new(),
    };
    format!(r#"{{{id}"code":200,"data":null,"message":"device activate success"}}"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(id: Option<&MessageId>) -> serde_json::Value {
        serde_json::from_str(&activation_reply(id)).unwrap()
    }

    #[test]
    fn repeats_the_id_whatever_it_holds() {
        let reply: serde_json::Value = reply(Some(&MessageId::Text("a\"\\\n\u{1}设".into())));
        assert_eq!(reply["id"], "a\"\\\n\u{1}设");
        assert_eq!(reply["code"], 200);
    }

    #[test]
    fn repeats_a_number_as_a_number_and_leaves_out_an_id_that_did_not_come() {
        assert_eq!(reply(Some(&MessageId::Number("17".into())))["id"], 17);
        let without = reply(None);
        assert_eq!((without.get("id"), &without["code"]), (None, &200.into()));
    }
}
