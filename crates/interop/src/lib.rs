//! The MQTT client against brokers and vectors that nobody here wrote.
//!
//! The tests stand in `tests/`: `brokers` drives our client session against mosquitto, nats-server, aedes and rmqtt over
//! WebSocket; `vectors` reads the vectors that npm's `mqtt-packet` ships and holds our codec against them.
