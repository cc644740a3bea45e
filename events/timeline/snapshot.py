"""The read index's columns in a file: a quick start, and one copy in memory for all workers of a machine.

A line of JSON says what the file holds, then the arrays follow as they are. A file that is cut short, damaged, of another
format or of another database is passed over: the database always tells the truth.
"""

import json
import logging
import mmap
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from events.timeline.columns import Columns, Links
from events.timeline.names import DIMENSIONS, Names
from events.timeline.segment import Sorted
from events.vocabulary import STATUSES, TYPES

FORMAT: Final = 3
"""Counted up with every change of what the arrays mean."""
KINDS: Final = [[*TYPES], [*STATUSES]]
"""What the numbers of types and statuses mean: a release with other ones finds the file of the one before it."""
ALIGNED: Final = 64
LONGEST_HEAD: Final = 256 * 1024 * 1024

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a file holds: the facts of the generation it is of, the names, and the rows in the order of their middle."""

    facts: dict[str, Any]
    names: dict[str, Names]
    columns: Columns
    known: Sorted
    mapped: mmap.mmap | None = None

    def let_go(self) -> None:
        """Give the memory of what was read so far back; what is asked for again comes from the file."""
        if self.mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
            self.mapped.madvise(mmap.MADV_DONTNEED)


class Unusable(ValueError):
    """A file that holds no snapshot that can be used; the message says why."""


def write(path: Path, snapshot: Snapshot) -> Snapshot | None:
    """Put the snapshot in the place of the file at once, so that nobody reads half of one; the same as it stands there, mapped.

    It is mapped before it gets there, as another worker may put its own there at any moment. None where it cannot be written.
    """
    arrays = dict([*_arrays(snapshot.columns), *_arrays(snapshot.known)])
    head = {
        "format": FORMAT,
        "kinds": KINDS,
        "facts": snapshot.facts,
        "names": {name: names.as_json() for name, names in snapshot.names.items()},
        "arrays": [[name, array.dtype.str, len(array), zlib.crc32(array)] for name, array in arrays.items()],
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    except OSError as error:
        log.warning("The timeline's snapshot is not kept: %s", error)
        return None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_padded(json.dumps(head).encode() + b"\n"))
            for array in arrays.values():
                file.write(_padded(array.tobytes()))
        written = read(Path(made))
        os.replace(made, path)
    except (OSError, Unusable) as error:
        log.warning("The timeline's snapshot is not kept: %s", error)
        with suppress(OSError):
            os.unlink(made)
        return None
    return written


def read(path: Path) -> Snapshot:
    """The snapshot in a file, its arrays mapped and not copied. Raises Unusable where it is damaged or of another format."""
    try:
        with path.open("rb") as file:
            head = _head(file.readline(LONGEST_HEAD))
            start = _aligned(file.tell())
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        arrays = _checked(head, np.frombuffer(mapped, np.uint8), start)
        names = {name: Names.from_json(head["names"][name]) for name in DIMENSIONS}
        return Snapshot(head["facts"], names, _filled(Columns, arrays), _filled(Sorted, arrays), mapped)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{path.name}: {error}") from error


def _checked(head: dict[str, Any], content: NDArray[Any], start: int) -> dict[str, NDArray[Any]]:
    """The arrays of a file, each with the checksum that its head tells."""
    arrays = {}
    for name, kind, count, crc in head["arrays"]:
        end = start + count * np.dtype(kind).itemsize
        if end > len(content):
            raise Unusable("it is cut short")
        array = content[start:end].view(kind)
        if zlib.crc32(array) != crc:
            raise Unusable(f"it is damaged in its column {name}")
        arrays[name], start = array, _aligned(end)
    return arrays


def _head(line: bytes) -> dict[str, Any]:
    try:
        head = json.loads(line)
    except ValueError as error:
        raise Unusable("it begins with no description") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT or head.get("kinds") != KINDS:
        raise Unusable("it is of another format or vocabulary")
    return head


def _arrays(columns: Columns | Sorted) -> Iterator[tuple[str, NDArray[Any]]]:
    for field in fields(columns):
        value = getattr(columns, field.name)
        if isinstance(value, Links):
            yield f"{field.name}.offsets", np.ascontiguousarray(value.offsets)
            yield f"{field.name}.codes", np.ascontiguousarray(value.codes)
        else:
            yield field.name, np.ascontiguousarray(value)


def _filled[T: (Columns, Sorted)](kind: type[T], arrays: dict[str, NDArray[Any]]) -> T:
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in arrays:
            values[field.name] = arrays[field.name]
        else:
            values[field.name] = Links(arrays[f"{field.name}.offsets"], arrays[f"{field.name}.codes"])
    return kind(**values)


def _aligned(place: int) -> int:
    return -(-place // ALIGNED) * ALIGNED


def _padded(content: bytes) -> bytes:
    return content.ljust(_aligned(len(content)), b"\0")
