//! The product key in the name of a file.

use enos::ProductKey;

/// The product key in the name of EnOS's templates and exports: `Template_<key>.xlsx` (console 2.2) and `ProductKey_<key>.xlsx`
/// (2.3 and later), also when they were saved as CSV, and when the browser has put a number behind the name.
#[must_use]
pub fn product_key_in(file_name: &str) -> Option<ProductKey> {
    let name = file_name.rsplit(['/', '\\']).next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let key = ["Template_", "ProductKey_"].iter().find_map(|prefix| {
        let (front, key) = stem.split_at_checked(prefix.len())?;
        front.eq_ignore_ascii_case(prefix).then_some(key)
    })?;
    ProductKey::parse(without_copy_number(key)).ok()
}

/// `key (1)` and `key - 副本` are the copies of `key`.
fn without_copy_number(key: &str) -> &str {
    let numbered = key.strip_suffix(')').and_then(|front| front.rsplit_once('('));
    let key = match numbered {
        Some((front, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => front,
        Some(_) | None => key,
    };
    let key = key.trim_end();
    [" - 副本", " - Copy"].iter().find_map(|copy| key.strip_suffix(copy)).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_key_in_the_names_of_both_consoles() {
        for (name, key) in [
            ("Template_gtYoobdo.xlsx", "gtYoobdo"),
            ("ProductKey_gtYoobdo.csv", "gtYoobdo"),
            ("template_gt_Yoobdo.csv", "gt_Yoobdo"),
            ("Template_gtYoobdo (2).csv", "gtYoobdo"),
            ("Template_gtYoobdo - 副本.csv", "gtYoobdo"),
            (r"C:\list\Template_a.csv", "a"),
        ] {
            assert_eq!(product_key_in(name).unwrap().as_str(), key, "{name}");
        }
        for name in ["", "list.csv", "Template_.csv", "Template_a b.csv", "my Template_a.csv", "模板"] {
            assert_eq!(product_key_in(name), None, "{name}");
        }
    }
}
