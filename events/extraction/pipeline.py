"""The steps of reading one article, in order."""

from events.extraction.candidates import candidates_of
from events.extraction.expressions import expressions_of
from events.extraction.sentences import sentences_of
from events.extraction.values import Document, Extraction


def extract(document: Document) -> Extraction:
    """Sentences, temporal expressions and candidates of the document. Pure; time is linear in the text."""
    sentences = sentences_of(document)
    expressions = expressions_of(document, sentences)
    return Extraction(document, sentences, expressions, candidates_of(document, sentences, expressions))


def expressions_in(document: Document) -> Extraction:
    """Sentences and temporal expressions only: what `tag` needs."""
    sentences = sentences_of(document)
    return Extraction(document, sentences, expressions_of(document, sentences))
