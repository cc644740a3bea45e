"""Roles: what somebody is here, and the rights that come with it."""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import Group, Permission, User


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is here: the word for it, the group that holds its rights, and their codenames."""

    key: str
    name: str
    group: str
    rights: tuple[str, ...]


ROLES: Final = {
    role.key: role
    for role in (
        Role("researcher", "Researcher", "researchers", ()),
        Role("editor", "Editor", "editors", ("decide",)),
        Role("chief", "Chief editor", "chief editors", ("decide", "oversee")),
    )
}
"""From the least rights to the most. An administrator is Django's superuser."""


def group_of(role: Role) -> Group:
    """The group that holds a role's rights, made where missing."""
    group, _ = Group.objects.get_or_create(name=role.group)
    group.permissions.add(*Permission.objects.filter(codename__in=role.rights, content_type__app_label="events"))
    return group


def own_account(name: str) -> User:
    """The account that the site itself acts as under this name, made where missing: an editor with which nobody can sign in."""
    user, created = User.objects.get_or_create(username=name)
    if created:
        user.set_unusable_password()
        user.save()
        user.groups.add(group_of(ROLES["editor"]))
    return user


def role_of(person: User) -> Role:
    """The role with the most rights among a person's groups; a researcher where there is none. One query, none if prefetched."""
    names = {group.name for group in person.groups.all()}
    return next((role for role in reversed(ROLES.values()) if role.group in names), ROLES["researcher"])
