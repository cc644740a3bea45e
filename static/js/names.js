// Names to choose from while one types: a combobox as ARIA has it. The server sends the list; without this script the line
// of names is typed as it is.

const OPTION = "[role=option]";

const listOf = (field) => document.getElementById(field.dataset.names);
const fieldOf = (list) => document.querySelector(`[data-names="${CSS.escape(list.id)}"]`);
const options = (field) => [...listOf(field).querySelectorAll(OPTION)];
const quiet = new WeakSet(); // fields whose list was sent away, until one types on
let held = null; // the name that is marked while a new list takes the place of the old

const isField = (element) => element instanceof HTMLInputElement && Boolean(element.dataset.names);

function prepare(root) {
  for (const field of root.querySelectorAll("[data-names]:not([role])")) {
    const said = document.createElement("span");
    said.className = "vh";
    said.setAttribute("role", "status");
    field.parentElement.append(said);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", `${field.dataset.names}-list`);
  }
}

function say(field, text) {
  const said = field.parentElement.querySelector("[role=status]");
  if (said && said.textContent !== text) said.textContent = text;
}

function open(field) {
  const count = options(field).length;
  const shown = count > 0 && document.activeElement === field;
  listOf(field).hidden = !shown;
  field.setAttribute("aria-expanded", String(shown));
  say(field, shown ? `${count} to choose from, by the arrow keys` : "");
  mark(field, null);
}

function close(field) {
  listOf(field).replaceChildren();
  open(field);
}

function dismiss(field) {
  quiet.add(field);
  close(field);
}

function mark(field, option) {
  for (const one of options(field)) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function marked(field) {
  return listOf(field).querySelector('[aria-selected="true"]');
}

function walk(field, by) {
  const all = options(field);
  const at = all.indexOf(marked(field));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  mark(field, all[next]);
}

// The name that is being typed is the last one of the line; the ones before it stay.
function choose(field, option) {
  const { value } = option.dataset;
  const before = field.dataset.adds ? field.value.split(field.dataset.adds === "tags" ? /[;,]/ : ";").slice(0, -1) : [];
  field.value = [...before.map((part) => part.trim()), value].join("; ");
  dismiss(field);
  field.focus();
  field.dispatchEvent(new CustomEvent("names:chosen", { bubbles: true, cancelable: true }));
}

function onKey(event) {
  const field = event.target;
  if (!isField(field) || listOf(field).hidden || event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) walk(field, steps[event.key]);
  else if (event.key === "Enter" && marked(field)) choose(field, marked(field));
  else if (event.key === "Escape") dismiss(field);
  else return;
  event.preventDefault();
}

// A list that comes late, after one has chosen or gone on, opens nothing; one that has the marked name keeps it marked.
function arrive(field) {
  if (quiet.has(field) || !field.value.trim()) return close(field);
  open(field);
  const again = options(field).find((option) => option.dataset.value === held);
  if (again) mark(field, again);
}

function onInput({ target }) {
  if (!isField(target)) return;
  quiet.delete(target);
  if (!target.value.trim()) close(target);
}

function onPointer(event) {
  const option = event.target.closest?.(`.names ${OPTION}`);
  if (!option) return;
  event.preventDefault(); // the field keeps the focus
  choose(fieldOf(option.closest(".names")), option);
}

document.addEventListener("keydown", onKey, true);
document.addEventListener("mousedown", onPointer);
document.addEventListener("focusout", (event) => { if (isField(event.target)) close(event.target); });
document.addEventListener("input", onInput);
document.addEventListener("htmx:beforeSwap", (event) => {
  const list = event.target.closest?.(".names");
  if (list) held = marked(fieldOf(list))?.dataset.value;
});
document.addEventListener("htmx:afterSettle", (event) => {
  prepare(document);
  const list = event.target.closest?.(".names");
  if (list) arrive(fieldOf(list));
});
prepare(document);
