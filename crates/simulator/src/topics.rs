//! Which topics a device may use: its own.

use enos::{DeviceKey, ProductKey};

/// What a device wants to do with a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicUse<'a> {
    /// Publish to this topic name.
    Publish(&'a str),
    /// Subscribe to this topic filter.
    Subscribe(&'a str),
}

impl TopicUse<'_> {
    /// Whether it is a device's own: `/sys/{productKey}/{deviceKey}/…` or `/ext/session/{productKey}/{deviceKey}/…`.
    /// Wildcards may stand only behind the keys.
    pub(crate) fn is_own(self, product_key: &ProductKey, device_key: &DeviceKey) -> bool {
        let (Self::Publish(topic) | Self::Subscribe(topic)) = self;
        in_topic(topic).is_some_and(|(product, device, rest)| {
            product == product_key.as_str() && device == device_key.as_str() && !rest.is_empty()
        })
    }

    /// Whether it subscribes to a topic on which the activation message comes.
    pub(crate) fn covers_activation(self, product_key: &ProductKey, device_key: &DeviceKey) -> bool {
        match self {
            Self::Publish(_) => false,
            Self::Subscribe(filter) => {
                let mut levels = filter.split('/').skip(5);
                self.is_own(product_key, device_key)
                    && filter.starts_with("/ext/")
                    && covers(&mut levels, &["thing", "activate", "info"])
            }
        }
    }

    /// Whether it is the device's answer to the activation message.
    pub(crate) fn is_activation_reply(self, product_key: &ProductKey, device_key: &DeviceKey) -> bool {
        match self {
            Self::Publish(topic) => {
                self.is_own(product_key, device_key)
                    && topic.starts_with("/ext/")
                    && topic.ends_with("/thing/activate/info_reply")
            }
            Self::Subscribe(_) => false,
        }
    }
}

/// The keys in a topic, and what stands behind them.
pub(crate) fn in_topic(topic: &str) -> Option<(&str, &str, &str)> {
    let behind_root = topic.strip_prefix("/sys/").or_else(|| topic.strip_prefix("/ext/session/"))?;
    let (product, rest) = behind_root.split_once('/')?;
    let (device, rest) = rest.split_once('/')?;
    Some((product, device, rest))
}

/// MQTT's matching (section 4.7.1), level by level.
fn covers<'a>(filter: &mut impl Iterator<Item = &'a str>, topic: &[&str]) -> bool {
    for level in topic {
        match filter.next() {
            Some("#") => return true,
            Some("+") => {}
            Some(name) if name == *level => {}
            Some(_) | None => return false,
        }
    }
    matches!(filter.next(), None | Some("#"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> (ProductKey, DeviceKey) {
        (ProductKey::parse("p").unwrap(), DeviceKey::parse("d").unwrap())
    }

    #[test]
    fn gives_a_device_its_own_topics_only() {
        let (product, device) = keys();
        let own = |topic| TopicUse::Subscribe(topic).is_own(&product, &device);
        assert!(own("/ext/session/p/d/thing/activate/info"));
        assert!(own("/ext/session/p/d/#"));
        assert!(own("/sys/p/d/thing/measurepoint/post"));
        for other in [
            "/ext/session/p/e/thing/activate/info",
            "/ext/session/q/d/thing/activate/info",
            "/ext/session/p/+/thing/activate/info",
            "/ext/session/+/d/thing/activate/info",
            "/ext/session/#",
            "#",
            "+/ext/session/p/d/x",
            "/ext/session/p/d",
            "/ext/session/p/d/",
            "ext/session/p/d/x",
            "$SYS/#",
        ] {
            assert!(!own(other), "{other}");
        }
    }

    #[test]
    fn knows_which_filters_bring_the_activation_message() {
        let (product, device) = keys();
        let covers = |filter| TopicUse::Subscribe(filter).covers_activation(&product, &device);
        assert!(covers("/ext/session/p/d/thing/activate/info"));
        assert!(covers("/ext/session/p/d/#"));
        assert!(covers("/ext/session/p/d/thing/+/info"));
        assert!(covers("/ext/session/p/d/thing/activate/info/#"));
        assert!(!covers("/ext/session/p/d/thing/activate"));
        assert!(!covers("/ext/session/p/d/thing/activate/info_reply"));
        assert!(!covers("/ext/session/p/d/thing/activate/info/more"));
        assert!(!covers("/sys/p/d/#"));
        assert!(!covers("/ext/session/p/e/#"));
    }

    #[test]
    fn knows_the_answer_to_the_activation_message() {
        let (product, device) = keys();
        let reply = |topic| TopicUse::Publish(topic).is_activation_reply(&product, &device);
        assert!(reply("/ext/session/p/d/thing/activate/info_reply"));
        assert!(!reply("/ext/session/p/e/thing/activate/info_reply"));
        assert!(!reply("/ext/session/p/d/thing/activate/info"));
    }
}
