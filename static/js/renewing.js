/* A new answer takes the place of the old: what is the same stays as it stands, so that only what differs is styled and laid out. */

/** Make a node what `fresh` is. What it has in common with it stays; what is marked as preserved stays as it is. */
export function renew(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (!alike(old, fresh) || old.localName === "svg") old.replaceWith(fresh);
  else if (old.nodeType !== Node.ELEMENT_NODE) old.data = fresh.data;
  else if (!old.hasAttribute("hx-preserve")) {
    renewAttributes(old, fresh);
    renewChildren(old, fresh);
  }
}

/** Whether one can become the other. */
function alike(old, fresh) {
  return old.nodeName === fresh.nodeName && old.id === fresh.id && old.getAttribute?.("data-key") === fresh.getAttribute?.("data-key");
}

function renewAttributes(old, fresh) {
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  // What somebody opened stays open.
  for (const name of old.getAttributeNames()) if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
}

function renewChildren(old, fresh) {
  let [was, node] = [old.firstChild, fresh.firstChild];
  // Mostly they follow each other as they did.
  while (was && node && alike(was, node)) {
    const next = [was.nextSibling, node.nextSibling];
    renew(was, node);
    [was, node] = next;
  }
  if (was || node) renewOthers(old, from(was), from(node));
}

function renewOthers(parent, old, fresh) {
  const left = new Set(old);
  const pairs = fresh.map((node) => [taken(left, node), node]);
  let at = old[0] ?? null;
  for (const node of left) {
    if (node === at) at = at.nextSibling;
    node.remove();
  }
  for (const [was, node] of pairs) {
    if (was && was === at) at = at.nextSibling;
    else parent.insertBefore(was ?? node, at);
    if (was) renew(was, node);
  }
}

/** A node and those after it. */
function from(node) {
  const nodes = [];
  for (let one = node; one; one = one.nextSibling) nodes.push(one);
  return nodes;
}

/** The first of the nodes left that can become this one, no longer left then. */
function taken(left, node) {
  for (const one of left) {
    if (!alike(one, node)) continue;
    left.delete(one);
    return one;
  }
  return null;
}
