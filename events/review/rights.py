"""Who may do what. Every act asks here; views only spare people the attempt."""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser, Group, Permission, User

RIGHT: Final = "events.decide"
OVERSIGHT: Final = "events.oversee"


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


class NotAllowed(PermissionError):
    """This person may not do this."""


def may_decide(person: User | AnonymousUser) -> bool:
    """Whether this person holds the right to decide."""
    return isinstance(person, User) and person.has_perm(RIGHT)


def may_oversee(person: User | AnonymousUser) -> bool:
    """Whether this person manages people, sources and imports, and may redact."""
    return isinstance(person, User) and person.has_perm(OVERSIGHT)


def check_right(person: User | AnonymousUser) -> User:
    """The person, if they may decide; else NotAllowed."""
    if not (isinstance(person, User) and may_decide(person)):
        raise NotAllowed("Only editors decide. Ask an administrator for the right “decide”.")
    return person


def check_oversight(person: User | AnonymousUser) -> User:
    """The person, if they are a chief editor or an administrator; else NotAllowed."""
    if not (isinstance(person, User) and may_oversee(person)):
        raise NotAllowed("Only chief editors do this. Ask one of them, or an administrator.")
    return person


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
