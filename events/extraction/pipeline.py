"""The steps of reading one article, in order."""

from dataclasses import replace
from typing import Final

from events.extraction.candidates import candidates_of
from events.extraction.detection import language_of
from events.extraction.expressions import expressions_of
from events.extraction.happenings.spotting import Spot
from events.extraction.languages import codes
from events.extraction.sentences import sentences_of
from events.extraction.values import Document, Extraction

NOT_YET: Final = "language not supported yet, detected: {}"


def language_notice(text: str, language: str = "en") -> str:
    """What to tell of a text that is not in this language, as far as its front tells: "" where it is, or cannot be told."""
    detected = language_of(text)
    return NOT_YET.format(detected) if detected not in ("", language) else ""


def extract(document: Document, *, spot: Spot | None = None) -> Extraction:
    """Sentences, temporal expressions and candidates of the document. Pure; time is linear in the text.

    `spot`, of `happenings.spotting.spotter`, looks for names beside the rules.

    A text that is not in the language it is said to be in is read for its dates alone, where there is a folder for its language.
    """
    detected = language_of(document.text)
    if detected not in ("", document.language):
        notice = NOT_YET.format(detected)
        if detected not in codes():
            return Extraction(document, notice=notice)
        return replace(expressions_in(replace(document, language=detected)), notice=notice)
    sentences = sentences_of(document)
    expressions = expressions_of(document, sentences)
    return Extraction(document, sentences, expressions, candidates_of(document, sentences, expressions, spot=spot))


def expressions_in(document: Document) -> Extraction:
    """Sentences and temporal expressions only: what `tag` needs."""
    sentences = sentences_of(document)
    return Extraction(document, sentences, expressions_of(document, sentences))
