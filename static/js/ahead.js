/* Windows fetched before they are asked for. The browser keeps the answer, and then only asks whether it still holds. */

const MOST = 24; // addresses remembered as fetched; older ones may be fetched again
const fetched = new Set();

/** Fetch the section of an address as htmx will ask for it, once; nothing for people signed in, whose answers nobody keeps. */
export function fetchAhead(address) {
  if (fetched.has(address) || document.body.hasAttribute("hx-headers") || navigator.connection?.saveData) return;
  fetched.add(address);
  if (fetched.size > MOST) fetched.delete(fetched.values().next().value);
  const headers = { "HX-Request": "true", "HX-Target": "timeline" };
  fetch(address, { headers, priority: "low" }).then((answer) => answer.text()).catch(() => fetched.delete(address));
}
