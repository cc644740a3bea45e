"""Who may decide. Every act asks here; views only spare people the attempt."""

from typing import Final

from django.contrib.auth.models import AnonymousUser, User

RIGHT: Final = "events.decide"


class NotAllowed(PermissionError):
    """This person may not decide."""


def may_decide(person: User | AnonymousUser) -> bool:
    """Whether this person holds the right to decide."""
    return isinstance(person, User) and person.has_perm(RIGHT)


def check_right(person: User | AnonymousUser) -> User:
    """The person, if they may decide; else NotAllowed."""
    if not (isinstance(person, User) and may_decide(person)):
        raise NotAllowed("Only editors decide. Ask an administrator for the right “decide”.")
    return person
