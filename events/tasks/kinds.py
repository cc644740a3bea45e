"""The kinds of job: a name, and the function that does it. It returns what came of it, in words, or raises JobFailed.

A function may be begun again after its worker was killed in the middle: what it did the first time must not be done twice.
"""

from collections.abc import Callable
from typing import Final

from events.tasks import imports
from events.tasks.articles import fetch
from events.tasks.feeds import read
from events.tasks.leases import Running

KINDS: Final[dict[str, Callable[[Running], str]]] = {
    "feed": read,
    "fetch": fetch,
    "try_import": imports.trial,
    "import": imports.bring_in,
    "publish_import": imports.publish,
    "take_back": imports.take_back,
}
