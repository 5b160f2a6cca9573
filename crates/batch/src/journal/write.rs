//! From a record to text.

use enos::AssetId;
use zeroize::Zeroizing;

use super::json::JsonText;
use super::{End, Record, VERSION};

impl Record {
    /// The record as text: a JSON object in one line, with its version. It is wiped when it is dropped, since it may hold a secret.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut json = JsonText::new(512);
        json.object(|json| {
            json.number_member("version", VERSION);
            json.text_member("kind", self.kind());
            json.number_member("row", u64::from(self.row().0));
            match self {
                Self::Intent(intent) => {
                    json.number_member("attempt", intent.attempt.number());
                    json.text_member("purpose", intent.purpose.word());
                    json.number_member("at", intent.at.as_millis());
                }
                Self::Secret(secret) => {
                    json.number_member("attempt", secret.attempt.number());
                    json.number_member("place", u64::from(secret.place));
                    json.number_member("at", secret.at.as_millis());
                    json.text_member("productKey", secret.product_key.as_str());
                    json.text_member("deviceKey", secret.device_key.as_str());
                    match &secret.asset_id {
                        AssetId::Named(asset) => json.text_member("assetId", asset.as_received()),
                        AssetId::Unusable => json.text_member("asset", "unusable"),
                        AssetId::Absent => {}
                    }
                    json.text_member("deviceSecret", secret.device_secret.expose());
                }
                Self::End(end) => {
                    json.number_member("attempt", end.attempt.number());
                    match end.end {
                        End::NotSent => json.text_member("end", "not sent"),
                        End::LoggedIn => json.text_member("end", "logged in"),
                        End::Unknown => json.text_member("end", "unknown"),
                        End::Failed(kind) => {
                            json.text_member("end", "failed");
                            json.text_member("failure", &kind.code());
                        }
                    }
                    json.number_member("at", end.at.as_millis());
                }
                Self::HandOver(hand_over) => {
                    json.text_member("how", hand_over.how.word());
                    json.number_member("at", hand_over.at.as_millis());
                }
            }
        });
        json.finish()
    }

    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Intent(_) => "intent",
            Self::Secret(_) => "secret held",
            Self::End(_) => "end",
            Self::HandOver(_) => "handed over",
        }
    }
}
