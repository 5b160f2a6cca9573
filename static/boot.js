// Starts the page: loads the script and the WebAssembly whose hashed names the build wrote onto our own tag.
//
// It is a file of its own because the Content-Security-Policy forbids inline scripts. Whatever else the page wants to
// load as a script goes through the policy `boot`, the only one that the Content-Security-Policy admits, and that lets
// nothing pass but the addresses listed here.

const tag = document.querySelector("script[data-js][data-wasm]");
const script = new URL(tag.dataset.js, document.baseURI).href;
const wasm = new URL(tag.dataset.wasm, document.baseURI).href;

// Browsers without Trusted Types take plain strings.
const known = new Set([script]);
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

const { default: start } = await import(policy ? policy.createScriptURL(script) : script);
await start({ module_or_path: fetch(wasm, { integrity }) });
