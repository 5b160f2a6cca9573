// Races our codec against npm's mqtt-packet in headless Chromium: `node benches/page/run.mjs`.
//
// Needs cargo with the target wasm32-unknown-unknown, wasm-bindgen in the version of Cargo.toml, npm and Chromium, each on PATH
// or, for wasm-bindgen, in the cache folder of the project's tools. npm's packages go into that folder too.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { homedir, tmpdir } from 'node:os';
import { basename, delimiter, dirname, extname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = ['mqtt-packet@9.0.2', 'esbuild@0.28.2', 'buffer@6.0.3', 'events@3.3.0', 'process@0.11.10'];
const WASM_BINDGEN = '0.2.129';
const TARGET = 10;
const LIMIT = 180_000;

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const xdg = process.env.XDG_CACHE_HOME;
const cache = join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'enos-provisioner');

function run (program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (error || status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? `status ${status}`}`);
}

function find (names, more = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...more];
  for (const name of names) {
    const found = folders.map(folder => join(folder, name)).find(existsSync);
    if (found) return found;
  }
  throw new Error(`${names.join(' or ')} is not there`);
}

function packages () {
  const folder = join(cache, 'npm-bench');
  const has = name => {
    const [, id, version] = /^(.+)@(.+)$/.exec(name);
    const manifest = join(folder, 'node_modules', id, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest)).version === version;
  };
  if (!PACKAGES.every(has)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
    run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--save-exact', '--prefix', folder, ...PACKAGES]);
  }
  return folder;
}

function build (dist) {
  const target = join(root, 'target', 'bench-page');
  const env = { ...process.env, CARGO_TARGET_DIR: target };
  const manifest = join(here, 'Cargo.toml');
  run('cargo', ['build', '--quiet', '--locked', '--profile', 'page', '--target', 'wasm32-unknown-unknown', '--manifest-path', manifest], { env });
  const bindgen = find(['wasm-bindgen'], [join(cache, 'tools', `wasm-bindgen-cli-${WASM_BINDGEN}`, 'bin')]);
  const wasm = join(target, 'wasm32-unknown-unknown', 'page', 'page_bench.wasm');
  run(bindgen, ['--target', 'web', '--no-typescript', '--out-dir', dist, wasm]);

  // mqtt-packet is written for Node.js: it finds `Buffer` and `process` as a bundle of a page has them.
  const npm = packages();
  const shim = join(dist, 'shim.js');
  writeFileSync(shim, "export { Buffer } from 'buffer';\nexport * as process from 'process';\n");
  copyFileSync(join(here, 'race.js'), join(dist, 'race.js'));
  copyFileSync(join(here, 'index.html'), join(dist, 'index.html'));
  run(join(npm, 'node_modules', '.bin', 'esbuild'), [
    join(dist, 'race.js'), '--bundle', '--minify', '--format=esm', '--log-level=warning', '--define:global=globalThis',
    `--inject:${shim}`, '--external:./page_bench.js', `--outfile=${join(dist, 'race.bundle.js')}`,
  ], { env: { ...process.env, NODE_PATH: join(npm, 'node_modules') } });
}

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** Serves the folder, opens it in the browser, and waits for what the page sends back. */
async function race (dist) {
  const server = createServer();
  const results = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('the browser sent no results')), LIMIT).unref();
    server.on('request', (request, response) => {
      if (request.method === 'POST') {
        let body = '';
        request.on('data', part => { body += part; });
        request.on('end', () => { response.end(); resolve(JSON.parse(body)); });
        return;
      }
      const name = basename(request.url) || 'index.html';
      const file = join(dist, name);
      if (!existsSync(file)) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'text/plain' }).end(readFileSync(file));
    });
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const chromium = find(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
  const profile = join(dist, 'profile');
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', `--user-data-dir=${profile}`];
  const browser = spawn(chromium, [...flags, `http://127.0.0.1:${server.address().port}/`], { stdio: 'ignore' });
  const gone = new Promise(resolve => browser.on('exit', resolve));
  try {
    return await results;
  } finally {
    browser.kill();
    await gone;
    server.close();
  }
}

function print ({ results }) {
  const cells = results.map(({ way, name, bytes, packets, ours, theirs, bringing }) => {
    const speed = nanoseconds => `${(bytes * 1000 / nanoseconds).toFixed(0)} MB/s`;
    const each = nanoseconds => `${(nanoseconds / packets).toFixed(0)} ns`;
    return [way, name, each(ours), bringing ? each(bringing) : '', each(theirs), speed(ours), speed(theirs), `${(theirs / ours).toFixed(1)} x`];
  });
  const table = [['', 'packet', 'ours', 'of it copying', 'mqtt-packet', 'ours', 'mqtt-packet', 'ratio'], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map(row => row[column].length)));
  for (const row of table) console.log(row.map((cell, column) => column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])).join('  '));
  const missed = results.filter(({ ours, theirs }) => theirs / ours < TARGET).map(({ way, name }) => `${way} ${name}`);
  console.log(missed.length === 0 ? `At least ${TARGET} x everywhere.` : `Below ${TARGET} x: ${missed.join('; ')}.`);
  console.log('"of it copying": what our decoding spends before the codec sees the message, which is copied into the memory of the');
  console.log('WebAssembly once. mqtt-packet copies nothing to read; so the longer a packet, the more of the race is that copy.');
}

const dist = mkdtempSync(join(tmpdir(), 'enos-provisioner-race-'));
try {
  build(dist);
  const measured = await race(dist);
  if (measured.error) throw new Error(`in the page: ${measured.error}`);
  print(measured);
} finally {
  rmSync(dist, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
