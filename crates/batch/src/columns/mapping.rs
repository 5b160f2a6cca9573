//! What a person says about the columns and about all devices, and what is still missing.

use enos::{ProductKey, Secret, SecureMode, normalize_name};

use super::{Column, Meaning, Sureness, columns};
use crate::list::List;

/// What each column means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    meanings: Vec<Option<Meaning>>,
    unclear: Vec<bool>,
    /// The column whose values stand on the devices.
    pub label: Option<usize>,
}

/// What holds for all devices of a list.
#[derive(Clone, Debug)]
pub struct Form {
    /// Whether the devices are to be activated, or only log in with a secret of their own.
    pub mode: SecureMode,
    /// The product, where no column names it.
    pub product_key: Option<ProductKey>,
    /// Where client ids come from.
    pub client_id: ClientIdSource,
    /// The secret of each product. Only those of the list's products are used.
    pub product_secrets: Vec<(ProductKey, Secret)>,
    /// What becomes of long numbers.
    pub long_numbers: LongNumbers,
}

/// Where the client ids come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClientIdSource {
    /// The column of that meaning, where there is one, and the device key for rows without.
    #[default]
    Column,
    /// The device key, whatever the list holds.
    DeviceKey,
}

/// What becomes of numbers of more than 15 digits in a list. A spreadsheet keeps 15, and writes zeros for the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LongNumbers {
    /// They are refused.
    #[default]
    Refuse,
    /// Somebody says that no spreadsheet has changed them. Those whose digits behind the fifteenth are all zero are refused even so.
    Keep,
}

/// What is missing before the devices can be looked at one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A column with this meaning.
    Column(Meaning),
    /// The product key: no column holds it, and neither does the form.
    ProductKey,
    /// The secret of this product.
    ProductSecret(ProductKey),
    /// Somebody has to say what this column means.
    Unclear {
        /// Its place from 0.
        column: usize,
    },
    /// Two columns have the same meaning.
    Twice {
        /// The meaning.
        meaning: Meaning,
        /// Their places from 0.
        columns: [usize; 2],
    },
}

impl Form {
    /// With nothing said yet.
    #[must_use]
    pub const fn new(mode: SecureMode) -> Self {
        Self {
            mode,
            product_key: None,
            client_id: ClientIdSource::Column,
            product_secrets: Vec::new(),
            long_numbers: LongNumbers::Refuse,
        }
    }

    /// The secret of a product.
    #[must_use]
    pub fn product_secret(&self, product_key: &ProductKey) -> Option<&Secret> {
        self.product_secrets.iter().find(|(product, _)| product == product_key).map(|(_, secret)| secret)
    }
}

impl Mapping {
    /// As guessed. What is unclear has to be said with [`Mapping::set`].
    #[must_use]
    pub fn guessed(columns: &[Column]) -> Self {
        let unclear = |column: &Column| column.guess.sureness == Sureness::Unclear;
        Self {
            meanings: columns.iter().map(|column| column.guess.meaning).collect(),
            unclear: columns.iter().map(unclear).collect(),
            label: columns.iter().position(|column| column.is_label),
        }
    }

    /// Says what a column means, or that it means nothing. A column out of place changes nothing.
    pub fn set(&mut self, column: usize, meaning: Option<Meaning>) {
        if let (Some(place), Some(unclear)) = (self.meanings.get_mut(column), self.unclear.get_mut(column)) {
            (*place, *unclear) = (meaning, false);
        }
    }

    /// What a column means.
    #[must_use]
    pub fn meaning(&self, column: usize) -> Option<Meaning> {
        self.meanings.get(column).copied().flatten()
    }

    /// The first column of that meaning.
    #[must_use]
    pub fn column(&self, meaning: Meaning) -> Option<usize> {
        self.meanings.iter().position(|other| *other == Some(meaning))
    }

    /// Whether somebody has still to say what a column means.
    #[must_use]
    pub fn is_unclear(&self, column: usize) -> bool {
        self.unclear.get(column).copied().unwrap_or_default()
    }

    /// How many columns there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.meanings.len()
    }

    /// The products of a list, each once, in the order in which they come.
    #[must_use]
    pub fn products(&self, list: &List, form: &Form) -> Vec<ProductKey> {
        let Some(column) = self.column(Meaning::ProductKey) else { return form.product_key.iter().cloned().collect() };
        let mut products: Vec<ProductKey> = Vec::new();
        let cells = (0..list.rows.len()).map(|row| list.cell(row, column).map_or("", |cell| cell.trimmed()));
        for text in cells {
            // An empty cell leaves it to the form.
            let parsed = ProductKey::parse(text).ok();
            let key = if text.is_empty() { form.product_key.clone() } else { parsed };
            if let Some(key) = key.filter(|key| !products.contains(key)) {
                products.push(key);
            }
        }
        products
    }

    /// What is missing before *Continue*; nothing once all is there.
    #[must_use]
    pub fn missing(&self, list: &List, form: &Form) -> Vec<Missing> {
        let unclear = (0..self.width()).filter(|column| self.is_unclear(*column));
        let mut missing: Vec<Missing> = unclear.map(|column| Missing::Unclear { column }).collect();
        for meaning in Meaning::ALL {
            let mut columns = (0..self.width()).filter(|column| self.meaning(*column) == Some(meaning));
            if let (Some(first), Some(second)) = (columns.next(), columns.next()) {
                missing.push(Missing::Twice { meaning, columns: [first, second] });
            }
        }
        if self.column(Meaning::DeviceKey).is_none() {
            missing.push(Missing::Column(Meaning::DeviceKey));
        }
        if self.column(Meaning::ProductKey).is_none() && form.product_key.is_none() {
            missing.push(Missing::ProductKey);
        }
        match form.mode {
            SecureMode::Static if self.column(Meaning::DeviceSecret).is_none() => {
                missing.push(Missing::Column(Meaning::DeviceSecret));
            }
            SecureMode::Dynamic if self.column(Meaning::ProductSecret).is_none() => {
                let products = self.products(list, form);
                let without = products.into_iter().filter(|product| form.product_secret(product).is_none());
                missing.extend(without.map(Missing::ProductSecret));
            }
            SecureMode::Static | SecureMode::Dynamic => {}
        }
        missing
    }

    /// Under this key a page may remember what was said about columns with these heads. It holds no value of the list.
    #[must_use]
    pub fn memory_key(list: &List) -> Option<String> {
        let head = list.head.as_ref()?;
        let names: Vec<String> = head.cells.iter().map(|cell| normalize_name(cell.as_str())).collect();
        Some(names.join("|"))
    }

    /// What a page may remember: the meaning of each column and the label. It holds no value of the list.
    #[must_use]
    pub fn to_memory(&self) -> String {
        let words: Vec<&str> = self.meanings.iter().map(|meaning| meaning.map_or("", Meaning::word)).collect();
        let label = self.label.map(|label| label.to_string()).unwrap_or_default();
        [&words.join(","), "|", label.as_str()].concat()
    }

    /// What was remembered for columns with the same heads. None where it does not fit the list.
    #[must_use]
    pub fn from_memory(text: &str, list: &List) -> Option<Self> {
        let (words, label) = text.split_once('|')?;
        let meaning = |word: &str| if word.is_empty() { Some(None) } else { Meaning::from_word(word).map(Some) };
        let meanings: Vec<Option<Meaning>> = words.split(',').map(meaning).collect::<Option<_>>()?;
        let label = if label.is_empty() { None } else { Some(label.parse().ok()?) };
        let is_fitting = meanings.len() == list.width() && label.is_none_or(|label: usize| label < list.width());
        is_fitting.then(|| Self { unclear: vec![false; meanings.len()], meanings, label })
    }

    /// As guessed for a list.
    #[must_use]
    pub fn of(list: &List) -> Self {
        Self::guessed(&columns(list))
    }
}
