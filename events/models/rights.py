"""Who may decide, and who may oversee. Every act asks here."""

from typing import Final

from django.contrib.auth.models import AnonymousUser, User

RIGHT: Final = "events.decide"
OVERSIGHT: Final = "events.oversee"


class NotAllowed(PermissionError):
    """This person may not do this."""


def may_decide(person: User | AnonymousUser) -> bool:
    """Whether this person holds the right to decide."""
    return isinstance(person, User) and person.has_perm(RIGHT)


def may_oversee(person: User | AnonymousUser) -> bool:
    """Whether this person manages people, sources and imports, and may redact."""
    return isinstance(person, User) and person.has_perm(OVERSIGHT)


def check_right(person: User | AnonymousUser, *, doing: str = "decide") -> User:
    """The person, if they may decide; else NotAllowed, which tells that only editors do this."""
    if not (isinstance(person, User) and may_decide(person)):
        raise NotAllowed(f"Only editors {doing}. Ask an administrator for the right “decide”.")
    return person


def check_oversight(person: User | AnonymousUser) -> User:
    """The person, if they are a chief editor or an administrator; else NotAllowed."""
    if not (isinstance(person, User) and may_oversee(person)):
        raise NotAllowed("Only chief editors do this. Ask one of them, or an administrator.")
    return person
