//! The order of things, the pace, and what a person can do.

use activation::Outcome;
use enos::{ProductKey, SecureMode};

use super::bench::{Bench, SECOND, START, at_once, devices, moment, plan, unpaced};
use crate::Pacing;
use crate::journal::{HandOver, Purpose, Record};
use crate::plan::RowId;
use crate::run::{Command, Event, Pause, Proof, RowState, Settings, StateKind};

#[test]
fn nothing_begins_before_somebody_starts_it() {
    let mut bench = Bench::of(&devices(3), Settings::default());
    bench.update(Event::Wake);
    bench.command(Command::Resume);
    assert_eq!((bench.begun.len(), bench.records.len()), (0, 0));
}

#[test]
fn an_intent_is_written_down_before_the_connection_begins() {
    let mut bench = Bench::of(&devices(1), Settings::default());
    bench.keeps = None;
    bench.command(Command::Start);
    assert_eq!(bench.begun.len(), 0);
    let (id, record) = bench.unanswered.remove(0);
    assert!(matches!(record, Record::Intent(intent) if intent.row == RowId(0) && intent.purpose == Purpose::Activate));
    bench.update(Event::Kept(id));
    assert_eq!(bench.begun.len(), 1);
    bench.update(Event::Kept(id));
    assert_eq!(bench.begun.len(), 1, "once");
}

#[test]
fn begins_one_a_second_and_two_at_once() {
    let mut bench = Bench::started(5);
    bench.pass(SECOND * 10);
    let times = |bench: &Bench| bench.begun.iter().map(|(.., at)| at - START).collect::<Vec<_>>();
    assert_eq!(times(&bench), [0, 1_000]);
    for _ in 0..2 {
        let id = bench.first_open();
        bench.succeed(id);
    }
    bench.pass(SECOND * 3);
    assert_eq!(times(&bench), [0, 1_000, 10_000, 11_000]);
}

#[test]
fn without_a_pace_only_the_number_at_once_counts() {
    let mut bench = Bench::of(&devices(9), unpaced(4));
    bench.command(Command::Start);
    assert_eq!(bench.begun.len(), 4);
    let id = bench.first_open();
    bench.succeed(id);
    assert_eq!(bench.begun.len(), 5);
    bench.command(Command::SetPacing(Pacing::per_second(0, at_once(6))));
    assert_eq!(bench.begun.len(), 7);
}

#[test]
fn a_pause_finishes_what_is_under_way() {
    let mut bench = Bench::started(5);
    bench.pass(SECOND);
    bench.command(Command::Pause);
    assert_eq!(bench.batch.progress().pause, Some(Pause::ByHand));
    for _ in 0..2 {
        let id = bench.first_open();
        bench.succeed(id);
        bench.pass(SECOND * 5);
    }
    assert_eq!((bench.begun.len(), bench.count(StateKind::Activated), bench.acknowledged.len()), (2, 2, 2));
    assert!(bench.batch.progress().is_at_rest);
    bench.command(Command::Resume);
    assert_eq!(bench.begun.len(), 3);
}

#[test]
fn a_pause_while_the_intent_is_written_sends_nothing() {
    let mut bench = Bench::of(&devices(1), Settings::default());
    bench.keeps = None;
    bench.command(Command::Start);
    bench.command(Command::Pause);
    let (id, _) = bench.unanswered.remove(0);
    bench.update(Event::Kept(id));
    assert_eq!((bench.begun.len(), bench.kinds()), (0, vec![StateKind::Ready]));
    assert!(matches!(bench.unanswered[..], [(_, Record::End(_))]), "the journal says that nothing was sent");
}

#[test]
fn an_intent_that_took_long_to_be_written_down_is_written_anew() {
    let mut bench = Bench::of(&devices(1), Settings::default());
    bench.keeps = None;
    bench.command(Command::Start);
    let (id, _) = bench.unanswered.remove(0);
    bench.pass(SECOND * 6);
    bench.update(Event::Kept(id));
    assert_eq!((bench.begun.len(), bench.unanswered.len()), (0, 2));
    assert!(matches!(&bench.unanswered[1].1, Record::Intent(intent) if intent.at.as_millis() == bench.now));
    let (id, _) = bench.unanswered.remove(1);
    bench.pass(SECOND * 5);
    bench.update(Event::Kept(id));
    assert_eq!(bench.begun.len(), 1);
}

#[test]
fn five_equal_failures_stop_one_product_and_not_the_other() {
    let rows = (0..20).map(|row| format!("dk{row:04},pk{}\n", row % 2 + 1)).collect::<Vec<_>>().concat();
    let mut bench = Bench::of(&["DeviceKey,ProductKey\n", &rows].concat(), unpaced(1));
    bench.command(Command::Start);
    while let Some((id, row)) = bench.open.first().copied() {
        if row.0 % 2 == 0 { bench.succeed(id) } else { bench.refuse(id) }
    }
    assert_eq!((bench.count(StateKind::Activated), bench.count(StateKind::Failed)), (10, 5));
    assert_eq!(bench.count(StateKind::Ready), 5);
    let stopped = bench.batch.stopped_products();
    assert_eq!((stopped.len(), stopped[0].0.as_str(), stopped[0].1.code().as_str()), (1, "pk2", "CONNACK 4"));
    assert!(bench.batch.progress().is_at_rest);
    bench.command(Command::ContinueProduct(ProductKey::parse("pk2").unwrap()));
    assert_eq!(bench.begun.len(), 16);
}

#[test]
fn a_success_or_another_failure_ends_the_row_of_equal_ones() {
    let mut bench = Bench::of(&devices(12), unpaced(1));
    bench.command(Command::Start);
    for place in 0..12 {
        let id = bench.first_open();
        if place % 5 == 4 { bench.succeed(id) } else { bench.refuse(id) }
    }
    assert_eq!((bench.count(StateKind::Failed), bench.batch.stopped_products().len()), (10, 0));
    let groups = bench.batch.failures();
    assert_eq!((groups.len(), groups[0].rows.len()), (1, 10));
}

#[test]
fn a_retry_waits_until_enos_lets_the_device_in() {
    let mut bench = Bench::of(&devices(1), unpaced(1));
    bench.command(Command::Start);
    for _ in 0..3 {
        let id = bench.first_open();
        bench.refuse(id);
        assert_eq!(bench.kinds(), [StateKind::Failed], "nothing is tried again by itself");
        bench.pass(SECOND * 10);
        bench.command(Command::RetryFailed);
    }
    assert_eq!((bench.begun.len(), bench.open.len()), (3, 0));
    assert_eq!(bench.batch.wait(RowId(0), moment(bench.now)), SECOND * 90);
    bench.pass(SECOND * 89);
    assert_eq!(bench.open.len(), 0);
    bench.pass(SECOND);
    assert_eq!(bench.open.len(), 1);
}

#[test]
fn others_go_on_while_a_device_waits() {
    let mut bench = Bench::of(&devices(3), unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.refuse(id);
    bench.command(Command::Retry(RowId(0)));
    assert_eq!(bench.open[0].1, RowId(1));
    let id = bench.first_open();
    bench.succeed(id);
    assert_eq!(bench.open[0].1, RowId(2));
}

#[test]
fn requests_of_another_tab_count() {
    let mut other = Bench::started(1);
    let id = other.first_open();
    other.sent(id);
    let mut bench = Bench::of(&devices(2), unpaced(1));
    bench.update(Event::Requests(other.stored));
    bench.command(Command::Start);
    assert_eq!(bench.open[0].1, RowId(1));
}

#[test]
fn devices_begin_in_the_order_that_somebody_chooses() {
    let mut bench = Bench::of(&devices(4), unpaced(1));
    bench.command(Command::Order(vec![RowId(2), RowId(2), RowId(99), RowId(0)]));
    bench.command(Command::Start);
    for _ in 0..4 {
        let id = bench.first_open();
        bench.succeed(id);
    }
    let order: Vec<_> = bench.begun.iter().map(|(_, row, _)| row.0).collect();
    assert_eq!(order, [2, 0, 1, 3]);
}

#[test]
fn a_device_is_left_out_and_taken_in() {
    let mut bench = Bench::of("DeviceKey,Status\ndk01,online\ndk02,\n,\n", unpaced(1));
    bench.command(Command::LeaveOut(RowId(1)));
    bench.command(Command::Start);
    assert_eq!(bench.begun.len(), 0);
    bench.command(Command::TakeIn(RowId(0)));
    assert_eq!(bench.open[0].1, RowId(0));
}

#[test]
fn static_mode_logs_in() {
    let plan = plan("DeviceKey,DeviceSecret\ndk01,s1\ndk02,s2\n", SecureMode::Static);
    let mut bench = Bench::with(plan, unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.sent(id);
    bench.end(id, Outcome::LoggedIn);
    assert_eq!(bench.kinds(), [StateKind::LoggedIn, StateKind::Running]);
    assert!(matches!(&bench.records[0], Record::Intent(intent) if intent.purpose == Purpose::LogIn));
    assert_eq!(bench.batch.counts().succeeded(), 1);
}

#[test]
fn a_secret_is_proven_by_a_login_more_than_a_second_later() {
    let mut bench = Bench::of(&devices(1), Settings { verifies: true, ..unpaced(1) });
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.succeed(id);
    assert_eq!(bench.open.len(), 0);
    bench.pass(SECOND * 2);
    assert_eq!((bench.begun.len(), bench.begun[1].2 - START), (2, 1_001));
    let id = bench.first_open();
    bench.sent(id);
    bench.end(id, Outcome::LoggedIn);
    let row = &bench.batch.rows()[0];
    assert!(matches!(row.held.as_ref().unwrap().proof, Proof::Proven { .. }));
    assert!(matches!(row.state, RowState::Activated));
    bench.command(Command::Verify(vec![RowId(0)]));
    bench.pass(SECOND * 5);
    assert_eq!(bench.begun.len(), 2, "what is proven is not proven again");
}

#[test]
fn says_how_far_it_has_come() {
    let mut bench = Bench::started(4);
    let progress = bench.batch.progress();
    assert_eq!((progress.counts.to_go(), progress.left.as_secs(), progress.is_at_rest), (4, 5, false));
    for _ in 0..4 {
        let id = bench.first_open();
        bench.succeed(id);
        bench.pass(SECOND);
    }
    let progress = bench.batch.progress();
    assert_eq!((progress.counts.succeeded(), progress.left.as_secs(), progress.is_at_rest), (4, 0, true));
    assert!(bench.batch.holds_secrets_to_hand_over());
    bench.command(Command::HandedOver((0..4).map(RowId).collect(), HandOver::File));
    assert_eq!(bench.count(StateKind::HandedOver), 4);
    assert!(!bench.batch.holds_secrets_to_hand_over());
}
