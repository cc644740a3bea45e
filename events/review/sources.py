"""The acts of those who manage feeds. Each checks the right, changes the feed, and appends one Decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models.functions import Now

from events.models import Decision, Feed, Publisher
from events.models.decisions import lock_chain
from events.models.rights import check_oversight


class BadFeed(ValueError):
    """The feed cannot be so; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a feed is to be read: for which publisher, what of it (a word of READS), every how many minutes."""

    publisher: str
    reads: str = "page"
    every: int = 60


@transaction.atomic
def add_feed(address: str, wanted: Wanted, *, editor: User | AnonymousUser) -> Feed:
    """Read this address from now on. Raises BadFeed where it is read already."""
    person = check_oversight(editor)
    lock_chain()
    if known := Feed.objects.select_related("publisher").filter(address=address).first():
        raise BadFeed(f"This address is read already, for {known.publisher}.")
    feed = Feed(address=address, added_by=person)
    put(feed, wanted)
    feed.save(force_insert=True)
    decide("add_feed", feed, before={}, person=person)
    return feed


@transaction.atomic
def change_feed(feed: Feed, wanted: Wanted, *, editor: User | AnonymousUser) -> Feed:
    """Read a feed otherwise; nothing is recorded where nothing changes."""
    person = check_oversight(editor)
    feed = locked(feed)
    before = snapshot(feed)
    put(feed, wanted)
    if snapshot(feed) != before:
        feed.save(update_fields=["publisher", "reads", "every"])
        decide("edit_feed", feed, before=before, person=person)
    return feed


def pause(feed: Feed, *, editor: User | AnonymousUser) -> Feed:
    """Do not read a feed until it is resumed."""
    return set_paused(feed, True, editor=editor)


def resume(feed: Feed, *, editor: User | AnonymousUser) -> Feed:
    """Read a feed again, now and then as before."""
    return set_paused(feed, False, editor=editor)


@transaction.atomic
def set_paused(feed: Feed, paused: bool, *, editor: User | AnonymousUser) -> Feed:
    """Pause or resume; nothing is recorded where it stands so already."""
    person = check_oversight(editor)
    feed = locked(feed)
    if feed.paused != paused:
        before = snapshot(feed)
        Feed.objects.filter(pk=feed.pk).update(paused=paused, next_at=Now())
        feed.refresh_from_db()
        decide("pause" if paused else "resume", feed, before=before, person=person)
    return feed


@transaction.atomic
def ask_for(feed: Feed, *, editor: User | AnonymousUser) -> Feed:
    """Let a feed be read now, also one that is paused: from its beginning, as if nothing of it had been kept by its server."""
    person = check_oversight(editor)
    feed = locked(feed)
    Feed.objects.filter(pk=feed.pk).update(validators={})
    decide("poll", feed, before={}, person=person)
    return feed


def locked(feed: Feed) -> Feed:
    """The feed as it stands, while nobody else acts."""
    lock_chain()
    return Feed.objects.select_related("publisher").get(pk=feed.pk)


def put(feed: Feed, wanted: Wanted) -> None:
    """Put in how the feed is to be read; its publisher is made where it is new. Raises BadFeed without one."""
    name = " ".join(wanted.publisher.split())
    if not name:
        raise BadFeed("Say who publishes this feed.")
    feed.publisher, _ = Publisher.objects.get_or_create(name=name[:200])
    feed.reads, feed.every = wanted.reads, wanted.every


def snapshot(feed: Feed) -> dict[str, Any]:
    """What a decision keeps of a feed."""
    return {"publisher": str(feed.publisher), "reads": feed.reads, "every": feed.every, "paused": feed.paused}


def decide(act: str, feed: Feed, *, before: Mapping[str, Any], person: User) -> None:
    """Append the decision on a feed, with its number and address."""
    after = {"feed": feed.pk, "address": feed.address} | snapshot(feed)
    Decision.append(act, editor=person, before=dict(before), after=after)
