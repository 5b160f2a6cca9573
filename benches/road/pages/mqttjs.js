// An activation as a user of MQTT.js writes it.
import { device, secret } from './device.js';

let mine;

globalThis.race = {
  ready: device('mqttjs').then(known => {
    mine = known;
    return performance.now();
  }),
  async run () {
    const { clientId, username, password, topic } = mine;
    const began = performance.now();
    const client = await mqtt.connectAsync(`ws://${location.host}/mqtt`, { clientId, username, password });
    const message = new Promise(resolve => client.once('message', (_, payload) => resolve(payload.toString())));
    await client.subscribeAsync(topic, { qos: 1 });
    secret(await message);
    return performance.now() - began;
  },
};
