//! What the page is told when an upstream cannot be reached over plain TCP.

mod support;

use gateway::config::DEFAULT_NAME;
use support::{Running, closing, config, listener, upstream};

async fn told(address: &str) -> (u16, String) {
    let (_listener, unused) = listener().await;
    let mut config = config(unused);
    config.upstreams.insert(upstream(DEFAULT_NAME, address));
    let gateway = Running::start(config).await;
    closing(&mut gateway.open().await).await
}

#[tokio::test]
async fn says_that_a_host_name_has_no_address() {
    // An empty label is refused by the resolver itself, without asking any server.
    let sentence = "upstream-name: the MQTT server's host name cannot be resolved";
    assert_eq!(told("tcp://no..where:1").await, (4500, sentence.to_owned()));
}

#[tokio::test]
async fn says_that_an_address_cannot_be_reached() {
    let sentence = "upstream-unreachable: the gateway cannot reach the MQTT server";
    assert_eq!(told("tcp://255.255.255.255:1").await, (4504, sentence.to_owned()));
}
