// The desk by keyboard: single keys press what the page offers anyway, both columns follow each other, and what is
// typed is kept until it is decided. Everything here also works without this script, by links, forms and buttons.

const DRAFTS = "dateline-draft-";
const KEYS_OFF = "dateline-keys-off";
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])";

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Storage can be switched off, or full: then nothing is kept, and nothing else breaks.
const kept = {
  read(key) { try { return sessionStorage.getItem(key); } catch { return null; } },
  write(key, value) { try { sessionStorage.setItem(key, value); } catch { /* not kept */ } },
  drop(key) { try { sessionStorage.removeItem(key); } catch { /* was not kept */ } },
};
const setting = {
  off() { try { return localStorage.getItem(KEYS_OFF) === "1"; } catch { return false; } },
  set(off) { try { localStorage.setItem(KEYS_OFF, off ? "1" : "0"); } catch { /* holds for this page */ } },
};

function isTyping(target) {
  return target instanceof Element && target.matches(TYPING);
}

// ---- Keys

function step(by) {
  const heads = all("#desk .p-head");
  const at = heads.findIndex((head) => head.hasAttribute("aria-current"));
  heads[Math.min(Math.max(at + by, 0), heads.length - 1)]?.click();
}

function edit(id) {
  const field = find(`#card #${id}`);
  field?.focus();
  field?.select?.();
}

// The words of the article that are selected, and where they begin, in code points; numbers in the margin are none of them.
function selected() {
  const selection = getSelection();
  const text = find(".text");
  if (!selection.rangeCount || selection.isCollapsed || !text?.contains(selection.getRangeAt(0).startContainer)) return null;
  const range = selection.getRangeAt(0);
  const first = range.startContainer.parentElement.closest("[data-start]");
  if (!first) return null;
  const before = document.createRange();
  before.setStart(first, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const quote = wordsOf(range);
  const blank = quote.length - quote.trimStart().length;
  const start = Number(first.dataset.start) + [...wordsOf(before)].length + blank;
  return { quote: quote.trim(), start };
}

function wordsOf(range) {
  const part = range.cloneContents();
  for (const number of all(".nos", part)) number.remove();
  for (const paragraph of all("[data-start]", part)) paragraph.append("\n");
  return part.textContent.replace(/\n$/, "");
}

function proposeSelected() {
  const form = find("#by-hand form");
  if (!form) return;
  const words = selected();
  find("#by-hand").open = true;
  if (words) {
    form.elements.quote.value = words.quote;
    form.elements.start.value = words.start;
  }
  form.elements[words ? "phrase" : "quote"].focus();
}

const ACTS = {
  n: proposeSelected,
  j: () => step(1),
  k: () => step(-1),
  e: () => edit("title"),
  d: () => edit("when"),
};

function press(key) {
  if (ACTS[key]) return ACTS[key](), true;
  const rejecting = find("#reject")?.open;
  if (/^[1-9]$/.test(key) && !rejecting) return false;
  const control = find(`[data-key="${CSS.escape(key)}"]`);
  control?.click();
  return Boolean(control);
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return leave(event);
  if (event.key === "Enter" && event.target.matches?.("[data-finds]")) return event.preventDefault();
  if (event.key === "Enter" && event.target.dataset?.adds && event.target.value.trim()) return addNames(event);
  if (isTyping(event.target) || find("dialog[open]") || (setting.off() && event.key !== "?")) return;
  if (press(event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase())) event.preventDefault();
}

function leave(event) {
  if (find("dialog[open]") || !event.target.closest?.("#desk")) return;
  for (const part of all("#reject[open], #split[open], #find[open], #by-hand[open]")) part.open = false;
  find("#desk .p-head[aria-current]")?.focus();
}

// ---- The card: names as chips, a changed card says so

const PARTED = { actors: ";", tags: /[;,]/ };

function addNames(event) {
  event.preventDefault();
  const field = event.target;
  for (const name of field.value.split(PARTED[field.dataset.adds]).map((part) => part.trim()).filter(Boolean)) {
    addChip(field, name);
  }
  field.value = "";
  changed(field.form);
}

function addChip(field, name) {
  const present = all(`[name=${field.dataset.adds}]`, field.form).find((box) => box.value === name);
  if (present) return void (present.checked = true);
  const chip = document.createElement("label");
  chip.className = "chip";
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: field.dataset.adds, value: name, checked: true });
  chip.append(box, name);
  field.closest(".combo").before(chip);
}

function fieldsOf(form) {
  return [...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "why", "second", "second_phrase", "other"].includes(name));
}

function changed(form) {
  const now = JSON.stringify(fieldsOf(form));
  const differs = now !== form.dataset.asProposed;
  const key = DRAFTS + form.dataset.proposal;
  if (differs) kept.write(key, now); else kept.drop(key);
  const words = find(".button.main > span", form);
  const button = words?.closest("button");
  if (!words) return;
  button.dataset.plain ??= words.textContent;
  words.textContent = differs ? button.dataset.changed : button.dataset.plain;
}

function restore(form) {
  const draft = kept.read(DRAFTS + form.dataset.proposal);
  if (!draft || find("[aria-invalid]", form)) return;
  const values = JSON.parse(draft);
  for (const field of all("[data-adds]", form)) {
    const names = values.filter(([name]) => name === field.dataset.adds).map(([, value]) => value);
    for (const name of names) addChip(field, name);
    for (const box of all(`[name=${field.dataset.adds}]`, form)) box.checked = names.includes(box.value);
  }
  for (const [name, value] of values) {
    const field = form.elements[name];
    if (field?.type === "radio") field.checked = field.value === value; // one alone; its value is what it means
    else if (!(name in PARTED) && field && "value" in field) field.value = value;
  }
  changed(form);
  if (htmxReady) askAgain(form);
}

// What the server says of restored words: what the date means, which articles have them. Before htmx has read the page it hears nothing.
let htmxReady = false;

function askWhen() {
  find("#when")?.dispatchEvent(new Event("change", { bubbles: true }));
}

function askAgain(form) {
  askWhen();
  for (const asking of all("[data-finds]", form)) if (asking.value) asking.dispatchEvent(new Event("restored"));
}

function onHtmxReady() {
  htmxReady = true;
  const form = find("#card");
  if (form && kept.read(DRAFTS + form.dataset.proposal)) askAgain(form);
}

function openCard() {
  const form = find("#card");
  if (!form || form.dataset.asProposed) return;
  form.dataset.asProposed = JSON.stringify(fieldsOf(form));
  if ("once" in form.dataset && wasTaken(form.dataset.proposal) && !("refused" in form.dataset)) kept.drop(DRAFTS + form.dataset.proposal);
  restore(form);
}

// ---- Other forms: what was typed is kept until it is taken, also over a sign-in that ran out

const SENT = "dateline-sent-";

function textsOf(form) {
  return all("textarea, input:not([type=hidden], [type=file], [type=radio], [type=checkbox])", form).map((field) => [field.name, field.value]);
}

function keepTexts(form) {
  const texts = textsOf(form);
  if (texts.some(([, value]) => value.trim())) kept.write(DRAFTS + form.dataset.draft, JSON.stringify(texts));
  else kept.drop(DRAFTS + form.dataset.draft);
}

// What was sent is done with, unless one had to sign in on the way: then it comes back.
function wasTaken(draft) {
  const wasSent = kept.read(SENT + draft);
  kept.drop(SENT + draft);
  const signedIn = document.referrer && new URL(document.referrer).pathname.startsWith("/accounts/");
  return wasSent && !signedIn;
}

function restoreTexts(form) {
  const { draft } = form.dataset;
  if (wasTaken(draft)) return void kept.drop(DRAFTS + draft);
  const texts = kept.read(DRAFTS + draft);
  if (!texts || textsOf(form).some(([, value]) => value.trim())) return;
  for (const [name, value] of JSON.parse(texts)) if (form.elements[name]) form.elements[name].value = value;
}

// ---- Both columns follow each other

let asideTop = 0;

function follow() {
  const aside = find(".props");
  const card = find(".prop.now");
  const quote = find(".quote.now");
  if (!aside || !card) return;
  const own = aside.scrollHeight > aside.clientHeight + 1 && getComputedStyle(aside).overflowY !== "visible";
  if (own) {
    aside.scrollTop = asideTop;
    const seen = quote?.getBoundingClientRect();
    if (seen && (seen.top < 60 || seen.bottom > innerHeight - 40)) quote.scrollIntoView({ block: "center" });
    // Only now: moving the page may have moved the column as well, past the window's edge near the end of the article.
    const box = card.getBoundingClientRect();
    const room = aside.getBoundingClientRect();
    const [top, bottom] = [Math.max(room.top, 0), Math.min(room.bottom, innerHeight)];
    if (box.bottom > bottom) aside.scrollTop += box.bottom - bottom + 12;
    const above = top + 8 - card.getBoundingClientRect().top;
    if (above > 0) aside.scrollTop -= above + 40;
  } else if (document.activeElement?.closest(".props")) {
    card.scrollIntoView({ block: "start" });
  }
}

function hint(event) {
  const over = event.target.closest?.("[data-number], [data-quotes]");
  for (const marked of all(".hint")) marked.classList.remove("hint");
  if (!over) return;
  const numbers = (over.dataset.quotes ?? over.dataset.number).split(" ");
  const other = over.dataset.quotes ? (n) => `.prop[data-number="${n}"]:not(.now)` : (n) => `.quote[data-quotes~="${n}"]:not(.now)`;
  for (const number of numbers) for (const marked of all(other(number))) marked.classList.add("hint");
}

// ---- Clicks that a script makes quicker

function setDate(text) {
  const field = find("#when");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return field;
}

function onClick(event) {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) {
    event.preventDefault();
    find("#keys").showModal();
  }
  if (event.target.closest?.("[data-closes]")) find("#keys").close();
  const choice = event.target.closest?.("#card [data-when]");
  if (choice) {
    event.preventDefault();
    event.stopPropagation();
    setDate(choice.dataset.when).focus();
  }
}

function onToggle(event) {
  const first = { reject: "[name=why]", split: "#second", find: "#find-words" }[event.target.id];
  if (!first || !event.target.open) return;
  if (!find("[aria-invalid]", event.target)) find(first, event.target)?.focus({ preventScroll: true });
  event.target.scrollIntoView({ block: "nearest" });
}

// What a date means is put in place only where it differs, and not under a pointer that presses one of its choices.
function keepMeaning(event) {
  const { target, serverResponse } = event.detail;
  if (target.id !== "means") return;
  const pressed = target.matches(":active");
  const [come] = new DOMParser().parseFromString(serverResponse, "text/html").body.children;
  if (!pressed && !come?.isEqualNode(target)) return;
  event.detail.shouldSwap = false;
  if (pressed) document.addEventListener("pointerup", () => setTimeout(askWhen), { once: true });
}

// ---- After an act, or when it could not be done

function notice(text, link) {
  if (find("#said a")) return; // the way to sign in stays until it is taken
  const message = document.createElement("p");
  message.className = "message bad";
  message.textContent = text;
  if (link) {
    const way = Object.assign(document.createElement("a"), { href: link, textContent: " Sign in again" });
    message.append(way);
  }
  find("#said")?.replaceChildren(message);
}

function onError(event) {
  const { status } = event.detail.xhr;
  const again = `/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
  if (status === 401) notice("You are signed out. What you typed is kept here.", event.detail.xhr.getResponseHeader("X-Sign-In"));
  else if (status === 403) notice("You are signed out, or may not decide. What you typed is kept here.", again);
  else if (![404, 409, 410, 422].includes(status)) notice("The server could not do this. Nothing was written; what you typed still stands.");
}

function onDone(event) {
  const path = event.detail.pathInfo?.requestPath ?? "";
  const decided = path.match(/\/proposals\/(\d+)\/(accept|amend|merge|reject)\/$/);
  if (decided && event.detail.successful) kept.drop(DRAFTS + decided[1]);
}

function start() {
  document.documentElement.classList.add("scripted");
  const box = find("#keys-on");
  if (box) {
    box.checked = !setting.off();
    box.addEventListener("change", () => setting.set(!box.checked));
  }
  for (const form of all("[data-draft]")) restoreTexts(form);
  openCard();
  follow();
}

function onPick(event) {
  if (event.target.id === "pick" && event.target.value) setDate(event.target.value);
}

document.addEventListener("keydown", onKey);
document.addEventListener("change", onPick);
document.addEventListener("names:chosen", (event) => { if (event.target.dataset.adds) addNames(event); else changed(event.target.form); });
document.addEventListener("click", onClick, true);
document.addEventListener("toggle", onToggle, true);
document.addEventListener("mouseover", hint);
document.addEventListener("focusin", hint);
document.addEventListener("input", (event) => { const form = event.target.closest?.("#card"); if (form) changed(form); });
document.addEventListener("input", (event) => { const form = event.target.closest?.("[data-draft]"); if (form) keepTexts(form); });
document.addEventListener("submit", (event) => { const { draft, once, proposal } = event.target.dataset; const name = draft ?? (once === undefined ? "" : proposal); if (name) kept.write(SENT + name, "1"); });
document.addEventListener("htmx:load", onHtmxReady, { once: true });
document.addEventListener("htmx:beforeSwap", keepMeaning);
document.addEventListener("htmx:beforeSwap", () => { asideTop = find(".props")?.scrollTop ?? 0; });
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.closest?.(".names")) return;
  openCard();
  follow();
});
document.addEventListener("htmx:responseError", onError);
document.addEventListener("htmx:sendError", () => notice("The server does not answer. What you typed still stands; try again."));
document.addEventListener("htmx:afterRequest", onDone);
start();
