//! A lost network, a hidden page, and connections that were cut.

use activation::{Cause, GatewayFault, Step};
use mqtt::session::CloseInfo;

use super::bench::{Bench, SECOND, devices, unpaced};
use crate::run::{Command, Event, Pause, Settings, StateKind};

const OFFLINE: Event = Event::Network { is_there: false };
const ONLINE: Event = Event::Network { is_there: true };

#[test]
fn without_a_network_no_device_begins() {
    let mut bench = Bench::started(3);
    bench.update(OFFLINE);
    bench.pass(SECOND * 60);
    assert_eq!(bench.begun.len(), 1);
    assert!(bench.batch.progress().is_offline);
    bench.update(ONLINE);
    assert_eq!(bench.begun.len(), 2);
}

#[test]
fn a_lost_network_is_no_failure_and_only_what_was_sent_is_uncertain() {
    let mut bench = Bench::of(&devices(5), unpaced(3));
    bench.command(Command::Start);
    let [first, second, third] = [0, 1, 2].map(|place: usize| bench.open[place].0);
    bench.sent(first);
    bench.update(OFFLINE);
    bench.cut(first);
    bench.fail(second, Step::Open, Cause::NotOpened(CloseInfo::default()));
    bench.fail(third, Step::Open, Cause::TimedOut);
    let expected = [StateKind::Uncertain, StateKind::Ready, StateKind::Ready, StateKind::Ready, StateKind::Ready];
    assert_eq!(bench.kinds(), expected);
    bench.update(ONLINE);
    bench.pass(SECOND);
    let rows: Vec<_> = bench.open.iter().map(|(_, row)| row.0).collect();
    assert_eq!(rows, [1, 2, 3]);
    bench.command(Command::ActivateAgain(crate::plan::RowId(0)));
    assert_eq!(bench.kinds()[0], StateKind::Ready);
}

#[test]
fn a_connection_that_does_not_open_pauses_the_batch() {
    let mut bench = Bench::of(&devices(5), unpaced(2));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.fail(id, Step::Open, Cause::NotOpened(CloseInfo::default()));
    assert_eq!((bench.begun.len(), bench.batch.progress().pause), (2, Some(Pause::NetworkLost)));
    assert_eq!((bench.count(StateKind::Failed), bench.count(StateKind::Ready)), (0, 4));
    bench.command(Command::Resume);
    assert_eq!(bench.begun.len(), 3);
}

#[test]
fn two_connections_in_a_row_that_are_cut_pause_the_batch_and_one_does_not() {
    let mut bench = Bench::of(&devices(9), unpaced(2));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.cut(id);
    assert_eq!(bench.batch.progress().pause, None);
    let id = bench.first_open();
    bench.succeed(id);
    let id = bench.first_open();
    bench.cut(id);
    assert_eq!(bench.batch.progress().pause, None);
    let id = bench.first_open();
    bench.cut(id);
    assert_eq!(bench.batch.progress().pause, Some(Pause::NetworkLost));
    assert_eq!((bench.count(StateKind::Uncertain), bench.count(StateKind::Failed)), (3, 0));
    bench.update(ONLINE);
    assert_eq!(bench.batch.progress().pause, None);
}

#[test]
fn what_the_gateway_says_is_a_failure() {
    let mut bench = Bench::of(&devices(2), unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.sent(id);
    bench.fail(id, Step::Connect, Cause::Gateway(GatewayFault::UpstreamRefused, CloseInfo::default()));
    assert_eq!(bench.kinds()[0], StateKind::Failed);
    let id = bench.first_open();
    bench.sent(id);
    bench.fail(id, Step::Secret, Cause::Gateway(GatewayFault::Stopping, CloseInfo::default()));
    assert_eq!(bench.kinds()[1], StateKind::Uncertain, "it was stopped, and EnOS may have answered");
}

#[test]
fn a_time_out_counts_unless_the_page_was_hidden() {
    let mut bench = Bench::of(&devices(3), unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.sent(id);
    bench.fail(id, Step::Secret, Cause::TimedOut);
    let id = bench.first_open();
    bench.sent(id);
    bench.update(Event::Visibility { is_hidden: true });
    bench.update(Event::Visibility { is_hidden: false });
    bench.fail(id, Step::Secret, Cause::TimedOut);
    assert_eq!(bench.kinds()[..2], [StateKind::Failed, StateKind::Uncertain]);
}

#[test]
fn a_hidden_page_goes_on_or_pauses_as_somebody_has_chosen() {
    for (pauses_when_hidden, begun) in [(false, 2), (true, 1)] {
        let mut bench = Bench::of(&devices(3), Settings { pauses_when_hidden, ..unpaced(1) });
        bench.command(Command::Start);
        bench.update(Event::Visibility { is_hidden: true });
        let id = bench.first_open();
        bench.succeed(id);
        assert_eq!(bench.begun.len(), begun);
        bench.update(Event::Visibility { is_hidden: false });
        assert_eq!(bench.begun.len(), 2);
    }
}

#[test]
fn what_somebody_stops_is_not_tried_again() {
    let mut bench = Bench::of(&devices(2), unpaced(1));
    bench.command(Command::Start);
    let id = bench.first_open();
    bench.sent(id);
    bench.fail(id, Step::Secret, Cause::Stopped);
    let id = bench.first_open();
    bench.fail(id, Step::Open, Cause::Stopped);
    assert_eq!(bench.kinds(), [StateKind::Uncertain, StateKind::Ready]);
    assert_eq!((bench.begun.len(), bench.batch.progress().pause), (2, Some(Pause::ByHand)));
}
