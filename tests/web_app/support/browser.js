// What the tests of the mounted page need of the browser: a clock that they move, doubles for what would leave the page, and
// the page's elements found by role and name.

// ---- Time ----
//
// While a page is mounted, time passes only when a test says so. What takes the page minutes takes a test nothing, and a slow
// machine changes nothing.

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  dateNow: Date.now,
};
const timers = new Map();
// The time of day at which the page was mounted, and the time since then.
let start = 0;
let now = 0;
let lastTimer = 0;

function addTimer(call, millis, every, args) {
  lastTimer += 1;
  timers.set(lastTimer, { call, args, every, at: now + Math.max(0, Number(millis) || 0) });
  return lastTimer;
}

function stopTheClock() {
  timers.clear();
  start = real.dateNow.call(Date);
  now = 0;
  Object.assign(globalThis, {
    setTimeout: (call, millis, ...args) => addTimer(call, millis, undefined, args),
    setInterval: (call, millis, ...args) => addTimer(call, millis, Math.max(1, millis), args),
    clearTimeout: (timer) => timers.delete(timer),
    clearInterval: (timer) => timers.delete(timer),
  });
  Object.defineProperty(performance, "now", { value: () => now, configurable: true });
  Date.now = () => start + now;
}

function startTheClock() {
  timers.clear();
  const { dateNow, ...functions } = real;
  Object.assign(globalThis, functions);
  delete performance.now;
  Date.now = dateNow;
}

// The time since the page was mounted, in milliseconds.
export const timeNow = () => now;

// Lets time pass up to the next timer and runs it. Where none is due until `end`, time goes on to `end`, and the answer is no.
export function runNextTimer(end) {
  const [timer, next] = [...timers].reduce((first, it) => (!first || it[1].at < first[1].at ? it : first), undefined) ?? [];
  if (!next || next.at > end) {
    now = Math.max(now, end);
    return false;
  }
  now = Math.max(now, next.at);
  if (next.every) next.at = now + next.every;
  else timers.delete(timer);
  next.call(...next.args);
  return true;
}

// The machine sleeps: time goes on, and no timer runs until it wakes up.
export const sleep = (millis) => void (now += millis);

// Lets the browser do what it has to do: promises, events, drawing. No time passes for the page.
export const settle = () =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });

// Waits on the browser's own clock, for what the browser does at its own pace, such as reading a file.
export const reallyWait = (millis) => new Promise((done) => real.setTimeout.call(globalThis, done, millis));

// ---- What would leave the page ----

const copied = [];
const files = [];
let mayCopy = true;
let blob;
const { createObjectURL } = URL;

function standIn() {
  copied.length = 0;
  files.length = 0;
  mayCopy = true;
  const writeText = async (text) => {
    if (!mayCopy) throw new DOMException("not allowed", "NotAllowedError");
    copied.push(text);
  };
  Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
  URL.createObjectURL = (made) => {
    blob = made;
    return createObjectURL.call(URL, made);
  };
  // The page saves a file by the click of a link that is nowhere in the document.
  HTMLAnchorElement.prototype.click = function () {
    files.push({ name: this.download, blob });
  };
}

function stepBack() {
  delete navigator.clipboard;
  delete navigator.onLine;
  URL.createObjectURL = createObjectURL;
  delete HTMLAnchorElement.prototype.click;
}

export const lastCopied = () => copied.at(-1);
export const forbidCopying = () => void (mayCopy = false);
export const lastFileName = () => files.at(-1)?.name;
export const lastFileText = async () => files.at(-1)?.blob.text();

export function goOffline(isOffline) {
  Object.defineProperty(navigator, "onLine", { get: () => !isOffline, configurable: true });
  dispatchEvent(new Event(isOffline ? "offline" : "online"));
}

// ---- What boot.js defines ----

let cloud;

// The page keeps the module as long as it lives; a test may put another cloud behind it.
export const setCloud = (other) => void (cloud = other);
// As if the module could not be loaded.
export const forgetCloud = () => void (cloud = undefined);

// `closedLate` is why no secret may be typed, where `boot.js` learns of it only while the settings are under way; `""` for nothing.
export function defineBoot(settings, isSimulated, passedSecret, closedLate) {
  Object.assign(globalThis, {
    takePassedSecret: () => passedSecret,
    loadSettings: async () => {
      await settle();
      if (closedLate) document.documentElement.dataset.closed = closedLate;
      return settings;
    },
    isSimulated: async () => isSimulated,
    admitsConnection: (address) => !address.includes("barred.example"),
    loadDemo: async () => {
      if (!cloud) throw new TypeError("no cloud");
      return {
        open: (now) => cloud.open(now),
        // A copy: page and cloud share one memory, which may move while the bytes are handed over.
        receive: (bytes, now) => cloud.receive(bytes.slice(), now),
        close: (now) => cloud.close(now),
        wake: (now) => cloud.wake(now),
        nextWake: () => cloud.nextWake(),
        take: () => cloud.take(),
      };
    },
  });
}

// ---- The document ----

// What the last page has in the document.
let mounted = [];

// Puts the body of index.html and the style sheets into the document, and stops the clock. Gives the element that stands for the body.
export function setUp(index, css) {
  tearDown();
  history.replaceState(null, "", location.pathname + location.search);
  stopTheClock();
  standIn();
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  const host = document.createElement("div");
  host.append(...new DOMParser().parseFromString(index, "text/html").body.childNodes);
  document.body.prepend(host);
  mounted = [style, host];
  return host;
}

export function tearDown() {
  startTheClock();
  stepBack();
  for (const element of mounted.splice(0)) element.remove();
  cloud = undefined;
  delete document.documentElement.dataset.closed;
  localStorage.clear();
}

// Everything that stands in the page: markup, title and what is typed; but for inputs that hide what is typed.
export function everything(host) {
  const inputs = [...host.querySelectorAll("input:not([type=password]), textarea")];
  return [document.title, location.href, host.outerHTML, ...inputs.map((input) => input.value)].join("\n");
}

// A property of this element as it is drawn.
export const styleOf = (selector, property) => getComputedStyle(document.querySelector(selector)).getPropertyValue(property);

export function visibleText(host) {
  // Firefox's `innerText` may be computed with old styles, such as those of an element that was empty before.
  void host.offsetHeight;
  return host.innerText;
}

// ---- Elements by role and name ----

const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });
const textOf = (nodes) => nodes.map((node) => node?.textContent ?? "").join(" ").replace(/\s+/g, " ").trim();

function roleOf(element) {
  const role = element.getAttribute("role");
  if (role) return role;
  switch (element.tagName) {
    case "BUTTON": case "SUMMARY": return "button";
    case "A": return element.hasAttribute("href") ? "link" : "";
    case "TEXTAREA": return "textbox";
    // A password field has no role of its own; it is a field to be filled in all the same.
    case "INPUT": return { radio: "radio", checkbox: "checkbox", file: "file" }[element.type] ?? "textbox";
    case "SECTION": return "region";
    case "H1": case "H2": case "H3": case "H4": return "heading";
    default: return "";
  }
}

function nameOf(element) {
  const ids = element.getAttribute("aria-labelledby");
  if (ids) return textOf(ids.split(" ").map((id) => document.getElementById(id)));
  const label = element.getAttribute("aria-label");
  if (label) return label;
  if (element.labels?.length) return textOf([...element.labels]);
  const copy = element.cloneNode(true);
  copy.querySelectorAll("[aria-hidden=true]").forEach((hidden) => hidden.remove());
  return textOf([copy]);
}

// The visible element of this role, such as "button textbox", and name. A choice is found by the beginning of its name, since what it means may follow.
export function find(host, roles, name) {
  const isChoice = roles.includes("radio");
  return [...host.querySelectorAll("*")].find((element) => {
    if (!roles.split(" ").includes(roleOf(element)) || !isVisible(element)) return false;
    const its = nameOf(element);
    return isChoice ? its.startsWith(name) : its === name;
  });
}

// The names of all visible elements of this role.
export const namesOf = (host, role) => [...host.querySelectorAll("*")].filter((it) => roleOf(it) === role && isVisible(it)).map(nameOf);

export const isDisabled = (element) => element.matches(":disabled");

// The accessible name of what has the focus; nothing where nothing has it.
export function focusedName(host) {
  const focused = document.activeElement;
  return host.contains(focused) ? nameOf(focused) : "";
}

// ---- What a person does ----

// Moves the focus. A window in the background does not fire the events that go with it, so they are fired here.
function moveFocus(element) {
  const before = document.activeElement;
  if (before === element) return;
  if (element) element.focus();
  else before.blur();
  if (document.hasFocus()) return;
  if (before && before !== document.body) {
    before.dispatchEvent(new FocusEvent("blur"));
    before.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  }
  if (element) element.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
}

// A click as it comes from a mouse: the pointer goes down first, and the focus moves.
export function click(element) {
  element.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, cancelable: true }));
  const target = element.closest("button, a, input, textarea, summary, [tabindex]");
  moveFocus(target);
  HTMLElement.prototype.click.call(element);
}

export function fill(element, text) {
  moveFocus(element);
  element.value = text;
  element.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}

export const leaveField = () => moveFocus(null);

export function paste(text) {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const target = document.activeElement ?? document.body;
  // The standard has `clipboardData`; Firefox takes the other two.
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, data: text, dataType: "text/plain", bubbles: true, cancelable: true }));
}

export async function chooseFile(element, text) {
  const data = new DataTransfer();
  data.items.add(new File([text], "chosen.json", { type: "application/json" }));
  element.files = data.files;
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

export const lookAway = () => void dispatchEvent(new Event("blur"));

// ---- Keys ----
//
// Browsers do nothing at a key that a script made up. So what a browser does at Tab, Enter, Space and the arrows is done here,
// unless the page has prevented it.

const sameGroup = (host, radio) => [...host.querySelectorAll("input[type=radio]")].filter((it) => it.name === radio.name && it.form === radio.form && !it.disabled);

// Where the Tab key stops, in the order of the document. Of radio buttons it stops at the chosen one only.
function tabStops(host) {
  const elements = [...host.querySelectorAll("a[href], button, input, textarea, summary, [tabindex]")];
  return elements.filter((it) => {
    if (it.matches(":disabled") || it.tabIndex < 0 || !isVisible(it)) return false;
    if (it.type !== "radio") return true;
    const group = sameGroup(host, it);
    return it === (group.find((radio) => radio.checked) ?? group[0]);
  });
}

export function press(host, key) {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  if (!target.dispatchEvent(event)) return;
  if (key === "Tab") {
    const stops = tabStops(host);
    const place = stops.findIndex((stop) => stop === target);
    const next = place >= 0 ? stops[place + 1] : stops.find((stop) => target.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
    moveFocus(next ?? null);
  } else if (key === "Escape") {
    host.querySelectorAll(":popover-open").forEach((popover) => popover.hidePopover());
  } else if (key === "Enter" || key === " ") {
    activate(target, key);
  } else if (target.type === "radio" && key.startsWith("Arrow")) {
    const group = sameGroup(host, target);
    const step = key === "ArrowDown" || key === "ArrowRight" ? 1 : group.length - 1;
    const next = group[(group.indexOf(target) + step) % group.length];
    moveFocus(next);
    HTMLElement.prototype.click.call(next);
  }
}

function activate(target, key) {
  const isButton = target.matches("button, summary");
  const isWithEnter = key === "Enter" && target.matches("a[href]");
  const isWithSpace = key === " " && target.matches("input[type=radio], input[type=checkbox]");
  if (isButton || isWithEnter || isWithSpace) return HTMLElement.prototype.click.call(target);
  // Enter in a field presses the form's first button that submits.
  if (key === "Enter" && target.matches("input") && target.form) {
    const button = [...target.form.elements].find((it) => it.type === "submit");
    if (button && !button.disabled) HTMLElement.prototype.click.call(button);
  }
}
