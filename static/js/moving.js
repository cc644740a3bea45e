/* Moving the window by pointer: what is drawn follows at once, the exact drawing is asked for when it comes to rest. */

import { crowded, keep, keptIn } from "./keeping.js";
import { addressOf } from "./windows.js";

const CLICK = 5; // pixels a pointer may wander and still click
const REST = [40, 60]; // milliseconds without a turn of the wheel until it has come to rest, at least and at most
const RHYTHM = 1.1; // between them as many times as long as its turns are apart
const ALONE = 80; // and after a turn that may be the first of several
const WAITING = 4; // milliseconds until it is looked again whether a turn waits
const HELD = 80; // milliseconds that a drag is held still until what it would show is fetched, though it may go on,
const PAUSED = 20; // and that a wheel is
const FASTEST = 0.0022; // zoom a unit of the wheel: one notch is about a quarter

/**
 * Listen on the page. `load(address)` asks for a window, `stop()` takes back what was asked for (whether anything was),
 * `hold(address)` fetches what is likely asked for next. The answer forgets what was moved: for when the exact drawing does not come.
 */
export function startMoving({ load, stop, hold }) {
  const pointers = new Map();
  let move = null;
  let settled = null; // the move whose exact drawing is on its way
  let brushing = null;
  let rest = 0;
  let turned = 0; // when the wheel was last turned
  let pause = 0;

  function fetchAfter(wait) {
    clearTimeout(pause);
    pause = setTimeout(() => hold(addressAt(move)), wait);
  }

  function end() {
    clearTimeout(pause);
    settled = settle(move, load);
    move = null;
  }

  // A turn that waits while the page is busy is no rest: Chromium tells of it.
  function atRest() {
    if (navigator.scheduling?.isInputPending?.({ includeContinuous: true })) rest = setTimeout(atRest, WAITING);
    else if (move && !pointers.size) end();
  }

  document.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const strip = event.target.closest("svg.overview");
    const surface = event.target.closest("#timeline-surface");
    if (strip) brushing = beginBrush(strip, event);
    else if (surface && surface.querySelector(".moving")) {
      pointers.set(event.pointerId, event.clientX);
      move = begin(surface, [...pointers.values()], move ?? settled);
    }
  });

  document.addEventListener("pointermove", (event) => {
    if (brushing) return brush(brushing, event);
    if (!pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, event.clientX);
    if (follow(move, [...pointers.values()])) move.stopped = stop();
    if (move.moved) fetchAfter(HELD);
  });

  document.addEventListener("pointerup", (event) => {
    if (brushing) {
      if (brushing.moved) load(addressOf(...brushed(brushing)));
      brushing = null;
    } else if (pointers.delete(event.pointerId) && move) {
      if (pointers.size) move = begin(move.surface, [...pointers.values()], move);
      else end();
    }
  });

  // The browser took the touch for itself, to scroll the page: nothing was meant to move here.
  document.addEventListener("pointercancel", (event) => {
    if (brushing) place(brushing, [brushing.left, brushing.right]);
    brushing = null;
    if (!pointers.delete(event.pointerId) || !move) return;
    [move.scale, move.offset] = [move.startScale, move.startOffset];
    show(move);
    move.moved = move.stopped || move.scale !== 1 || move.offset !== 0;
    end();
  });

  // A drag ends with a click on whatever lies under the pointer; that one opens nothing.
  document.addEventListener("click", (event) => {
    if (event.target.closest("#timeline-surface")?.dataset.dragged) event.preventDefault();
  }, true);

  // Links drag by themselves in browsers; here the surface does.
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.("#timeline-surface, svg.overview")) event.preventDefault();
  });

  document.addEventListener("wheel", (event) => {
    const surface = event.target.closest?.("#timeline-surface");
    const zooms = event.ctrlKey || event.metaKey;
    if (!surface?.querySelector(".moving") || !(zooms || Math.abs(event.deltaX) > Math.abs(event.deltaY))) return;
    event.preventDefault();
    move ??= begin(surface, [event.clientX], settled);
    if (zooms) scaleAbout(move, event.clientX, Math.exp(-event.deltaY * FASTEST));
    else shift(move, -event.deltaX);
    stop();
    clearTimeout(rest);
    rest = setTimeout(atRest, restAfter(event.timeStamp - turned));
    turned = event.timeStamp;
    fetchAfter(PAUSED);
  }, { passive: false });

  document.addEventListener("dblclick", (event) => {
    const surface = event.target.closest("#timeline-surface");
    if (!surface?.querySelector(".moving") || event.target.closest(".mark, .cluster")) return;
    const one = begin(surface, [event.clientX], settled);
    scaleAbout(one, event.clientX, 2);
    settled = settle(one, load);
  });

  return () => {
    for (const part of [...settled?.moving ?? [], ...settled?.kept?.map(({ element }) => element) ?? []]) part.removeAttribute("transform");
    settled?.surface.classList.remove("stretched", "crowded");
    settled = null;
  };
}

/** How long a wheel whose turns are so far apart stands still until it has come to rest. */
function restAfter(gap) {
  return gap > ALONE ? ALONE : clamp(RHYTHM * gap, ...REST);
}

/** The minute under a pointer on the drawing. */
export function minuteAt(surface, clientX) {
  const { low, high, left, right } = frame(surface);
  return low + ((clientX - left) / (right - left)) * (high + 1 - low);
}

/** Where the axis is on the screen, and which minutes it shows. */
function frame(surface) {
  const section = document.getElementById("timeline").dataset;
  const drawing = surface.querySelector("svg.chart") ?? surface;
  const box = drawing.getBoundingClientRect();
  const unit = box.width / drawing.viewBox.baseVal.width;
  return {
    low: Number(section.low),
    high: Number(section.high),
    left: box.left + Number(surface.dataset.left) * unit,
    right: box.left + Number(surface.dataset.right) * unit,
    unit,
  };
}

/* A move is a scale and a shift of what was drawn: x becomes x * scale + offset, in pixels of the screen. */

function begin(surface, xs, earlier) {
  const moving = surface.querySelectorAll(".moving");
  const before = earlier?.moving[0] === moving[0] ? earlier : null; // a new drawing stands as it was drawn
  return {
    surface, moving, ...frame(surface),
    scale: before?.scale ?? 1, offset: before?.offset ?? 0,
    startScale: before?.scale ?? 1, startOffset: before?.offset ?? 0,
    kept: before?.kept ?? null, start: xs, moved: Boolean(before?.moved && !before.done), done: false, stopped: false,
  };
}

/** Take the drawing along; whether this is where the move begins. */
function follow(move, xs) {
  const [was, is] = [move.start, xs];
  const far = Math.abs(is[0] - was[0]) > CLICK || is.length > 1;
  if (!move.moved && !far) return false;
  const begins = !move.surface.dataset.dragged;
  if (begins) {
    move.moved = true;
    move.surface.classList.add("dragging");
    move.surface.dataset.dragged = "yes";
  }
  const turn = is.length > 1 ? clamp(Math.abs(is[1] - is[0]) / Math.max(20, Math.abs(was[1] - was[0])), 0.05, 20) : 1;
  const [from, to] = [middle(was), middle(is)];
  move.scale = move.startScale * turn;
  move.offset = to - move.left - (from - move.left - move.startOffset) * turn;
  show(move);
  return begins;
}

function scaleAbout(move, clientX, turn) {
  const scale = clamp(move.scale * turn, 1 / 64, 64);
  const real = scale / move.scale;
  const x = clientX - move.left;
  move.scale = scale;
  move.offset = x - (x - move.offset) * real;
  move.moved = true;
  show(move);
}

function shift(move, pixels) {
  move.offset += pixels;
  move.moved = true;
  show(move);
}

function show(move) {
  const left = Number(move.surface.dataset.left);
  const offset = left * (1 - move.scale) + move.offset / move.unit;
  if (move.scale !== 1) move.kept ??= [...move.moving].flatMap(keptIn);
  for (const part of move.moving) part.setAttribute("transform", `translate(${offset} 0) scale(${move.scale} 1)`);
  if (!move.kept) return;
  keep(move.kept, move.scale);
  move.surface.classList.toggle("stretched", move.scale !== 1);
  move.surface.classList.toggle("crowded", crowded(move.scale));
}

function settle(move, load) {
  move.done = true;
  move.surface.classList.remove("dragging");
  setTimeout(() => delete move.surface.dataset.dragged);
  if (move.moved) load(addressAt(move));
  return move;
}

/** The address of the window that a move has come to. */
function addressAt(move) {
  const perPixel = (move.high + 1 - move.low) / (move.right - move.left) / move.scale;
  const low = move.low - move.offset * perPixel;
  return addressOf(Math.round(low), Math.round(low + (move.right - move.left) * perPixel) - 1);
}

/* The brush on the overview: its middle moves it, its handles widen it, elsewhere a new one is drawn. */

function beginBrush(strip, event) {
  event.preventDefault();
  const rect = strip.querySelector(".brush");
  const box = strip.getBoundingClientRect();
  const unit = box.width / strip.viewBox.baseVal.width;
  const surface = document.getElementById("timeline-surface");
  const [first, last] = [Number(surface.dataset.left), Number(surface.dataset.right)];
  const x = (event.clientX - box.left) / unit;
  const [left, width] = [Number(rect.getAttribute("x")), Number(rect.getAttribute("width"))];
  const whole = width > 0.95 * (last - first);
  const near = Math.min(10, Math.max(3, width / 3));
  let part = "new";
  if (Math.abs(x - left) <= near) part = "left";
  else if (Math.abs(x - left - width) <= near) part = "right";
  else if (x > left && x < left + width && !whole) part = "middle";
  return { rect, box, unit, first, last, x, left, right: left + width, part, now: [left, left + width], moved: false };
}

function brush(it, event) {
  const x = (event.clientX - it.box.left) / it.unit;
  const by = x - it.x;
  if (Math.abs(by) > 2) it.moved = true;
  if (!it.moved) return;
  let [left, right] = [it.left, it.right];
  if (it.part === "middle") {
    const held = clamp(by, it.first - left, it.last - right);
    [left, right] = [left + held, right + held];
  } else if (it.part === "left") left = x;
  else if (it.part === "right") right = x;
  else [left, right] = [it.x, x];
  place(it, [left, right].sort((a, b) => a - b).map((end) => clamp(end, it.first, it.last)));
}

function place(it, ends) {
  it.now = ends;
  it.rect.setAttribute("x", it.now[0]);
  it.rect.setAttribute("width", Math.max(2, it.now[1] - it.now[0]));
}

function brushed(it) {
  const { first, last } = document.getElementById("timeline").dataset;
  const [low, high] = [Number(first), Number(last)];
  const minute = (x) => Math.round(low + ((x - it.first) / (it.last - it.first)) * (high + 1 - low));
  return [minute(it.now[0]), Math.max(minute(it.now[1]) - 1, minute(it.now[0]) + 59)];
}

function middle(xs) {
  return xs.length > 1 ? (xs[0] + xs[1]) / 2 : xs[0];
}

function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}
