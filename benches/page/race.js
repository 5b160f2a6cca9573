// The race, in the browser: our codec and npm's mqtt-packet, on the same bytes, taking turns.
import { Buffer } from 'buffer';
import mqtt from 'mqtt-packet';
import init, { Reader, Writer, taken } from './page_bench.js';

const ROUNDS = 7;
const MILLISECONDS = 60;
const CHUNK = 1400;
const TOPIC = 'plant/7/inverter/3/state';

let written = 0;
globalThis.sink = bytes => { written += bytes.length; };

const payload = length => Uint8Array.from({ length }, (_, index) => index * 7);
const publish = length => ({ cmd: 'publish', topic: TOPIC, payload: Buffer.from(payload(length)), qos: 1, messageId: 9, dup: false, retain: false });

const CASES = [
  { name: 'CONNACK', kind: 'connack', object: { cmd: 'connack', returnCode: 0, sessionPresent: false }, length: 0 },
  { name: 'PUBACK', kind: 'puback', object: { cmd: 'puback', messageId: 9 }, length: 0 },
  { name: 'SUBACK x 3', kind: 'suback', object: { cmd: 'suback', messageId: 9, granted: [0, 1, 2] }, length: 0 },
  { name: 'PUBLISH 64 B', kind: 'publish', object: publish(64), length: 64 },
  { name: 'PUBLISH 1 KiB', kind: 'publish', object: publish(1024), length: 1024 },
  { name: 'PUBLISH 64 KiB', kind: 'publish', object: publish(65536), length: 65536 },
];

/** Nanoseconds of one call: the median of rounds in which the runners take turns. */
function race (runners) {
  const times = runners.map(run => {
    // Finds how often it runs in a round, and lets the browser compile it meanwhile.
    let count = 1;
    for (;;) {
      const begin = performance.now();
      for (let index = 0; index < count; index++) run();
      if (performance.now() - begin > MILLISECONDS) break;
      count *= 2;
    }
    return { run, count, rounds: [] };
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { run, count, rounds } of times) {
      const begin = performance.now();
      for (let index = 0; index < count; index++) run();
      rounds.push((performance.now() - begin) * 1e6 / count);
    }
  }
  return times.map(({ rounds }) => rounds.sort((one, other) => one - other)[ROUNDS >> 1]);
}

function theirReader () {
  const parser = mqtt.parser({ protocolVersion: 4 });
  const state = { packets: 0, seen: 0 };
  parser.on('packet', packet => {
    state.packets += 1;
    state.seen += packet.payload ? packet.payload[0] + packet.payload.length : packet.messageId ?? 0;
  });
  parser.on('error', error => { throw error; });
  // A message comes as an ArrayBuffer; a Buffer is a view of it.
  return { state, message: bytes => parser.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) };
}

function decoding (name, messages, packets) {
  const bytes = messages.reduce((sum, message) => sum + message.length, 0);
  const ours = new Reader();
  const theirs = theirReader();
  let count = 0;
  for (const message of messages) {
    count += ours.message(message);
    theirs.message(message);
  }
  if (count !== packets || theirs.state.packets !== packets) throw new Error(`${name}: ${count} and ${theirs.state.packets} packets, not ${packets}`);
  const [our, their, bringing] = race([
    () => { for (const message of messages) ours.message(message); },
    () => { for (const message of messages) theirs.message(message); },
    () => { for (const message of messages) taken(message); },
  ]);
  return { way: 'decode', name, bytes, packets, ours: our, theirs: their, bringing };
}

function encoding ({ name, kind, object, length }) {
  const writer = new Writer(kind, payload(length));
  const bytes = mqtt.generate(object).length;
  written = 0;
  writer.write(9);
  if (written !== bytes) throw new Error(`${name}: ${written} bytes, not ${bytes}`);
  const [our, their] = race([() => writer.write(9), () => globalThis.sink(mqtt.generate(object))]);
  return { way: 'encode', name, bytes, packets: 1, ours: our, theirs: their };
}

/** What a device gets in a busy while, in messages of 1,400 bytes. */
function stream () {
  const objects = [];
  for (let round = 0; round < 50; round++) {
    objects.push(publish(64), { cmd: 'puback', messageId: 9 }, publish(200), { cmd: 'pingresp' }, publish(17), publish(600));
    objects.push({ cmd: 'suback', messageId: 9, granted: [0, 1, 2] }, { cmd: 'pubrel', messageId: 9 }, publish(64));
  }
  const bytes = new Uint8Array(Buffer.concat(objects.map(object => mqtt.generate(object))));
  const messages = [];
  for (let begin = 0; begin < bytes.length; begin += CHUNK) messages.push(bytes.slice(begin, begin + CHUNK));
  return decoding('mixed, 1,400 B', messages, objects.length);
}

async function main () {
  await init();
  const decoded = CASES.map(({ name, object }) => decoding(name, [new Uint8Array(mqtt.generate(object))], 1));
  return { results: [...decoded, stream(), ...CASES.map(encoding)] };
}

const body = JSON.stringify(await main().catch(error => ({ error: `${error.stack ?? error}` })));
await fetch('results', { method: 'POST', body });
