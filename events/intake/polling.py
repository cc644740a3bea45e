"""Reading a feed: what is new in it is taken in, each item once, and what came of each is kept."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from events.intake.articles import DateNeeded, Submission, receive, submission_from
from events.intake.feeds import Contents, Item, fetch_feed, read_feed
from events.intake.fetching import INTERNET, Network
from events.intake.html import read_page
from events.intake.texts import NotText
from events.intake.web import submission_at
from events.models import Feed, FeedItem
from events.models.feeds import ITEM_STATES

AT_ONCE: Final = 50
"""Items taken in at one reading: some minutes. The others wait for the next."""
BACK: Final = timedelta(days=3)
"""How old a page of a sitemap may be when the sitemap is added: sitemaps hold whole archives."""
LONGEST_WAIT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reading came to, in words; or why it failed."""

    result: str = ""
    error: str = ""


def poll(
    feed: Feed,
    *,
    reader: User,
    tell: Callable[[int, int], None] = lambda done, total: None,
    network: Network = INTERNET,
) -> Outcome:
    """Read a feed once, and write down how it went and when it is read next. Never raises for what the feed does."""
    try:
        outcome = read_once(feed, reader, tell, network)
    except NotText as error:
        outcome = Outcome(error=str(error))
    failures = feed.failures + 1 if outcome.error else 0
    wait = min(timedelta(minutes=feed.every) * 2 ** min(failures, 8), max(LONGEST_WAIT, timedelta(minutes=feed.every)))
    fields = {"last_at": Now(), "next_at": Now() + wait, "failures": failures, "error": outcome.error[:1000]}
    if outcome.result:
        fields["last_result"] = outcome.result
    Feed.objects.filter(pk=feed.pk).update(**fields)
    return outcome


def read_once(feed: Feed, reader: User, tell: Callable[[int, int], None], network: Network) -> Outcome:
    """Fetch the feed, and take in what is new. Raises NotText."""
    answer = fetch_feed(feed.address, feed.validators, network=network)
    if answer.unchanged:
        return Outcome("Nothing new since the last reading.")
    contents = read_feed(answer.body, address=answer.url, today=timezone.now().date())
    new = unread(feed, contents)
    for number, item in enumerate(new[:AT_ONCE]):
        tell(number, min(len(new), AT_ONCE))
        take(feed, item, reader, network)
    # What its server gave to ask for changes only is kept once nothing is left, or the rest would never be sent again.
    kept = {} if len(new) > AT_ONCE or FeedItem.objects.to_try_again(feed) else answer.validators
    Feed.objects.filter(pk=feed.pk).update(title=contents.title or feed.title, validators=kept)
    return Outcome(told(feed, new, contents))


def unread(feed: Feed, contents: Contents) -> list[Item]:
    """The items of a feed that are to be taken in, oldest first, so that a feed is read in the order it was written."""
    settled = set(feed.items.settled().values_list("key", flat=True))
    new = [item for item in contents.items if item.key not in settled]
    if contents.kind == "sitemap":
        since = feed.added_at.date() - BACK
        new = [item for item in new if item.published_on and item.published_on >= since]
    return sorted(new, key=lambda item: item.published_on or date.max)


def take(feed: Feed, item: Item, reader: User, network: Network) -> FeedItem:
    """Take one item in, and write down what came of it. The same item twice is one article."""
    row = {"address": item.address, "title": item.title, "published_on": item.published_on} | taken(
        feed, item, reader, network
    )
    kept, created = FeedItem.objects.update_or_create(feed=feed, key=item.key, defaults=row | {"seen_at": Now()})
    if not created:
        FeedItem.objects.filter(pk=kept.pk).update(tries=F("tries") + 1)
    return kept


def taken(feed: Feed, item: Item, reader: User, network: Network) -> dict[str, object]:
    """What came of an item: its state, its article or the reason why there is none."""
    try:
        received = receive(submission(feed, item, network), editor=reader)
    except DateNeeded as error:
        return {"state": "undated", "reason": str(error)[:1000], "article": None}
    except NotText as error:
        return {"state": "refused", "reason": str(error)[:1000], "article": None}
    return {"state": "taken" if received.created else "known", "reason": "", "article": received.article}


def submission(feed: Feed, item: Item, network: Network) -> Submission:
    """What an item holds: its page, fetched safely, or its own text. The feed's date counts where the page has none. Raises NotText."""
    held = text_in(item) if feed.reads == "content" else page_of(item, network)
    known = held.metadata or ({"published": item.published_on.isoformat()} if item.published_on else {})
    held = replace(held, metadata=known, origin="feed")
    return held.told(publisher=feed.publisher.name, headline=item.title, url=held.url or item.address)


def page_of(item: Item, network: Network) -> Submission:
    """The page that an item links to."""
    if not item.address:
        raise NotText("This item links to no page. Let the text in the feed itself be read.")
    return submission_at(item.address, network=network)


def text_in(item: Item) -> Submission:
    """The text that stands in the feed itself."""
    if not item.content.strip():
        raise NotText("The feed holds no text of this item. Let the page that each item links to be read.")
    page = (
        f"<!doctype html><html><head><meta charset=utf-8></head><body><article>{item.content}</article></body></html>"
    )
    return replace(submission_from(read_page(page.encode()), "feed"), metadata={}, url=item.address)


def told(feed: Feed, new: list[Item], contents: Contents) -> str:
    """What a reading came to, in a sentence."""
    if not new:
        return f"Nothing new among {len(contents.items)} items."
    keys = [item.key for item in new[:AT_ONCE]]
    counts = Counter(feed.items.filter(key__in=keys).values_list("state", flat=True))
    parts = [f"{counts[state]} {words}" for state, words in ITEM_STATES if counts[state]]
    later = f"; {len(new) - AT_ONCE} wait for the next reading" if len(new) > AT_ONCE else ""
    return f"{len(keys)} new: {', '.join(parts)}{later}."
