/* Windows fetched before they are asked for. */

const MOST = 24; // addresses remembered as fetched; older ones may be fetched again
const FRESH = 2000; // milliseconds for which an answer is held
const HEADERS = { "HX-Request": "true", "HX-Target": "timeline" }; // as htmx will ask
const fetched = new Set();
let held = null; // the window that what moves stands at: address, answer, since, stop

/** Fetch the section of an address, once: the browser keeps it, and then only asks whether it still holds. Nothing for people signed in, whose answers nobody keeps. */
export function fetchAhead(address) {
  if (fetched.has(address) || document.body.hasAttribute("hx-headers") || navigator.connection?.saveData) return;
  fetched.add(address);
  if (fetched.size > MOST) fetched.delete(fetched.values().next().value);
  fetch(address, { headers: HEADERS, priority: "low" }).then((answer) => answer.text()).catch(() => fetched.delete(address));
}

/** Fetch the window that what moves stands at now, in place of where it stood before; `read` makes of its text what `takeHeld` gives. */
export function hold(address, read) {
  if (navigator.connection?.saveData || held?.address === address) return;
  dropHeld();
  const stop = new AbortController();
  const answer = fetch(address, { headers: HEADERS, signal: stop.signal }).then(async (got) => (got.ok ? read(await got.text()) : null));
  answer.catch(() => {}); // whoever takes it is told
  held = { address, answer, since: performance.now(), stop };
}

/** What is held for an address: `answer` promises what was read of it, or null where it was refused, `stop` aborts it. Null where nothing new is held. */
export function takeHeld(address) {
  const here = held?.address === address && performance.now() - held.since < FRESH ? held : null;
  if (here) held = null;
  return here;
}

/** Hold nothing: what is still on its way is not waited for. */
export function dropHeld() {
  held?.stop.abort();
  held = null;
}
