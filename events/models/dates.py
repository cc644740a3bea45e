"""The columns of an uncertain date: the EDTF string, its four bounds, and the rule that the bounds are in order."""

from typing import Final

from django.db import models
from django.db.models import F, Q

from events.edtf import bounds_of
from events.vocabulary import STATUSES, TYPES

EDTF_LENGTH: Final = 120
TYPE_CHOICES: Final = [(t.key, t.name) for t in TYPES.values()]
STATUS_CHOICES: Final = [(s.key, s.name) for s in STATUSES.values()]


class Dated(models.Model):
    """A row with an EDTF date. The bounds are minutes since 1970-01-01T00:00, inclusive, null where open or unknown."""

    edtf = models.CharField(max_length=EDTF_LENGTH)
    earliest_start = models.BigIntegerField(null=True, blank=True, editable=False)
    latest_start = models.BigIntegerField(null=True, blank=True, editable=False)
    earliest_end = models.BigIntegerField(null=True, blank=True, editable=False)
    latest_end = models.BigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def set_date(self, edtf: str) -> None:
        """Take a date over with its bounds; raises EdtfError and changes nothing where it is no EDTF."""
        bounds = bounds_of(edtf)
        self.edtf = edtf
        self.earliest_start = bounds.earliest_start
        self.latest_start = bounds.latest_start
        self.earliest_end = bounds.earliest_end
        self.latest_end = bounds.latest_end


def bounds_ordered(name: str) -> list[models.CheckConstraint]:
    """The constraints that each pair of bounds is in order, where both are known."""
    pairs = (("earliest_start", "latest_start"), ("earliest_end", "latest_end"), ("earliest_start", "latest_end"))
    return [
        models.CheckConstraint(
            name=f"{name}_{low}_to_{high}",
            condition=Q(**{f"{low}__isnull": True}) | Q(**{f"{high}__isnull": True}) | Q(**{f"{low}__lte": F(high)}),
        )
        for low, high in pairs
    ]


def known(column: str, values: list[tuple[str, str]], name: str) -> models.CheckConstraint:
    """The constraint that a column holds one of the known words."""
    return models.CheckConstraint(name=name, condition=Q(**{f"{column}__in": [key for key, _ in values]}))
