//! Serves the provisioning page and bridges its WebSocket to MQTT.

fn main() {}
