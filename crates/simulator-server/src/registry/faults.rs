//! Faults as they are written, in the registry file and on the admin address.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use simulator::{ConnackFault, Faults, Framing, PushFault, Step, Unsolicited};

/// [`Faults`] as a table or an object. What is not named does not go wrong.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(transparent)]
pub(crate) struct FaultsText(#[serde(with = "FaultsFields")] pub(crate) Faults);

#[derive(Deserialize, Serialize)]
#[serde(remote = "Faults", rename_all = "kebab-case", deny_unknown_fields)]
struct FaultsFields {
    #[serde(default, with = "ConnackText")]
    connack: ConnackFault,
    #[serde(default, with = "PushText")]
    push: PushFault,
    #[serde(default, rename = "push-delay-ms")]
    push_delay: u64,
    #[serde(default, deserialize_with = "read_step", serialize_with = "write_step")]
    mute_from: Option<Step>,
    #[serde(default, with = "FramingText")]
    framing: Framing,
    #[serde(default)]
    cut_after: Option<usize>,
    #[serde(default, deserialize_with = "read_unsolicited", serialize_with = "write_unsolicited")]
    unsolicited: Option<Unsolicited>,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "ConnackFault", rename_all = "kebab-case")]
enum ConnackText {
    None,
    Refuse(u8),
    Close,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "PushFault", rename_all = "kebab-case")]
enum PushText {
    None,
    Never,
    Twice,
    OtherDevice,
    OtherTopic,
    BrokenJson,
    HugeJson,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "Step", rename_all = "kebab-case")]
enum StepText {
    Connack,
    Activation,
    Suback,
    Puback,
    Answer,
    Pingresp,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "Framing", rename_all = "kebab-case")]
enum FramingText {
    OnePacket,
    Split(usize),
    Joined,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "Unsolicited", rename_all = "kebab-case")]
enum UnsolicitedText {
    Connack,
    Publish,
    Puback,
    Pubrec,
    Pubrel,
    Pubcomp,
    Suback,
    Unsuback,
    Pingresp,
    Pingreq,
    Disconnect,
    Reserved,
}

// Serde's remote types do not go into an `Option` by themselves.
#[derive(Deserialize, Serialize)]
struct WrappedStep(#[serde(with = "StepText")] Step);

#[derive(Deserialize, Serialize)]
struct WrappedUnsolicited(#[serde(with = "UnsolicitedText")] Unsolicited);

fn read_step<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Step>, D::Error> {
    Ok(Option::<WrappedStep>::deserialize(deserializer)?.map(|wrapped| wrapped.0))
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over like this")]
fn write_step<S: Serializer>(step: &Option<Step>, serializer: S) -> Result<S::Ok, S::Error> {
    step.map(WrappedStep).serialize(serializer)
}

fn read_unsolicited<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Unsolicited>, D::Error> {
    Ok(Option::<WrappedUnsolicited>::deserialize(deserializer)?.map(|wrapped| wrapped.0))
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over like this")]
fn write_unsolicited<S: Serializer>(packet: &Option<Unsolicited>, serializer: S) -> Result<S::Ok, S::Error> {
    packet.map(WrappedUnsolicited).serialize(serializer)
}
