"""The rows. Each module holds one kind of row with its named queries."""

from events.models.articles import Article, Publisher
from events.models.decisions import Decision, Part
from events.models.events import Event, Mention, Reading
from events.models.feeds import Feed, FeedItem
from events.models.holds import Hold
from events.models.jobs import Job, Worker
from events.models.likeness import Retelling, Sketch
from events.models.names import Actor, Place, Tag
from events.models.people import Invitation
from events.models.proposals import Proposal
from events.models.reports import Report
from events.models.uploads import Upload
from events.models.watching import Look, Note

__all__ = [
    "Actor",
    "Article",
    "Decision",
    "Event",
    "Feed",
    "FeedItem",
    "Hold",
    "Invitation",
    "Job",
    "Look",
    "Mention",
    "Note",
    "Part",
    "Place",
    "Proposal",
    "Publisher",
    "Reading",
    "Report",
    "Retelling",
    "Sketch",
    "Tag",
    "Upload",
    "Worker",
]
