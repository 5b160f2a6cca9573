//! Our client session against brokers that nobody here wrote, over WebSocket; each test starts and stops its own broker.
//!
//! A broker that is not there is installed where that is possible, else its tests are skipped with a word; with `CI=true`
//! they fail.
#![cfg(test)]

mod broker;
mod client;
mod facts;
mod relay;

/// One test for each fact, with a broker of its own: those that hold with every broker, and these.
macro_rules! tests {
    ($broker:ident: $($more:ident),* $(,)?) => {
        tests!(@ $broker:
            logs_in_and_out,
            carries_messages_with_qos_0,
            carries_messages_with_qos_1,
            takes_no_more_than_what_was_subscribed,
            gets_nothing_after_unsubscribing,
            subscribes_to_several_filters_at_once,
            keeps_the_order_of_many_messages,
            stays_alive_by_pinging,
            carries_characters_of_every_length,
            leaves_a_will_behind,
            is_taken_over_by_its_double,
            is_let_in_without_a_name,
            $($more),*
        );
    };
    (@ $broker:ident: $($fact:ident),*) => {
        mod $broker {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $fact() {
                    if let Some(broker) = testkit::or_skip(crate::broker::$broker().await) {
                        crate::facts::$fact(&broker).await;
                    }
                }
            )*
        }
    };
}

tests!(mosquitto: carries_messages_with_qos_2, carries_every_qos_at_once, is_told_of_retained_messages);

tests!(nats: carries_a_large_payload, is_told_of_retained_messages);

tests!(aedes:
    carries_messages_with_qos_2,
    carries_every_qos_at_once,
    carries_a_large_payload,
    is_told_of_retained_messages,
);

// Retained messages are a feature of it that is left out.
tests!(rmqtt: carries_messages_with_qos_2, carries_every_qos_at_once, carries_a_large_payload);
