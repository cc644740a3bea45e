"""The same article from two agencies: found as it comes in, linked to the other, and left where it is."""

from collections.abc import Collection
from typing import Final

from events.intake.likeness import same_words, sketch
from events.models import Article, Retelling, Sketch

ALIKE: Final = 50
"""Percent of the shorter text's words: a report that took half of its words from another tells the same story."""
MOST: Final = 20
"""Articles compared word by word, a millisecond each; those that share most of the sketch come first."""


def note_retellings(article: Article) -> list[Retelling]:
    """Keep the article's sketch, and each article that tells the same. Runs four queries; twice the same changes nothing."""
    values = sketch(article.text)
    if not values or article.sketches.exists():
        return []
    likely = Sketch.objects.likely(values, apart_from=article, most=MOST)
    Sketch.objects.bulk_create(Sketch(article=article, value=value) for value in values)
    return Retelling.objects.bulk_create(pairs(article, likely), ignore_conflicts=True)


def pairs(article: Article, likely: Collection[int]) -> list[Retelling]:
    """The pairs of an article with those that do tell the same."""
    found = []
    for number, text in Article.objects.filter(pk__in=likely).values_list("pk", "text"):
        if (percent := same_words(article.text, text)) >= ALIKE:
            later, earlier = max(article.pk, number), min(article.pk, number)
            found.append(Retelling(article_id=later, other_id=earlier, percent=percent))
    return found
