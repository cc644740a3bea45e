"""The words every room shares: types with their PLOVER categories, statuses, and the groups that types are drawn in.

Types and statuses are those of the design; PLOVER categories follow the 2021 CAMEO-to-PLOVER table where it has one.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of happening: its key, its name for one and for many, its PLOVER category ("" where PLOVER has none), its group."""

    key: str
    name: str
    plural: str
    plover: str
    group: str


@dataclass(frozen=True, slots=True)
class Status:
    """How sure it is that something happened: key, name, and what it says of an event."""

    key: str
    name: str
    meaning: str


TYPES: Final[dict[str, EventType]] = {
    t.key: t
    for t in (
        EventType("meeting", "Meeting", "Meetings", "CONSULT", "talks"),
        EventType("visit", "Visit", "Visits", "CONSULT", "talks"),
        EventType("agreement", "Agreement", "Agreements", "AGREE", "talks"),
        EventType("statement", "Statement", "Statements", "", "talks"),
        EventType("cooperation", "Cooperation", "Cooperation", "COOPERATE", "cooperation"),
        EventType("withdrawal", "Withdrawal", "Withdrawals", "RETREAT", "cooperation"),
        EventType("threat", "Threat", "Threats", "THREATEN", "threats"),
        EventType("sanction", "Sanction", "Sanctions", "SANCTION", "force"),
        EventType("military", "Military move", "Military moves", "MOBILIZE", "force"),
        EventType("weapons_test", "Weapons test", "Weapons tests", "MOBILIZE", "force"),
        EventType("attack", "Attack", "Attacks", "ASSAULT", "force"),
        EventType("coercion", "Coercion", "Coercion", "COERCE", "force"),
        EventType("protest", "Protest", "Protests", "PROTEST", "force"),
        EventType("election", "Election", "Elections", "", "civic"),
        EventType("leadership", "Leadership", "Leadership", "", "civic"),
        EventType("legal", "Legal act", "Legal acts", "", "civic"),
        EventType("commemoration", "Commemoration", "Commemorations", "", "civic"),
        EventType("incident", "Incident", "Incidents", "", "civic"),
        EventType("other", "Other", "Other", "", "civic"),
    )
}

STATUSES: Final[dict[str, Status]] = {
    s.key: s
    for s in (
        Status("occurred", "Occurred", "told as fact"),
        Status("ongoing", "Ongoing", "going on"),
        Status("scheduled", "Scheduled", "announced by someone who decides it"),
        Status("expected", "Expected", "predicted by someone else"),
        Status("possible", "Possible", "could, may, or on a condition"),
        Status("denied", "Denied", "said not to have happened, or called off"),
    )
}

AHEAD: Final = frozenset({"scheduled", "expected", "possible"})
"""Statuses of what had not happened when it was told."""
