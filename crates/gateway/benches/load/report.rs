//! Prints the figures side by side.

use std::time::Duration;

use crate::crowd::Crowd;
use crate::measures::{Held, Load, RoundTrips, Throughput, Trips};

/// One figure out of many times.
type Quantile = fn(&Trips) -> Duration;

/// A table on standard output.
pub(crate) struct Report {
    with_peer: bool,
}

impl Report {
    pub(crate) fn new(with_peer: bool) -> Self {
        let report = Self { with_peer };
        let peer = if with_peer { ["websockify", "better by"] } else { ["", ""] };
        println!("{:<46}{:>12}{:>12}{:>12}", "", "gateway", peer[0], peer[1]);
        report
    }

    pub(crate) fn latency(&mut self, trips: &RoundTrips) {
        println!("64 B there and back, a session that has the bridge for itself");
        for (name, share) in [("median", 0.5), ("p99", 0.99)] {
            let direct = trips.direct.quantile(share);
            self.row(&format!("  without a bridge, {name}, us"), &microseconds(direct), None, None);
            let ours = trips.ours.quantile(share).saturating_sub(direct);
            let peer = trips.peer.as_ref().map(|peer| peer.quantile(share).saturating_sub(direct));
            let ratio = peer.filter(|_| !ours.is_zero()).map(|peer| peer.as_secs_f64() / ours.as_secs_f64());
            self.row(&format!("  added by the bridge, {name}, us"), &microseconds(ours), peer.map(microseconds), ratio);
        }
    }

    /// The slowest hundredth twice: that of all rounds, in which a moment suffices when the machine did something else, and
    /// that of the middle round, as for one session.
    pub(crate) fn crowd(&mut self, crowd: Crowd, trips: &RoundTrips) {
        let pace = match crowd.pause.as_millis() {
            0 => "without a pause".to_owned(),
            pause => format!("{pause} ms between"),
        };
        println!("{}, {} at once, {pace}", crowd.exchange.name, crowd.sessions);
        let quantiles: [(&str, Quantile); 3] = [
            ("median", |trips| trips.quantile_of_all(0.5)),
            ("p99", |trips| trips.quantile_of_all(0.99)),
            ("p99 of a round", |trips| trips.quantile(0.99)),
        ];
        for (name, quantile) in quantiles {
            let of = |trips: &Trips| quantile(trips).as_secs_f64() * 1e6;
            let print = |time: f64| format!("{time:.1}");
            let (direct, ours, peer) = (of(&trips.direct), of(&trips.ours), trips.peer.as_ref().map(of));
            self.row(&format!("  without a bridge, {name}, us"), &print(direct), None, None);
            let ratio = peer.map(|peer| peer / ours);
            self.row(&format!("  through the bridge, {name}, us"), &print(ours), peer.map(print), ratio);
            let (ours, peer) = (ours - direct, peer.map(|peer| peer - direct));
            let ratio = peer.filter(|_| crowd.clients_are_idle() && ours > 0.0).map(|peer| peer / ours);
            self.row(&format!("  added by the bridge, {name}, us"), &print(ours), peer.map(print), ratio);
        }
    }

    pub(crate) fn throughput(&mut self, name: &str, load: Load, passed: &[Throughput]) {
        let [ours, others @ ..] = passed else { return };
        let peer = others.first();
        println!("{name}, {} sessions", load.sessions);
        self.row(
            "  messages a second",
            &format!("{:.0}", ours.messages),
            peer.map(|peer| format!("{:.0}", peer.messages)),
            peer.map(|peer| ours.messages / peer.messages),
        );
        self.row(
            "  processor time for one, us",
            &format!("{:.2}", ours.cost),
            peer.map(|peer| format!("{:.2}", peer.cost)),
            peer.map(|peer| peer.cost / ours.cost),
        );
    }

    pub(crate) fn held(&mut self, ours: &Held, peer: Option<&Held>) {
        println!("connections held at once");
        let count = |held: &Held| format!("{}", held.sessions);
        self.row("  connections", &count(ours), peer.map(count), None);
        let errors = |held: &Held| format!("{}", held.errors);
        self.row("  errors", &errors(ours), peer.map(errors), None);
        self.row(
            "  memory for each, kB",
            &format!("{:.1}", ours.kilobytes),
            peer.map(|peer| format!("{:.1}", peer.kilobytes)),
            peer.map(|peer| peer.kilobytes / ours.kilobytes),
        );
        self.row(
            "  processor time for opening one, us",
            &format!("{:.0}", ours.cost),
            peer.map(|peer| format!("{:.0}", peer.cost)),
            peer.map(|peer| peer.cost / ours.cost),
        );
        let each = |held: &Held| held.opening.as_secs_f64() / held.sessions as f64;
        self.row(
            "  opening one and a first exchange, us",
            &format!("{:.0}", each(ours) * 1e6),
            peer.map(|peer| format!("{:.0}", each(peer) * 1e6)),
            peer.map(|peer| each(peer) / each(ours)),
        );
    }

    fn row(&self, name: &str, ours: &str, peer: Option<String>, ratio: Option<f64>) {
        let ratio = ratio.map(|ratio| format!("{ratio:.1} x")).unwrap_or_default();
        if self.with_peer {
            println!("{name:<46}{ours:>12}{:>12}{ratio:>12}", peer.unwrap_or_default());
        } else {
            println!("{name:<46}{ours:>12}");
        }
    }
}

fn microseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e6)
}
