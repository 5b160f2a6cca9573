// Keeps the page for times without a network.
//
// It keeps the files that the page is made of, each under the digest with which it was built, and nothing else: no settings,
// no answer of any other server, nothing that anybody typed. All other requests pass it by. A new build waits until it is
// asked to take over, so that nothing changes under somebody's work.
//
// The headers of the page, and with them its Content-Security-Policy, belong to whoever serves it and change without a new
// build. So each visit asks the network for the page: its headers count, with the kept body, whose parts are here.

// Filled in by the build: the files with their digests, and a digest of that list.
const SHELL = {};
const VERSION = "";

const PREFIX = "shell-";
const CACHE = PREFIX + VERSION;
const ROOT = new URL("./", location).href;
const INDEX = new URL("index.html", location).href;
const addressOf = (name) => (name === "index.html" ? ROOT : new URL(name, location).href);
const addresses = new Set(Object.keys(SHELL).map(addressOf));

// How long a visit waits for the server's headers before those of the last visit count, in milliseconds.
const HEADER_LIMIT = 900;
// What describes a body, and not the page: the kept body has its own.
const OF_BODY = /^(content-(encoding|length|type|range)|etag|last-modified|accept-ranges|transfer-encoding|vary|age)$/;
// A name with a digest in it never means anything else.
const HASHED = /-[0-9a-f]{16}[_.]/;

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/, 1)[0];
  // "no-store" asks for the server's own word.
  if (request.method !== "GET" || request.cache === "no-store") return;
  if (request.mode === "navigate" && (address === ROOT || address === INDEX)) {
    const fresh = freshHeaders();
    event.waitUntil(fresh.then(() => forgetOthers()));
    event.respondWith(page(fresh).then((answer) => answer ?? fetch(request)));
  } else if (request.url === address && addresses.has(address)) {
    event.respondWith(kept(address).then((answer) => answer ?? fetch(request)));
  } else if (address.startsWith(ROOT) && HASHED.test(address)) {
    // A tab that runs the build before this one loads its parts.
    event.respondWith(caches.match(request).then((answer) => answer ?? fetch(request)));
  }
});

// All or nothing: a file that is not the one that was built is refused by its digest, and then nothing is kept.
async function keep() {
  const cache = await caches.open(CACHE);
  const requests = Object.entries(SHELL).map(([name, integrity]) => {
    // What the page has just loaded need not come again. A server that asks for a password gets what the page gave it.
    return new Request(addressOf(name), { integrity, cache: HASHED.test(name) ? "default" : "no-cache", credentials: "same-origin" });
  });
  await cache.addAll(requests);
}

// The files of other builds go once no tab runs one of them any more: at the latest when the page is opened in a single tab.
async function forgetOthers() {
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (tabs.length > 1) return;
  const names = await caches.keys();
  // A build that waits keeps its files.
  const isOld = (name) => name.startsWith(PREFIX) && name !== CACHE && !(self.registration.waiting || self.registration.installing);
  await Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
}

async function kept(address) {
  const cache = await caches.open(CACHE);
  return cache.match(address, { ignoreVary: true });
}

// The kept page: with the server's headers if they come in time, else with those of the last visit.
async function page(fresh) {
  const inTime = await Promise.race([fresh, new Promise((done) => setTimeout(done, HEADER_LIMIT))]);
  return inTime?.clone() ?? kept(ROOT);
}

// The kept page with the headers that its server sends now, which are kept in their turn; nothing where no server of the page answers.
async function freshHeaders() {
  try {
    const answer = await fetch(ROOT, { cache: "no-store", credentials: "same-origin", redirect: "manual" });
    const old = await kept(ROOT);
    if (!old || !(await isPage(answer))) return undefined;
    const headers = new Headers([...answer.headers].filter(([name]) => !OF_BODY.test(name)));
    for (const [name, value] of old.headers) if (OF_BODY.test(name) && !/encoding|length/.test(name)) headers.set(name, value);
    const page = new Response(await old.blob(), { headers });
    const cache = await caches.open(CACHE);
    await cache.put(ROOT, page.clone());
    return page;
  } catch {
    return undefined;
  }
}

// A sign-in page of the network, or an error of a proxy, is not the page, and its headers mean nothing.
async function isPage(answer) {
  const isHtml = /^text\/html\b/i.test(answer.headers.get("content-type") ?? "");
  return answer.ok && answer.type === "basic" && !answer.redirected && isHtml && (await answer.text()).includes("data-wasm=");
}
