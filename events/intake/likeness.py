"""How much two texts are the same words: sketches to find likely pairs among many, and the exact measure of one pair. Pure.

A text is seen as its runs of four words. A sketch (MinHash in bands) is 32 numbers; texts that share most of their runs share at least one
number nearly always, and texts that share none practically never: Broder, "On the resemblance and containment of documents" (1997).
"""

import re
from functools import cache
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

RUN: Final = 4
"""Words of a run: three stand in unrelated texts ("the prime minister of"), five break at every second edit."""
BANDS: Final = 32
ROWS: Final = 3
"""32 bands of 3: pairs with half of their runs in common are found 98 times of 100, with a third 70, with a hundredth 3 in 100,000."""
FEWEST: Final = 40
"""Words under which nothing is said: two headlines are alike by chance."""
WORD: Final = re.compile(r"\w+")
MIXED: Final = np.uint64(0x9E3779B97F4A7C15)


def tokens(text: str) -> list[str]:
    """The words of a text, case folded, without what stands between them."""
    return WORD.findall(text.casefold())


def sketch(text: str) -> tuple[int, ...]:
    """The text's numbers, the same for the same words: 32 of 63 bits, none for fewer than 40 words."""
    words = tokens(text)
    if len(words) < FEWEST:
        return ()
    runs = np.unique(run_hashes(words))
    least = np.array([(runs * factor + shift).min() for factor, shift in zip(*mixers(), strict=True)], dtype=np.uint64)
    return tuple(number_of(band, least[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


@cache
def mixers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """An odd factor and a shift for each order of the runs, the same for ever: sketches are stored."""
    numbers = np.frombuffer(b"".join(digest(f"order {n}".encode()) for n in range(2 * BANDS * ROWS)), dtype="<u8")
    return numbers[::2] | np.uint64(1), numbers[1::2]


def run_hashes(words: list[str]) -> NDArray[np.uint64]:
    """A number for each run of words, in order, the same wherever the run stands."""
    known = {word: int.from_bytes(digest(word.encode("utf-8", "surrogatepass")), "little") for word in set(words)}
    each = np.array([known[word] for word in words], dtype=np.uint64)
    last = len(words) - RUN + 1
    runs = np.zeros(max(last, 0), dtype=np.uint64)
    for place in range(RUN if last > 0 else 0):
        runs = runs * MIXED + each[place : place + last]
        runs ^= runs >> np.uint64(29)
    return runs


def digest(raw: bytes) -> bytes:
    """Eight bytes of a hash that is the same on every machine."""
    return blake2b(raw, digest_size=8).digest()


def number_of(band: int, least: NDArray[np.uint64]) -> int:
    """A band's number, of 63 bits, so that a signed column holds it."""
    return int.from_bytes(digest(bytes([band]) + least.astype("<u8").tobytes()), "little") >> 1


def same_words(one: str, other: str) -> int:
    """How many percent of the shorter text's words stand in the other in the same order, four at least in a row; 0 to 100."""
    shorter, longer = sorted((tokens(one), tokens(other)), key=len)
    if len(shorter) < FEWEST:
        return 0
    a, b = run_hashes(shorter), run_hashes(longer)
    found = covered(a, b, len(shorter))
    return max(found, covered(b, a, len(longer))) if len(shorter) == len(longer) else found


def covered(runs: NDArray[np.uint64], among: NDArray[np.uint64], words: int) -> int:
    """How many percent of the words lie in runs that the other text has."""
    found = np.isin(runs, among)
    inside = np.zeros(words, dtype=bool)
    for place in range(RUN):
        inside[place : place + len(found)] |= found
    return int(inside.sum() * 100 // words)
