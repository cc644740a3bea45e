"""manage.py make_editor: an account that may decide, or has another role."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from events.review.rights import ROLES, group_of


class Command(BaseCommand):
    """Make an account an editor or give it another role, and make the account where it is missing."""

    help = "Make an account an editor, or what --role says (asks for a password where the account is new)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and with which password."""
        parser.add_argument("username")
        parser.add_argument("--password", help="for scripts; else it is asked for")
        parser.add_argument("--role", choices=ROLES, default="editor", help="what the account is (default: editor)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and give it the right, or neither."""
        user = User.objects.filter(username=options["username"]).first()
        created, role = user is None, ROLES[options["role"]]
        user = user or User(username=options["username"])
        try:
            if created or options["password"]:
                set_password(user, options["password"] or asked_password())
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            user.save()
            user.groups.add(group_of(role))
        self.stdout.write(f"{user.username} is now: {role.name.lower()}{' (new account)' if created else ''}.")


def asked_password() -> str:
    """The password typed at the terminal; raises CommandError where there is none to type it at."""
    try:
        return getpass.getpass("Password: ")
    except EOFError as error:
        raise CommandError("There is nobody here to ask for a password: give it with --password.") from error


def set_password(user: User, password: str) -> None:
    """Set a password that is strong enough; raises ValidationError."""
    validate_password(password, user)
    user.set_password(password)
