/* The keyboard: each lane is one stop of Tab, arrows walk inside it and between lanes. */

const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

/** Walk from a mark to another; whether the key was one for walking. */
export function walk(event) {
  const from = event.target.closest?.("#timeline-surface .mark, #timeline-surface .cluster");
  if (!from || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key in STEPS) return go(along(from, STEPS[event.key]), from);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") return go(across(from, event.key === "ArrowDown" ? 1 : -1), from);
  return false;
}

/** Make a mark the stop of its lane, and focus it. */
export function stopAt(mark) {
  for (const other of marksOf(mark.closest(".lane"))) other.setAttribute("tabindex", other === mark ? "0" : "-1");
  mark.focus();
}

function go(to, from) {
  if (to && to !== from) stopAt(to);
  return true;
}

function along(from, step) {
  const marks = marksOf(from.closest(".lane"));
  const place = Math.min(Math.max(marks.indexOf(from) + step, 0), marks.length - 1);
  return marks[place];
}

function across(from, step) {
  const lanes = [...document.querySelectorAll("#timeline-surface .lane")];
  const lane = lanes[lanes.indexOf(from.closest(".lane")) + step];
  if (!lane) return null;
  const x = middleOf(from);
  return marksOf(lane).reduce((best, mark) => (Math.abs(middleOf(mark) - x) < Math.abs(middleOf(best) - x) ? mark : best));
}

/** The marks and clusters of a lane, from left to right. */
function marksOf(lane) {
  return [...lane.querySelectorAll(".mark, .cluster")].sort((a, b) => middleOf(a) - middleOf(b));
}

function middleOf(mark) {
  const hit = mark.querySelector(".hit");
  return Number(hit.getAttribute("x")) + Number(hit.getAttribute("width")) / 2;
}
