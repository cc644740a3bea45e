/* Windows as addresses: minutes since 1970 to EDTF and back into the address of the page. */

const DAY = 1440;

/** The coarsest EDTF that begins with this minute (or ends with it). */
export function textOf(minute, { end = false } = {}) {
  const at = new Date((end ? minute + 1 : minute) * 60000);
  const midnight = at.getUTCHours() === 0 && at.getUTCMinutes() === 0;
  const said = new Date(minute * 60000);
  const year = yearOf(said.getUTCFullYear());
  if (midnight && at.getUTCDate() === 1 && at.getUTCMonth() === 0) return year;
  const month = `${year}-${two(said.getUTCMonth() + 1)}`;
  if (midnight && at.getUTCDate() === 1) return month;
  const day = `${month}-${two(said.getUTCDate())}`;
  return midnight ? day : `${day}T${two(said.getUTCHours())}:${two(said.getUTCMinutes())}`;
}

/** The address of the page with another window, first page, nothing selected. */
export function addressOf(low, high) {
  const url = new URL(location.href);
  const [from, to] = rounded(low, high);
  url.searchParams.set("from", textOf(from));
  url.searchParams.set("to", textOf(to, { end: true }));
  for (const name of ["page", "selected", "w"]) url.searchParams.delete(name);
  url.searchParams.sort();
  return url.pathname + url.search;
}

/** The address of the page with a box on the map: west, south, east, north in degrees; [] for none. */
export function addressIn(box) {
  const url = new URL(location.href);
  url.searchParams.set("bbox", box.join(","));
  for (const name of ["page", "selected", "w", ...(box.length ? [] : ["bbox"])]) url.searchParams.delete(name);
  url.searchParams.sort();
  return url.pathname + url.search;
}

/** Ends on whole days where the window is weeks wide, on whole hours where it is days wide: such windows are met again. */
export function rounded(low, high) {
  const width = Math.max(high + 1 - low, 4);
  const unit = width > 64 * DAY ? DAY : width > 2 * DAY ? 60 : 1;
  const from = Math.round(low / unit) * unit;
  return [from, from + Math.max(unit, Math.round(width / unit) * unit) - 1];
}

function yearOf(year) {
  const digits = String(Math.abs(year)).padStart(4, "0");
  return (digits.length > 4 ? "Y" : "") + (year < 0 ? "-" : "") + digits;
}

function two(number) {
  return String(number).padStart(2, "0");
}
