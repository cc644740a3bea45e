"""Paragraphs made of the lines that a PDF file is set in. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

SHORT: Final = 0.75
"""A line shorter than this part of the usual width may end its paragraph; set type fills all others, ragged type nearly so."""
FINAL: Final = (".", "!", "?", ":", "”", '"', "’", "…")
PAGE_NUMBER: Final = re.compile(r"(?:page )?[-–— ]*\d{1,4}(?: ?(?:/|of) ?\d{1,4})?[-–— ]*", re.IGNORECASE)
BROKEN_WORD: Final = re.compile(r"(?P<head>[^\W\d_]{2,})-$")
NEXT_PART: Final = re.compile(r"[^\W\d_]{2,}")


def paragraphs_of(pages: list[str]) -> str:
    """The text of the pages, lines joined to paragraphs, a blank line between; without page numbers and running heads."""
    sheets = [[line.strip() for line in page.strip().splitlines()] for page in pages]
    lines = [line for sheet in without_running(sheets) for line in sheet]
    return "\n\n".join(joined(paragraph, frozenset(words_of(lines))) for paragraph in parted(lines))


def without_running(sheets: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers, and without what stands first or last on at least three and on most: two lines at each end."""
    for _ in range(2):
        first = running(sheet[0] for sheet in sheets if sheet)
        last = running(sheet[-1] for sheet in sheets if sheet)
        sheets = [trimmed(sheet, first, last) for sheet in sheets]
    return sheets


def running(lines: Iterable[str]) -> frozenset[str]:
    """What stands in this place of most pages, its numbers taken out."""
    counts = Counter(masked(line) for line in lines)
    return frozenset(form for form, count in counts.items() if form and count >= max(3, counts.total() / 2))


def trimmed(sheet: list[str], first: frozenset[str], last: frozenset[str]) -> list[str]:
    """A page without a running head or foot, and without its number."""
    start = int(bool(sheet) and (masked(sheet[0]) in first or bool(PAGE_NUMBER.fullmatch(sheet[0]))))
    sheet = sheet[start:]
    end = int(bool(sheet) and (masked(sheet[-1]) in last or bool(PAGE_NUMBER.fullmatch(sheet[-1]))))
    return sheet[: len(sheet) - end]


def masked(line: str) -> str:
    """A line with its numbers taken out, so that "Page 3" is "Page 4"."""
    return re.sub(r"\d+", "#", line)


def parted(lines: list[str]) -> list[list[str]]:
    """The lines of each paragraph."""
    width = usual_width(lines)
    paragraphs: list[list[str]] = [[]]
    for place, line in enumerate(lines):
        if line:
            paragraphs[-1].append(line)
        following = next((later for later in lines[place + 1 : place + 2]), "")
        if not line or ends_paragraph(line, following, width):
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def usual_width(lines: list[str]) -> int:
    """Characters of a full line: nine of ten are no longer."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def ends_paragraph(line: str, following: str, width: int) -> bool:
    """Whether a paragraph ends here: a short line, and what follows begins anew."""
    if len(line) >= SHORT * width:
        return False
    return line.endswith(FINAL) or not following[:1].islower()


def joined(lines: list[str], words: frozenset[str]) -> str:
    """One paragraph. A word broken at a line's end is made whole, with its hyphen where the text has it so elsewhere."""
    text = lines[0]
    for line in lines[1:]:
        head, rest = BROKEN_WORD.search(text), NEXT_PART.match(line)
        if not (head and rest):
            text = f"{text} {line}"
        elif keeps_hyphen(head["head"], rest.group(), words):
            text += line
        else:
            text = text[:-1] + line
    return text


def keeps_hyphen(head: str, rest: str, words: frozenset[str]) -> bool:
    """Whether "head-" and "rest" are two words: written so elsewhere, or with a capital, and never as one."""
    if f"{head}{rest}".lower() in words:
        return False
    return f"{head}-{rest}".lower() in words or head.isupper() or not rest.islower()


def words_of(lines: list[str]) -> set[str]:
    """All words that stand inside lines, also those with hyphens, in lower case."""
    return {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)}
