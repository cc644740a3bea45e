"""Having an article in hand, so that two editors do not read the same. It keeps nobody out: acts are what must not clash."""

from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from events.models import Article, Hold
from events.models.decisions import lock_chain
from events.models.rights import check_right

LASTS: Final = timedelta(minutes=30)
"""Since the last act: a long article takes an editor ten minutes, and a call in between less than the rest."""


class Held(ValueError):
    """Another editor has the article in hand; `hold` tells who, and until when."""

    def __init__(self, hold: Hold) -> None:
        self.hold = hold
        super().__init__(f"{hold.editor} has this article in hand until {timezone.localtime(hold.until):%H:%M}.")


@transaction.atomic
def hold(article: Article, *, editor: User | AnonymousUser, at: datetime | None = None) -> Hold:
    """Take the article in hand, or keep it for longer. Raises Held where another has it."""
    person = check_right(editor)
    at = at or timezone.now()
    lock_chain()
    standing = held(article, at=at)
    if standing and standing.editor_id != person.pk:
        raise Held(standing)
    row, _ = Hold.objects.update_or_create(article=article, defaults={"editor": person, "until": at + LASTS})
    return row


def kept(article: Article, *, editor: User, at: datetime | None = None) -> bool:
    """Whether this editor has the article in hand; if so, it is kept for longer. Runs one query."""
    at = at or timezone.now()
    own = Hold.objects.standing(at).filter(article=article, editor=editor)
    return own.update(until=at + LASTS) > 0


@transaction.atomic
def release(article: Article, *, editor: User | AnonymousUser) -> None:
    """Put the article back, if this editor has it in hand."""
    person = check_right(editor)
    Hold.objects.filter(article=article, editor=person).delete()


def held(article: Article, *, at: datetime | None = None) -> Hold | None:
    """Who has the article in hand now; None if nobody. Runs one query."""
    return Hold.objects.standing(at or timezone.now()).select_related("editor").filter(article=article).first()
