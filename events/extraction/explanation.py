"""Why this date: the rules that fired and the day a phrase was counted from, as one sentence."""

from events.edtf import EdtfError, describe, parse
from events.extraction.values import Derivation, Expression


def explain(expression: Expression) -> str:
    """One sentence: the words, how they were counted, and what they mean.

    ' “Tuesday” after “could take place as early as” looks forward from Monday 11 September 2023 (date of publication), so 12 September 2023
    or later.'
    """
    reasons = "; ".join(expression.resolution.reasons) or "stands by itself"
    meaning = in_words(expression.resolution.edtf)
    return f"“{' '.join(expression.text.split())}” {reasons}{f', so {meaning}' if meaning else ''}."


def in_words(edtf: str) -> str:
    """The EDTF string in words, "" where there is none or it cannot be read."""
    if not edtf:
        return ""
    try:
        return describe(parse(edtf))
    except EdtfError:
        return ""


def rules_of(derivation: Derivation, *, depth: int = 0) -> tuple[str, ...]:
    """The tree of rules as indented lines, the outermost first: "a date after a preposition: on Monday"."""
    line = f"{'  ' * depth}{derivation.rule}: {' '.join(derivation.text.split())}"
    return (line, *(inner for child in derivation.children for inner in rules_of(child, depth=depth + 1)))
