// The device of a peer, with its credentials, which are computed before the race begins.
import init, { computeCredentials } from '../js_api.js';

export async function device (deviceKey) {
  await init();
  const productKey = 'Race';
  const request = { mode: 'dynamic', clientId: deviceKey, deviceKey, productKey, timestamp: Date.now(), productSecret: 'race-secret' };
  return { ...computeCredentials(request), topic: `/ext/session/${productKey}/${deviceKey}/thing/activate/info` };
}

/** The secret in a message; an error where there is none. */
export function secret (text) {
  const { deviceSecret } = JSON.parse(text).params ?? {};
  if (!deviceSecret) throw new Error('the message holds no secret');
  return deviceSecret;
}
