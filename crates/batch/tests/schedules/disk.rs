//! What is there after a crash.

use std::collections::HashMap;

use activation::AttemptId;
use batch::Ledger;
use batch::journal::Record;
use batch::plan::RowId;

type Place = (AttemptId, u32);

/// The newest secret of each row, as the records have it.
pub(crate) fn newest_secrets(records: &[Record]) -> HashMap<RowId, (Place, String)> {
    let mut newest: HashMap<RowId, (Place, String)> = HashMap::new();
    for record in records {
        let Record::Secret(secret) = record else { continue };
        let place = (secret.attempt, secret.place);
        let text = secret.device_secret.expose().to_owned();
        if newest.get(&secret.row).is_none_or(|(known, _)| *known < place) {
            newest.insert(secret.row, (place, text));
        }
    }
    newest
}

/// A ledger as the page makes it when it is loaded.
pub(crate) fn ledger(kept: &str, now: u64) -> Ledger {
    Ledger::new(kept, "0123456789abcdef".to_owned(), false, now)
}
