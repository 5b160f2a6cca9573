//! Where we differ from `mqtt-packet`, and why.

/// One difference.
pub(crate) struct Difference {
    /// How the names of the package's tests begin.
    pub(crate) test: &'static str,
    /// How what was found begins.
    pub(crate) found: &'static str,
    /// Why we are right.
    pub(crate) reason: &'static str,
}

const LEVEL_5: &str = "[MQTT-3.1.2-2]: level 5 is MQTT 5, which the package speaks as well and we do not";

/// All of them. One that does not occur is an error, too.
pub(crate) const WHY: &[Difference] = &[
    Difference {
        test: "connect MQTT bridge",
        found: "refused: the protocol name is not `MQTT`",
        reason: "[MQTT-3.1.2-1]: MQTT 3.1 with the highest bit of the level set, by which one broker's bridges know each other",
    },
    Difference { test: "connect MQTT 5", found: "refused: protocol level 5", reason: LEVEL_5 },
    Difference { test: "userProperties null prototype", found: "refused: protocol level 5", reason: LEVEL_5 },
    Difference { test: "undefined properties", found: "refused: protocol level 5", reason: LEVEL_5 },
    Difference { test: "Cannot parse property code type", found: "0 packets instead of 2", reason: LEVEL_5 },
    Difference {
        test: "stops parsing after first error",
        found: "1 packets instead of 3",
        reason: "[MQTT-4.8.0-1]: the connection is closed; the package goes on with the next chunk, as if a packet began there",
    },
];
