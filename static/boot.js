// Starts the page: sees to its security policy, asks for its settings, and loads the script and the WebAssembly whose hashed
// names the build wrote onto our own tag.
//
// It is a file of its own because the Content-Security-Policy forbids inline scripts. Whatever else the page wants to
// load as a script goes through the policy `boot`, the only one that the Content-Security-Policy admits, and that lets
// nothing pass but the addresses listed here.

// An address may carry a secret that somebody passed on by mistake. It leaves the address bar, and with it the history of this
// tab, before anything else happens. The page asks for it once, to say so. `src/page/route.rs` knows the same names.
let passedSecret = "";
{
  const decode = (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped.replace(/%([0-7][0-9a-f])/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
    }
  };
  const namesSecret = (address) => {
    let plain = address;
    for (let round = 0; round < 4; round += 1) plain = plain.replace(/(?:%[0-9a-f]{2})+/gi, decode);
    // Piece by piece: one expression over a long address would take time by the square of its length.
    const pieces = plain.match(/[^=:&#?/]*[=:&#?/]?/g) ?? [];
    const names = (piece) => {
      const at = piece.search(/secret|passw|pwd|token|密钥|口令|密码/i);
      return at >= 0 && /[=:＝：]/.test(piece.slice(at));
    };
    return pieces.some(names) || /(?:^|[#?&;])(?:ps|ds)=/i.test(plain);
  };
  const inQuery = namesSecret(location.search);
  if (inQuery || namesSecret(location.hash)) {
    // A link to a profile goes to the tool that refuses it.
    passedSecret = inQuery ? "#secret=" : location.hash;
    history.replaceState(null, "", location.pathname);
  }
}
globalThis.takePassedSecret = () => {
  const passed = passedSecret;
  passedSecret = "";
  return passed;
};

const root = document.documentElement;
const tag = document.querySelector("script[data-js][data-wasm]");
const script = new URL(tag.dataset.js, document.baseURI).href;
const wasm = new URL(tag.dataset.wasm, document.baseURI).href;
const worker = new URL(tag.dataset.worker, document.baseURI).href;

// Browsers without Trusted Types take plain strings.
const demo = new URL("demo.js", document.baseURI).href;
const known = new Set([script, worker, demo]);
const policy = globalThis.trustedTypes?.createPolicy("boot", {
  createScriptURL(url) {
    if (known.has(url)) return url;
    throw new TypeError(`blocked: this page does not load scripts from ${url}`);
  },
});

// The preload links hold the digests of both files. The script is checked by its link; the WebAssembly we fetch
// ourselves, so its digest has to be handed on. (It is called `data-integrity`: browsers do not check a preloaded fetch and
// say so on the console. Firefox hands no preloaded response to a fetch with a digest: that fetch finds it in
// the browser's cache instead, and the console may say that the preload was not used.)
const { integrity } = document.querySelector('link[rel="preload"][as="fetch"]').dataset;

const admitted = (url) => (policy ? policy.createScriptURL(url) : url);
const pause = (millis) => new Promise((done) => setTimeout(done, millis));

// ---- Where the page may connect to ----
//
// index.html carries a policy for everything but connections, since two policies intersect, and only the server knows which
// gateways its own admits. What the server says is asked once more here, and laid down a second time in the document: a
// document that came without a policy, from a server that sends none or from a cache, is held by it all the same. Where the
// server names no connections, or nothing is known of it, the page connects to its own server only.

const home = new URL("./", document.baseURI).href;
// A page that was kept for times without a network has waited for its server already.
const isKept = Boolean(navigator.serviceWorker?.controller);
const SOON = isKept ? 700 : 1500;
// One list of sources for each policy in force; an address must be on all of them.
const lists = [];

// The server's answer to a request for the page itself. Neither a sign-in page of the network nor an error counts.
async function servedPage() {
  const answer = await fetch(home, { cache: "no-store", credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout?.(8000) });
  const text = await answer.text();
  if (!answer.ok || !text.includes("data-wasm=")) throw new TypeError("not the page");
  return { policies: answer.headers.get("content-security-policy") ?? "", text };
}

// As the service worker remembers it.
async function keptPage() {
  const answer = await globalThis.caches?.match(home, { ignoreVary: true });
  return answer && { policies: answer.headers.get("content-security-policy") ?? "" };
}

// What each of the header's policies says of this directive.
const directive = (policies, ...names) =>
  policies.split(",").flatMap((one) => {
    const parts = new Map(one.split(";").map((part) => part.trim().split(/\s+/)).map(([name, ...rest]) => [name.toLowerCase(), rest]).reverse());
    const name = names.find((it) => parts.has(it));
    return name ? [parts.get(name)] : [];
  });

function hold(sources) {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = `connect-src ${sources.join(" ")}`;
  document.head.append(meta);
  lists.push(sources);
}

async function settle() {
  const served = servedPage();
  const remembered = await keptPage().catch(() => undefined);
  const answer = await (remembered ? Promise.race([served, pause(SOON)]) : served).catch(() => undefined);
  const known = answer ?? remembered;
  const connections = directive(known?.policies ?? "", "connect-src", "default-src");
  for (const sources of connections.length > 0 ? connections : [["'self'"]]) hold(sources);
  // A policy that comes late may be a narrower one.
  if (!answer) served.then((late) => directive(late.policies, "connect-src", "default-src").forEach(hold), () => {});
  // Somebody else's page around this one could lay its own over the fields, unless the server has said whose may.
  if (window.top !== window && directive(known?.policies ?? "", "frame-ancestors").length === 0) root.dataset.closed = "framed";
  // Nothing but this asks the network for `data:`; where no policy stops it, none is in force.
  else if (connections.length === 0 && (await fetch("data:,").then(() => true, () => false))) root.dataset.closed = "open";
}

const settled = settle();

// Whether the policies admit a connection. Of what is not understood the browser judges when it is tried.
globalThis.admitsConnection = (address) => {
  const url = new URL(address, home);
  const port = (it) => it.port || { "ws:": "80", "http:": "80", "wss:": "443", "https:": "443" }[it.protocol];
  const isSecure = (scheme) => scheme === "wss:" || scheme === "https:";
  const fits = (source) => {
    if (source === "*") return true;
    if (source === "'none'") return false;
    if (source === "'self'") return url.hostname === location.hostname && (port(url) === port(location) || (!location.port && isSecure(url.protocol)));
    const [, scheme, host, ofPort, path] = /^(?:([a-z][a-z0-9+.-]*:)(?:\/\/|$))?([^/:[]+|\[[^\]]*\])?(?::(\d+|\*))?(\/.*)?$/i.exec(source) ?? [];
    if (!scheme && !host) return !source.startsWith("'");
    if (scheme && scheme.toLowerCase() !== url.protocol && !(scheme.toLowerCase() === "ws:" && url.protocol === "wss:") && !(scheme.toLowerCase() === "http:" && url.protocol === "https:")) return false;
    if (!host) return true;
    const name = host.toLowerCase();
    if (name.startsWith("*.") ? !url.hostname.endsWith(name.slice(1)) : name !== "*" && name !== url.hostname) return false;
    const own = port({ port: ofPort ?? "", protocol: url.protocol });
    if (ofPort !== "*" && own !== port(url) && !(ofPort === "80" && port(url) === "443")) return false;
    return !path || path === "/" || (path.endsWith("/") ? url.pathname.startsWith(path) : url.pathname === path);
  };
  return lists.every((sources) => sources.some(fits));
};

// ---- The deployment's settings ----
//
// They are under way while the program still loads: what came of it in one word, and behind a line break the text. Only 404
// says that there are none.

// The settings as `src/page/settings.rs` reads them: records and fields with ASCII's own separators between them. Nothing for a file that
// is no JSON object.
function recordsOf(json) {
  try {
    const settings = JSON.parse(json);
    if (!settings || typeof settings !== "object" || Array.isArray(settings)) return undefined;
    const text = (it, other = "") => (typeof it === "string" ? it.replace(/[\x1e\x1f]/g, "") : other);
    const plain = Object.entries(settings.upstreams ?? {}).filter(([, way]) => way === "plain").map(([path]) => text(path));
    const isDevice = (it) => [it?.productKey, it?.productSecret, it?.deviceKey].every((key) => typeof key === "string");
    const devices = Array.isArray(settings.demo) ? settings.demo.filter(isDevice) : [];
    const fields = (it) => [it.productKey, it.productSecret, it.deviceKey, it.clientId, it.deviceSecret, it.purpose, it.note];
    return [[text(settings.gateway, "/mqtt")], plain, ...devices.map((it) => fields(it).map((field) => text(field)))].map((record) => record.join("\x1f")).join("\x1e");
  } catch {
    return undefined;
  }
}

async function askForSettings() {
  // Past the browser's cache, in which a second question would wait for the answer to the first.
  try {
    const answer = await fetch("settings.json", { cache: "no-store", credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout?.(20000) });
    const text = await answer.text();
    const isPage = text.includes("data-wasm=");
    const isHtml = !isPage && (/^text\/html\b/i.test(answer.headers.get("content-type") ?? "") || /^\s*</.test(text));
    if (answer.status === 404) return "missing";
    if (answer.type === "opaqueredirect" || [401, 407, 511].includes(answer.status) || (isHtml && (answer.ok || answer.status === 403))) return "sign-in";
    if (!answer.ok) return `status\n${answer.status}`;
    const settings = recordsOf(text);
    return settings === undefined ? "broken" : `found\n${settings}`;
  } catch (error) {
    if (!navigator.onLine) return "offline";
    return error.name === "TimeoutError" ? "timeout" : "unreachable";
  }
}

let settings = askForSettings();
// Asks anew if that is wanted. Without an answer within the limit it says so; asked without a limit, it waits for that answer.
globalThis.loadSettings = async (anew, isPatient) => {
  if (anew) settings = askForSettings();
  const outcome = await (isPatient ? settings : Promise.race([settings, pause(SOON).then(() => "late")]));
  await settled;
  return outcome;
};

// ---- Who answers behind a gateway ----

// Whether it is a simulated EnOS, by its own word: it has to give back what was never asked before. Nobody else is asked than
// the page's own server, and what the policy lets the page fetch.
globalThis.isSimulated = async (address) => {
  try {
    const url = new URL(address, home);
    url.protocol = url.protocol.replace("ws", "http");
    if (url.origin !== location.origin && !globalThis.admitsConnection(url.href)) return false;
    const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    url.searchParams.set("nonce", nonce);
    const answer = await fetch(url, { cache: "no-store", credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout?.(8000) });
    const identity = answer.ok ? await answer.json() : {};
    return identity.name === "simulated EnOS" && identity.nonce === nonce;
  } catch {
    return false;
  }
};

// The demo's simulated EnOS is loaded when somebody tries it. Its secrets differ from visit to visit, and open nothing.
globalThis.loadDemo = async () => {
  const { default: load, DemoCloud } = await import(admitted(demo));
  await load();
  return new DemoCloud(Date.now());
};

// ---- Start ----

try {
  if (typeof WebAssembly !== "object") throw new TypeError("no WebAssembly");
  const { default: start } = await import(admitted(script));
  await start({ module_or_path: fetch(wasm, { integrity }) });
  root.dataset.started = "";
} catch (error) {
  sayNotStarted();
  throw error;
}

// There is no program to draw anything, and nobody knows the language: both.
function sayNotStarted() {
  const sentences =
    typeof WebAssembly === "object"
      ? ["The page could not be loaded completely. Check the network and try again.", "页面未能完整加载，请检查网络后重试。"]
      : ["This browser does not support WebAssembly, or WebAssembly is disabled. Enable it or use another browser, then try again.", "此浏览器不支持或已关闭 WebAssembly，请更换浏览器或启用后重试。"];
  const notice = document.createElement("div");
  notice.className = "notice notice-bad boot";
  notice.setAttribute("role", "alert");
  for (const sentence of sentences) notice.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  const again = Object.assign(document.createElement("button"), { className: "button", textContent: "Try again · 重试" });
  again.addEventListener("click", () => location.reload());
  notice.append(again);
  document.querySelector(".boot")?.remove();
  document.body.append(notice);
}

const announce = () => {
  root.dataset.update = "ready";
  dispatchEvent(new Event("update-ready"));
};

// The service worker keeps the page for times without a network. It comes after everything else, and where the browser has
// none, or forbids it in a private window, the page works all the same.
if (isSecureContext && navigator.serviceWorker) keepForLater(navigator.serviceWorker).catch(() => {});

// A part of the page did not come. If the server has another build by now, its parts have other names.
addEventListener("part-missing", async () => {
  const served = await servedPage().catch(() => undefined);
  if (served && !served.text.includes(tag.dataset.wasm)) announce();
});

// How long the new worker may take to replace the old one, in milliseconds.
const TAKE_OVER_LIMIT = 3000;

// Without a service worker, or with the new one in place already, the page is loaded anew at once.
addEventListener("update-now", async () => {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (!registration?.waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  registration.waiting.postMessage("take-over");
  // A browser puts the change off while the old worker is busy. Then the page comes from its server without a worker, which keeps
  // the new build from its start on.
  setTimeout(async () => {
    if (!(await servedPage().catch(() => undefined))) return;
    await registration.unregister();
    location.reload();
  }, TAKE_OVER_LIMIT);
});

// A new build waits. The page hears of it by the event `update-ready` (and `data-update`, should it look later), and asks for
// it by the event `update-now`: only then, and only here, is the page loaded anew.
async function keepForLater(workers) {
  const registration = await workers.register(admitted(worker), { updateViaCache: "none" });
  // The first one replaces nothing.
  const look = () => void (registration.waiting && workers.controller && announce());
  const watch = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", watch);
  // One may have been found, or be there already, before we listened.
  watch();
  look();
}
