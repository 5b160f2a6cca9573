use enos::{ProductKey, Secret, SecureMode};

use super::*;
use crate::list::HeadChoice;

fn list(text: &str) -> List {
    List::read(text, None, HeadChoice::Find).unwrap()
}

fn guesses(text: &str) -> Vec<(Option<Meaning>, Sureness)> {
    columns(&list(text)).into_iter().map(|column| (column.guess.meaning, column.guess.sureness)).collect()
}

fn product(text: &str) -> ProductKey {
    ProductKey::parse(text).unwrap()
}

#[test]
fn names_say_what_columns_mean_in_both_languages() {
    use Meaning::{AssetId, ClientId, DeviceKey, DeviceSecret, ProductKey, ProductSecret, Status};
    let all = [ProductKey, DeviceKey, ClientId, ProductSecret, DeviceSecret, AssetId, Status];
    let sure = all.map(|meaning| (Some(meaning), Sureness::Sure));
    assert_eq!(
        guesses("ProductKey,device key,Client ID,product_secret,DeviceSecret,assetId,Status\na,b,c,d,e,f,g\n"),
        sure
    );
    assert_eq!(guesses("产品标识,设备标识,客户端ID,产品密钥,设备密钥,资产 ID,状态\na,b,c,d,e,f,g\n"), sure);
}

#[test]
fn values_say_it_where_no_name_does() {
    let rows = (0..20).map(|row| format!("gtYoobdo;WTG-{row:04};未激活;x\n")).collect::<Vec<_>>().concat();
    let expected = [
        (Some(Meaning::ProductKey), Sureness::Likely),
        (Some(Meaning::DeviceKey), Sureness::Likely),
        (Some(Meaning::Status), Sureness::Likely),
        (None, Sureness::Sure),
    ];
    assert_eq!(guesses(&rows), expected);
}

#[test]
fn what_is_unclear_is_asked() {
    let rows = (0..20).map(|row| format!("WTG-{row:04},INV-{row:04}\n")).collect::<Vec<_>>().concat();
    let expected = [(Some(Meaning::DeviceKey), Sureness::Unclear), (None, Sureness::Unclear)];
    assert_eq!(guesses(&rows), expected);
    let twice = guesses("DeviceKey,Device Key\na,b\n");
    assert_eq!(twice, expected);
    let mut mapping = Mapping::of(&list("DeviceKey,Device Key\na,b\n"));
    assert!(mapping.is_unclear(0) && mapping.is_unclear(1));
    mapping.set(0, None);
    mapping.set(1, Some(Meaning::DeviceKey));
    assert_eq!(
        (mapping.column(Meaning::DeviceKey), mapping.is_unclear(0), mapping.is_unclear(1)),
        (Some(1), false, false)
    );
}

#[test]
fn a_column_called_secret_is_asked_about() {
    let shared = (0..10).map(|row| format!("dk{row},s3cret\n")).collect::<Vec<_>>().concat();
    let own = (0..10).map(|row| format!("dk{row},s3cret{row}\n")).collect::<Vec<_>>().concat();
    for (rows, meaning) in [(shared, Meaning::ProductSecret), (own, Meaning::DeviceSecret)] {
        let text = ["DeviceKey,Secret\n", rows.as_str()].concat();
        assert_eq!(guesses(&text)[1], (Some(meaning), Sureness::Unclear));
    }
}

#[test]
fn samples_show_values_and_never_secrets() {
    let text = "DeviceKey,DeviceSecret,old password,token x,Note\ndk1,planted1,planted2,planted3,n\ndk1,p,p,p,n\ndk2,p,p,p,m\n";
    let columns = columns(&list(text));
    assert_eq!(columns[0].samples, ["dk1", "dk2"]);
    assert_eq!(columns[4].samples, ["n", "m"]);
    for column in &columns[1..4] {
        assert!(column.is_secret && column.samples.is_empty(), "{column:?}");
    }
    let unnamed =
        (0..4).map(|row| format!("WTG-{row},kU7xQ2vR9wZ4tYpLm3Nd8sHgB6cJ5fK{row}\n")).collect::<Vec<_>>().concat();
    assert!(crate::columns::columns(&list(&unnamed))[1].is_secret);
}

#[test]
fn what_stands_on_the_device_is_its_label() {
    let label = |text: &str| Mapping::of(&list(text)).label;
    assert_eq!(label("DeviceKey,Name,SN,MAC\ndk1,one,A1,00:11:22:33:44:55\n"), Some(2));
    assert_eq!(label("DeviceKey,DeviceName,MAC\ndk1,one,00:11:22:33:44:55\n"), Some(2));
    assert_eq!(label("DeviceKey,sticker\ndk1,00:11:22:33:44:55\n"), Some(1));
    assert_eq!(label("DeviceKey,Note\ndk1,n\n"), None);
}

#[test]
fn a_serial_number_is_the_device_key_where_nothing_else_is() {
    let text = (0..10).map(|row| format!("SN-{row:03};note\n")).collect::<Vec<_>>().concat();
    let columns = columns(&list(&["Serial Number;Note\n", text.as_str()].concat()));
    assert_eq!((columns[0].guess.meaning, columns[0].guess.sureness), (Some(Meaning::DeviceKey), Sureness::Likely));
    assert!(columns[0].is_label);
}

#[test]
fn says_what_is_missing() {
    let list = list("ProductKey,DeviceKey\nA1,dk1\nB2,dk2\n,dk3\n");
    let mapping = Mapping::of(&list);
    let mut form = Form::new(SecureMode::Dynamic);
    let missing = |form: &Form| mapping.missing(&list, form);
    let secrets =
        |products: &[&str]| products.iter().map(|key| Missing::ProductSecret(product(key))).collect::<Vec<_>>();
    assert_eq!(missing(&form), secrets(&["A1", "B2"]));
    form.product_key = Some(product("C3"));
    assert_eq!(missing(&form), secrets(&["A1", "B2", "C3"]));
    form.product_secrets = vec![(product("B2"), Secret::parse("planted").unwrap())];
    assert_eq!(missing(&form), secrets(&["A1", "C3"]));
    form.mode = SecureMode::Static;
    assert_eq!(missing(&form), [Missing::Column(Meaning::DeviceSecret)]);
    assert!(!format!("{form:?}").contains("planted"));
}

#[test]
fn a_product_key_may_come_from_the_form() {
    let list = list("DeviceKey,Note\ndk1,x\n");
    let mapping = Mapping::of(&list);
    let mut form = Form::new(SecureMode::Dynamic);
    assert_eq!(mapping.missing(&list, &form), [Missing::ProductKey]);
    form.product_key = Some(product("A1"));
    assert_eq!(mapping.missing(&list, &form), [Missing::ProductSecret(product("A1"))]);
    let mut nothing = mapping.clone();
    nothing.set(0, None);
    assert_eq!(nothing.missing(&list, &form)[0], Missing::Column(Meaning::DeviceKey));
    nothing.set(0, Some(Meaning::DeviceKey));
    nothing.set(1, Some(Meaning::DeviceKey));
    let twice = Missing::Twice { meaning: Meaning::DeviceKey, columns: [0, 1] };
    assert_eq!(nothing.missing(&list, &form)[0], twice);
}

#[test]
fn what_was_said_is_remembered_for_the_same_head_and_never_a_value() {
    let list = list("Our key,Sticker\ndk1,planted\n");
    let list = List { head: list.rows.first().cloned(), ..list };
    let mut mapping = Mapping::of(&list);
    mapping.set(0, Some(Meaning::DeviceKey));
    mapping.set(1, None);
    mapping.label = Some(1);
    let memory = mapping.to_memory();
    assert_eq!(Mapping::from_memory(&memory, &list), Some(mapping));
    assert_eq!(memory, "deviceKey,|1");
    let other = super::tests::list("DeviceKey,a,b\ndk1,1,2\n");
    for text in [memory.as_str(), "", "nonsense,,|", ",,|7", ",,"] {
        assert_eq!(Mapping::from_memory(text, &other), None, "{text}");
    }
    assert_eq!(Mapping::memory_key(&other).unwrap(), "devicekey|a|b");
}
