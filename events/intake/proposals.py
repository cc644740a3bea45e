"""From candidates to proposals: run the library on a text, store what it found."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings

from events.extraction.happenings.spotting import spotter
from events.extraction.pipeline import extract, language_notice
from events.extraction.values import Candidate, Derivation, Document
from events.importance import importance
from events.matching import find_similar
from events.models import Article, Proposal


def read_candidates(text: str, published_on: date) -> tuple[Candidate, ...]:
    """Every dated happening that the library, with the backend of EXTRACTION_BACKEND, reads out of the text. No query.

    Raises BackendError where that backend cannot be had.
    """
    document = Document(text=text, published_on=published_on)
    return extract(document, spot=spotter(settings.EXTRACTION_BACKEND)).candidates


def notice_of(text: str) -> str:
    """Why a text proposes nothing by its language: "language not supported yet, detected: xx"; "" for one that is read."""
    return language_notice(text)


def store_proposals(article: Article, candidates: tuple[Candidate, ...]) -> list[Proposal]:
    """Write the candidates as waiting proposals, each with the published event it may be a further mention of."""
    proposals = [proposal_of(article, candidate) for candidate in candidates]
    for proposal in proposals:
        if similar := find_similar(proposal):
            proposal.similar_to, proposal.similar_reasons = similar.event, list(similar.reasons)
    return Proposal.objects.bulk_create(proposals)


def proposal_of(article: Article, candidate: Candidate) -> Proposal:
    """The row of one candidate, not yet saved."""
    proposal = Proposal(
        article=article,
        quote=candidate.quote,
        quote_start=candidate.quote_start,
        date_text=candidate.date_text,
        date_start=candidate.date_start,
        timex_type=candidate.timex_type,
        timex_value=candidate.timex_value,
        title=candidate.title[:300],
        type=candidate.type,
        status=candidate.status,
        attribution=candidate.attribution[:300],
        actors=[asdict(actor) for actor in candidate.actors],
        place=asdict(candidate.place) if candidate.place else None,
        reasons=[asdict(reason) for reason in candidate.reasons],
        further=[asdict(quote) for quote in candidate.further],
        derivation=tree(candidate.derivation),
        importance=importance(candidate.type, len(candidate.actors), mentions=1 + len(candidate.further), publishers=1),
        confidence=candidate.confidence,
    )
    proposal.set_date(candidate.edtf)
    return proposal


def tree(derivation: Derivation) -> dict[str, Any]:
    """A rule tree as JSON: rule, words, and the trees below."""
    return {
        "rule": derivation.rule,
        "text": derivation.text,
        "children": [tree(child) for child in derivation.children],
    }
