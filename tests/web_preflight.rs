//! The adapters of the preflight checks, in a real browser.
#![cfg(test)]
#![cfg(target_arch = "wasm32")]

use enos_provisioner::attempt::preflight::GatewayHost;
use enos_provisioner::browser::{NoAnswer, Server, SocketProbe, head, page_address, probe_socket};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The last of the registered ports, which is reserved: nobody listens there.
const NOBODY: &str = "127.0.0.1:49151";

#[wasm_bindgen_test]
async fn the_pages_own_server_answers() {
    let answer = head(&page_address(), Server::Own, 5_000).await.unwrap();
    assert!(!answer.is_redirected);
}

#[wasm_bindgen_test]
async fn a_server_that_is_not_there_gives_no_answer_and_no_panic() {
    let GatewayHost::Other { root, .. } = GatewayHost::of(&["ws://", NOBODY].concat(), "page.example") else {
        panic!("it is another host");
    };
    assert_eq!(head(&root, Server::Other, 5_000).await, Err(NoAnswer::Failed));
    assert_eq!(head(&root, Server::Own, 5_000).await, Err(NoAnswer::Failed));
}

#[wasm_bindgen_test]
async fn a_socket_that_does_not_open_tells_its_code() {
    let trial = probe_socket(&["ws://", NOBODY].concat(), 5_000).await;
    assert_eq!(trial, SocketProbe::Closed { code: 1006 });
}

#[wasm_bindgen_test]
async fn an_address_that_is_none_is_refused_in_the_browsers_words() {
    let SocketProbe::Refused { reason } = probe_socket("mqtt://nowhere.example", 5_000).await else {
        panic!("browsers refuse other schemes");
    };
    assert!(!reason.is_empty());
}
