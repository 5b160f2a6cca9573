//! Two mistakes at once, one of them in the way the password is built.

use diagnosis::{Function, Joints, Mistake, SecretKind, SecretSlip, Spelling};
use enos::PartName;

use crate::is_explained;

#[test]
fn names_both_of_what_was_carried_over_from_alibabas_platform() {
    let names = Mistake::NamesSpelled(Spelling::DeviceName);
    is_explained("hmac_device_name", &[Mistake::Function(Function::HmacSha256), names]);
    is_explained("hmac_sha1_device_name", &[Mistake::Function(Function::HmacSha1), names]);
}

#[test]
fn names_both_of_any_other_pair() {
    is_explained("hmac_seconds", &[Mistake::Function(Function::HmacSha256), Mistake::SecondsSigned]);
    let other = Mistake::OtherSecret { used: SecretKind::Product };
    is_explained("other_secret_newline", &[other, Mistake::SecretSlip(SecretSlip::Newline)]);
    let joints = Joints { within: "=", between: "&", before_secret: "" };
    let left_out = Mistake::PartLeftOut(PartName::Timestamp);
    is_explained("query_no_timestamp", &[Mistake::Joined(joints), left_out]);
}

#[test]
fn names_how_it_is_written_beside_what_it_is() {
    is_explained("hmac_base64", &[Mistake::Function(Function::HmacSha256), Mistake::Base64]);
}
