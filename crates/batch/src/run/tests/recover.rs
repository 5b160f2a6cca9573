//! After a crash.

use enos::SecureMode;

use super::bench::{Bench, SECOND, START, devices, ledger, moment, plan, unpaced};
use crate::journal::{HandOver, Record};
use crate::plan::RowId;
use crate::run::{Batch, Command, Doubt, Pause, Proof, RowState, Settings, StateKind};

/// The batch as it comes back, from the texts of its records.
fn recover(bench: &Bench, stored: &str, settings: Settings) -> Bench {
    let text = devices(bench.batch.rows().len());
    let records = bench.records.iter().map(|record| Record::parse(&record.to_text()).unwrap());
    let plan = plan(&text, SecureMode::Dynamic);
    let batch = Batch::recover(plan, settings, ledger(stored, bench.now), records, moment(bench.now));
    let mut again = Bench::running(batch);
    again.now = bench.now;
    again
}

#[test]
fn each_row_stands_where_the_journal_has_it() {
    let mut bench = Bench::of(&devices(7), unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.succeed(id);
    bench.command(Command::HandedOver(vec![RowId(0)], HandOver::Copy));
    let id = bench.first_open();
    bench.refuse(id);
    let id = bench.first_open();
    bench.cut(id);
    let id = bench.first_open();
    bench.secret(id, "arrived, and the page was gone");
    bench.command(Command::SetPacing(unpaced(2).pacing));
    // The fifth is under way: nobody knows.
    let mut again = recover(&bench, &bench.stored, unpaced(1));
    let expected = [
        StateKind::HandedOver,
        StateKind::Failed,
        StateKind::Uncertain,
        StateKind::Activated,
        StateKind::Uncertain,
        StateKind::Ready,
        StateKind::Ready,
    ];
    assert_eq!(again.kinds(), expected);
    assert!(matches!(again.batch.rows()[4].state, RowState::Uncertain(Doubt::PageGone)));
    assert_eq!(again.batch.rows()[3].secret().unwrap().device_secret.expose(), "arrived, and the page was gone");
    assert_eq!(again.batch.progress().pause, Some(Pause::Recovered));
    again.pass(SECOND * 60);
    assert_eq!(again.begun.len(), 0, "nothing begins by itself");
    again.command(Command::Resume);
    assert_eq!(again.open[0].1, RowId(5));
    assert!(again.open[0].0 > bench.begun.last().unwrap().0, "no number is used twice");
}

#[test]
fn a_row_whose_connect_was_never_sent_is_untouched() {
    let mut bench = Bench::of(&devices(1), unpaced(1));
    bench.keeps = None;
    bench.command(Command::Start);
    bench.command(Command::Pause);
    let (id, record) = bench.unanswered.remove(0);
    bench.records.push(record);
    bench.update(crate::Event::Kept(id));
    let (_, record) = bench.unanswered.remove(0);
    bench.records.push(record);
    assert_eq!(recover(&bench, "", unpaced(1)).kinds(), [StateKind::Ready]);
    bench.records.pop();
    assert_eq!(
        recover(&bench, "", unpaced(1)).kinds(),
        [StateKind::Uncertain],
        "without the word that nothing was sent"
    );
}

#[test]
fn requests_are_counted_from_the_journal_where_the_storage_was_lost() {
    let mut bench = Bench::of(&devices(1), unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.refuse(id);
    let wait = |stored: &str| recover(&bench, stored, unpaced(1)).batch.wait(RowId(0), moment(bench.now));
    assert_eq!(wait(&bench.stored).as_millis(), 1_001);
    assert_eq!(wait("").as_millis(), 1_001);
    assert_eq!(bench.now, START);
}

#[test]
fn a_request_of_which_only_the_intent_is_known_counts_as_late_as_it_may_have_been_made() {
    let mut bench = Bench::of(&devices(1), unpaced(1));
    bench.command(Command::Start);
    for (passed, wait) in [(9, 1_001), (6, 1_001), (10, 0)] {
        bench.pass(SECOND * passed);
        let again = recover(&bench, "", unpaced(1));
        assert_eq!(again.batch.wait(RowId(0), moment(bench.now)).as_millis(), wait, "at {}", bench.now - START);
    }
}

#[test]
fn what_is_counted_from_the_journal_is_stored_at_once() {
    let mut bench = Bench::of(&devices(1), unpaced(1));
    bench.command(Command::Start);
    let mut again = recover(&bench, "", unpaced(1));
    again.update(crate::Event::Wake);
    assert_eq!(again.stored.lines().count(), 2, "{}", again.stored);
}

#[test]
fn a_proof_comes_back() {
    let settings = Settings { verifies: true, ..unpaced(1) };
    let mut bench = Bench::of(&devices(1), settings);
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.succeed(id);
    bench.pass(SECOND * 2);
    let again = recover(&bench, "", settings);
    assert_eq!(again.batch.rows()[0].held.as_ref().unwrap().proof, Proof::Unknown);
    let id = bench.first_open();
    bench.end(id, activation::Outcome::LoggedIn);
    let again = recover(&bench, "", settings);
    assert!(matches!(again.batch.rows()[0].held.as_ref().unwrap().proof, Proof::Proven { .. }));
    assert_eq!(again.kinds(), [StateKind::Activated]);
}

#[test]
fn an_older_secret_stays_known_beside_what_came_after_it() {
    let mut bench = Bench::of(&devices(1), unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.cut(id);
    bench.secret(id, "older");
    bench.records.retain(|record| !matches!(record, Record::End(_)));
    let mut records = bench.records.clone();
    records.push(Record::Intent(crate::journal::Intent {
        row: RowId(0),
        attempt: activation::AttemptId::new(9),
        purpose: crate::journal::Purpose::Activate,
        at: enos::Timestamp::from_millis(START + 60_000),
    }));
    bench.records = records;
    let again = recover(&bench, "", unpaced(1));
    assert_eq!(again.kinds(), [StateKind::Uncertain]);
    assert_eq!(again.batch.rows()[0].held.as_ref().unwrap().device_secret.expose(), "older");
    assert!(again.batch.rows()[0].secret().is_none(), "it may be worthless");
}
