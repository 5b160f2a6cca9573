use enos::{IdentityFault, SecureMode};

use super::*;
use crate::i18n::Language;

fn profile(name: &str) -> Profile {
    Profile::new(name, "wss://gw.example/mqtt/eu2?x=1&y=2", "pk1", Some(SecureMode::Dynamic)).unwrap()
}

fn from_link(fragment: &str) -> Result<Profile, ProfileError> {
    Profile::from_fragment(fragment).unwrap()
}

fn samples() -> Vec<Profile> {
    vec![
        profile("EU 2"),
        profile("现场 14 – \"北\" & 100 % #1 = \\"),
        Profile::new(" path \n", " /mqtt", "", None).unwrap(),
        Profile::new(&"设".repeat(60), "ws://127.0.0.1:8080/mqtt", "产品", Some(SecureMode::Static)).unwrap(),
    ]
}

#[test]
fn comes_back_from_link_file_and_list() {
    let mut list = Profiles::default();
    for sample in samples() {
        assert_eq!(from_link(&sample.to_fragment()).as_ref(), Ok(&sample), "{}", sample.to_fragment());
        assert_eq!(Profile::from_file(&sample.to_file()).as_ref(), Ok(&sample), "{}", sample.to_file());
        assert!(sample.to_fragment().is_ascii());
        list.put(sample).unwrap();
    }
    assert_eq!(Profiles::from_text(&list.to_text()), Ok(list));
    assert_eq!(Profiles::from_text(&Profiles::default().to_text()), Ok(Profiles::default()));
}

#[test]
fn looks_like_this() {
    assert_eq!(
        profile("EU 2").to_fragment(),
        "#profile=1&name=EU%202&gateway=wss%3A%2F%2Fgw.example%2Fmqtt%2Feu2%3Fx%3D1%26y%3D2&productKey=pk1&mode=dynamic"
    );
    assert_eq!(
        profile("a\"b").to_file(),
        "{\"profile\": 1, \"name\": \"a\\\"b\", \"gateway\": \"wss://gw.example/mqtt/eu2?x=1&y=2\", \"productKey\": \"pk1\", \"mode\": \"dynamic\"}\n"
    );
    assert_eq!(profile("EU 2/north").file_name(), "enos-profile-EU-2-north.json");
    assert_eq!(Profiles::default().to_text(), "{\"profiles\": 1, \"list\": []}");
}

#[test]
fn takes_the_longest_profile_there_can_be_into_a_link() {
    let gateway = format!("wss://g/{}", "\"".repeat(Profile::GATEWAY_LIMIT - 8));
    let longest = Profile::new(&"😀".repeat(60), &gateway, &"😀".repeat(256), Some(SecureMode::Dynamic)).unwrap();
    assert_eq!(from_link(&longest.to_fragment()), Ok(longest.clone()));
    assert_eq!(Profile::from_file(&longest.to_file()).as_ref(), Ok(&longest));
    assert!(longest.to_file().len() * Profiles::LIMIT <= Profiles::TEXT_LIMIT);
}

#[test]
fn leaves_other_fragments_alone() {
    for fragment in ["", "#", "#/", "#/about", "#secret=x", "#profiles=1", "profile=1"] {
        assert_eq!(Profile::from_fragment(fragment), None);
    }
}

#[test]
fn refuses_a_secret_wherever_it_stands() {
    for fragment in [
        "#profile=1&name=a&gateway=/mqtt&secret=planted",
        "#profile=1&name=a&gateway=/mqtt&productSecret=planted",
        "#profile=1&name=a&gateway=/mqtt&device_SECRET=planted",
        "#profile=1&name=a&gateway=/mqtt&%73ecret=planted",
        "#profile=1&name=a&gateway=/mqtt%3Fsecret%3Dplanted",
        "#profile=1&name=secret%3A%20planted&gateway=/mqtt",
        "#profile=1&name=a&gateway=/mqtt&password=planted",
        "#profile=1&name=%E5%AF%86%E9%92%A5%EF%BC%9Aplanted&gateway=/mqtt",
        "#profile=2&secret=planted",
        "#profile=secret=planted",
        "#profile=1&secret=planted&name=%",
    ] {
        let refusal = from_link(fragment).unwrap_err();
        assert_eq!(refusal, ProfileError::HoldsSecret, "{fragment}");
        assert!(!format!("{refusal:?}").contains("planted"));
    }
    for file in [
        r#"{"profile": 1, "name": "a", "gateway": "/mqtt", "productSecret": "planted"}"#,
        r#"{"profile": 1, "name": "a", "gateway": "/mqtt", "\u0073ecret": "planted"}"#,
        r#"{"profile": 1, "name": "a", "gateway": "/mqtt?secret=planted"}"#,
        r#"{"profile": 1, "name": "a", "gateway": "/mqtt?\u0073ecret=planted"}"#,
        r#"{"deviceSecret": "planted"#,
    ] {
        assert_eq!(Profile::from_file(file), Err(ProfileError::HoldsSecret), "{file}");
    }
    let list = r#"{"profiles": 1, "list": [{"name": "a", "gateway": "/mqtt", "secret": "planted"}]}"#;
    assert_eq!(Profiles::from_text(list), Err(ProfileError::HoldsSecret));
    assert!(ProfileError::HoldsSecret.words(Language::English).contains("secret"));
    assert!(Profile::new("Our secret place", "/mqtt", "", None).is_ok(), "a word is no parameter");
}

#[test]
fn reads_a_link_that_was_changed_on_its_way() {
    let profile = profile("EU 2 & \"north\"");
    let link = profile.to_fragment();
    let once = ["#", &percent::encode(&link[1..])].concat();
    let twice = ["#", &percent::encode(&once[1..])].concat();
    let values_twice = link.replace('%', "%25");
    for changed in [
        once.clone(),
        twice,
        values_twice,
        link.replace('&', "&amp;"),
        once.replace("%26", "%26amp%3B"),
        link.replacen('#', "#%23", 1),
        link.replacen('#', "##", 1),
        link.replacen('#', "#/", 1),
        [&link, ">"].concat(),
        [&link, "%3E"].concat(),
        [&link, "."].concat(),
        [&link, ")."].concat(),
        [&link, "\">"].concat(),
        [&link, "”。"].concat(),
        [&link, ","].concat(),
    ] {
        assert_eq!(Profile::from_fragment(&changed), Some(Ok(profile.clone())), "{changed}");
    }
}

#[test]
fn a_secret_in_a_link_that_was_encoded_again_is_still_found() {
    let link = "profile=1&name=a&gateway=%2Fmqtt&secret=planted";
    let once = ["#", &percent::encode(link)].concat();
    for changed in [once.clone(), ["#", &percent::encode(&once[1..])].concat(), ["#%23", link].concat()] {
        assert_eq!(from_link(&changed), Err(ProfileError::HoldsSecret), "{changed}");
    }
}

#[test]
fn refuses_other_versions_and_other_parts() {
    for (fragment, refusal) in [
        ("#profile=", ProfileError::Version),
        ("#profile=2&name=a&gateway=/mqtt", ProfileError::Version),
        ("#profile=01&name=a&gateway=/mqtt", ProfileError::Version),
        ("#profile=1", ProfileError::Missing("name")),
        ("#profile=1&name=a", ProfileError::Missing("gateway")),
        ("#profile=1&name=a&gateway=/mqtt&colour=red", ProfileError::UnknownPart),
        ("#profile=1&name=a&gateway=/mqtt&Mode=dynamic", ProfileError::UnknownPart),
        ("#profile=1&name=a&gateway=/mqtt&name=b", ProfileError::Twice),
        ("#profile=1&name=a&gateway=/mqtt&mode=3", ProfileError::Mode),
        ("#profile=1&name=a&gateway=/mqtt&mode=", ProfileError::Mode),
        ("#profile=1&name=a&gateway=/mqtt&", ProfileError::Broken),
        ("#profile=1&name&gateway=/mqtt", ProfileError::Broken),
        ("#profile=1&name=%4&gateway=/mqtt", ProfileError::Broken),
        ("#profile=1&name=%zz&gateway=/mqtt", ProfileError::Broken),
        ("#profile=1&name=%ff&gateway=/mqtt", ProfileError::Broken),
        ("#profile=1&name=a b&gateway=/mqtt", ProfileError::Broken),
        ("#profile=1&name=设&gateway=/mqtt", ProfileError::Broken),
    ] {
        assert_eq!(from_link(fragment), Err(refusal), "{fragment}");
    }
    for (file, refusal) in [
        ("", ProfileError::Broken),
        ("[]", ProfileError::Broken),
        ("{}", ProfileError::Version),
        (r#"{"name": "a", "gateway": "/mqtt"}"#, ProfileError::Version),
        (r#"{"profile": 2, "name": "a", "gateway": "/mqtt"}"#, ProfileError::Version),
        (r#"{"profile": "1", "name": "a", "gateway": "/mqtt"}"#, ProfileError::Version),
        (r#"{"profile": 1, "profile": 1, "name": "a", "gateway": "/mqtt"}"#, ProfileError::Twice),
        (r#"{"profile": 1, "name": "a", "name": "a", "gateway": "/mqtt"}"#, ProfileError::Twice),
        (r#"{"profile": 1, "name": 7, "gateway": "/mqtt"}"#, ProfileError::Broken),
        (r#"{"profile": 1, "name": "a", "gateway": "/mqtt", "colour": "red"}"#, ProfileError::UnknownPart),
        (r#"{"profile": 1, "name": "a", "gateway": "/mqtt"} more"#, ProfileError::Broken),
    ] {
        assert_eq!(Profile::from_file(file), Err(refusal), "{file}");
    }
    for (text, refusal) in [
        ("{}", ProfileError::Version),
        (r#"{"profiles": 1}"#, ProfileError::Missing("list")),
        (r#"{"profiles": 1, "list": [], "list": []}"#, ProfileError::Twice),
        (r#"{"profiles": 1, "list": {}}"#, ProfileError::Broken),
        (r#"{"profiles": 1, "list": [{"name": "a"}]}"#, ProfileError::Missing("gateway")),
        (
            r#"{"profiles": 1, "list": [{"name": "a", "gateway": "/"}, {"name": "a", "gateway": "/"}]}"#,
            ProfileError::Twice,
        ),
        (r#"{"profiles": 1, "more": 1}"#, ProfileError::UnknownPart),
    ] {
        assert_eq!(Profiles::from_text(text), Err(refusal), "{text}");
    }
}

#[test]
fn refuses_what_is_too_long() {
    let long = |length: usize| "x".repeat(length);
    let fragment = format!("#profile=1&name={}&gateway=/mqtt", long(Profile::LINK_LIMIT));
    assert_eq!(from_link(&fragment), Err(ProfileError::TooLong { limit: Profile::LINK_LIMIT }));
    assert_eq!(Profile::from_file(&long(4097)), Err(ProfileError::TooLong { limit: 4096 }));
    assert!(matches!(Profiles::from_text(&long(200_000)), Err(ProfileError::TooLong { .. })));
    assert_eq!(Profile::new(&long(61), "/mqtt", "", None), Err(ProfileError::Name));
    assert_eq!(Profile::new("a", &format!("/{}", long(512)), "", None), Err(ProfileError::Gateway));
    let fault = IdentityFault::TooLong { length: 257, limit: 256 };
    assert_eq!(Profile::new("a", "/mqtt", &long(257), None), Err(ProfileError::ProductKey(fault)));
}

#[test]
fn refuses_parts_that_hide_what_they_are() {
    for gateway in [
        "https://gw.example",
        "gw.example",
        "//gw.example",
        "tcp://gw.example:11883",
        "wss://bank.example@evil.example",
        "wss://gw.example#x",
        "wss://gw\\x",
        "wss://g w",
        "wss://g\u{202e}w",
        "javascript:x",
    ] {
        assert_eq!(Profile::new("a", gateway, "", None), Err(ProfileError::Gateway), "{gateway}");
    }
    for gateway in [
        "wss://gаteway.example/mqtt",
        "wss://bridge.example。evil.example",
        "wss://bridge.example%2eevil.example",
        "wss:///evil.example/mqtt",
        "wss:////evil.example",
        "wss://2130706433/mqtt",
        "ws://0x7f.1/mqtt",
        "wss://ｇw.example",
        "wss://gw.example:/mqtt",
        "wss://设备.example/mqtt",
    ] {
        assert_eq!(Profile::new("a", gateway, "", None), Err(ProfileError::Host), "{gateway}");
    }
    for name in [
        "a\u{0}b",
        "a\nb",
        "EU\u{202e}2",
        "a\u{200b}b",
        "\u{3164}",
        "\u{2800}",
        "\u{115f}\u{1160}",
        "\u{ffa0}",
        "a\u{61c}b",
        "a\u{ad}b",
        "a\u{34f}b",
        "a\u{180e}b",
        "a\u{fe0f}b",
        "a\u{e0041}b",
        "\u{301}a",
        "\u{fff9}a",
    ] {
        assert_eq!(Profile::new(name, "/mqtt", "", None), Err(ProfileError::Name), "{name}");
    }
    assert!(matches!(Profile::new("a", "/mqtt", "p/k", None), Err(ProfileError::ProductKey(_))));
}

#[test]
fn tells_the_host_to_ask_about() {
    let host = |gateway| Profile::new("a", gateway, "", None).unwrap().host().to_owned();
    assert_eq!(host("wss://gw.example:8443/mqtt?x=/"), "gw.example:8443");
    assert_eq!(host("WSS://gw.example?x"), "gw.example");
    assert_eq!(host("/mqtt"), "");
}

#[test]
fn keeps_fifty_profiles_with_names_of_their_own() {
    let mut list = Profiles::default();
    for number in 0..Profiles::LIMIT {
        list.put(profile(&number.to_string())).unwrap();
    }
    assert_eq!(list.put(profile("one more")), Err(ListError::Full));
    let changed = Profile::new("7", "/mqtt", "", None).unwrap();
    assert_eq!(list.put(changed.clone()), Ok(()));
    assert_eq!((list.all().len(), list.find("7"), list.find("one more")), (50, Some(&changed), None));
    assert_eq!(Profiles::from_text(&list.to_text()).as_ref(), Ok(&list));
    let larger = list.to_text().replace("]}", ", {\"name\": \"one more\", \"gateway\": \"/mqtt\"}]}");
    assert_eq!(Profiles::from_text(&larger), Err(ProfileError::TooMany));
    list.remove("7");
    list.remove("7");
    assert_eq!((list.all().len(), list.find("7")), (49, None));
    assert_eq!(list.put(profile("one more")), Ok(()));
    let longest = Profiles::LIMIT * Profile::FILE_LIMIT;
    assert!(list.to_text().len() < longest);
}

#[test]
fn says_every_refusal_in_both_languages() {
    let refusals = [
        ProfileError::HoldsSecret,
        ProfileError::Version,
        ProfileError::TooLong { limit: 7 },
        ProfileError::Broken,
        ProfileError::UnknownPart,
        ProfileError::Twice,
        ProfileError::Missing("gateway"),
        ProfileError::Name,
        ProfileError::Gateway,
        ProfileError::Host,
        ProfileError::ProductKey(IdentityFault::Empty),
        ProfileError::Mode,
        ProfileError::TooMany,
    ];
    for language in Language::ALL {
        let mut words: Vec<_> = refusals.iter().map(|refusal| refusal.words(language)).collect();
        words.push(String::new());
        words.sort();
        words.dedup();
        assert_eq!(words.len(), refusals.len() + 1);
    }
    assert_eq!(ListError::Full.words(Language::English), ProfileError::TooMany.words(Language::English));
}
