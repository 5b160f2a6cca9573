//! `docs/guide.md` and `docs/guide.zh.md` are the same guide, and call everything what the page calls it.
#![cfg(test)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use enos_provisioner::i18n::{
    AboutWord, Ask, CompareText, FailureTitle, FailureWord, HandOver, Label, Language, MessageWord, Outcome, PageText,
    Paste, ProfileWord, Sentence, SessionWord,
};

const GUIDES: [(Language, &str); 2] =
    [(Language::English, include_str!("../docs/guide.md")), (Language::Chinese, include_str!("../docs/guide.zh.md"))];

/// Names in the guides that are not the page's: those of the EnOS console, and words that are only stressed.
const OTHER_NAMES: [&str; 9] = [
    "Enable Dynamic Activation",
    "Product Details",
    "product",
    "device",
    "设备管理 > 产品管理",
    "产品详情",
    "动态激活",
    "产品",
    "设备",
];

#[test]
fn both_guides_have_the_same_structure() {
    let [english, chinese] = GUIDES.map(|(_, text)| text.lines().filter_map(block).collect::<Vec<_>>());
    assert!(english.len() > 40, "{english:?}");
    assert_eq!(english, chinese);
}

#[test]
fn each_failure_in_a_guide_has_its_title_on_the_page() {
    for (language, text) in GUIDES {
        let titles: Vec<_> = FailureTitle::ALL.iter().map(|trouble| language.say(*trouble)).collect();
        let rows =
            text.lines().skip_while(|line| !line.contains("failure-phone.png")).filter(|line| line.starts_with('|'));
        let told: Vec<_> = rows.skip(2).filter_map(|row| row.split('|').nth(1)).map(str::trim).collect();
        assert!(told.len() > 10, "{told:?}");
        for told in told {
            // A row may be about two of them, and a title may have a comma of its own.
            let is_known = titles.contains(&told) || told.split([',', '、']).all(|part| titles.contains(&part.trim()));
            assert!(is_known, "{told}");
        }
    }
}

#[test]
fn each_name_in_a_guide_is_one_of_the_page() {
    for (language, text) in GUIDES {
        let names = names(language);
        let mut count = 0;
        for named in marked(text, language) {
            let is_known = names.contains(named) || OTHER_NAMES.contains(&named);
            assert!(is_known, "{named}");
            count += 1;
        }
        assert!(count > 30, "{count}");
    }
}

/// What a line is, apart from its words; nothing for a paragraph, which may be broken anywhere.
fn block(line: &str) -> Option<String> {
    let first = line.split(' ').next().unwrap_or_default();
    let is_number = first.strip_suffix('.').is_some_and(|digits| digits.chars().all(|digit| digit.is_ascii_digit()));
    if line.starts_with('|') {
        Some(["a row of ", &line.matches('|').count().to_string()].concat())
    } else if let Some((_, image)) = line.split_once("](pictures/") {
        Some(image.to_owned())
    } else if first == "-" || is_number || (!first.is_empty() && first.chars().all(|mark| mark == '#')) {
        Some(first.to_owned())
    } else {
        None
    }
}

/// What stands between asterisks, and in Chinese between quotation marks.
fn marked(text: &str, language: Language) -> Vec<&str> {
    let bold = text.split("**").skip(1).step_by(2);
    let plain = text.split("**").step_by(2);
    let stressed = plain.flat_map(|part| part.split('*').skip(1).step_by(2));
    // What the guide itself stresses in bold is not a name; a button is.
    let buttons = bold.filter(|words| !["fingerprint", "指纹"].contains(words));
    let mut marked: Vec<_> = buttons.chain(stressed).collect();
    if language == Language::Chinese {
        marked.extend(text.split('“').skip(1).filter_map(|part| part.split('”').next()));
    }
    marked
}

/// What the page says, sentence by sentence.
fn names(language: Language) -> BTreeSet<&'static str> {
    fn all<S: Sentence>(sentences: &[S], language: Language) -> impl Iterator<Item = &'static str> {
        sentences.iter().flat_map(move |sentence| language.say(*sentence).split_inclusive(['.', '。']))
    }
    let mut names = BTreeSet::new();
    names.extend(all(AboutWord::ALL, language));
    names.extend(all(Ask::ALL, language));
    names.extend(all(CompareText::ALL, language));
    names.extend(all(FailureWord::ALL, language));
    names.extend(all(HandOver::ALL, language));
    names.extend(all(Label::ALL, language));
    names.extend(all(MessageWord::ALL, language));
    names.extend(all(Outcome::ALL, language));
    names.extend(all(PageText::ALL, language));
    names.extend(all(Paste::ALL, language));
    names.extend(all(ProfileWord::ALL, language));
    names.extend(all(SessionWord::ALL, language));
    names.into_iter().map(|words| words.trim().trim_end_matches(['.', '。'])).collect()
}
