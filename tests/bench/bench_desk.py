"""How fast the desk answers: `python -m tests.bench.bench_desk` prints a table; exit 1 where a bar is missed.

A database of its own, thrown away, with 10,000 proposals waiting in 1,000 articles of 600 words and 100,000 actors. All
times are CPU milliseconds of whole requests of a signed-in editor, as a browser with script sends them.
"""

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from typing import Any, Final

ARTICLES: Final = 1_000
EACH: Final = 10
ACTORS: Final = 100_000
REQUESTS: Final = 100
BARS: Final = {"one decision": 60.0, "names while one types, 100,000 actors": 30.0}
"""Milliseconds at the median."""
SENTENCE: Final = "The ministers of {} and {} met on Friday in Geneva to speak about round {} of the talks. "
FILLER: Final = "Nobody who was in the hall would say what the other side had brought, or when it would be told. " * 3


def main() -> None:
    """Fill a database, measure, print; with `--measure` in a process that has the database."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true")
    if parser.parse_args().measure:
        sys.exit(measured())
    with tempfile.TemporaryDirectory() as folder:
        given = {"VAR_DIR": folder, "LOG_LEVEL": "ERROR", "ALLOWED_HOSTS": "testserver", "HTTPS": "0", "DEBUG": "0"}
        env = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/desk.sqlite3"} | given
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=env, check=True)
        measure = [sys.executable, "-m", "tests.bench.bench_desk", "--measure"]
        sys.exit(subprocess.run(measure, env=env, check=False).returncode)


def measured() -> int:
    """Print the table; 1 where a bar is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    client = signed_in()
    fill()
    table = {
        "one decision": decisions(client),
        "names while one types, 100,000 actors": typing(client),
        "queue": pages(client, "/curate/queue/"),
    }
    missed = 0
    print(f"{'CPU milliseconds':<44}{'p50':>8}{'p95':>8}{'bar':>8}")
    for name, times in table.items():
        p50, p95 = sorted(times)[len(times) // 2], sorted(times)[int(len(times) * 0.95)]
        bar = BARS.get(name)
        missed += bar is not None and p50 > bar
        print(f"{name:<44}{p50:>8.1f}{p95:>8.1f}{bar or '':>8}")
    return int(missed > 0)


def signed_in() -> Any:
    """A client of an editor, which asks as the desk's script does."""
    from django.test import Client

    from tests.factories import make_editor

    client = Client(headers={"hx-request": "true", "hx-target": "desk"})
    client.force_login(make_editor())
    return client


def fill() -> None:
    """The articles with their waiting proposals, and the actors."""
    from django.db import transaction

    from events.models import Actor

    with transaction.atomic():
        Actor.objects.bulk_create(
            (Actor(name=f"{word(n)} {word(n * 31 + 7)} {n}", kind="group") for n in range(ACTORS)), batch_size=5000
        )
        for number in range(ARTICLES):
            fill_article(number)


def word(number: int) -> str:
    """A made-up name, the same for the same number."""
    parts = ("ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "za")
    return "".join(parts[(number >> shift) % 16] for shift in (0, 4, 8)).capitalize()


def fill_article(number: int) -> None:
    """One article with its ten proposals, each of its own sentence."""
    from tests.factories import make_article, make_proposal

    rounds = [SENTENCE.format(word(number), word(number + n + 1), n) for n in range(EACH)]
    text = "\n\n".join(sentence + FILLER for sentence in rounds)
    article = make_article(text=text, headline=f"Talks of {word(number)}")
    for n, sentence in enumerate(rounds):
        quote = sentence.strip()
        start = text.index(quote)
        names = [{"name": word(number + k), "kind": "state", "code": "", "country": ""} for k in (0, n + 1)]
        title = f"Ministers meet, round {n}"
        row = make_proposal(article=article, quote=quote, title=title, actors=names, importance=100 + number % 800)
        type(row).objects.filter(pk=row.pk).update(date_start=start + quote.index("Friday"))


def decisions(client: Any) -> list[float]:
    """Proposals accepted one after the other with the fields of their card, as the key "a" does."""
    from events.models import Proposal

    fields = {"when": "Friday", "type": "meeting", "status": "occurred", "more": "", "place": "Geneva"}

    def card(proposal: Proposal) -> dict[str, Any]:
        return fields | {"title": proposal.title, "actors": [actor["name"] for actor in proposal.actors]}

    rows = Proposal.objects.waiting().order_by("article_id", "quote_start")[: REQUESTS + 5]
    return warm(post(client, f"/curate/proposals/{row.pk}/amend/", card(row)) for row in rows)


def typing(client: Any) -> list[float]:
    """Names looked for letter by letter: of one name, from the first on."""
    name = f"{word(77)} {word(77 * 31 + 7)} 77"
    typed = [name[:end] for end in range(1, len(name) + 1)] * 5
    headers = {"hx-request": "true", "hx-target": "actor_names"}
    asked = ({"more": f"Somebody; {text}"} for text in typed)
    return warm(cpu(lambda d=data: ok(client.get("/curate/names/actors/", d, headers=headers))) for data in asked)


def pages(client: Any, path: str) -> list[float]:
    """A page asked for again and again."""
    return warm(cpu(lambda: ok(client.get(path))) for _ in range(20))


def post(client: Any, path: str, data: dict[str, Any]) -> float:
    """The CPU of one act."""
    return cpu(lambda: ok(client.post(path, data)))


def warm(times: Iterator[float]) -> list[float]:
    """Without the first five, which load templates."""
    return list(times)[5:]


def ok(answer: Any) -> None:
    """Refuse to measure what is no answer."""
    if answer.status_code != 200:
        sys.exit(f"{answer.request['PATH_INFO']}: {answer.status_code} {answer.content[:300]!r}")


def cpu(act: Callable[[], object]) -> float:
    """CPU milliseconds of one call."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
