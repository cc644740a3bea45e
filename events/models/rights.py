"""Who may decide, and who may oversee. Every act asks here."""

from typing import Final

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q

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


def check_still(person: User, right: str) -> None:
    """Raise NotAllowed where the account was closed, or lost the right, since it was read. Runs one query, past what the person's row keeps."""
    app, codename = right.split(".")
    held = Q(is_superuser=True)
    for way in ("groups__permissions", "user_permissions"):
        held |= Q(**{f"{way}__codename": codename, f"{way}__content_type__app_label": app})
    if not User.objects.filter(held, pk=person.pk, is_active=True).exists():
        raise NotAllowed("Your right to do this was taken back meanwhile, so nothing was written.")
