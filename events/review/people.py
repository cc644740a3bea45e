"""Acts of chief editors on people: invite, appoint, close and reopen an account, end its sessions; and joining by a link."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from events.models import Decision, Invitation
from events.models.decisions import lock_chain
from events.models.rights import check_oversight
from events.review.amendments import reason_problem, text_problem
from events.review.rights import ROLES, Role, group_of, role_of

GOOD_FOR: Final = timedelta(days=7)
"""How long an invitation stands: a week, so that a holiday does not outlast it and a lost mail does not stay open."""


class BadInvitation(ValueError):
    """The link makes no account: it was used, taken back, has run out, or never was."""


class BadPerson(ValueError):
    """What was asked of an account cannot be; `problems` says which field is wrong."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


@transaction.atomic
def invite(
    role: str, *, editor: User | AnonymousUser, note: str = "", at: datetime | None = None
) -> tuple[Invitation, str]:
    """A new invitation and the token of its link, which is kept nowhere. Raises NotAllowed, BadPerson."""
    person, now = check_oversight(editor), at or timezone.now()
    wanted, note = known_role(role), note.strip()
    if problem := text_problem(note, "note", 200):
        raise BadPerson({"note": problem})
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        token_hash=hash_of(token), role=wanted.key, note=note, invited_by=person, made_at=now, until=now + GOOD_FOR
    )
    Decision.append("invite", editor=person, after={"role": wanted.key, "note": note})
    return invitation, token


@transaction.atomic
def revoke(invitation: Invitation, *, editor: User | AnonymousUser) -> Decision:
    """Take an invitation back. Raises NotAllowed, BadInvitation where somebody has used it."""
    person = check_oversight(editor)
    lock_chain()
    if Invitation.objects.filter(pk=invitation.pk, accepted_by=None, revoked=False).update(revoked=True) == 0:
        raise BadInvitation("It was used or taken back already.")
    return Decision.append("revoke", editor=person, after={"role": invitation.role, "note": invitation.note})


def open_invitation(token: str, *, at: datetime | None = None) -> Invitation:
    """The invitation of a link. Raises BadInvitation. Runs one query."""
    found = Invitation.objects.open(at or timezone.now()).filter(token_hash=hash_of(token)).first()
    if found is None:
        raise BadInvitation("This link was used, was taken back or has run out. Ask for a new one.")
    return found


@transaction.atomic
def join(token: str, *, name: str, password: str, at: datetime | None = None) -> User:
    """Make the account that a link stands for. Raises BadInvitation, BadPerson."""
    lock_chain()
    invitation = open_invitation(token, at=at)
    person = User(username=name.strip())
    if problems := faults_of(person, password):
        raise BadPerson(problems)
    person.set_password(password)
    person.save()
    person.groups.add(group_of(ROLES[invitation.role]))
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_by"])
    Decision.append("join", editor=person, after={"person": person.username, "role": invitation.role})
    return person


@transaction.atomic
def appoint(person: User, role: str, *, editor: User | AnonymousUser) -> Decision:
    """Give a person another role, in place of the one they have. Raises NotAllowed, BadPerson."""
    chief, wanted = check_oversight(editor), known_role(role)
    lock_chain()
    check_other(person, chief)
    before = role_of(person)
    person.groups.remove(*person.groups.filter(name__in=[known.group for known in ROLES.values()]))
    person.groups.add(group_of(wanted))
    return of_person("appoint", person, chief, before={"role": before.key}, after={"role": wanted.key})


@transaction.atomic
def close(person: User, *, editor: User | AnonymousUser, reason: str) -> Decision:
    """Close an account and end its sessions; what the person decided stays. Raises NotAllowed, BadPerson."""
    chief = check_oversight(editor)
    check_other(person, chief)
    if problem := reason_problem(reason) if reason.strip() else "Say why: it stays in the record.":
        raise BadPerson({"reason": problem})
    set_active(person, False)
    end_all(person)
    return of_person("close", person, chief, reason=reason.strip())


@transaction.atomic
def reopen(person: User, *, editor: User | AnonymousUser) -> Decision:
    """Open a closed account again. Raises NotAllowed, BadPerson."""
    chief = check_oversight(editor)
    check_other(person, chief)
    set_active(person, True)
    return of_person("reopen", person, chief)


@transaction.atomic
def sign_out(person: User, *, editor: User | AnonymousUser) -> Decision:
    """End all sessions of a person, also one's own. Raises NotAllowed, BadPerson."""
    chief = check_oversight(editor)
    check_rank(person, chief)
    end_all(person)
    return of_person("sign_out", person, chief)


def end_all(person: User) -> None:
    """End every session of an account."""
    for session in UserSession.objects.filter(user=person):
        session.end()


def set_active(person: User, active: bool) -> None:
    """Open or close an account. Raises BadPerson where it stands so already: somebody else was first."""
    lock_chain()
    if User.objects.filter(pk=person.pk, is_active=not active).update(is_active=active) == 0:
        raise BadPerson({"person": f"This account is {'open' if active else 'closed'} already."})


def check_other(person: User, chief: User) -> None:
    """Raise BadPerson where somebody would change their own account, or a chief that of an administrator."""
    if person.pk == chief.pk:
        raise BadPerson({"person": "Nobody changes their own role. Ask another chief editor or an administrator."})
    check_rank(person, chief)


def check_rank(person: User, chief: User) -> None:
    """Raise BadPerson where a chief would act on the account of an administrator."""
    if person.is_superuser and not chief.is_superuser:
        raise BadPerson({"person": "Only an administrator changes an administrator's account."})


def known_role(key: str) -> Role:
    """The role of this key; raises BadPerson for any other word."""
    if key not in ROLES:
        raise BadPerson({"role": f"Choose one of: {', '.join(ROLES)}."})
    return ROLES[key]


def faults_of(person: User, password: str) -> dict[str, str]:
    """What is wrong with a new account's name and password."""
    problems = {}
    try:
        person.full_clean(exclude=["password"])
    except ValidationError as error:
        problems["name"] = " ".join(error.messages)
    try:
        validate_password(password, person)
    except ValidationError as error:
        problems["password"] = " ".join(error.messages)
    return problems


def of_person(act: str, person: User, chief: User, **facts: object) -> Decision:
    """The record of an act on an account."""
    after = facts.pop("after", {})
    kept = {"person": person.username, **(after if isinstance(after, dict) else {})}
    return Decision.append(act, editor=chief, after=kept, **facts)


def hash_of(token: str) -> str:
    """What is kept of a token: SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
