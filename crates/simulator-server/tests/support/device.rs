//! A device, as blunt as possible: it writes packets and reads packets.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, SystemTime};

use enos::{ActivationMessage, AuthMode, ClientId, Credentials, DeviceKey, Identity, ProductKey, Secret, Timestamp};
use mqtt::{Connect, Limits, Packet, PacketId, Publish, PublishQos, Qos, Subscribe, Text, Topic, TopicFilter};

/// How a device knows itself.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) product_key: &'static str,
    pub(crate) device_key: String,
    pub(crate) mode: AuthMode,
}

/// Anything that bytes go through.
pub(crate) trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}

/// A connection.
pub(crate) struct Device {
    stream: Box<dyn Stream>,
    received: Vec<u8>,
}

/// How long a test waits for an answer before it fails.
const PATIENCE: Duration = Duration::from_secs(20);

impl Known {
    /// A device that is to be activated.
    pub(crate) fn new(product_key: &'static str, device_key: &str, product_secret: &str) -> Self {
        let product_secret = Secret::parse(product_secret).unwrap();
        Self { product_key, device_key: device_key.to_owned(), mode: AuthMode::Dynamic { product_secret } }
    }

    /// A demo inverter that is to be activated.
    pub(crate) fn inverter(device_key: &str) -> Self {
        Self::new("DemoInverter", device_key, "practice-inverter-secret")
    }

    /// The same, once it has its own secret.
    pub(crate) fn with_secret(&self, device_secret: &Secret) -> Self {
        Self { mode: AuthMode::Static { device_secret: device_secret.clone() }, ..self.clone() }
    }

    fn credentials(&self, client_id: &str, timestamp: u64) -> Credentials {
        let identity = Identity {
            client_id: ClientId::parse(client_id).unwrap(),
            device_key: DeviceKey::parse(&self.device_key).unwrap(),
            product_key: ProductKey::parse(self.product_key).unwrap(),
        };
        Credentials::compute(&identity, &self.mode, Timestamp::from_millis(timestamp))
    }

    pub(crate) fn topic(&self, end: &str) -> String {
        format!("/ext/session/{}/{}/{end}", self.product_key, self.device_key)
    }

    pub(crate) fn connect_packet(&self) -> Vec<u8> {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis();
        self.connect_packet_as(&self.device_key, now.try_into().unwrap())
    }

    /// The same, with this client id and timestamp.
    pub(crate) fn connect_packet_as(&self, client_id: &str, timestamp: u64) -> Vec<u8> {
        let credentials = self.credentials(client_id, timestamp);
        let connect = Connect {
            clean_session: true,
            keep_alive: 60,
            client_id: Text::parse(&credentials.client_id).unwrap(),
            will: None,
            credentials: Some(mqtt::Credentials {
                user_name: Text::parse(&credentials.username).unwrap(),
                password: Some(credentials.password.expose().as_bytes()),
            }),
        };
        Packet::Connect(connect).to_vec().unwrap()
    }
}

impl Device {
    /// Opens a connection over plain TCP and says nothing.
    pub(crate) fn open(address: SocketAddr) -> Self {
        Self::over(tcp(address))
    }

    /// Talks over a connection that is open.
    pub(crate) fn over(stream: impl Stream + 'static) -> Self {
        Self { stream: Box::new(stream), received: Vec::new() }
    }

    /// Opens a connection, logs in, and gives back the CONNACK's code, or nothing when the connection was closed.
    pub(crate) fn log_in(address: SocketAddr, known: &Known) -> (Self, Option<u8>) {
        let mut device = Self::open(address);
        let code = device.connect(known);
        (device, code)
    }

    pub(crate) fn connect(&mut self, known: &Known) -> Option<u8> {
        self.send(&known.connect_packet());
        self.receive_connack()
    }

    /// The next packet must be the CONNACK: its code, or nothing when the connection is closed.
    pub(crate) fn receive_connack(&mut self) -> Option<u8> {
        let packet = self.receive()?;
        match Packet::decode(&packet, Limits::default()) {
            Ok(Some((Packet::Connack(connack), _))) => Some(connack.code.code()),
            other => panic!("a CONNACK was due, not {other:?}"),
        }
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).unwrap();
        self.stream.flush().unwrap();
    }

    /// Sends, and says whether the connection took it.
    pub(crate) fn try_send(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).is_ok()
    }

    /// The next packet; nothing when the connection is closed.
    pub(crate) fn receive(&mut self) -> Option<Vec<u8>> {
        loop {
            if let Some((_, taken)) = Packet::decode(&self.received, Limits::default()).unwrap() {
                return Some(self.received.drain(..taken).collect());
            }
            let mut chunk = [0; 4096];
            match self.stream.read(&mut chunk) {
                Ok(0) => return None,
                Ok(count) => self.received.extend_from_slice(&chunk[..count]),
                Err(error) if error.kind() == io::ErrorKind::ConnectionReset => return None,
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return None,
                Err(error) => panic!("nothing came: {error}"),
            }
        }
    }

    /// Everything until the connection is closed.
    pub(crate) fn receive_all(&mut self) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.received);
        let _reset = self.stream.read_to_end(&mut bytes);
        bytes
    }

    /// The next packet must be the activation message: its secret, which is acknowledged where that is asked for.
    pub(crate) fn receive_secret(&mut self, known: &Known) -> Secret {
        let bytes = self.receive().expect("the activation message was due, not the end");
        let Ok(Some((Packet::Publish(publish), _))) = Packet::decode(&bytes, Limits::default()) else {
            panic!("the activation message was due, not {bytes:?}");
        };
        assert_eq!(publish.topic.as_str(), known.topic("thing/activate/info"));
        if let PublishQos::AtLeastOnce { id, .. } = publish.qos {
            self.send(&Packet::Puback(id).to_vec().unwrap());
        }
        let product = ProductKey::parse(known.product_key).unwrap();
        let device = DeviceKey::parse(&known.device_key).unwrap();
        ActivationMessage::parse(publish.payload, &product, &device).unwrap().device_secret
    }

    /// Subscribes, and gives back the return code of the SUBACK. Other packets on the way to it are passed over.
    pub(crate) fn subscribe(&mut self, filter: &str) -> Option<u8> {
        let filters = [(TopicFilter::parse(filter).unwrap(), Qos::AtLeastOnce)];
        let subscribe = Subscribe::new(PacketId::new(7).unwrap(), &filters).unwrap();
        self.send(&Packet::Subscribe(subscribe).to_vec().unwrap());
        loop {
            let bytes = self.receive()?;
            if let Ok(Some((Packet::Suback(suback), _))) = Packet::decode(&bytes, Limits::default()) {
                assert_eq!(suback.id().get(), 7);
                return suback.outcomes().next().map(mqtt::SubscribeOutcome::code);
            }
        }
    }

    /// Publishes with QoS 1, and gives back whether it was acknowledged.
    pub(crate) fn publish(&mut self, topic: &str) -> bool {
        let publish = Publish {
            topic: Topic::parse(topic).unwrap(),
            payload: b"{}",
            retain: false,
            qos: PublishQos::AtLeastOnce { id: PacketId::new(9).unwrap(), dup: false },
        };
        self.send(&Packet::Publish(publish).to_vec().unwrap());
        while let Some(bytes) = self.receive() {
            if let Ok(Some((Packet::Puback(id), _))) = Packet::decode(&bytes, Limits::default()) {
                return id.get() == 9;
            }
        }
        false
    }

    /// Says DISCONNECT and closes, as a client has to.
    pub(crate) fn disconnect(mut self) {
        self.send(&Packet::Disconnect.to_vec().unwrap());
    }
}

/// A connection on which no test waits for ever.
pub(crate) fn tcp(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// A publication with QoS 0.
pub(crate) fn publish_packet(topic: &str, payload: &str) -> Vec<u8> {
    let (topic, payload) = (Topic::parse(topic).unwrap(), payload.as_bytes());
    Packet::Publish(Publish { topic, payload, retain: false, qos: PublishQos::AtMostOnce }).to_vec().unwrap()
}

/// More than EnOS's least time between two logins of one device.
pub(crate) fn pause() {
    std::thread::sleep(Duration::from_millis(1_050));
}
