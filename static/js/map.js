/* The map beside the axis: bubbles of the window's places, drawn by Leaflet on outlines of our own. Loaded when a map is opened.
   Moving it narrows the window to what is seen, if asked to; the table beside it does the same without script. */

import { addressIn } from "./windows.js";

const REST = 250; // milliseconds without moving until the bubbles of what is seen are asked for
const NEAREST = 12; // the outlines show nothing finer
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

const now = () => document.getElementById("map-now").dataset;
const numbers = (text) => text.split(",").map(Number);
let made = null; // the element that holds the map, and what stands in it
let loading = null;
let asked = 0;
let rest = 0;

/** Draw the map that the page holds, or bring it up to date; `act` opens what a bubble stands for. */
export async function show(act) {
  const frame = document.getElementById("map");
  if (made?.frame !== frame) {
    made?.map?.remove();
    made = { frame, act, box: "", own: false };
    await make(made, frame);
  }
  if (!made.map || !made.frame.isConnected) return;
  // The map goes where the address says, and to all places until the reader has moved it.
  const { box, extent } = now();
  if (box ? box !== made.box : !made.own) go(made, numbers(box || extent));
  made.box = box;
  refresh();
}

async function make(it, frame) {
  const { leaflet, sheet, outlines } = frame.dataset;
  loading ??= Promise.all([script(leaflet), style(sheet), fetch(outlines).then((answer) => answer.json())]);
  const [, , drawn] = await loading.catch(() => { loading = null; return []; });
  if (!drawn || it !== made) return void (drawn || frame.replaceChildren("The map did not arrive. The table has the same places."));
  const quick = !STILL.matches;
  it.map = L.map(frame, {
    crs: miller(), attributionControl: false, zoomControl: false, scrollWheelZoom: false, zoomSnap: 0.25, zoomDelta: 1, minZoom: 0,
    maxZoom: NEAREST, maxBounds: [[-88, -190], [88, 190]], maxBoundsViscosity: 1, zoomAnimation: quick, fadeAnimation: false,
    markerZoomAnimation: quick, inertia: quick, renderer: L.svg({ padding: 0.3 }), bounceAtZoomLimits: false,
  });
  it.map.addControl(L.control.zoom({ position: "topleft", zoomInTitle: "Come nearer", zoomOutTitle: "Go farther" }));
  go(it, numbers(now().box || now().extent));
  outline(it.map, drawn);
  it.pins = L.layerGroup().addTo(it.map);
  it.map.on("moveend", () => moved(it));
  new ResizeObserver(() => resized(it)).observe(frame);
}

function script(src) {
  return new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
  });
}

function style(href) {
  // Before our own sheets, so that theirs is the last word.
  document.head.querySelector("link[rel=stylesheet]").before(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

/* Miller's projection: boxes of degrees stay boxes, and the north keeps a size that can be printed. */

function miller() {
  const turn = Math.PI / 180;
  const projection = {
    project: ({ lat, lng }) => L.point(lng * turn, 1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * turn * Math.max(-90, Math.min(90, lat))))),
    unproject: ({ x, y }) => L.latLng((2.5 * (Math.atan(Math.exp(0.8 * y)) - Math.PI / 4)) / turn, x / turn),
    bounds: L.bounds([-Math.PI, -2.3035], [Math.PI, 2.3035]),
  };
  const half = 0.5 / Math.PI;
  return L.extend({}, L.CRS.Earth, { code: "Miller", projection, transformation: L.transformation(half, 0.5, -half, 0.5) });
}

function outline(map, { grid, arcs, land, borders, unsettled }) {
  const lines = arcs.map((steps) => {
    const line = [];
    for (let at = 0, x = 0, y = 0; at < steps.length; at += 2) line.push([(y += steps[at + 1]) / grid, (x += steps[at]) / grid]);
    return line;
  });
  const ring = (numbers) => numbers.flatMap((number) => (number < 0 ? lines[~number].toReversed() : lines[number])).reduce(unrolled, []);
  const drawn = { interactive: false, smoothFactor: 0.6 };
  const pieces = land.map((rings) => rings.map(ring));
  L.polygon([...pieces, ...pieces.filter(beyond).map(onTheOtherSide)], { ...drawn, className: "land" }).addTo(map);
  L.polyline(borders.map((number) => lines[number]), { ...drawn, className: "border" }).addTo(map);
  L.polyline(unsettled.map((number) => lines[number]), { ...drawn, className: "border unsettled" }).addTo(map);
}

/* Land that crosses the date line goes on beyond 180 degrees, and stands at both edges of the map. */

function unrolled(line, [y, x]) {
  const before = line.length ? line[line.length - 1][1] : x;
  line.push([y, x - 360 * Math.round((x - before) / 360)]);
  return line;
}

const beyond = (rings) => rings[0].some(([, x]) => Math.abs(x) > 180);

function onTheOtherSide(rings) {
  const by = rings[0].some(([, x]) => x > 180) ? -360 : 360;
  return rings.map((ring) => ring.map(([y, x]) => [y, x + by]));
}

function boundsOf([west, south, east, north]) {
  return west <= east ? [[south, west], [north, east]] : [[south, -180], [north, 180]];
}

/** Move without the reader: this asks for nothing and narrows nothing. */
function go(it, box) {
  it.map.fitBounds(boundsOf(box), { padding: [28, 28], maxZoom: 6, animate: false });
  it.here = seen(it).join();
}

function resized(it) {
  if (!it.frame.isConnected) return;
  it.map.invalidateSize({ animate: false });
  const here = seen(it).join();
  if (here === it.here) return;
  it.here = here;
  refresh();
}

/* What is seen, asked for after each rest; only the newest answer is drawn. */

function moved(it) {
  clearTimeout(rest);
  rest = setTimeout(() => {
    const here = seen(it).join();
    if (!it.frame.isConnected || here === it.here) return;
    it.here = here;
    it.own = true;
    if (document.getElementById("map-follow").checked) narrow(it);
    else refresh();
  }, REST);
}

/** Let the window have only what is seen. */
function narrow(it) {
  it.box = seen(it).join();
  it.own = true;
  it.act.load(addressIn(seen(it)));
}

function widen(it) {
  document.getElementById("map-follow").checked = false;
  it.own = false;
  go(it, numbers(now().extent));
  if (now().box) it.act.load(addressIn([]));
  else refresh();
}

/** West, south, east and north of what is seen, rounded so that the same looks are met again. */
function seen({ map }) {
  const bounds = map.getBounds();
  const places = Math.max(0, Math.ceil(map.getZoom() / 3) - 1);
  const fitted = (degrees, most) => Number(Math.max(-most, Math.min(most, degrees)).toFixed(places));
  return [fitted(bounds.getWest(), 180), fitted(bounds.getSouth(), 90), fitted(bounds.getEast(), 180), fitted(bounds.getNorth(), 90)];
}

async function refresh() {
  const it = made;
  document.getElementById("map-search").href = addressIn(seen(it));
  const url = new URL(now().address, location.href);
  url.searchParams.set("zoom", String(it.map.getZoom()));
  url.searchParams.set("see", seen(it).join(","));
  const number = ++asked;
  it.frame.dataset.state = "busy";
  const sheet = await fetch(url).then((answer) => answer.ok && answer.text()).catch(() => null);
  if (number !== asked || it !== made) return;
  if (sheet) draw(it, sheet);
  it.frame.dataset.state = sheet ? "settled" : "failed";
}

/** Draw a sheet, unless it is what is drawn already: under a press its bubbles stay. */
function draw(it, text) {
  const { box } = now();
  const whole = [box, seen(it), text].join();
  if (it.drawn === whole) return;
  it.drawn = whole;
  const sheet = JSON.parse(text);
  const held = it.frame.contains(document.activeElement) && document.activeElement.dataset.key;
  it.pins.clearLayers();
  if (box) frameOf(numbers(box)).forEach((bounds) => L.rectangle(bounds, { interactive: false, className: "map-box" }).addTo(it.pins));
  for (const pin of sheet.pins) {
    const { latitude, longitude, reach, group } = pin;
    if (reach) L.circle([latitude, longitude], { radius: reach, interactive: false, className: `reach-ring g-${group}` }).addTo(it.pins);
  }
  sheet.pins.forEach((pin) => it.pins.addLayer(markerOf(it, pin, sheet.icons[pin.icon])));
  if (sheet.selected) L.circleMarker(sheet.selected, { radius: 17, interactive: false, className: "map-selected" }).addTo(it.pins);
  const again = held && it.frame.querySelector(`[data-key="${CSS.escape(held)}"]`);
  const first = again || [...it.frame.querySelectorAll(".pin")].find(inSight);
  if (first) first.tabIndex = 0;
  if (held) first?.focus({ preventScroll: true });
}

function frameOf([west, south, east, north]) {
  return west <= east ? [boundsOf([west, south, east, north])] : [[[south, west], [north, 180]], [[south, -180], [north, east]]];
}

function markerOf(it, pin, icon) {
  const link = Object.assign(document.createElement("a"), { href: pin.address, className: `pin is-${pin.kind} g-${pin.group}`, tabIndex: -1 });
  link.setAttribute("aria-label", pin.words);
  link.dataset.key = `pin-${pin.key}`;
  if (icon) link.innerHTML = icon;
  else link.append(Object.assign(document.createElement("span"), { className: "n", textContent: pin.label }));
  if (pin.side) link.append(Object.assign(document.createElement("span"), { className: `name ${pin.side}`, textContent: pin.name }));
  const size = 2 * pin.radius;
  const drawn = L.divIcon({ html: link, className: "pin-frame", iconSize: [size, size] });
  return L.marker([pin.latitude, pin.longitude], { icon: drawn, keyboard: false, riseOnHover: true }).on("click", () => open(it, pin, link));
}

/** An event opens its drawer, a spot its list; a cluster is come nearer to, until its spots part. */
function open(it, pin, link) {
  if (pin.kind === "event") it.act.load(pin.address, link);
  else if (pin.kind === "spot" || pin.kind === "country" || it.map.getZoom() >= NEAREST) it.act.open(pin.address, link);
  else it.map.fitBounds(boundsOf(pin.box), { padding: [48, 48], maxZoom: Math.max(6, it.map.getZoom() + 3) });
}

/* Links are pressed through Leaflet, which knows a press from a drag; with a modifier they are links. */

document.addEventListener("click", (event) => {
  if (!event.target.closest("#map-frame")) return;
  const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.button;
  if (event.target.closest("a") && !modified) event.preventDefault();
  if (event.target.closest("#map-search") && !modified) narrow(made);
  if (event.target.closest("#map-home")) widen(made);
}, true);

document.addEventListener("change", (event) => {
  if (event.target.id === "map-follow" && event.target.checked) narrow(made);
});

// The wheel alone scrolls the page; with Ctrl or ⌘ it comes nearer.
document.addEventListener("wheel", (event) => {
  if (!made?.map || !event.target.closest?.("#map")) return;
  if (event.ctrlKey || event.metaKey) made.map.scrollWheelZoom.enable();
  else made.map.scrollWheelZoom.disable();
}, { capture: true, passive: true });

/* The keyboard: all bubbles are one stop of Tab, arrows walk to the nearest in their direction. */

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

document.addEventListener("keydown", (event) => {
  const from = event.target.closest?.("#map .pin");
  if (!from || !(event.key in WAYS) || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  const to = nearest(from, WAYS[event.key]);
  if (!to) return;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}, true);

function middle(pin) {
  const box = pin.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

function inSight(pin) {
  const [x, y] = middle(pin);
  const frame = made.frame.getBoundingClientRect();
  return x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
}

function nearest(from, [right, down]) {
  const [x, y] = middle(from);
  let best = null;
  for (const pin of made.frame.querySelectorAll(".pin")) {
    const [dx, dy] = [middle(pin)[0] - x, middle(pin)[1] - y];
    const ahead = dx * right + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * right);
    const far = ahead + 2 * aside;
    if (pin !== from && inSight(pin) && ahead > 0 && aside <= 2 * ahead && (!best || far < best.far)) best = { pin, far };
  }
  return best?.pin;
}
