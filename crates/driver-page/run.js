// Makes all attempts, some at the same time, and shows what came of them.
import init, { attempt } from './driver_page.js';

const AT_ONCE = 12;

const results = document.getElementById('results');
try {
  await init();
  const entries = await (await fetch('entries.json')).json();
  const seen = new Array(entries.length);
  let next = 0;
  const play = async () => {
    while (next < entries.length) {
      const index = next++;
      const { address, logsIn, limits } = entries[index];
      seen[index] = await attempt(address, logsIn, new Uint32Array(limits));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, play));
  results.textContent = `finished ${JSON.stringify(seen)}`;
} catch (error) {
  results.textContent = `finished with an error: ${error}`;
}
