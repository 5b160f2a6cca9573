//! Which of the three a text is, whatever it was pasted as; and the three in one larger text.

use alloc::string::String;

use zeroize::Zeroizing;

use crate::form::{Cleaned, is_hex};
use crate::{Field, Sent};

/// The three texts of a log line, of a CONNECT written as JSON, or of a command, each of which may be missing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// MQTT's client id.
    pub client_id: Option<String>,
    /// The user name.
    pub username: Option<String>,
    /// The password.
    pub password: Option<Zeroizing<String>>,
}

/// Finds client id, user name and password in a larger text. `None` when there are not at least two of them in it.
#[must_use]
pub fn take_apart(text: &str) -> Option<Parts> {
    // Entities and escapes are undone, as far as they stand in front of or behind what is looked for.
    let text = Cleaned::decoded(text);
    let parts = Parts { client_id: client_id(&text), username: username(&text), password: password(&text) };
    let found = [parts.client_id.is_some(), parts.username.is_some(), parts.password.is_some()];
    (found.into_iter().filter(|is_found| *is_found).count() >= 2).then_some(parts)
}

/// The texts, each at the place where it belongs, and for each field from which other one its text came.
pub(crate) fn arrange<'a>(sent: &Sent<'a>) -> (Sent<'a>, [Option<Field>; 3]) {
    const FIELDS: [Field; 3] = [Field::ClientId, Field::UserName, Field::Password];
    let texts = [sent.client_id, sent.username, sent.password];
    let kinds = texts.map(kind);
    let mut arranged = texts;
    let mut origins = [None; 3];
    let mut is_used = [false; 3];
    for (index, field) in FIELDS.into_iter().enumerate() {
        let (Some(place), Some(origin)) = (arranged.get_mut(index), origins.get_mut(index)) else { continue };
        let is_at_home = kinds.get(index).copied().flatten() == Some(field);
        let has_own = texts.get(index).is_some_and(|text| !text.trim().is_empty());
        let is_elsewhere = kinds.get(index).copied().flatten().is_some_and(|kind| kind != field);
        if is_at_home || (has_own && !is_elsewhere) {
            continue;
        }
        // The place is empty, or holds what belongs elsewhere.
        let other = (0..3).find(|other| {
            *other != index
                && kinds.get(*other).copied().flatten() == Some(field)
                && !is_used.get(*other).copied().unwrap_or(true)
        });
        if let Some(other) = other {
            *place = texts.get(other).copied().unwrap_or_default();
            *origin = FIELDS.get(other).copied();
            if let Some(used) = is_used.get_mut(other) {
                *used = true;
            }
        }
    }
    // What went elsewhere leaves its own place empty, unless something came there.
    for index in 0..3 {
        let went = is_used.get(index).copied().unwrap_or_default();
        let came = origins.get(index).copied().flatten().is_some();
        if let (true, false, Some(place)) = (went, came, arranged.get_mut(index)) {
            *place = "";
        }
    }
    let [client_id, username, password] = arranged;
    (Sent { client_id, username, password }, origins)
}

/// Which of the three a text is, where that can be told from its form.
fn kind(text: &str) -> Option<Field> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let as_client_id = Cleaned::of(text, Field::ClientId).text;
    if as_client_id.contains("securemode=") || as_client_id.contains("signmethod=") {
        return Some(Field::ClientId);
    }
    let as_username = Cleaned::of(text, Field::UserName).text;
    let sides = as_username.split_once('&').filter(|(device, product)| !device.is_empty() && !product.is_empty());
    if sides.is_some_and(|(_, product)| !product.contains(['&', '|', '='])) {
        return Some(Field::UserName);
    }
    let as_password = Cleaned::of(text, Field::Password).text;
    (is_hex(&as_password) && as_password.len() == DIGITS).then_some(Field::Password)
}

const DIGITS: usize = 64;

/// From the bare client id to the bar at the end.
fn client_id(text: &str) -> Option<String> {
    let parameters = text.find("securemode=").or_else(|| text.find("signmethod="))?;
    let bar = text.get(..parameters)?.rfind('|')?;
    let start = text.get(..bar)?.rfind(ends).map_or(0, |place| next(text, place));
    let behind = text.get(bar + 1..)?;
    let end = behind.find('|').map(|place| place + 1).filter(|end| *end < 200);
    let end = end.or_else(|| behind.find(ends)).unwrap_or(behind.len());
    let (head, tail) = (text.get(start..=bar)?, behind.get(..end)?);
    (head.len() > 1).then(|| [head, tail].concat())
}

/// Device key and product key around an `&`.
fn username(text: &str) -> Option<String> {
    let is_of_key = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':');
    text.match_indices('&').find_map(|(place, _)| {
        let (before, behind) = (text.get(..place)?, text.get(place + 1..)?);
        let start = before.rfind(|character| !is_of_key(character)).map_or(0, |place| next(text, place));
        let end = behind.find(|character| !is_of_key(character)).unwrap_or(behind.len());
        let (device, product) = (before.get(start..)?, behind.get(..end)?);
        // `?a=1&b=2` is an address, and a text that ends in a colon names what follows.
        let (device, product) = (device.trim_start_matches(':'), product.trim_end_matches([':', '.']));
        let is_query = behind.get(end..).is_some_and(|rest| rest.starts_with('='));
        (!device.is_empty() && !product.is_empty() && !is_query).then(|| [device, "&", product].concat())
    })
}

/// Just 64 digits.
fn password(text: &str) -> Option<Zeroizing<String>> {
    let is_word = |character: char| !character.is_ascii_alphanumeric();
    let word = text.split(is_word).find(|word| is_hex(word) && word.len() == DIGITS)?;
    Some(Zeroizing::new(word.into()))
}

/// What a bare client id does not hold in a larger text.
fn ends(character: char) -> bool {
    character.is_whitespace() || "\"'`“”‘’,;(){}[]<>=".contains(character)
}

/// Behind the character at this place.
fn next(text: &str, place: usize) -> usize {
    place + text.get(place..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// Only which parts there are.
impl core::fmt::Debug for Parts {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let parts = &mut formatter.debug_struct("Parts");
        parts.field("client_id", &self.client_id.is_some()).field("username", &self.username.is_some());
        parts.field("password", &self.password.is_some()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "123456|securemode=2,signmethod=sha256,timestamp=1548753362502|";
    const NAME: &str = "test&654321";
    const PASSWORD: &str = "B99032D49C706F7B27B22AB5CD2DD3C56A31E1BCBBC83BA0A2A6BB3272FBB166";

    fn fits(text: &str) {
        let parts = take_apart(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(parts.client_id.as_deref(), Some(ID), "{text}");
        assert_eq!(parts.username.as_deref(), Some(NAME), "{text}");
    }

    #[test]
    fn finds_the_three_in_logs_json_and_commands() {
        let json = alloc::format!(r#"{{"clientId":"{ID}","username":"{NAME}","password":"{PASSWORD}"}}"#);
        for text in [
            json.as_str(),
            &json.replace('&', "\\u0026"),
            &json.replace('"', "\\\""),
            &json.replace('&', "&amp;"),
            &alloc::format!(
                "1488904294: New client connected from 10.0.0.1 as {ID} (c1, k60, u'{NAME}', p'{PASSWORD}')."
            ),
            &alloc::format!("mosquitto_pub -h h -i '{ID}' -u '{NAME}' -P {PASSWORD} -t x"),
            &alloc::format!("AT+MQTTUSERCFG=0,1,\"{ID}\",\"{NAME}\",\"{PASSWORD}\",0,0,\"\"").replace(",sig", "\\,sig"),
            &alloc::format!("clientId: {ID}\nusername: {NAME}\npassword: {}", PASSWORD.to_lowercase()),
            &alloc::format!("I (4) mqtt: {ID} {NAME} {PASSWORD}"),
        ] {
            fits(text);
            assert_eq!(take_apart(text).unwrap().password.unwrap().to_uppercase(), PASSWORD, "{text}");
        }
        fits(&alloc::format!("client {ID} user {NAME} password ****"));
    }

    #[test]
    fn leaves_alone_what_is_one_of_the_three_or_none() {
        for text in [ID, NAME, PASSWORD, "", "https://a.example/?a=1&b=2", "hello & goodbye"] {
            assert_eq!(take_apart(text), None, "{text}");
        }
    }

    #[test]
    fn puts_each_text_where_it_belongs() {
        let sent = Sent { client_id: PASSWORD, username: ID, password: NAME };
        let (arranged, origins) = arrange(&sent);
        assert_eq!((arranged.client_id, arranged.username, arranged.password), (ID, NAME, PASSWORD));
        assert_eq!(origins, [Some(Field::UserName), Some(Field::Password), Some(Field::ClientId)]);
        let alone = Sent { client_id: NAME, ..Sent::default() };
        let (arranged, origins) = arrange(&alone);
        assert_eq!((arranged.client_id, arranged.username), ("", NAME));
        assert_eq!(origins, [None, Some(Field::ClientId), None]);
        let right = Sent { client_id: ID, username: NAME, password: PASSWORD };
        assert_eq!(arrange(&right).1, [None, None, None]);
        let wrong = Sent { client_id: ID, username: "test", password: "abc" };
        assert_eq!(arrange(&wrong).1, [None, None, None]);
    }
}
