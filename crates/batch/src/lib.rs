//! Activates many devices from a list: what is to be done, in which order and how fast, what is written down on the way, and what comes
//! of it.
//!
//! Nothing here knows a socket, a storage, a timer or a clock. Text and events go in, records and effects come out, and the time is
//! handed in, so that every decision is tested in virtual time.
//!
//! ```text
//! bytes -> TextEncoding -> List -> Mapping, Form -> Plan -> Batch -> results
//!                                                         |    ^
//!                                              journal <--+    +-- Batch::recover, after a crash
//! ```
//!
//! - [`encoding`], [`list`]: reading a list
//! - [`columns`]: what its columns mean
//! - [`plan`]: what becomes of each device, before the first packet
//! - [`Pacing`], [`Ledger`]: how fast, and how often each device may be asked
//! - [`Batch`]: the state machine that asks them
//! - [`journal`]: what is written down, and read after a crash
//! - [`results`]: what is given back
//!
//! ```
//! use batch::columns::{Form, Mapping};
//! use batch::list::{HeadChoice, List};
//! use batch::plan::Plan;
//! use enos::{ProductKey, Secret, SecureMode};
//!
//! let list = List::read("DeviceKey,Serial\nINV-0001,A7\nINV-0002,A8\nINV-0002,A9\n", None, HeadChoice::Find)?;
//! let mapping = Mapping::of(&list);
//! let mut form = Form::new(SecureMode::Dynamic);
//! form.product_key = Some(ProductKey::parse("pK11111")?);
//! form.product_secrets = vec![(ProductKey::parse("pK11111")?, Secret::parse("a secret")?)];
//! assert_eq!(mapping.missing(&list, &form), []);
//!
//! let plan = Plan::check(&list, &mapping, &form);
//! assert_eq!((plan.counts().ready, plan.counts().duplicates), (2, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod columns;
pub mod encoding;
mod failure;
pub mod journal;
mod ledger;
pub mod list;
mod moment;
mod pacing;
pub mod plan;
pub mod results;
mod run;

pub use failure::FailureKind;
pub use ledger::Ledger;
pub use moment::Moment;
pub use pacing::Pacing;
pub use run::{
    AssetCheck, AttemptEvent, Batch, Command, Counts, Doubt, Effect, Event, FailureGroup, HeldSecret, KeepId, Pause,
    Progress, Proof, Row, RowFailure, RowState, Settings, StateKind,
};
