//! The right digest in the wrong writing, and texts that were never hashed.

use diagnosis::{Finding, Mistake, Plain, SecretKind};

use crate::{find, find_with, is_explained, vector};

#[test]
fn names_how_the_digest_is_written() {
    is_explained("base64", &[Mistake::Base64]);
    is_explained("cut_off", &[Mistake::CutOff { digits: 32 }]);
    is_explained("padding_lost", &[Mistake::PaddingLost]);
    is_explained("sign_extended", &[Mistake::SignExtended]);
}

#[test]
fn names_zeros_that_were_lost_at_the_front() {
    let line = include_str!("vectors.tsv").lines().find(|line| line.starts_with("leading_zero")).unwrap();
    let (name, password) = line.split_once('\t').unwrap();
    let client_id = name.split(' ').nth(1).unwrap();
    let finding = find_with(client_id, "1564988853275", password);
    assert_eq!(finding, Finding::Explained { mistakes: vec![Mistake::LeadingZerosLost] });
}

#[test]
fn names_what_was_never_hashed() {
    is_explained("plain_secret", &[Mistake::NotHashed(Plain::Secret)]);
    let other = Mistake::OtherSecret { used: SecretKind::Product };
    is_explained("plain_product_secret", &[other, Mistake::NotHashed(Plain::Secret)]);
    is_explained("plain_content", &[Mistake::NotHashed(Plain::Content)]);
    is_explained("plain_content_and_secret", &[Mistake::NotHashed(Plain::ContentAndSecret)]);
}

#[test]
fn white_space_around_what_was_pasted_does_not_matter() {
    let padded = format!("\n  {} \r\n", vector("hmac"));
    assert_eq!(find_with("Lx5Q1X6M", "1564988853275", &padded), find("hmac"));
}

#[test]
fn no_answer_holds_a_secret() {
    for line in include_str!("vectors.tsv").lines() {
        let (name, _) = line.split_once('\t').unwrap();
        let told = format!("{:?}", find(name));
        assert!(!told.contains("wNDGE8f0EAdh6i7OzNwk") && !told.contains("pRoDuCt5ecret"), "{told}");
    }
}
