//! Plays the whole catalogue to a native client: the flow of one activation over a WebSocket of this machine's.
#![cfg(test)]

mod client;

use std::sync::Arc;
use std::time::Duration;

use scripted_broker::{Broker, ClientKind, Entry, catalogue};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How many play at the same time.
const AT_ONCE: usize = 24;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn does_the_right_thing_with_every_server_in_the_catalogue() {
    let entries = catalogue();
    println!("{} entries", entries.len());
    let scripts = entries.iter().map(|entry| entry.script.clone()).collect();
    let broker = Arc::new(Broker::start(scripts).await.unwrap());
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut plays = JoinSet::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let (broker, place) = (Arc::clone(&broker), Arc::clone(&places).acquire_owned().await.unwrap());
        plays.spawn(async move {
            let faults = play(&broker, index, &entry).await;
            drop(place);
            faults
        });
    }
    let faults: Vec<String> = plays.join_all().await.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

async fn play(broker: &Broker, index: usize, entry: &Entry) -> Vec<String> {
    let seen = client::attempt(&broker.address(index), entry.goal, entry.patience.limits()).await;
    let account = broker.account(index, Duration::from_secs(20)).await;
    let faults = entry.faults(ClientKind::Native, &seen, account.as_ref());
    faults.into_iter().map(|fault| format!("{} ({}): {fault}", entry.name, entry.statement)).collect()
}
