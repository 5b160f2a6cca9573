// An activation as a user of Paho writes it.
import { device, secret } from './device.js';

let mine;

globalThis.race = {
  ready: device('paho').then(known => {
    mine = known;
    return performance.now();
  }),
  async run () {
    const { clientId, username, password, topic } = mine;
    const began = performance.now();
    const client = new Paho.Client(location.hostname, Number(location.port), '/mqtt', clientId);
    await new Promise((onSuccess, onFailure) => client.connect({ userName: username, password, onSuccess, onFailure }));
    const message = new Promise(resolve => { client.onMessageArrived = ({ payloadString }) => resolve(payloadString); });
    await new Promise((onSuccess, onFailure) => client.subscribe(topic, { qos: 1, onSuccess, onFailure }));
    secret(await message);
    return performance.now() - began;
  },
};
