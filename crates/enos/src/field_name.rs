//! The names under which people and programs write keys, secrets and what stands beside them, in English and in Chinese.

use alloc::string::String;

use foreign_text::half_width;

/// What a name stands for. The names come from the vendor's console and documents, from its SDKs, and from what people make of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldName {
    /// The product key.
    ProductKey,
    /// The device key.
    DeviceKey,
    /// MQTT's client id.
    ClientId,
    /// The secret of the product.
    ProductSecret,
    /// The secret of the device.
    DeviceSecret,
    /// A secret, and nobody says whose.
    Secret,
    /// The gateway's address.
    Gateway,
    /// MQTT's user name, which holds both keys.
    UserName,
    /// The device's serial number, which many take for the client id.
    SerialNumber,
    /// The device's MAC address.
    Mac,
    /// An address of something: of the gateway, of EnOS, or of a web page.
    Address,
    /// The asset in EnOS.
    AssetId,
    /// MQTT's password.
    Password,
    /// The time that was signed.
    Timestamp,
    /// A key or a secret of an application, not of a device.
    Application,
    /// The device's name, which people choose.
    DeviceName,
    /// The device's time zone.
    TimeZone,
    /// Whether the device is inactive, online, offline or disabled.
    Status,
    /// Something else that is known, and not needed.
    Other,
}

impl FieldName {
    /// The meaning of a name that is [normalized](normalize_name).
    #[must_use]
    pub fn from_normalized(name: &str) -> Option<Self> {
        Some(match name {
            "productkey" | "prodkey" | "pk" | "productkeypk" | "产品key" | "产品标识" | "产品key值" => {
                Self::ProductKey
            }
            "devicekey" | "devkey" | "dk" | "devicekeydk" | "设备key" | "设备标识" | "设备key值" => {
                Self::DeviceKey
            }
            "clientid" | "mqttclientid" | "cid" | "客户端id" | "客户端标识" | "mqtt客户端id" => {
                Self::ClientId
            }
            "productsecret" | "prodsecret" | "ps" | "产品密钥" | "产品秘钥" | "产品secret" => {
                Self::ProductSecret
            }
            "devicesecret" | "devsecret" | "ds" | "设备密钥" | "设备秘钥" | "设备secret" => {
                Self::DeviceSecret
            }
            "secret" | "密钥" | "秘钥" => Self::Secret,
            "gateway" | "gatewayurl" | "gatewayaddress" | "wss" | "ws" | "websocket" | "websocketurl" | "网关"
            | "网关地址" => Self::Gateway,
            _ => return Self::from_other(name),
        })
    }

    fn from_other(name: &str) -> Option<Self> {
        Some(match name {
            "username" | "usernamepwset" | "user" | "mqttusername" | "mqttuser" | "用户名" | "mqtt用户名" => {
                Self::UserName
            }
            "sn" | "serial" | "serialno" | "serialnumber" | "devicesn" | "序列号" | "设备序列号" => {
                Self::SerialNumber
            }
            "url" | "uri" | "link" | "server" | "serveruri" | "serverurl" | "host" | "broker" | "brokerurl"
            | "endpoint" | "address" | "服务器" | "地址" | "链接" => Self::Address,
            "assetid" | "资产id" => Self::AssetId,
            "password" | "mqttpassword" | "passwd" | "pwd" | "密码" | "口令" | "连接密码" => Self::Password,
            "timestamp" | "时间戳" => Self::Timestamp,
            "accesskey" | "secretkey" | "appkey" | "appsecret" | "accesssecret" | "apptoken" | "token"
            | "accesstoken" | "应用密钥" => Self::Application,
            "devicename" | "设备名称" => Self::DeviceName,
            "mac" | "macaddress" | "mac地址" => Self::Mac,
            "timezone" | "时区" | "设备时区" => Self::TimeZone,
            "status" | "devicestatus" | "状态" | "设备状态" => Self::Status,
            "name" | "productname" | "model" | "modelid" | "region" | "port" | "mode" | "securemode" | "signmethod"
            | "sighmethod" | "ouid" | "orgid" | "note" | "产品名称" | "型号" | "区域" => Self::Other,
            _ => return None,
        })
    }

    /// Whether its value is a secret, or as good as one.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        match self {
            Self::ProductSecret | Self::DeviceSecret | Self::Secret | Self::Password | Self::Application => true,
            Self::ProductKey
            | Self::DeviceKey
            | Self::ClientId
            | Self::Gateway
            | Self::UserName
            | Self::SerialNumber
            | Self::Mac
            | Self::Address
            | Self::AssetId
            | Self::Timestamp
            | Self::DeviceName
            | Self::TimeZone
            | Self::Status
            | Self::Other => false,
        }
    }
}

/// Letters and digits of a name, in lower case and half width.
#[must_use]
pub fn normalize_name(name: &str) -> String {
    let plain = name.chars().map(half_width);
    plain.filter(|character| character.is_alphanumeric()).map(|character| character.to_ascii_lowercase()).collect()
}

/// Whether a text speaks of a secret, whatever else it says.
#[must_use]
pub fn speaks_of_secret(text: &str) -> bool {
    let plain = normalize_name(text);
    [
        "secret",
        "password",
        "passwd",
        "passphrase",
        "token",
        "credential",
        "privatekey",
        "密钥",
        "秘钥",
        "密码",
        "口令",
        "私钥",
    ]
    .iter()
    .any(|word| plain.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Option<FieldName> {
        FieldName::from_normalized(&normalize_name(name))
    }

    #[test]
    fn knows_the_heads_of_the_console_s_template_in_both_languages() {
        for (head, name) in [
            ("DeviceKey", FieldName::DeviceKey),
            ("DeviceName", FieldName::DeviceName),
            ("设备名称", FieldName::DeviceName),
            ("*Time Zone", FieldName::TimeZone),
            ("*设备时区", FieldName::TimeZone),
            ("设备 Key", FieldName::DeviceKey),
            ("资产 ID", FieldName::AssetId),
            ("ＰＲＯＤＵＣＴ＿ＫＥＹ", FieldName::ProductKey),
            ("状态", FieldName::Status),
        ] {
            assert_eq!(of(head), Some(name), "{head}");
        }
        assert_eq!(of("int12/int12"), None);
    }

    #[test]
    fn tells_names_of_secrets() {
        assert!(of("设备密钥").unwrap().is_secret() && !of("device key").unwrap().is_secret());
        assert!(speaks_of_secret("old device_secret (2024)") && !speaks_of_secret("DeviceKey"));
    }
}
