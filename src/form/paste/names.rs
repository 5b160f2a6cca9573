//! The names under which people and programs write keys and secrets.

use super::{Slot, Unneeded};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// One field.
    Slot(Slot),
    /// MQTT's user name, which holds both keys.
    UserName,
    /// The device's serial number, which many take for the client id.
    SerialNumber,
    /// An address of something: of the gateway, of EnOS, or of a web page.
    Address,
    /// Nothing that is needed.
    Unneeded(Unneeded),
}

/// The meaning of a name, however it is spelled: `productKey`, `PRODUCT_KEY`, `Product Key (PK)`, `产品Key`.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    if name.len() > LENGTH_LIMIT {
        return None;
    }
    let name = name.trim_start();
    let name = name.strip_prefix("export ").or_else(|| name.strip_prefix("set ")).unwrap_or(name);
    let plain = normalized(name);
    let outside = name.split(['(', '（']).next().unwrap_or_default();
    exact(&plain).or_else(|| exact(&normalized(outside))).or_else(|| ending(&plain))
}

/// The same, of a name that stands alone: the last words of a sentence are none.
pub(super) fn lone_meaning(name: &str) -> Option<Meaning> {
    let name = name.trim();
    let outside = name.split(['(', '（']).next().unwrap_or_default();
    let is_sentence = name.contains(char::is_whitespace) && exact(&normalized(outside)).is_none();
    meaning(name).filter(|_| !is_sentence && !name.contains(['<', '>', '/', '=']))
}

/// The meaning of a member of JSON: `key` within `device` is the device key, and `secret` its secret.
pub(super) fn member_meaning(parent: &str, name: &str) -> Option<Meaning> {
    let whole = [parent, name].concat();
    let is_short = whole.len() <= LENGTH_LIMIT;
    is_short.then(|| exact(&normalized(&whole))).flatten().or_else(|| meaning(name))
}

/// Whether a pair of words is the head of a table of names and values.
pub(super) fn is_head(name: &str, value: &str) -> bool {
    let (name, value) = (normalized(name), normalized(value));
    matches!(name.as_str(), "name" | "field" | "parameter" | "key" | "item" | "名称" | "参数" | "字段" | "项目")
        && matches!(value.as_str(), "value" | "content" | "值" | "参数值" | "内容")
}

/// In bytes. Longer texts are no names.
const LENGTH_LIMIT: usize = 80;

/// Letters and digits, in lower case and half width.
fn normalized(name: &str) -> String {
    let plain = name.chars().map(foreign_text::half_width);
    plain.filter(|character| character.is_alphanumeric()).map(|character| character.to_ascii_lowercase()).collect()
}

fn exact(name: &str) -> Option<Meaning> {
    let slot = match name {
        "productkey" | "prodkey" | "pk" | "产品key" | "产品标识" => Slot::ProductKey,
        "devicekey" | "devkey" | "dk" | "设备key" | "设备标识" => Slot::DeviceKey,
        "clientid" | "mqttclientid" | "cid" | "客户端id" | "客户端标识" => Slot::ClientId,
        "productsecret" | "ps" | "产品密钥" | "产品secret" => Slot::ProductSecret,
        "devicesecret" | "ds" | "设备密钥" | "设备secret" => Slot::DeviceSecret,
        "secret" | "密钥" => Slot::SomeSecret,
        "gateway" | "gatewayurl" | "gatewayaddress" | "wss" | "ws" | "websocket" | "websocketurl" | "网关"
        | "网关地址" => Slot::Gateway,
        _ => return exact_other(name),
    };
    Some(Meaning::Slot(slot))
}

fn exact_other(name: &str) -> Option<Meaning> {
    Some(match name {
        "username" | "user" | "mqttusername" | "用户名" => Meaning::UserName,
        "sn" | "serial" | "serialno" | "serialnumber" | "序列号" => Meaning::SerialNumber,
        "url" | "uri" | "link" | "server" | "serveruri" | "serverurl" | "host" | "broker" | "brokerurl"
        | "endpoint" | "address" | "服务器" | "地址" | "链接" => Meaning::Address,
        "assetid" | "资产id" => Meaning::Unneeded(Unneeded::AssetId),
        "password" | "mqttpassword" | "密码" | "口令" => Meaning::Unneeded(Unneeded::Password),
        "timestamp" | "时间戳" => Meaning::Unneeded(Unneeded::Timestamp),
        "accesskey" | "secretkey" | "appkey" | "appsecret" | "accesssecret" | "apptoken" => {
            Meaning::Unneeded(Unneeded::Application)
        }
        "name" | "devicename" | "productname" | "model" | "modelid" | "mac" | "region" | "port" | "mode"
        | "securemode" | "signmethod" | "ouid" | "orgid" | "note" | "timezone" | "设备名称" | "产品名称" | "型号"
        | "区域" => Meaning::Unneeded(Unneeded::Other),
        _ => return None,
    })
}

/// `ENOS_PRODUCT_KEY`, `static const char *deviceKey`. Not where the word in front makes another thing of it.
fn ending(name: &str) -> Option<Meaning> {
    let slots = [
        ("productkey", Slot::ProductKey),
        ("devicekey", Slot::DeviceKey),
        ("clientid", Slot::ClientId),
        ("productsecret", Slot::ProductSecret),
        ("devicesecret", Slot::DeviceSecret),
        ("产品key", Slot::ProductKey),
        ("设备key", Slot::DeviceKey),
        ("产品密钥", Slot::ProductSecret),
        ("设备密钥", Slot::DeviceSecret),
    ];
    let found = slots.iter().find_map(|(ending, slot)| name.strip_suffix(ending).map(|front| (front, *slot)));
    let (front, slot) = found?;
    let another = ["sub", "parent", "old", "other", "子", "父", "旧"];
    another.iter().all(|word| !front.ends_with(word)).then_some(Meaning::Slot(slot))
}
