"""Who has an account: roles, second factors, last sign-ins, and the invitations that stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from events.models import Invitation
from events.review.rights import ROLES, Role, role_of


@dataclass(frozen=True, slots=True)
class Person:
    """One account: what it is, whether a second factor guards it, and how many decisions it made."""

    user: User
    role: Role
    guarded: bool
    decisions: int


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody with an account, by name, and the open invitations, newest first."""

    people: Sequence[Person]
    invitations: Sequence[Invitation]
    roles: Sequence[Role] = tuple(ROLES.values())


def roster(*, at: datetime | None = None) -> Roster:
    """The people and the invitations that stand. Runs three queries."""
    guarded = Exists(Authenticator.objects.filter(user=OuterRef("pk")))
    users = User.objects.annotate(guarded=guarded, made=Count("decisions")).prefetch_related("groups")
    people = tuple(
        Person(user, role_of(user), user.guarded, user.made) for user in users.order_by("-is_active", "username")
    )
    return Roster(people, tuple(Invitation.objects.open(at or timezone.now()).select_related("invited_by")))
