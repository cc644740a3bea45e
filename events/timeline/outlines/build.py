"""Make static/map/outlines.json and middles.tsv: coasts and borders to draw, and the middle of each country.

Run once; nothing of it is needed at run time:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python events/timeline/outlines/build.py package/countries-50m.json

The lines are Natural Earth's at 1:50 million, in the public domain; README.md beside this file says what is done to them.
"""

import heapq
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
OUTLINES: Final = HERE.parents[2] / "static/map/outlines.json"
COUNTRIES: Final = HERE.parents[1] / "extraction/gazetteer/countries.tsv"
GRID: Final = 50
"""Steps a degree that points are rounded to: two kilometres, half a pixel where one degree is 25."""
LEAST: Final = 0.006
"""Square degrees of the triangle with its neighbours below which a point is left out: found by the size of the file."""
LEAST_ISLAND: Final = 0.03
"""Square degrees below which an island is left out: 350 square kilometres, unless it is all that a country has."""
SOUTH: Final = -60.0
"""No coast reaches beyond: Antarctica would take a quarter of the picture."""
UNSETTLED: Final = {"N. Cyprus", "Somaliland", "Kosovo", "Siachen Glacier", "W. Sahara", "Palestine", "Taiwan"}
"""Natural Earth's names of what has no code of ISO 3166 or is claimed by another: lines around it are broken."""

Point = tuple[float, float]
Arc = list[Point]


def main(source: str) -> None:
    atlas = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [thinned(arc) for arc in decoded(atlas)]
    needed = largest_of(atlas, arcs)
    land = [polygon for polygon in land_of(atlas) if kept(polygon, arcs, needed)]
    borders, unsettled = borders_of(atlas)
    OUTLINES.parent.mkdir(exist_ok=True)
    OUTLINES.write_text(written(arcs, land, borders, unsettled), encoding="utf-8")
    (HERE / "middles.tsv").write_text("".join(middles()), encoding="utf-8")


def decoded(atlas: dict[str, Any]) -> Iterator[Arc]:
    """The arcs in degrees, out of TopoJSON's steps."""
    (scale_x, scale_y), (left, bottom) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for steps in atlas["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + left, y * scale_y + bottom))
        yield unrolled(arc)


def unrolled(arc: Arc) -> Arc:
    """An arc that goes on beyond 180 degrees where it crosses the date line, instead of leaping around the world."""
    out = arc[:1]
    for x, y in arc[1:]:
        out.append((x - 360 * round((x - out[-1][0]) / 360), y))
    return out


def thinned(arc: Arc) -> Arc:
    """An arc without the points whose triangle with their neighbours is small, smallest first (Visvalingam and Whyatt)."""
    before = {place: place - 1 for place in range(len(arc))}
    after = {place: place + 1 for place in range(len(arc))}
    queue = [(triangle(arc, place - 1, place, place + 1), place) for place in range(1, len(arc) - 1)]
    heapq.heapify(queue)
    size = {place: area for area, place in queue}
    # A closed arc keeps four points, so that it stays a ring.
    left = len(arc) - (4 if arc[0] == arc[-1] else 2)
    while queue and left > 0:
        area, place = heapq.heappop(queue)
        if place not in size or area != size[place]:
            continue
        if area >= LEAST:
            break
        del size[place]
        left -= 1
        first, last = before[place], after[place]
        after[first], before[last] = last, first
        for near in (first, last):
            if near in size:
                size[near] = max(area, triangle(arc, before[near], near, after[near]))
                heapq.heappush(queue, (size[near], near))
    return [point for place, point in enumerate(arc) if place in size or place in (0, len(arc) - 1)]


def triangle(arc: Arc, first: int, middle: int, last: int) -> float:
    """The area between three points in square degrees of the equator."""
    (ax, ay), (bx, by), (cx, cy) = arc[first], arc[middle], arc[last]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * math.cos(math.radians(by))


def polygons_of(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of a geometry, each a list of rings of arcs."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry.get("arcs", [])) if geometry["type"] == "MultiPolygon" else []


def land_of(atlas: dict[str, Any]) -> Iterator[list[list[int]]]:
    for geometry in atlas["objects"]["land"]["geometries"]:
        yield from polygons_of(geometry)


def countries_of(atlas: dict[str, Any]) -> list[dict[str, Any]]:
    return list(atlas["objects"]["countries"]["geometries"])


def largest_of(atlas: dict[str, Any], arcs: list[Arc]) -> set[int]:
    """The arcs of each country's largest polygon: an island among them is all that the country has, and is kept."""
    found: set[int] = set()
    for country in countries_of(atlas):
        if polygons := polygons_of(country):
            largest = max(polygons, key=lambda polygon: area_of(polygon[0], arcs))
            found |= {natural(arc) for arc in largest[0]}
    return found


def kept(polygon: list[list[int]], arcs: list[Arc], needed: set[int]) -> bool:
    """Whether a piece of land is drawn."""
    ring = polygon[0]
    if max(y for arc in ring for _, y in arcs[natural(arc)]) < SOUTH:
        return False
    return area_of(ring, arcs) >= LEAST_ISLAND or bool({natural(arc) for arc in ring} & needed)


def area_of(ring: list[int], arcs: list[Arc]) -> float:
    """The area in a ring in square degrees of the equator."""
    points = unrolled([point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])])
    twice = sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True))
    return abs(twice) / 2 * math.cos(math.radians(points[0][1]))


def borders_of(atlas: dict[str, Any]) -> tuple[list[int], list[int]]:
    """The arcs between two countries, and those of them that are around what is unsettled."""
    users: dict[int, set[str]] = defaultdict(set)
    for country in countries_of(atlas):
        for polygon in polygons_of(country):
            for arc in (arc for ring in polygon for arc in ring):
                users[natural(arc)].add(country["properties"]["name"])
    shared = sorted(arc for arc, names in users.items() if len(names) > 1)
    unsettled = [arc for arc in shared if users[arc] & UNSETTLED]
    return [arc for arc in shared if arc not in set(unsettled)], unsettled


def natural(arc: int) -> int:
    """The number of an arc, whichever way it is walked."""
    return arc if arc >= 0 else ~arc


def written(arcs: list[Arc], land: list[list[list[int]]], borders: list[int], unsettled: list[int]) -> str:
    """All as JSON: arcs as steps on the grid, from the origin on; lists of the arcs that are drawn."""
    used = sorted({natural(arc) for polygon in land for ring in polygon for arc in ring} | {*borders, *unsettled})
    number = {arc: place for place, arc in enumerate(used)}
    told = {
        "source": "Natural Earth, 1:50 million, public domain; simplified",
        "grid": GRID,
        "arcs": [steps(arcs[arc]) for arc in used],
        "land": [[[renumbered(arc, number) for arc in ring] for ring in polygon] for polygon in land],
        "borders": [number[arc] for arc in borders],
        "unsettled": [number[arc] for arc in unsettled],
    }
    return (
        json.dumps(told, separators=(",", ":")).replace('"arcs":', '\n"arcs":').replace('"land":', '\n"land":') + "\n"
    )


def renumbered(arc: int, number: dict[int, int]) -> int:
    return number[arc] if arc >= 0 else ~number[~arc]


def steps(arc: Arc) -> list[int]:
    """An arc as x, y, dx, dy, … on the grid, without steps of no length."""
    out: list[int] = []
    x = y = 0
    for longitude, latitude in arc:
        dx, dy = round(longitude * GRID) - x, round(latitude * GRID) - y
        if not out or dx or dy:
            out += [dx, dy]
            x, y = x + dx, y + dy
    return out


def middles() -> Iterator[str]:
    """Code, name, latitude and longitude of each country, of the gazetteer's countries."""
    for line in COUNTRIES.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if all(fields[-2:]):
            yield "\t".join((fields[0], fields[3], *fields[-2:])) + "\n"


if __name__ == "__main__":
    main(sys.argv[1])
