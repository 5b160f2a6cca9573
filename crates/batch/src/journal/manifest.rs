//! The list, and all that was said about it: what a batch is begun with, and begun again with after a crash.

use std::num::NonZeroU8;
use std::time::Duration;

use enos::{JsonReader, ProductKey, Secret, SecureMode, Timestamp};
use zeroize::Zeroizing;

use super::json::JsonText;
use super::{RecordError, VERSION};
use crate::columns::{ClientIdSource, Form, LongNumbers, Mapping};
use crate::list::{Cell, CellSource, Delimiter, Layout, List, ListRow};
use crate::pacing::Pacing;
use crate::plan::{Plan, RowId};

/// All that a batch is begun with, product secrets included.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// When it was begun: what the batch is called by.
    pub begun: Timestamp,
    /// The gateway's address; empty for the demo inside the page.
    pub gateway: String,
    /// The list, with what was typed into it.
    pub list: List,
    /// What its columns mean.
    pub mapping: Mapping,
    /// What holds for all devices.
    pub form: Form,
    /// The pace.
    pub pacing: Pacing,
    /// Rows that somebody has left out.
    pub left_out: Vec<RowId>,
    /// Rows that somebody has taken in though the list speaks against it.
    pub taken_in: Vec<RowId>,
}

impl Manifest {
    /// The plan, as it was made.
    #[must_use]
    pub fn plan(&self) -> Plan {
        let mut plan = Plan::check(&self.list, &self.mapping, &self.form);
        for (rows, is_left_out) in [(&self.left_out, true), (&self.taken_in, false)] {
            for row in rows {
                plan.leave_out(*row, is_left_out);
            }
        }
        plan
    }

    /// The manifest as text: a JSON object with its version. It is wiped when it is dropped.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut json = JsonText::new(64 * 1024);
        json.object(|json| {
            json.number_member("version", VERSION);
            json.number_member("begun", self.begun.as_millis());
            json.text_member("gateway", &self.gateway);
            self.write_list(json);
            json.text_member("mapping", &self.mapping.to_memory());
            self.write_form(json);
            let interval = u64::try_from(self.pacing.interval.as_millis()).unwrap_or(u64::MAX);
            json.number_member("interval", interval);
            json.number_member("inFlight", u64::from(self.pacing.in_flight.get()));
            for (name, rows) in [("leftOut", &self.left_out), ("takenIn", &self.taken_in)] {
                json.name(name);
                json.array(|json| rows.iter().for_each(|row| json.number(u64::from(row.0))));
            }
        });
        json.finish()
    }

    fn write_list(&self, json: &mut JsonText) {
        json.text_member("delimiter", self.list.delimiter.as_char().encode_utf8(&mut [0; 4]));
        json.text_member("layout", layout_word(self.list.layout));
        json.number_member("passedOver", u64::try_from(self.list.passed_over).unwrap_or_default());
        if let Some(key) = &self.list.product_key {
            json.text_member("fileProductKey", key.as_str());
        }
        if let Some(head) = &self.list.head {
            json.name("head");
            write_row(json, head);
        }
        json.name("rows");
        json.array(|json| self.list.rows.iter().for_each(|row| write_row(json, row)));
    }

    fn write_form(&self, json: &mut JsonText) {
        json.number_member("secureMode", u64::from(self.form.mode.number()));
        if let Some(key) = &self.form.product_key {
            json.text_member("productKey", key.as_str());
        }
        let is_column = self.form.client_id == ClientIdSource::Column;
        json.text_member("clientId", if is_column { "column" } else { "device key" });
        let keeps = self.form.long_numbers == LongNumbers::Keep;
        json.text_member("longNumbers", if keeps { "keep" } else { "refuse" });
        json.name("secrets");
        json.array(|json| {
            for (product, secret) in &self.form.product_secrets {
                json.text(product.as_str());
                json.text(secret.expose());
            }
        });
    }

    /// Reads what [`Manifest::to_text`] has written. Members that it does not know are passed over.
    ///
    /// # Errors
    /// When the text is damaged, comes from a later version, or lacks what a batch needs.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let mut read = Read::default();
        let mut reader = JsonReader::new(text);
        reader.object(|reader, name| read.member(reader, name))?;
        reader.end()?;
        read.finish()
    }
}

/// What has been read so far.
#[derive(Default)]
struct Read {
    version: Option<u64>,
    begun: u64,
    gateway: String,
    delimiter: String,
    layout: String,
    passed_over: u64,
    file_product_key: Option<ProductKey>,
    head: Option<ListRow>,
    rows: Vec<ListRow>,
    mapping: String,
    mode: u64,
    product_key: Option<ProductKey>,
    client_id: String,
    long_numbers: String,
    secrets: Vec<(ProductKey, Secret)>,
    interval: u64,
    in_flight: u64,
    left_out: Vec<RowId>,
    taken_in: Vec<RowId>,
}

impl Read {
    fn member(&mut self, reader: &mut JsonReader<'_>, name: &str) -> Result<(), RecordError> {
        match name {
            "version" => self.version = Some(number(reader)?),
            "begun" => self.begun = number(reader)?,
            "gateway" => self.gateway = text(reader)?,
            "delimiter" => self.delimiter = text(reader)?,
            "layout" => self.layout = text(reader)?,
            "passedOver" => self.passed_over = number(reader)?,
            "fileProductKey" => self.file_product_key = Some(product_key(&text(reader)?)?),
            "head" => self.head = Some(read_row(reader)?),
            "rows" => reader.array(|reader| {
                self.rows.push(read_row(reader)?);
                Ok::<_, RecordError>(())
            })?,
            "mapping" => self.mapping = text(reader)?,
            "secureMode" => self.mode = number(reader)?,
            "productKey" => self.product_key = Some(product_key(&text(reader)?)?),
            "clientId" => self.client_id = text(reader)?,
            "longNumbers" => self.long_numbers = text(reader)?,
            "secrets" => self.secrets = read_secrets(reader)?,
            "interval" => self.interval = number(reader)?,
            "inFlight" => self.in_flight = number(reader)?,
            "leftOut" => self.left_out = read_rows(reader)?,
            "takenIn" => self.taken_in = read_rows(reader)?,
            _ => reader.skip()?,
        }
        Ok(())
    }

    fn finish(self) -> Result<Manifest, RecordError> {
        match self.version {
            None => return Err(RecordError::Member("version")),
            Some(version) if version > VERSION => return Err(RecordError::Version { version }),
            Some(_) => {}
        }
        let delimiter = Delimiter::from_text(&self.delimiter).ok_or(RecordError::Member("delimiter"))?;
        let list = List {
            delimiter,
            layout: layout(&self.layout).ok_or(RecordError::Member("layout"))?,
            head: self.head,
            rows: self.rows,
            product_key: self.file_product_key,
            passed_over: usize::try_from(self.passed_over).unwrap_or_default(),
        };
        let mapping = Mapping::from_memory(&self.mapping, &list).ok_or(RecordError::Member("mapping"))?;
        let mode = match self.mode {
            2 => SecureMode::Static,
            3 => SecureMode::Dynamic,
            _ => return Err(RecordError::Member("secureMode")),
        };
        let in_flight = u8::try_from(self.in_flight).ok().and_then(NonZeroU8::new);
        Ok(Manifest {
            begun: Timestamp::from_millis(self.begun),
            gateway: self.gateway,
            list,
            mapping,
            form: Form {
                mode,
                product_key: self.product_key,
                client_id: match self.client_id.as_str() {
                    "device key" => ClientIdSource::DeviceKey,
                    _ => ClientIdSource::Column,
                },
                product_secrets: self.secrets,
                long_numbers: match self.long_numbers.as_str() {
                    "keep" => LongNumbers::Keep,
                    _ => LongNumbers::Refuse,
                },
            },
            pacing: Pacing {
                interval: Duration::from_millis(self.interval),
                in_flight: in_flight.ok_or(RecordError::Member("inFlight"))?,
            },
            left_out: self.left_out,
            taken_in: self.taken_in,
        })
    }
}

/// `[3, "a", "b", null]`: the number, and the cells; `null` stands behind a cell that was typed in place.
fn write_row(json: &mut JsonText, row: &ListRow) {
    json.array(|json| {
        json.number(u64::from(row.number));
        for cell in &row.cells {
            json.text(cell.as_str());
            if cell.source() == CellSource::Typed {
                json.null();
            }
        }
    });
}

fn read_row(reader: &mut JsonReader<'_>) -> Result<ListRow, RecordError> {
    let mut row = ListRow { number: 0, cells: Vec::new() };
    let mut is_first = true;
    reader.array(|reader| {
        if std::mem::take(&mut is_first) {
            row.number = u32::try_from(number(reader)?).map_err(|_| RecordError::Member("rows"))?;
        } else if reader.kind()? == enos::JsonKind::Null {
            reader.skip()?;
            if let Some(last) = row.cells.last_mut() {
                *last = Cell::new(last.as_str(), CellSource::Typed);
            }
        } else {
            row.cells.push(Cell::new(&reader.text()?, CellSource::List));
        }
        Ok::<_, RecordError>(())
    })?;
    Ok(row)
}

fn read_secrets(reader: &mut JsonReader<'_>) -> Result<Vec<(ProductKey, Secret)>, RecordError> {
    let mut secrets = Vec::new();
    let mut product: Option<ProductKey> = None;
    reader.array(|reader| {
        let next = reader.text()?;
        match product.take() {
            None => product = Some(product_key(&next)?),
            Some(product) => {
                secrets.push((product, Secret::parse(&next).map_err(|_| RecordError::Member("secrets"))?));
            }
        }
        Ok::<_, RecordError>(())
    })?;
    Ok(secrets)
}

fn read_rows(reader: &mut JsonReader<'_>) -> Result<Vec<RowId>, RecordError> {
    let mut rows = Vec::new();
    reader.array(|reader| {
        rows.push(RowId(u32::try_from(number(reader)?).map_err(|_| RecordError::Member("rows"))?));
        Ok::<_, RecordError>(())
    })?;
    Ok(rows)
}

fn number(reader: &mut JsonReader<'_>) -> Result<u64, RecordError> {
    reader.number()?.parse().map_err(|_| RecordError::Member("number"))
}

/// Of what is no secret.
fn text(reader: &mut JsonReader<'_>) -> Result<String, RecordError> {
    Ok(reader.text()?.to_string())
}

fn product_key(text: &str) -> Result<ProductKey, RecordError> {
    ProductKey::parse(text).map_err(|_| RecordError::Member("productKey"))
}

const fn layout_word(layout: Layout) -> &'static str {
    match layout {
        Layout::EnosTemplate => "template",
        Layout::Results => "results",
        Layout::Plain => "plain",
    }
}

fn layout(word: &str) -> Option<Layout> {
    [Layout::EnosTemplate, Layout::Results, Layout::Plain].into_iter().find(|layout| layout_word(*layout) == word)
}
