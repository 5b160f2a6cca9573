//! What a device asks for on its session, and how it is answered: on `{topic}_reply`, as the vendor's SDKs expect it.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use enos::{Claim, SecureMode, quote};
use mqtt::{Topic, TopicFilter};

use crate::device::Life;
use crate::json::Json;
use crate::topics::in_topic;
use crate::{Access, Cloud, DeviceKind, Occurrence, Refusal, SessionId, Time};

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The topic to publish on: the request's with `_reply` behind it.
    pub topic: String,
    /// The JSON.
    pub payload: String,
}

/// What is said about a request: a code, what belongs to it, and why.
struct Verdict {
    code: u16,
    data: String,
    message: String,
}

/// The code for a payload that is no request.
const BAD_FORMAT: u16 = 1220;
/// The code for a sub-device that is none.
const NOT_A_SUB_DEVICE: u16 = 740;

impl Cloud {
    /// The answer to what a session has published, if it is a request and the session has subscribed to its answer.
    pub(super) fn answer(&mut self, session: SessionId, topic: &str, payload: &[u8], now: Time) -> Option<Answer> {
        if topic.ends_with("_reply") {
            return None;
        }
        let request = Json::parse(payload);
        let verdict = match &request {
            Some(request @ Json::Object(_)) => self.verdict(session, topic, request, now),
            Some(_) | None => Verdict::error(BAD_FORMAT, "the payload is not a JSON object"),
        };
        let reply = format!("{topic}_reply");
        if !self.sessions.find(session)?.listens_to(&reply) {
            return None;
        }
        let id = match request.as_ref().and_then(|request| request.get("id")) {
            Some(Json::Text(id)) => format!("\"id\":{},", quote(id)),
            Some(Json::Number(id)) => format!("\"id\":{id},"),
            Some(Json::List(_) | Json::Object(_) | Json::Other) | None => String::new(),
        };
        let Verdict { code, data, message } = verdict;
        let payload = format!("{{{id}\"code\":{code},\"data\":{data},\"message\":{}}}", quote(&message));
        Some(Answer { topic: reply, payload })
    }

    fn verdict(&mut self, session: SessionId, topic: &str, request: &Json, now: Time) -> Verdict {
        let own = self.sessions.find(session).is_some_and(|open| {
            in_topic(topic).is_some_and(|(product, device, _)| {
                product == open.product_key.as_str() && device == open.device_key.as_str()
            })
        });
        let rest = in_topic(topic).map(|(_, _, rest)| rest).filter(|_| own && topic.starts_with("/ext/session/"));
        match (rest, request.get("params")) {
            (Some("combine/login"), Some(params)) => match self.log_sub_device_in(session, params, params, now) {
                Ok(device) => Verdict { code: 200, data: device, message: String::new() },
                Err((code, reason)) => Verdict::error(code, &reason),
            },
            (Some("combine/login/batch"), Some(params)) => self.log_batch_in(session, params, now),
            (Some("combine/logout"), Some(params)) => {
                let (product, device) = keys(params);
                self.log_sub_device_out(session, product, device, now);
                Verdict { code: 200, data: named(product, device), message: String::new() }
            }
            (Some("combine/login" | "combine/login/batch" | "combine/logout"), None) => {
                Verdict::error(BAD_FORMAT, "the request has no params")
            }
            (Some(_) | None, _) => Verdict { code: 200, data: "{}".into(), message: String::new() },
        }
    }

    /// Each of the list, under the client id and the timestamp of all.
    fn log_batch_in(&mut self, session: SessionId, params: &Json, now: Time) -> Verdict {
        let Some(Json::List(devices)) = params.get("subDevices") else {
            return Verdict::error(BAD_FORMAT, "params.subDevices is not a list");
        };
        let (mut accepted, mut failed) = (Vec::new(), Vec::new());
        let (mut code, mut reasons) = (200, Vec::new());
        for device in devices {
            match self.log_sub_device_in(session, device, params, now) {
                Ok(device) => accepted.push(device),
                Err((error, reason)) => {
                    let (product_key, device_key) = keys(device);
                    failed.push(named(product_key, device_key));
                    reasons.push(format!("{product_key}&{device_key} has error: {reason};"));
                    code = error;
                }
            }
        }
        let (accepted, failed) = (accepted.join(","), failed.join(","));
        let data = format!("{{\"loginedSubDevices\":[{accepted}],\"failedSubDevices\":[{failed}]}}");
        Verdict { code, data, message: reasons.concat() }
    }

    /// The sub-device as JSON, or the code and the reason. `shared` holds client id and timestamp.
    fn log_sub_device_in(
        &mut self,
        session: SessionId,
        device: &Json,
        shared: &Json,
        now: Time,
    ) -> Result<String, (u16, String)> {
        let (product_key, device_key) = keys(device);
        let refusal = |refusal: Refusal| (refusal.code().unwrap_or(BAD_FORMAT), refusal.to_string());
        let checked = self.check_sub_device(device, shared);
        if let Err(why) = checked {
            if let SubDeviceError::Refused(refusal) = why {
                self.journal.record(now, product_key, device_key, Occurrence::Refused(refusal));
            }
            return Err(match why {
                SubDeviceError::Refused(why) => refusal(why),
                SubDeviceError::NotASubDevice => {
                    (NOT_A_SUB_DEVICE, String::from("the device is no sub-device of this gateway"))
                }
                SubDeviceError::Incomplete => (BAD_FORMAT, String::from("sign, clientId or timestamp is missing")),
            });
        }
        let known = self.registry.device_mut(product_key, device_key).ok_or_else(|| refusal(Refusal::UnknownDevice))?;
        let keys = (known.product_key.clone(), known.key.clone());
        let earlier = known.session.replace(session);
        if known.life == Life::New {
            known.life = Life::HasBeenOnline;
            self.revision += 1;
        }
        if let Some(earlier) = earlier.and_then(|earlier| self.sessions.find_mut(earlier)) {
            earlier.sub_devices.retain(|known| *known != keys);
        }
        if let Some(open) = self.sessions.find_mut(session) {
            open.sub_devices.push(keys);
        }
        self.journal.record(now, product_key, device_key, Occurrence::LoggedInByGateway);
        let (product, device) = (quote(product_key), quote(device_key));
        Ok(format!("{{\"assetId\":\"sim\",\"productKey\":{product},\"deviceKey\":{device}}}"))
    }

    fn check_sub_device(&self, device: &Json, shared: &Json) -> Result<(), SubDeviceError> {
        let (product_key, device_key) = keys(device);
        let known = self.registry.device(product_key, device_key);
        let known = known.ok_or(SubDeviceError::Refused(Refusal::UnknownDevice))?;
        match known.kind {
            DeviceKind::SubDevice => {}
            DeviceKind::Direct => return Err(SubDeviceError::NotASubDevice),
        }
        let (Some(client_id), Some(timestamp), Some(sign)) =
            (shared.text("clientId"), shared.text("timestamp"), device.text("sign"))
        else {
            return Err(SubDeviceError::Incomplete);
        };
        let claim = Claim { client_id, secure_mode: SecureMode::Static, timestamp, device_key, product_key };
        if !known.secret.as_ref().is_some_and(|secret| claim.is_signed_by(secret, sign.as_bytes())) {
            return Err(SubDeviceError::Refused(Refusal::SignatureFailed));
        }
        match known.access {
            Access::Enabled => Ok(()),
            Access::Disabled => Err(SubDeviceError::Refused(Refusal::DeviceDisabled)),
        }
    }

    fn log_sub_device_out(&mut self, session: SessionId, product_key: &str, device_key: &str, now: Time) {
        let Some(open) = self.sessions.find_mut(session) else { return };
        let before = open.sub_devices.len();
        open.sub_devices.retain(|(product, device)| product.as_str() != product_key || device.as_str() != device_key);
        if open.sub_devices.len() == before {
            return;
        }
        if let Some(device) = self.registry.device_mut(product_key, device_key) {
            device.session = None;
        }
        self.journal.record(now, product_key, device_key, Occurrence::LoggedOut);
    }

    /// A sub-device is shut out: it leaves its gateway's session, which goes on.
    pub(super) fn shut_sub_device_out(&mut self, product_key: &str, device_key: &str, now: Time) {
        let session = self.registry.device(product_key, device_key).and_then(|device| device.session);
        if let Some(session) = session {
            self.log_sub_device_out(session, product_key, device_key, now);
        }
    }
}

#[derive(Clone, Copy)]
enum SubDeviceError {
    Refused(Refusal),
    NotASubDevice,
    Incomplete,
}

impl Verdict {
    fn error(code: u16, reason: &str) -> Self {
        Self { code, data: "{}".into(), message: reason.into() }
    }
}

fn keys(device: &Json) -> (&str, &str) {
    (device.text("productKey").unwrap_or_default(), device.text("deviceKey").unwrap_or_default())
}

fn named(product_key: &str, device_key: &str) -> String {
    format!("{{\"productKey\":{},\"deviceKey\":{}}}", quote(product_key), quote(device_key))
}

/// Whether one of the filters brings a message on this topic.
pub(crate) fn is_covered(filters: &[String], topic: &str) -> bool {
    let Ok(topic) = Topic::parse(topic) else { return false };
    filters.iter().any(|filter| TopicFilter::parse(filter).is_ok_and(|filter| filter.matches(topic)))
}
