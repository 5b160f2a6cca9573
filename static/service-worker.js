// Keeps the page for times without a network.
//
// It keeps the files that the page is made of, each under the digest with which it was built, and nothing else: no settings,
// no answer of any other server, nothing that anybody typed. All other requests pass it by. A new build waits until it is
// asked to take over, so that nothing changes under somebody's work.

// Filled in by the build: the files with their digests, and a digest of that list.
const SHELL = {};
const VERSION = "";

const PREFIX = "shell-";
const CACHE = PREFIX + VERSION;
const ROOT = new URL("./", location).href;
const INDEX = new URL("index.html", location).href;
const addressOf = (name) => (name === "index.html" ? ROOT : new URL(name, location).href);
const addresses = new Set(Object.keys(SHELL).map(addressOf));

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/, 1)[0];
  const page = request.mode === "navigate" && (address === ROOT || address === INDEX);
  const known = page || (request.url === address && addresses.has(address));
  // "no-store" asks for the server's own word.
  if (request.method !== "GET" || request.cache === "no-store" || !known) return;
  event.respondWith(kept(page ? ROOT : address).then((answer) => answer ?? fetch(request)));
});

// All or nothing: a file that is not the one that was built is refused by its digest, and then nothing is kept.
async function keep() {
  const cache = await caches.open(CACHE);
  const requests = Object.entries(SHELL).map(([name, integrity]) => {
    // A name with a digest in it never means anything else: what the page has just loaded need not come again.
    const mode = /-[0-9a-f]{16}[_.]/.test(name) ? "default" : "no-cache";
    return new Request(addressOf(name), { integrity, cache: mode, credentials: "omit" });
  });
  await cache.addAll(requests);
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

async function kept(address) {
  const cache = await caches.open(CACHE);
  return cache.match(address, { ignoreVary: true });
}
