/* Signs and words keep their shape while time is stretched under them: bars, columns and lines stretch, what is drawn around a point does not. */

const LONG = ".other, .reach"; // a mark that holds these is long, as bars are
const POINT = 24; // units of the drawing that a mark of a point takes at most
const PARTS = "text, .body, .glyph, .halo, .head, .stop, .pill, .under, .plate";
const CROWDED = 0.7; // scale below which words have no room beside each other

/** What keeps its shape in a part of the drawing that stands as it was drawn, each with the place on the axis that it stands at. */
export function keptIn(part) {
  const marks = [...part.querySelectorAll(".mark, .cluster")];
  return [...marks.flatMap(ofMark), ...[...part.querySelectorAll(".tick, .peak, .lane > .plate, .today :is(rect, text)")].map(alone)];
}

/** Draw them as they are in a part that is stretched by `scale`. */
export function keep(kept, scale) {
  for (const { element, at } of kept) element.setAttribute("transform", `translate(${at - at / scale} 0) scale(${1 / scale} 1)`);
}

/** Whether words are closer together than they are long. */
export function crowded(scale) {
  return scale < CROWDED;
}

/** The whole of what stands at a point; of what is long its sign, with the words beside it, and its ends. */
function ofMark(mark) {
  const hit = mark.querySelector(".hit");
  const width = Number(hit.getAttribute("width"));
  if (!mark.querySelector(LONG) && (width <= POINT || mark.matches(".cluster:not(.band)"))) return [{ element: mark, at: Number(hit.getAttribute("x")) + width / 2 }];
  return [...mark.querySelectorAll(PARTS)].map((element) => {
    const own = alone(element);
    const sign = element.closest(".other, .mark, .cluster").querySelector(".body, .pill");
    const middle = sign ? middleOf(sign) : own.at;
    return Math.abs(middle - own.at) < POINT ? { element, at: middle } : own;
  });
}

/** By itself: a word stands at its anchor, a plate where the word on it does, a sign at its middle. */
function alone(element) {
  const word = element.matches(".plate") ? element.nextElementSibling : element;
  return { element, at: word.matches("text") ? Number(word.getAttribute("x")) : middleOf(word) };
}

function middleOf(element) {
  const box = element.getBBox();
  return box.x + box.width / 2;
}
