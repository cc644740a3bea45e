"""manage.py make_editor: an account that may decide."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from events.management.people import editors


class Command(BaseCommand):
    """Make an account an editor, and the account where it is missing."""

    help = "Make an account an editor (asks for a password where the account is new)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and with which password."""
        parser.add_argument("username")
        parser.add_argument("--password", help="for scripts; else it is asked for")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and give it the right."""
        user, created = User.objects.get_or_create(username=options["username"])
        if created or options["password"]:
            user.set_password(self.password(options["password"], user))
            user.save()
        user.groups.add(editors())
        self.stdout.write(f"{user.username} is an editor{' (new account)' if created else ''}.")

    def password(self, given: str | None, user: User) -> str:
        """The password given or typed; raises CommandError where it is too weak."""
        password = given or getpass.getpass("Password: ")
        try:
            validate_password(password, user)
        except ValidationError as error:
            if user.last_login is None and not user.has_usable_password():
                user.delete()
            raise CommandError(" ".join(error.messages)) from error
        return password
