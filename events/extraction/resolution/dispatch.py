"""One function a kind of meaning: the modules beside this one register theirs."""

from functools import singledispatch

from events.extraction.meanings import Meaning
from events.extraction.resolution.context import Context, Meant, Unresolved


def resolve(meaning: Meaning, context: Context) -> Meant:
    """The meaning counted from the context. Raises Unresolved where it needs an anchor that is not there, or leaves the calendar."""
    try:
        return resolution_of(meaning, context)
    except (OverflowError, ValueError) as error:  # outside the years 1 to 9999
        raise Unresolved(str(error)) from error


@singledispatch
def resolution_of(meaning: object, context: Context) -> Meant:
    """The meaning counted from the context, by the function registered for its kind."""
    raise TypeError(f"no resolution for {type(meaning).__name__}")
