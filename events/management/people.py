"""The accounts that commands act for."""

from typing import Final

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from events.review.rights import own_account

SYSTEM: Final = "import"
"""The account that commands use where none is named; nobody can sign in with it."""


def editor_named(name: str) -> User:
    """The editor of this name; "" is the system account, made where missing. Raises CommandError for a name unknown."""
    if not name:
        return own_account(SYSTEM)
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist as error:
        raise CommandError(f"There is no account {name!r}. Make one: manage.py make_editor {name}.") from error
