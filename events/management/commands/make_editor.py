"""manage.py make_editor: an account that may decide."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from events.management.people import editors


class Command(BaseCommand):
    """Make an account an editor, and the account where it is missing."""

    help = "Make an account an editor (asks for a password where the account is new)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and with which password."""
        parser.add_argument("username")
        parser.add_argument("--password", help="for scripts; else it is asked for")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and give it the right, or neither."""
        user = User.objects.filter(username=options["username"]).first()
        created = user is None
        user = user or User(username=options["username"])
        try:
            if created or options["password"]:
                set_password(user, options["password"] or getpass.getpass("Password: "))
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            user.save()
            user.groups.add(editors())
        self.stdout.write(f"{user.username} is an editor{' (new account)' if created else ''}.")


def set_password(user: User, password: str) -> None:
    """Set a password that is strong enough; raises ValidationError."""
    validate_password(password, user)
    user.set_password(password)
