/* The timeline in a browser: asks for the section in the width it has, keeps focus and voice, and lets keys and pointer move it.
   Everything here has a link or a form that does the same without script. */

import { dropHeld, fetchAhead, hold, takeHeld } from "./ahead.js";
import { minuteAt, startMoving } from "./moving.js";
import { renew } from "./renewing.js";
import { stopAt, walk } from "./walking.js";
import { addressOf } from "./windows.js";

const COUNTING = 400; // milliseconds until a wait is said
const RESIZED = 200; // milliseconds without resizing until a new drawing is asked for
const BESIDE = 224; // pixels the filters take beside the drawing
const WIDE = 1200; // pixels from which they stand beside it
const SURFACE = "#timeline-surface"; // has the focus where what had it is gone
const SMALLER = 1.07; // a drawing may be shown this much smaller than it was made,
const LARGER = 1.1; // and one that stands there this much larger

const section = () => document.getElementById("timeline");
let waiting = 0;
let sentence = null; // what the sentence said before a wait was said in its place
let wanted = null; // what is to be focused after the next swap
let folds = []; // which parts stood open before the swap
let forget = () => {}; // takes back what was moved by pointer
let opener = null; // the mark or cluster that opened something
let coming = null; // what was held for the window asked for, and is put in when it is there
let step = null; // the button or key that moves the window now: likely the next one, too

function load(address, { push = true, focus = null } = {}) {
  const held = push && takeHeld(inWidth(address));
  if (held) return void putWhenThere(address, held);
  dropHeld();
  ask(address, { target: "#timeline", swap: "outerHTML", source: "#view", push: String(push) });
  wanted = focus ?? wanted;
}

/** The window that was moved to was asked for while it still moved; where that was refused or failed, it is asked for as any other. */
function putWhenThere(address, held) {
  wait();
  coming = held;
  held.answer.catch(() => null).then((fresh) => {
    if (coming !== held) return;
    coming = null;
    rest("settled");
    if (!fresh) return load(address);
    put(fresh);
    if (!history.state?.htmx) history.replaceState({ htmx: true }, ""); // so that htmx goes back to it
    history.pushState({ htmx: true }, "", withoutWidth(address));
    settled();
  });
}

function open(address) {
  ask(address, { target: "#opened", swap: "innerHTML", source: "#opened", push: "false" });
}

function ask(address, options) {
  htmx.ajax("GET", address, options).catch(() => {}); // htmx tells of it by an event, too
}

/** Take back what was asked for; whether anything was. */
function stop() {
  const busy = section().dataset.state === "busy";
  if (coming) {
    coming.stop.abort();
    coming = null;
    rest("settled");
  } else if (busy) htmx.trigger("#view", "htmx:abort");
  return busy;
}

/* The width: asked for once the browser knows it, kept out of the address. */

function widthHere() {
  const room = section().clientWidth - (innerWidth >= WIDE ? BESIDE : 0);
  const asked = widthAsked();
  if (asked <= room * SMALLER && room <= asked * LARGER) return asked;
  const widths = document.getElementById("view").dataset.widths.split(" ").map(Number);
  return Math.max(widths[0], ...widths.filter((width) => width <= room * SMALLER));
}

/** The width that what stands there was asked for in; NaN where nothing is drawn. */
function widthAsked() {
  return Number(section()?.querySelector(".surface")?.dataset.asked);
}

function fit() {
  const asked = widthAsked();
  if (asked && asked !== widthHere()) load(location.pathname + location.search, { push: false });
}

/** The address as it is asked for. */
function inWidth(address, width = widthHere()) {
  const url = new URL(address, location.href);
  url.searchParams.set("w", String(width));
  return url.pathname + url.search;
}

function withoutWidth(address) {
  const url = new URL(address, location.href);
  url.searchParams.delete("w");
  return url.pathname + url.search;
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.target?.id !== "timeline") return;
  if (detail.elt.id !== "view") step = detail.elt.dataset.key ?? null;
  detail.path = withoutWidth(detail.path);
  detail.parameters.w = String(widthHere());
  for (const name of Object.keys(detail.parameters)) if (detail.parameters[name] === "") delete detail.parameters[name];
});

document.addEventListener("htmx:beforeHistoryUpdate", ({ detail }) => {
  detail.history.path = withoutWidth(detail.history.path);
});

// The back button asks for the section of the earlier address, not for the whole page.
document.addEventListener("htmx:historyCacheMiss", (event) => {
  if (!section() || new URL(event.detail.path, location.href).pathname !== location.pathname) return;
  event.preventDefault();
  load(event.detail.path, { push: false });
});

/* The next step is fetched ahead while nothing else is to do, and so is what the pointer rests on and where a move has come to. */

function ahead(address) {
  const width = widthAsked();
  if (address && width) fetchAhead(inWidth(address, width));
}

for (const name of ["pointerover", "focusin"]) {
  document.addEventListener(name, ({ target, pointerType }) => {
    const link = target.closest?.("#timeline .segment [data-key]");
    if (link && (pointerType === "mouse" || link.matches(":focus-visible"))) ahead(link.getAttribute("href"));
  });
}

/* Before and after a request: what was drawn stays, a wait is said, focus returns, the sentence is read out. */

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target?.id === "timeline") wait();
});

function wait() {
  coming?.stop.abort();
  coming = null;
  clearTimeout(waiting);
  section().dataset.state = "busy";
  section().querySelector(".failed")?.remove();
  wanted = null;
  waiting = setTimeout(() => {
    const words = document.getElementById("sentence");
    sentence ??= [...words.childNodes];
    words.replaceChildren("Counting…");
  }, COUNTING);
}

/** Say again what is drawn: what was asked for does not come. */
function rest(state) {
  clearTimeout(waiting);
  section().dataset.state = state;
  if (sentence) document.getElementById("sentence").replaceChildren(...sentence);
  sentence = null;
}

document.addEventListener("htmx:sendAbort", ({ detail }) => {
  if (detail.target?.id === "timeline") rest("settled");
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target?.id !== "timeline" || !detail.shouldSwap) return;
  const fresh = sectionOf(detail.serverResponse);
  if (!fresh) return;
  put(fresh);
  detail.swapOverride = "none";
  detail.serverResponse = "";
});

/** The section that an answer holds; null for none. */
function sectionOf(text) {
  const answer = document.createElement("template");
  answer.innerHTML = text;
  return answer.content.getElementById("timeline");
}

/** Most of the section is as it was. Here it becomes what the answer says; htmx then has nothing to swap. */
function put(fresh) {
  wanted ??= identityOf(document.activeElement);
  folds = foldsOf(section());
  renew(section(), fresh);
  for (const form of section().querySelectorAll("form")) form.reset();
  for (const part of section().querySelectorAll("[hx-get]")) htmx.process(part);
}

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.elt?.id === "opened") return detail.elt.focus();
  if (!section() || detail.elt !== section()) return;
  settled();
});

function settled() {
  const now = section();
  clearTimeout(waiting);
  sentence = null;
  hush();
  document.title = now.dataset.title;
  const sentences = ["sentence", "sentence-b"].map((id) => document.getElementById(id)?.textContent).filter(Boolean);
  document.getElementById("said").textContent = sentences.join(". Compared with ");
  for (const [fold, open] of folds) now.querySelector(`[data-fold="${fold}"]`)?.toggleAttribute("open", open);
  folds = [];
  openFilters();
  openMap();
  const next = step && now.querySelector(`[data-key="${step}"]`);
  if (next) (window.requestIdleCallback ?? setTimeout)(() => ahead(next.getAttribute("href")));
  const found = wanted && (now.querySelector(wanted) ?? now.querySelector(SURFACE));
  wanted = null;
  if (!found) return;
  for (let box = found.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  if (found.closest(".lane")) stopAt(found);
  else found.focus({ preventScroll: found.id !== "drawer" });
}

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, ({ detail }) => {
    if (detail.xhr?.status === 400) return;
    const address = withoutWidth(detail.pathInfo?.finalRequestPath ?? location.href);
    if (detail.target?.id === "opened") detail.target.replaceChildren(failed(address, "What is in it did not arrive.", () => open(address)));
    if (detail.target?.id !== "timeline") return;
    rest("failed");
    forget();
    section().prepend(failed(address, "This window did not arrive.", () => load(address), " What you see is the view from before."));
  });
}

/** A note that says what did not arrive, with a way to ask again. */
function failed(address, words, again, more = "") {
  const note = Object.assign(document.createElement("p"), { className: "message bad failed" });
  note.setAttribute("role", "alert");
  const link = Object.assign(document.createElement("a"), { className: "button", href: address, textContent: "Try again" });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    again();
  });
  note.append(Object.assign(document.createElement("b"), { textContent: words }), `${more} `, link);
  return note;
}

/** Which parts of the page stand open or folded, by name. */
function foldsOf(part) {
  const own = [...part.querySelectorAll("[data-fold]")].filter((fold) => innerWidth < WIDE || fold.dataset.fold !== "filters"); // there they stand beside the drawing
  return own.map((fold) => [fold.dataset.fold, fold.open]);
}

/** A selector that finds the same control or mark in the next drawing. */
function identityOf(element) {
  if (!element || !section().contains(element)) return null;
  if (element.dataset.eventId) return `[data-event-id="${element.dataset.eventId}"]`;
  if (element.dataset.secondId) return `[data-second-id="${element.dataset.secondId}"]`;
  if (element.dataset.key) return `[data-key="${element.dataset.key}"]`;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const strip = element.closest("#second") ? "#second " : "";
  if (element.name) return `${strip}[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
  return null;
}

/* Marks open beside the drawing, clusters below it, columns come nearer. */

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("#timeline-surface a");
  if (!link) return;
  event.preventDefault();
  opener = identityOf(link) ?? `[href="${CSS.escape(link.getAttribute("href"))}"]`;
  const address = link.getAttribute("href");
  if (link.dataset.eventId || link.dataset.secondId) load(address, { focus: "#drawer" });
  else if (link.classList.contains("band") && event.detail) nearer(event.clientX);
  else open(address);
});

/* The map is fetched with all it needs when it is opened, and stays while the window around it changes. */

function openMap() {
  const map = document.getElementById("map");
  if (!map) return;
  const opened = (address, link) => {
    opener = identityOf(link);
    open(address);
  };
  const moved = (address, link) => {
    opener = link ? identityOf(link) : null;
    load(address, link ? { focus: "#drawer" } : {});
  };
  map.dataset.state = "busy";
  import(map.dataset.script).then(({ show }) => show({ open: opened, load: moved }), () => map.replaceChildren("The map did not arrive. The table has the same places."));
}

function nearer(clientX) {
  const { low, high } = section().dataset;
  const width = Math.round((Number(high) + 1 - Number(low)) / 8);
  const middle = Math.round(minuteAt(document.getElementById("timeline-surface"), clientX));
  load(addressOf(middle - width / 2, middle + width / 2 - 1));
}

function close() {
  const opened = document.getElementById("opened");
  const drawer = section()?.querySelector('[data-key="close"]');
  if (opened?.hasChildNodes()) {
    opened.replaceChildren();
    if (opener) section().querySelector(opener)?.focus();
  } else if (drawer) {
    const selected = new URL(location.href).searchParams.get("selected");
    const pin = opener?.includes("pin-") && section().querySelector(opener);
    load(drawer.getAttribute("href"), { focus: pin ? opener : `[data-event-id="${selected}"], [data-second-id="${selected}"]` });
  } else return false;
  return true;
}

/* Keys: + and - zoom, arrows move, Escape goes back. */

const KEYS = { "+": "in", "=": "in", "-": "out", "−": "out" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !section()) return;
  if (event.key === "Escape") {
    hush();
    return void (close() && event.preventDefault());
  }
  if (event.target.closest("input, select, textarea, summary, [contenteditable], #map")) return;
  if (walk(event)) return event.preventDefault();
  const here = event.target.closest(`${SURFACE}, .segment`); // signs count only here: whoever dictates says them anywhere
  const arrow = { ArrowLeft: "earlier", ArrowRight: "later" }[event.key];
  const key = here ? KEYS[event.key] ?? arrow : event.shiftKey || event.target === document.body ? arrow : null;
  const link = key && section().querySelector(`[data-key="${key}"]`);
  if (!link) return;
  event.preventDefault();
  step = key;
  load(link.getAttribute("href"), { focus: identityOf(document.activeElement) ?? (here ? SURFACE : null) });
});

/* A note beside what the pointer or the keyboard has come to: it says what the mark is called. Escape takes it away. */

const NAMED = "#timeline-surface .mark, #timeline-surface .cluster, #map .pin";
const note = Object.assign(document.createElement("div"), { className: "tip", hidden: true });
note.setAttribute("aria-hidden", "true");
let named = null; // what the note names or has named: what comes to lie under a pointer at rest is not named

document.addEventListener("pointermove", ({ target, pointerType, buttons, clientX }) => {
  const mark = target.closest?.(NAMED);
  if (pointerType === "mouse" && !buttons && mark !== named) name(mark, clientX);
});

document.addEventListener("focusin", ({ target }) => name(target.matches(":focus-visible") ? target.closest(NAMED) : null));

for (const event of ["pointerdown", "focusout"]) document.addEventListener(event, hush);

function name(mark, x) {
  named = mark;
  if (mark) tell(mark, x);
  else hush();
}

function hush() {
  if (!note.hidden) note.hidden = true;
}

function tell(mark, x) {
  note.hidden = false;
  if (!note.isConnected) document.body.append(note);
  note.textContent = mark.getAttribute("aria-label");
  const box = (mark.querySelector(".hit") ?? mark).getBoundingClientRect();
  const left = Math.min(Math.max(8, (x ?? box.left + 40) - 40), document.documentElement.clientWidth - note.offsetWidth - 8);
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${box.top + scrollY - note.offsetHeight - 6}px`;
}

/* The slider of what was known moves the date beside it; the filters stand open where there is room beside the drawing. */

document.addEventListener("input", (event) => {
  const slider = event.target;
  if (slider.id !== "asof-slider") return;
  const day = new Date(Number(slider.value) * 86400000);
  // At its end the slider asks for no day: what is known today.
  document.getElementById("asof").value = slider.value === slider.max ? "" : day.toISOString().slice(0, 10);
  slider.setAttribute("aria-valuetext", day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }));
});

function openFilters() {
  const filters = section()?.querySelector(".facets[data-wide]");
  if (filters && innerWidth >= WIDE) filters.open = true;
}

let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(fit, RESIZED);
});

document.addEventListener("DOMContentLoaded", () => {
  if (!section()) return;
  openFilters();
  openMap();
  forget = startMoving({ load, stop, hold: (address) => hold(inWidth(address), sectionOf) });
  fit();
});
