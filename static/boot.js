// Starts the page: loads the script and the WebAssembly whose hashed names the build wrote onto our own tag.
//
// It is a file of its own because the Content-Security-Policy forbids inline scripts. Whatever else the page wants to
// load as a script goes through the policy `boot`, the only one that the Content-Security-Policy admits, and that lets
// nothing pass but the addresses listed here.

// An address may carry a secret that somebody passed on by mistake. It leaves the address bar, and with it the history of this
// tab, before anything else happens. The page asks for it once, to say so. `src/route.rs` knows the same names.
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
    return /(?:secret|passw|pwd|token|密钥|口令|密码)[^=:&#?/]*[=:＝：]|(?:^|[#?&;])(?:ps|ds)=/i.test(plain);
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

const tag = document.querySelector("script[data-js][data-wasm]");
const script = new URL(tag.dataset.js, document.baseURI).href;
const wasm = new URL(tag.dataset.wasm, document.baseURI).href;
// Named by finished builds only.
const worker = tag.dataset.worker ? new URL(tag.dataset.worker, document.baseURI).href : null;

// Browsers without Trusted Types take plain strings.
const demo = new URL("demo.js", document.baseURI).href;
const known = new Set([script, worker, demo]);
const policy = globalThis.trustedTypes?.createPolicy("boot", {
  createScriptURL(url) {
    if (known.has(url)) return url;
    throw new TypeError(`the page loads no script from ${url}`);
  },
});

// The preload links hold the digests of both files. The script is checked by its link; the WebAssembly we fetch
// ourselves, so its digest has to be handed on. (The finished build calls it `data-integrity`: browsers do not check a
// preloaded fetch and say so on the console.)
const preload = document.querySelector('link[rel="preload"][as="fetch"]');
const integrity = preload?.dataset.integrity || preload?.integrity || "";

const admitted = (url) => (policy ? policy.createScriptURL(url) : url);

// The demo's simulated EnOS is loaded when somebody tries it. Its secrets differ from visit to visit, and open nothing.
globalThis.loadDemo = async () => {
  const { default: load, DemoCloud } = await import(admitted(demo));
  await load();
  return new DemoCloud(Date.now());
};

// The deployment's settings are under way while the program still loads: its text, or null where there is none.
const settings = fetch("settings.json").then((answer) => (answer.ok ? answer.text() : null), () => null);
globalThis.loadSettings = () => settings;

const { default: start } = await import(admitted(script));
await start({ module_or_path: fetch(wasm, { integrity }) });

// The service worker keeps the page for times without a network. It comes after everything else, and where the browser has
// none, or forbids it in a private window, the page works all the same.
if (worker && isSecureContext && navigator.serviceWorker) keepForLater(navigator.serviceWorker).catch(() => {});

// A new build waits. The page hears of it by the event `update-ready` (and `data-update`, should it look later), and asks for
// it by the event `update-now`: only then, and only here, is the page loaded anew.
async function keepForLater(workers) {
  const registration = await workers.register(admitted(worker), { updateViaCache: "none" });
  const announce = () => {
    // The first one replaces nothing.
    if (!registration.waiting || !workers.controller) return;
    document.documentElement.dataset.update = "ready";
    dispatchEvent(new Event("update-ready"));
  };
  const watch = () => registration.installing?.addEventListener("statechange", announce);
  registration.addEventListener("updatefound", watch);
  // One may have been found, or be there already, before we listened.
  watch();
  announce();
  addEventListener("update-now", () => {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("take-over");
  });
}
