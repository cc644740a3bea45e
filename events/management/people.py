"""The accounts that commands act for."""

from typing import Final

from django.contrib.auth.models import Group, User
from django.core.management.base import CommandError

from events.review.rights import ROLES, group_of

SYSTEM: Final = "import"
"""The account that commands use where none is named; nobody can sign in with it."""


def editor_named(name: str) -> User:
    """The editor of this name; "" is the system account, made where missing. Raises CommandError for a name unknown."""
    if name:
        try:
            return User.objects.get(username=name)
        except User.DoesNotExist as error:
            raise CommandError(f"There is no account {name!r}. Make one: manage.py make_editor {name}.") from error
    user, created = User.objects.get_or_create(username=SYSTEM)
    if created:
        user.set_unusable_password()
        user.save()
        user.groups.add(editors())
    return user


def editors() -> Group:
    """The group of those who may decide, made where missing."""
    return group_of(ROLES["editor"])
