//! A secret is written down before anything else is done with it.

use activation::{Outcome, SignOff};

use super::bench::{Bench, SECOND, devices, unpaced};
use crate::journal::{Durability, Record};
use crate::plan::RowId;
use crate::run::{AssetCheck, Command, Event, Pause, StateKind};

#[test]
fn a_secret_is_acknowledged_once_it_is_written_down_and_not_before() {
    let mut bench = Bench::of(&devices(1), unpaced(1));
    bench.command(Command::Start);
    bench.keeps = None;
    let id = bench.first_open();
    bench.secret(id, "planted secret");
    assert_eq!(bench.acknowledged.len(), 0);
    assert!(bench.batch.rows()[0].secret().is_none(), "not to be drawn yet");
    let (keep, record) = bench.unanswered.remove(0);
    assert_eq!(record.durability(), Durability::Strict);
    assert!(matches!(&record, Record::Secret(secret) if secret.device_secret.expose() == "planted secret"));
    bench.update(Event::Kept(keep));
    assert_eq!(bench.acknowledged.len(), 1);
    assert_eq!(bench.batch.rows()[0].secret().unwrap().device_secret.expose(), "planted secret");
    assert!(!format!("{:?} {record:?}", bench.batch).contains("planted secret"));
}

#[test]
fn a_secret_that_cannot_be_written_down_pauses_the_batch_and_is_not_acknowledged() {
    let mut bench = Bench::of(&devices(3), unpaced(1));
    bench.command(Command::Start);
    bench.keeps = Some(false);
    let id = bench.first_open();
    bench.secret(id, "planted");
    bench.end(id, Outcome::Activated(SignOff::Unanswered));
    assert_eq!((bench.acknowledged.len(), bench.begun.len()), (0, 1));
    let progress = bench.batch.progress();
    assert_eq!((progress.pause, progress.not_kept), (Some(Pause::NotKept), 1));
    assert_eq!(bench.batch.rows()[0].held.as_ref().unwrap().device_secret.expose(), "planted");
    bench.command(Command::Pause);
    assert_eq!(bench.batch.progress().pause, Some(Pause::NotKept));
    bench.keeps = Some(true);
    bench.command(Command::Resume);
    assert_eq!((bench.acknowledged.len(), bench.batch.progress().not_kept), (1, 0));
    assert!(bench.records.iter().any(|record| matches!(record, Record::Secret(_))));
    assert_eq!(bench.begun.len(), 2);
}

#[test]
fn without_an_intent_nothing_is_sent() {
    let mut bench = Bench::of(&devices(2), unpaced(2));
    bench.keeps = Some(false);
    bench.command(Command::Start);
    assert_eq!((bench.begun.len(), bench.kinds()), (0, vec![StateKind::Ready; 2]));
    assert_eq!(bench.batch.progress().pause, Some(Pause::NotKept));
}

#[test]
fn the_newest_secret_counts_and_each_is_written_down() {
    let mut bench = Bench::of(&devices(1), unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.secret(id, "first");
    bench.secret(id, "second");
    let places: Vec<_> = bench
        .records
        .iter()
        .filter_map(|record| match record {
            Record::Secret(secret) => Some((secret.place, secret.device_secret.expose())),
            Record::Intent(_) | Record::End(_) | Record::HandOver(_) => None,
        })
        .collect();
    assert_eq!(places, [(0, "first"), (1, "second")]);
    assert_eq!(bench.batch.rows()[0].secret().unwrap().device_secret.expose(), "second");
}

#[test]
fn a_secret_that_comes_after_the_end_is_written_down_too() {
    let mut bench = Bench::of(&devices(1), unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.cut(id);
    assert_eq!(bench.kinds(), [StateKind::Uncertain]);
    bench.secret(id, "late");
    assert_eq!((bench.kinds(), bench.acknowledged.len()), (vec![StateKind::Activated], 1));
    assert!(matches!(bench.records.last(), Some(Record::Secret(_))));
}

#[test]
fn activating_again_replaces_the_secret() {
    let mut bench = Bench::of(&devices(1), unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.cut(id);
    bench.pass(SECOND * 5);
    bench.command(Command::ActivateAgain(RowId(0)));
    let again = bench.first_open();
    bench.secret(again, "newer");
    bench.secret(id, "of the attempt before");
    assert_eq!(bench.batch.rows()[0].held.as_ref().unwrap().device_secret.expose(), "newer");
}

#[test]
fn the_asset_is_compared_with_the_list() {
    let mut bench = Bench::of("DeviceKey,AssetId\ndk01,asset 1\ndk02,asset 2\ndk03,\n", unpaced(1));
    bench.command(Command::Start);
    for _ in 0..3 {
        let id = bench.first_open();
        bench.succeed(id);
    }
    let checks: Vec<_> = bench.batch.rows().iter().map(|row| row.held.as_ref().unwrap().asset_check).collect();
    assert_eq!(checks, [AssetCheck::Same, AssetCheck::Different, AssetCheck::NotExpected]);
    assert_eq!(bench.count(StateKind::Activated), 3, "the secret counts all the same");
}
