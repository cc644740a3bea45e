"""Minutes to pixels."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from the minutes `low`..`high` (both included) to the pixels `left`..`right`."""

    low: int
    high: int
    left: float
    right: float
    per_minute: float = field(init=False)
    """Pixels a minute."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "per_minute", (self.right - self.left) / (self.high + 1 - self.low))

    def x(self, minute: float) -> float:
        """The pixel where a minute begins; beyond the edges for minutes beyond the window."""
        return self.left + (minute - self.low) * self.per_minute

    def inside(self, minute: float) -> float:
        """The pixel where a minute begins, the nearest edge for minutes beyond the window."""
        x = self.left + (minute - self.low) * self.per_minute
        return self.left if x < self.left else self.right if x > self.right else x

    def minute(self, x: float) -> int:
        """The minute that a pixel shows."""
        return self.low + int((x - self.left) / self.per_minute)
